import type { DraftStatement } from '../../../domain/draft.ts';
import { overlaps, type TextSpan } from '../../../domain/span.ts';
import type { Attribution, Hedge } from '../../../languages/pack.ts';
import { jaccard } from './measure.ts';
import { fullSpeaker, isSpeaker } from './speakers.ts';
import { type Story, sentenceOf } from './story.ts';
import type { Unit } from './units.ts';

export interface FoundStatement {
  unit: Unit;
  speaker: string;
  speakerKey: string;
  certainty: DraftStatement['certainty'];
  /** Units of other documents in which the same speaker says the same. */
  also: Unit[];
  weight: number;
}

const statementsMax = 6;
const perSpeakerMax = 2;
/** Shared content from which two statements of one speaker in different documents are one. */
const sameStatementShare = 0.35;
/** Denied where the speaker denies it; hedged where the words, or the verb of saying, leave it open; else stated. */
function certaintyOf(attribution: Attribution | null, unit: Unit): DraftStatement['certainty'] {
  if (attribution?.kind === 'deny') return 'denied';
  if (attribution?.kind === 'claim' || attribution?.kind === 'expect') return 'hedged';
  return unit.reading.analysis.hedges.some((hedge) => leavesOpen(hedge, unit)) ? 'hedged' : 'stated';
}

/** `a day after inflation was reported to have risen`, `laughed when told that he seemed`: beside what is said. */
const besideThePoint =
  /,\s(?:(?:a|one|two|\d+)\s(?:day|days|week|weeks|hours?)\s)?(?:after|when|as|while|before)\s[^,]*$/iu;

/** A promise or a plan (`늘리겠다고 밝혔다`) is said without reserve; so is what stands beside a hedge in another clause. */
function leavesOpen(hedge: Hedge, unit: Unit): boolean {
  if (!overlaps(hedge, unit) || hedge.kind === 'plan') return false;
  return !besideThePoint.test(unit.text.slice(0, hedge.start - unit.start));
}

/** One key for one speaker: `Ilsa Brandt, the minister`; `심사위원장 베아트릭스 올름` and `베아트릭스 올름 심사위원장`. */
function speakerKeyOf(full: string): string {
  const words = full
    .replace(/,.*$|\(\d+\)/gu, '')
    .replace(/^(?:the|a|an)\s/iu, '')
    .toLowerCase()
    .split(/\s+/);
  return /\p{Script=Hangul}/u.test(full) ? words.sort().join(' ') : words.join(' ');
}

function statementIn(
  unit: Unit,
  speaker: (TextSpan & { key: string }) | undefined,
  attribution: Attribution | null,
): FoundStatement | null {
  const name = speaker?.text.trim() ?? '';
  if (!speaker || unit.open || !isSubject(speaker, attribution, unit)) return null;
  const full = fullSpeaker(unit.reading, name);
  if (!isSpeaker(full)) return null;
  return {
    unit,
    speaker: full,
    speakerKey: speakerKeyOf(full),
    certainty: certaintyOf(attribution, unit),
    also: [],
    weight: 0,
  };
}

/**
 * The speaker stands in the sentence itself, and as more than part of a phrase there (`some in Gaza`, `an investigation in
 * Sweden`): one who was found in another sentence may be the wrong one.
 */
function isSubject(speaker: TextSpan, attribution: Attribution | null, unit: Unit): boolean {
  if (!overlaps(speaker, unit)) return false;
  const isAfter = attribution !== null && speaker.start > attribution.cue.start;
  // `according to the bank` names its speaker; `said the former editor of the Standard` another one.
  if (isAfter) {
    const between = unit.reading.document.text.slice(attribution.cue.end, speaker.start);
    return !/\b(?:of|at|for|in|from) (?:the )?$/u.test(between);
  }
  const before = unit.text.slice(0, Math.max(0, speaker.start - unit.start));
  return !/\b(?:in|of|from|on|at|to|for|with|by|and) (?:the )?$/u.test(before);
}

/** `did not say`, `declined to comment`: nothing was said. */
function isUnsaid(unit: Unit, { cue }: Attribution): boolean {
  const before = unit.reading.document.text.slice(Math.max(unit.start, cue.start - 14), cue.start);
  const after = unit.reading.document.text.slice(cue.end, cue.end + 6);
  // `laughed when told that`: it was said to him.
  if (
    /^(?:told|asked|informed|reported)$/iu.test(cue.text) &&
    /\b(?:when|was|were|been|being)\s+$/iu.test(before)
  )
    return true;
  return (
    /\b(?:not|never|declined to|refused to|n't)\s+(?:yet\s+)?$|n['’]t\s+$/iu.test(before) ||
    /^지 않/u.test(after)
  );
}

/**
 * The words around the cue are about something else than what the sentence tells: `wheat that is claimed by Selmark`, `a
 * report seen by the Dispatch`.
 */
function isAside(unit: Unit, { cue, speaker }: Attribution): boolean {
  const { text } = unit.reading.document;
  // `rules that the government wrote`
  const isQuoted = unit.reading.analysis.quotations.some((one) => overlaps(one, unit));
  if (/^(?:wrote|writes?)$/iu.test(cue.text) && !isQuoted) return true;
  if (speaker && isInCondition(unit, speaker)) return true;
  if (speaker && speaker.start > cue.start) {
    const between = text.slice(cue.end, speaker.start);
    if (/\b(?:seen|obtained|reviewed|published|released|cited|quoted) by (?:the )?$/iu.test(between))
      return true;
    const before = text.slice(Math.max(unit.start, cue.start - 60), cue.start);
    const clause = before.split(/[,;:—]/u).at(-1) ?? '';
    if (/^\w+\s+by\b|^\s*by\b/iu.test(text.slice(cue.start, speaker.start)) || /\bby\b/iu.test(cue.text))
      return /\b(?:whose|which|that|who)\b.*\b(?:is|are|was|were|been|being)\s*$/iu.test(clause);
  }
  return false;
}

/** `시는 큰비가 없으면 ... 예고했다`: the subject of a condition does not speak. */
function isInCondition(unit: Unit, speaker: TextSpan): boolean {
  const after = unit.reading.document.text.slice(speaker.end, Math.min(unit.end, speaker.end + 24));
  return /^(?:이|가) \S{1,8}(?:으면|면|자|아서|어서|는데|지만)[\s,]/u.test(after);
}

/** `확인을 거부했다`: no comment, which is no denial. */
const noComment =
  /(?:확인|답변|언급|논평|설명|공개|대답|인터뷰)(?:하기)?(?:을|를|은|는)? (?:거부|거절|사양|피)|(?:declined|refused) to (?:comment|say|confirm)/iu;

/** One statement a sentence: by its attribution, else by the speaker of a quotation in it. */
function statementsOf(story: Story): FoundStatement[] {
  return story.units.flatMap((unit) => {
    const { attributions, quotations } = unit.reading.analysis;
    for (const attribution of attributions) {
      if (!overlaps(attribution.cue, unit) || isUnsaid(unit, attribution)) continue;
      if (isAside(unit, attribution) || (attribution.kind === 'deny' && noComment.test(unit.text))) continue;
      const found = statementIn(unit, attribution.speaker, attribution);
      if (found) return [found];
    }
    for (const quotation of quotations) {
      if (quotation.kind === 'title' || !overlaps(quotation, unit)) continue;
      const found = statementIn(unit, quotation.speaker, null);
      if (found) return [found];
    }
    return [];
  });
}

/** Joins what one speaker is reported to say by several documents; the first wording stands for all. */
function merged(found: readonly FoundStatement[]): FoundStatement[] {
  const kept: FoundStatement[] = [];
  for (const statement of found) {
    const same = kept.find(
      (other) =>
        other.speakerKey === statement.speakerKey &&
        other.unit.reading.voice !== statement.unit.reading.voice &&
        other.certainty === statement.certainty &&
        jaccard(other.unit.featureSet, statement.unit.featureSet) >= sameStatementShare,
    );
    if (same) same.also.push(statement.unit);
    else kept.push(statement);
  }
  return kept;
}

/**
 * Who says what: attributed sentences with a speaker who is named, weightiest first, at most two a speaker; a denial
 * counts more than its place, since a reader must not miss it. In reading order.
 */
export function chooseStatements(story: Story, weightOf: (unit: Unit) => number): FoundStatement[] {
  const found = merged(statementsOf(story));
  for (const statement of found) {
    statement.weight =
      weightOf(statement.unit) + (statement.certainty === 'denied' ? 1 : 0) + 0.5 * statement.also.length;
  }
  const perSpeaker = new Map<string, number>();
  const chosen = found
    .sort((a, b) => b.weight - a.weight || a.unit.index - b.unit.index)
    .filter(({ speakerKey }) => {
      const count = (perSpeaker.get(speakerKey) ?? 0) + 1;
      perSpeaker.set(speakerKey, count);
      return count <= perSpeakerMax;
    })
    .slice(0, statementsMax);
  return chosen.sort((a, b) => a.unit.index - b.unit.index);
}

export function draftStatement(statement: FoundStatement): DraftStatement {
  const sentence = sentenceOf(statement.unit);
  return {
    ...sentence,
    passages: [...new Set([...sentence.passages, ...statement.also.map((unit) => unit.passage.id)])],
    speaker: statement.speaker,
    certainty: statement.certainty,
  };
}

import type { Claim, Finding } from '../../domain/brief.ts';
import type { CheckedDraft } from '../../domain/checked-draft.ts';
import type { Judge, Judgement, JudgeSentence } from '../../domain/judge.ts';
import type { Passage, SourceDocument } from '../../domain/passage.ts';
import { passagesOf } from '../../languages/passages.ts';
import { shown } from './checks/shared.ts';
import { bare, placeIn } from './fold.ts';
import { type Reasons, reasonsFor } from './reasons/reasons.ts';

export interface JudgeDraftInput {
  checked: CheckedDraft;
  /** The documents that the draft was checked against. */
  documents: readonly SourceDocument[];
  judge: Judge;
  signal?: AbortSignal;
}

/** Shorter words stand in any text by chance. */
const quoteCharsMin = 4;

/** A sentence in words of its own that rests on something: what a judge can tell us more about than the rules can. */
function isOpen({ part, outcome, text, evidence }: Claim): boolean {
  if (part === 'crosshead' || outcome === 'quoted' || evidence.length === 0) return false;
  return !bare(evidence.map(({ quote }) => quote).join(' ')).includes(bare(text));
}

/** Each different sentence once: those that a reader sees first, then the dropped ones. */
function sentencesOf(claims: readonly Claim[], passages: ReadonlyMap<string, Passage>): JudgeSentence[] {
  const open = claims.filter(isOpen);
  const inOrder = [
    ...open.filter(({ outcome }) => outcome !== 'dropped'),
    ...open.filter(({ outcome }) => outcome === 'dropped'),
  ];
  return inOrder
    .filter(({ text }, at) => inOrder.findIndex((other) => other.text === text) === at)
    .map(({ id, text, evidence }) => ({
      id,
      text,
      passages: evidence.flatMap(({ passage }) => passages.get(passage) ?? []),
    }));
}

/** A judgement whose quote stands in a passage that was put to the judge. */
interface Proven extends Judgement {
  passage: string;
}

/** Of several judgements on one sentence none counts, and none whose quote is not in the sentence's passages. */
function provenOf(judgements: readonly Judgement[], asked: readonly JudgeSentence[]): Map<string, Proven> {
  const byId = Map.groupBy(judgements, ({ id }) => id);
  return new Map(
    asked.flatMap(({ id, text, passages }): [string, Proven][] => {
      const own = byId.get(id) ?? [];
      const [judgement] = own;
      if (!judgement || own.length > 1 || bare(judgement.quote).length < quoteCharsMin) return [];
      const home = passages.find((passage) => placeIn(judgement.quote, passage.text) !== null);
      return home ? [[text, { ...judgement, passage: home.id }]] : [];
    }),
  );
}

const isAdverse = ({ severity }: Finding) => severity !== 'note';

/**
 * What the judge adds to a sentence: a doubt about one that is shown, or a note that it would have kept what the rules
 * doubt. Null where both say the same of a sentence that holds, or of one that is gone.
 */
function findingOf(claim: Claim, proven: Proven, say: Reasons): Finding | null {
  const { verdict, quote, passage } = proven;
  const isDropped = claim.outcome === 'dropped';
  const doubted = claim.findings.some(isAdverse);
  const whole = { start: 0, end: claim.text.length };
  const said = shown(quote);
  if (verdict === 'supported') {
    if (!isDropped && !doubted) return null;
    const reason = isDropped ? say.judgeWouldKeep(said) : say.judgeSupports(said);
    return { check: 'judge', severity: 'note', ...whole, reason, passage };
  }
  if (isDropped) return null;
  const span = placeIn(proven.span, claim.text) ?? whole;
  const words = shown(claim.text.slice(span.start, span.end));
  const reason =
    verdict === 'refuted' ? say.judgeRefutes(words, said, !doubted) : say.judgeDoubts(words, said, !doubted);
  return { check: 'judge', severity: 'warn', ...span, reason, passage };
}

/** True where judge and rules come to different ends. */
function disagrees(claim: Claim, { verdict }: Proven): boolean {
  const held = claim.outcome !== 'dropped' && !claim.findings.some(isAdverse);
  return (verdict === 'supported') !== held;
}

/**
 * Puts the sentences of a checked draft that have words of their own to a judge, in one call, with the passages that
 * were found for them and nothing else. What it says becomes a finding beside those of the rules: it takes none away,
 * moves no score and brings no sentence back or down. A judgement counts only where its quote stands in a passage.
 * Throws only what the judge throws.
 */
export async function judgeDraft({
  checked,
  documents,
  judge,
  signal,
}: JudgeDraftInput): Promise<CheckedDraft> {
  const passages = new Map(documents.flatMap(passagesOf).map((passage) => [passage.id, passage]));
  const sentences = sentencesOf(checked.claims, passages);
  if (sentences.length === 0) return checked;
  const answer = await judge({ lang: checked.lang, sentences, ...(signal ? { signal } : {}) });
  const { model, asked } = answer;
  const noted = (about: {
    judged: number;
    disagreed: number;
    failed?: string;
  }): CheckedDraft['verification'] => ({
    ...checked.verification,
    judge: { model, asked, ...about },
  });
  if ('failed' in answer)
    return { ...checked, verification: noted({ judged: 0, disagreed: 0, failed: answer.failed }) };
  const proven = provenOf(answer.judgements, sentences);
  const say = reasonsFor(checked.lang);
  const claims = checked.claims.map((claim) => {
    const own = isOpen(claim) ? proven.get(claim.text) : undefined;
    const finding = own ? findingOf(claim, own, say) : null;
    return finding ? { ...claim, findings: [...claim.findings, finding] } : claim;
  });
  const disagreed = sentences.filter(({ id, text }) => {
    const own = proven.get(text);
    const claim = checked.claims.find((one) => one.id === id);
    return own !== undefined && claim !== undefined && disagrees(claim, own);
  }).length;
  return { ...checked, claims, verification: noted({ judged: proven.size, disagreed }) };
}

import type { DraftSentence } from '../../../domain/draft.ts';
import type { Span } from '../../../domain/span.ts';
import { tellsOfItsNow } from './freshness.ts';
import { titleOf } from './headline.ts';
import { isBalanced, overlapShare } from './measure.ts';
import { namesPlaceOrSpeaker, phrasesOf } from './phrases.ts';
import { evidenceOf, isOvertakenBy, type Story } from './story.ts';
import { featureSetIn, type Reading, type Unit } from './units.ts';

/** What a section stands beside: the rest of the brief. */
export interface Surroundings {
  story: Story;
  /** The headline and the crossheads above: no two may say the same. */
  taken: readonly string[];
  /** Sentences of the brief outside of the section. */
  others: readonly Unit[];
  /** The report whose title is the headline. */
  headed: Reading | null;
}

/** A longer line is a headline, no crosshead: in characters, half of it in Hangul. */
const headCharsMax = { latin: 60, dense: 24 };
const headCharsMin = { latin: 8, dense: 4 };

const isDense = (lang: string): boolean => /^(?:ko|ja|zh)\b/i.test(lang);

/**
 * The line over a section, as an editor wrote it wherever one did: the original's own crosshead; in a story of several
 * reports, the title of the report that the section is taken from. Else a phrase that the section keeps coming back to,
 * else a few words that somebody says in it. Null where there is none of these: no line is better than an odd one.
 */
export function chooseCrosshead(section: readonly Unit[], around: Surroundings): DraftSentence | null {
  return (
    inheritedCrosshead(section, around) ??
    titleCrosshead(section, around) ??
    phraseCrosshead(section, around) ??
    quotedCrosshead(section, around)
  );
}

const wordsOf = (phrase: string): Set<string> => new Set(phrase.toLowerCase().match(/[\p{L}\p{N}]+/gu));

function isTaken(text: string, taken: readonly string[]): boolean {
  return taken.some((other) => overlapShare(wordsOf(text), wordsOf(other)) >= 0.75);
}

const isLoneQuote = (text: string): boolean => /^["“‘'「].*["”’'」]$/u.test(text);

/** An editor's line draws on so many sentences that follow it. */
const drawnOnMax = 1;

/** The sentences that the crosshead over a sentence was drawn from: the first ones under it. */
export function drawnOn(unit: Unit | undefined, units: readonly Unit[]): Unit[] {
  return units
    .filter((other) => other.under !== null && other.under.id === unit?.under?.id)
    .slice(0, drawnOnMax);
}

/** The line names what the sentences tell, or they are those that it was drawn from. */
function isAbout(head: string, section: readonly Unit[], { units }: Reading): boolean {
  if (drawnOn(section[0], units).some((unit) => section.includes(unit))) return true;
  const own = [...featureSetIn(head, (section[0] as Unit).reading.analysis.pack)];
  return section.some((unit) => own.some((feature) => unit.featureSet.has(feature)));
}

/** `nobody hurt`, `two dead`: what a later report may have otherwise. */
const mayBeOver = /\d|\b(?:no|not|none|nobody|unhurt|safe|without)\b|없[어다는]|안전|무사/iu;

/** The original's own crosshead, where most of the section stands under it. Bullets and numbers before it are left out. */
function inheritedCrosshead(section: readonly Unit[], { taken, headed }: Surroundings): DraftSentence | null {
  const [first] = section;
  if (!first?.under) return null;
  const same = section.filter((unit) => unit.under?.id === first.under?.id && unit.reading === first.reading);
  if (same.length < section.length * 0.5 || isTaken(first.under.text, taken)) return null;
  if (isLoneQuote(first.under.text) || !isAbout(first.under.text, same, first.reading)) return null;
  const { id, lang } = first.under;
  const isOld = headed !== null && isOvertakenBy(first.reading, headed);
  if (isOld && (mayBeOver.test(first.under.text) || tellsOfItsNow(first.under.text, lang))) return null;
  const text = first.under.text.replace(/^(?:[◇◆■□▲△▷▶○●*#·\s-]+|\d{1,2}[.)]\s+)/u, '');
  return text === '' ? null : { text, lang, passages: [id], evidence: text };
}

/** Of the content of a title, this much in the headline or a crosshead says the same once more. */
const sameTitleShare = 0.5;

/** Where a title falls into parts that stand by themselves: `One thing: another`, `한 일…다른 일`. */
const titleJoint = /\s*[:;…]\s*|\s[—–-]\s|(?<=\p{Script=Hangul}),\s/u;

/** The whole title, or its parts, as they stand in it. */
function partsOf(title: string): string[] {
  const parts = title.split(titleJoint).map((part) => part.trim());
  return [title, ...(parts.length > 1 ? parts : [])];
}

/** The title of the report that all of the section is taken from, or the part of it that fits. */
function titleCrosshead(
  section: readonly Unit[],
  { story, taken, headed }: Surroundings,
): DraftSentence | null {
  const [first] = section;
  const reading = first?.reading;
  if (!reading?.title || section.some((unit) => unit.reading !== reading)) return null;
  if (headed === null || reading === headed || reading.voice === headed.voice) return null;
  // What was news a day before the headline (`nobody hurt`) may hold no longer.
  if (isOvertakenBy(reading, headed)) return null;
  const { lang } = reading.document;
  const kind = isDense(lang) ? 'dense' : 'latin';
  const content = new Set(section.flatMap((unit) => [...unit.featureSet]));
  const known = taken.map((text) => featureSetIn(text, story.pack));
  const fits = (part: string): boolean => {
    const length = part.length;
    if (length > headCharsMax[kind] || length < headCharsMin[kind] || !isBalanced(part)) return false;
    // What was so for an hour may be over as well; a question is for a headline.
    if (tellsOfItsNow(part, lang) || /^\p{Ll}|\b(?:19|20)\d\d\b|\b[Uu]pdated?\b/u.test(part)) return false;
    if (/[?？]$/u.test(part) || !/\s/u.test(part)) return false;
    const own = featureSetIn(part, story.pack);
    const shared = [...own].filter((feature) => content.has(feature)).length;
    if (shared < (kind === 'dense' ? 2 : 1)) return false;
    return known.every((other) => overlapShare(own, other) < sameTitleShare);
  };
  const text = partsOf(titleOf(reading)).find(fits);
  return text === undefined ? null : { text, lang, passages: [reading.title.id], evidence: evidenceOf(text) };
}

/** A phrase is the subject of a section where the story says it at least so often, and most of that here. */
const phraseMentionsMin = 2;
const phraseHereShare = 0.6;

/** A phrase in common words that the section comes back to and the rest of the brief does not. */
function phraseCrosshead(
  section: readonly Unit[],
  { story, taken, others }: Surroundings,
): DraftSentence | null {
  let best: { text: string; unit: Unit; weight: number } | null = null;
  for (const phrase of phrasesOf(section)) {
    const { unit, text, norms, isName } = phrase;
    if (isName || isTaken(text, taken) || namesPlaceOrSpeaker(phrase, story)) continue;
    const said = text.toLowerCase();
    const mentions = (units: readonly Unit[]): number =>
      units.filter((one) => one.text.toLowerCase().includes(said)).length;
    const inStory = mentions(story.units);
    const [here, elsewhere] = [mentions(section), mentions(others)];
    if (inStory < phraseMentionsMin || here / (here + elsewhere) < phraseHereShare) continue;
    // Its subject is met again: by the whole phrase, or by its last word alone.
    const head = norms.at(-1) ?? '';
    const isSubject = section.filter((one) => one.tokens.some((token) => token.norm === head)).length >= 2;
    if (here < 2 && !isSubject) continue;
    const weight = here + 0.5 * inStory + 0.3 * norms.length;
    if (best === null || weight > best.weight) best = { text, unit, weight };
  }
  if (best === null) return null;
  const { text, unit } = best;
  return {
    text: `${text[0]?.toUpperCase()}${text.slice(1)}`,
    lang: unit.reading.document.lang,
    passages: [unit.passage.id],
    evidence: text,
  };
}

const quotedCharsMax = { latin: 46, dense: 24 };
const quotedShareMax = 0.3;
const quotedWordsMin = { latin: 3, dense: 2 };

/** `a queue with a logo` reads by itself; `walks in slowly`, `because of that` do not. */
function readsAlone(text: string, lang: string): boolean {
  if (/[\d\n]/u.test(text)) return false;
  if (isDense(lang))
    return /(?:다|요|까|자|것|일|뿐)$/u.test(text) && !/^(?:이|그|저|그런|이런)\s/u.test(text);
  if (/\b(?:this|that|these|those|it|they|he|she|them|him|her)\b/iu.test(text)) return false;
  const isNounPhrase = /^(?:a|an|the|no|not|never|nobody|we|our|my|everybody)\s/iu.test(text);
  return isNounPhrase && !/\b(?:of|the|a|to|in|for|and|is)$/iu.test(text);
}

/** A few words that somebody says in the section, in their marks. */
function quotedCrosshead(section: readonly Unit[], { taken }: Surroundings): DraftSentence | null {
  // What is said further down is no subject of the whole section.
  for (const unit of section.slice(0, 2)) {
    const { document, analysis } = unit.reading;
    const kind = isDense(document.lang) ? 'dense' : 'latin';
    const within = (span: Span): boolean => unit.start <= span.start && span.end <= unit.end;
    for (const quotation of analysis.quotations) {
      if (!within(quotation) || quotation.kind === 'title' || !quotation.speaker) continue;
      const text = document.text.slice(quotation.start, quotation.end);
      const inner = document.text.slice(quotation.inner.start, quotation.inner.end);
      const isShort = inner.length <= quotedCharsMax[kind];
      if (!isShort || inner.split(/\s+/).length < quotedWordsMin[kind]) continue;
      if (!isLoneQuote(text) || /[,，]$/u.test(inner) || !readsAlone(inner, document.lang)) continue;
      // Most of its sentence: it would be read twice in a row.
      if (isTaken(inner, taken) || inner.length > unit.text.length * quotedShareMax) continue;
      return { text, lang: document.lang, passages: [unit.passage.id], evidence: text };
    }
  }
  return null;
}

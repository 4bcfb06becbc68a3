import type { DraftQuote } from '../../../domain/draft.ts';
import type { Passage } from '../../../domain/passage.ts';
import type { Span } from '../../../domain/span.ts';
import { primaryLanguage } from '../../../languages/languages.ts';
import type { Quotation } from '../../../languages/pack.ts';
import { cosine, isBalanced, overlapShare, type Vector } from './measure.ts';
import { fullSpeaker, isSpeaker } from './speakers.ts';
import { evidenceOf, type Story } from './story.ts';
import { featuresIn, type Reading } from './units.ts';
import { wordingFor } from './wording.ts';

/** A displayed quote is a statement, not a scare quote and not a speech: 40 to 240 characters, half of that in Hangul or Han. */
const quoteCharsMin = 40;
const quoteCharsMax = 240;
const denseScriptFactor = 0.45;
export interface FoundQuote {
  reading: Reading;
  quotation: Quotation;
  /** The words as displayed: inside the marks, a closing comma left out. */
  span: Span;
  text: string;
  speaker: string;
  passages: readonly Passage[];
}

function isDense(lang: string): boolean {
  return /^(?:ko|ja|zh|th)\b/i.test(lang);
}

/** The words inside the marks without surrounding space and without the comma that leads on to the speaker. */
function displayed(text: string, inner: Span): Span {
  let { start, end } = inner;
  while (start < end && /\s/.test(text[start] ?? '')) start++;
  while (end > start && /[\s,，、]/.test(text[end - 1] ?? '')) end--;
  return { start, end };
}

function passagesUnder(reading: Reading, span: Span): Passage[] {
  const passages = [...new Set(reading.units.map((unit) => unit.passage))];
  return passages.filter((passage) => passage.start < span.end && span.start < passage.end);
}

/**
 * The speaker stands in the sentence of the quotation. One found elsewhere may be somebody else, unless the sentence
 * names nobody: a quotation by itself, or `he said`.
 */
function isSaidBy(reading: Reading, speaker: Span, passages: readonly Passage[]): boolean {
  if (passages.some(({ start, end }) => start <= speaker.start && speaker.end <= end)) return true;
  return passages.every(({ text }) => {
    const rest = text.replace(/["“「][^"“”」]*["”」]?/gu, ' ').trim();
    if (/^ko\b/i.test(reading.document.lang))
      return !/\S(?:은|는|이|가)(?=\s)/u.test(rest) || /^그(?:는|가|녀는)\s/u.test(rest);
    return !/(?<=\s)\p{Lu}\p{Ll}|\b(?:said|says) (?:the|a|an|one)\b/u.test(rest);
  });
}

/** A person whom the text names: a body, an office or `a source` has nothing to say that is worth a display. */
function isNamedPerson(reading: Reading, speaker: string): boolean {
  const { lang } = reading.document;
  const isPerson = reading.analysis.names.some(
    ({ kind, text }) => kind === 'person' && text.length > 1 && speaker.includes(text),
  );
  if (/^ko\b/i.test(lang)) {
    if (/^(?:업체|회사|전임|신임|동네|인근|현지|한|이|그)\s/u.test(speaker)) return false;
    if (/(?:쪽|측|관계자|당국|정부|청|회|사|은행|협회|위원회|신문|통신)$/u.test(speaker)) return false;
    return isPerson || /\p{Script=Hangul}{2,4} (?:씨|\p{Script=Hangul}{2,10})(?:\(\d+\))?$/u.test(speaker);
  }
  if (!/^en\b/i.test(lang)) return true;
  const [head = ''] = speaker.split(',');
  const name = /\p{Lu}[\p{L}’'.-]+(?: (?:\p{Lu}[\p{L}’'.-]*|de|van|von|al|bin|da|el)){1,3}$/u.test(head);
  return name && (isPerson || !bodyNoun.test(head));
}

const bodyNoun =
  /\b(?:Union|Company|Agency|Authority|Ministry|Office|Council|Court|Bank|Party|Group|Institute|Service|Association|Club|League|Fund|University|Hospital|School|Committee|Commission|Board|Times|Post|News|Center|Centre|Post|Journal|Forum|Department|Police|House|Technologies|Systems|Materials|Power|Shipping)\b/u;

/** Begins and ends as a sentence does: cut out of one, it says less than it seems to. */
function isWholeSentence(text: string, quotation: Quotation, span: Span, lang: string): boolean {
  if (isDense(lang)) return true;
  if (!/^["“‘']?[\p{Lu}\p{N}]/u.test(text)) return false;
  return /[.!?…]["”’']?$/u.test(text) || quotation.inner.end > span.end;
}

/** Says that nothing is said. */
const unsaid =
  /\b(?:comment(?:ing)? on|no comment|can(?:no|['’])t (?:say|comment)|declin\p{L}+)\b|(?:할 말이 없|말할 수 없|확인해 줄 수)/iu;
/** Words that point at what was said before, at the end or inside: large type has nothing before it. */
const pointsAway =
  /\b(?:either|too|as well|instead|though)[.!?]?$|^(?:no|yes|maybe|perhaps|well|yeah|that|there)\b|\bsuch (?:a|an)?\s?\p{L}+\.?$|^(?:첫|그렇|맞|네[,. ]|아니)/iu;

function quoteFrom(reading: Reading, quotation: Quotation): FoundQuote | null {
  const { document } = reading;
  const said = quotation.speaker;
  if (quotation.kind !== 'direct' || said === undefined) return null;
  const speaker = fullSpeaker(reading, said.text.trim());
  if (!isSpeaker(speaker) || !isNamedPerson(reading, speaker)) return null;
  const span = displayed(document.text, quotation.inner);
  const text = document.text.slice(span.start, span.end);
  const factor = isDense(document.lang) ? denseScriptFactor : 1;
  if (text.length < quoteCharsMin * factor || text.length > quoteCharsMax * factor) return null;
  if (/\n/.test(text) || !isBalanced(text) || !isWholeSentence(text, quotation, span, document.lang))
    return null;
  if (wordingFor(document.lang).leaning.test(text) || pointsAway.test(text)) return null;
  if (unsaid.test(text)) return null;
  const passages = passagesUnder(reading, span);
  if (passages.length === 0 || !isSaidBy(reading, said, passages)) return null;
  return { reading, quotation, span, text, speaker, passages };
}

/** Every full direct quotation with a named speaker and a printable length, in reading order. */
export function findQuotes(story: Story): FoundQuote[] {
  return story.readings.flatMap((reading) =>
    reading.analysis.quotations.flatMap((quotation) => quoteFrom(reading, quotation) ?? []),
  );
}

/** What a person says as a person (`we`, `nobody`, `never`, a contrast), and what an announcement says. */
const voice: Readonly<Record<string, RegExp>> = {
  en: /\b(?:I|we|my|our|us|me|you|your|nobody|everybody|everyone|never|always|every|worse|better|afraid|hope|love|hate|fear|ashamed|sorry|like|than|not .{2,40}, (?:but|it)|but)\b/iu,
  ko: /(?:우리|제가|내가|나는|저는|아무도|누구도|모두|보다|아니라|않|못|없|싶|뿐|처럼|듯|같)/u,
};
const announcement =
  /\d|%|\b(?:percent|million|billion|announce|statement|measures?|implement|committed|commitment|ongoing|stakeholders?|regarding|investigation|pleased|delighted|thrilled|grateful|cooperat\p{L}+)\b|(?:집계|추산|계획|방침|예정|추진|검토|노력하|최선을|협의)/iu;
const voiceBonus = 0.15;
const announcementCost = 0.12;
/** Of the likeness to the story, beyond this a quotation only repeats it. */
const likenessMax = 0.35;

/** How well a quotation shows who is concerned and how: near the story, in a person's voice, of a length that can be displayed. */
function weightOf(quote: FoundQuote, centre: Vector, said: ReadonlySet<string>): number {
  const { pack } = quote.reading.analysis;
  const { lang } = quote.reading.document;
  const features = featuresIn(quote.text, pack);
  const likeness = Math.min(likenessMax, cosine(features, centre));
  const repeated = overlapShare(new Set(features.keys()), said);
  const isAnnounced = announcement.test(quote.text);
  const hasVoice = voice[primaryLanguage(lang)]?.test(quote.text) ?? false;
  const isWhole = /[.!?…。다요죠까]$/u.test(quote.text) || quote.quotation.inner.end > quote.span.end;
  // An announcement in nobody's voice is for the text.
  if (isAnnounced && !hasVoice) return 0;
  return (
    (likeness + (hasVoice ? voiceBonus : 0) - (isAnnounced ? announcementCost : 0)) *
    (isWhole ? 1 : 0.7) *
    (1 - 0.5 * repeated)
  );
}

/**
 * The quotation to display: a named person's, near the story, that does not repeat the opening. `isFree`: not shown
 * elsewhere in the brief; `said`: the content of what is shown.
 */
export function choosePullQuote(
  story: Story,
  isFree: (quote: FoundQuote) => boolean,
  said: ReadonlySet<string>,
): FoundQuote | null {
  const centre = new Map<string, number>();
  for (const unit of story.units)
    for (const [key, count] of unit.features) centre.set(key, (centre.get(key) ?? 0) + count);
  let best: { quote: FoundQuote; weight: number } | null = null;
  const weightMin = 0;
  for (const quote of findQuotes(story)) {
    if (!isFree(quote)) continue;
    const weight = weightOf(quote, centre, said);
    if (weight > (best?.weight ?? weightMin)) best = { quote, weight };
  }
  return best?.quote ?? null;
}

export function draftQuote(quote: FoundQuote): DraftQuote {
  const { lang } = quote.reading.document;
  const first = quote.passages[0];
  const inFirst = quote.reading.document.text.slice(
    quote.span.start,
    Math.min(quote.span.end, first?.end ?? quote.span.end),
  );
  // The comma that led on to the speaker ends the sentence where the quotation stands alone.
  const isCut = /^[,，]/u.test(quote.reading.document.text.slice(quote.span.end));
  const needsStop = isCut && !isDense(lang) && /[\p{L}\p{N}]$/u.test(quote.text);
  return {
    text: needsStop ? `${quote.text}.` : quote.text,
    lang,
    passages: quote.passages.map((passage) => passage.id),
    evidence: evidenceOf(inFirst.trim()),
    speaker: quote.speaker,
    translated: false,
    original: quote.text,
    originalLang: lang,
  };
}

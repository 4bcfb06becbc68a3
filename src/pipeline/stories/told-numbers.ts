import type { Passage, SourceDocument } from '../../domain/passage.ts';
import { packFor, primaryLanguage } from '../../languages/languages.ts';
import type { Quantity } from '../../languages/pack.ts';
import type { Disagreement, DisagreementSide } from './disagreement.ts';
import { agree, type NumberFact, ratioOf, readingOf } from './facts.ts';
import { isOneSpeaker } from './speakers.ts';

/** Sentences in which a text puts two numbers beside one another. */
const sentencesMax = 3;
const ratioMax = 3;
/** Who counts a crowd with an interest in it counts further apart. */
const rivalRatioMax = 6;
const foundMax = 4;
/** Up to this length a passage may be a crosshead. */
const crossheadCharsMax = 30;

interface Words {
  /** Says outright that there is a dispute. */
  dispute: RegExp;
  /** Sets one statement against another. */
  contrast: RegExp;
  /** The number has changed, or the other one is of another time: no dispute. */
  change: RegExp;
  /** Two who count with opposite interests, one of each. */
  rivals: readonly [RegExp, RegExp];
  /** Where one statement of a sentence ends and the next begins. */
  clause: RegExp;
  /** `정부 발표로`: whose count it is, wherever in the clause that stands. */
  official?: RegExp;
  /** Who the clause is about, where no word of saying names a speaker. */
  subject: RegExp;
}

const words: Record<string, Words> = {
  en: {
    dispute:
      /\b(?:disput\w+|contradict\w*|contest(?:s|ed)|both (?:figures|numbers)|differ(?:s|ed)? (?:from|on|over))\b/iu,
    contrast:
      /;|\b(?:but|however|whereas|although|though|instead|earlier reports?|put(?:s|ting)?\b.{0,60}\bat|which it put at|came to|estimated|claims?|the (?:real |true )?(?:number|figure|total|cost|count) (?:is|was|may be|could be)|aid group .{0,30} says?)\b/iu,
    change:
      /\b(?:up from|down from|(?:rose|rise|rises|risen|fell|fall|fallen|grew|raise[sd]?|raising|cut|lowered|jump(?:s|ed)?|drop(?:s|ped)?|climb(?:s|ed)?) (?:\S+ ){0,3}(?:to|from|by)|compared with|a year (?:ago|earlier)|last year|on average|the highest|the lowest|previous(?:ly)?|per cent of|percent of|more than in|of (?:which|whom|them))\b/iu,
    rivals: [
      /\b(?:police|ministr\w+|government|authorit\w+|compan\w+|employers?|management|army|military|council|officials?)\b/iu,
      /\b(?:organis\w+|organiz\w+|unions?|opposition|rebels?|protest\w*|students?|residents?|campaign\w*|activists?|aid groups?|rights groups?|families)\b/iu,
    ],
    clause: /;|,? (?:but|while|whereas|although|though) /giu,
    subject:
      /^(?:[^,]{2,40}, )?((?:the |an? |its )?[\p{L}][\p{L}\p{M}’'. -]{1,60}?)(?:, [^,]{2,60},)? (?:put|puts|counts?|came to|estimates?|estimated|calculate[sd]?|says?|said|claims?|measured|reported|speaks?|spoke)\b/iu,
  },
  ko: {
    dispute: /엇갈|다르다|다른 (?:수치|숫자)|이견|맞서|반박|논란|차이가 (?:있|난)/u,
    contrast: /지만|으나|반면|그러나|하지만|이와 달리|는 데 비해|주장|인용해/u,
    change:
      /에서 .{0,12}(?:으로|로) (?:늘|줄|올|내|떨|낮|높)|지난해보다|전년|지난달|늘었|늘어|줄었|줄어|올랐|떨어졌|증가|감소|목표|한때|평균|전망치|가운데|중 /u,
    rivals: [
      /경찰|당국|정부|[가-힣]부$|[가-힣]청$|[가-힣]시$|회사|사측|군(?: |$)/u,
      /주최|노조|야당|반군|유족|주민|학생회|시민단체|단체$|대책위|[가-힣]연대$/u,
    ],
    clause: /(?<=지만|으나|는데|반면|했고|이고|하며),?\s/gu,
    official: /(?<=^|\s)([가-힣]{2,10}) (?:발표|집계|추산)(?:로|로는|에 따르면) /u,
    subject:
      /^(?:(?:그러나|하지만|반면|또|이에 대해)[, ]*)?([가-힣A-Z][가-힣A-Za-z0-9 ]{1,24}?)(?:은|는|이|가|에 따르면|에서는) /u,
  },
};

interface Said {
  fact: NumberFact;
  speaker?: string;
  /** Place of the sentence in the text. */
  sentence: number;
}

/**
 * Numbers on which a document itself says that others differ: two sides named in one sentence or in neighbouring
 * ones. English and Korean. Built for precision.
 */
export function toldNumbers(document: SourceDocument): Disagreement[] {
  const known = words[primaryLanguage(document.lang)];
  if (!known) return [];
  const { numbers, passages } = readingOf(document);
  const said = numbers.filter(isInSentence).map((fact) => saidOf(fact, known));
  const found: Disagreement[] = [];
  said.forEach((one, at) => {
    for (const other of said.slice(at + 1)) {
      if (other.sentence - one.sentence >= sentencesMax) break;
      const areAlone = [one, other].every(({ fact, sentence }) =>
        said.every(
          (third) =>
            third.fact === fact ||
            third.sentence !== sentence ||
            third.fact.quantity.unit !== fact.quantity.unit,
        ),
      );
      if (found.length < foundMax && isDispute(one, other, { passages, known, areAlone }))
        found.push(disagreementOf(one, other));
    }
  });
  return found;
}

/** Not in a title or crosshead, and no age behind a name. */
function isInSentence({ passage: { text, sentence }, quantity }: NumberFact): boolean {
  const isSentence = text.length >= crossheadCharsMax || /\.[”’"']?$/.test(text);
  return sentence > 0 && isSentence && text[quantity.start - 1] !== '(';
}

function saidOf(fact: NumberFact, known: Words): Said {
  const clause = clauseOf(fact, known);
  const pack = packFor(fact.passage.lang);
  const speaker = pack.attributions(clause).find(({ speaker: named }) => named)?.speaker?.text;
  const subject = known.official?.exec(clause)?.[1] ?? known.subject.exec(clause)?.[1];
  const name =
    subject !== undefined && subject.length > (speaker?.length ?? 0) ? subject : (speaker ?? subject);
  const text = name
    ?.trim()
    .replace(/^(?:and|that|but)\s+/i, '')
    .replace(/\s+(?:had|has|have)$/i, '');
  return { fact, sentence: fact.passage.sentence, ...(text && !isPronoun(text) && { speaker: text }) };
}

/** The statement of the sentence in which the number stands. */
function clauseOf({ passage: { text }, quantity }: NumberFact, { clause }: Words): string {
  let start = 0;
  let end = text.length;
  for (const match of text.matchAll(clause)) {
    const after = match.index + match[0].length;
    if (after <= quantity.start) start = after;
    else if (match.index >= quantity.end && match.index < end) end = match.index;
  }
  return text.slice(start, end).trim();
}

function isPronoun(text: string): boolean {
  return /^(?:he|she|it|they|who|which|this|that|these|there|we|you|i|그|그는|이|이들|이는)$/i.test(text);
}

/** `areAlone`: no other number of their unit stands in these sentences. */
function isDispute(
  one: Said,
  other: Said,
  { passages: all, known, areAlone }: { passages: readonly Passage[]; known: Words; areAlone: boolean },
): boolean {
  const [a, b] = [one.fact.quantity, other.fact.quantity];
  if (a.unit !== b.unit || agree(a, b) || ratioOf(a, b) > rivalRatioMax || !isFigure(a) || !isFigure(b))
    return false;
  const between = textBetween(one.fact.passage, other.fact.passage, all);
  const own =
    one.sentence === other.sentence
      ? one.fact.passage.text
      : `${one.fact.passage.text} ${other.fact.passage.text}`;
  if (known.change.test(own)) return false;
  const isOutright = known.dispute.test(between);
  const areTwo =
    one.speaker !== undefined && other.speaker !== undefined && !isOneSpeaker(one.speaker, other.speaker);
  const isCounted = sameNoun(one.fact, other.fact);
  const areNear = other.sentence - one.sentence < 2;
  const isOfBoth = isCounted || speaksOf(one.fact, other.fact);
  if (areTwo && areNear && isOfBoth && areRivals(one, other, known)) return areAlone;
  if (ratioOf(a, b) > ratioMax) return false;
  if (isOutright) return areTwo || (isCounted && (one.speaker ?? other.speaker) !== undefined);
  // Shares and prices of two things stand beside one another in any text.
  return areTwo && isCounted && areNear && known.contrast.test(secondPart(one, other));
}

/** What stands between two numbers of a sentence, or the sentence of the second. */
function secondPart({ fact: one }: Said, { fact: other }: Said): string {
  return one.passage.id === other.passage.id
    ? one.passage.text.slice(one.quantity.end, other.quantity.end + 20)
    : other.passage.text;
}

/** Police and organisers, a company and a union. */
function areRivals({ speaker: a = '' }: Said, { speaker: b = '' }: Said, { rivals: [power, people] }: Words) {
  return (power.test(a) && people.test(b)) || (people.test(a) && power.test(b));
}

/** Small counts are of different things more often than not. */
function isFigure({ unit, low, ordinal }: Quantity): boolean {
  return !ordinal && (unit !== 'count' || low > 12 || !Number.isInteger(low));
}

/**
 * One names what is counted and the other does not, or both the same; money and measures are of one kind by their
 * unit.
 */
function sameNoun(a: NumberFact, b: NumberFact): boolean {
  if (a.quantity.unit !== 'count' || a.nouns.length === 0 || b.nouns.length === 0) return true;
  return a.nouns.some((noun) => b.nouns.includes(noun));
}

/** `arrested 30 students`, `110 arrests`: what one counts, the sentence of the other speaks of. */
function speaksOf(a: NumberFact, b: NumberFact): boolean {
  return a.nouns.some((noun) => b.keys.has(noun)) || b.nouns.some((noun) => a.keys.has(noun));
}

/** The sentences from the one to the other, with the one before, which may say what is in dispute. */
function textBetween(one: Passage, other: Passage, passages: readonly Passage[]): string {
  return passages
    .filter(({ sentence }) => sentence >= Math.max(1, one.sentence - 1) && sentence <= other.sentence)
    .map(({ text }) => text)
    .join(' ');
}

function disagreementOf(one: Said, other: Said): Disagreement {
  const noun = one.fact.quantity.noun ?? other.fact.quantity.noun;
  const sides = [one, other].map(({ fact: { quantity, passage }, speaker }): DisagreementSide => {
    const { low, high, text } = quantity;
    return { value: { low, high }, text, passages: [passage], ...(speaker !== undefined && { speaker }) };
  });
  const { unit } = one.fact.quantity;
  return { kind: 'number', unit, ...(noun !== undefined && { noun }), sides, score: 0.9 };
}

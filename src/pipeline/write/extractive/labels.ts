import type { Span } from '../../../domain/span.ts';
import type { Quantity, Token } from '../../../languages/pack.ts';
import { koreanNounPhraseBefore, withModifier } from './korean-nouns.ts';
import type { Unit } from './units.ts';

/**
 * What a number counts, in the sentence's own words: the counted noun after it, or the noun phrase before it. Rather no
 * label than a wrong one: a figure without a label is not shown.
 */

const labelWordsMax = 5;
/** Words between number and counted noun. */
const nounReachMax = 4;

/** May stand between a noun phrase and its number and is left out of the label. */
const skipped =
  /^(?:at|to|by|of|for|about|some|around|nearly|almost|roughly|approximately|only|just|up|than|over|under|more|less|fewer|least|most|as|much|many|worth|from|a|an|the|further|another|record)$/iu;
/** Verbs of measuring: part of the label, since the figure says little without them. */
const measuring =
  /^(?:is|are|was|were|rose|rises|fell|falls|dropped|drops|grew|grows|shrank|shrinks|gained|lost|climbed|climbs|jumped|slipped|slid|increased|decreased|declined|measures?|measured|costs?|totals?|totalled|totaled|averages?|averaged|reached|hit|stood|stands|weighs?|weighed|holds?|covers?|employs?|has|have|had)$/iu;
const copula = /^(?:is|are|was|were)$/iu;
/** Ends the walk to the left of the number. */
const stopsPhrase =
  /^(?:the|a|an|this|that|these|those|its|their|his|her|our|your|my|and|or|but|nor|which|who|whom|whose|when|where|while|after|before|because|if|than|in|on|at|by|for|from|with|into|over|under|between|through|against|to|as|until|since|during|despite|per|said|says|say|told|added|put|raised|cut|make|makes|making|see|sees|find|finds|use|uses|need|needs|want|wants|build|builds|out|off|can|paid|pays?|gave|took|takes|made|called|expected|expects|it|he|she|they|we|i|you|there|not|will|would|could|can|may|might|must|should|also|still|now|then|already|including|about|some|around)$/iu;
const weak =
  /^(?:them|it|us|him|her|those|these|others?|all|half|point|points|percentage|per|cent|percent|quarter|third|day|days|week|weeks|month|months|year|years|hour|hours|total|least|most|part|thing|things|one|two|way|lot|people|person|persons)$/iu;

/** Longest label that still reads as one, in characters. */
export const labelCharsMax = 56;
/** Where a clause that says more of the counted thing may be cut off. */
const clauseBoundary =
  /^(?:when|after|before|because|while|until|till|since|although|though|as|if|unless|and|but|or|so|than|that|which)$/iu;
const tailWordsMax = 3;
const preposition = /^(?:of|for|in|on|at|from|with|under|over|across|per|a|an)$/iu;
const numberWord =
  /^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million|dozen|half|twice)$/iu;
/** What cannot end a label: the next words would have gone on. */
const danglingEnd =
  /^(?:of|for|in|on|at|from|with|to|by|the|a|an|its|their|his|her|who|whose|is|are|was|were|has|have|had|be|been|not|under|over|into|about|more|between|across|will|would|could|can|may|might|did|do|does)$/iu;

const isContent = (token: Token): boolean =>
  token.kind === 'word' && !weak.test(token.text) && token.text.length > 1;

function spanOf(tokens: readonly Token[]): Span | null {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return first && last && tokens.some((token) => isContent(token) && !token.stop)
    ? { start: first.start, end: last.end }
    : null;
}

/** `31 | broken wires`, `62,000 | vehicles a day`: up to the noun that the pack found, and a rate after it. */
function countedNoun(tokens: readonly Token[], after: number, noun: string): Span | null {
  const following = tokens.filter((token) => token.start >= after);
  const at = following.slice(0, nounReachMax).findIndex((token) => token.norm === noun);
  if (
    at < 0 ||
    following.slice(0, at + 1).some((token) => token.kind === 'punctuation' && token.text !== '-')
  )
    return null;
  const rate = following.slice(at + 1, at + 3);
  const isRate =
    /^(?:a|an|per|each)$/iu.test(rate[0]?.text ?? '') &&
    /^(?:day|week|month|year|hour|head|night)$/iu.test(rate[1]?.text ?? '');
  // `54 | votes to 41`
  const isScore = /^(?:to|against)$/iu.test(rate[0]?.text ?? '') && /^\d+$/.test(rate[1]?.text ?? '');
  const label = following.slice(0, at + (isRate || isScore ? 3 : 1));
  while (label.length > 0 && /^(?:of|the|a|an|more|other|such)$/iu.test(label[0]?.text ?? '')) label.shift();
  const isWeak = weak.test(following[at]?.text ?? '') && label.length < 2;
  if (label.some(({ text }) => numberWord.test(text))) return null;
  return isWeak || label[0]?.text === '-' || isNameRun(label) ? null : spanOf(label);
}

/** `Esther Williams`, `PM McDermott`, but not `Republicans`: what follows the number is a name. */
function isNameRun(label: readonly Token[]): boolean {
  const [only] = label;
  if (only === undefined || !label.every((token) => /^\p{Lu}/u.test(token.text))) return false;
  return label.length > 1 || !/s$/u.test(only.text);
}

/**
 * The label with what the sentence goes on to say of the counted thing (`wires | in its north cable had broken`): up to the next mark
 * or the next clause, without a time at its end. The label alone where that is too long or names another number.
 */
function withTail(label: Span, tokens: readonly Token[], times: readonly Span[]): Span {
  const following = tokens.filter((token) => token.start >= label.end);
  const stop = following.findIndex((token) => token.kind !== 'word' && !/^[-’']$/u.test(token.text));
  const clause = stop < 0 ? following : following.slice(0, stop);
  const isCut = stop >= 0 && !/^[.,;:)!?—–]$/u.test(following[stop]?.text ?? '');
  const ends = clause.flatMap((_, at) => {
    const next = clause[at + 1];
    return (next === undefined && !isCut) || clauseBoundary.test(next?.text ?? '') ? [at] : [];
  });
  for (const at of ends.toReversed()) {
    let last = at;
    const isTime = (token: Token): boolean =>
      times.some((time) => time.start < token.end && token.start < time.end);
    while (last >= 0 && (isTime(clause[last] as Token) || danglingEnd.test(clause[last]?.text ?? ''))) last--;
    const tail = clause.slice(0, last + 1);
    const end = tail.at(-1)?.end;
    if (end === undefined) return label;
    if (tail.some(({ text }) => numberWord.test(text))) continue;
    // Before another clause, only a short phrase is sure to be whole: `vacancies for nurses and`.
    if (at < clause.length - 1 && (tail.length > tailWordsMax || !preposition.test(tail[0]?.text ?? '')))
      continue;
    // The subject of a clause that was cut open (`hospitals that was due`) is no part of the label.
    if (tail.some((token) => clauseBoundary.test(token.text))) continue;
    if (end - label.start <= labelCharsMax) return { start: label.start, end };
  }
  return label;
}

/** `62% | of passengers`: `of` and the noun phrase after it, up to the next function word. */
function partOf(tokens: readonly Token[], after: number): Span | null {
  const following = tokens.filter((token) => token.start >= after);
  if (!/^of$/i.test(following[0]?.text ?? '')) return null;
  const label: Token[] = [];
  for (const token of following.slice(1)) {
    if (label.length === 0 && /^(?:the|its|their|all|a|an)$/iu.test(token.text)) continue;
    if (token.kind !== 'word' || stopsPhrase.test(token.text) || measuring.test(token.text)) break;
    label.push(token);
    if (label.length > labelWordsMax) return null;
  }
  const part = spanOf(label);
  return part && { start: following[0]?.start ?? part.start, end: part.end };
}

/** `Consumer prices rose | 3.8%`, `cost of repairs | about €38 million`: the noun phrase before, with a verb of measuring. */
function phraseBefore(tokens: readonly Token[], before: number, end: number): Span | null {
  const earlier = tokens.filter((token) => token.end <= before);
  while (skipped.test(earlier.at(-1)?.text ?? '')) earlier.pop();
  const label: Token[] = [];
  let hasVerb = false;
  for (const token of earlier.toReversed()) {
    const isOf = /^of$/i.test(token.text) && label.length > 0;
    if (!isOf && measuring.test(token.text) && label.length === 0) {
      hasVerb = true;
      label.unshift(token);
      continue;
    }
    if (token.kind !== 'word' && token.text !== '-') {
      // `Carrow & Pike lost`: half of a name.
      if (!/^[,;:.()“”"—–]$/u.test(token.text)) return null;
      break;
    }
    // `a pay rise of 6.4 percent`: after an article even a verb is a noun.
    const preceding = earlier[earlier.indexOf(token) - 1]?.text ?? '';
    const isNoun =
      /^(?:the|a|an|its|their)$/iu.test(preceding) && /^(?:pay|cut|raise|cost)$/iu.test(token.text);
    if (!isOf && !isNoun && (stopsPhrase.test(token.text) || measuring.test(token.text))) {
      // `had built up reserves of`: the rest of a verb is no part of the noun.
      if (/^(?:has|have|had|been|was|were|be|is|are)$/iu.test(token.text) && label.length > 1) return null;
      // `Sales at the tannery fell`: the head noun stands before the preposition, too far to be sure of.
      const before = earlier[earlier.indexOf(token) - 1]?.text ?? '';
      const isDeterminer = /^(?:the|a|an|its|their|his|her)$/iu.test(token.text);
      if (/^(?:of|in|at|on|for|by|from|with|to)$/iu.test(isDeterminer ? before : token.text)) return null;
      break;
    }
    label.unshift(token);
    if (label.length > labelWordsMax) return null;
  }
  while (/^of$/i.test(label[0]?.text ?? '')) label.shift();
  const nouns = label.filter((token) => isContent(token) && !token.stop && !measuring.test(token.text));
  if (nouns.length === 0 || (hasVerb && label.length < 2)) return null;
  // `McDermott had | 10 points`
  if (/^(?:has|have|had)$/iu.test(label.at(-1)?.text ?? '')) return null;
  if (label.some(({ text }) => numberWord.test(text))) return null;
  // Without a verb of measuring, only `of` or a preposition ties the number to the noun.
  const tie = tokens.filter((token) => token.end <= before && token.start >= (label.at(-1)?.end ?? 0));
  if (!hasVerb && !tie.some((token) => /^(?:of|worth)$/i.test(token.text))) return null;
  if (!copula.test(label.at(-1)?.text ?? '')) return spanOf(label);
  // `The rate was 3.8%` leaves open which; `the fire was 71 percent contained` says something else.
  label.pop();
  const after = tokens.find((token) => token.start >= end)?.text ?? '.';
  const isWhole = !/^\p{L}/u.test(after) || stopsPhrase.test(after);
  return isWhole && label.length > 1 ? spanOf(label) : null;
}

/** `1,420-metre | crossing`: the nouns after a hyphenated measure. */
function measuredThing(tokens: readonly Token[], after: number): Span | null {
  const label: Token[] = [];
  for (const token of tokens.filter((one) => one.start >= after)) {
    if (token.kind !== 'word' && token.text !== '-') break;
    if (stopsPhrase.test(token.text) || measuring.test(token.text) || token.stop) break;
    label.push(token);
    if (label.length > labelWordsMax || numberWord.test(token.text)) return null;
  }
  return spanOf(label);
}

/**
 * Where in the unit's text the label of a number stands. Offsets into the unit's text. Null: none that can be trusted.
 * `start`: where the value begins, with what belongs to it (`초속 6ｍ`).
 */
export function labelOf(quantity: Quantity, unit: Unit, start: number): Span | null {
  const at = { start: quantity.start - unit.start, end: quantity.end - unit.start };
  if (/^ko\b/i.test(unit.reading.document.lang)) {
    const noun = koreanNounPhraseBefore(unit.text, start, unit.reading.analysis.pack);
    return noun && withModifier(unit.text, noun);
  }
  if (!/^en\b/i.test(unit.reading.document.lang)) return null;
  const tokens = unit.reading.analysis.pack.tokens(unit.text);
  if (quantity.unit === 'count') {
    // `52 of 101 seats`: the whole of something is not what the sentence tells.
    if (/\d\s(?:out )?of\s(?:the |its |all )?$/iu.test(unit.text.slice(0, at.start))) return null;
    const noun = quantity.noun === undefined ? null : countedNoun(tokens, at.end, quantity.noun);
    const times = unit.reading.analysis.times.map((time) => ({
      start: time.start - unit.start,
      end: time.end - unit.start,
    }));
    return noun && withTail(noun, tokens, times);
  }
  if (quantity.unit === 'percent' || quantity.unit === 'fraction')
    return partOf(tokens, at.end) ?? phraseBefore(tokens, at.start, at.end);
  if (/-\p{L}+$/u.test(quantity.text)) return measuredThing(tokens, at.end);
  return phraseBefore(tokens, at.start, at.end);
}

import type { Span } from '../../../domain/span.ts';
import type { Quantity, Token } from '../../../languages/pack.ts';
import { koreanNounPhraseBefore } from './korean-nouns.ts';
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
  /^(?:the|a|an|this|that|these|those|its|their|his|her|our|your|my|and|or|but|nor|which|who|whom|whose|when|where|while|after|before|because|if|than|in|on|at|by|for|from|with|into|over|under|between|through|against|to|as|until|since|during|despite|per|said|says|say|told|added|put|raised|cut|paid|pays?|gave|took|takes|made|called|expected|expects|it|he|she|they|we|i|you|there|not|will|would|could|can|may|might|must|should|also|still|now|then|already|including|about|some|around)$/iu;
const weak =
  /^(?:them|it|us|him|her|those|these|others?|all|half|point|points|percentage|per|cent|percent|quarter|third|day|days|week|weeks|month|months|year|years|hour|hours|total|least|most|part|thing|things|one|two|way|lot|people|person|persons)$/iu;

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
  return weak.test(following[at]?.text ?? '') ? null : spanOf(label);
}

/** `62% | passengers`: the noun phrase after `of`, up to the next function word. */
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
  return spanOf(label);
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
    if (!isOf && (stopsPhrase.test(token.text) || measuring.test(token.text))) {
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
    if (label.length > labelWordsMax) return null;
  }
  return spanOf(label);
}

/** Where in the unit's text the label of a number stands. Offsets into the unit's text. Null: none that can be trusted. */
export function labelOf(quantity: Quantity, unit: Unit): Span | null {
  const at = { start: quantity.start - unit.start, end: quantity.end - unit.start };
  if (/^ko\b/i.test(unit.reading.document.lang))
    return koreanNounPhraseBefore(unit.text, at.start, unit.reading.analysis.pack);
  if (!/^en\b/i.test(unit.reading.document.lang)) return null;
  const tokens = unit.reading.analysis.pack.tokens(unit.text);
  if (quantity.unit === 'count')
    return quantity.noun === undefined ? null : countedNoun(tokens, at.end, quantity.noun);
  if (quantity.unit === 'percent' || quantity.unit === 'fraction')
    return partOf(tokens, at.end) ?? phraseBefore(tokens, at.start, at.end);
  if (/-\p{L}+$/u.test(quantity.text)) return measuredThing(tokens, at.end);
  return phraseBefore(tokens, at.start, at.end);
}

import type { Analysis } from '../../languages/analysis.ts';
import type { Name, Token } from '../../languages/pack.ts';
import { foldName } from '../../languages/shared/name-keys.ts';
import type { Edit } from './edits.ts';
import { type Change, isContent, overlapping, type Pair, readOf } from './in-place-parts.ts';
import { synonymsOf, translationsOf } from './lexicon.ts';
import { initialsOf, nameIndex, sameBearer } from './names.ts';
import { isOfficeToken } from './offices.ts';
import type { CheckContext, ReadPassage } from './types.ts';

function shareStart(a: string, b: string): boolean {
  const size = Math.min(3, a.length, b.length);
  return /[가-힣]/.test(a + b) ? a.includes(b) || b.includes(a) : a.slice(0, size) === b.slice(0, size);
}

const wordsOf = (name: Name) => foldName(name.key).split(' ');

/** Two ways of naming one bearer, as far as any name of the sources tells. */
function isOneBearer(own: Name, theirs: Name, { reading }: CheckContext): boolean {
  const [short, long] = own.key.length < theirs.key.length ? [own, theirs] : [theirs, own];
  if (initialsOf(foldName(long.key)) === foldName(short.key).replace(/ /g, '')) return true;
  const both = [...wordsOf(own), ...wordsOf(theirs)];
  return nameIndex(reading).names.some((name) => {
    const words = wordsOf(name);
    return both.every((word) => words.includes(word));
  });
}

/** "The Briton" stands for somebody who has a name. */
function isNickname({ kind, start, text }: Name, { claim }: CheckContext): boolean {
  return (
    kind === 'other' &&
    !text.includes(' ') &&
    /\bthe\s$/i.test(claim.text.slice(Math.max(0, start - 4), start))
  );
}

function isPassive(text: string): boolean {
  return /\b(?:was|were|is|are|been|being)\b.*\bby\b/.test(text);
}

export function changeOfName(gap: Edit, reads: readonly ReadPassage[], context: CheckContext): Change | null {
  const [own, theirs] = [gap.own.filter(isContent), gap.theirs.filter(isContent)];
  const [first, other] = [own[0], theirs[0]];
  const read = other && readOf(other, reads);
  if (!first || !other || !read) return null;
  const name = overlapping(context.analysis.names, first) ?? overlapping(context.analysis.names, own.at(-1)!);
  const theirName = overlapping(read.analysis.names, other);
  if (!name || !theirName || isNickname(name, context)) return null;
  // At the start of a sentence the pack may have left out the first of two names.
  const isOf = (list: readonly Token[], whole: Name) =>
    list.every(({ start, end, text }) => (whole.start < end && start < whole.end) || /^\p{Lu}/u.test(text));
  if (!isOf(own, name) || !isOf(theirs, theirName)) return null;
  if (own.some((a) => theirs.some((b) => shareStart(a.norm, b.norm)))) return null;
  const isPart = own.length < wordsOf(name).length && theirs.length < wordsOf(theirName).length;
  if (!isPart && sameBearer(name, theirName)) return null;
  if (isOneBearer(name, theirName, context)) return null;
  // "B was accused by A" for "A accused B".
  const isNamedToo = context.claim.text.includes(theirName.text);
  const isThereToo = read.analysis.names.some((one) => sameBearer(one, name));
  if (isNamedToo && isThereToo && isPassive(context.claim.text) !== isPassive(read.passage.text)) return null;
  return { kind: 'name', start: name.start, end: name.end, expected: theirName.text };
}

/** What Korean names of places, bodies and ships end in; a name that no list knows is one by it. */
const nameEnd =
  /(?:[시군구읍면동리도항역섬산강천호]|[청부처원사당대팀단국]|갯벌|은행|전자|그룹|신문|일보|병원|학교|공원|경기장|야구장)$/u;

/**
 * Korean: a word that no source has, in the place of a known name, or of one that ends like it and begins in another
 * way (`새바다호` for `한바다호`, `감무건` for `진무건`).
 */
export function isOtherName(pair: Pair, { analysis, reading }: CheckContext): boolean {
  const { own, theirs, read } = pair;
  const [a, b] = [own.norm, theirs.norm];
  const isWord = /^[가-힣]{2,8}$/u;
  if (!isWord.test(a) || !isWord.test(b) || a === b || a.includes(b) || b.includes(a)) return false;
  if (overlapping(analysis.times, own) || isOfficeToken(own) || isOfficeToken(theirs)) return false;
  const isName = overlapping(analysis.names, own) !== undefined;
  const isTheirs = overlapping(read.analysis.names, theirs) !== undefined;
  // In the place of a known name even a word of the sources is another one, unless a lexicon knows it.
  if (!isName && (isPlainWord(a) || (reading.postings.has(a) && !isTheirs))) return false;
  if (isTheirs || (isUnknown(theirs) && (isName || isUnknown(own)) && haveOneParticle(pair, analysis)))
    return true;
  const shared = a.slice(-2) === b.slice(-2) ? 2 : a.at(-1) === b.at(-1) ? 1 : 0;
  return a[0] !== b[0] && (shared === 2 || (shared === 1 && nameEnd.test(a) && a.length > 2 && b.length > 2));
}

/** The lexicon knows it. */
function isPlainWord(norm: string): boolean {
  return synonymsOf(norm).length + translationsOf(norm).length > 0;
}

/** Written as it stands in no lexicon, without an ending of a verb: what a name looks like that no list has. */
function isUnknown({ text, norm }: Token): boolean {
  return text === norm && !isPlainWord(norm) && !/(?:팀|진|측|쪽|들|적|성|화)$/u.test(norm);
}

/** Both are nouns with the same particle behind them (or its other form). */
function haveOneParticle({ own, theirs, read }: Pair, { tokens }: Analysis): boolean {
  const behind = (token: Token, list: readonly Token[]) => {
    const next = list[list.indexOf(token) + 1];
    return next?.stop && next.start === token.end ? (particleForms[next.text] ?? next.text) : '';
  };
  return behind(own, tokens) === behind(theirs, read.analysis.tokens);
}

const particleForms: Record<string, string> = { 은: '는', 이: '가', 을: '를', 과: '와', 으로: '로' };

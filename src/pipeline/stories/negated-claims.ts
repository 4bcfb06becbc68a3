import type { SourceDocument } from '../../domain/passage.ts';
import { primaryLanguage } from '../../languages/languages.ts';
import { addPassage, type Disagreement } from './disagreement.ts';
import { kindOfClaim } from './disagreement-kind.ts';
import { areBeside } from './number-clashes.ts';
import { isOneSpeaker } from './speakers.ts';
import { isOneWord, mayHold, maySayNot, type ToldSentence, toldSentences } from './told-sentence.ts';

/** This share of the words of one sentence must stand in the other. */
const coverMin = 0.66;
const wordsMin = 2;
/** In one text, the two stand this near to each other. */
const sentencesMax = 3;
/** That something is not so yet, and is so an hour later, is news. */
const changeMs = 3_600_000;
const foundMax = 4;

/**
 * A sentence that says that something is so, and one of another speaker that says, in the same words, that it is not:
 * across documents that appeared within hours of each other, or side by side in one. English and Korean; built for
 * precision. Copies should not be among `documents`.
 */
export function negatedClaims(documents: readonly SourceDocument[]): Disagreement[] {
  const denials = documents
    .flatMap((document) => toldSentences(document, maySayNot))
    .filter(({ negated, isAttributed }) => negated !== undefined && isAttributed);
  if (denials.length === 0) return [];
  const isOfOne = mayHold([...new Set(denials.flatMap(({ negated }) => negated ?? []))]);
  const told = documents.flatMap((document) => toldSentences(document, isOfOne));
  const found: { claim: ToldSentence; denial: ToldSentence; score: number }[] = [];
  for (const denial of denials) {
    let best: { claim: ToldSentence; score: number } | undefined;
    for (const claim of told) {
      const score = isHeldAgainst(claim, denial) ? coverOf(claim, denial) : 0;
      if (score >= coverMin && score > (best?.score ?? 0)) best = { claim, score };
    }
    if (best) found.push({ denial, ...best });
  }
  return joined(found.sort((a, b) => b.score - a.score)).slice(0, foundMax);
}

function isHeldAgainst(claim: ToldSentence, denial: ToldSentence): boolean {
  if (!claim.isPlain || claim.isFuture !== denial.isFuture || claim.words.length < wordsMin) return false;
  if (primaryLanguage(claim.passage.lang) !== primaryLanguage(denial.passage.lang)) return false;
  // What nobody is said to say stands as a fact, or was told in passing.
  if (claim.speaker === undefined) return false;
  if (denial.speaker !== undefined && isOneSpeaker(claim.speaker, denial.speaker)) return false;
  if (!claim.words.some((word) => isOneWord(word, denial.negated ?? ''))) return false;
  if (claim.document === denial.document)
    return (
      denial.speaker !== undefined &&
      Math.abs(claim.passage.sentence - denial.passage.sentence) <= sentencesMax
    );
  const later = Date.parse(claim.document.publishedAt ?? '') - Date.parse(denial.document.publishedAt ?? '');
  return areBeside(claim.document, denial.document) && !(later > changeMs);
}

/** How much of the shorter of the two stands in the other, 0..1; its speaker may be whom the other is about. */
function coverOf(claim: ToldSentence, denial: ToldSentence): number {
  const shared = denial.words.filter((word) => claim.words.some((other) => isOneWord(word, other)));
  if (new Set(shared).size < wordsMin) return 0;
  const share = (words: readonly string[], others: readonly string[]) =>
    words.filter((word) => others.some((other) => isOneWord(word, other))).length / Math.max(1, words.length);
  return Math.max(
    share(denial.words, [...claim.words, ...claim.speakerWords]),
    share(claim.words, [...denial.words, ...denial.speakerWords]),
  );
}

/** Two denials of one claim, or one denial of what two say, are one disagreement. */
function joined(
  pairs: readonly { claim: ToldSentence; denial: ToldSentence; score: number }[],
): Disagreement[] {
  const found: Disagreement[] = [];
  for (const { claim, denial, score } of pairs) {
    const [known] = found.filter(({ sides }) =>
      [claim, denial].some(({ passage }, at) => sides[at]?.passages.some(({ id }) => id === passage.id)),
    );
    if (!known) found.push(disagreementOf(claim, denial, score));
    else
      [claim, denial].forEach(({ passage }, at) => {
        const side = known.sides[at];
        if (side) addPassage(side, passage);
      });
  }
  return found;
}

function disagreementOf(claim: ToldSentence, denial: ToldSentence, score: number): Disagreement {
  const sideOf = ({ passage, speaker }: ToldSentence) => ({
    text: passage.text,
    passages: [passage],
    ...(speaker !== undefined && { speaker }),
  });
  const kind = kindOfClaim(claim.passage, denial.passage, denial.speaker);
  return { kind, sides: [sideOf(claim), sideOf(denial)], score: Math.min(1, score) };
}

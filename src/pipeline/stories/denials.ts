import type { Passage, SourceDocument } from '../../domain/passage.ts';
import { packFor, primaryLanguage } from '../../languages/languages.ts';
import { withoutFurniture } from '../../languages/shared/furniture.ts';
import { crossScriptKeys, foldName } from '../../languages/shared/name-keys.ts';
import { addPassage, type Disagreement } from './disagreement.ts';
import { kindOfClaim } from './disagreement-kind.ts';
import { likenessOf, readingOf, sentenceContext } from './facts.ts';
import { isOneSpeaker } from './speakers.ts';
import type { SparseVector } from './vector.ts';

/** Sentences before a denial in which what is denied mostly stands. */
const nearMax = 3;
/** How much a claim must be about what is denied: right before it and anywhere else, by how it is told. */
const likenessMin = { near: { strong: 0.02, weak: 0.15 }, far: { strong: 0.3, weak: 0.5 } };
/** Shorter ones are crossheads. */
const claimCharsMin = { latin: 40, hangul: 18 };
/** A claim elsewhere that is this much alike is taken as said by one more document. */
const supportMin = { alike: 0.3, abroad: 0.2 };
const abroadMin = { each: 0.07, both: 0.18 };
const passagesMax = 80;
const foundMax = 6;

interface Words {
  denial: RegExp;
  /** Words of denying that deny nothing that somebody said. */
  other: RegExp;
  /** What somebody claims, suspects or accuses another of, and what somebody just says. */
  strong: RegExp;
  weak: RegExp;
}

const words: Record<string, Words> = {
  en: {
    denial: /\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|refut(?:e|es|ed|ing)|contradict(?:s|ed))\b/iu,
    other:
      /\b(?:denied (?:entry|bail|access|permission|the right|a |an |him|her|them|us|boarding)|in dispute|is disputed|labou?r dispute|pay dispute|disputed (?:territory|area|land|border|islands?|election))\b/iu,
    strong:
      /\b(?:alleg\w+|accus\w+|blam\w+|suspect\w*|claim(?:s|ed|ing)?|charged with|statements? by|witness\w*|whether)\b/iu,
    weak: /\b(?:say|says|said|saying|told|reported|suggest\w*|evidence)\b/iu,
  },
  ko: {
    denial: /부인(?:했|하|한|해)|반박(?:했|하|한|해)|일축(?:했|하|한|해)|사실(?:이|과) 아니|사실무근/u,
    other: /$^/u,
    strong: /의혹|주장|지목|진술|혐의|고발|고소|폭로|의심|위험설|신고/u,
    weak: /비난|가능성|따르면|밝혔|말했|발표|보도/u,
  },
};

/** Names nobody. */
const pronoun = /^(?:he|she|they|it|who|that|both|그|이들)$/i;

interface Sentence {
  passage: Passage;
  document: SourceDocument;
  text: string;
  context: SparseVector;
}

interface Denial extends Sentence {
  speaker: string;
  keys: ReadonlySet<string>;
}

/**
 * What one party says or is accused of and another denies, both with their sentences. English and Korean. A denial
 * of something that no document of the story tells is left out. Copies should not be among `documents`.
 */
export function denials(documents: readonly SourceDocument[]): Disagreement[] {
  const all = documents.filter(({ lang }) => words[primaryLanguage(lang)] !== undefined).map(sentencesOf);
  const found: { claim: Sentence; denial: Denial; disagreement: Disagreement }[] = [];
  for (const own of all) {
    for (const sentence of own) {
      const denial = denialOf(sentence);
      if (!denial) continue;
      const known = found.find(({ denial: other }) => isSameDenial(other, denial));
      if (known) {
        addTo(known.disagreement, 1, denial.passage);
        continue;
      }
      const claim = claimOf(denial, own, all);
      if (!claim || found.length >= foundMax) continue;
      const disagreement = disagreementOf(claim, denial);
      const same = found.find(
        ({ disagreement: other, ...known }) =>
          meets(other, claim.passage) || isAbroad(known, { claim, denial }),
      );
      if (same) {
        addTo(same.disagreement, 0, claim.passage);
        addTo(same.disagreement, 1, denial.passage);
        continue;
      }
      for (const other of all.flat())
        if (isClaim(other, denial) && likenessOf(other, claim) >= supportMinOf(other, claim))
          addTo(disagreement, 0, other.passage);
      found.push({ claim, denial, disagreement });
    }
  }
  return found.map(({ disagreement }) => disagreement);
}

/** The same claim, denied in other words or in another language. */
function meets({ sides }: Disagreement, { id }: Passage): boolean {
  return sides[0]?.passages.some((passage) => passage.id === id) ?? false;
}

interface Pair {
  claim: Sentence;
  denial: Denial;
}

/** The same claim and denial in another language: neither is much like, both are. */
function isAbroad(a: Pair, b: Pair): boolean {
  if (primaryLanguage(a.claim.passage.lang) === primaryLanguage(b.claim.passage.lang)) return false;
  const [claims, own] = [likenessOf(a.claim, b.claim), likenessOf(a.denial, b.denial)];
  return Math.min(claims, own) >= abroadMin.each && claims + own >= abroadMin.both;
}

function sentencesOf(document: SourceDocument): Sentence[] {
  return readingOf(document)
    .passages.slice(0, passagesMax)
    .map((passage) => {
      const { start, end } = withoutFurniture(passage.text);
      const text = passage.text.slice(start, end);
      return { passage, document, text, context: sentenceContext({ text, lang: passage.lang }) };
    });
}

function wordsOf({ passage }: Sentence): Words {
  return words[primaryLanguage(passage.lang)]!;
}

function denialOf(sentence: Sentence): Denial | undefined {
  const { denial, other } = wordsOf(sentence);
  if (sentence.passage.sentence === 0 || !denial.test(sentence.text) || other.test(sentence.text))
    return undefined;
  const pack = packFor(sentence.passage.lang);
  const said = pack
    .attributions(sentence.text)
    .find(({ kind, cue, speaker }) => speaker !== undefined && kind === 'deny' && denial.test(cue.text));
  const speaker = said?.speaker?.text.trim();
  if (!speaker || pronoun.test(speaker)) return undefined;
  return { ...sentence, speaker, keys: new Set([foldName(speaker), ...crossScriptKeys(speaker)]) };
}

function isSameDenial(a: Denial, b: Denial): boolean {
  return [...a.keys].some((key) => b.keys.has(key));
}

function supportMinOf({ passage }: Sentence, other: Sentence): number {
  return passage.lang === other.passage.lang ? supportMin.alike : supportMin.abroad;
}

/** What somebody says, and not the one who denies it. */
function isClaim(sentence: Sentence, denial: Denial): boolean {
  const { denial: denying, strong, weak } = wordsOf(sentence);
  const { passage, text } = sentence;
  if (passage.id === denial.passage.id || passage.sentence === 0) return false;
  if (text.length < claimCharsMin[primaryLanguage(passage.lang) === 'ko' ? 'hangul' : 'latin']) return false;
  if (denying.test(text) || !(strong.test(text) || weak.test(text))) return false;
  const pack = packFor(passage.lang);
  // What says that something is not so stands on the side of the denial.
  if (pack.negations(text).length > 0) return false;
  const speakers = pack.attributions(sentence.text).flatMap(({ speaker }) => speaker?.text ?? []);
  const isDenier = (name: string) =>
    crossScriptKeys(name).some((key) => denial.keys.has(key)) || isOneSpeaker(name, denial.speaker);
  return !speakers.some(isDenier);
}

/** The sentence that says what is denied: one right before, else the likest of all. */
function claimOf(denial: Denial, own: readonly Sentence[], all: readonly Sentence[][]): Sentence | undefined {
  const at = denial.passage.sentence;
  const near = own.filter(({ passage }) => passage.sentence < at && at - passage.sentence <= nearMax);
  const far = all.flat().filter((sentence) => !near.includes(sentence));
  const isStrong = (sentence: Sentence) => wordsOf(sentence).strong.test(sentence.text);
  const right = near.filter(
    ({ passage }) => passage.sentence === at - 1 && passage.paragraph === denial.passage.paragraph,
  );
  const tries: [readonly Sentence[], number][] = [
    [right.filter(isStrong), 0],
    [near.filter(isStrong), likenessMin.near.strong],
    [near, likenessMin.near.weak],
    [far.filter(isStrong), likenessMin.far.strong],
    [far, likenessMin.far.weak],
  ];
  for (const [sentences, min] of tries) {
    const best = likest(denial, sentences, min);
    if (best) return best;
  }
  return undefined;
}

function likest(denial: Denial, sentences: readonly Sentence[], min: number): Sentence | undefined {
  let best: { sentence: Sentence; score: number } | undefined;
  for (const sentence of sentences) {
    const score = likenessOf(sentence, denial);
    if (score >= Math.max(min, best?.score ?? 0) && isClaim(sentence, denial)) best = { sentence, score };
  }
  return best?.sentence;
}

function disagreementOf(claim: Sentence, denial: Denial): Disagreement {
  const said = packFor(claim.passage.lang)
    .attributions(claim.text)
    .find(({ speaker }) => speaker !== undefined)?.speaker?.text;
  const speaker = said !== undefined && !pronoun.test(said) ? said : undefined;
  return {
    kind: kindOfClaim(told(claim), told(denial), denial.speaker),
    sides: [
      { text: claim.text, ...(speaker !== undefined && { speaker }), passages: [claim.passage] },
      { text: denial.text, speaker: denial.speaker, passages: [denial.passage] },
    ],
    score: Math.min(1, 0.5 + likenessOf(claim, denial)),
  };
}

function told({ text, passage }: Sentence): { text: string; lang: string } {
  return { text, lang: passage.lang };
}

/** `at`: 0 for who claims, 1 for who denies. */
function addTo({ sides }: Disagreement, at: 0 | 1, passage: Passage): void {
  const side = sides[at];
  if (side) addPassage(side, passage);
}

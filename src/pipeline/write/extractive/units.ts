import type { Passage, SourceDocument } from '../../../domain/passage.ts';
import { type Analysis, analyse } from '../../../languages/analysis.ts';
import { packFor } from '../../../languages/languages.ts';
import type { LanguagePack, SummaryProfile, Token } from '../../../languages/pack.ts';
import { passagesOf } from '../../../languages/passages.ts';
import { sentenceCut, titleCharsMax } from './clean.ts';
import { isBalanced, jaccard, sizeInWords, type Vector } from './measure.ts';
import { knownNoun, leansOn } from './reference.ts';
import { wordingFor } from './wording.ts';

/** A sentence that may be chosen: one passage, or a clean verbatim cut of it. Offsets are into the document's text. */
export interface Unit {
  /** Place among all units, in reading order. */
  index: number;
  passage: Passage;
  reading: Reading;
  start: number;
  end: number;
  text: string;
  /** Length as `sizeInWords` has it. */
  words: number;
  /** Its words as the pack reads them, punctuation left out. */
  tokens: readonly Token[];
  /** What two sentences are compared by: content words, or character bigrams. */
  features: Vector;
  featureSet: ReadonlySet<string>;
  /** Opens with a pronoun or connective that needs the sentence before. */
  leans: boolean;
  /** The first letters of a noun that has to be said before it: `zone` for `The zone is ...`. */
  known: string | null;
  /** Starts or ends inside a quotation or bracket. */
  open: boolean;
  /** The same sentence in another document: it counts once. Ids of the passages that repeat this one. */
  twins: Unit[];
  /** The crosshead of the original that it stands under. */
  under: Passage | null;
}

/** One source document, read: its analysis, its crossheads, its units. */
export interface Reading {
  document: SourceDocument;
  analysis: Analysis;
  title: Passage | null;
  /** The title as far as it can be a headline. */
  titleText: string;
  units: Unit[];
  /** Documents with the same text share a group: one voice. */
  voice: number;
}

/** Longest text that is read; the rest of a longer one is not summarised (and could not be a news text). */
export const documentCharsMax = 400_000;
const unitsMax = 600;
const unitCharsMax = 1_200;
/** A longer passage is no sentence, furniture off or not; nothing is matched against it. */
const passageCharsMax = 2_000;
/** Share of equal sentences from which two documents are one voice; of equal features, two sentences one. */
const sameVoiceShare = 0.6;
const twinShare = 0.8;

/** What a text is compared by: its content words, or its character bigrams (within words, case folded). */
function featuresOf(
  text: string,
  tokens: readonly Token[],
  kind: SummaryProfile['features'],
): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  if (kind === 'words') {
    for (const token of tokens) if (!token.stop) add(token.norm);
    return counts;
  }
  for (const run of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const letters = [...run];
    if (letters.length === 1) add(run);
    for (let at = 1; at < letters.length; at++) add(`${letters[at - 1]}${letters[at]}`);
  }
  return counts;
}

/** The same of a text that is no unit, such as a title or a crosshead. */
export function featuresIn(text: string, pack: LanguagePack): Map<string, number> {
  const tokens = pack.tokens(text).filter((token) => token.kind !== 'punctuation');
  return featuresOf(text, tokens, pack.summary.features);
}

export function featureSetIn(text: string, pack: LanguagePack): Set<string> {
  return new Set(featuresIn(text, pack).keys());
}

/** Characters that no reader sees: a sentence with them is not what it looks like. */
const unseen = /[\u200B\u2060\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]/u;

/** A short paragraph of its own that is no sentence: a crosshead, unless its neighbours are of the same kind (a table, a list). */
function looksLikeCrosshead({ text }: Passage): boolean {
  if (text.length > 70 || /\n/.test(text) || /^[-–—•*■▲△▷○●"“‘「『]/u.test(text)) return false;
  return !/[.!。！…"”’'」』):;,]\s*$/u.test(text);
}

/** The crossheads among the passages; and the short lines that are neither crosshead nor sentence. */
function sortOut(passages: readonly Passage[], lang: string): { heads: Set<Passage>; scraps: Set<Passage> } {
  const paragraphs = [...Map.groupBy(passages, (passage) => passage.paragraph).values()];
  const short = paragraphs.map(([first, second]) => first && !second && looksLikeCrosshead(first));
  const heads = new Set<Passage>();
  const scraps = new Set<Passage>();
  paragraphs.forEach(([passage], at) => {
    if (!passage || !short[at] || paragraphs.length < 3) return;
    const stands = at >= 2 && !short[at - 1] && at + 1 < paragraphs.length && !short[at + 1];
    const speaks =
      /\p{L}{2}\P{L}+\p{L}|\p{L}{5}/u.test(passage.text) && !/\d{4}|@|^[[<【]|[▶☞]/u.test(passage.text);
    if (stands && speaks && !wordingFor(lang).furniture.test(passage.text)) heads.add(passage);
    else scraps.add(passage);
  });
  return { heads, scraps };
}

function readUnits(reading: Reading, passages: readonly Passage[]): Unit[] {
  const { document, analysis } = reading;
  const wording = wordingFor(document.lang);
  const { heads, scraps } = sortOut(passages, document.lang);
  const units: Unit[] = [];
  let under: Passage | null = null;
  for (const passage of passages.slice(0, unitsMax)) {
    if (heads.has(passage)) under = passage;
    if (heads.has(passage) || scraps.has(passage) || passage.text.length > passageCharsMax) continue;
    const cut = sentenceCut(passage.text, document.lang);
    const text = passage.text.slice(cut.start, cut.end);
    const words = sizeInWords(text);
    if (words < 3 || text.length > unitCharsMax || /\n/.test(text)) continue;
    if (wording.furniture.test(text) || unseen.test(text)) continue;
    const start = passage.start + cut.start;
    const tokens = analysis.pack.tokens(text).filter((token) => token.kind !== 'punctuation');
    const features = featuresOf(text, tokens, analysis.pack.summary.features);
    units.push({
      index: 0,
      passage,
      reading,
      start,
      end: start + text.length,
      text,
      words,
      tokens,
      features,
      featureSet: new Set(features.keys()),
      leans: leansOn(text, document.lang),
      known: knownNoun(text, document.text.slice(0, start), document.lang),
      open: !isBalanced(text),
      twins: [],
      under,
    });
  }
  return units;
}

/** Reads one document: what it says, sentence by sentence. Never throws on any text. */
export function readDocument(document: SourceDocument): Reading {
  const pack = packFor(document.lang);
  const text = document.text.slice(0, documentCharsMax);
  const anchor = document.publishedAt === undefined ? undefined : { at: document.publishedAt };
  const passages = passagesOf(text === document.text ? document : { ...document, text });
  const reading: Reading = {
    document,
    analysis: analyse(text, pack, anchor),
    title: passages.find((passage) => passage.paragraph < 0) ?? null,
    titleText: document.title.slice(0, titleCharsMax),
    units: [],
    voice: 0,
  };
  reading.units = readUnits(
    reading,
    passages.filter((passage) => passage.paragraph >= 0),
  );
  return reading;
}

function isTwin(a: Unit, b: Unit): boolean {
  if (a.text === b.text) return true;
  const ratio = a.featureSet.size / Math.max(1, b.featureSet.size);
  return ratio > 0.75 && ratio < 1.34 && jaccard(a.featureSet, b.featureSet) >= twinShare;
}

/** Gives documents that share most of their sentences one voice number. */
function nameVoices(readings: readonly Reading[]): void {
  readings.forEach((reading, at) => {
    reading.voice = at;
    for (const earlier of readings.slice(0, at)) {
      const shared = reading.units.filter((unit) =>
        earlier.units.some((other) => isTwin(unit, other)),
      ).length;
      const smaller = Math.min(reading.units.length, earlier.units.length);
      if (smaller === 0 || shared / smaller < sameVoiceShare) continue;
      reading.voice = earlier.voice;
      break;
    }
  });
}

/**
 * The units of all readings in reading order, numbered, each sentence once: a repetition is kept as a twin of the
 * first. Sets each reading's voice.
 */
export function distinctUnits(readings: readonly Reading[]): Unit[] {
  if (readings.length > 1) nameVoices(readings);
  const kept: Unit[] = [];
  for (const unit of readings.flatMap((reading) => reading.units)) {
    const first = kept.find((other) => isTwin(unit, other));
    if (first) {
      first.twins.push(unit);
      continue;
    }
    unit.index = kept.length;
    kept.push(unit);
  }
  return kept;
}

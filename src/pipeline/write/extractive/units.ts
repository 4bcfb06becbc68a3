import type { Passage, SourceDocument } from '../../../domain/passage.ts';
import { type Analysis, analyse } from '../../../languages/analysis.ts';
import { packFor } from '../../../languages/languages.ts';
import type { SummaryProfile, Token } from '../../../languages/pack.ts';
import { passagesOf } from '../../../languages/passages.ts';
import { sentenceCut } from './clean.ts';
import { isBalanced, jaccard, sizeInWords, type Vector } from './measure.ts';
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
  /** Starts or ends inside a quotation or bracket. */
  open: boolean;
  /** The same sentence in another document: it counts once. Ids of the passages that repeat this one. */
  twins: Unit[];
  /** The crosshead of the original that it stands under. */
  under: string | null;
}

/** One source document, read: its analysis, its crossheads, its units. */
export interface Reading {
  document: SourceDocument;
  analysis: Analysis;
  title: Passage | null;
  units: Unit[];
  /** Documents with the same text share a group: one voice. */
  voice: number;
}

/** Longest text that is read; the rest of a longer one is not summarised (and could not be a news text). */
export const documentCharsMax = 400_000;
const unitsMax = 1_500;
const unitCharsMax = 1_200;
/** Share of equal sentences from which two documents are one voice; of equal features, two sentences one. */
const sameVoiceShare = 0.6;
const twinShare = 0.8;

/** What a text is compared by: its content words, or its character bigrams (within words, case folded). */
export function featuresOf(
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

/** A short paragraph of its own without closing punctuation, with text after it: the original's crosshead. */
function isCrosshead(passage: Passage, alone: boolean): boolean {
  if (!alone || passage.text.length > 70) return false;
  return !/[.!?。！？…"”’'」』):;,]\s*$/u.test(passage.text) && !/^[-–—•*■▲△▷○●◆◇]/u.test(passage.text);
}

function readUnits(reading: Reading, passages: readonly Passage[]): Unit[] {
  const { document, analysis } = reading;
  const wording = wordingFor(document.lang);
  const perParagraph = new Map<number, number>();
  for (const passage of passages)
    perParagraph.set(passage.paragraph, (perParagraph.get(passage.paragraph) ?? 0) + 1);
  const units: Unit[] = [];
  let under: string | null = null;
  for (const passage of passages.slice(0, unitsMax)) {
    const alone = perParagraph.get(passage.paragraph) === 1 && perParagraph.size > 2;
    if (isCrosshead(passage, alone)) {
      under = passage.text;
      continue;
    }
    const cut = sentenceCut(passage.text, document.lang);
    const text = passage.text.slice(cut.start, cut.end);
    const words = sizeInWords(text);
    if (words < 3 || text.length > unitCharsMax || wording.furniture.test(text)) continue;
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
      leans: wording.leaning.test(text),
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
      const shared = reading.units.filter((unit) => earlier.units.some((other) => isTwin(unit, other))).length;
      const smaller = Math.min(reading.units.length, earlier.units.length);
      if (smaller === 0 || shared / smaller < sameVoiceShare) continue;
      reading.voice = earlier.voice;
      break;
    }
  });
}

/**
 * The units of all readings in reading order, numbered, each sentence once: a repetition is kept as a twin of the first.
 * Sets each reading's voice.
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

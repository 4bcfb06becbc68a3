import { copyScore, type Sketch, sketchOf } from '../../src/pipeline/stories/copies.ts';
import { type LabelledDocument, randomFrom } from './sets.ts';

/** Shorter texts cannot be cut to a third and still be told. */
const wordsMin = 40;
/** Pairs that share more of their three-word runs as they are copied from one another already, and are left out. */
const naturalMax = 0.3;

const before = 'Sign up for our newsletter and get the news every morning .';
const behind =
  'All rights reserved . This material may not be published , broadcast , rewritten or redistributed .';

const words = (text: string) => text.split(/\s+/);
const cut = (text: string, share: number) =>
  words(text)
    .slice(0, Math.ceil(words(text).length * share))
    .join(' ');
const wrapped = (text: string) => `${before} ${text} ${behind}`;

export interface CopyScore {
  noise: string;
  recall: number;
  falseAlarms: number;
  copies: number;
  pairs: number;
}

/** Simulated syndication: every text copied under noise, then compared with itself and the other texts of its topic. */
export function copiesUnderNoise(documents: readonly LabelledDocument[]): CopyScore[] {
  const texts = documents.filter(({ text }) => words(text ?? '').length >= wordsMin);
  const random = randomFrom(7);
  const vocabulary = texts.flatMap(({ text }) => words(text ?? ''));
  const changed = (text: string, share: number) =>
    words(text)
      .map((word) => (random() < share ? vocabulary[Math.floor(random() * vocabulary.length)]! : word))
      .join(' ');
  const noises: Record<string, (text: string) => string> = {
    'words-5': (text) => changed(text, 0.05),
    'words-10-wrapped': (text) => wrapped(changed(text, 0.1)),
    'first-half': (text) => cut(text, 0.5),
    'first-30-wrapped': (text) => wrapped(cut(text, 0.3)),
    'words-25': (text) => changed(text, 0.25),
  };
  const originals = texts.map((document) => ({
    document,
    sketch: sketchOf({ title: '', text: document.text ?? '' }),
    whole: sketchOf({ title: '', text: document.text ?? '' }, true).sketch,
  }));
  return Object.entries(noises).map(([noise, make]) => {
    let [found, alarms, pairs] = [0, 0, 0];
    for (const original of originals) {
      const copy = sketchOf({ title: '', text: make(original.document.text ?? '') });
      if (copyScore(original.sketch, copy) > 0) found += 1;
      for (const other of originals) {
        if (other === original || other.document.topic !== original.document.topic) continue;
        if (shared(original.whole, other.whole) > naturalMax) continue;
        pairs += 1;
        if (copyScore(other.sketch, copy) > 0) alarms += 1;
      }
    }
    return {
      noise,
      recall: found / originals.length,
      falseAlarms: alarms / pairs,
      copies: originals.length,
      pairs,
    };
  });
}

function shared(a: Sketch['sketch'], b: Sketch['sketch']): number {
  const known = new Set(a);
  return b.reduce((sum, hash) => sum + (known.has(hash) ? 1 : 0), 0) / Math.min(a.length, b.length);
}

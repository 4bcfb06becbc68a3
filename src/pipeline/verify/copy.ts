import { packFor } from '../../languages/languages.ts';
import type { ReadSource } from './types.ts';

/** A run of this many words in the same order is copying; shorter ones are how everybody says it. */
const runWordsMin = 5;

function wordsOf(text: string, lang: string): string[] {
  return packFor(lang)
    .tokens(text)
    .filter((token) => token.kind !== 'punctuation')
    .map((token) => token.text.toLowerCase());
}

const runCache = new WeakMap<ReadSource, { runs: Set<string>; words: number }>();

function runsOf(source: ReadSource): { runs: Set<string>; words: number } {
  let cached = runCache.get(source);
  if (!cached) {
    const words = wordsOf(`${source.document.title}\n\n${source.document.text}`, source.document.lang);
    const runs = new Set<string>();
    for (let at = 0; at + runWordsMin <= words.length; at += 1)
      runs.add(words.slice(at, at + runWordsMin).join(' '));
    cached = { runs, words: words.length };
    runCache.set(source, cached);
  }
  return cached;
}

/** How many words of `text` stand in the source in runs of five or more. */
export function copiedWords(text: string, lang: string, source: ReadSource): number {
  const { runs } = runsOf(source);
  const words = wordsOf(text, lang);
  const copied = new Uint8Array(words.length);
  for (let at = 0; at + runWordsMin <= words.length; at += 1)
    if (runs.has(words.slice(at, at + runWordsMin).join(' '))) copied.fill(1, at, at + runWordsMin);
  return copied.reduce((sum, one) => sum + one, 0);
}

/** Words in a source, its title included. */
export function sourceWords(source: ReadSource): number {
  return runsOf(source).words;
}

/** Copied words per source, added up claim by claim, against the publisher's cap. */
export interface CopyLedger {
  /** True where the text still fits; it is then counted. */
  admit(text: string, lang: string): boolean;
  /** The source that is repeated most, by words. */
  most(): { words: number; share: number };
}

/** `capWords`: most words copied from one source in all; no limit where it is not given. */
export function copyLedger(sources: readonly ReadSource[], capWords: number | undefined): CopyLedger {
  const totals = new Map<ReadSource, number>(sources.map((source) => [source, 0]));
  return {
    admit(text, lang) {
      const added = sources.map((source) => copiedWords(text, lang, source));
      const fits = sources.every((source, at) => {
        const words = added[at] ?? 0;
        return words === 0 || capWords === undefined || (totals.get(source) ?? 0) + words <= capWords;
      });
      for (const [at, source] of fits ? sources.entries() : [])
        totals.set(source, (totals.get(source) ?? 0) + (added[at] ?? 0));
      return fits;
    },
    most() {
      let [words, share] = [0, 0];
      for (const [source, total] of totals) {
        if (total <= words) continue;
        words = total;
        share = Math.min(1, total / Math.max(1, sourceWords(source)));
      }
      return { words, share };
    },
  };
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { otherNumber, random } from './inject.ts';
import type { FaithCase } from './sets.ts';

/** A document of NTREX in one language: sentence by sentence the same in all of them. */
interface Row {
  gold: string;
  lang: string;
  sentences: string[];
}

const everyNth = 2;
const numberPattern = /\d[\d.,]*\d|\d/g;

function withOtherNumber(text: string, next: () => number): string | null {
  const runs = [...text.matchAll(numberPattern)];
  const run = runs[Math.floor(next() * runs.length)];
  if (!run) return null;
  const other = otherNumber(run[0], next);
  return other === run[0] ? null : text.slice(0, run.index) + other + text.slice(run.index + run[0].length);
}

/**
 * Sentences in another language than their source: right ones are human translations; in wrong ones a number is
 * altered, or the sentence is one of another document. Empty where the set is absent.
 */
export function translatedCases(dataDir: string): FaithCase[] {
  const path = join(dataDir, 'stories/ntrex.dev.jsonl');
  if (!existsSync(path)) return [];
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);
  const inLanguage = (lang: string) =>
    new Map(rows.filter((row) => row.lang === lang).map((row) => [row.gold, row]));
  const [english, korean] = [inLanguage('eng'), inLanguage('kor')];
  return [
    ...direction('cross-ko', 'ko', korean, 'en', english),
    ...direction('cross-en', 'en', english, 'ko', korean),
  ];
}

type Rows = ReadonlyMap<string, Row>;

function direction(set: string, lang: string, texts: Rows, sourceLang: string, sources: Rows): FaithCase[] {
  const next = random(11);
  const keys = [...texts.keys()].filter((key) => sources.has(key)).sort();
  return keys.flatMap((key, at) => {
    const source = sources.get(key)!.sentences.join('\n\n');
    const stranger = texts.get(keys[(at + 1) % keys.length]!)!.sentences;
    const base = { set, group: key, lang, sourceLang, source };
    return texts.get(key)!.sentences.flatMap((text, line): FaithCase[] => {
      if (line % everyNth !== 0) return [];
      const id = `${set}-${key}-${line}`;
      const good: FaithCase = { ...base, id, text, unsupported: false };
      const altered = withOtherNumber(text, next);
      const wrong: FaithCase[] = altered
        ? [{ ...base, id: `${id}-n`, text: altered, unsupported: true, errorType: 'number', pair: id }]
        : [];
      const foreign = stranger[line];
      if (foreign)
        wrong.push({ ...base, id: `${id}-s`, text: foreign, unsupported: true, errorType: 'other document' });
      return [good, ...wrong];
    });
  });
}

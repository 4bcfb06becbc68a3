import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { detectLanguage } from '../src/languages/detect.ts';
import { packFor } from '../src/languages/languages.ts';
import { bridgeUnits } from '../src/pipeline/stories/bridge.ts';
import { backgroundScale } from '../src/pipeline/stories/term-statistics.ts';
import { viewOf } from '../src/pipeline/stories/view.ts';
import { koreanPairs } from './make-bridge/pairs.ts';

/**
 * `node scripts/make-story-background.ts [DATA_DIR]`: makes `models/stories/background.txt.gz`: in how many of a
 * thousand texts a word occurs, by language, and a bridge token in English texts. Read from openings of the pages and
 * articles of the sets `extract` and `faith` and from the sentences of `stories/parallel`; no set that grouping is
 * measured on is read. Only words of at least two texts stay. Same data and code, same file.
 */
const dataDir = process.argv[2] ?? join(import.meta.dirname, '../../shared/data');
const textsMin = 2;
const languageTextsMin = 8;

interface Text {
  title: string;
  text: string;
  lang: string;
}

function linesOf(path: string): Record<string, string>[] {
  if (!existsSync(path)) throw new Error(`There is no ${path}.`);
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>);
}

function texts(): Text[] {
  const articles = ['frank-valid', 'bump', 'summedits-news', 'kornli-dev'].flatMap((set) =>
    linesOf(join(dataDir, 'faith', `${set}.jsonl`)).map((row) => ({
      title: '',
      text: row.source_text ?? row.premise ?? '',
      lang: row.lang ?? '',
    })),
  );
  const pages = ['wcxb-dev', 'fundus-dev'].flatMap((set) =>
    linesOf(join(dataDir, 'extract', `${set}.jsonl`)).map((row) => ({
      title: row.title ?? '',
      text: row.text ?? '',
      lang: '',
    })),
  );
  const sentences = koreanPairs(join(dataDir, 'stories/parallel'));
  // Eight sentences make one text about as long as an opening.
  const openings = (side: 'ko' | 'en'): Text[] =>
    Array.from({ length: Math.floor(sentences.length / 8) }, (_, at) => ({
      title: '',
      text: sentences
        .slice(at * 8, at * 8 + 8)
        .map((pair) => pair[side])
        .join(' '),
      lang: side,
    }));
  const once = new Map(
    [...articles, ...pages, ...openings('ko'), ...openings('en')].map((text) => [
      text.text.slice(0, 200),
      text,
    ]),
  );
  return [...once.values()].filter(({ text }) => text.length > 20);
}

function count(into: Map<string, number>, keys: Iterable<string>): void {
  for (const key of new Set(keys)) into.set(key, (into.get(key) ?? 0) + 1);
}

function section(name: string, counts: Map<string, number>, textsRead: number): string {
  const lines = [...counts]
    .filter(([key, n]) => n >= textsMin && !/[\t\n]/.test(key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, n]) => `${key}\t${Math.max(0.1, Math.round((n * backgroundScale * 10) / textsRead) / 10)}`);
  console.log(`${name}: ${textsRead} texts, ${lines.length} terms`);
  return `= ${name}\n${lines.join('\n')}\n`;
}

const words = new Map<string, { counts: Map<string, number>; texts: number }>();
const bridge = { counts: new Map<string, number>(), texts: 0 };
for (const { title, text, lang: given } of texts()) {
  const lang = given === '' || given === undefined ? detectLanguage(`${title} ${text}`).lang : given;
  const view = viewOf({ title, text });
  const opening = `${view.title} ${view.lead}`;
  const tokens = packFor(lang).tokens(opening);
  const of = words.get(lang) ?? { counts: new Map<string, number>(), texts: 0 };
  words.set(lang, of);
  of.texts += 1;
  count(
    of.counts,
    tokens.filter(({ kind, stop }) => kind !== 'punctuation' && !stop).map(({ norm }) => norm),
  );
  if (lang !== 'en') continue;
  bridge.texts += 1;
  count(
    bridge.counts,
    bridgeUnits(opening, lang, tokens).flatMap(({ alternatives }) => alternatives.map(({ key }) => key)),
  );
}
const sections = [...words]
  .filter(([, { texts }]) => texts >= languageTextsMin)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([lang, { counts, texts }]) => section(lang, counts, texts));
const bytes = gzipSync([...sections, section('bridge', bridge.counts, bridge.texts)].join(''), { level: 9 });
bytes[9] = 255; // The operating system byte of the header: the same file on every machine.
writeFileSync(join(import.meta.dirname, '../models/stories/background.txt.gz'), bytes);
console.log(`${bytes.length} bytes`);

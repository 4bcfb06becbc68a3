import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packFor } from '../src/languages/languages.ts';
import { formsOf } from '../src/pipeline/stories/forms.ts';
import { stemOf } from '../src/pipeline/stories/stem.ts';
import { alignWords, type Pair } from './make-bridge/align.ts';
import { koreanPairs } from './make-bridge/pairs.ts';

/**
 * `node scripts/make-bridge.ts [STORIES_DIR]`: makes `models/stories/bridge-LANG.txt.gz`, the lexicons that take words of
 * other languages to English stems. STORIES_DIR holds `lexicon` (tables of the Extended Open Multilingual Wordnet) and
 * `parallel` (Korean-English sentences). Words are stored by the norms of the language packs and the stems of
 * `stem.ts`: run it again when those change. Same data and code, same files.
 */
const dataDir = process.argv[2] ?? join(import.meta.dirname, '../../shared/data/stories');
const modelsDir = join(import.meta.dirname, '../models/stories');
const languages: Record<string, string> = {
  ko: 'kor',
  ja: 'jpn',
  zh: 'cmn',
  de: 'deu',
  fr: 'fra',
  es: 'spa',
};
const stemsPerFormMax = 6;
const shareMin = 0.04;

type Shares = Map<string, Map<string, number>>;

function rowsOf(name: string): [synset: string, lemma: string][] {
  const text = gunzipSync(readFileSync(join(dataDir, 'lexicon', name))).toString('utf8');
  return text.split('\n').flatMap((line) => {
    const [synset = '', kind = '', lemma = ''] = line.split('\t');
    return kind.endsWith(':lemma') && lemma !== '' ? [[synset, lemma] as [string, string]] : [];
  });
}

const english = packFor('en');

/** Stems of the content words of an English phrase. */
function stemsOf(phrase: string): string[] {
  return english
    .tokens(phrase.replaceAll('_', ' '))
    .filter(({ kind, stop }) => kind === 'word' && !stop)
    .map(({ text }) => stemOf(text.toLowerCase()));
}

function add(shares: Shares, form: string, stem: string, weight: number): void {
  const of = shares.get(form) ?? new Map<string, number>();
  shares.set(form, of);
  of.set(stem, (of.get(stem) ?? 0) + weight);
}

/** Form -> stems, through the synsets that both languages name. */
function fromTables(lang: string, code: string): Shares {
  const shares: Shares = new Map();
  for (const table of ['wikt', 'cldr']) {
    const englishOf = new Map<string, string[]>();
    for (const [synset, lemma] of rowsOf(`${table}-eng.tab.gz`)) {
      const list = englishOf.get(synset);
      if (list) list.push(lemma);
      else englishOf.set(synset, [lemma]);
    }
    for (const [synset, lemma] of rowsOf(`${table}-${code}.tab.gz`)) {
      const lemmas = (englishOf.get(synset) ?? []).map(stemsOf).filter((stems) => stems.length > 0);
      for (const form of formsOf(lemma, lang))
        for (const stems of lemmas)
          for (const stem of stems) add(shares, form, stem, 1 / lemmas.length / stems.length);
    }
  }
  return shares;
}

/** The stems that stay, in shares of one. Stems met in real text weigh more than rare ones. */
function settled(stems: Map<string, number>, frequency: Map<string, number>): [string, number][] {
  const weighed = [...stems].map(
    ([stem, weight]) => [stem, weight * Math.log(2 + (frequency.get(stem) ?? 0))] as [string, number],
  );
  weighed.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const best = weighed.slice(0, stemsPerFormMax);
  const total = best.reduce((sum, [, weight]) => sum + weight, 0);
  const kept = best.filter(([, weight]) => weight / total >= shareMin);
  const keptTotal = kept.reduce((sum, [, weight]) => sum + weight, 0);
  return kept.map(([stem, weight]) => [stem, weight / keptTotal]);
}

function fileOf(shares: Shares, frequency: Map<string, number>): string {
  const lines = [...shares]
    .map(([form, stems]) => [form, settled(stems, frequency)] as const)
    .filter(([form, stems]) => stems.length > 0 && !/[\t\n]/.test(form))
    .map(
      ([form, stems]) =>
        `${form}\t${stems.map(([stem, share]) => `${stem} ${Math.max(1, Math.round(share * 100))}`).join(' ')}`,
    );
  return `${lines.sort((a, b) => (a < b ? -1 : 1)).join('\n')}\n`;
}

const pairs: Pair[] = koreanPairs(join(dataDir, 'parallel')).map(({ ko, en }) => ({
  from: packFor('ko')
    .tokens(ko)
    .filter(({ kind, stop, text }) => kind === 'word' && !stop && /[가-힣]/.test(text))
    .map(({ norm }) => norm),
  to: stemsOf(en),
}));
const frequency = new Map<string, number>();
for (const { to } of pairs) for (const stem of to) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);

for (const [lang, code] of Object.entries(languages)) {
  const shares = fromTables(lang, code);
  const fromTablesCount = shares.size;
  if (lang === 'ko') {
    const aligned = alignWords(pairs, shares);
    for (const { from, to, share } of aligned) add(shares, from, to, share * 2);
  }
  const text = fileOf(shares, frequency);
  const bytes = gzipSync(text, { level: 9 });
  bytes[9] = 255; // The operating system byte of the header: the same file on every machine.
  writeFileSync(join(modelsDir, `bridge-${lang}.txt.gz`), bytes);
  console.log(
    `${lang}: ${fromTablesCount} forms of the tables, ${text.split('\n').length - 1} in all, ${bytes.length} bytes`,
  );
}

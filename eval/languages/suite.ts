import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import nlp from 'compromise';
import { packFor } from '../../src/languages/languages.ts';
import type { Measure, Suite, SuiteOptions } from '../suite.ts';
import { quotationGoldens, type SentenceGolden, sentenceGoldens } from './goldens.ts';

/** Ends of sentences in a text: what the systems are compared on. */
type Splitter = (text: string) => number[];

const ours = (lang: string): Splitter => {
  const pack = packFor(lang);
  return (text) => pack.sentences(text).map(({ end }) => end);
};

const intl = (lang: string): Splitter => {
  const segmenter = new Intl.Segmenter(lang, { granularity: 'sentence' });
  return (text) =>
    [...segmenter.segment(text)]
      .filter(({ segment }) => segment.trim() !== '')
      .map(({ segment, index }) => index + segment.trimEnd().length);
};

/** compromise gives sentences without offsets; they are found again from left to right. */
const compromise: Splitter = (text) => {
  let from = 0;
  return (nlp(text).sentences().json() as { text: string }[]).flatMap((sentence) => {
    const words = sentence.text.trim();
    const at = text.indexOf(words, from);
    if (words === '' || at < 0) return [];
    from = at + words.length;
    return [from];
  });
};

interface Score {
  exact: number;
  f1: number;
}

/** Share of texts split exactly right, and F1 of the places where sentences end. */
function scoreGoldens(goldens: readonly SentenceGolden[], split: Splitter): Score {
  let [exact, hits, given, wanted] = [0, 0, 0, 0];
  for (const { text, sentences } of goldens) {
    const gold = new Set(sentences.map(({ end }) => end));
    const found = split(text);
    const right = found.filter((end) => gold.has(end)).length;
    hits += right;
    given += found.length;
    wanted += gold.size;
    if (right === gold.size && found.length === gold.size) exact += 1;
  }
  return { exact: exact / goldens.length, f1: (2 * hits) / (given + wanted) };
}

function sentenceMeasures(): Measure[] {
  const goldens = sentenceGoldens('en');
  const systems: [string, Splitter, boolean][] = [
    ['ours', ours('en'), false],
    ['peer-intl-segmenter', intl('en'), true],
    ['peer-compromise', compromise, true],
  ];
  return systems.flatMap(([name, split, informative]) => {
    const { exact, f1 } = scoreGoldens(goldens, split);
    const base = { cases: goldens.length, ...(informative ? { informative } : {}) };
    return [
      { key: `languages/en/sentences/${name}/exact`, value: exact, ...base },
      { key: `languages/en/sentences/${name}/f1`, value: f1, ...base },
    ];
  });
}

function quotationMeasures(file: string): Measure[] {
  const pack = packFor('en');
  let [wanted, kinds, speakers] = [0, 0, 0];
  for (const { text, quotations } of quotationGoldens('en', file)) {
    const found = pack.quotations(text);
    for (const golden of quotations) {
      wanted += 1;
      const match = found.find(({ inner }) => text.startsWith(golden.begins, inner.start));
      if (match?.kind === golden.kind) kinds += 1;
      const key = match?.speaker?.key;
      if (match && (golden.speakers.length === 0 ? key === undefined : golden.speakers.includes(key ?? '')))
        speakers += 1;
    }
  }
  const name = file.replace('.txt', '');
  return [
    { key: `languages/en/${name}/speaker`, value: speakers / wanted, cases: wanted },
    { key: `languages/en/${name}/kind`, value: kinds / wanted, cases: wanted },
  ];
}

const ntrexLanguages: Record<string, string> = {
  eng: 'en',
  kor: 'ko',
  jpn: 'ja',
  zho: 'zh',
  deu: 'de',
  fra: 'fr',
  spa: 'es',
};

/** News documents given as segments: a segment ends where a sentence does, but for headings without a mark. */
function ntrexGoldens(path: string): Map<string, SentenceGolden[]> {
  const byLanguage = new Map<string, SentenceGolden[]>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    const document = JSON.parse(line) as { id: string; lang: string; sentences: string[] };
    const lang = ntrexLanguages[document.lang.slice(0, 3)] ?? document.lang;
    const joint = /^(?:ja|zh)$/.test(lang) ? '' : ' ';
    let text = '';
    const sentences = document.sentences.map((sentence) => {
      const start = text.length;
      text += sentence.trim();
      const end = text.length;
      text += joint;
      return { start, end };
    });
    byLanguage.set(lang, [...(byLanguage.get(lang) ?? []), { topic: document.id, text, sentences }]);
  }
  return byLanguage;
}

function ntrexMeasures({ dataDir, print }: SuiteOptions): Measure[] {
  const path = join(dataDir, 'stories/ntrex.dev.jsonl');
  if (!existsSync(path)) {
    print(`skipped NTREX: ${path} is not there`);
    return [];
  }
  return [...ntrexGoldens(path)].flatMap(([lang, goldens]) => {
    const cases = goldens.length;
    return [
      { key: `languages/${lang}/ntrex/ours/f1`, value: scoreGoldens(goldens, ours(lang)).f1, cases },
      {
        key: `languages/${lang}/ntrex/peer-intl-segmenter/f1`,
        value: scoreGoldens(goldens, intl(lang)).f1,
        cases,
        informative: true,
      },
    ];
  });
}

export const suite: Suite = {
  name: 'languages',
  about:
    'sentences and speakers on own goldens and on news in seven languages, beside Intl.Segmenter and compromise',
  async run(options) {
    return [
      ...sentenceMeasures(),
      ...quotationMeasures('quotations.txt'),
      ...quotationMeasures('quotations-second.txt'),
      ...quotationMeasures('quotations-unseen.txt'),
      ...quotationMeasures('quotations-news.txt'),
      ...ntrexMeasures(options),
    ];
  },
};

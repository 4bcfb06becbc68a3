import { SentenceEncoder } from '../../src/models/encoder/sentence-encoder.ts';
import { type LabelledDocument, ntrexOf, type Row, rowsOf, uciOf } from '../stories/sets.ts';
import type { Measure, Suite } from '../suite.ts';
import { englishSts, korSts, type RatedPair, spearman } from './sts.ts';

const languages = ['ko', 'ja', 'zh', 'de', 'fr', 'es'];

/**
 * The encoder in the package by itself: agreement with people (STS), and whether the English document of the same text
 * is the first of a pool of 61 and the headlines of UCI. KorSTS here is its development part; the test part is held
 * back.
 */
export const suite: Suite = {
  name: 'encoder',
  about: 'sentence vectors: agreement with people (Spearman), documents found across languages',
  async run({ dataDir, print }) {
    const korean = korSts(dataDir, 'dev');
    const english = englishSts(dataDir, 'dev');
    const ntrex = rowsOf(dataDir, 'ntrex');
    const uci = rowsOf(dataDir, 'uci-headlines');
    if (!korean || !english || !ntrex || !uci) {
      print('skipped: the sets of sentences and stories are not there');
      return [];
    }
    const clock = cpuClock();
    const encoder = await SentenceEncoder.open();
    print(`opened in ${clock()} ms of CPU`);
    const headlines = vectorsOf(uciOf(uci), encoder);
    print(`${(clock() / headlines.length).toFixed(2)} ms of CPU for a headline`);
    const leads = ntrex.filter((_, at) => at % 4 === 0).map(leadOf);
    for (const lead of leads) encoder.encode(lead);
    print(`${(clock() / leads.length).toFixed(2)} ms of CPU for a title and 50 words`);
    return [
      agreement('korsts-dev', korean, encoder),
      // A third: the same pairs as in Korean.
      agreement(
        'stsb-dev-en',
        english.filter((_, at) => at % 3 === 0),
        encoder,
      ),
      ...across(ntrex, headlines, encoder),
    ];
  },
};

/** Milliseconds of CPU of this process since the call before. */
function cpuClock(): () => number {
  let last = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(last);
    last = process.cpuUsage();
    return Math.round((user + system) / 1000);
  };
}

/** A title and 50 words, or as many characters as 50 English words have. */
function leadOf({ title, sentences }: Row): string {
  const words = (sentences as string[]).slice(1).join(' ').split(' ').slice(0, 50).join(' ');
  return `${String(title)}. ${words.slice(0, 300)}`;
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

function agreement(name: string, pairs: readonly RatedPair[], encoder: SentenceEncoder): Measure {
  const likeness = pairs.map(({ one, two }) => dot(encoder.encode(one), encoder.encode(two)));
  const value = spearman(
    likeness,
    pairs.map(({ score }) => score),
  );
  return { key: `encoder/${name}/spearman`, value, cases: pairs.length };
}

interface Encoded {
  gold: string;
  vector: Float32Array;
}

function vectorsOf(documents: readonly LabelledDocument[], encoder: SentenceEncoder): Encoded[] {
  return documents.map(({ gold, title, text }) => ({
    gold,
    vector: encoder.encode(text ? `${title}. ${text}` : title),
  }));
}

function across(rows: readonly Row[], others: readonly Encoded[], encoder: SentenceEncoder): Measure[] {
  return ([0, 2] as const).flatMap((sentences) => {
    const pool = [...vectorsOf(ntrexOf(rows, 'en', sentences), encoder), ...others];
    // With two sentences every language finds all of them: Korean stands for the others.
    return (sentences === 0 ? languages : ['ko']).map((lang): Measure => {
      const queries = vectorsOf(ntrexOf(rows, lang, sentences), encoder);
      const found = queries.filter(({ gold, vector }) => {
        const scores = pool.map((other) => dot(vector, other.vector));
        return pool[scores.indexOf(Math.max(...scores))]?.gold === gold;
      });
      return {
        key: `encoder/ntrex-${lang}/${sentences === 0 ? 'headline' : 'title-2'}/first`,
        value: found.length / queries.length,
        cases: queries.length,
      };
    });
  });
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { english } from '../../src/languages/en.ts';
import { korean } from '../../src/languages/ko.ts';
import type { LanguagePack, Name, Quantity, TimeAnchor, TimeExpression } from '../../src/languages/pack.ts';
import { compareQuantities, timesAgree } from '../../src/languages/shared/agree.ts';
import { namesMatch } from '../../src/languages/shared/name-keys.ts';
import type { Measure, Suite, SuiteOptions } from '../suite.ts';

interface Pair {
  korean: string;
  english: string;
}

interface ParallelSet {
  name: string;
  pairs: Pair[];
}

/** Days and weekdays of both texts are resolved against the same day, whichever it is. */
const anchor: TimeAnchor = { at: '2018-10-01T09:00:00+00:00' };

function lines(path: string): string[] {
  return readFileSync(path, 'utf8').split(/\r?\n/);
}

function newsTest(dataDir: string): Pair[] {
  const rows = lines(join(dataDir, 'stories/ntrex.dev.jsonl'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { gold: string; lang: string; sentences: string[] });
  const english = new Map(rows.filter(({ lang }) => lang === 'eng').map((row) => [row.gold, row.sentences]));
  return rows
    .filter(({ lang }) => lang === 'kor')
    .flatMap(({ gold, sentences }) =>
      sentences.map((sentence, at) => ({ korean: sentence, english: english.get(gold)?.[at] ?? '' })),
    );
}

function news(dataDir: string, part: string): Pair[] {
  const base = join(dataDir, 'stories/parallel/korean-english-news-v1', `korean-english-park.${part}`);
  const english = lines(`${base}.en`);
  return lines(`${base}.ko`).map((sentence, at) => ({ korean: sentence, english: english[at] ?? '' }));
}

interface Found {
  quantities: Quantity[];
  times: TimeExpression[];
  names: Name[];
}

function read(pack: LanguagePack, text: string): Found {
  return { quantities: pack.quantities(text), times: pack.times(text, anchor), names: pack.names(text) };
}

/** The counted thing goes by another word in the other language, so only value and unit are compared. */
function sameAmount(a: Quantity, b: Quantity): boolean {
  const { noun: _a, ...one } = a;
  const { noun: _b, ...other } = b;
  const relation = compareQuantities(one, other);
  return (
    relation === 'same' ||
    relation === 'rounded' ||
    relation === 'converted' ||
    relation === 'qualifier-differs'
  );
}

/** What one side has and the other has no partner for. */
function missing(from: Found, to: Found) {
  return {
    quantities: from.quantities.filter(
      (one) => !to.quantities.some((other) => sameAmount(one, other) || sameAmount(other, one)),
    ),
    times: from.times.filter(
      (one) => !to.times.some((other) => timesAgree(one, other) !== false && one.kind === other.kind),
    ),
    names: from.names.filter((one) => !to.names.some((other) => namesMatch(one, other))),
  };
}

/**
 * The floor is held in steps: a pack that finds one more name that the translator left out has not become worse.
 */
const agreementStep = 0.02;

type Kind = keyof Found;
const kinds: Kind[] = ['quantities', 'times', 'names'];

function measure(set: ParallelSet, list: Kind | undefined, print: (line: string) => void): Measure[] {
  const total = { ko: { quantities: 0, times: 0, names: 0 }, en: { quantities: 0, times: 0, names: 0 } };
  const lost = { ko: { quantities: 0, times: 0, names: 0 }, en: { quantities: 0, times: 0, names: 0 } };
  for (const pair of set.pairs) {
    const ko = read(korean, pair.korean);
    const en = read(english, pair.english);
    const noEnglish = missing(ko, en);
    const noKorean = missing(en, ko);
    for (const kind of kinds) {
      total.ko[kind] += ko[kind].length;
      total.en[kind] += en[kind].length;
      lost.ko[kind] += noEnglish[kind].length;
      lost.en[kind] += noKorean[kind].length;
    }
    if (list && noEnglish[list].length + noKorean[list].length > 0) {
      print(`${pair.korean}\n${pair.english}`);
      print(`  ko only: ${noEnglish[list].map((one) => describe(one)).join(' | ')}`);
      print(`  en only: ${noKorean[list].map((one) => describe(one)).join(' | ')}\n`);
    }
  }
  return kinds.flatMap((kind) => {
    const [all, matched] = [
      total.ko[kind] + total.en[kind],
      total.ko[kind] + total.en[kind] - lost.ko[kind] - lost.en[kind],
    ];
    const base = `languages/parallel/${set.name}/${kind}`;
    const share = (side: 'ko' | 'en') => ({
      key: `${base}/${side}-found-in-${side === 'ko' ? 'en' : 'ko'}`,
      value: total[side][kind] === 0 ? 1 : 1 - lost[side][kind] / total[side][kind],
      cases: total[side][kind],
      informative: true,
    });
    const agreement = Math.floor(matched / Math.max(1, all) / agreementStep) * agreementStep;
    return [{ key: `${base}/agreement`, value: agreement, cases: all }, share('ko'), share('en')];
  });
}

function describe(one: Quantity | TimeExpression | Name): string {
  if ('low' in one) return `${one.text} [${one.low}..${one.high} ${one.unit}${one.ordinal ? ' nth' : ''}]`;
  if ('grain' in one) return `${one.text} [${one.from} ${one.grain} ${one.kind} ${one.amount ?? ''}]`;
  return `${one.text} [${one.kind} ${one.key}: ${one.aliases.join(', ')}]`;
}

/**
 * Do the Korean and the English pack find the same numbers, dates and names in two texts that say the same? Translators
 * leave out, add and round, so 1.0 is not to be had; what falls is an error of one pack or of how the two meet.
 */
export const suite: Suite = {
  name: 'languages-parallel',
  about: 'share of the numbers, times and names of one language with a partner in the translation',
  async run({ dataDir, args, print }: SuiteOptions): Promise<Measure[]> {
    if (!existsSync(join(dataDir, 'stories/ntrex.dev.jsonl'))) {
      print('skipped: no parallel texts at --data');
      return [];
    }
    const list = kinds.find((kind) => args.includes(`--list-${kind}`));
    const sets: ParallelSet[] = [
      { name: 'ntrex', pairs: newsTest(dataDir) },
      { name: 'news', pairs: news(dataDir, 'dev') },
    ];
    return sets.flatMap((set) => measure(set, list, print));
  },
};

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { korean } from '../../src/languages/ko.ts';
import type { Measure, Suite } from '../suite.ts';

interface Golden {
  text: string;
  ends: number[];
}

/** Cases of `test/fixtures/languages/ko/sentences.txt`, whose head tells the marks. */
function goldens(): Golden[] {
  const path = join(import.meta.dirname, '../../test/fixtures/languages/ko/sentences.txt');
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const ends: number[] = [];
      let text = '';
      for (const part of line.replaceAll('↩', '\n').split(/( \| |\|\||⏎)/)) {
        if (part === '⏎') text += '\n';
        else if (part === ' | ') text += ' ';
        else if (part !== '||') {
          text += part;
          ends.push(text.trimEnd().length);
        }
      }
      return { text, ends };
    });
}

type Splitter = (text: string) => number[];

function score(split: Splitter): { exact: number; f1: number; cases: number } {
  let [exact, hits, given, wanted] = [0, 0, 0, 0];
  const all = goldens();
  for (const { text, ends } of all) {
    const found = split(text);
    const right = found.filter((end) => ends.includes(end)).length;
    hits += right;
    given += found.length;
    wanted += ends.length;
    if (right === ends.length && found.length === ends.length) exact += 1;
  }
  return { exact: exact / all.length, f1: (2 * hits) / (given + wanted), cases: all.length };
}

const segmenter = new Intl.Segmenter('ko', { granularity: 'sentence' });
const platform: Splitter = (text) =>
  [...segmenter.segment(text)]
    .filter(({ segment }) => segment.trim() !== '')
    .map(({ segment, index }) => index + segment.trimEnd().length);

/** The goldens were written beside the rules, so they guard what is reached; NTREX in `languages` is text from outside. */
export const suite: Suite = {
  name: 'languages-korean',
  about: 'Korean sentences on own goldens, beside Intl.Segmenter',
  async run(): Promise<Measure[]> {
    const systems: [string, Splitter, boolean][] = [
      ['ours', (text) => korean.sentences(text).map(({ end }) => end), false],
      ['peer-intl-segmenter', platform, true],
    ];
    return systems.flatMap(([name, split, informative]) => {
      const { exact, f1, cases } = score(split);
      const base = { cases, ...(informative ? { informative } : {}) };
      return [
        { key: `languages/ko/sentences/${name}/exact`, value: exact, ...base },
        { key: `languages/ko/sentences/${name}/f1`, value: f1, ...base },
      ];
    });
  },
};

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SentencePair {
  ko: string;
  en: string;
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').replace(/\r/g, '').replace(/\n$/, '').split('\n');
}

function zipped(koPath: string, enPath: string): SentencePair[] {
  const [ko, en] = [linesOf(koPath), linesOf(enPath)];
  if (ko.length !== en.length) throw new Error(`${koPath}: ${ko.length} lines, ${enPath}: ${en.length}`);
  return ko.map((line, at) => ({ ko: line, en: en[at]! }));
}

/** The two sentences and the score of one line of STS-B: commas inside quotation marks do not part fields. */
function fieldsOfCsv(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) =>
    (match[1] ?? match[2] ?? '').replaceAll('""', '"'),
  );
}

/** KorSTS and the English STS-B in the same order: two sentence pairs a line. Lines that do not agree in score are left out. */
function stsPairs(koPath: string, enPath: string): SentencePair[] {
  const ko = linesOf(koPath).slice(1);
  const en = linesOf(enPath);
  if (ko.length !== en.length) throw new Error(`${koPath}: ${ko.length} lines, ${enPath}: ${en.length}`);
  return ko.flatMap((line, at) => {
    const [, , , , score = '', one = '', two = ''] = line.split('\t');
    const [enOne = '', enTwo = '', enScore = ''] = fieldsOfCsv(en[at]!);
    if (Math.abs(Number(score) - Number(enScore)) > 0.011) return [];
    return [
      { ko: one, en: enOne },
      { ko: two, en: enTwo },
    ];
  });
}

/** Every Korean-English sentence pair of the `parallel` folder. */
export function koreanPairs(dir: string): SentencePair[] {
  const news = join(dir, 'korean-english-news-v1');
  const jhe = join(dir, 'korean-english-jhe');
  return [
    ...['dev', 'test'].flatMap((part) =>
      zipped(join(news, `korean-english-park.${part}.ko`), join(news, `korean-english-park.${part}.en`)),
    ),
    ...['dev', 'eval'].flatMap((part) =>
      zipped(join(jhe, `jhe-koen-${part}.ko`), join(jhe, `jhe-koen-${part}.en`)),
    ),
    ...['train', 'dev'].flatMap((part) =>
      stsPairs(join(dir, `sts-${part}.tsv`), join(dir, `en-${part}.csv`)),
    ),
  ];
}

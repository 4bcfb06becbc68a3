import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../test/fixtures/languages');

/** One golden text with its sentences, as half-open ranges of UTF-16 code units. */
export interface SentenceGolden {
  topic: string;
  text: string;
  sentences: { start: number; end: number }[];
}

/** Blocks of a golden file between blank lines; lines that begin with `//` are comments. */
function blocks(path: string): { topic: string; lines: string[] }[] {
  return readFileSync(join(folder, path), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('//'))
    .join('\n')
    .split(/\n{2,}/)
    .map((block) => block.split('\n').filter((line) => line !== ''))
    .filter((lines) => lines.length > 1)
    .map(([topic = '', ...lines]) => ({ topic: topic.replace(/^#\s*/, ''), lines }));
}

/** Reads `LANG/sentences.txt`; the format is told in its first lines. */
export function sentenceGoldens(lang: string): SentenceGolden[] {
  return blocks(`${lang}/sentences.txt`).map(({ topic, lines }) => {
    let text = '';
    const sentences: SentenceGolden['sentences'] = [];
    for (const line of lines) {
      const joined = line.endsWith('~');
      const plain = (joined ? line.slice(0, -1) : line).replaceAll('\\n', '\n');
      const trimmed = plain.trimEnd();
      sentences.push({ start: text.length, end: text.length + trimmed.length });
      text += plain + (joined ? '' : ' ');
    }
    return { topic, text: text.trimEnd(), sentences };
  });
}

/** One quotation that a golden text holds. */
export interface QuotationGolden {
  /** Beginning of the words between the marks. */
  begins: string;
  kind: 'direct' | 'fragment' | 'title';
  /** Keys that are right for the speaker; empty: nobody is named. */
  speakers: string[];
}

/** Reads `LANG/quotations.txt` (or another file of that form): a text, then lines `> beginning | kind | speaker key / other key`. */
export function quotationGoldens(
  lang: string,
  file = 'quotations.txt',
): { topic: string; text: string; quotations: QuotationGolden[] }[] {
  return blocks(`${lang}/${file}`).map(({ topic, lines }) => ({
    topic,
    text: lines
      .filter((line) => !line.startsWith('> '))
      .join(' ')
      .replaceAll('\\n', '\n'),
    quotations: lines
      .filter((line) => line.startsWith('> '))
      .map((line) => {
        const [begins = '', kind = '', speakers = ''] = line
          .slice(2)
          .split('|')
          .map((part) => part.trim());
        return {
          begins,
          kind: kind as QuotationGolden['kind'],
          speakers: speakers === '' ? [] : speakers.split('/').map((key) => key.trim()),
        };
      }),
  }));
}

/** Reads a table of `sentence || expected; expected` lines. */
export function tableGoldens(lang: string, name: string): { text: string; expected: string[] }[] {
  return readFileSync(join(folder, lang, name), 'utf8')
    .split('\n')
    .filter((line) => line.includes('||') && !line.startsWith('//'))
    .map((line) => {
      const [text = '', expected = ''] = line.split('||').map((part) => part.trim());
      return { text, expected: expected === '' ? [] : expected.split(';').map((part) => part.trim()) };
    });
}

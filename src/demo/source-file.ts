import { StandfirstError, unreachable } from '../domain/errors.ts';

/** What one document of the demo corpus is made of, in order. */
export type DemoBlock =
  | { type: 'paragraph'; text: string }
  | { type: 'crosshead'; text: string }
  | { type: 'quote'; text: string }
  | { type: 'list'; items: string[] }
  | { type: 'table'; rows: string[][] }
  /** A link to another document of the same outlet, as `YYYY-MM-DD-slug`, between the paragraphs. */
  | { type: 'more'; to: string }
  /** White on white: on the page, not for readers. */
  | { type: 'white'; text: string };

/** Stands for blocks `from` to `to` (from 1, both included; null: the last) of the text that a copy or edition starts from. */
export interface BaseBlocks {
  type: 'base';
  from: number;
  to: number | null;
}

export interface DemoComment {
  name: string;
  text: string;
}

export const fieldNames = [
  'title',
  'standfirst',
  'summary',
  'section',
  'byline',
  'at',
  'updated',
  'stage',
  'base',
  'replace',
  'correction',
  'gone',
  'html',
  'path',
  'unlisted',
] as const;

export type FieldName = (typeof fieldNames)[number];

/** One file of the corpus: front matter, blocks, readers' comments. */
export interface SourceFile {
  /** `replace` may be given several times, every other field once. */
  fields: Partial<Record<FieldName, string[]>>;
  blocks: (DemoBlock | BaseBlocks)[];
  comments: DemoComment[];
}

function corpusError(file: string, problem: string): StandfirstError {
  return new StandfirstError('bad-demo-corpus', `${file}: ${problem}`, {
    hint: 'demo/README.md says how a document of the demo corpus is written.',
  });
}

function parseFields(file: string, head: string): SourceFile['fields'] {
  const fields: SourceFile['fields'] = {};
  for (const line of head.split('\n').filter((text) => text.trim() !== '')) {
    const colon = line.indexOf(': ');
    const name = line.slice(0, colon) as FieldName;
    if (colon < 0 || !fieldNames.includes(name)) throw corpusError(file, `"${line}" is not a field`);
    const earlier = fields[name] ?? [];
    if (earlier.length > 0 && name !== 'replace') throw corpusError(file, `${name} is given twice`);
    fields[name] = [...earlier, line.slice(colon + 2).trim()];
  }
  return fields;
}

function parseBlock(chunk: string): DemoBlock | BaseBlocks {
  const base = chunk.match(/^\[\[(\d+)(-(\d*))?\]\]$/);
  if (base) {
    const to = base[2] === undefined ? base[1] : base[3];
    return { type: 'base', from: Number(base[1]), to: to ? Number(to) : null };
  }
  if (chunk.startsWith('## ')) return { type: 'crosshead', text: chunk.slice(3) };
  if (chunk.startsWith('> ')) return { type: 'quote', text: chunk.slice(2) };
  if (chunk.startsWith('>> ')) return { type: 'more', to: chunk.slice(3) };
  if (chunk.startsWith('::white:: ')) return { type: 'white', text: chunk.slice(10) };
  const lines = chunk.split('\n');
  if (chunk.startsWith('- ')) return { type: 'list', items: lines.map((line) => line.slice(2)) };
  if (chunk.startsWith('| '))
    return {
      type: 'table',
      rows: lines.map((line) => line.replace(/^\| | \|$/g, '').split(' | ')),
    };
  return { type: 'paragraph', text: lines.join(' ') };
}

/**
 * Reads one file of the corpus: `---`, fields, `---`, blocks parted by blank lines, and after `%% comments` the
 * readers' comments as `Name: text`. Throws `bad-demo-corpus`.
 */
export function parseSourceFile(file: string, text: string): SourceFile {
  const [, head, rest] = text.replace(/\r\n/g, '\n').match(/^---\n([\s\S]*?)\n---\n?([\s\S]*)$/) ?? [];
  if (head === undefined || rest === undefined) throw corpusError(file, 'has no front matter');
  const [body = '', comments = ''] = rest.split(/^%% comments$/m);
  const chunks = (part: string) => part.split(/\n\s*\n/).flatMap((chunk) => chunk.trim() || []);
  return {
    fields: parseFields(file, head),
    blocks: chunks(body).map(parseBlock),
    comments: chunks(comments).map((chunk) => {
      const [, name, said] = chunk.match(/^([^:]+): ([\s\S]+)$/) ?? [];
      if (name === undefined || said === undefined) throw corpusError(file, `"${chunk}" is no comment`);
      return { name, text: said };
    }),
  };
}

/** The words of a block that a reader of the article reads; empty for what is not part of it. */
export function textOfBlock(block: DemoBlock): string {
  switch (block.type) {
    case 'paragraph':
    case 'crosshead':
    case 'quote':
      return block.text;
    case 'list':
      return block.items.join('\n');
    case 'table':
    case 'more':
    case 'white':
      return '';
    default:
      return unreachable(block);
  }
}

/** Puts the blocks of the base in, with the replacements (`old => new`) made in them. */
export function expandBlocks(
  file: string,
  source: SourceFile,
  base: readonly DemoBlock[] | undefined,
): DemoBlock[] {
  const rules = (source.fields.replace ?? []).map((rule) => {
    const [before, after] = rule.split(' => ');
    if (!before || after === undefined) throw corpusError(file, `"${rule}" is no replacement`);
    return { before, after, used: false };
  });
  const changed = (text: string) =>
    rules.reduce((so, rule) => {
      rule.used ||= so.includes(rule.before);
      return so.replaceAll(rule.before, rule.after);
    }, text);
  const blocks = source.blocks.flatMap((block): DemoBlock[] => {
    if (block.type !== 'base') return [block];
    const to = block.to ?? base?.length ?? 0;
    const taken = base?.slice(block.from - 1, to) ?? [];
    if (taken.length === 0 || taken.length !== to - block.from + 1)
      throw corpusError(file, `[[${block.from}-${to}]] is not in the base`);
    return taken.map((found) => ('text' in found ? { ...found, text: changed(found.text) } : found));
  });
  const unused = rules.find(({ used }) => !used);
  if (unused) throw corpusError(file, `"${unused.before}" is not in the base`);
  return blocks;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { invariant } from '../../src/domain/errors.ts';
import type { SourceDocument } from '../../src/domain/passage.ts';
import type { DisagreementKind } from '../../src/pipeline/stories/disagreement.ts';

/** Documents on one event, and what they do not agree on: of each side the words that stand in its sentences. */
export interface Group {
  id: string;
  about: string;
  /** Kept back while rules were mended: every second group. */
  heldBack: boolean;
  documents: SourceDocument[];
  gold: { kind: DisagreementKind; sides: string[][] }[];
}

export const groupLanguages = ['en', 'ko'] as const;
export type GroupLanguage = (typeof groupLanguages)[number];

const kinds: readonly DisagreementKind[] = ['number', 'cause', 'actor', 'status'];
const week = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Nine o'clock where the paper is, on the first day that a text names: in March 2026. */
function firstDay(text: string, lang: GroupLanguage): number {
  if (lang === 'ko') return Date.UTC(2026, 2, Number(/(\d{1,2})일/.exec(text)?.[1] ?? 1));
  const named = new RegExp(week.join('|')).exec(text)?.[0] ?? 'Monday';
  return Date.UTC(2026, 2, 16 + week.indexOf(named), 9);
}

function groupOf(block: string, lang: GroupLanguage): Group {
  const [head = '', ...lines] = block.split('\n').filter((line) => line.trim() !== '');
  const [id = '', ...about] = head.split(' ');
  const start = firstDay(block.replace(head, ''), lang);
  const group: Group = {
    id,
    about: about.join(' '),
    heldBack: Number(id) % 2 === 0,
    documents: [],
    gold: [],
  };
  for (const line of lines) {
    const rest = line.slice(2);
    const last = group.documents.at(-1);
    if (line.startsWith('@ ')) {
      const [publisher = '', minutes = ''] = rest.split(' | ');
      const publishedAt = new Date(start + Number(minutes) * 60_000).toISOString();
      const label = `D${group.documents.length + 1}`;
      group.documents.push({ id: label, title: '', text: '', lang, publisher, publishedAt });
    } else if (line.startsWith('! ')) {
      const [word = '', ...sides] = rest.split(' | ');
      const kind = kinds.find((one) => one === word);
      invariant(kind !== undefined && sides.length > 1, `${lang} ${id}: a kind and its sides`);
      group.gold.push({ kind, sides: sides.map((side) => side.split(' / ')) });
    } else if (last && line.startsWith('= ')) last.title = rest;
    else if (last) last.text = `${last.text}${last.text === '' ? '' : '\n'}${line}`;
  }
  const texts = group.documents.map(({ title, text }) => `${title}\n${text}`).join('\n');
  for (const words of group.gold.flatMap(({ sides }) => sides.flat()))
    invariant(texts.includes(words), `${lang} ${id}: no text has "${words}"`);
  return group;
}

/** The labelled groups of a language. Throws where a side names words that no text has. */
export function readGroups(lang: GroupLanguage): Group[] {
  const text = readFileSync(join(import.meta.dirname, `${lang}.txt`), 'utf8');
  return text
    .split(/^## /m)
    .slice(1)
    .map((block) => groupOf(block, lang));
}

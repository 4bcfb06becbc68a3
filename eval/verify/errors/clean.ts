import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faithCases } from '../sets.ts';
import { type MadeCase, madeCases } from './make.ts';
import type { CleanText } from './types.ts';

const ownFolder = join(import.meta.dirname, '../clean');

/** A text with a head of fields: `lang`, `published`, `title`, then an empty line and the body. */
export function parseClean(id: string, raw: string): CleanText {
  const [head = '', ...rest] = raw.split('\n\n');
  const field = (name: string) => head.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1] ?? '';
  const published = field('published');
  return {
    id,
    lang: field('lang') || 'en',
    title: field('title'),
    text: rest.join('\n\n').trim(),
    ...(published === '' ? {} : { publishedAt: published }),
  };
}

/** Invented Korean news for making errors from: other texts than the ones that are measured with. */
export function ownCleanTexts(): CleanText[] {
  return readdirSync(ownFolder).flatMap((lang) =>
    readdirSync(join(ownFolder, lang))
      .filter((file) => file.endsWith('.txt'))
      .sort()
      .map((file) =>
        parseClean(`${lang}-${file.slice(0, -4)}`, readFileSync(join(ownFolder, lang, file), 'utf8')),
      ),
  );
}

const newsSets = /^(?:frank-|summedits-news$|bump$)/;

/** Every so many articles: enough for each kind of error, and the evaluation stays short. */
const everyNth = 2;

/** Articles of the English news sets, under the group of their cases; none where the folder is absent. */
export function articlesOf(dataDir: string): CleanText[] {
  const texts = new Map<string, CleanText>();
  for (const { set, source, group, lang } of faithCases(dataDir))
    if (newsSets.test(set) && !texts.has(source))
      texts.set(source, { id: group, lang, title: '', text: source });
  return [...texts.values()].filter((_, at) => at % everyNth === 0);
}

/** Right and wrong sentences made from the articles and from our own Korean texts: to learn from, and to measure. */
export function madeSets(dataDir: string): MadeCase[] {
  return [
    ...madeCases(articlesOf(dataDir), { seed: 1, perKindMax: 1, set: 'made-en' }),
    ...madeCases(ownCleanTexts(), { seed: 1, perKindMax: 3, set: 'made-ko' }),
  ];
}

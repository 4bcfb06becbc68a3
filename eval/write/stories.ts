import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceDocument } from '../../src/domain/passage.ts';

/** One invented Korean news text; the three sentences that sum it up best were marked before any method was tried. */
interface MarkedRow {
  id: string;
  title: string;
  sentences: string[];
  /** Sentences per paragraph. */
  paragraphs: number[];
  important: number[];
}

export interface MarkedStory {
  id: string;
  document: SourceDocument;
  important: string[];
}

function textOf({ sentences, paragraphs }: MarkedRow): string {
  let at = 0;
  return paragraphs
    .map((count) => {
      at += count;
      return sentences.slice(at - count, at).join(' ');
    })
    .join('\n\n');
}

/** The marked Korean texts. `withTitle` false: the text alone, as many data sets give it. */
export function readMarkedStories(withTitle: boolean): MarkedStory[] {
  const path = join(import.meta.dirname, 'ko/stories.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as MarkedRow[]).map((row) => ({
    id: row.id,
    document: { id: 'D1', title: withTitle ? row.title : '', text: textOf(row), lang: 'ko' },
    important: row.important.map((at) => row.sentences[at] ?? ''),
  }));
}

/** F1 of the chosen sentences against the marked ones. */
export function sentenceF1(chosen: readonly string[], wanted: readonly string[]): number {
  const hits = chosen.filter((text) =>
    wanted.some((other) => other.includes(text) || text.includes(other)),
  ).length;
  return chosen.length + wanted.length === 0 ? 0 : (2 * hits) / (chosen.length + wanted.length);
}

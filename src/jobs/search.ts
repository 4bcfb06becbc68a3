import type { Executor } from '../db/executor.ts';
import { dropSearchEntry, putSearchEntry } from '../db/search-entries.ts';
import type { Brief } from '../domain/brief.ts';
import { searchNames } from '../languages/search-names.ts';
import { type SearchField, searchTokens } from '../languages/search-tokens.ts';
import { mayIndex } from './rights.ts';

/** What a reader sees of a brief, the headline heaviest. Its originals may be in other languages. */
function fieldsOf(brief: Brief): { head: SearchField[]; originals: SearchField; body: SearchField } {
  const textOf = (id: string | null) => brief.claims.find((claim) => claim.id === id)?.text ?? '';
  const body = [
    ...brief.lede,
    ...brief.sections.flatMap(({ crosshead, sentences }) => [crosshead, ...sentences]),
    ...brief.background,
    ...(brief.pullQuote ? [brief.pullQuote.claim] : []),
    ...brief.whoSaysWhat.map(({ claim }) => claim),
  ];
  return {
    head: [
      { text: textOf(brief.headline), weight: 'A' },
      { text: textOf(brief.standfirst), weight: 'B' },
    ],
    originals: {
      text: brief.sources.map(({ publisher = '', title }) => `${publisher} ${title}`).join(' '),
      weight: 'C',
    },
    body: { text: [...new Set(body)].map(textOf).join(' '), weight: 'C' },
  };
}

/** Makes a brief findable by what readers see of it. */
export async function indexBrief(
  tx: Executor,
  { briefId, brief, at }: { briefId: string; brief: Brief; at: string },
): Promise<void> {
  const { lang } = brief;
  const { head, originals, body } = fieldsOf(brief);
  const names = searchNames([...head, body].map(({ text }) => text).join('\n'), lang);
  const tokens = searchTokens([...head, originals, body], lang);
  await putSearchEntry(tx, { kind: 'brief', ref: briefId, lang, sourceId: null, at, tokens, names });
}

export interface IndexedDocument {
  id: number;
  entry_id: number;
  capture_id: number;
  url: string;
  title: string;
  text: string;
  lang: string;
  publisher: string | null;
  source_id: string;
  published_at: string | null;
  created_at: string;
}

/**
 * Makes an original findable, or not where its publisher asks for that; only its title, publisher and address are ever
 * shown for it.
 */
export async function indexDocument(tx: Executor, document: IndexedDocument): Promise<void> {
  if (!(await mayIndex(tx, document))) {
    await dropSearchEntry(tx, 'document', String(document.id));
    return;
  }
  const { title, text, publisher, lang } = document;
  const fields: SearchField[] = [
    { text: title, weight: 'A' },
    { text: publisher ?? '', weight: 'B' },
    { text, weight: 'C' },
  ];
  await putSearchEntry(tx, {
    kind: 'document',
    ref: String(document.id),
    lang,
    sourceId: document.source_id,
    at: document.published_at ?? document.created_at,
    tokens: searchTokens(fields, lang),
    names: searchNames(`${title}\n${text}`, lang),
  });
}

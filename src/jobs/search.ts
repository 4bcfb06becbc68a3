import type { Executor } from '../db/executor.ts';
import { dropSearchEntry, putSearchEntry } from '../db/search-entries.ts';
import type { Brief } from '../domain/brief.ts';
import { searchNames } from '../languages/search-names.ts';
import { type SearchField, searchTokens } from '../languages/search-tokens.ts';
import { mayIndex } from './rights.ts';

/** The sentences of a brief that a reader sees, the headline heaviest. */
function fieldsOf(brief: Brief): SearchField[] {
  const textOf = (id: string | null) => brief.claims.find((claim) => claim.id === id)?.text ?? '';
  const body = [
    ...brief.lede,
    ...brief.sections.flatMap(({ crosshead, sentences }) => [crosshead, ...sentences]),
    ...brief.background,
    ...(brief.pullQuote ? [brief.pullQuote.claim] : []),
    ...brief.whoSaysWhat.map(({ claim }) => claim),
  ];
  return [
    { text: textOf(brief.headline), weight: 'A' },
    { text: textOf(brief.standfirst), weight: 'B' },
    {
      text: brief.sources.map(({ publisher = '', title }) => `${publisher} ${title}`).join(' '),
      weight: 'C',
    },
    { text: [...new Set(body)].map(textOf).join(' '), weight: 'C' },
  ];
}

/** Makes a brief findable by what readers see of it. */
export async function indexBrief(
  tx: Executor,
  { briefId, brief, at }: { briefId: string; brief: Brief; at: string },
): Promise<void> {
  const { lang } = brief;
  const fields = fieldsOf(brief);
  // The third are the originals, which may be in other languages.
  const own = fields.filter((_, place) => place !== 2).map(({ text }) => text);
  const names = searchNames(own.join('\n'), lang);
  const tokens = searchTokens(fields, lang);
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

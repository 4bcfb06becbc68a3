import { html } from 'hono/html';
import { type LogSearch, logKinds, searchLog } from '../../db/desk-reading/log.ts';
import { wordsFor } from '../../languages/desk-strings.ts';
import { type Content, idOf, type PageContext } from '../context.ts';
import { choice, field, filter } from '../html/form.ts';
import { line, link } from '../html/parts.ts';
import { pager } from '../html/table.ts';
import { logTable } from './log-lines.ts';

const rowsMax = 100;

/** Everything that happened, to be searched. */
export async function logPage(context: PageContext): Promise<Content> {
  const { strings, query, db } = context;
  const words = strings.log;
  const given = (name: string, charsMax = 200) => {
    const value = (query.get(name) ?? '').trim().slice(0, charsMax);
    return value === '' ? undefined : value;
  };
  const search = {
    stage: given('stage'),
    outcome: given('outcome'),
    sourceId: given('source'),
    entryId: idOf(given('entry')) ?? undefined,
    storyId: given('story'),
    briefId: given('brief'),
    text: given('text'),
  };
  const asked = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
  const before = idOf(query.get('before'));
  const found = await searchLog(db, {
    ...(asked as Omit<LogSearch, 'limit'>),
    ...(before !== null && { before }),
    limit: rowsMax,
  });
  const { stages, outcomes } = await logKinds(db);
  const any = { value: '', text: strings.all };
  const kept = (['source', 'story', 'brief'] as const).map((name) => {
    const value = given(name);
    return value === undefined ? '' : html`<input type="hidden" name="${name}" value="${value}">`;
  });
  const options = (codes: readonly string[], table: Readonly<Record<string, string>>, own?: string) => [
    any,
    ...[...new Set([...codes, ...(own === undefined ? [] : [own])])].map((value) => ({
      value,
      text: line(wordsFor(table, value), 60),
    })),
  ];
  const filters = filter(context, [
    html`${kept}`,
    field({ name: 'text', label: words.text, value: search.text ?? '', type: 'search', charsMax: 200 }),
    choice({
      name: 'stage',
      label: strings.stage,
      value: search.stage ?? '',
      options: options(stages, strings.entryPage.stages, search.stage),
    }),
    choice({
      name: 'outcome',
      label: strings.outcome,
      value: search.outcome ?? '',
      options: options(outcomes, strings.outcomes, search.outcome),
    }),
    field({ name: 'entry', label: words.entryId, value: query.get('entry') ?? '', charsMax: 15 }),
  ]);
  const nothing =
    found.before !== null
      ? words.emptySoFar
      : Object.keys(asked).length > 0
        ? words.emptyFiltered
        : html`${words.empty} ${link('/desk/sources/add', strings.sources.add)}`;
  const body = html`${filters}${logTable(context, found.rows, nothing)}${pager(context, { name: 'before', after: found.before, words: 'older' })}`;
  return { title: words.title, body };
}

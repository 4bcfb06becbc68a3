import { html } from 'hono/html';
import { costLines, costTotal, lastGenerations } from '../../db/desk-reading/costs.ts';
import { type Content, idOf, type PageContext } from '../context.ts';
import { deskPath, facts, line, link, number, outcome, section, time } from '../html/parts.ts';
import { pager, table } from '../html/table.ts';

const daysMax = 100;
const rowsMax = 50;

function dollars({ lang }: PageContext, value: number): string {
  return value.toLocaleString(lang, { minimumFractionDigits: 2, maximumFractionDigits: 4 });
}

/** What calls of language models came to: sums of the ledger, and the last calls. */
export async function costsPage(context: PageContext): Promise<Content> {
  const { strings, db, query } = context;
  const words = strings.costs;
  const total = await costTotal(db);
  const lines = await costLines(db, daysMax);
  const found = await lastGenerations(db, { before: idOf(query.get('before')), limit: rowsMax + 1 });
  const shown = found.slice(0, rowsMax);
  const after = found.length > rowsMax ? (shown.at(-1)?.id ?? null) : null;
  const figure = (label: string) => ({ label, figures: true });
  const figures = [figure(words.calls), figure(words.tokensIn), figure(words.tokensOut), figure(words.cost)];
  const sums = table({
    caption: words.title,
    columns: [{ label: words.day }, { label: words.model, wide: true }, ...figures],
    rows: lines.map((one) => [
      one.day,
      line(one.model, 120),
      number(context, one.calls),
      number(context, one.tokens_in),
      number(context, one.tokens_out),
      dollars(context, one.cost_usd),
    ]),
    empty: words.empty,
  });
  const calls = table({
    caption: words.last,
    columns: [
      { label: strings.when },
      { label: words.model, wide: true },
      { label: strings.outcome },
      { label: strings.brief },
      ...figures.slice(1),
    ],
    rows: shown.map((one) => [
      time(context, one.at),
      line(`${one.provider} / ${one.model}`, 120),
      outcome(context, one.outcome),
      one.brief_id === null ? '' : link(deskPath('briefs', one.brief_id), line(one.brief_id, 40)),
      number(context, one.tokens_in),
      number(context, one.tokens_out),
      dollars(context, one.cost_usd),
    ]),
    empty: words.empty,
  });
  const inAll = facts([
    [words.calls, number(context, total.calls)],
    [words.tokensIn, number(context, total.tokens_in)],
    [words.tokensOut, number(context, total.tokens_out)],
    [words.cost, dollars(context, total.cost_usd)],
  ]);
  const body =
    total.calls === 0
      ? html`<p class="lead">${words.empty}</p>`
      : html`<p class="lead">${words.lead}</p>${section(words.inAll, inAll)}${sums}${section(words.last, html`${calls}${pager(context, { name: 'before', after, words: 'older' })}`)}`;
  return { title: words.title, body };
}

import { html } from 'hono/html';
import { z } from 'zod';
import type { OpmlItem } from '../actions.ts';
import {
  type Content,
  type DeskOptions,
  type DeskRequest,
  formResult,
  type PageContext,
} from '../context.ts';
import { deskForm } from '../form.ts';
import { field, form } from '../html/form.ts';
import { line, outside, reason, section, state } from '../html/parts.ts';
import { table } from '../html/table.ts';

/** Longest list that is taken, in characters. */
export const opmlCharsMax = 1_000_000;
const rowsMax = 500;

function crumbsOf({ strings }: PageContext) {
  return [{ href: '/desk/sources', text: strings.sources.title }];
}

/** Import of a list of sources, with a look at it first; and export. */
export async function opmlPage(context: PageContext): Promise<Content> {
  const words = context.strings.opml;
  const upload = form(
    context,
    '/desk/sources/opml',
    [
      field({
        name: 'file',
        label: words.file,
        type: 'file',
        required: true,
        accept: '.opml,.xml,text/xml,application/xml,text/x-opml',
      }),
      html`<button class="strong">${words.preview}</button>`,
    ],
    { upload: true },
  );
  const body = html`${section(words.importTitle, html`<p class="lead">${words.lead}</p>${upload}`)}
${section(words.exportTitle, html`<p class="lead">${words.exportText}</p><p><a class="strong" href="/desk/sources/opml.xml" download="sources.opml">${words.download}</a></p>`)}`;
  return { title: words.title, crumbs: crumbsOf(context), body };
}

function previewPage(context: PageContext, text: string, items: readonly OpmlItem[]): Content {
  const { strings } = context;
  const words = strings.opml;
  const count = (wanted: OpmlItem['state']) => items.filter((item) => item.state === wanted).length;
  const fresh = count('new');
  const order = { bad: 0, new: 1, known: 2 };
  const sorted = [...items].sort((a, b) => order[a.state] - order[b.state]);
  const list = table({
    caption: words.title,
    columns: [
      { label: strings.title, wide: true },
      { label: strings.state },
      { label: strings.section },
      { label: strings.address, wide: true },
    ],
    rows: sorted
      .slice(0, rowsMax)
      .map((item) => [
        line(item.title, 160) || strings.untitled,
        html`${state(item.state, words.states[item.state])}${item.reason === undefined ? '' : html` <small>${reason(context, item.reason)}</small>`}`,
        line(item.section, 80),
        outside(item.url),
      ]),
    empty: words.nothing,
  });
  const rest = items.length > rowsMax ? html`<p class="note">${words.more(items.length - rowsMax)}</p>` : '';
  const add =
    fresh === 0
      ? html`<p class="empty">${words.nothing}</p>`
      : form(
          context,
          '/desk/sources/opml/import',
          html`<input type="hidden" name="text" value="${text}"><button class="strong">${words.add(fresh)}</button>`,
          { className: 'one' },
        );
  const body = html`<p class="lead">${words.counts(fresh, count('known'), count('bad'))}</p>${add}${list}${rest}`;
  return { title: words.title, crumbs: crumbsOf(context), body };
}

export const opmlForms = [
  deskForm({
    path: '/sources/opml',
    fields: z.object({ file: z.string().min(1).max(opmlCharsMax) }),
    async take(context, { file }) {
      const preview = await context.actions.previewOpml(file);
      if (preview.kind === 'refused')
        return formResult(preview, '/desk/sources', 'imported', context.strings);
      return { kind: 'page', content: previewPage(context, file, preview.items) };
    },
  }),
  deskForm({
    path: '/sources/opml/import',
    fields: z.object({ text: z.string().min(1).max(opmlCharsMax) }),
    async take(context, { text }) {
      const imported = await context.actions.importOpml(text);
      if (imported.kind === 'refused')
        return formResult(imported, '/desk/sources', 'imported', context.strings);
      return { kind: 'said', to: '/desk/sources', say: 'imported' };
    },
  }),
];

/** All sources as a file for other readers. */
export async function opmlExport(c: DeskRequest, { actions }: DeskOptions): Promise<Response> {
  const text = await actions.exportOpml();
  c.header('content-type', 'text/x-opml; charset=utf-8');
  c.header('content-disposition', 'attachment; filename="sources.opml"');
  return c.body(text);
}

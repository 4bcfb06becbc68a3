import { html } from 'hono/html';
import { z } from 'zod';
import type { Markup } from '../../views/html/parts.ts';
import type { SourceCandidate } from '../actions.ts';
import { type Content, formResult, type PageContext } from '../context.ts';
import { deskForm } from '../form.ts';
import { field, form } from '../html/form.ts';
import { deskPath, line, link, number, outside, section, time } from '../html/parts.ts';
import { languageTag } from './source-forms.ts';

const candidatesMax = 40;

const address = z.string().trim().min(1).max(2000);

function lookForm(context: PageContext, url: string): Markup {
  const words = context.strings.addSource;
  return form(
    context,
    '/desk/sources/discover',
    [
      field({ name: 'url', label: words.url, value: url, required: true, charsMax: 2000 }),
      html`<button class="strong">${words.look}</button>`,
    ],
    { className: 'form row' },
  );
}

/** Asks for an address to look at. */
export async function addSourcePage(context: PageContext): Promise<Content> {
  const { strings, query } = context;
  const words = strings.addSource;
  const url = (query.get('url') ?? '').slice(0, 2000);
  const body = html`<p class="lead">${words.lead}</p>${lookForm(context, url)}<p>${link('/desk/sources/opml', strings.overview.orImport)}</p>`;
  return { title: words.title, crumbs: [{ href: '/desk/sources', text: strings.sources.title }], body };
}

function candidateForm(context: PageContext, one: SourceCandidate): Markup {
  const { strings } = context;
  const words = strings.addSource;
  const title = line(one.title, 200) || line(one.url, 120);
  const facts = [
    html`<span>${line(one.kind, 30)}</span>`,
    one.items === undefined ? '' : html`<span>${words.items}: ${number(context, one.items)}</span>`,
    one.newestAt === undefined ? '' : html`<span>${words.newest}: ${time(context, one.newestAt)}</span>`,
    one.lang === undefined ? '' : html`<span>${line(one.lang, 35)}</span>`,
    one.how === undefined ? '' : html`<span>${words.how}: ${line(one.how, 160)}</span>`,
  ];
  const known =
    one.knownAs === undefined ? '' : html`<p>${link(deskPath('sources', one.knownAs), words.follows)}</p>`;
  const follow = form(
    context,
    '/desk/sources/add',
    html`<input type="hidden" name="url" value="${one.url}"><input type="hidden" name="kind" value="${one.kind}"><input type="hidden" name="title" value="${one.title.slice(0, 300)}">
<label>${strings.section} <input name="section" maxlength="80" autocomplete="off" size="12"></label>
<label>${strings.languageOf} <input name="lang" maxlength="35" autocomplete="off" size="5" value="${(one.lang ?? '').slice(0, 35)}"></label>
<button class="strong">${words.follow}<span class="hidden"> ${title}</span></button>`,
    { className: 'form row' },
  );
  return html`<li><h3>${title}</h3><p class="note">${outside(one.url)}</p><p class="note facts-line">${facts}</p>${known === '' ? follow : known}</li>`;
}

/** What can be followed at an address, to choose from. */
function candidatesPage(context: PageContext, url: string, candidates: readonly SourceCandidate[]): Content {
  const { strings } = context;
  const words = strings.addSource;
  const list = candidates.slice(0, candidatesMax).map((one) => candidateForm(context, one));
  const found =
    list.length === 0
      ? html`<p class="empty">${words.none}</p>`
      : html`<p class="note">${words.options}: ${words.sectionHint}; ${words.langHint}.</p><ol class="candidates">${list}</ol>`;
  const body = html`<p class="note">${line(url, 200)}</p>${section(words.found, found)}${section(words.otherwise, lookForm(context, url))}`;
  return { title: words.title, crumbs: [{ href: '/desk/sources', text: strings.sources.title }], body };
}

const blankToUndefined = (text: string | null) => (text === null || text === '' ? undefined : text);

export const addSourceForms = [
  deskForm({
    path: '/sources/discover',
    fields: z.object({ url: address }),
    async take(context, { url }) {
      const discovery = await context.actions.discover(url);
      if (discovery.kind === 'refused')
        return formResult(discovery, '/desk/sources/add', 'added', context.strings);
      return { kind: 'page', content: candidatesPage(context, url, discovery.candidates) };
    },
  }),
  deskForm({
    path: '/sources/add',
    fields: z.object({
      url: address,
      kind: z.string().trim().max(30).optional(),
      title: z.string().trim().max(300).optional(),
      section: z.string().trim().max(80).optional(),
      lang: languageTag.optional(),
    }),
    async take(context, fields) {
      const added = await context.actions.addSource({
        url: fields.url,
        kind: blankToUndefined(fields.kind ?? null),
        title: blankToUndefined(fields.title ?? null),
        section: blankToUndefined(fields.section ?? null),
        lang: blankToUndefined(fields.lang ?? null),
      });
      if (added.kind === 'refused') return formResult(added, '/desk/sources', 'added', context.strings);
      return { kind: 'said', to: deskPath('sources', added.id), say: added.kind };
    },
  }),
];

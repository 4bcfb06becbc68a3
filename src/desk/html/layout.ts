import { html } from 'hono/html';
import { deskLanguages, deskStrings } from '../../languages/desk-strings.ts';
import type { Markup } from '../../views/html/parts.ts';
import type { Content, PageContext, SaidKey } from '../context.ts';
import { fontSheetPath, styleSheetPath } from './assets.ts';
import { form } from './form.ts';

const navigation = [
  ['overview', '/desk'],
  ['sources', '/desk/sources'],
  ['stories', '/desk/stories'],
  ['briefs', '/desk/briefs'],
  ['log', '/desk/log'],
  ['dead', '/desk/dead'],
  ['rights', '/desk/rights'],
  ['costs', '/desk/costs'],
] as const;

type LayoutContext = Pick<PageContext, 'strings' | 'lang' | 'path' | 'query' | 'site'> & {
  /** Null where nobody is logged in: no navigation then. */
  csrf: string | null;
};

function headOf({ lang, site, strings }: LayoutContext, title: string): Markup {
  return html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${strings.desk} · ${site.name}</title>
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/desk/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${fontSheetPath(lang)}">
<link rel="stylesheet" href="${styleSheetPath()}">
</head>`;
}

/** Entries and documents are looked at as parts of their source. */
const under: Readonly<Record<string, RegExp>> = { '/desk/sources': /^\/desk\/(entries|documents)\// };

function isHere(path: string, href: string): boolean {
  if (under[href]?.test(path)) return true;
  return href === '/desk' ? path === '/desk' : path === href || path.startsWith(`${href}/`);
}

function languages({ lang, path, query, strings }: LayoutContext): Markup {
  const links = deskLanguages.map((tag) => {
    const to = new URLSearchParams(query);
    to.delete('said');
    to.set('ui', tag);
    const name = deskStrings[tag].languageName;
    const here = tag === lang ? html` aria-current="true"` : '';
    return html`<li><a href="${path}?${to.toString()}" lang="${tag}" hreflang="${tag}"${here}>${name}</a></li>`;
  });
  return html`<ul class="languages" aria-label="${strings.language}">${links}</ul>`;
}

function mastOf(context: LayoutContext): Markup {
  const { strings, path, site, csrf } = context;
  const links = navigation.map(
    ([key, href]) =>
      html`<li><a href="${href}"${isHere(path, href) ? html` aria-current="page"` : ''}>${strings.nav[key]}</a></li>`,
  );
  const nav =
    csrf === null
      ? ''
      : html`<nav class="sections" aria-label="${strings.navigation}"><ul>${links}</ul></nav>`;
  const tools =
    csrf === null
      ? ''
      : html`<a href="/">${strings.site}</a><a href="/desk/sessions">${strings.sessions}</a>${form({ csrf }, '/desk/logout', html`<button class="bare">${strings.logOut}</button>`, { className: 'one' })}`;
  return html`<header class="mast"><div class="top"><p class="name"><a class="f-display" href="/desk">${site.name}</a> <span>${strings.desk}</span></p><div class="tools">${tools}${languages(context)}</div></div>${nav}</header>`;
}

function saidOf({ query, strings }: LayoutContext): Markup | '' {
  const said = query.get('said') ?? '';
  if (!Object.hasOwn(strings.said, said)) return '';
  return html`<p class="said" role="status">${strings.said[said as SaidKey]}</p>`;
}

/** A whole page of the desk. */
export function layout(context: LayoutContext, { title, body, crumbs = [] }: Content): string {
  const { lang, strings } = context;
  const way =
    crumbs.length === 0
      ? ''
      : html`<nav class="crumbs" aria-label="${strings.path}"><ol>${crumbs.map(({ href, text }) => html`<li><a href="${href}">${text}</a></li>`)}</ol></nav>`;
  const page = html`<!doctype html>
<html lang="${lang}"${lang === 'ko' ? html` class="ko"` : ''}>
${headOf(context, title)}
<body class="desk f-ui"><a class="skip" href="#content">${strings.skip}</a>
${mastOf(context)}
<main id="content" tabindex="-1">${way}<h1 class="f-display">${title}</h1>${saidOf(context)}
${body}</main>
</body>
</html>
`;
  return String(page);
}

import { html } from 'hono/html';
import type { Brief } from '../../domain/brief.ts';
import { bindingCss } from '../css/binding.ts';
import { pageStyle } from '../css/sheets.ts';
import { inlineFonts } from '../fonts/inline.ts';
import { charactersByRole } from '../fonts/roles.ts';
import { type BriefView, type ViewOptions, viewBrief } from '../model.ts';
import { textOf } from './body.ts';
import { footOf } from './foot.ts';
import { headOf } from './head.ts';
import type { Markup } from './parts.ts';
import { headlineOf, legendOf, openingOf } from './top.ts';

export interface HtmlOptions extends ViewOptions {
  /** `inline` (default): the fonts' own subset inside the page; `none`: the reader's system fonts. */
  fonts?: 'inline' | 'none';
}

function bodyOf(view: BriefView): Markup {
  return html`<body class="f-text"><a class="skip f-ui" href="#text">${view.strings.skipToText}</a>
<main><article>${headlineOf(view)}
<div class="cols">${openingOf(view)}
${legendOf(view)}
${textOf(view)}
${footOf(view)}</div></article></main></body>`;
}

function styleOf(view: BriefView, fonts: string): string {
  return `${fonts}${pageStyle}${bindingCss(view.notes.length)}`;
}

/**
 * One self-contained page: no script, no request, and nothing from a brief that is not escaped.
 * Every sentence is a link to its numbered note; style alone brings the note beside the sentence.
 */
export async function renderBriefHtml(brief: Brief, options: HtmlOptions = {}): Promise<string> {
  const view = viewBrief(brief, options);
  const body = String(bodyOf(view));
  const fonts = options.fonts === 'none' ? '' : await inlineFonts(charactersByRole(body), view.lang);
  const head = String(headOf(view, styleOf(view, fonts)));
  const korean = view.lang.split('-')[0] === 'ko' ? ' class="ko"' : '';
  const direction = view.pack.typography.direction === 'rtl' ? ' dir="rtl"' : '';
  return `<!doctype html>\n<html lang="${view.lang}"${korean}${direction}>\n${head}\n${body}\n</html>\n`;
}

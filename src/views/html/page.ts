import { html } from 'hono/html';
import type { Brief } from '../../domain/brief.ts';
import { bindingCss } from '../css/binding.ts';
import { pageStyle } from '../css/sheets.ts';
import { inlineFonts } from '../fonts/inline.ts';
import { charactersByRole } from '../fonts/roles.ts';
import { type BriefView, type NoteView, type ViewOptions, viewBrief } from '../model.ts';
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

/** Lines that a text takes in a column of the foot: Hangul and Han letters are twice as wide. */
function linesOf(text: string, charactersPerLine: number): number {
  const wide = text.match(/[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3]/g)?.length ?? 0;
  return Math.ceil((text.length + wide * 0.8) / charactersPerLine);
}

/** Sizes as in `assets/css/notes.css`. Wrong by a line or two: it only holds a place open for a moment. */
function heightRem(note: NoteView): number {
  const passages = note.passages.map(({ pieces }) => {
    return linesOf(pieces.map(({ text }) => text).join(''), 38) * 1.55 + 1.6;
  });
  const small = [
    ...note.confirmations,
    ...note.cautions.map(({ reason, expected }) => `${reason} ${expected ?? ''}`),
  ];
  const checks = small.map((text) => linesOf(text, 42) * 1.22);
  const drafted = note.drafted === null ? 0 : linesOf(note.drafted, 40) * 1.3;
  const sum = [...passages, ...checks, drafted].reduce(
    (total, part) => total + part,
    3 + (small.length > 0 ? 0.5 : 0),
  );
  return Math.round(sum * 10) / 10;
}

function styleOf(view: BriefView, fonts: string): string {
  const notes = view.notes.map((note) => ({
    number: note.number,
    heightRem: heightRem(note),
    top: note.number === view.headline?.number,
  }));
  return `${fonts}${pageStyle}${bindingCss(notes)}`;
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

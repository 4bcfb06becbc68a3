import { html } from 'hono/html';
import { placeClass } from '../css/binding.ts';
import type { PassageView } from '../evidence.ts';
import type { BriefView, ChangedView, NoteView } from '../model.ts';
import { heightRem } from './note-height.ts';
import { joined, langOf, type Markup } from './parts.ts';

function passageOf(passage: PassageView, view: BriefView): Markup {
  const { source, pieces } = passage;
  const words = pieces.map(({ text, marked }) => (marked ? html`<mark>${text}</mark>` : text));
  const cite = source?.url ? html` cite="${source.url}"` : '';
  const name = source?.publisher ?? view.strings.unknownPublisher;
  const facts = [
    html`<cite class="f-cite">${source?.url ? html`<a href="${source.url}" rel="noopener">${name}</a>` : name}</cite>`,
    passage.fromTitle ? html`<span>${view.strings.fromTitle}</span>` : '',
    passage.language ? html`<span>${passage.language}</span>` : '',
  ];
  return html`<blockquote class="passage f-text"${cite}${langOf(passage.lang, view.lang)}>${words}</blockquote><p class="from">${joined(facts, ' ')}</p>`;
}

function noteOf(note: NoteView, view: BriefView): Markup {
  const { strings } = view;
  const { number } = note;
  const passages =
    note.passages.length > 0
      ? note.passages.map((passage) => passageOf(passage, view))
      : html`<p>${strings.noEvidence}</p>`;
  const checks = [
    ...(note.verdict ? [html`<li class="caution">${note.verdict}</li>`] : []),
    ...note.confirmations.map((words) => html`<li>${words}</li>`),
    ...note.cautions.map(
      ({ severity, reason, expected }) =>
        html`<li class="caution"><span class="f-ui-strong">${severity}</span> ${reason}${expected ? ` (${expected})` : ''}</li>`,
    ),
  ];
  const drafted = note.drafted
    ? html`<p class="from">${strings.draftedAs} <del class="f-text">${note.drafted}</del></p>`
    : '';
  const isHead = number === view.headline?.number;
  return html`<li class="${placeClass(heightRem(note))}"><div class="note f-ui${isHead ? ' head-note' : ''}" id="n${number}" tabindex="-1"><p class="top"><a class="number f-ui-strong" href="#s${number}">${number}<span class="hidden">${strings.backToText}</span></a><span class="part">${note.part}</span><a class="close" href="#c${number}">${strings.close}</a></p>
${passages}${checks.length > 0 ? html`<ul class="checks">${checks}</ul>` : ''}${drafted}<p class="from">${note.risk}</p></div></li>
`;
}

function changedOf({ outcome, drafted, text, reasons, lang }: ChangedView, view: BriefView): Markup {
  const now = text === null ? '' : html`<ins class="f-text"${langOf(lang, view.lang)}>${text}</ins>`;
  const why = reasons.length > 0 ? html`<span class="why">${reasons.join(' ')}</span>` : '';
  return html`<li><span class="f-ui-strong">${outcome}</span><del class="f-text"${langOf(lang, view.lang)}>${drafted}</del>${now}${why}</li>`;
}

function checkedOf(view: BriefView): Markup {
  const { strings, changed, checked } = view;
  const list =
    changed.length > 0
      ? html`<details><summary class="f-ui-strong">${strings.changed}</summary><ul class="changed">${changed.map((item) => changedOf(item, view))}</ul></details>`
      : '';
  return html`<section class="block foot f-ui" aria-labelledby="checked"><h2 class="f-ui-strong" id="checked">${strings.howChecked}</h2><p>${checked.filter((line) => line !== view.headlineOnly).join(' ')}</p>${list}</section>`;
}

/** Where to read on: the notice and every original once more. */
function checkOriginalOf({ brief, sources, lang }: BriefView): Markup {
  const links = sources.map(({ url, title, publisher, lang: sourceLang }) => {
    const words = html`<span${langOf(sourceLang, lang)}>${title}</span>`;
    return html`<li>${publisher}: ${url ? html`<a href="${url}" rel="noopener">${words}</a>` : words}</li>`;
  });
  return html`<section class="block check f-ui"><p class="f-text">${brief.label.notice}</p><ul>${links}</ul></section>`;
}

/** How it was checked, the notice, the numbered notes and the colophon. */
export function footOf(view: BriefView): Markup {
  const { strings, brief, notes, made } = view;
  return html`<div class="foot-col">${checkedOf(view)}${checkOriginalOf(view)}</div>
<section class="block wide" aria-labelledby="notes"><h2 class="f-ui-strong" id="notes">${strings.notes}</h2><ol class="notes">${notes.map((note) => noteOf(note, view))}</ol></section>
<section class="block foot wide colophon f-ui" aria-labelledby="colophon"><h2 class="f-ui-strong" id="colophon">${strings.colophon}</h2>${made.map((line) => html`<p>${line}</p>`)}<p>${brief.label.text}. Standfirst, ${brief.id}, ${strings.revision(brief.revision)}.</p></section>`;
}

import { html } from 'hono/html';
import type { BriefView, PullQuoteView } from '../model.ts';
import { inQuotes } from '../quotes.ts';
import { langOf, type Markup, paragraphsOf, sentenceOf, sentencesOf } from './parts.ts';

function pullQuoteOf(quote: PullQuoteView, view: BriefView): Markup {
  const { strings, lang, pack } = view;
  const text = inQuotes(quote.text, pack.typography.quotes);
  const from = quote.source
    ? html` <span>${quote.source.url ? html`<a href="${quote.source.url}" rel="noopener">${strings.saidIn(quote.source.publisher)}</a>` : strings.saidIn(quote.source.publisher)}</span>`
    : '';
  const original = quote.original
    ? html`<div class="said"><span>${strings.translatedQuote}</span><q class="f-text"${langOf(quote.original.lang, lang)}>${inQuotes(quote.original.text, ['“', '”'])}</q></div>`
    : '';
  const cite = quote.source?.url ? html` cite="${quote.source.url}"` : '';
  const long = text.length > (pack.typography.script === 'latin' ? 120 : 60) ? ' long' : '';
  return html`<figure class="quote${long}"><blockquote class="f-display"${cite}><p>${sentenceOf(quote, lang, { text, bare: true })}</p></blockquote>
<figcaption class="f-ui"><span class="f-ui-strong">${quote.speaker ?? strings.speakerUnnamed}</span>${from}${original}</figcaption></figure>`;
}

/** A figure this short stays on one line. */
const shortCharsMax = 24;

function keyFiguresOf({ keyFigures, strings, lang }: BriefView): Markup | '' {
  if (keyFigures.length === 0) return '';
  const rows = keyFigures.map(
    ({ value, label, sentence }) =>
      html`<tr><th scope="row" class="f-display${value.length <= shortCharsMax ? ' short' : ''}">${sentenceOf(sentence, lang, { text: value, bare: true })}</th><td class="f-ui"${langOf(sentence.lang, lang)}>${label}</td></tr>`,
  );
  return html`<section class="block figures" aria-labelledby="figures"><h2 class="f-ui-strong" id="figures">${strings.keyFigures}</h2>
<table><thead class="hidden"><tr><th scope="col" class="f-ui">${strings.figure}</th><th scope="col" class="f-ui">${strings.figureMeaning}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

/** Claim, who, how sure; and who carries it, where there is more than one original. */
function whoSaysWhatOf({ whoSaysWhat, strings, lang, brief }: BriefView): Markup | '' {
  if (whoSaysWhat.length === 0) return '';
  const several = brief.sources.length > 1;
  const heads = [strings.claim, strings.speaker, strings.certainty, ...(several ? [strings.agreedBy] : [])];
  const rows = whoSaysWhat.map(
    ({
      sentence,
      speaker,
      certainty,
      sources,
    }) => html`<tr role="row"><td role="cell" class="f-text">${sentenceOf(sentence, lang)}</td>
<td role="cell" class="f-ui-strong"${langOf(sentence.lang, lang)}>${speaker}</td><td role="cell" data-label="${strings.certainty}">${certainty}</td>
${several ? html`<td role="cell" data-label="${strings.agreedBy}">${sources.map(({ publisher }) => publisher).join(', ')}</td>` : ''}</tr>`,
  );
  return html`<section class="block voices f-ui" aria-labelledby="voices"><h2 class="f-ui-strong" id="voices">${strings.whoSaysWhat}</h2>
<table role="table"><thead class="hidden" role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead><tbody role="rowgroup">${rows}</tbody></table></section>`;
}

function backgroundOf({ background, strings, lang }: BriefView): Markup | '' {
  if (background.length === 0) return '';
  return html`<section class="block background" aria-labelledby="background"><h2 class="f-ui-strong" id="background">${strings.background}</h2><p>${sentencesOf(background, lang)}</p></section>`;
}

/** In place of a text that did not pass: why, and where to read on. */
function onlyOf({ headlineOnly, strings, sources, lang }: BriefView): Markup | '' {
  if (headlineOnly === null) return '';
  const links = sources.map(({ url, publisher, lang: sourceLang }) => {
    const name = html`<cite class="f-cite"${langOf(sourceLang, lang)}>${publisher}</cite>`;
    return url
      ? html`<p class="only"><a href="${url}" rel="noopener">${strings.readOriginal}</a> ${name}</p>`
      : '';
  });
  return html`<p class="only">${headlineOnly}</p>${links}`;
}

/** The text itself: lede, figures, sections with the quotation after the first, statements, background. */
export function textOf(view: BriefView): Markup {
  const sections = view.sections.map(({ crosshead, sentences }) => {
    const head = crosshead
      ? html`<h2 class="f-strong">${sentenceOf(crosshead, view.lang, { bare: true })}</h2>`
      : '';
    return html`${head}${paragraphsOf(sentences, view.lang)}`;
  });
  const [first = '', ...rest] = sections;
  const quote = view.pullQuote ? pullQuoteOf(view.pullQuote, view) : '';
  return html`<div class="text" id="text" tabindex="-1">${onlyOf(view)}${paragraphsOf(view.lede, view.lang)}${keyFiguresOf(view)}${first}${quote}${rest}${whoSaysWhatOf(view)}${backgroundOf(view)}</div>`;
}

import { html } from 'hono/html';
import type { Brief, Claim } from '../../domain/brief.ts';
import { packFor } from '../../languages/languages.ts';
import type { Markup } from '../../views/html/parts.ts';
import type { PageContext } from '../context.ts';
import { deskPath, empty, langAttribute, line, outside, percent, state, time } from '../html/parts.ts';
import { table } from '../html/table.ts';

const claimsMax = 400;
const textCharsMax = 3000;

/** Where the writer and the verifier name parts, verdicts and outcomes: the reader's own words. */
function readerWords({ lang }: PageContext) {
  return packFor(lang).strings;
}

function findingsOf(context: PageContext, claim: Claim): Markup | '' {
  if (claim.findings.length === 0) return '';
  const { severities } = readerWords(context);
  const items = claim.findings.map(({ severity, check, reason, expected, passage }) => {
    const wanted = expected === undefined ? '' : html` · ${line(expected, 200)}`;
    return html`<li>${state(severity, severities[severity])} ${line(reason)}${wanted} <small>${line(check, 40)}${passage === undefined ? '' : ` · ${line(passage, 20)}`}</small></li>`;
  });
  return html`<h4>${context.strings.briefPage.findings}</h4><ul class="findings">${items}</ul>`;
}

function confirmedOf(context: PageContext, claim: Claim): Markup | '' {
  if (claim.confirmations.length === 0) return '';
  const items = claim.confirmations.map(
    ({ note, check }) => html`<li>${line(note, 200)} <small>${line(check, 40)}</small></li>`,
  );
  return html`<h4>${context.strings.briefPage.confirmed}</h4><ul class="findings">${items}</ul>`;
}

function evidenceOf(context: PageContext, brief: Brief, claim: Claim): Markup {
  const words = context.strings.briefPage;
  if (claim.evidence.length === 0) return html`<p class="note">${words.noEvidence}</p>`;
  const items = claim.evidence.map(({ passage, quote }) => {
    const lang = langAttribute(brief.passages[passage]?.lang);
    return html`<li><small>${line(passage, 20)}</small> <q${lang}>${line(quote, textCharsMax)}</q></li>`;
  });
  return html`<h4>${words.evidence}</h4><ul class="findings">${items}</ul>`;
}

function claimOf(context: PageContext, brief: Brief, claim: Claim): Markup {
  const { verdicts, outcomes, parts } = readerWords(context);
  const words = context.strings.briefPage;
  const drafted =
    claim.drafted === undefined || claim.drafted === claim.text
      ? ''
      : html`<p class="note">${words.drafted}: <del${langAttribute(claim.lang)}>${line(claim.drafted, textCharsMax)}</del></p>`;
  return html`<li class="claim"><div><p class="note"><span>${parts[claim.part]}</span> ${state(claim.verdict, verdicts[claim.verdict])} ${state(claim.outcome, outcomes[claim.outcome])} <span>${words.risk} ${percent(context, claim.score)}</span></p>
<p class="f-text"${langAttribute(claim.lang)}>${line(claim.text, textCharsMax)}</p>${drafted}${findingsOf(context, claim)}</div>
<div>${evidenceOf(context, brief, claim)}${confirmedOf(context, claim)}</div></li>`;
}

/** The sentences that stand in the brief, in the order in which they were drafted. */
export function claimList(context: PageContext, brief: Brief): Markup {
  const kept = brief.claims.filter(({ outcome }) => outcome !== 'dropped').slice(0, claimsMax);
  return html`<ol class="claims">${kept.map((claim) => claimOf(context, brief, claim))}</ol>`;
}

/** The sentences that did not reach a reader, each with the reasons. */
export function droppedList(context: PageContext, brief: Brief): Markup {
  const dropped = brief.claims.filter(({ outcome }) => outcome === 'dropped').slice(0, claimsMax);
  if (dropped.length === 0) return empty(context.strings.briefPage.noDropped);
  return html`<ol class="claims">${dropped.map((claim) => claimOf(context, brief, claim))}</ol>`;
}

/** The originals of a brief, D1, D2 ..., with their documents on the desk. */
export function originalsTable(context: PageContext, brief: Brief, documents: readonly number[]): Markup {
  const { strings } = context;
  return table({
    caption: strings.briefPage.originals,
    columns: [
      { label: '№' },
      { label: strings.title, wide: true },
      { label: strings.sourcePage.publisher },
      { label: strings.languageOf },
      { label: strings.address, wide: true },
      { label: strings.when },
    ],
    rows: brief.sources.map((source, at) => {
      const id = documents[at];
      const title = line(source.title, 200) || strings.untitled;
      return [
        line(source.id, 10),
        id === undefined
          ? title
          : html`<a href="${deskPath('documents', id)}"${langAttribute(source.lang)}>${title}</a>`,
        line(source.publisher, 120),
        line(source.lang, 20),
        outside(source.url),
        time(context, source.publishedAt),
      ];
    }),
    empty: strings.none,
  });
}

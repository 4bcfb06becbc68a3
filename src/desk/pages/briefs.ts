import { html } from 'hono/html';
import { latestRevision, revisionOf } from '../../db/briefs.ts';
import {
  type BriefLine,
  type BriefQuery,
  briefHead,
  briefLanguages,
  briefLines,
  correctionsOf,
  relatedDocumentsOf,
  relatedOf,
  revisionLines,
  type Verification,
} from '../../db/desk-reading/briefs.ts';
import { wordsFor } from '../../languages/desk-strings.ts';
import { packFor } from '../../languages/languages.ts';
import type { Markup } from '../../views/html/parts.ts';
import { type Content, idOf, type PageContext, type PageResult } from '../context.ts';
import { choice, filter } from '../html/form.ts';
import {
  deskPath,
  facts,
  langAttribute,
  line,
  link,
  number,
  type Part,
  percent,
  section,
  state,
  stateOf,
  time,
} from '../html/parts.ts';
import { pager, table } from '../html/table.ts';
import { claimList, droppedList, originalsTable } from './claims.ts';
import { detail } from './log-lines.ts';
import { whyList } from './why.ts';

const rowsMax = 50;
const briefStates = ['published', 'withdrawn', 'draft'] as const;

/** Briefs with the state they are in and what their checks came to, the latest first. */
export async function briefsPage(context: PageContext): Promise<Content> {
  const { strings, query, db } = context;
  const words = strings.briefs;
  const languages = await briefLanguages(db);
  const lang = languages.find((tag) => tag === query.get('lang'));
  const wanted = briefStates.find((one) => one === query.get('state'));
  const asked: BriefQuery = {
    before: idOf(query.get('before')),
    limit: rowsMax + 1,
    ...(lang !== undefined && { lang }),
    ...(wanted !== undefined && { state: wanted }),
  };
  const found = await briefLines(db, asked);
  const shown = found.slice(0, rowsMax);
  const any = { value: '', text: strings.all };
  const filters = filter(context, [
    choice({
      name: 'state',
      label: strings.state,
      value: wanted ?? '',
      options: [any, ...briefStates.map((value) => ({ value, text: strings.states[value] }))],
    }),
    choice({
      name: 'lang',
      label: strings.languageOf,
      value: lang ?? '',
      options: [any, ...languages.map((value) => ({ value, text: line(value, 20) }))],
    }),
  ]);
  const isFiltered = lang !== undefined || wanted !== undefined;
  const nothing = isFiltered
    ? words.emptyFiltered
    : html`${words.empty} ${link('/desk/stories', strings.nav.stories)}`;
  const after = found.length > rowsMax ? (shown.at(-1)?.seq ?? null) : null;
  const body = html`${filters}${briefTable(context, shown, nothing)}${pager(context, { name: 'before', after, words: 'older' })}`;
  return { title: words.title, body };
}

const checkColumns = ({ strings: { briefs: words } }: PageContext) =>
  [words.supported, words.dropped, words.rewritten, words.quoted].map((label) => ({ label, figures: true }));

/** How many sentences held, were dropped, rewritten and replaced by quotations. */
function checked(context: PageContext, verification: Verification | null): Part[] {
  if (verification === null) return ['', '', '', ''];
  const { claims, supported, dropped, rewritten, quoted } = verification;
  return [
    `${number(context, supported)}/${number(context, claims)}`,
    dropped > 0 ? state('dropped', number(context, dropped)) : '0',
    number(context, rewritten),
    number(context, quoted),
  ];
}

function writerOf(
  { strings }: PageContext,
  writer: string | null,
  verification: Verification | null,
): Markup {
  const name = writer === null ? '' : line(wordsFor(strings.briefs.writers, writer), 40);
  const fallback = verification === null ? '' : wordsFor(strings.briefs.fallbacks, verification.fallback);
  return html`${name}${fallback === '' ? '' : html`<small>${line(fallback, 80)}</small>`}`;
}

export function briefTable(context: PageContext, briefs: readonly BriefLine[], nothing: Part): Markup {
  const { strings } = context;
  const words = strings.briefs;
  return table({
    caption: words.title,
    columns: [
      { label: words.headline, wide: true },
      { label: strings.state },
      { label: strings.languageOf },
      { label: words.revision, figures: true },
      ...checkColumns(context),
      { label: words.writer },
      { label: strings.when },
    ],
    rows: briefs.map((brief) => [
      html`<a href="${deskPath('briefs', brief.id)}"${langAttribute(brief.lang)}>${line(brief.headline, 200) || line(brief.id, 60)}</a>`,
      stateOf(context, brief.state ?? 'draft'),
      line(brief.lang, 20),
      number(context, brief.revision),
      ...checked(context, brief.verification),
      writerOf(context, brief.writer, brief.verification),
      time(context, brief.created_at),
    ]),
    empty: nothing,
  });
}

/** One brief: its revisions, corrections, related briefs and what was dropped from the latest. */
export async function briefPage(context: PageContext): Promise<PageResult> {
  const { strings, params, query, db } = context;
  const head = await briefHead(db, params.id ?? '');
  if (!head) return null;
  const { publication } = head;
  const words = strings.briefPage;
  const latest = await latestRevision(db, head.id);
  const found = await revisionLines(db, head.id, {
    before: idOf(query.get('revisions')),
    limit: rowsMax + 1,
  });
  const shown = found.slice(0, rowsMax);
  const after = found.length > rowsMax ? (shown.at(-1)?.revision ?? null) : null;
  const revisions = table({
    caption: words.revisions,
    columns: [
      { label: strings.briefs.revision },
      { label: strings.state },
      ...checkColumns(context),
      { label: strings.briefs.writer },
      { label: words.contentHash, wide: true },
      { label: strings.when },
    ],
    rows: shown.map((one) => [
      link(deskPath('briefs', head.id, one.revision), number(context, one.revision)),
      publication?.state === 'published' && publication.revision === one.revision
        ? state('published', words.isPublic)
        : '',
      ...checked(context, one.verification),
      writerOf(context, one.writer, one.verification),
      html`<code>${line(one.content_hash, 16)}</code>`,
      time(context, one.created_at),
    ]),
    empty: words.noRevisions,
  });
  const body = html`${facts([
    [
      strings.state,
      html`${stateOf(context, publication?.state ?? 'draft')} ${line(publication?.reason, 300)}`,
    ],
    [strings.story, link(deskPath('stories', head.story_id), line(head.story_id, 40))],
    [strings.languageOf, line(head.lang, 20)],
    [words.firstPublished, time(context, publication?.first_published_at)],
  ])}
${section(words.revisions, html`${revisions}${pager(context, { name: 'revisions', after, words: 'older' })}`, 'revisions')}
${latest ? section(words.droppedTitle, droppedList(context, latest.brief), 'dropped') : ''}
${section(words.corrections, await correctionTable(context, head.id), 'corrections')}
${await relatedPart(context, head.id)}
<p>${link(`/desk/log?brief=${encodeURIComponent(head.id)}`, strings.nav.log)}</p>`;
  const crumbs = [{ href: '/desk/briefs', text: strings.briefs.title }];
  return { title: line(publication?.headline, 300) || line(head.id, 60), crumbs, body };
}

async function correctionTable(context: PageContext, id: string): Promise<Markup> {
  const { strings, db } = context;
  const words = strings.briefPage;
  const corrections = await correctionsOf(db, id, rowsMax);
  return table({
    caption: words.corrections,
    columns: [
      { label: strings.when },
      { label: strings.kind },
      { label: strings.briefs.revision, figures: true },
      { label: strings.log.detail, wide: true },
    ],
    rows: corrections.map((one) => [
      time(context, one.at),
      words.correctionKinds[one.kind],
      number(context, one.revision),
      detail(strings.log.detail, one.data),
    ]),
    empty: words.noCorrections,
  });
}

async function relatedPart(context: PageContext, id: string): Promise<Markup | ''> {
  const related = await relatedOf(context.db, id);
  const documents = await relatedDocumentsOf(context.db, id);
  if (related.length + documents.length === 0) return '';
  const items = related.map(
    (one) =>
      html`<li>${link(deskPath('briefs', one.other_id), line(one.headline, 200) || line(one.other_id, 60))} ${percent(context, one.score)}${whyList(context, one.why)}</li>`,
  );
  const originals = documents.map(
    (one) =>
      html`<li>${context.strings.document}: ${link(deskPath('documents', one.document_id), line(one.title, 200) || String(one.document_id))} ${percent(context, one.score)}${whyList(context, one.why)}</li>`,
  );
  return section(context.strings.briefPage.related, html`<ul>${items}${originals}</ul>`, 'related');
}

/** What the model judge came to beside the checks; why it came to nothing, for the operator. */
function judgeOf({ lang }: PageContext, judge: NonNullable<Verification['judge']>): Markup {
  const { strings } = packFor(lang);
  const model = line(judge.model, 80);
  if (judge.judged > 0) return html`${strings.judgedSummary(model, judge.judged, judge.disagreed)}`;
  const reason = judge.failed === undefined ? '' : html` <small>${line(judge.failed, 300)}</small>`;
  return html`${strings.judgeFailed(model)}${reason}`;
}

/** One revision: every sentence with its verdict, findings and evidence; the dropped ones too. */
export async function revisionPage(context: PageContext): Promise<PageResult> {
  const { strings, params, db } = context;
  const asked = idOf(params.revision);
  const found = asked === null ? undefined : await revisionOf(db, params.id ?? '', asked);
  if (!found) return null;
  const { brief } = found;
  const words = strings.briefPage;
  const headline = brief.claims.find(({ id }) => id === brief.headline);
  const { writer, verification } = brief;
  const body = html`${facts([
    [
      strings.briefs.writer,
      html`${writerOf(context, writer.kind, verification)} ${line(writer.model, 80)} ${line(writer.version, 40)}`,
    ],
    [strings.reason, writer.fallbackFrom === undefined ? null : line(writer.fallbackFrom.reason, 300)],
    [words.made, time(context, found.created_at)],
    [strings.briefs.supported, `${verification.supported}/${verification.claims}`],
    [strings.briefs.dropped, number(context, verification.dropped)],
    [words.risk, percent(context, verification.score)],
    [words.judge, verification.judge ? judgeOf(context, verification.judge) : null],
    [words.contentHash, html`<code>${line(found.content_hash, 64)}</code>`],
    [words.inputs, line(found.stage_version, 60)],
  ])}
${section(words.claims, claimList(context, brief), 'claims')}
${section(words.droppedTitle, droppedList(context, brief), 'dropped')}
${section(words.originals, originalsTable(context, brief, found.documents), 'originals')}`;
  const crumbs = [
    { href: '/desk/briefs', text: strings.briefs.title },
    { href: deskPath('briefs', found.brief_id), text: line(found.brief_id, 60) },
  ];
  const title = `${line(headline?.text, 300) || line(found.brief_id, 60)} · ${strings.briefs.revision} ${found.revision}`;
  return { title, crumbs, body };
}

import { html } from 'hono/html';
import { z } from 'zod';
import { ledgerPage } from '../../db/desk-reading/rights.ts';
import { sourcesOfHost } from '../../db/desk-reading/sources.ts';
import { rightsOf } from '../../db/rights.ts';
import { type RightsLedger, type RightsPermission, rightsFor } from '../../domain/rights.ts';
import type { Markup } from '../../views/html/parts.ts';
import { type Content, formResult, type PageContext, type PageResult } from '../context.ts';
import { deskForm } from '../form.ts';
import { choice, field, form } from '../html/form.ts';
import { deskPath, facts, line, link, outside, revealed, section, state, time } from '../html/parts.ts';
import { pager, table } from '../html/table.ts';
import { decisionTable, rightsUses } from './rights-parts.ts';

const rowsMax = 100;
const hostName = /^[a-z0-9.:[\]_-]{1,253}$/;

function rootOf(host: string): string {
  return `https://${host}/`;
}

function permissionOf({ strings }: PageContext, { permission }: RightsLedger): Markup {
  const { permissions, uses } = strings.rights;
  const known = Object.hasOwn(permissions, permission.state) ? permission.state : 'unknown';
  const about = (permission.uses ?? []).filter((use) => rightsUses.includes(use)).map((use) => uses[use]);
  return html`${state(known, permissions[known])} ${about.join(', ')} ${line(permission.note, 200)}`;
}

/** Every host that is known, with what it signals and what follows. */
export async function rightsPage(context: PageContext): Promise<Content> {
  const { strings, query, db } = context;
  const words = strings.rights;
  const found = await ledgerPage(db, { after: query.get('after'), limit: rowsMax + 1 });
  const shown = found.slice(0, rowsMax);
  const moment = { now: new Date(context.at).toISOString() };
  const decided = (ledger: RightsLedger) =>
    rightsUses.map((use) => {
      const { allowed } = rightsFor(ledger, rootOf(ledger.host), use, moment);
      return html`<li>${state(allowed ? 'ok' : 'denied', words.uses[use])}<span class="hidden"> ${allowed ? words.allowed : words.notAllowed}</span></li>`;
    });
  const list = table({
    caption: words.title,
    columns: [
      { label: words.host, wide: true },
      { label: words.signals },
      { label: words.permission },
      { label: words.decision },
      { label: strings.when },
    ],
    rows: shown.map((ledger) => [
      link(deskPath('rights', ledger.host), line(ledger.host, 120)),
      [...new Set(ledger.signals.map(({ kind }) => line(kind, 30)))].join(', '),
      permissionOf(context, ledger),
      html`<ul class="inline">${decided(ledger)}</ul>`,
      time(context, ledger.updatedAt),
    ]),
    empty: html`${words.empty} ${link('/desk/sources/add', strings.sources.add)}`,
  });
  const after = found.length > rowsMax ? (shown.at(-1)?.host ?? null) : null;
  return {
    title: words.title,
    body: html`<p class="lead">${words.lead}</p>${list}${pager(context, { name: 'after', after, words: 'next' })}`,
  };
}

function signalsTable(context: PageContext, ledger: RightsLedger): Markup {
  const { strings } = context;
  const words = strings.rights;
  return table({
    caption: words.signals,
    columns: [
      { label: strings.kind },
      { label: words.place },
      { label: words.says },
      { label: words.raw, wide: true },
      { label: words.seen },
    ],
    rows: ledger.signals
      .slice(0, rowsMax)
      .map((signal) => [
        line(signal.kind, 40),
        html`${line(signal.place, 40)}<small>${outside(signal.carrier)}</small>`,
        html`${(signal.sayings ?? []).map(({ about, says }) => `${about}: ${says}`).join(', ')}${signal.terms === undefined ? '' : html`<small>${line(signal.terms, 200)}</small>`}`,
        html`<pre>${revealed(signal.raw.slice(0, 2000))}</pre>`,
        time(context, signal.seenAt),
      ]),
    empty: words.noSignals,
  });
}

function permissionForm(context: PageContext, { host, permission }: RightsLedger): Markup {
  const { strings } = context;
  const words = strings.rights;
  const states = (['unknown', 'granted', 'denied'] as const).map((value) => ({
    value,
    text: value === 'unknown' ? words.withdraw : words.permissions[value],
  }));
  const uses = rightsUses.map((use) => {
    const on = permission.uses?.includes(use) === true;
    return html`<label class="tick"><input type="checkbox" name="uses" value="${use}"${on ? html` checked` : ''}> ${words.uses[use]}</label>`;
  });
  return form(context, deskPath('rights', host), [
    choice({ name: 'state', label: words.permission, value: permission.state, options: states }),
    html`<fieldset><legend>${words.which}</legend>${uses}<p class="hint">${words.allUses}</p></fieldset>`,
    field({ name: 'note', label: words.note, value: permission.note, charsMax: 1000 }),
    field({
      name: 'wordCap',
      label: words.wordCap,
      type: 'number',
      value: permission.wordCap === undefined ? '' : String(permission.wordCap),
      charsMax: 6,
    }),
    field({
      name: 'until',
      label: words.until,
      type: 'date',
      value: permission.until?.slice(0, 10) ?? '',
      charsMax: 10,
    }),
    html`<button class="strong">${strings.save}</button>`,
  ]);
}

/** One host: its signals, the decision for each use, and the form for what the operator knows. */
export async function hostPage(context: PageContext): Promise<PageResult> {
  const { strings, params, db } = context;
  const host = (params.host ?? '').toLowerCase();
  if (!hostName.test(host)) return null;
  const words = strings.rights;
  const ledger = await rightsOf(db, host);
  const sources = await sourcesOfHost(db, host);
  if (sources.length === 0 && ledger.signals.length === 0 && ledger.permission.state === 'unknown')
    return null;
  const links = sources.map(
    ({ id, title }) => html`<li>${link(deskPath('sources', id), line(title, 160) || strings.untitled)}</li>`,
  );
  const body = html`${facts([
    [words.permission, permissionOf(context, ledger)],
    [words.sourcesHere, links.length === 0 ? null : html`<ul>${links}</ul>`],
  ])}
${section(words.decision, decisionTable(context, ledger, rootOf(host)))}
${section(words.signals, signalsTable(context, ledger))}
${section(words.record, html`<p class="note">${words.recordHint}</p>${permissionForm(context, ledger)}`)}`;
  return { title: line(host, 253), crumbs: [{ href: '/desk/rights', text: words.title }], body };
}

const use = z.enum(rightsUses);
/** A single ticked box comes as one value, several as a list. */
const oneOrMore = z.union([use.array().max(rightsUses.length), use.transform((one) => [one])]);

export const rightsForms = [
  deskForm({
    path: '/rights/:host',
    fields: z.object({
      state: z.enum(['granted', 'denied', 'unknown']),
      uses: oneOrMore.optional(),
      note: z.string().trim().max(1000),
      wordCap: z.union([
        z.literal('').transform(() => undefined),
        z.coerce.number().int().min(0).max(100_000),
      ]),
      until: z.union([z.literal('').transform(() => undefined), z.iso.date()]),
    }),
    async take(context, { state: given, uses, note, wordCap, until }) {
      const host = (context.params.host ?? '').toLowerCase();
      if (!hostName.test(host)) return { kind: 'missing' };
      const permission: RightsPermission = {
        state: given,
        note,
        ...(uses !== undefined && uses.length > 0 && { uses }),
        ...(wordCap !== undefined && { wordCap }),
        ...(until !== undefined && { until: `${until}T23:59:59Z` }),
      };
      return formResult(
        await context.actions.recordPermission(host, permission),
        deskPath('rights', host),
        'permission',
        context.strings,
      );
    },
  }),
];

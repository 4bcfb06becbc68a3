import { html } from 'hono/html';
import { z } from 'zod';
import { wordsFor } from '../../languages/desk-strings.ts';
import type { DoctorCheck } from '../actions.ts';
import type { Content, PageContext } from '../context.ts';
import { deskForm } from '../form.ts';
import { button } from '../html/form.ts';
import { line, state } from '../html/parts.ts';
import { table } from '../html/table.ts';

const marks = { ok: 'ok', warn: 'warn', bad: 'bad' } as const;

function doctorPage(context: PageContext, checks: readonly DoctorCheck[]): Content {
  const { strings } = context;
  const words = strings.doctor;
  const order = { bad: 0, warn: 1, ok: 2 };
  const rows = [...checks].sort((a, b) => order[a.state] - order[b.state]);
  const body = html`${table({
    caption: words.title,
    columns: [
      { label: strings.title, wide: true },
      { label: strings.state },
      { label: strings.reason, wide: true },
    ],
    rows: rows.map((check) => [
      wordsFor(strings.invariants, check.id) === check.id
        ? line(check.title, 200)
        : html`${line(check.id, 10)}: ${wordsFor(strings.invariants, check.id)}`,
      state(marks[check.state], words.states[check.state]),
      line(check.detail, 1000),
    ]),
    empty: words.none,
  })}${button(context, '/desk/doctor', words.again)}`;
  return { title: words.title, crumbs: [{ href: '/desk', text: strings.nav.overview }], body };
}

export const doctorForms = [
  deskForm({
    path: '/doctor',
    fields: z.object({}),
    async take(context) {
      return { kind: 'page', content: doctorPage(context, await context.actions.doctor()) };
    },
  }),
];

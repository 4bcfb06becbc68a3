import { html } from 'hono/html';
import { type RightsLedger, type RightsUse, rightsFor } from '../../domain/rights.ts';
import type { Markup } from '../../views/html/parts.ts';
import type { PageContext } from '../context.ts';
import { line, state } from '../html/parts.ts';
import { table } from '../html/table.ts';

export const rightsUses = ['fetch', 'index', 'excerpt', 'summarise'] as const satisfies RightsUse[];

/** For each use of what lies at an address: whether it is allowed, and why. */
export function decisionTable(context: PageContext, ledger: RightsLedger, url: string): Markup {
  const { strings } = context;
  const words = strings.rights;
  const moment = { now: new Date(context.at).toISOString() };
  return table({
    caption: words.decision,
    columns: [{ label: words.use }, { label: strings.outcome }, { label: strings.reason, wide: true }],
    rows: rightsUses.map((use) => {
      const { allowed, reason, wordCap } = rightsFor(ledger, url, use, moment);
      const cap = wordCap === undefined ? '' : ` (≤ ${wordCap})`;
      return [
        words.uses[use],
        allowed ? state('ok', words.allowed) : state('denied', words.notAllowed),
        html`${line(reason)}${cap}`,
      ];
    }),
    empty: words.noSignals,
  });
}

import { html, raw } from 'hono/html';
import type { PollMark } from '../../db/desk-reading/sources.ts';
import type { Markup } from '../../views/html/parts.ts';

const step = 6;
const height = 22;
const failures = new Set(['failed', 'refused', 'gone', 'unreadable', 'disallowed', 'error']);

export function isFailure(outcome: string): boolean {
  return failures.has(outcome);
}

/**
 * The last polls as marks on a line, oldest first: a bar for new items (its height by their number), a tick for nothing
 * new, a cross below the line for a failure. `label` says it in words.
 */
export function sparkline(polls: readonly PollMark[], label: string, slots: number): Markup | '' {
  if (polls.length === 0) return '';
  const most = Math.max(1, ...polls.map(({ stored }) => stored));
  const base = height - 6;
  const from = Math.max(0, slots - polls.length);
  const marks = polls.slice(-slots).map((poll, at) => {
    const x = (from + at) * step;
    if (isFailure(poll.outcome)) return `<path class="fail" d="M${x} ${base + 2}l4 4m0-4l-4 4"/>`;
    const tall = poll.stored === 0 ? 1 : 3 + Math.round((poll.stored / most) * (base - 4));
    return `<rect class="ok" x="${x}" y="${base - tall}" width="4" height="${tall}"/>`;
  });
  // Only numbers of our own go in raw.
  const drawing = `<path class="rule" d="M0 ${base}h${slots * step}"/>${marks.join('')}`;
  return html`<svg class="spark" viewBox="0 0 ${slots * step} ${height}" width="${slots * step}" height="${height}" role="img" aria-label="${label}">${raw(drawing)}</svg>`;
}

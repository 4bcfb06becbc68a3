import type { TimeAnchor, TimeExpression } from '../pack.ts';
import { addDays, isDate, type LocalDate, localAnchor, parseIsoDate } from '../shared/calendar.ts';
import { withoutOverlaps } from '../shared/spans.ts';
import { clockRules } from './time-clock.ts';
import { dateRules } from './time-dates.ts';
import { durationRules } from './time-durations.ts';
import type { Calendar, Reading, Rule } from './time-rules.ts';

const rules: readonly Rule[] = [...dateRules, ...clockRules, ...durationRules];

/** How far a rule may look ahead: to the verb of its clause, which tells coming days from past ones. */
const afterChars = 60;

interface Candidate {
  start: number;
  end: number;
  text: string;
  read(calendar: Calendar): Reading | null;
}

function candidatesIn(text: string): Candidate[] {
  const candidates: Candidate[] = [];
  for (const rule of rules) {
    for (const match of text.matchAll(rule.pattern)) {
      const start = match.index;
      const after = text.slice(start + match[0].length, start + match[0].length + afterChars);
      const before = text.slice(Math.max(0, start - 16), start);
      const groups = match.groups ?? {};
      if (rule.refuses?.(before, after, groups)) continue;
      const end = start + match[0].trimEnd().length;
      if (end > start) {
        candidates.push({
          start,
          end,
          text: text.slice(start, end),
          read: (calendar) => rule.read(groups, { ...calendar, before, after }),
        });
      }
    }
  }
  return candidates;
}

/** A date named this far back still lends its year or month to a bare `26일`. */
const nearChars = 40;

function isNear(text: string, from: number, to: number): boolean {
  return to - from <= nearChars && !/[.!?]\s|\n/.test(text.slice(from, to));
}

/**
 * Dates, clock times and lengths of time. Relative ones (`26일`, `지난해 4분기`, `이날`) are resolved against the anchor,
 * `이날` and `전날` against the day that the text itself named last. Unresolved without an anchor. Total.
 */
export function koreanTimes(text: string, anchor?: TimeAnchor): TimeExpression[] {
  const local = localAnchor(anchor);
  const times: TimeExpression[] = [];
  let day: LocalDate | null = null;
  let context: { date: LocalDate; grain: TimeExpression['grain']; end: number } | null = null;
  for (const candidate of withoutOverlaps(candidatesIn(text))) {
    const near = context && isNear(text, context.end, candidate.start) ? context : null;
    const calendar: Calendar = {
      anchor: local,
      day,
      near: near ? { date: near.date, grain: near.grain } : null,
      before: '',
      after: '',
    };
    const reading = candidate.read(calendar);
    if (!reading) continue;
    const { start, end } = candidate;
    times.push({
      start,
      end,
      text: candidate.text,
      from: reading.range?.from ?? null,
      to: reading.range?.to ?? null,
      grain: reading.grain,
      kind: reading.kind,
      ...(reading.amount === undefined ? {} : { amount: reading.amount }),
      relative: reading.relative,
    });
    const from = reading.range ? parseIsoDate(reading.range.from) : null;
    if (reading.kind !== 'point' || !from || !isDate(from) || reading.deictic) continue;
    if (['day', 'hour', 'minute'].includes(reading.grain))
      day = reading.lastDay ? addDays(from, reading.lastDay) : from;
    context = { date: from, grain: reading.grain, end };
  }
  return times;
}

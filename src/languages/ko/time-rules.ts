import type { TimeExpression } from '../pack.ts';
import type { LocalDate, LocalRange, LocalTime } from '../shared/calendar.ts';

/** What a rule may look at to resolve what it found. */
export interface Calendar {
  anchor: LocalTime | null;
  /** The day that the text named last. */
  day: LocalDate | null;
  /** The last date close before, and how exact it was. */
  near: { date: LocalDate; grain: TimeExpression['grain'] } | null;
  before: string;
  after: string;
}

export interface Reading {
  range: LocalRange | null;
  grain: TimeExpression['grain'];
  kind: TimeExpression['kind'];
  relative: boolean;
  amount?: number;
  /** Points at another date (`이날`): is none that later words could point at. */
  deictic?: boolean;
  /** Days from the first to the last of a range of days. */
  lastDay?: number;
}

export type Groups = Record<string, string | undefined>;

export interface Rule {
  pattern: RegExp;
  /** True where what stands around makes it something else. */
  refuses?(before: string, after: string, groups: Groups): boolean;
  read(groups: Groups, calendar: Calendar): Reading | null;
}

export function point(
  range: LocalRange | null,
  grain: Reading['grain'],
  relative: boolean,
  more: Partial<Reading> = {},
): Reading {
  return { range, grain, kind: 'point', relative, ...more };
}

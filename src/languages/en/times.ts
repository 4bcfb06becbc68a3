import type { TimeAnchor, TimeExpression } from '../pack.ts';
import { type LocalDate, localAnchor, parseIsoDate } from '../shared/calendar.ts';
import { spanOf, withoutOverlaps } from '../shared/spans.ts';
import { absoluteRules } from './times-absolute.ts';
import { relativeRules } from './times-relative.ts';

/** What a rule knows while it reads one expression. */
export interface TimeContext {
  text: string;
  /** Wall clock of the publication; null where the caller gave none. */
  now: LocalDate | null;
  /** True where the American order of month and day is the likely one, false for the other, null: unknown. */
  monthFirst: boolean | null;
  /** Nearest day that the text has named before this place; null for none. */
  before(at: number): LocalDate | null;
  /** True where the words before speak of what is to come (`will`, `by`, `is due`). */
  future(at: number): boolean;
}

export type TimeReading = Pick<TimeExpression, 'from' | 'to' | 'grain' | 'kind' | 'relative'> & {
  amount?: number;
  /** Span to take instead of the whole match, counted from its start. */
  cut?: { start: number; end: number };
};

/** One way of writing a time: a global pattern, and what a match means (null: no time after all). */
export interface TimeRule {
  pattern: RegExp;
  /** Needs the days that the text named before: read in a second pass. */
  late?: boolean;
  read(match: RegExpExecArray, context: TimeContext): TimeReading | null;
}

const futureWords =
  /\b(?:will|shall|won['’]t|expected|scheduled|due|set to|plans? to|planned for|going to|upcoming|to be held|deadline|ahead of|opens|closes|starts|begins|ends|expires|returns|leaves|'ll)\b|\b(?:by|until|till|before|from|next|coming|starting|beginning)\s(?:[a-z]{2,9}\s){0,2}$/i;
const futureWindow = 70;
/** `said on Monday`, `was killed last Friday`, `since Monday`: the past, whatever stood before. */
const pastNear =
  /\b(?:since|last|said|told|was|were|began|(?!expected|scheduled|planned|hoped|delayed|postponed|need|speed)[a-z]{2,14}ed)\s(?:[a-z]{1,12}\s){0,3}$/i;

const americanZones = /^America\/(?!Argentina|Sao_Paulo|Bogota|Lima|Santiago|Caracas|Mexico)|^US\//;
const dayFirstZones =
  /^(?:Europe|Africa|Australia)\/|^Asia\/(?:Kolkata|Singapore|Hong_Kong|Karachi|Dhaka|Dubai)$|^Pacific\/Auckland$/;

/**
 * Times of an English text, in its order. Relative ones are resolved against the anchor, `a day earlier` and its like
 * against the day that the text named last. Without an anchor they come out unresolved.
 */
export function englishTimes(text: string, anchor?: TimeAnchor): TimeExpression[] {
  const now = localAnchor(anchor);
  const zone = anchor?.zone ?? '';
  const monthFirst = americanZones.test(zone) ? true : dayFirstZones.test(zone) ? false : null;
  const context: TimeContext = {
    text,
    now,
    monthFirst,
    before: () => null,
    future: (at) => isFuture(text, at),
  };
  const early = runRules([...absoluteRules, ...relativeRules.filter((rule) => !rule.late)], context);
  const days = withoutOverlaps(early).filter((time) => time.grain === 'day' && time.from !== null);
  const late = runRules(
    relativeRules.filter((rule) => rule.late),
    { ...context, before: lastDayBefore(days) },
  );
  return withoutOverlaps([...late, ...early]);
}

function isFuture(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - futureWindow), at);
  const clause = before.slice(Math.max(...['.', ';', '!', '?'].map((mark) => before.lastIndexOf(mark))) + 1);
  return futureWords.test(clause) && !pastNear.test(clause);
}

function lastDayBefore(days: readonly TimeExpression[]): (at: number) => LocalDate | null {
  return (at) => {
    let low = 0;
    let high = days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((days[middle]?.end ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const day = days[low - 1];
    return day?.from ? parseIsoDate(day.from) : null;
  };
}

function runRules(rules: readonly TimeRule[], context: TimeContext): TimeExpression[] {
  const found: TimeExpression[] = [];
  for (const rule of rules) {
    for (const match of context.text.matchAll(rule.pattern)) {
      const reading = rule.read(match, context);
      if (!reading) continue;
      const { cut, amount, ...rest } = reading;
      const start = match.index + (cut?.start ?? 0);
      const end = cut ? match.index + cut.end : match.index + match[0].length;
      const span = spanOf(context.text, start, end);
      found.push(amount === undefined ? { ...span, ...rest } : { ...span, ...rest, amount });
    }
  }
  return found;
}

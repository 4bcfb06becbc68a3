import {
  type DateTextOptions,
  datesIn,
  dayOf,
  type FoundDate,
  isoOf,
  parseDateValue,
} from '../../kit/date-text.ts';
import { likelyZone, offsetMinutesAt } from '../../kit/zone.ts';
import {
  dateNames,
  farNames,
  modifiedMeta,
  otherWord,
  publishedMeta,
  publishedWord,
  updatedWord,
} from './date-words.ts';
import type { Line } from './near-title.ts';
import { hostOf } from './publisher.ts';
import type { StructuredData } from './structured-data.ts';
import { attr, type PageElement, type PageTree } from './tree.ts';

export interface PageDates {
  publishedAt?: string;
  modifiedAt?: string;
}

export interface DateContext {
  tree: PageTree;
  data: StructuredData;
  lines: readonly Line[];
  heading: PageElement | null;
  url: string | undefined;
  lang: string;
}

/** One witness for one of the two dates. */
interface Witness {
  what: 'published' | 'modified';
  date: FoundDate;
  /** How far it is to be believed: a publisher's own field 3, a bare date in a line under 1. */
  weight: number;
}

/**
 * When the page was published and when it was last changed, each from all witnesses together: the day that has most
 * weight wins, and the fullest statement of that day is given. Times without a zone get the zone of the page's country
 * or language where that is but one; else only the day is given.
 */
export function readDates(context: DateContext): PageDates {
  const options: DateTextOptions = { lang: context.lang };
  const witnesses = [
    ...itemWitnesses(context.data, options),
    ...metaWitnesses(context.data, options),
    ...timeElementWitnesses(context, options),
    ...lineWitnesses(context, options),
    ...urlWitness(context.url ?? context.data.meta.get('og:url')?.[0]),
  ];
  const zone = likelyZone(hostOf(context.url), context.lang);
  let published = decide(witnesses, 'published');
  let modified = decide(witnesses, 'modified');
  published ??= modified ? null : lastResort(context, options);
  // A page that states only when it was last changed was published no later: the best date there is.
  published ??= modified;
  if (modified && published && dayOf(modified) < dayOf(published)) modified = null;
  const local = (date: FoundDate) => isoOf(zoned(inLocalTime(date, witnesses, zone), zone));
  return {
    ...(published ? { publishedAt: local(published) } : {}),
    ...(modified ? { modifiedAt: local(modified) } : {}),
  };
}

const minuteMs = 60_000;

function millisOf(date: FoundDate): number {
  return Date.UTC(date.year, date.month - 1, date.day, date.hour ?? 0, date.minute ?? 0, date.second ?? 0);
}

/**
 * Systems state times in UTC where readers and addresses count local days. Where the page also gives the same moment
 * in local time (`17:49` beside `01:49Z`), or the day of its address fits only the local one, the time is told with the
 * local offset: the same instant, on the day that readers saw.
 */
function inLocalTime(date: FoundDate, witnesses: readonly Witness[], zone: string | null): FoundDate {
  if (date.offsetMinutes !== 0 || date.hour === undefined) return date;
  for (const { date: other } of witnesses) {
    if (other.hour === undefined || other.offsetMinutes !== undefined || other.minute !== date.minute)
      continue;
    if (other.second !== undefined && date.second !== undefined && other.second !== date.second) continue;
    const minutes = Math.round(
      (millisOf({ ...other, second: 0 }) - millisOf({ ...date, second: 0 })) / minuteMs,
    );
    if (minutes !== 0 && minutes % 30 === 0 && minutes >= -720 && minutes <= 840)
      return shifted(date, minutes);
  }
  if (zone === null) return date;
  const there = shifted(date, offsetMinutesAt(zone, millisOf(date)));
  const days = witnesses
    .filter(({ date: other }) => other.hour === undefined)
    .map(({ date: other }) => dayOf(other));
  return days.includes(dayOf(there)) && !days.includes(dayOf(date)) ? there : date;
}

function shifted(date: FoundDate, minutes: number): FoundDate {
  const moved = new Date(millisOf(date) + minutes * minuteMs);
  return {
    ...date,
    year: moved.getUTCFullYear(),
    month: moved.getUTCMonth() + 1,
    day: moved.getUTCDate(),
    hour: moved.getUTCHours(),
    minute: moved.getUTCMinutes(),
    offsetMinutes: minutes,
  };
}

function zoned(date: FoundDate, zone: string | null): FoundDate {
  if (date.hour === undefined || date.offsetMinutes !== undefined || zone === null) return date;
  const local = Date.UTC(date.year, date.month - 1, date.day, date.hour, date.minute ?? 0);
  return { ...date, offsetMinutes: offsetMinutesAt(zone, local) };
}

function decide(witnesses: readonly Witness[], what: Witness['what']): FoundDate | null {
  const days = new Map<string, { weight: number; best: Witness }>();
  for (const witness of witnesses) {
    if (witness.what !== what) continue;
    const day = dayOf(witness.date);
    const known = days.get(day);
    if (!known) days.set(day, { weight: witness.weight, best: witness });
    else {
      known.weight += witness.weight;
      if (fullness(witness) > fullness(known.best)) known.best = witness;
    }
  }
  const all = [...days.values()];
  if (all.length === 0) return null;
  return all.reduce((a, b) => (b.weight > a.weight ? b : a)).best.date;
}

/** A time with a zone says more than a time, a time more than a day; midnight is often no time at all. */
function fullness({ date, weight }: Witness): number {
  const timed = date.hour !== undefined && !(date.hour === 0 && (date.minute ?? 0) === 0);
  return (timed ? 10 : 0) + (timed && date.offsetMinutes !== undefined ? 10 : 0) + weight;
}

function itemWitnesses(data: StructuredData, options: DateTextOptions): Witness[] {
  const found: Witness[] = [];
  const seen = new Set<string>();
  for (const item of data.items) {
    const key = `${item.from}${item.rank >= 2}`;
    if (seen.has(key)) continue;
    const weight = item.rank >= 2 ? 3 : item.from === 'microdata' ? 1.5 : 1.6;
    for (const [what, value] of [
      ['published', item.published],
      ['modified', item.modified],
    ] as const) {
      const date = value === undefined ? null : parseDateValue(value, options);
      if (!date) continue;
      seen.add(key);
      found.push({ what, date, weight });
    }
  }
  return found;
}

function metaWitnesses(data: StructuredData, options: DateTextOptions): Witness[] {
  const found: Witness[] = [];
  for (const [key, values] of data.meta) {
    for (const [what, table] of [
      ['published', publishedMeta],
      ['modified', modifiedMeta],
    ] as const) {
      const weight = Object.hasOwn(table, key) ? table[key] : undefined;
      const date = weight === undefined ? null : parseDateValue(values[0] ?? '', options);
      if (date && weight !== undefined) found.push({ what, date, weight });
    }
  }
  return found;
}

function isUpdate(text: string, names: string): boolean {
  const worded = updatedWord.test(text);
  if (worded && !publishedWord.test(text)) return true;
  return (
    !worded &&
    !publishedWord.test(text) &&
    /\b(?:updated|modified|dt-updated|date-modified|update-time)\b/.test(names)
  );
}

/** 0..1 by distance from the heading, in nodes; before it counts half. */
function nearness(order: number, heading: PageElement | null): number {
  if (!heading) return 0.3;
  const distance = order < heading.order ? 2 * (heading.order - order) : order - heading.end;
  return distance <= 30 ? 1 : distance <= 120 ? 0.8 : distance <= 400 ? 0.4 : 0.1;
}

function timeElementWitnesses({ tree, heading }: DateContext, options: DateTextOptions): Witness[] {
  const found: Witness[] = [];
  for (const node of tree.nodes) {
    if (node.kind !== 'element' || node.hidden !== null) continue;
    const isTime = node.tag === 'time';
    const isAbbr =
      (node.tag === 'abbr' || node.tag === 'span') &&
      /\b(?:published|dt-published|updated|dt-updated|timeago|date)\b/.test(attr(node, 'class'));
    if (!isTime && !isAbbr) continue;
    const value =
      attr(node, 'datetime') || attr(node, 'data-datetime') || (isAbbr ? attr(node, 'title') : '');
    const date = value === '' ? null : parseDateValue(value, options);
    if (!date) continue;
    const names = lineNames(node);
    if (farNames.test(names)) continue;
    const marked =
      /pubdate|published|entry-date|datepublished|posted/.test(names) ||
      node.attrs.some(({ name }) => name === 'pubdate');
    const text = contextOf(node);
    const near = nearness(node.order, heading);
    const weight = 0.4 + 1.1 * near + (marked ? 0.8 : 0);
    found.push({ what: isUpdate(text, names) ? 'modified' : 'published', date, weight });
    if (found.length >= 40) break;
  }
  return firstWeighsMost(found);
}

function firstWeighsMost(found: Witness[]): Witness[] {
  return found.map((witness, index) => ({ ...witness, weight: witness.weight / (1 + 0.5 * index) }));
}

function lineNames(element: PageElement): string {
  let names = '';
  let at: PageElement | null = element;
  for (let level = 0; at && level < 4; level++, at = at.parent)
    names += ` ${attr(at, 'class').slice(0, 200)} ${attr(at, 'id').slice(0, 80)} ${attr(at, 'itemprop')}`;
  return names.toLowerCase();
}

/** The words right before an element in its parent: "Updated", "Published". */
function contextOf(element: PageElement): string {
  const own = element.children.map((child) => (child.kind === 'text' ? child.text : '')).join(' ');
  if (!element.parent) return own;
  const at = element.parent.children.indexOf(element);
  const before = element.parent.children.slice(Math.max(0, at - 2), at);
  const words = before.map((child) =>
    child.kind === 'text'
      ? child.text
      : child.kind === 'element'
        ? child.children.map((inner) => (inner.kind === 'text' ? inner.text : '')).join(' ')
        : '',
  );
  return `${words.join(' ').slice(-60)} ${own.slice(0, 100)}`;
}

/** Dates that stand in the open, close to the heading or in markup that says it is a date. */
function lineWitnesses({ lines, heading }: DateContext, options: DateTextOptions): Witness[] {
  const found: Witness[] = [];
  const seen = new Set<number>();
  for (const line of lines) {
    if (line.text.length > 160 || farNames.test(line.names) || otherWord.test(line.text)) continue;
    const near = nearness(line.order, heading);
    const marked = dateNames.test(line.names);
    if (near < 0.3 && !marked) continue;
    if (isInProse(line.element)) continue;
    const dates = datesIn(line.text, options);
    if (dates.length === 0 || dates.length > 3) continue;
    dates.forEach((date, index) => {
      if (seen.has(line.order)) return;
      const from = index === 0 ? 0 : (dates[index - 1]?.end ?? 0);
      const words = line.text.slice(from, date.start);
      const update = isUpdate(words, index === 0 && dates.length === 1 ? line.names : '');
      const said = publishedWord.test(words);
      const share = (date.end - date.start) / line.text.length;
      const weight =
        (0.3 + 0.8 * near + (marked ? 0.4 : 0) + (said ? 0.6 : 0)) * (share < 0.12 && !said ? 0.4 : 1);
      found.push({ what: update ? 'modified' : 'published', date, weight });
    });
    seen.add(line.order);
    if (found.length >= 30) break;
  }
  return firstWeighsMost(found);
}

const proseCharsMin = 160;

/** A date in the middle of a sentence, set in bold or linked: what the text is about, not when it was written. */
function isInProse(element: PageElement): boolean {
  if (!/^(?:a|b|strong|em|i|span|time|u|mark)$/.test(element.tag)) return false;
  let at = element.parent;
  while (at && /^(?:a|b|strong|em|i|span|u|mark)$/.test(at.tag)) at = at.parent;
  if (!at || !/^(?:p|li|td|dd|blockquote)$/.test(at.tag)) return false;
  let letters = 0;
  for (const child of at.children) if (child.kind === 'text') letters += child.text.trim().length;
  return letters > proseCharsMin;
}

/** `/2026/03/05/`, `/2026-03-05-`, `/20260305`: written by the system on the day of publication. */
function urlWitness(url: string | undefined): Witness[] {
  if (url === undefined) return [];
  const path = url
    .replace(/^https?:\/\/web\.archive\.org\/web\/\d{1,14}\w{0,5}\//i, '')
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .slice(0, 500);
  const match =
    /(?:^|[/_-])((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?!\d)/.exec(path) ??
    /(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{0,14}(?!\d))/.exec(path);
  if (!match) return [];
  const date = parseDateValue(`${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`);
  return date ? [{ what: 'published', date, weight: 1.8 }] : [];
}

const scriptDate =
  /"(?:datePublished|publishedAt|published_at|publishDate|publish_date|pubDate|publicationDate|firstPublished|first_published_at|dateCreated|date_gmt|createdAt|created_at)"\s{0,3}:\s{0,3}"?([^",}\s]{8,40})/gi;

/** Where nothing near the heading says: scripts' data, then any short line with a date, the first one. */
function lastResort({ tree, lines, heading }: DateContext, options: DateTextOptions): FoundDate | null {
  for (const node of tree.nodes) {
    if (node.kind !== 'text' || node.parent?.tag !== 'script') continue;
    const match = scriptDate.exec(node.text.slice(0, 400_000));
    scriptDate.lastIndex = 0;
    const date = match ? parseDateValue(match[1] ?? '', options) : null;
    if (date) return date;
  }
  const dateline = heading ? datelineAfter(tree, heading, options) : null;
  if (dateline) return dateline;
  for (const strict of [true, false]) {
    for (const line of lines) {
      if (strict && (line.text.length > 60 || farNames.test(line.names))) continue;
      if (/©|copyright/i.test(line.text)) continue;
      const date = datesIn(line.text, options)[0];
      if (date) return date;
    }
  }
  return null;
}

const datelineNodes = 400;
const datelineCharsMax = 60;

/** A date at the very beginning of a piece of text under the heading: `Karlsruhe (12.11.2021).` */
function datelineAfter(tree: PageTree, heading: PageElement, options: DateTextOptions): FoundDate | null {
  const end = Math.min(tree.nodes.length, heading.end + datelineNodes);
  for (let at = heading.end; at < end; at++) {
    const node = tree.nodes[at]!;
    if (
      node.kind === 'element' &&
      (node.hidden !== null || /^(?:script|style|aside|nav|footer)$/.test(node.tag))
    )
      at = node.end - 1;
    if (node.kind !== 'text') continue;
    const date = datesIn(node.text.trim().slice(0, 120), options)[0];
    if (date && date.end <= datelineCharsMax && date.start <= 25) return date;
  }
  return null;
}

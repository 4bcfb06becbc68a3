import {
  type DateTextOptions,
  datesIn,
  dayOf,
  type FoundDate,
  isoOf,
  parseDateValue,
} from '../../kit/date-text.ts';
import { likelyZone, offsetMinutesAt } from '../../kit/zone.ts';
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
  return {
    ...(published ? { publishedAt: isoOf(zoned(published, zone)) } : {}),
    ...(modified ? { modifiedAt: isoOf(zoned(modified, zone)) } : {}),
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

const publishedMeta: Record<string, number> = {
  'article:published_time': 3,
  'og:article:published_time': 3,
  'og:published_time': 2.5,
  'article:published': 2.5,
  datepublished: 2.5,
  'date.published': 2,
  pubdate: 2,
  'publish-date': 2,
  publishdate: 2,
  publish_date: 2,
  'publication-date': 2,
  publication_date: 2,
  'article-publish-date': 2,
  'parsely-pub-date': 2,
  'sailthru.date': 2,
  'cxenseparse:recs:publishtime': 2,
  'cxenseparse:publishtime': 2,
  citation_publication_date: 1.5,
  citation_date: 1.5,
  'dc.date.issued': 2,
  'dcterms.issued': 2,
  'dcterms.created': 1.8,
  'dc.date.created': 1.8,
  'dc.created': 1.8,
  'date.created': 1.8,
  datecreated: 1.8,
  'dcterms.date': 1.6,
  'dc.date': 1.6,
  'dc.date.publication': 1.8,
  'rnews:datepublished': 2,
  'vr:published_time': 2,
  'bt:pubdate': 2,
  'dable:published_time': 2,
  'article:created': 1.6,
  'video:release_date': 1,
  'og:pubdate': 2,
  'og:regdate': 2,
  date: 1.5,
  created: 1.4,
  timestamp: 1.2,
  'last-published': 1,
  originalpublicationdate: 2,
  displaydate: 1.5,
  release_date: 1.2,
};

const modifiedMeta: Record<string, number> = {
  'article:modified_time': 3,
  'og:updated_time': 2.5,
  'og:article:modified_time': 2.5,
  'article:modified': 2,
  datemodified: 2,
  'dcterms.modified': 2,
  'dc.date.modified': 2,
  'date.modified': 2,
  lastmod: 2,
  'last-modified': 1.5,
  revised: 1.5,
  modified_time: 1.5,
  utime: 1,
};

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

const updatedWord =
  /\b(?:updated?|modified|last change|edited|revised|aktualisiert|aktualisierung|geändert|stand|mis à jour|modifié|actualizado|actualización|atualizado|modificato|aggiornat[oa]|bijgewerkt|opdateret|oppdatert|uppdaterad|päivitetty|zaktualizowano|aktualizov|обновлен|изменен|оновлен|güncelle|diperbarui)|수정|업데이트|최종\s?수정|更新|修改/iu;
const publishedWord =
  /\b(?:published|posted|first published|created|released?|veröffentlicht|erstellt|publié|publicado|pubblicato|gepubliceerd|udgivet|publisert|publicerad|julkaistu|opublikowan|vydáno|опубликован|опубліковано|yayın|diterbitkan|dipublikasikan|on)\b|입력|등록|승인|송고|게재|작성|기사입력|公開|掲載|配信|发布|發布|发表/iu;
const otherWord =
  /©|copyright|comments?|kommentar|댓글|reply|joined|member since|lesezeit|related|next post|event date|geboren|born/iu;

const farNames =
  /comment|related|sidebar|footer|teaser|recommend|most-?read|popular|latest|newsfeed|listing|carousel|\bnav|event|calendar|copyright|widget/;
const dateNames =
  /date|time|publish|posted|pubdate|created|byline|entry-meta|post-meta|article-meta|meta|info|stamp|timestamp|updated|released/;

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

/** `/2026/03/05/`, `/2026-03-05-`, `/20260305`: written by the system on the day of publication. */
function urlWitness(url: string | undefined): Witness[] {
  if (url === undefined) return [];
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, '').slice(0, 500);
  const match =
    /(?:^|[/_-])((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?!\d)/.exec(path) ??
    /(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{0,8}(?!\d))/.exec(path);
  if (!match) return [];
  const date = parseDateValue(`${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`);
  return date ? [{ what: 'published', date, weight: 1.8 }] : [];
}

const scriptDate =
  /"(?:datePublished|publishedAt|published_at|publishDate|publish_date|pubDate|publicationDate|firstPublished|first_published_at|dateCreated|date_gmt|createdAt|created_at)"\s{0,3}:\s{0,3}"?([^",}\s]{8,40})/gi;

/** Where nothing near the heading says: scripts' data, then any short line with a date, the first one. */
function lastResort({ tree, lines }: DateContext, options: DateTextOptions): FoundDate | null {
  for (const node of tree.nodes) {
    if (node.kind !== 'text' || node.parent?.tag !== 'script') continue;
    const match = scriptDate.exec(node.text.slice(0, 400_000));
    scriptDate.lastIndex = 0;
    const date = match ? parseDateValue(match[1] ?? '', options) : null;
    if (date) return date;
  }
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

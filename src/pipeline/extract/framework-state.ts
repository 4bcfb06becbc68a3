import { type Json, parseLenientJson } from '../../kit/lenient-json.ts';
import { plainText } from './plain-text.ts';
import { attr, elementsWithin, type PageTree, squeeze, textOf } from './tree.ts';

/**
 * Bodies that exist only in the data a page's script draws itself from: `__NEXT_DATA__`, `self.__next_f` chunks,
 * Fusion, Nuxt and Redux states, plain `application/json`. A rescue for pages whose markup holds no text, so it is
 * worth its cost (a parse of up to megabytes of JSON) only then.
 */

const scriptsMax = 200;
const stateCharsMax = 6_000_000;
const visitsMax = 250_000;
/** Shorter texts are teasers. Counted in code units, which favours no script by more than a factor of three. */
const bodyCharsMin = 400;
const bodiesMax = 3;

/** Keys under which content systems keep the text of a document. */
const bodyKey =
  /^(articleBody|article_?body|articleContent|body|bodyText|bodyHtml|body_html|content|contents|contentHtml|content_elements|contentElements|html|text|paragraphs|blocks|story|storyBody|description|detail|children)$/i;

interface Found {
  text: string;
  score: number;
}

/** Up to three candidate bodies, best first, paragraphs split by line feeds. `title` tells the page's own from others. */
export function readFrameworkBodies(tree: PageTree, title: string): string[] {
  const found: Found[] = [];
  for (const state of statesOf(tree)) search(state, title, found);
  const best = found.sort((a, b) => b.score - a.score);
  const kept: string[] = [];
  for (const { text } of best) {
    if (kept.length >= bodiesMax) break;
    if (!kept.some((other) => other.includes(text) || text.includes(other))) kept.push(text);
  }
  return kept;
}

function* statesOf(tree: PageTree): Generator<Json> {
  let flight = '';
  let scripts = 0;
  for (const script of elementsWithin(tree, tree.root, 'script')) {
    if (++scripts > scriptsMax) break;
    const type = attr(script, 'type');
    if (/ld\+json/i.test(type)) continue;
    const text = textOf(tree, script, { raw: true });
    if (text.length < bodyCharsMin || text.length > stateCharsMax) continue;
    if (/json/i.test(type)) {
      const json = parseLenientJson(text, { charsMax: stateCharsMax, depthMax: 96, valuesMax: visitsMax });
      if (json !== undefined) yield json;
    } else if (text.includes('__next_f')) {
      if (flight.length < stateCharsMax) flight += flightChunk(text);
    } else {
      const json = assignedJson(text);
      if (json !== undefined) yield json;
    }
  }
  if (flight !== '') yield* flightRows(flight);
}

/** The text of a `self.__next_f.push([1,"..."])`. */
function flightChunk(script: string): string {
  const start = script.indexOf('[');
  const end = script.lastIndexOf(']');
  if (start < 0 || end < start) return '';
  const json = parseLenientJson(script.slice(start, end + 1));
  return Array.isArray(json) && typeof json[1] === 'string' ? json[1] : '';
}

/** The rows of a React flight stream: `id:json` lines, and `id:Thex,text` rows of raw text. */
function* flightRows(flight: string): Generator<Json> {
  let rows = 0;
  for (let at = 0; at < flight.length && rows < 5_000; rows++) {
    const colon = flight.indexOf(':', at);
    if (colon < 0) return;
    const raw = /^T([\da-f]{1,7}),/.exec(flight.slice(colon + 1, colon + 11));
    if (raw) {
      const from = colon + 1 + raw[0].length;
      const text = cutBytes(flight, from, Number.parseInt(raw[1] ?? '0', 16));
      yield [{ body: text }];
      at = from + text.length;
      continue;
    }
    const end = flight.indexOf('\n', colon);
    const row = flight.slice(colon + 1, end < 0 ? flight.length : end).replace(/^[A-Z]+(?=[[{"])/, '');
    if (row.length >= bodyCharsMin && /^[[{]/.test(row)) {
      const json = parseLenientJson(row);
      if (json !== undefined) yield json;
    }
    at = end < 0 ? flight.length : end + 1;
  }
}

/** Text rows state their length in UTF-8 bytes. */
function cutBytes(text: string, from: number, bytes: number): string {
  const window = Buffer.from(text.slice(from, from + bytes));
  return window
    .subarray(0, bytes)
    .toString('utf8')
    .replace(/\uFFFD+$/, '');
}

/** `window.__STATE__ = {...}`, `Fusion.globalContent={...};`: the longest object that a script assigns or pushes. */
function assignedJson(script: string): Json | undefined {
  if (!/__|Fusion\.|STATE|initialData|PRELOADED/i.test(script.slice(0, 4_000))) return undefined;
  let best: { from: number; length: number } | null = null;
  const starts = [
    ...script.slice(0, stateCharsMax).matchAll(/(?:[\w.$\])]\s{0,5}=|\.push\()\s{0,5}(?=\{)/g),
  ].slice(0, 20);
  starts.forEach((start, index) => {
    const from = start.index + start[0].length;
    const length = (starts[index + 1]?.index ?? script.length) - from;
    if (best === null || length > best.length) best = { from, length };
  });
  if (best === null) return undefined;
  const { from, length } = best as { from: number; length: number };
  return parseLenientJson(script.slice(from, from + length), {
    charsMax: stateCharsMax,
    depthMax: 96,
    valuesMax: visitsMax,
  });
}

interface Visit {
  key: string;
  value: Json;
  /** The object around it (or around its list) carries the page's title. */
  titled: boolean;
}

function search(state: Json, title: string, found: Found[]): void {
  const stack: Visit[] = [{ key: '', value: state, titled: false }];
  for (let count = 0; stack.length > 0 && count < visitsMax; count++) {
    const { key, value, titled } = stack.pop()!;
    if (typeof value === 'string') {
      if (bodyKey.test(key) && value.length >= bodyCharsMin) offer(plainText(value), titled, found);
    } else if (Array.isArray(value)) {
      if (bodyKey.test(key)) offer(listText(value), titled, found);
      for (const entry of value) stack.push({ key, value: entry, titled });
    } else if (value !== null && typeof value === 'object') {
      const mine = titled || namesTitle(value, title);
      for (const inner of Object.keys(value)) stack.push({ key: inner, value: value[inner]!, titled: mine });
    }
  }
}

function namesTitle(object: { [key: string]: Json }, title: string): boolean {
  if (title === '') return false;
  for (const key of ['title', 'headline', 'name', 'subject', 'headlines', 'articleTitle']) {
    const value = Object.hasOwn(object, key) ? object[key] : undefined;
    const text = typeof value === 'object' && value !== null && 'basic' in value ? value.basic : value;
    if (typeof text === 'string' && sameTitle(text, title)) return true;
  }
  return false;
}

function sameTitle(a: string, b: string): boolean {
  const [x, y] = [squeeze(a).toLowerCase(), squeeze(b).toLowerCase()];
  return x.length >= 8 && (x === y || y.startsWith(x) || x.startsWith(y));
}

/** The text of a list of paragraphs or of elements such as `{type: 'text', content: '<p>...'}`. */
function listText(list: Json[]): string {
  const lines: string[] = [];
  for (const entry of list.slice(0, 2_000)) {
    if (typeof entry === 'string') lines.push(plainText(entry));
    else if (entry !== null && typeof entry === 'object' && !Array.isArray(entry)) {
      const type = entry.type ?? entry.__typename ?? entry._type;
      if (
        typeof type === 'string' &&
        /image|video|ad|related|link|gallery|embed|caption|interstitial/i.test(type)
      )
        continue;
      for (const key of ['content', 'text', 'html', 'value', 'paragraph', 'body']) {
        const value = Object.hasOwn(entry, key) ? entry[key] : undefined;
        if (typeof value !== 'string') continue;
        lines.push(plainText(value));
        break;
      }
    }
  }
  return lines.filter((line) => line !== '').join('\n');
}

/** `$$ARTICLEAD$$`, `{{video:3}}`: places that the page's script fills. */
const placeholder = /^(?:\$\$|\[\[|\{\{|##|%%)[\w .:,-]{1,80}(?:\$\$|\]\]|\}\}|##|%%)$/;

function offer(whole: string, titled: boolean, found: Found[]): void {
  const text = /\$\$|\[\[|\{\{|##|%%/.test(whole)
    ? whole
        .split('\n')
        .filter((line) => !placeholder.test(line))
        .join('\n')
    : whole;
  if (text.length < bodyCharsMin || found.length >= 200) return;
  // Prose has spaces or East Asian punctuation; ids, styles and encoded images have neither.
  const sentences = text.match(/[.!?…]["”’)]?(?=\s|$)|[。！？]/g)?.length ?? 0;
  if (sentences < 3 || /[{};]\s*[\w-]+\s*:/.test(text.slice(0, 300))) return;
  found.push({ text, score: Math.min(text.length, 30_000) * (titled ? 4 : 1) });
}

import type { Line } from './near-title.ts';
import type { StructuredData } from './structured-data.ts';
import { attr, type PageElement } from './tree.ts';

/** Who wrote the text, as the page names them: people first, an agency or a desk where it names nobody else. */
export function readByline(
  data: StructuredData,
  lines: readonly Line[],
  heading: PageElement | null,
  siteNames: readonly string[],
): string[] {
  const stated = statedAuthors(data);
  const visible = visibleAuthors(lines, heading);
  const isSite = (name: string) => siteNames.some((site) => fold(site) === fold(name));
  const people = stated.filter((name) => !isSite(name) && !isGeneric(name));
  if (people.length > 0) return people;
  if (visible.length > 0) return visible;
  return stated.filter(
    (name) => !/^(?:admin|administrator|root|user\d*|webmaster|null|undefined)$/i.test(name),
  );
}

const fold = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

const namesMax = 12;

/** A role or a desk, not a person: believed only where nothing better is found. */
function isGeneric(name: string): boolean {
  return /^(?:admin|administrator|editor|editors|staff|redaktion|redacción|rédaction|redazione|news ?desk|.{0,30}\b(?:staff|team|desk|newsroom|editorial|redaktion|editors?|reporters?|correspondents?|contributors?)|온라인뉴스팀|디지털뉴스팀|편집국|.{0,12}(?:뉴스팀|편집부|취재팀)|編集部|.{0,12}(?:取材班|編集部))$/iu.test(
    name.trim(),
  );
}

function statedAuthors(data: StructuredData): string[] {
  for (const item of data.items) {
    if (item.rank === 0 && item.from === 'json-ld') continue;
    const names = cleanNames(item.authors.map((author) => author.name));
    if (names.length > 0) return names;
  }
  for (const key of [
    'author',
    'article:author',
    'byl',
    'byline',
    'parsely-author',
    'sailthru.author',
    'dc.creator',
    'dcterms.creator',
    'dc.creator.creator',
    'cxenseparse:author',
    'article.author',
    'citation_author',
    'dable:author',
    'twitter:data1',
  ]) {
    if (
      key === 'twitter:data1' &&
      !/written by|author|von|par/i.test(data.meta.get('twitter:label1')?.[0] ?? '')
    )
      continue;
    const names = cleanNames(data.meta.get(key) ?? []);
    if (names.length > 0) return names;
  }
  return [];
}

const lead =
  /^(?:written by|story by|words by|reported by|posted by|published by|article by|text by|by|von|par|por|di|da|af|av|door|door:|autor(?:in)?|author|authors|auteur|autore|text|texte|from|oleh|penulis|door|przez|автор|글|글쓴이|취재|기자|文|記者|作者|記者／|责任编辑|責任編輯|編輯|编辑)\s*[:：/]?\s+/iu;
const leadTight = /^(?:by|author|autor|von|text|글|文|作者|記者|责任编辑|編集)\s?[:：／=]\s*/iu;

const koreanRole =
  /\s*(?:선임기자|전문기자|수습기자|인턴기자|객원기자|명예기자|시민기자|의학전문기자|특파원|논설위원|통신원|리포터|앵커|PD|기자)$/u;
const role =
  /,?\s+(?:(?:(?:senior|chief|political|economics?|health|science|sports?|staff|special|foreign|regional|technology|business|deputy|associate|managing|executive|contributing|news|features?|media|environment|education|transport|diplomatic|crime|home affairs|world|national|assistant|digital|online|consumer|royal|money|city|investigations?|breaking)\s+){0,3}(?:correspondent|editor|reporter|writer|columnist|journalist|editor-in-chief|contributor|producer|columnist)|in [A-Z][\w .]{2,30}|for [A-Z][\w .]{2,40})$/u;

/** The list of names in a byline as people and systems write it. Empty where it holds none. */
export function cleanNames(values: readonly string[]): string[] {
  const names: string[] = [];
  for (const value of values.slice(0, 40)) {
    for (const part of splitNames(value)) {
      const name = cleanName(part);
      if (name !== null && !names.some((other) => fold(other) === fold(name))) names.push(name);
      if (names.length >= namesMax) return names;
    }
  }
  return names;
}

function splitNames(value: string): string[] {
  const text = value
    .replace(/[\u200B-\u200F\u2060\uFEFF\u00AD]/g, '')
    .replace(/[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,20}){1,4}/g, ' ')
    .replace(/https?:\/\/\S{1,300}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (text === '' || text.length > 300) return [];
  const led = text.replace(lead, '').replace(leadTight, '');
  const joined = led.split(
    /\s*[;|•·・、，/]\s*|\s+(?:and|und|et|y|e|og|och|en|i|ve|和|with|mit|dan)\s+|\s*&\s*|\s*\+\s*/iu,
  );
  return joined.flatMap((part) => (isListOfNames(part) ? part.split(/,\s*/) : [part]));
}

/** Commas part names only where each side looks like a full name; `Jane Doe, Economics Editor` is one. */
function isListOfNames(part: string): boolean {
  const pieces = part.split(/,\s*/);
  if (pieces.length < 2) return false;
  return (
    pieces.every(
      (piece) =>
        /^[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]*(?:\s+[\p{L}.'’-]+){1,4}$/u.test(piece) && !role.test(`, ${piece}`),
    ) || pieces.every((piece) => /^[가-힣]{2,4}(?:\s?기자)?$/u.test(piece))
  );
}

function cleanName(part: string): string | null {
  let name = part
    .replace(/^[\s([{<"'“‘\-–—:|=▶■●]+|[\s)\]}>"'”’\-–—:|=,.]+$/gu, '')
    .replace(lead, '')
    .replace(/\s*\([^()]{0,60}\)?$/u, '')
    .replace(/^(?:\([^()]{1,40}\)|\[[^[\]]{1,40}\])\s*/u, '');
  if (/[가-힣]/.test(name)) {
    name = name.replace(/^.{0,20}=\s*/u, '').replace(koreanRole, '');
  }
  name = name
    .replace(/記者$|特派員$|\s+記者.*$/u, '')
    .replace(role, '')
    .trim();
  if (name.length < 2 || name.length > 80 || !/\p{L}/u.test(name)) return null;
  if (/^(?:https?|www)\b|[<>{}@]|\.(?:com|html|php)\b.{3}/i.test(name)) return null;
  if (name.split(' ').length > 8) return null;
  return name;
}

const authorNames =
  /\b(?:author|byline|by-line|writer|reporter|journalist|autor|auteur|creator|contributor|credits?)\b|authorname|author_name|author-name|article__author|reporter_name|journalist_name|byline/;
const notAuthor =
  /comment|related|sidebar|footer|widget|avatar|recommend|teaser|card-|bio\b|about-the-author|social|photo|caption/;

/** Names that stand in the open near the heading, or in markup that calls them the author. */
function visibleAuthors(lines: readonly Line[], heading: PageElement | null): string[] {
  const from = heading?.order ?? 0;
  let best: { names: string[]; score: number } = { names: [], score: 0 };
  lines.forEach((line, index) => {
    if (line.text.length > 160) return;
    const marked = authorNames.test(line.names) && !notAuthor.test(line.names);
    const linked =
      /\bauthor\b/.test(attr(line.element, 'rel')) ||
      /\/(?:authors?|autor(?:en)?|by|staff|people|profile|journalist)\//.test(attr(line.element, 'href'));
    const worded =
      /^(?:by|von|par|por|di|av|af|door|written by|posted by|words by|story by|text|글|文|記者)[\s:：]/iu.test(
        line.text,
      );
    const korean = /^(?:[^=]{0,30}=\s?)?[가-힣]{2,4}\s?(?:선임|전문|인턴|수습)?(?:기자|특파원)\b/u.test(
      line.text,
    );
    if (!marked && !linked && !worded && !korean) return;
    const distance = Math.abs(line.order - from);
    const near = heading ? Math.max(0, 1 - distance / 400) : Math.max(0, 1 - index / 200);
    const score = near + (marked ? 0.5 : 0) + (linked ? 0.5 : 0) + (worded ? 0.4 : 0) + (korean ? 0.6 : 0);
    if (score <= best.score || near === 0) return;
    const names = cleanNames([line.text]).filter(looksLikeName);
    if (names.length > 0) best = { names, score };
  });
  return best.score >= 0.6 ? best.names : [];
}

function looksLikeName(name: string): boolean {
  if (/\d/.test(name)) return false;
  if (/^[가-힣]{2,4}$/u.test(name) || /^[\u4E00-\u9FFF\u3040-\u30FF\s]{2,12}$/u.test(name)) return true;
  return /^\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+[\p{L}\p{M}.'’-]+){1,5}$/u.test(name);
}

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
  const people = stated.names.filter((name) => !isSite(name) && !isGeneric(name));
  const seen = visible.names.filter((name) => !isSite(name) && !notPerson.test(name));
  // The page shows all that its data names, and more: templates often state the first author only.
  const fuller =
    people.length > 0 &&
    seen.length > people.length &&
    people.every((name) => seen.some((other) => fold(other) === fold(name)));
  if (fuller) return seen;
  // An organisation or an account name in the data, a person on the page.
  const weak = stated.organisation || people.every((name) => /^[\w.-]+$/.test(name));
  if (people.length > 0 && !(weak && visible.score >= 1.2 && seen.some((name) => name.includes(' '))))
    return people;
  if (seen.length > 0) return seen;
  return stated.names.filter(
    (name) => !/^(?:admin|administrator|root|user\d*|webmaster|null|undefined)$/i.test(name),
  );
}

/** Offices, desks and phrases that stand where names stand. */
const notPerson =
  /(?<!\p{L})(?:editors?|editorial|reporter|analyst|news|correspondent|writer|journalist|expert|team|staff|manager|founder|specialist|director|officer|professor|grader|nutritionist|dietitian|advisor|senior|contributor|agencies|updated?|touch|insights|overall|learn|community|categor\p{L}+|nachrichten|magazine|blog|club|FC|pediatrics|management|week|recipes|today|guide|review)(?!\p{L})/iu;

const fold = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

const namesMax = 12;

/** A role or a desk, not a person: believed only where nothing better is found. */
function isGeneric(name: string): boolean {
  return /^(?:admin|administrator|editor|editors|staff|redaktion|redacción|rédaction|redazione|news ?desk|.{0,30}\b(?:staff|team|desk|newsroom|editorial|redaktion|editors?|reporters?|correspondents?|contributors?)|온라인뉴스팀|디지털뉴스팀|편집국|.{0,12}(?:뉴스팀|편집부|취재팀)|編集部|.{0,12}(?:取材班|編集部))$/iu.test(
    name.trim(),
  );
}

interface Stated {
  names: string[];
  /** The data says that these are organisations. */
  organisation: boolean;
}

const authorMeta = [
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
];

function statedAuthors(data: StructuredData): Stated {
  for (const item of data.items) {
    if (item.rank === 0 && item.from === 'json-ld') continue;
    // Outside any article's scope, further "authors" are those of comments.
    const authors = item.rank === 0 ? item.authors.slice(0, 1) : item.authors;
    const names = cleanNames(authors.map((author) => author.name));
    const organisation = authors.length > 0 && authors.every(({ kind }) => kind === 'organisation');
    if (names.length > 0) return { names, organisation };
  }
  for (const key of authorMeta) {
    const label = data.meta.get('twitter:label1')?.[0] ?? '';
    if (key === 'twitter:data1' && !/written by|author|von|par|autor|skrevet|geschreven|글쓴이/i.test(label))
      continue;
    const values = data.meta.get(key) ?? [];
    const names = cleanNames(
      /^(?:citation_author|dc\.creator)$/.test(key) ? values.map(forwardName) : values,
    );
    if (names.length > 0) return { names, organisation: false };
  }
  return { names: [], organisation: false };
}

/** `Roy, Aniruddha` -> `Aniruddha Roy`: how libraries' tags write names. */
function forwardName(value: string): string {
  const match = /^([\p{L}'’. -]{2,40}),\s*([\p{L}'’. -]{2,40})$/u.exec(value);
  return match ? `${match[2]} ${match[1]}` : value;
}

const lead =
  /^(?:written by|story by|words by|reported by|posted by|published by|article by|text by|by|von|par|por|di|da|af|av|door|door:|autor(?:in)?|author|authors|auteur|autore|text|texte|from|oleh|penulis|door|przez|автор|글|글쓴이|취재|기자|文|記者|作者|記者／|责任编辑|责编|責任編輯|編輯|编辑)\s*[:：/]?\s+/iu;
const leadTight = /^(?:by|author|autor|von|text|글|文|作者|記者|责任编辑|责编|編集)\s?[:：／=]\s*/iu;

const koreanRole =
  /\s*(?:선임기자|전문기자|수습기자|인턴기자|객원기자|명예기자|시민기자|의학전문기자|특파원|논설위원|통신원|리포터|앵커|PD|기자)$/u;
const role =
  /,?\s+(?:(?:(?:senior|chief|political|economics?|health|science|sports?|staff|special|foreign|regional|technology|business|deputy|associate|managing|executive|contributing|news|features?|media|environment|education|transport|diplomatic|crime|home affairs|world|national|assistant|digital|online|consumer|royal|money|city|investigations?|breaking)\s+){0,3}(?:correspondent|editor|reporter|writer|columnist|journalist|editor-in-chief|contributor|producer|columnist)|(?<=\S+ \S+ )(?:in|for) [A-Z][\w .]{2,40})$/iu;

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
  return led
    .split(/\s*[;|•·・、，/]\s*|\s*\+\s*/u)
    .flatMap((part) => splitAnd(part))
    .flatMap((part) => (isListOfNames(part) ? part.split(/,\s*/) : [part]));
}

const andWord =
  /,?\s+(?:and|und|et|y|e|og|och|en|i|ve|with|mit|dan|med)\s+|\s*&\s*|(?<=[가-힣\u4E00-\u9FFF])\s?[和与]\s?/iu;

/** `Jane Doe and John Roe`, not `Center for Drug Evaluation and Research`: organisations have words for what they do. */
function splitAnd(part: string): string[] {
  const isOrganisation =
    /\b(?:of|for|the|center|centre|institute|department|office|ministry|society|council|university|foundation|association|health|news|press|research)\b/i.test(
      part,
    );
  return isOrganisation ? [part] : part.split(andWord);
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

const notName =
  /^[\w]+(?:\.[\w]+){2,}$|^(?:(?:written|posted|published|reviewed|updated|edited|created|medically reviewed|fact[- ]checked|story|words|photos?|articles?|posts?)(?: by)?|by|author|autor|von|von unserer redaktion|share|follow|subscribe|about|contact|comments?|home|menu|search|read more|n\/a|anonymous|unknown|guest|none|null|undefined)$|\b(?:log ?in|sign ?(?:in|up)|comments?|min(?:ute)?s? read|read more|view all|all posts|articles by|more by|follow us|newsletter|copyright|privacy|cookie|event type|share this|facebook|twitter|linkedin)\b|^\d/iu;

function cleanName(part: string): string | null {
  let name = part
    .replace(/^\s*(?:\([^()]{1,40}\)|\[[^[\]]{1,40}\])\s*/u, '')
    .replace(/^[\s([{<"'“‘\-–—:|=▶■●]+|[\s)\]}>"'”’\-–—:|=,.]+$/gu, '')
    .replace(lead, '')
    .replace(/\s*\([^()]{0,60}\)?$/u, '')
    .replace(/^(?:\([^()]{1,40}\)|\[[^[\]]{1,40}\])\s*/u, '')
    .replace(
      /\s+[-–—]\s+.{0,40}\b(?:team|editors?|editorial|staff|contributor|writer|expert|reporter|correspondent|news|media|blog|magazine|\p{L}+\.com)\b.{0,20}$/iu,
      '',
    );
  if (/[가-힣]/.test(name)) {
    name = name.replace(/^.{0,20}=\s*/u, '').replace(koreanRole, '');
  }
  name = name
    .replace(/記者$|特派員$|\s+記者.*$/u, '')
    .replace(role, '')
    .trim();
  if (name.length < 2 || name.length > 80 || !/\p{L}/u.test(name)) return null;
  if (notName.test(name)) return null;
  if (/^(?:https?|www)\b|[<>{}@]|\.(?:com|html|php)\b.{3}/i.test(name)) return null;
  if (name.split(' ').length > 8) return null;
  return name;
}

const authorNames =
  /(?<![a-z])(?:author|byline|by-line|writer|reporter|journalist|autor|auteur|creator|contributor)s?(?![a-z])/;
const notAuthor =
  /comment|related|sidebar|footer|widget|avatar|recommend|teaser|card-|about-the-author|social|photo|caption|testimonial/;
const authorLink =
  /\/(?:authors?|autor(?:en|es)?|auteurs?|by|staff|people|profiles?|journalists?|contributors?|writers?|redaktion|reporters?)\//;
const worded =
  /^(?:(?:posted|written|published|story|words|text|reported|article) )?(?:by|von|par|por|di|av|af|door|oleh|przez)[\s:]+(?=\p{Lu}|\p{Ll}[\p{L}\d_.-]+$)|^(?:text|글|文|記者|作者|autor(?:in)?|author|auteur)\s?[:：]\s*/iu;
const korean =
  /^(?:[^=]{0,30}=\s?)?[가-힣]{2,4}(?:\s?[·,]?\s?[가-힣]{2,4}){0,3}\s?(?:선임|전문|인턴|수습)?(?:기자|특파원)(?![가-힣])/u;
/** `(청람도=다솜통신) 배이랑 온새미 기자 = ...`: how Korean agencies begin. It names all who wrote. */
const agencyLine =
  /^\s*[[(][^\])=]{1,30}=[^\])]{2,20}[\])]\s*((?:[가-힣]{2,4}[\s·]{1,2}){1,5})(?:선임|전문|인턴|수습)?(?:기자|특파원)\s{0,2}=/u;
const agencyScore = 3;

/** What follows the names in a worded byline: a date, a section, a button. */
const afterNames =
  /\s+(?:on|in|at|for|updated|published|posted|from|view|follow|am|um|le|el|den)\s.*$|\s*[·|•–—]\s.*$|,?\s*(?:\p{L}{3,9}\.?\s)?\d.*$|\s*\(?@\w+.*$/iu;

interface Seen {
  names: string[];
  score: number;
}

/** Names that stand in the open near the heading, or in markup that calls them the author. */
function visibleAuthors(lines: readonly Line[], heading: PageElement | null): Seen {
  let best: Seen & { line: Line | null } = { names: [], score: 0, line: null };
  const headingText = lines.find((line) => line.element === heading)?.text ?? '';
  const dateAt = lines
    .filter((line) => line.text.length < 80 && /\b(?:19|20)\d\d\b/.test(line.text))
    .map((line) => line.order);
  lines.forEach((line, index) => {
    const agency = agencyLine.exec(line.text);
    if (agency && best.score < agencyScore) {
      const names = cleanNames([(agency[1] ?? '').trim().replace(/\s+/g, '·')]).filter(looksLikeName);
      if (names.length > 0) best = { names, score: agencyScore, line: null };
    }
    if (line.text.length > 160 || isRowOfElements(line.element)) return;
    const near = nearness(line, heading, index);
    const score = near === 0 ? 0 : near + signals(line, heading, headingText, dateAt);
    if (score <= best.score || score < near + 0.3) return;
    const text = worded.test(line.text) ? line.text.replace(worded, '').replace(afterNames, '') : line.text;
    const names = cleanNames([text]).filter(
      (name) =>
        looksLikeName(name) ||
        (worded.test(line.text) && near > 0.9 && line.text.length < 32 && /^\w{3,24}$/.test(name)),
    );
    if (names.length > 0) best = { names, score, line };
  });
  if (best.score < 0.8) return { names: [], score: 0 };
  if (best.line === null) return { names: best.names, score: best.score };
  return { names: withSiblings(best.names, best.line, lines), score: best.score };
}

/** Two names in two elements of one kind, side by side. */
function withSiblings(names: string[], found: Line, lines: readonly Line[]): string[] {
  if (names.length > 1 || !authorNames.test(found.names)) return names;
  const beside = lines.filter(
    (line) =>
      line.names === found.names &&
      line.element.tag === found.element.tag &&
      Math.abs(line.order - found.order) <= 14,
  );
  return beside.length > 6 ? names : cleanNames(beside.map((line) => line.text)).filter(looksLikeName);
}

/** Elements in a row without words between them: each is a line of its own, and together they read as nonsense. */
function isRowOfElements(element: PageElement): boolean {
  const filled = element.children.filter((child) => child.kind === 'element' && child.end - child.order > 1);
  const hasText = element.children.some((child) => child.kind === 'text' && child.text.trim() !== '');
  return filled.length > 1 && !hasText;
}

/** 1 at the heading, 0 from 400 nodes on; before it a third as far. */
function nearness(line: Line, heading: PageElement | null, index: number): number {
  if (!heading) return Math.max(0, 1 - index / 200);
  const distance = line.order < heading.order ? 3 * (heading.order - line.order) : line.order - heading.end;
  return Math.max(0, 1 - Math.max(0, distance) / 400);
}

function signals(
  line: Line,
  heading: PageElement | null,
  headingText: string,
  dateAt: readonly number[],
): number {
  const marked = authorNames.test(line.names) && !notAuthor.test(line.names);
  const linked = /\bauthor\b/.test(attr(line.element, 'rel')) || authorLink.test(attr(line.element, 'href'));
  const says = worded.test(line.text);
  const isKorean = korean.test(line.text);
  const strong = (marked ? 0.5 : 0) + (linked ? 0.5 : 0) + (says ? 0.5 : 0) + (isKorean ? 0.6 : 0);
  if (strong > 0) return strong;
  return isBareName(line, heading, headingText, dateAt) ? 0.3 : 0;
}

/** Nothing but a name, right under the heading and right beside a date. */
function isBareName(
  line: Line,
  heading: PageElement | null,
  headingText: string,
  dateAt: readonly number[],
): boolean {
  if (!heading || line.order < heading.end || line.order > heading.end + 60 || line.text.length > 40)
    return false;
  if (!/^\p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’.-]*){1,3}$/u.test(line.text)) return false;
  if (notAuthor.test(line.names) || /category|categor|section|tag|topic|breadcrumb|kicker/.test(line.names))
    return false;
  if (/\/(?:category|tag|topic|section)s?\//.test(attr(line.element, 'href'))) return false;
  const title = line.text.split(' ').filter((word) => headingText.includes(word));
  return title.length === 0 && dateAt.some((order) => Math.abs(order - line.order) <= 14);
}

function looksLikeName(name: string): boolean {
  if (/\d/.test(name)) return false;
  if (/^[가-힣]{2,4}$/u.test(name) || /^[\u4E00-\u9FFF\u3040-\u30FF\s]{2,12}$/u.test(name)) return true;
  return /^\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+[\p{L}\p{M}.'’-]+){1,5}$/u.test(name);
}

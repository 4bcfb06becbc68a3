import type { FeedCategory } from '../../domain/feed.ts';
import { feedDate, isoOfFeedDate } from '../../kit/feed-date.ts';
import { type DateRole, type Details, emptyDetails, type PersonRole, type TextRole } from './details.ts';
import { oneLine } from './html-text.ts';
import { feedLimits } from './limits.ts';
import { addEnclosure, addImage, addLink } from './links.ts';
import { personOf } from './people.ts';
import { resolveAgainst } from './relative.ts';
import { rslLicencesOf } from './rsl.ts';
import { textOf } from './text-construct.ts';
import {
  allText,
  childrenNamed,
  hasChildElements,
  languageTag,
  ownText,
  type XmlElement,
} from './xml-tree.ts';

/** What collecting knows about the place where it collects. */
export interface CollectContext {
  /** IANA zone for times without one. */
  zone: string | undefined;
}

type Handler = (element: XmlElement, into: Collector) => void;

/** Details under way: ranks remember which vocabulary a single value came from. */
interface Collector {
  details: Details;
  ranks: Map<string, number>;
  context: CollectContext;
}

/** The vocabulary's place in line: a core element beats Dublin Core, that beats Media RSS and podcasts. */
function rankOf(name: string): number {
  const colon = name.indexOf(':');
  if (colon < 0) return 0;
  const order = ['dcterms', 'dc', 'content', 'xhtml', 'media', 'itunes'].indexOf(name.slice(0, colon));
  return order < 0 ? 9 : order + 1;
}

/** True where this element is the first (or the last) of the best vocabulary so far for the slot. */
function takes(into: Collector, slot: string, element: XmlElement, isLast = false): boolean {
  const rank = rankOf(element.name);
  const taken = into.ranks.get(slot);
  if (taken !== undefined && (taken < rank || (taken === rank && !isLast))) return false;
  into.ranks.set(slot, rank);
  return true;
}

function text(role: TextRole, usual: 'text/plain' | 'text/html'): Handler {
  return (element, into) => {
    const isEmpty = element.children.length === 0 && !element.attributes.has('src');
    if (isEmpty) return;
    if (takes(into, role, element)) into.details.texts[role] = textOf(element, usual);
    // A second text of the same kind is the longer one: `description` beside `summary`.
    else if (role === 'summary' && rankOf(element.name) === 0) content(element, into);
  };
}

const content: Handler = (element, { details }) => {
  if (details.contents.length >= feedLimits.listMax) return;
  const found = textOf(element, element.isAtom ? 'text/plain' : 'text/html');
  if (found.value !== '' || found.src !== undefined) details.contents.push(found);
};

function date(role: DateRole): Handler {
  return (element, into) => {
    const written = oneLine(allText(element), 200);
    // The last of several wins: what is appended is newer.
    if (written === '' || !takes(into, `date:${role}`, element, true)) return;
    const isPublication = element.name === 'dc:date' || element.name === 'date';
    into.details.dates[role] = {
      ...writtenDate(written, element.lang, into.context),
      ...(isPublication && { isPublication }),
    };
  };
}

function writtenDate(written: string, lang: string | undefined, { zone }: CollectContext) {
  const moment = feedDate(written, {
    ...(lang !== undefined && { lang }),
    ...(zone !== undefined && { zone }),
  });
  return { written, ...(moment !== null && { at: isoOfFeedDate(moment) }) };
}

/** `start=2002-10-13T09:00+01:00; end=...; scheme=W3C-DTF` (Dublin Core period). */
const validity: Handler = (element, into) => {
  const fields = new Map(
    allText(element)
      .slice(0, 500)
      .split(';')
      .map((field) => {
        const [key = '', ...value] = field.split('=');
        return [key.trim().toLowerCase(), value.join('=').trim()] as const;
      }),
  );
  const from = fields.get('start');
  const until = fields.get('end');
  if (from) into.details.dates.validFrom = writtenDate(from, element.lang, into.context);
  if (until) into.details.dates.validUntil = writtenDate(until, element.lang, into.context);
};

function person(role: PersonRole): Handler {
  return (element, into) => {
    const people = into.details.people[role];
    const found = personOf(element);
    if (found === null || people.length >= feedLimits.listMax) return;
    const rank = rankOf(element.name);
    const taken = into.ranks.get(`person:${role}`);
    if (taken !== undefined && taken < rank) return;
    if (taken !== undefined && taken > rank) people.length = 0;
    into.ranks.set(`person:${role}`, rank);
    people.push(found);
  };
}

function tag(...terms: ('attribute' | 'text')[]): Handler {
  return (element, { details }) => {
    const { attributes } = element;
    const own = oneLine(allText(element), feedLimits.lineCharsMax);
    const term = attributes.get('term') ?? (attributes.get('text') || own);
    const label = attributes.get('label') ?? (attributes.has('term') && own !== '' ? own : undefined);
    const scheme = attributes.get('scheme') ?? attributes.get('domain');
    const found: FeedCategory = {
      ...(term !== '' && terms.length > 0 && { term: oneLine(term, feedLimits.lineCharsMax) }),
      ...(scheme !== undefined && { scheme }),
      ...(label !== undefined && { label: oneLine(label, feedLimits.lineCharsMax) }),
    };
    if (Object.keys(found).length > 0) addTag(details, found);
  };
}

function addTag({ tags }: Details, found: FeedCategory): void {
  const isKnown = tags.some(
    (other) => other.term === found.term && other.scheme === found.scheme && other.label === found.label,
  );
  if (!isKnown && tags.length < feedLimits.listMax) tags.push(found);
}

const mediaCategory: Handler = (element, into) => {
  const scheme = element.attributes.get('scheme') ?? 'http://search.yahoo.com/mrss/category_schema';
  element.attributes.set('scheme', scheme);
  tag('text')(element, into);
};

/** iTunes nests its categories. */
const itunesCategory: Handler = (element, into) => {
  element.attributes.set('scheme', 'http://www.itunes.com/');
  tag('text')(element, into);
  for (const inner of childrenNamed(element, 'itunes:category')) itunesCategory(inner, into);
};

const keywords: Handler = (element, { details }) => {
  for (const word of allText(element)
    .slice(0, feedLimits.summaryCharsMax)
    .split(/[,;]|\s{2,}/)) {
    const term = oneLine(word, feedLimits.lineCharsMax);
    if (term !== '') addTag(details, { term });
  }
};

const guid: Handler = (element, into) => {
  const written = oneLine(allText(element), feedLimits.lineCharsMax);
  if (written === '' || !takes(into, 'guid', element)) return;
  const { details } = into;
  const isGuid = element.name === 'guid';
  details.guidIsLink = isGuid && (element.attributes.get('ispermalink') ?? 'true').toLowerCase() !== 'false';
  // A relative address; not every identifier that has no scheme: that one must not change with the feed's address.
  const isPath = element.isAtom && /^[^\s:]*\/[^\s:]*$/.test(written);
  details.guid = details.guidIsLink || isPath ? (resolveAgainst(written, element.base) ?? written) : written;
};

const language: Handler = (element, into) => {
  const lang = languageTag(allText(element));
  if (lang !== undefined && takes(into, 'lang', element)) into.details.lang = lang;
};

const generator: Handler = (element, { details }) => {
  const url =
    element.attributes.get('uri') ?? element.attributes.get('url') ?? element.attributes.get('rdf:resource');
  const resolved = url === undefined ? undefined : resolveAgainst(url, element.base);
  const name = oneLine(allText(element), feedLimits.lineCharsMax);
  const version = element.attributes.get('version');
  details.generator ??= {
    ...(name !== '' && { name }),
    ...(resolved !== undefined && { url: resolved }),
    ...(version !== undefined && { version }),
  };
};

const origin: Handler = (element, into) => {
  if (into.details.origin !== undefined) return;
  const inner = collect(element, into.context);
  const url = element.attributes.get('url');
  if (url !== undefined) inner.link ??= resolveAgainst(url, element.base) ?? url;
  if (!hasChildElements(element)) inner.texts.title = textOf(element, 'text/plain');
  into.details.origin = inner;
};

const licences: Handler = (element, { details }) => {
  details.licences.push(...rslLicencesOf(element).slice(0, feedLimits.listMax - details.licences.length));
};

/** Media RSS puts groups around what belongs together. */
const group: Handler = (element, into) => {
  for (const child of element.children) if (typeof child !== 'string') handle(child, into);
};

const nothing: Handler = () => undefined;

/** What each element means. One line to add one; names under their vocabulary's short name. */
const handlers = new Map<string, Handler>(
  Object.entries({
    title: text('title', 'text/plain'),
    'dc:title': text('title', 'text/plain'),
    'media:title': text('title', 'text/plain'),
    'itunes:title': text('title', 'text/plain'),
    subtitle: text('subtitle', 'text/plain'),
    tagline: text('subtitle', 'text/plain'),
    'itunes:subtitle': text('subtitle', 'text/plain'),
    summary: text('summary', 'text/plain'),
    description: text('summary', 'text/html'),
    abstract: text('summary', 'text/plain'),
    'dc:description': text('summary', 'text/html'),
    'dcterms:abstract': text('summary', 'text/html'),
    'media:description': text('summary', 'text/html'),
    'itunes:summary': text('summary', 'text/plain'),
    info: text('info', 'text/plain'),
    'feedburner:browserfriendly': text('info', 'text/plain'),
    copyright: text('rights', 'text/plain'),
    rights: text('rights', 'text/plain'),
    'dc:rights': text('rights', 'text/plain'),
    'media:copyright': text('rights', 'text/plain'),
    content,
    'content:encoded': content,
    'xhtml:body': content,
    'xhtml:div': content,
    body: content,
    fullitem: content,
    prodlink: content,
    published: date('published'),
    pubdate: date('published'),
    issued: date('published'),
    'dcterms:issued': date('published'),
    updated: date('updated'),
    modified: date('updated'),
    lastbuilddate: date('updated'),
    date: date('updated'),
    'dc:date': date('updated'),
    'dcterms:modified': date('updated'),
    created: date('created'),
    'dcterms:created': date('created'),
    expirationdate: date('expired'),
    'dcterms:valid': validity,
    author: person('author'),
    managingeditor: person('author'),
    'dc:author': person('author'),
    'dc:creator': person('author'),
    'itunes:author': person('author'),
    contributor: person('contributor'),
    'dc:contributor': person('contributor'),
    publisher: person('publisher'),
    webmaster: person('publisher'),
    'dc:publisher': person('publisher'),
    'itunes:owner': person('publisher'),
    owner: person('owner'),
    'dc:maintainer': person('maintainer'),
    link: addLink,
    enclosure: addEnclosure,
    'media:content': addEnclosure,
    'media:group': group,
    image: addImage,
    logo: addImage,
    icon: addImage,
    'itunes:image': addImage,
    'media:thumbnail': addImage,
    category: tag('attribute', 'text'),
    'dc:subject': tag('text'),
    keywords,
    tags: (element, into) => (hasChildElements(element) ? group : keywords)(element, into),
    tag: tag('text'),
    'media:category': mediaCategory,
    'itunes:category': itunesCategory,
    'itunes:keywords': keywords,
    'media:keywords': keywords,
    guid,
    id: guid,
    'dc:identifier': guid,
    language,
    'dc:language': language,
    generator,
    'admin:generatoragent': generator,
    source: origin,
    'rsl:content': licences,
    'rsl:rsl': licences,
    'rsl:license': licences,
    item: nothing,
    entry: nothing,
  } satisfies Record<string, Handler>),
);

/** Those among the elements without a handler that hold an address. */
const addressValues = new Set('docs comments wfw:comment wfw:commentrss itunes:new-feed-url'.split(' '));

/** Elements without a handler: their text and attributes are kept by name, one level deep. */
function keepValue(element: XmlElement, { details: { values } }: Collector): void {
  const keep = (key: string, value: string) => {
    const short = oneLine(value, feedLimits.lineCharsMax);
    if (values.size < feedLimits.extrasMax && !values.has(key)) values.set(key, short);
  };
  const text = ownText(element);
  const own = addressValues.has(element.name) ? (resolveAgainst(text, element.base) ?? text) : text;
  if (own !== '' || element.children.length === 0) keep(element.name, own);
  for (const [name, value] of element.attributes)
    if (!name.startsWith('xmlns')) keep(`${element.name}/${name}`, value);
  for (const child of element.children)
    if (typeof child !== 'string') keep(`${element.name}/${child.name}`, allText(child));
}

function handle(element: XmlElement, into: Collector): void {
  const handler = handlers.get(element.name);
  if (handler === undefined) keepValue(element, into);
  else handler(element, into);
}

/** All that the element's children say. */
export function collect(element: XmlElement, context: CollectContext): Details {
  const into: Collector = { details: emptyDetails(), ranks: new Map(), context };
  for (const child of element.children) if (typeof child !== 'string') handle(child, into);
  const about = element.attributes.get('rdf:about');
  if (about !== undefined && into.details.guid === undefined)
    into.details.guid = resolveAgainst(about, element.base) ?? about;
  return into.details;
}

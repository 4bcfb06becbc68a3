import { countryCode } from '../../domain/country.ts';
import type { SourceKind } from '../../domain/feed.ts';
import { decodeFeed } from './decode.ts';
import { takeDoctype } from './doctype.ts';
import { oneLine } from './html-text.ts';
import { FeedProblem, feedLimits } from './limits.ts';
import { NotWellFormed, readForgiving, readStrict } from './read-xml.ts';
import { webAddress } from './relative.ts';
import { childNamed, childrenNamed, languageTag, TreeBuilder, type XmlElement } from './xml-tree.ts';

/** A source as an OPML list names it. */
export interface ListedSource {
  /** Where it is polled. */
  url: string;
  kind: SourceKind;
  title?: string;
  /** Its site. */
  site?: string;
  /** Folders around it, outermost first. */
  section: string[];
  lang?: string;
  /** ISO 3166-1, two letters: an attribute of ours. */
  country?: string;
}

/** An outline that names no source: why, and how often. */
export interface PassedOver {
  reason: 'no-address' | 'bad-address' | 'repeated' | 'over-limit';
  message: string;
  title?: string;
}

export type OpmlOutcome =
  | { kind: 'read'; title?: string; sources: ListedSource[]; passedOver: PassedOver[] }
  | { kind: 'refused'; code: string; message: string; hint: string };

const sourcesMax = 10_000;
const passedOverMax = 1_000;

/** Kinds that the list may carry beside `rss`, in the `type` of an outline. */
const kindOfType: Record<string, SourceKind> = { sitemap: 'sitemap', page: 'page', url: 'url' };

interface Walk {
  sources: ListedSource[];
  passedOver: PassedOver[];
  seen: Set<string>;
}

/**
 * Reads an OPML list (1.0, 1.1, 2.0: https://opml.org/spec2.opml) of sources, in any charset, strictly and then
 * forgivingly. Folders become sections. Nothing is fetched: an `include` is passed over. Never throws.
 */
export function readOpml(body: Uint8Array): OpmlOutcome {
  try {
    return parseOpml(body);
  } catch (error) {
    if (!(error instanceof FeedProblem)) throw error;
    return { kind: 'refused', code: error.code, message: error.message, hint: error.hint };
  }
}

function parseOpml(body: Uint8Array): OpmlOutcome {
  if (body.length > feedLimits.bytesMax)
    throw new FeedProblem('too-large', `The list has ${body.length} bytes.`, 'Split it into several lists.');
  const root = rootOf(decodeFeed(body, undefined).text.replace(/^[\s\uFEFF]+/, ''));
  if (root === undefined)
    return {
      kind: 'refused',
      code: 'not-opml',
      message: 'This is no OPML list.',
      hint: 'Export the list of feeds from the other reader as OPML.',
    };
  const title = oneLine(textOfChild(childNamed(root, 'head'), 'title'), feedLimits.lineCharsMax);
  const walk: Walk = { sources: [], passedOver: [], seen: new Set() };
  for (const outline of childrenNamed(childNamed(root, 'body') ?? root, 'outline')) visit(outline, [], walk);
  return { kind: 'read', ...(title !== '' && { title }), sources: walk.sources, passedOver: walk.passedOver };
}

function rootOf(text: string): XmlElement | undefined {
  const document = takeDoctype(text);
  const build = () =>
    new TreeBuilder({ base: undefined, lang: undefined, isItem: () => false, onItem: () => undefined });
  let tree = build();
  try {
    readStrict(document, tree);
  } catch (error) {
    if (!(error instanceof NotWellFormed)) throw error;
    tree = build();
    readForgiving(document, tree);
  }
  return tree.roots.find((element) => element.name === 'opml');
}

function textOfChild(element: XmlElement | undefined, name: string): string {
  const child = element && childNamed(element, name);
  return child === undefined ? '' : child.children.filter((part) => typeof part === 'string').join('');
}

function visit(outline: XmlElement, section: readonly string[], walk: Walk): void {
  const { attributes } = outline;
  const title = oneLine(attributes.get('title') || attributes.get('text') || '', feedLimits.lineCharsMax);
  const inner = childrenNamed(outline, 'outline');
  const written = attributes.get('xmlurl') ?? attributes.get('url') ?? '';
  const type = (attributes.get('type') ?? '').toLowerCase();
  if (written.trim() !== '' && type !== 'include' && type !== 'link')
    add(outline, written, title, section, walk);
  else if (inner.length === 0) pass(walk, 'no-address', 'The outline names no feed.', title);
  const deeper = title === '' || written.trim() !== '' ? section : [...section, title];
  for (const child of inner) visit(child, deeper, walk);
}

/** Old readers write `feed://example.org/a` and `feed:https://example.org/a`. */
function withoutFeedScheme(address: string): string {
  return address.replace(/^feed:(?:\/\/)?(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://');
}

type Refusal = [reason: PassedOver['reason'], message: string];
const badAddress: Refusal = ['bad-address', 'The address is not one that can be fetched.'];

function refusalOf(url: string | undefined, { seen, sources }: Walk): Refusal | null {
  if (url === undefined) return badAddress;
  if (seen.has(url)) return ['repeated', 'The feed is in the list already.'];
  return sources.length < sourcesMax ? null : ['over-limit', `A list may have ${sourcesMax} sources.`];
}

function add(
  outline: XmlElement,
  written: string,
  title: string,
  section: readonly string[],
  walk: Walk,
): void {
  const { attributes } = outline;
  const url = webAddress(withoutFeedScheme(written.trim()), undefined);
  const refusal = refusalOf(url, walk);
  if (refusal !== null || url === undefined) {
    pass(walk, ...(refusal ?? badAddress), title);
    return;
  }
  walk.seen.add(url);
  const site = webAddress(attributes.get('htmlurl'), undefined);
  const lang = languageTag(attributes.get('language') ?? '');
  const country = countryCode(attributes.get('country') ?? '');
  walk.sources.push({
    url,
    kind: kindOfType[(attributes.get('type') ?? '').toLowerCase()] ?? 'feed',
    ...(title !== '' && title !== url && { title }),
    ...(site !== undefined && { site }),
    section: [...section],
    ...(lang !== undefined && { lang }),
    ...(country !== null && { country }),
  });
}

function pass(walk: Walk, reason: PassedOver['reason'], message: string, title: string): void {
  if (walk.passedOver.length < passedOverMax)
    walk.passedOver.push({ reason, message, ...(title !== '' && { title }) });
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/[&<>"\n]/g, (char) => escapes[char]!);
}

interface Folder {
  sources: ListedSource[];
  folders: Map<string, Folder>;
}

/**
 * An OPML 2.0 list of sources, sections as folders; `readOpml` gives back the same. `createdAt` goes into its head.
 */
export function writeOpml(title: string, sources: readonly ListedSource[], createdAt: Date): string {
  const root: Folder = { sources: [], folders: new Map() };
  for (const source of sources) {
    let folder = root;
    for (const name of source.section) {
      const inner = folder.folders.get(name) ?? { sources: [], folders: new Map() };
      folder.folders.set(name, inner);
      folder = inner;
    }
    folder.sources.push(source);
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    '  <head>',
    `    <title>${escaped(title)}</title>`,
    `    <dateCreated>${createdAt.toUTCString()}</dateCreated>`,
    '  </head>',
    '  <body>',
    ...folderLines(root, '    '),
    '  </body>',
    '</opml>',
    '',
  ].join('\n');
}

function folderLines({ sources, folders }: Folder, indent: string): string[] {
  const lines = sources.map((source) => `${indent}<outline${attributesOf(source)}/>`);
  for (const [name, inner] of folders)
    lines.push(
      `${indent}<outline text="${escaped(name)}">`,
      ...folderLines(inner, `${indent}  `),
      `${indent}</outline>`,
    );
  return lines;
}

function attributesOf({ kind, title, url, site, lang, country }: ListedSource): string {
  const fields: [string, string | undefined][] = [
    ['type', kind === 'feed' ? 'rss' : kind],
    ['text', title ?? url],
    ['title', title],
    ['xmlUrl', url],
    ['htmlUrl', site],
    ['language', lang],
    ['country', country],
  ];
  return fields.map(([name, value]) => (value === undefined ? '' : ` ${name}="${escaped(value)}"`)).join('');
}

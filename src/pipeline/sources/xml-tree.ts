import { FeedProblem, feedLimits } from './limits.ts';
import { isAtomAddress, usualVocabulary, vocabularyOf } from './namespaces.ts';
import { resolveAgainst } from './relative.ts';

/** One element of a feed. Names are lower case, under the vocabulary's short name: `title`, `dc:creator`. */
export interface XmlElement {
  name: string;
  /** In one of Atom's own namespaces, wherever it stands. */
  isAtom: boolean;
  /** As the document spells it, for markup. */
  written: string;
  /** By lower-case name, vocabulary's short name before it where it has one: `href`, `xml:base`, `rdf:about`. */
  attributes: Map<string, string>;
  /** As the document spells them, in order, for markup. */
  writtenAttributes: readonly [string, string][];
  children: (XmlElement | string)[];
  base: string | undefined;
  lang: string | undefined;
}

interface Scope {
  parent: Scope | null;
  /** Prefix to namespace address; the default namespace under the empty prefix. */
  declared: Map<string, string>;
}

interface Open {
  element: XmlElement;
  scope: Scope | null;
  /** Elements that were live when this one opened. */
  liveBefore: number;
  /** An ancestor or the element itself is an item. */
  inItem: boolean;
}

export interface TreeOptions {
  /** Address of the document. */
  base: string | undefined;
  /** Of the response, where a header gives it. */
  lang: string | undefined;
  isItem(element: XmlElement, parents: readonly XmlElement[]): boolean;
  /** Told each item when it ends; it is then forgotten, so that memory is one item's. */
  onItem(element: XmlElement): void;
}

/**
 * Builds elements from the events of a reader, under limits (depth, attributes, live elements). Throws `FeedProblem`.
 * What is left open at the end is closed; a close tag that closes nothing is passed over and counted as a problem.
 */
export class TreeBuilder {
  readonly roots: XmlElement[] = [];
  /** Namespace addresses that the document declares, lower case. */
  readonly namespaces = new Set<string>();
  readonly problems = new Set<string>();
  private readonly stack: Open[] = [];
  private readonly parents: XmlElement[] = [];
  private live = 0;
  private readonly options: TreeOptions;

  constructor(options: TreeOptions) {
    this.options = options;
  }

  open(written: string, attributes: readonly [string, string][]): void {
    if (this.stack.length >= feedLimits.depthMax)
      throw new FeedProblem(
        'too-deep',
        `Elements are nested more than ${feedLimits.depthMax} deep.`,
        'No feed needs that; tell its publisher.',
      );
    if (++this.live > feedLimits.elementsMax)
      throw new FeedProblem(
        'too-many-elements',
        `One part of the document has more than ${feedLimits.elementsMax} elements.`,
        'No feed needs that; tell its publisher.',
      );
    const parent = this.stack.at(-1);
    const scope = this.scopeOf(attributes, parent?.scope ?? null);
    const element = this.elementOf(written, attributes, scope, parent?.element);
    if (parent) parent.element.children.push(element);
    else this.roots.push(element);
    const inItem = parent?.inItem === true || this.options.isItem(element, this.parents);
    this.stack.push({ element, scope, liveBefore: this.live - 1, inItem });
    this.parents.push(element);
  }

  text(text: string): void {
    const children = this.stack.at(-1)?.element.children;
    if (children === undefined || text === '') return;
    const last = children.length - 1;
    if (typeof children[last] === 'string') children[last] += text;
    else children.push(text);
  }

  close(written: string): void {
    let at = this.stack.length - 1;
    while (at >= 0 && this.stack[at]!.element.written !== written) at--;
    if (at < 0) {
      this.problems.add(`"</${written.slice(0, 40)}>" closes nothing.`);
      return;
    }
    while (this.stack.length > at) this.pop();
  }

  end(): void {
    while (this.stack.length > 0) this.pop();
  }

  private pop(): void {
    const closed = this.stack.pop();
    this.parents.pop();
    if (closed === undefined || !closed.inItem) return;
    const parent = this.stack.at(-1);
    if (parent?.inItem) return;
    this.options.onItem(closed.element);
    if (parent) parent.element.children.pop();
    else this.roots.pop();
    this.live = closed.liveBefore;
  }

  private scopeOf(attributes: readonly [string, string][], parent: Scope | null): Scope | null {
    let declared: Map<string, string> | null = null;
    for (const [name, value] of attributes) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
      declared ??= new Map();
      declared.set(name.slice(6), value);
      if (this.namespaces.size < 100) this.namespaces.add(value.trim().toLowerCase().slice(0, 200));
    }
    return declared === null ? parent : { parent, declared };
  }

  private elementOf(
    written: string,
    attributes: readonly [string, string][],
    scope: Scope | null,
    parent: XmlElement | undefined,
  ): XmlElement {
    const { name, isAtom } = this.nameOf(written, scope);
    const byName = new Map<string, string>();
    for (const [attribute, value] of attributes) {
      const key = attribute.includes(':') ? this.nameOf(attribute, scope).name : attribute.toLowerCase();
      if (!byName.has(key)) byName.set(key, value);
    }
    // CDF has a `BASE` of its own.
    const isCdf = name === 'channel' || name === 'item';
    const ownBase = byName.get('xml:base') ?? (isCdf ? byName.get('base') : undefined);
    const above = parent ? parent.base : this.options.base;
    const ownLang = byName.get('xml:lang');
    return {
      name,
      isAtom,
      written,
      attributes: byName,
      writtenAttributes: attributes,
      children: [],
      base: ownBase === undefined ? above : baseFrom(ownBase, above),
      lang: ownLang === undefined ? (parent ? parent.lang : this.options.lang) : languageTag(ownLang),
    };
  }

  /** The vocabulary's short name and the local name, lower case. */
  private nameOf(written: string, scope: Scope | null): { name: string; isAtom: boolean } {
    const colon = written.indexOf(':');
    const prefix = colon < 0 ? '' : written.slice(0, colon);
    const local = written.slice(colon + 1).toLowerCase();
    if (prefix === 'xml') return { name: `xml:${local}`, isAtom: false };
    if (prefix === 'xmlns') return { name: `xmlns:${local}`, isAtom: false };
    const address = addressOf(prefix, scope);
    if (address === null) {
      if (prefix === '') return { name: local, isAtom: false };
      this.problems.add(`The prefix "${prefix.slice(0, 40)}" is not declared.`);
      const usual = usualVocabulary(prefix);
      return { name: qualified(usual ?? prefix.toLowerCase(), local), isAtom: /^atom/i.test(prefix) };
    }
    const vocabulary = vocabularyOf(address) ?? usualForUnknown(prefix, address);
    return { name: qualified(vocabulary, local), isAtom: isAtomAddress(address) };
  }
}

function qualified(vocabulary: string, local: string): string {
  return vocabulary === '' ? local : `${vocabulary}:${local}`;
}

/** An unknown address under no prefix is taken as core: feeds invent namespaces for their root. */
function usualForUnknown(prefix: string, address: string): string {
  if (prefix === '') return '';
  // `http://purl.org/rss/1.0/modules/NAME/` has dozens of names; the prefix says which.
  return address === '' ? '' : prefix.toLowerCase();
}

function addressOf(prefix: string, scope: Scope | null): string | null {
  for (let at = scope; at !== null; at = at.parent) {
    const address = at.declared.get(prefix);
    if (address !== undefined) return address;
  }
  return null;
}

function baseFrom(value: string, above: string | undefined): string | undefined {
  const base = resolveAgainst(value, above);
  const url = base === undefined ? null : URL.parse(base);
  if (base === undefined || url === null || !/^https?:$/.test(url.protocol)) return above;
  return /^https?:\/\/[^/]/i.test(base) ? base : url.href;
}

/** A language tag as BCP 47 writes it: `en_US` becomes `en-US`; nothing where it is empty or no tag. */
export function languageTag(value: string): string | undefined {
  const tag = value.trim().replace(/_/g, '-');
  return /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,7}$/.test(tag) ? tag : undefined;
}

/** The element's own text, child elements' text left out, trimmed. */
export function ownText(element: XmlElement): string {
  let text = '';
  for (const child of element.children) if (typeof child === 'string') text += child;
  return text.trim();
}

/** All text under the element, trimmed. */
export function allText(element: XmlElement): string {
  const collect = (at: XmlElement): string =>
    at.children.map((child) => (typeof child === 'string' ? child : collect(child))).join('');
  return collect(element).trim();
}

/** Child elements of a name, in order. */
export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && child.name === name,
  );
}

export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return childrenNamed(element, name)[0];
}

export function hasChildElements(element: XmlElement): boolean {
  return element.children.some((child) => typeof child !== 'string');
}

import { decodeReferences, namedEntity } from './entities.ts';
import { feedLimits } from './limits.ts';

/** A document without its document type declaration, and what its entities stand for. */
export interface Undeclared {
  text: string;
  /** What a name stands for: declared here, else of HTML. Undefined where unknown, or where too much was added. */
  entity(name: string): string | undefined;
  /** The document type, for telling RSS 0.91 from its namesake; empty where there is none. */
  doctype: string;
}

const declaration = /<!ENTITY\s{1,20}([A-Za-z_][\w.-]{0,60})\s{1,20}(?:"([^"]*)"|'([^']*)')\s{0,20}>/g;

/**
 * Takes a document type out of the prolog. Nothing outside is ever loaded. Only simple entities are understood: those
 * whose text holds no reference to another declared one and no markup, so that nothing can multiply; and what
 * they add to a document is limited.
 */
export function takeDoctype(document: string): Undeclared {
  const start = doctypeStart(document);
  const end = start < 0 ? -1 : doctypeEnd(document, start);
  const doctype = end < 0 ? '' : document.slice(start, end);
  const declared = end < 0 ? new Map<string, string>() : entitiesOf(doctype);
  let growth = 0;
  return {
    text: end < 0 ? document : document.slice(0, start) + document.slice(end),
    doctype: doctype.slice(0, 1_000),
    entity(name) {
      const text = declared.get(name);
      if (text === undefined) return namedEntity(name) ?? undefined;
      growth += text.length;
      return growth > feedLimits.entityGrowthMax ? undefined : text;
    },
  };
}

/** Position of `<!DOCTYPE` in the prolog, or -1. */
function doctypeStart(document: string): number {
  let at = 0;
  for (;;) {
    while (/[\s\uFEFF]/.test(document[at] ?? '')) at++;
    if (document.startsWith('<?', at)) at = after(document, '?>', at);
    else if (document.startsWith('<!--', at)) at = after(document, '-->', at);
    else return /^<!doctype/i.test(document.slice(at, at + 9)) ? at : -1;
    if (at < 0) return -1;
  }
}

function after(document: string, needle: string, from: number): number {
  const found = document.indexOf(needle, from);
  return found < 0 ? -1 : found + needle.length;
}

/** Position behind the `>` of the declaration, its internal subset included; -1 where it does not end. */
function doctypeEnd(document: string, start: number): number {
  const close = document.indexOf('>', start);
  const bracket = document.indexOf('[', start);
  if (close < 0) return -1;
  if (bracket < 0 || bracket > close) return close + 1;
  const subset = /\]\s*>/g;
  subset.lastIndex = bracket;
  return subset.exec(document) === null ? close + 1 : subset.lastIndex;
}

function entitiesOf(doctype: string): Map<string, string> {
  const declared = new Map<string, string>();
  for (const match of doctype.matchAll(declaration)) {
    if (declared.size >= feedLimits.entitiesMax) break;
    const [, name = '', double, single] = match;
    const value = double ?? single ?? '';
    if (value.length > feedLimits.entityCharsMax || value.includes('%') || declared.has(name)) continue;
    const text = decodeReferences(value, (inner) => (inner === name ? undefined : namedEntity(inner)));
    if (!/&[A-Za-z_][\w.-]*;/.test(text) || value === `&${name};`) declared.set(name, text);
  }
  return declared;
}

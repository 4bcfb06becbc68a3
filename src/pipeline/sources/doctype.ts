import { decodeReferences, namedEntity } from './entities.ts';
import { FeedProblem, feedLimits } from './limits.ts';

/** A document without its document type declaration, and what its entities stand for. */
export interface Undeclared {
  text: string;
  /** What a name stands for: declared here, else of HTML; undefined where unknown. Throws `FeedProblem` for a bomb. */
  entity(name: string): string | undefined;
}

const declaration = /<!ENTITY\s{1,20}([A-Za-z_][\w.-]{0,60})\s{1,20}(?:"([^"]*)"|'([^']*)')\s{0,20}>/g;

function bomb(): FeedProblem {
  return new FeedProblem(
    'entity-bomb',
    'The document declares entities that would blow it up.',
    'Nothing of it was read; do not follow this feed.',
  );
}

/**
 * Takes a document type out of the prolog. Nothing outside is ever loaded. Entities that it declares are understood;
 * what one stands for, and what all add to the document, is limited: a document that goes beyond is refused.
 */
export function takeDoctype(document: string): Undeclared {
  const start = doctypeStart(document);
  const end = start < 0 ? -1 : doctypeEnd(document, start);
  const declared = end < 0 ? new Map<string, string | null>() : entitiesOf(document.slice(start, end));
  let growth = 0;
  return {
    text: end < 0 ? document : document.slice(0, start) + document.slice(end),
    entity(name) {
      const text = declared.get(name);
      if (text === undefined) return namedEntity(name) ?? undefined;
      growth += text?.length ?? 0;
      if (text === null || growth > feedLimits.entityGrowthMax) throw bomb();
      return text;
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

/** What each declared entity stands for, inner ones undone; null for one that is too long or holds itself. */
function entitiesOf(doctype: string): Map<string, string | null> {
  const written = new Map<string, string>();
  for (const match of doctype.matchAll(declaration)) {
    if (written.size >= feedLimits.entitiesMax) break;
    const [, name = '', double, single] = match;
    if (!written.has(name)) written.set(name, double ?? single ?? '');
  }
  const expanded = new Map<string, string | null>();
  const expand = (name: string, depth: number): string | null => {
    const known = expanded.get(name);
    if (known !== undefined) return known;
    expanded.set(name, null);
    const value = written.get(name) ?? '';
    let isBomb = depth > 20 || value.length > feedLimits.entityCharsMax;
    let length = 0;
    const text = isBomb
      ? ''
      : decodeReferences(value, (inner) => {
          if (isBomb || !written.has(inner)) return namedEntity(inner);
          const found = expand(inner, depth + 1);
          length += found?.length ?? 0;
          isBomb = found === null || length > feedLimits.entityCharsMax;
          return isBomb ? '' : found;
        });
    const result = isBomb || text.length > feedLimits.entityCharsMax ? null : text;
    expanded.set(name, result);
    return result;
  };
  for (const name of written.keys()) expand(name, 0);
  return expanded;
}

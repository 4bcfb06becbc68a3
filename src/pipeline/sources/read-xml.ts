import { Tokenizer } from 'htmlparser2';
import { SaxesParser } from 'saxes';
import type { Undeclared } from './doctype.ts';
import { decodeReferences } from './entities.ts';
import { FeedProblem, feedLimits } from './limits.ts';
import type { TreeBuilder } from './xml-tree.ts';

function tooManyAttributes(): FeedProblem {
  return new FeedProblem(
    'too-many-attributes',
    `An element has more than ${feedLimits.attributesPerElementMax} attributes.`,
    'No feed needs that; tell its publisher.',
  );
}

/** Not well-formed: the forgiving reader is tried. */
export class NotWellFormed extends Error {}

/** XML by the book (saxes). Throws `NotWellFormed` at the first fault, `FeedProblem` at a limit. */
export function readStrict(document: Undeclared, tree: TreeBuilder): void {
  const parser = new SaxesParser({ position: false });
  parser.ENTITIES = new Proxy(Object.create(null) as Record<string, string>, {
    get: (_, name) => (typeof name === 'string' ? document.entity(name) : undefined),
  });
  let attributes = 0;
  parser.on('error', (error) => {
    throw new NotWellFormed(error.message);
  });
  parser.on('attribute', () => {
    if (++attributes > feedLimits.attributesPerElementMax) throw tooManyAttributes();
  });
  parser.on('opentag', (tag) => {
    attributes = 0;
    tree.open(tag.name, Object.entries(tag.attributes as Record<string, string>));
  });
  parser.on('text', (text) => tree.text(text));
  parser.on('cdata', (text) => tree.text(text));
  parser.on('closetag', (tag) => tree.close(tag.name));
  parser.write(document.text).close();
  tree.end();
}

/**
 * What people call XML: unknown entities, bare ampersands, attributes without quotes, tags left open, control
 * characters. Never fails for a fault; throws `FeedProblem` at a limit. Linear.
 */
export function readForgiving(document: Undeclared, tree: TreeBuilder): void {
  const { text } = document;
  const decode = (raw: string) => decodeReferences(raw, (name) => document.entity(name));
  let name = '';
  let attributes: [string, string][] = [];
  let attribute = '';
  let value = '';
  const open = () => {
    if (name !== '') tree.open(name, attributes);
  };
  const tokenizer = new Tokenizer(
    { xmlMode: true, decodeEntities: false },
    {
      onopentagname: (start, end) => {
        name = text.slice(start, end);
        attributes = [];
      },
      onattribname: (start, end) => {
        attribute = text.slice(start, end);
        value = '';
      },
      onattribdata: (start, end) => {
        if (value.length < feedLimits.attributeCharsMax) value += text.slice(start, end);
      },
      onattribentity: () => undefined,
      onattribend: () => {
        if (attributes.length >= feedLimits.attributesPerElementMax) throw tooManyAttributes();
        attributes.push([attribute, decode(value)]);
      },
      onopentagend: open,
      onselfclosingtag: () => {
        open();
        tree.close(name);
      },
      onclosetag: (start, end) => tree.close(text.slice(start, end).trim()),
      ontext: (start, end) => tree.text(decode(text.slice(start, end))),
      ontextentity: () => undefined,
      oncdata: (start, end, offset) => tree.text(text.slice(start, end - offset)),
      oncomment: () => undefined,
      ondeclaration: () => undefined,
      onprocessinginstruction: () => undefined,
      onend: () => tree.end(),
    },
  );
  tokenizer.write(text);
  tokenizer.end();
}

import { Tokenizer } from 'htmlparser2';

/** An opening tag. Names are lower case; of an attribute that comes twice the first value counts, as in a browser. */
export interface HtmlTag {
  name: string;
  attributes: ReadonlyMap<string, string>;
  /** What stands between a `script` and its end; empty for all other elements. */
  script: string;
}

/** Longer values are cut: nothing that is looked for is as long, but for scripts. */
const valueCharsMax = 16_384;
const attributesMax = 50;

/**
 * The opening tags of a page that `wanted` names, in order. Comments, scripts and other raw text hold none. No tree is
 * built: time and memory are linear in the text, however deep or broken its elements are.
 */
export function htmlTags(html: string, wanted: ReadonlySet<string>, tagsMax: number): HtmlTag[] {
  const tags: HtmlTag[] = [];
  let open: { name: string; attributes: Map<string, string> } | null = null;
  let script: HtmlTag | null = null;
  let key = '';
  let value = '';
  const add = (text: string) => {
    if (value.length < valueCharsMax) value += text.slice(0, valueCharsMax);
  };
  const endTag = () => {
    if (open !== null && tags.length < tagsMax) {
      const tag: HtmlTag = { ...open, script: '' };
      tags.push(tag);
      if (tag.name === 'script') script = tag;
    }
    open = null;
  };
  const nothing = () => undefined;
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      onopentagname(start, end) {
        const name = html.slice(start, Math.min(end, start + 20)).toLowerCase();
        open = wanted.has(name) ? { name, attributes: new Map() } : null;
      },
      onattribname(start, end) {
        key = open === null ? '' : html.slice(start, Math.min(end, start + 100)).toLowerCase();
        value = '';
      },
      onattribdata(start, end) {
        if (open !== null) add(html.slice(start, Math.min(end, start + valueCharsMax)));
      },
      onattribentity: (codepoint) => add(String.fromCodePoint(codepoint)),
      onattribend() {
        if (open !== null && !open.attributes.has(key) && open.attributes.size < attributesMax)
          open.attributes.set(key, value);
      },
      onopentagend: endTag,
      onselfclosingtag: endTag,
      ontext(start, end) {
        if (script !== null) script.script += html.slice(start, end);
      },
      onclosetag() {
        script = null;
      },
      ontextentity: nothing,
      oncdata: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onprocessinginstruction: nothing,
      onend: nothing,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return tags;
}

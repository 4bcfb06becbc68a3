import { Tokenizer } from 'htmlparser2';
import { decodeReferences } from './entities.ts';

/** Attributes of HTML that hold an address. */
const addressAttributes = new Set(
  'action background cite classid codebase data formaction href longdesc poster src usemap'.split(' '),
);

const mayBeRelative = /(?:action|background|cite|classid|codebase|data|href|longdesc|poster|src|usemap)\s*=/i;

/**
 * HTML whose relative addresses are made absolute against a base; everything else stays byte for byte. Not a sanitizer:
 * what comes out is as hostile as what went in. Linear.
 */
export function absoluteMarkup(html: string, base: string | undefined): string {
  if (base === undefined || !URL.canParse(base) || !mayBeRelative.test(html)) return html;
  const parts: string[] = [];
  let copied = 0;
  let isAddress = false;
  let valueStart = -1;
  let valueEnd = -1;
  const ignore = () => undefined;
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: false },
    {
      onattribname: (start, end) => {
        isAddress = addressAttributes.has(html.slice(start, end).toLowerCase());
        valueStart = -1;
      },
      onattribdata: (start, end) => {
        if (valueStart < 0) valueStart = start;
        valueEnd = end;
      },
      onattribend: () => {
        if (!isAddress || valueStart < 0) return;
        const written = html.slice(valueStart, valueEnd);
        const absolute = absoluteValue(written, base);
        if (absolute === null) return;
        parts.push(html.slice(copied, valueStart), absolute);
        copied = valueEnd;
      },
      onattribentity: ignore,
      onopentagname: ignore,
      onopentagend: ignore,
      onselfclosingtag: ignore,
      onclosetag: ignore,
      ontext: ignore,
      ontextentity: ignore,
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onprocessinginstruction: ignore,
      onend: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return copied === 0 ? html : parts.join('') + html.slice(copied);
}

/** The absolute address, escaped for an attribute, or null where the value is one already or cannot be resolved. */
function absoluteValue(written: string, base: string): string | null {
  const value = decodeReferences(written).trim();
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(value)) return null;
  const url = URL.parse(value, base);
  return url === null ? null : url.href.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
}

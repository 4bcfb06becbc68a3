import { Parser } from 'htmlparser2';
import { type RightsReport, rawText } from '../../domain/rights.ts';
import { productToken } from '../robots.ts';
import { licencePointer, pageReport } from './header-signals.ts';
import { robotsTag } from './robots-tag.ts';
import { readRsl, rslSayings, rslTerms } from './rsl.ts';
import { type SignalPart, tdmReservation } from './tdm.ts';

/** What a page says of itself stands near its top; beyond this nothing is looked for. */
const htmlCharsMax = 4 * 1024 * 1024;
const signalsMax = 50;

interface Found {
  robots: string[];
  reservation?: string;
  policy?: string;
  licences: string[];
  /** RSL documents in `script` elements. */
  embedded: string[];
}

const isRslType = (type: string | undefined) => /^application\/rsl\+xml\b/i.test(type?.trim() ?? '');

function collect(html: string): Found {
  const found: Found = { robots: [], licences: [], embedded: [] };
  let script: string | null = null;
  const parser = new Parser({
    onopentag(name, attributes) {
      const { content, href, type, rel } = attributes;
      const key = attributes.name?.trim().toLowerCase();
      if (name === 'meta' && content !== undefined) {
        if (key === 'robots' || key === productToken.toLowerCase()) found.robots.push(content);
        else if (key === 'tdm-reservation' && found.reservation !== '1') found.reservation = content.trim();
        else if (key === 'tdm-policy') found.policy ??= content;
      } else if (name === 'link' && isRslType(type) && /(?:^|\s)license(?:\s|$)/i.test(rel ?? '')) {
        if (href !== undefined) found.licences.push(href);
      } else if (name === 'script' && isRslType(type)) script = '';
    },
    ontext(text) {
      if (script !== null && script.length < htmlCharsMax) script += text;
    },
    onclosetag(name) {
      if (name !== 'script' || script === null) return;
      found.embedded.push(script);
      script = null;
    },
  });
  parser.end(html.slice(0, htmlCharsMax));
  return found;
}

/** RSL inside a page speaks of the page, whatever addresses it names. */
function embedded(xml: string): SignalPart {
  const raw = rawText(xml.trim());
  const contents = readRsl(xml);
  if (contents === null)
    return { kind: 'rsl', raw, sayings: [{ about: 'ai-input', says: 'ask' }], terms: 'could not be read' };
  const sayings = contents.flatMap(rslSayings);
  const terms = contents
    .map(rslTerms)
    .filter((text) => text !== '')
    .join('; ');
  return { kind: 'rsl', raw, sayings, ...(terms === '' ? {} : { terms: terms.slice(0, 300) }) };
}

/**
 * Signals in the HTML of one page: robots and TDM meta elements, links to RSL licences, RSL itself. `html` may be bytes
 * in any charset that holds ASCII: what is looked for is.
 */
export function metaReport(html: string | Uint8Array, url: string, seenAt: string): RightsReport {
  const text =
    typeof html === 'string' ? html : Buffer.from(html.subarray(0, htmlCharsMax)).toString('latin1');
  const { robots, reservation, policy, licences, embedded: documents } = collect(text);
  const parts = [
    ...robots.map((value) => robotsTag(value)),
    tdmReservation(reservation, policy, url),
    ...licences.map((address) => licencePointer(address, url)),
    ...documents.map(embedded),
  ];
  return pageReport('meta', url, seenAt, parts.slice(0, signalsMax));
}

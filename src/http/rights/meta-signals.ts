import { type RightsReport, rawText } from '../../domain/rights.ts';
import { productToken } from '../robots.ts';
import { licencePointer, pageReport } from './header-signals.ts';
import { htmlTags } from './html-tags.ts';
import { robotsTag } from './robots-tag.ts';
import { readRsl, rslSayings, rslTerms } from './rsl.ts';
import { type SignalPart, tdmReservation } from './tdm.ts';

/** What a page says of itself stands near its top; beyond this nothing is looked for. */
const htmlCharsMax = 4 * 1024 * 1024;
const signalsMax = 50;
const embeddedMax = 5;

interface Found {
  robots: string[];
  reservation?: string;
  policy?: string;
  licences: string[];
  /** RSL documents in `script` elements. */
  embedded: string[];
}

const isRslType = (type: string | undefined) => /^application\/rsl\+xml\b/i.test(type?.trim() ?? '');

const looksAt: ReadonlySet<string> = new Set(['meta', 'link', 'script']);
/** More than any page has; what comes after is not looked at. */
const tagsMax = 2000;

function collect(html: string): Found {
  const found: Found = { robots: [], licences: [], embedded: [] };
  for (const { name, attributes, script } of htmlTags(html.slice(0, htmlCharsMax), looksAt, tagsMax)) {
    const content = attributes.get('content');
    const key = attributes.get('name')?.trim().toLowerCase();
    if (name === 'meta' && content !== undefined) {
      if (key === 'robots' || key === productToken.toLowerCase()) found.robots.push(content);
      else if (key === 'tdm-reservation' && found.reservation !== '1') found.reservation = content.trim();
      else if (key === 'tdm-policy') found.policy ??= content;
    } else if (!isRslType(attributes.get('type'))) {
      // Any other script or link.
    } else if (name === 'link') {
      const href = attributes.get('href');
      const isLicence = /(?:^|\s)license(?:\s|$)/i.test(attributes.get('rel') ?? '');
      if (isLicence && href !== undefined) found.licences.push(href);
    } else if (name === 'script') found.embedded.push(script);
  }
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
    tdmReservation(reservation, policy, url),
    ...robots.slice(0, signalsMax).map((value) => robotsTag(value)),
    ...licences.slice(0, signalsMax).map((address) => licencePointer(address, url)),
    ...documents.slice(0, embeddedMax).map(embedded),
  ];
  return pageReport('meta', url, seenAt, parts);
}

import { type RightsReport, rawText } from '../../domain/rights.ts';
import { readPreferences } from './preferences.ts';
import { robotsTag } from './robots-tag.ts';
import { type SignalPart, tdmReservation, webAddress } from './tdm.ts';

export interface ResponseHeaders {
  url: string;
  headers: Record<string, string>;
  /** Values one by one of headers that came more than once. */
  repeated?: Record<string, string[]>;
}

/** The strictest of several TDM headers: one reservation among them reserves. */
function tdmHeader({ url, headers, repeated }: ResponseHeaders): SignalPart | null {
  const values = repeated?.['tdm-reservation'] ?? (headers['tdm-reservation'] ?? '').split(',');
  const value = values.map((one) => one.trim()).includes('1') ? '1' : values[0];
  return tdmReservation(value, repeated?.['tdm-policy']?.[0] ?? headers['tdm-policy'], url);
}

const linksMax = 100;

/** An RSL licence that a page, header or robots.txt names: terms that have to be read before a model gets the text. */
export function licencePointer(address: string | undefined, base: string): SignalPart | null {
  const licence = webAddress(address, base);
  if (licence === null) return null;
  return { kind: 'rsl', raw: rawText(`license: ${address}`), sayings: [], licence };
}

/** Link headers (RFC 8288) with `rel=license` and the type of RSL. */
function linkedLicences(values: readonly string[], base: string): (SignalPart | null)[] {
  const links = values.flatMap((value) => [...value.slice(0, 16_384).matchAll(/<([^<>]*)>([^<]*)/g)]);
  return links
    .slice(0, linksMax)
    .filter(([, , parameters = '']) => {
      const named = (name: string) =>
        new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;,]+))`, 'i').exec(parameters);
      const rel = named('rel');
      const type = named('type');
      return (
        /(?:^|\s)license(?:\s|$)/i.test(rel?.[1] ?? rel?.[2] ?? '') &&
        /^application\/rsl\+xml\b/i.test(type?.[1] ?? type?.[2] ?? '')
      );
    })
    .map(([, address]) => licencePointer(address, base));
}

/** Signals in the headers of one response. They speak of that URL alone. */
export function headerReport(response: ResponseHeaders, seenAt: string): RightsReport {
  const { url, headers, repeated } = response;
  const all = (name: string) => repeated?.[name] ?? (headers[name] === undefined ? [] : [headers[name]]);
  const preferences = (['content-signal', 'content-usage'] as const).flatMap((kind) =>
    all(kind).map((raw): SignalPart => ({ kind, raw: rawText(raw), sayings: readPreferences(raw) })),
  );
  const parts = [
    ...all('x-robots-tag').map((value) => robotsTag(value)),
    tdmHeader(response),
    ...preferences.filter(({ sayings }) => sayings.length > 0),
    ...linkedLicences(all('link'), url),
  ];
  return pageReport('header', url, seenAt, parts);
}

/** A report of what one page says of itself. */
export function pageReport(
  place: 'header' | 'meta',
  url: string,
  seenAt: string,
  parts: readonly (SignalPart | null)[],
): RightsReport {
  const common = { place, carrier: url, seenAt } as const;
  return {
    ...common,
    host: new URL(url).hostname,
    signals: parts
      .filter((part) => part !== null)
      .map((part) => ({ ...part, ...common, scope: { kind: 'url', url } })),
  };
}

import { type RightsReport, type RightsSignal, rawCharsMax, type Saying } from '../../domain/rights.ts';
import { productToken } from '../robots.ts';
import { readPreferences } from './preferences.ts';

export interface ResponseHeaders {
  url: string;
  headers: Record<string, string>;
  /** Values one by one of headers that came more than once. */
  repeated?: Record<string, string[]>;
}

type Part = Pick<RightsSignal, 'kind' | 'raw' | 'sayings'> &
  Partial<Pick<RightsSignal, 'snippetCharsMax' | 'terms'>>;

/** Directives whose value follows a colon of its own, so that it is no name of an agent. */
const valued = /^(max-snippet|max-image-preview|max-video-preview|unavailable_after)$/;

/** What a robots directive says: `noindex`, `nosnippet`, `max-snippet:50`, `none`, `noai` ... */
function directive(word: string): { sayings: Saying[]; snippetCharsMax?: number } {
  const refuse = (...about: Saying['about'][]) => ({
    sayings: about.map((topic): Saying => ({ about: topic, says: 'no' })),
  });
  switch (word) {
    case 'noindex':
    case 'none':
      return refuse('search');
    // Google counts the input of its AI answers as a snippet; so do we.
    case 'nosnippet':
      return refuse('snippet');
    // Nobody has defined noai; read as it is written: no AI, whether it learns or reads.
    case 'noai':
      return refuse('ai-input', 'ai-train');
    default: {
      const chars = /^max-snippet:\s*(-?\d{1,9})$/.exec(word)?.[1];
      if (chars === '0') return refuse('snippet');
      // -1: no limit.
      return chars === undefined || Number(chars) < 0
        ? { sayings: [] }
        : { sayings: [], snippetCharsMax: Number(chars) };
    }
  }
}

/**
 * Reads one X-Robots-Tag value or the content of a robots meta element. `agent: noindex, nosnippet` holds for that
 * agent only, up to the next one that is named. Null where nothing in it is for us.
 */
export function robotsTag(value: string, agent: string = productToken): Part | null {
  const sayings: Saying[] = [];
  let snippetCharsMax: number | undefined;
  let forUs = true;
  for (const part of value.toLowerCase().split(',')) {
    const [, name, rest] = /^\s*([a-z0-9_-]+)\s*:\s*(.*)$/s.exec(part) ?? [];
    const named = name !== undefined && !valued.test(name);
    if (named) forUs = name === agent.toLowerCase() || name === '*';
    if (!forUs) continue;
    const said = directive((named ? (rest ?? '') : part).trim());
    sayings.push(...said.sayings);
    if (said.snippetCharsMax !== undefined)
      snippetCharsMax = Math.min(snippetCharsMax ?? Number.POSITIVE_INFINITY, said.snippetCharsMax);
  }
  if (sayings.length === 0 && snippetCharsMax === undefined) return null;
  const raw = value.slice(0, rawCharsMax);
  return { kind: 'robots-tag', raw, sayings, ...(snippetCharsMax === undefined ? {} : { snippetCharsMax }) };
}

/** A TDM reservation (TDMRep, W3C community report of 10 May 2024): 1 reserves, 0 does not. Null for anything else. */
export function tdmReservation(reservation: string, policy: string | undefined): Part | null {
  const value = reservation.trim();
  if (value !== '0' && value !== '1') return null;
  const says = value === '1' ? 'ask' : 'yes';
  return {
    kind: 'tdmrep',
    raw: `tdm-reservation: ${value}${policy ? `; tdm-policy: ${policy}` : ''}`.slice(0, rawCharsMax),
    sayings: [
      { about: 'ai-input', says },
      { about: 'ai-train', says },
    ],
    ...(policy && says === 'ask' ? { terms: `policy: ${policy.slice(0, 500)}` } : {}),
  };
}

/** The strictest of several TDM headers: one reservation among them reserves. */
function tdmHeader({ headers, repeated }: ResponseHeaders): Part | null {
  const values = repeated?.['tdm-reservation'] ?? [headers['tdm-reservation'] ?? ''];
  const value = values.map((one) => one.trim()).includes('1') ? '1' : (values[0] ?? '');
  return tdmReservation(value, repeated?.['tdm-policy']?.[0] ?? headers['tdm-policy']);
}

/** Signals in the headers of one response. They speak of that URL alone. */
export function headerReport(response: ResponseHeaders, seenAt: string): RightsReport {
  const { url, headers, repeated } = response;
  const all = (name: string) => repeated?.[name] ?? (headers[name] === undefined ? [] : [headers[name]]);
  const preferences = (['content-signal', 'content-usage'] as const).flatMap((kind) =>
    all(kind).map((raw): Part => ({ kind, raw: raw.slice(0, rawCharsMax), sayings: readPreferences(raw) })),
  );
  const parts = [
    ...all('x-robots-tag').map((value) => robotsTag(value)),
    tdmHeader(response),
    ...preferences.filter(({ sayings }) => sayings.length > 0),
  ];
  const common = { place: 'header', carrier: url, seenAt } as const;
  return {
    ...common,
    host: new URL(url).hostname,
    signals: parts
      .filter((part) => part !== null)
      .map((part) => ({ ...part, ...common, scope: { kind: 'url', url } })),
  };
}

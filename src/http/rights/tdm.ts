import { type RightsSignal, rawText, type Saying } from '../../domain/rights.ts';
import { escapePath } from '../../kit/path-pattern.ts';

/** More rules than any site needs. */
const rulesMax = 1000;

export type SignalPart = Pick<RightsSignal, 'kind' | 'raw' | 'sayings'> &
  Partial<Pick<RightsSignal, 'snippetCharsMax' | 'terms' | 'licence'>>;

const sayings = (says: Saying['says']): Saying[] => [
  { about: 'ai-input', says },
  { about: 'ai-train', says },
];

/** An http or https address, resolved; null for anything else. */
export function webAddress(text: string | undefined, base: string): string | null {
  const url = text === undefined || text.length > 2000 ? null : URL.parse(text.trim(), base);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}

/**
 * One TDM reservation (TDMRep, W3C community report of 10 May 2024): 1 reserves, 0 does not; null for anything else.
 * A policy tells on what terms; until one is read that permits mining freely, reserved means ask.
 */
export function tdmReservation(
  reservation: unknown,
  policy: string | undefined,
  base: string,
): SignalPart | null {
  const value = String(reservation ?? '').trim();
  if (value !== '0' && value !== '1') return null;
  const licence = value === '1' ? webAddress(policy, base) : null;
  return {
    kind: 'tdmrep',
    raw: rawText(`tdm-reservation: ${value}${policy ? `; tdm-policy: ${policy}` : ''}`),
    sayings: sayings(value === '1' ? 'ask' : 'yes'),
    ...(licence === null ? {} : { licence }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The path pattern of a rule's location: a path, or a URL of this very origin. Null where it speaks of another. */
export function patternOf(location: string, origin: string): string | null {
  const text = location.trim();
  if (text === '' || text === '*') return '/';
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text))
    return escapePath(text.startsWith('*') ? text : `/${text.replace(/^\/+/, '')}`);
  const url = URL.parse(text);
  if (url?.host !== new URL(origin).host) return null;
  // As it was written: `URL` would encode the `*` of no pattern, but it would resolve dots.
  return escapePath(text.replace(/^[^/]*\/\/[^/]*/, '') || '/');
}

/**
 * Reads `/.well-known/tdmrep.json`: a list of rules, each with a location pattern as in robots.txt. What is not
 * understood is left out; null where the file is no such list at all.
 */
export function readTdmRep(
  text: string,
  site: { origin: string; carrier: string; seenAt: string },
): RightsSignal[] | null {
  const parsed = parseJson(text);
  const rules = isObject(parsed) ? [parsed] : parsed;
  if (!Array.isArray(rules)) return null;
  return rules.slice(0, rulesMax).flatMap((rule: unknown): RightsSignal[] => {
    if (!isObject(rule)) return [];
    const policy = rule['tdm-policy'];
    const part = tdmReservation(
      rule['tdm-reservation'],
      typeof policy === 'string' ? policy : undefined,
      site.carrier,
    );
    const location = typeof rule.location === 'string' ? rule.location : '/';
    const pattern = patternOf(location, site.origin);
    if (part === null || pattern === null) return [];
    const { carrier, seenAt } = site;
    const raw = rawText(`location: ${location}; ${part.raw}`);
    const scope = { kind: 'path', origin: site.origin, pattern } as const;
    return [{ ...part, raw, place: 'well-known', carrier, seenAt, scope }];
  });
}

const listed = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

const isMining = (action: unknown): boolean =>
  typeof action === 'string'
    ? /(?:^|[:/#])mine$/.test(action)
    : isObject(action) && isMining(action['@id'] ?? action['rdf:value'] ?? action.id);

/**
 * What a machine-readable TDM policy (an ODRL offer) allows. Only a permission to mine that has neither a duty
 * (consent, payment) nor a constraint (research only ...) is one that a machine may act on: `yes`; all else is `ask`.
 */
export function readTdmPolicy(text: string): { says: 'yes' | 'ask'; terms: string } {
  const parsed = parseJson(text);
  const permissions = isObject(parsed) ? listed(parsed.permission ?? parsed['odrl:permission']) : [];
  const mining = permissions.filter(isObject).filter(({ action }) => listed(action).some(isMining));
  const conditions = mining.map((permission) => [
    ...listed(permission.duty ?? permission['odrl:duty']),
    ...listed(permission.constraint ?? permission['odrl:constraint']),
  ]);
  if (conditions.some((list) => list.length === 0))
    return { says: 'yes', terms: 'the policy permits mining' };
  if (mining.length === 0)
    return { says: 'ask', terms: 'the policy names no permission that a machine can read' };
  const words =
    JSON.stringify(conditions.flat()).match(/obtain-?consent|compensate|research|spatial/gi) ?? [];
  return {
    says: 'ask',
    terms: `the policy sets conditions: ${[...new Set(words)].join(', ') || 'see there'}`,
  };
}

import { decidingRule, matchLength, type PathRule, pathOf } from '../kit/path-pattern.ts';

/**
 * The rights ledger: what a publisher says of the use of its texts, what the operator was allowed beyond that, and the
 * decision that follows (docs/decisions/0010-rights.md). Pure: who meets signals is `src/http`, who keeps them the store.
 */

/** What the desk would do with a text. Training a model is not among them: the desk never does. */
export type RightsUse = 'fetch' | 'index' | 'excerpt' | 'summarise';

export type SignalKind = 'robots' | 'content-signal' | 'content-usage' | 'tdmrep' | 'rsl' | 'robots-tag';

/** Where a signal was met. */
export type SignalPlace = 'robots.txt' | 'header' | 'meta' | 'well-known' | 'licence' | 'feed';

/** What publishers speak about. `ai-input`: a model reads it to answer or summarise; `ai-train`: a model learns it. */
export type SignalTopic = 'search' | 'snippet' | 'ai-input' | 'ai-train';

/** `ask`: only with a permission or a licence. */
export interface Saying {
  about: SignalTopic;
  says: 'yes' | 'no' | 'ask';
}

/** One URL, or all of an origin (`https://news.example`) whose path matches a pattern of robots.txt. */
export type SignalScope = { kind: 'url'; url: string } | { kind: 'path'; origin: string; pattern: string };

export interface RightsSignal {
  kind: SignalKind;
  place: SignalPlace;
  /** The document or response that carried it. */
  carrier: string;
  /** ISO 8601. */
  seenAt: string;
  /** As it was written, cut (`rawText`). */
  raw: string;
  scope: SignalScope;
  sayings: Saying[];
  /** `robots` only: the rules that hold for us; their patterns decide instead of the scope's. */
  rules?: PathRule[];
  /** Most characters that may be shown (max-snippet). */
  snippetCharsMax?: number;
  /** What goes with it, for the desk: kind of payment, whom it holds for. */
  terms?: string;
  /** Address of the licence (RSL) or policy (TDMRep) that it names and that has the terms. */
  licence?: string;
}

const rawCharsMax = 2000;

/** What a site wrote, cut to what is kept and safe for any store. */
export function rawText(text: string): string {
  return text.slice(0, rawCharsMax).replaceAll('\0', '').toWellFormed();
}

/** What the operator knows beside the signals: a contract, a letter, an open licence; or a refusal. */
export interface RightsPermission {
  state: 'granted' | 'denied' | 'unknown';
  /** What it is about; every use where left out. */
  uses?: RightsUse[];
  /** Where it comes from, in the operator's words. */
  note: string;
  /** Most words that may be taken over, where the permission says so. */
  wordCap?: number;
  /** ISO 8601; after it the permission is not counted on (a refusal stays). */
  until?: string;
}

/** All that is known of one host. A publisher with several hosts has several. */
export interface RightsLedger {
  host: string;
  signals: RightsSignal[];
  permission: RightsPermission;
}

/** Everything that one carrier said at one time: it takes the place of all that the carrier said before. */
export interface RightsReport {
  host: string;
  place: SignalPlace;
  carrier: string;
  seenAt: string;
  signals: RightsSignal[];
}

export type RightsRule =
  | 'permission-granted'
  | 'permission-denied'
  | 'robots'
  | 'robots-tag'
  | 'content-signal'
  | 'content-usage'
  | 'tdmrep'
  | 'rsl'
  | 'none';

export interface RightsDecision {
  allowed: boolean;
  /** In words, for the desk. */
  reason: string;
  rule: RightsRule;
  /** Most words that may be taken over from one document; none where nobody set a cap. 0: headline and link only. */
  wordCap?: number;
}

export const noLedger = (host: string): RightsLedger => ({
  host,
  signals: [],
  permission: { state: 'unknown', note: '' },
});

const sameCarrier = (signal: RightsSignal, report: RightsReport) =>
  signal.carrier === report.carrier && signal.place === report.place;

/** Pages of a host whose own signals the ledger keeps: the last seen. Those of a capture can be read from it again. */
const pagesMax = 500;

/** What signals say, whenever it was seen; in an order that no store changes (JSON columns sort the keys). */
function contentOf(signals: readonly RightsSignal[]): string {
  const sorted = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return JSON.stringify(
    signals.map(({ seenAt: _, ...signal }) => signal),
    sorted,
  );
}

/**
 * The ledger after a report: signals that the carrier no longer gives are gone. The very same ledger where the report
 * says nothing new, so that a store can tell. Of signals about single pages those of the last `pagesMax` are kept.
 */
export function withReport(ledger: RightsLedger, report: RightsReport): RightsLedger {
  const before = ledger.signals.filter((signal) => sameCarrier(signal, report));
  if (contentOf(before) === contentOf(report.signals)) return ledger;
  const others = ledger.signals.filter((signal) => !sameCarrier(signal, report));
  const isPage = ({ place }: RightsSignal) => place === 'header' || place === 'meta';
  const pages = [...new Set(others.filter(isPage).map(({ carrier }) => carrier))];
  const forgotten = new Set(pages.slice(0, Math.max(0, pages.length - pagesMax)));
  const kept = others.filter((signal) => !isPage(signal) || !forgotten.has(signal.carrier));
  return { ...ledger, signals: [...kept, ...report.signals] };
}

interface Match {
  signal: RightsSignal;
  /** How exactly the scope names the URL: the length of the pattern; one URL is the most exact. */
  weight: number;
}

function weightOf(signal: RightsSignal, url: URL): number {
  if (signal.scope.kind === 'url')
    return withoutHash(signal.scope.url) === withoutHash(url.href) ? Infinity : -1;
  if (signal.scope.origin !== url.origin) return -1;
  return matchLength(signal.scope.pattern, pathOf(url.href));
}

const withoutHash = (url: string) => url.replace(/#.*$/s, '');

/** TDMRep ranks its own places: what comes with the page stands above the file for the whole site. */
const tdmRank: Partial<Record<SignalPlace, number>> = { meta: 3, header: 2, 'well-known': 1 };

/**
 * The signals that hold for a URL. Of one carrier and kind only the most exact scope counts (RFC 9309, AIPREF, RSL and
 * TDMRep all say so); of TDMRep only the highest place.
 */
function signalsFor(ledger: RightsLedger, url: URL): RightsSignal[] {
  const matches = ledger.signals
    .filter((signal) => signal.kind !== 'robots')
    .map((signal): Match => ({ signal, weight: weightOf(signal, url) }))
    .filter(({ weight }) => weight >= 0);
  const exact = matches.filter(({ signal, weight }) =>
    matches.every(
      (other) =>
        other.signal.kind !== signal.kind ||
        other.signal.carrier !== signal.carrier ||
        other.weight <= weight,
    ),
  );
  const rank = ({ signal }: Match) => tdmRank[signal.place] ?? 0;
  const tdmTop = Math.max(0, ...exact.filter(({ signal }) => signal.kind === 'tdmrep').map(rank));
  return exact
    .filter((match) => match.signal.kind !== 'tdmrep' || rank(match) === tdmTop)
    .map(({ signal }) => signal);
}

/** The rule of robots.txt that decides about a URL, if any. */
function robotsRuleFor(ledger: RightsLedger, url: URL): PathRule | null {
  const ofOrigin = ledger.signals.filter(
    ({ kind, scope }) => kind === 'robots' && scope.kind === 'path' && scope.origin === url.origin,
  );
  return decidingRule(
    ofOrigin.flatMap(({ rules }) => rules ?? []),
    pathOf(url.href),
  );
}

function byPermission(permission: RightsPermission, use: RightsUse, now: string): RightsDecision | null {
  if (permission.state === 'unknown' || !(permission.uses ?? [use]).includes(use)) return null;
  const note = permission.note === '' ? 'no note was made' : permission.note;
  if (permission.state === 'denied')
    return {
      allowed: false,
      rule: 'permission-denied',
      reason: `The operator recorded that this use is not permitted: ${note}.`,
      ...(use === 'excerpt' ? { wordCap: 0 } : {}),
    };
  if (permission.until !== undefined && Date.parse(permission.until) <= Date.parse(now)) return null;
  return {
    allowed: true,
    rule: 'permission-granted',
    reason: `The operator recorded a permission: ${note}.`,
    ...(permission.wordCap === undefined ? {} : { wordCap: permission.wordCap }),
  };
}

/** Which sayings stand against a use. `ai-train` stands against none: the desk trains nothing on what it reads. */
const topicsAgainst: Record<Exclude<RightsUse, 'fetch'>, readonly SignalTopic[]> = {
  index: ['search'],
  excerpt: ['snippet', 'search', 'ai-input'],
  summarise: ['snippet', 'ai-input'],
};

const kindNames: Record<SignalKind, string> = {
  robots: 'robots.txt',
  'content-signal': 'Content-Signal',
  'content-usage': 'Content-Usage',
  tdmrep: 'TDM reservation (TDMRep)',
  rsl: 'RSL licence',
  'robots-tag': 'robots directive',
};

const topicNames: Record<SignalTopic, string> = {
  search: 'listing in search',
  snippet: 'showing excerpts',
  'ai-input': 'use as input of a model (ai-input)',
  'ai-train': 'training of a model (ai-train)',
};

/** What was read at the address of terms that a signal names; null where it names none. */
const termsRead = (ledger: RightsLedger, { licence }: RightsSignal): RightsSignal[] | null =>
  licence === undefined
    ? null
    : ledger.signals.filter(({ carrier, place }) => place === 'licence' && carrier === licence);

/**
 * A signal together with the terms that it names: a licence that nobody has read yet reserves, a policy that permits
 * mining freely lifts the reservation that named it.
 */
function withTerms(signal: RightsSignal, ledger: RightsLedger): RightsSignal {
  const read = termsRead(ledger, signal);
  if (read === null) return signal;
  if (signal.kind === 'rsl') {
    if (read.length > 0) return signal;
    const terms = `its licence ${signal.licence} has not been read`;
    return { ...signal, terms, sayings: [{ about: 'ai-input', says: 'ask' }] };
  }
  const frees = read.some(({ sayings }) =>
    sayings.some((it) => it.about === 'ai-input' && it.says === 'yes'),
  );
  const terms = read[0]?.terms ?? `its policy ${signal.licence} has not been read`;
  return frees ? { ...signal, sayings: [{ about: 'ai-input', says: 'yes' }] } : { ...signal, terms };
}

/** A document of terms that a signal names. */
export interface NamedTerms {
  kind: 'rsl' | 'tdmrep';
  url: string;
}

const termsOf = (signals: readonly RightsSignal[]): NamedTerms[] => {
  const named = new Map<string, NamedTerms>();
  for (const { kind, licence } of signals)
    if (licence !== undefined) named.set(licence, { kind: kind === 'rsl' ? 'rsl' : 'tdmrep', url: licence });
  return [...named.values()];
};

/** Every document of terms that signals name: what a daily reading goes through. */
export const namedTerms = (ledger: RightsLedger): NamedTerms[] => termsOf(ledger.signals);

/** Those that have not been read: until they are, the ledger is not complete. */
export const unreadTerms = (ledger: RightsLedger): NamedTerms[] =>
  termsOf(ledger.signals.filter((signal) => termsRead(ledger, signal)?.length === 0));

function objection(
  signals: readonly RightsSignal[],
  use: Exclude<RightsUse, 'fetch'>,
): RightsDecision | null {
  for (const topic of topicsAgainst[use])
    for (const says of ['no', 'ask'] as const)
      for (const signal of signals) {
        if (!signal.sayings.some((saying) => saying.about === topic && saying.says === says)) continue;
        const what = says === 'no' ? `refuses ${topicNames[topic]}` : `reserves ${topicNames[topic]}`;
        const terms = signal.terms === undefined ? '' : ` (${signal.terms})`;
        return {
          allowed: false,
          rule: signal.kind,
          reason:
            `${kindNames[signal.kind]} at ${signal.carrier} ${what}${terms}, ` +
            `and no permission is recorded.${use === 'excerpt' ? ' Headline and link only.' : ''}`,
          ...(use === 'excerpt' ? { wordCap: 0 } : {}),
        };
      }
  return null;
}

/** Characters of one word with its space: what is safe in English and Korean alike. */
const wordChars = 6;

export interface RightsMoment {
  /** ISO 8601: when a permission must still hold; now. */
  now?: string;
  /** What the page said of itself when it was captured (`pageRights` of `src/http/rights`): it adds to the ledger. */
  page?: readonly RightsReport[];
}

/**
 * Whether a use of a text at `url` is allowed, by what the publisher signalled and the operator recorded, and why.
 * The operator's record stands above the signals; a refusal above an assent; of several signals the strictest counts.
 * For `excerpt` a refusal leaves headline and link.
 */
export function rightsFor(
  ledger: RightsLedger,
  url: string,
  use: RightsUse,
  { now = new Date().toISOString(), page = [] }: RightsMoment = {},
): RightsDecision {
  const decided = byPermission(ledger.permission, use, now);
  if (decided !== null) return decided;
  return bySignals(page.map((report) => about(url, report)).reduce(withReport, ledger), url, use);
}

/** A page is often known by another address (its canonical one) than the one that answered: it means itself. */
const about = (url: string, report: RightsReport): RightsReport => ({
  ...report,
  signals: report.signals.map((signal) =>
    signal.scope.kind === 'url' && signal.scope.url === signal.carrier
      ? { ...signal, scope: { kind: 'url', url } }
      : signal,
  ),
});

/**
 * The strictest of several decisions on one use: for a text that has several addresses (the entry's, the one that
 * answered, the canonical one), each with the ledger of its host.
 */
export function strictestRights(decisions: readonly RightsDecision[]): RightsDecision | null {
  const capOf = ({ wordCap }: RightsDecision) => wordCap ?? Number.POSITIVE_INFINITY;
  const refused = decisions.filter(({ allowed }) => !allowed);
  const [strictest] = (refused.length > 0 ? refused : [...decisions]).sort((a, b) => capOf(a) - capOf(b));
  return strictest ?? null;
}

function bySignals(ledger: RightsLedger, url: string, use: RightsUse): RightsDecision {
  const parsed = URL.parse(url);
  if (parsed === null) return { allowed: false, rule: 'none', reason: 'This is not a URL.' };
  if (use === 'fetch') {
    const rule = robotsRuleFor(ledger, parsed);
    if (rule !== null && !rule.allow)
      return {
        allowed: false,
        rule: 'robots',
        reason: `robots.txt of ${parsed.origin} disallows this address ("Disallow: ${rule.pattern.slice(0, 200)}").`,
      };
    return { allowed: true, rule: 'none', reason: 'robots.txt does not disallow this address.' };
  }
  const signals = signalsFor(ledger, parsed).map((signal) => withTerms(signal, ledger));
  const against = objection(signals, use);
  if (against !== null) return against;
  const capped = signals.filter((signal) => signal.snippetCharsMax !== undefined);
  const [tightest] = capped.sort((a, b) => (a.snippetCharsMax ?? 0) - (b.snippetCharsMax ?? 0));
  if (use !== 'index' && tightest?.snippetCharsMax !== undefined)
    return {
      allowed: true,
      rule: 'robots-tag',
      reason: `max-snippet at ${tightest.carrier} allows ${tightest.snippetCharsMax} characters.`,
      wordCap: Math.floor(tightest.snippetCharsMax / wordChars),
    };
  const assent = signals.find(({ sayings }) =>
    sayings.some(({ about, says }) => topicsAgainst[use].includes(about) && says === 'yes'),
  );
  return assent === undefined
    ? { allowed: true, rule: 'none', reason: 'No signal stands against this use.' }
    : {
        allowed: true,
        rule: assent.kind,
        reason: `${kindNames[assent.kind]} at ${assent.carrier} allows this use.`,
      };
}

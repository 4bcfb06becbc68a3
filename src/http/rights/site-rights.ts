import {
  type NamedTerms,
  namedTerms,
  type RightsLedger,
  type RightsReport,
  unreadTerms,
} from '../../domain/rights.ts';
import type { PoliteClient, PoliteOutcome, RightsSink } from '../polite-types.ts';
import { policyReport, rslReport, type TermsContext, unreadableTerms } from './licence-signals.ts';
import { readTdmRep } from './tdm.ts';

/** No file of terms is as large. */
const termsBytesMax = 1024 * 1024;
/** A site that names more documents of terms than this is not believed to mean them all. */
const documentsMax = 10;

/** The ledgers: where reports go and what is known by now. */
export interface RightsLedgers extends RightsSink {
  ledgerFor(host: string): Promise<RightsLedger>;
}

export interface SiteRightsOptions {
  client: PoliteClient;
  rights: RightsLedgers;
  now?: () => number;
}

/** How long what a site says holds, as for robots.txt; and how soon terms that could not be read are tried again. */
const freshMs = 24 * 3600 * 1000;
/** Longest that one site is read for; what is left by then is read later. */
const ensureMsMax = 60_000;
/** More sites than this are not remembered: the longest known is read again first. */
const sitesMax = 10_000;

/** What reading came to. `later`: some of it could not be read now, so ask again then (epoch). */
export type SiteRightsOutcome =
  | { kind: 'read'; documents: number }
  | { kind: 'later'; documents: number; untilMs: number; reason: string };

const retryMs = 3600 * 1000;
const retryMsMax = 24 * 3600 * 1000;

type Reading = { kind: 'done' } | { kind: 'later'; untilMs: number; reason: string };

/** Reads what a site says of its rights in files of their own, through the guarded and polite client. */
export class SiteRights {
  readonly #client: PoliteClient;
  readonly #rights: RightsLedgers;
  readonly #now: () => number;
  /** When each origin was read last, and until when that will do. */
  readonly #sites = new Map<string, { sinceMs: number; forMs: number }>();
  readonly #flights = new Map<string, Promise<SiteRightsOutcome>>();

  constructor({ client, rights, now = Date.now }: SiteRightsOptions) {
    this.#client = client;
    this.#rights = rights;
    this.#now = now;
  }

  /**
   * Makes the ledger of a site complete: reads what `read` reads where that was not done for a day, and terms that a
   * signal has named since. Reads once for all who ask at the same time, within `ensureMsMax`. To be called before
   * `rightsFor` decides.
   */
  ensure(url: string): Promise<SiteRightsOutcome> {
    const { origin } = new URL(url);
    const under = this.#flights.get(origin);
    if (under !== undefined) return under;
    const flight = this.#ensure(origin, AbortSignal.timeout(ensureMsMax)).finally(() =>
      this.#flights.delete(origin),
    );
    this.#flights.set(origin, flight);
    return flight;
  }

  async #ensure(origin: string, signal: AbortSignal): Promise<SiteRightsOutcome> {
    const { hostname } = new URL(origin);
    const ledger = await this.#rights.ledgerFor(hostname);
    if (this.#isFresh(origin)) {
      const unread = unreadTerms(ledger).filter(({ url }) => !this.#isFresh(`${origin} ${url}`));
      if (unread.length === 0) return { kind: 'read', documents: 0 };
      return this.#noted(origin, unread, await this.#readAll(origin, unread, signal));
    }
    const first = await this.#readTdmRep(origin, signal);
    const terms = namedTerms(await this.#rights.ledgerFor(hostname)).slice(0, documentsMax);
    const outcome = await this.#readAll(origin, terms, signal, [first]);
    this.#remember(origin, outcome.kind === 'read' ? freshMs : outcome.untilMs - this.#now());
    return this.#noted(origin, terms, outcome);
  }

  /** Terms that were tried are not tried again for an hour, whatever came of it. */
  #noted(origin: string, terms: readonly NamedTerms[], outcome: SiteRightsOutcome): SiteRightsOutcome {
    for (const { url } of terms) this.#remember(`${origin} ${url}`, retryMs);
    return outcome;
  }

  #isFresh(key: string): boolean {
    const site = this.#sites.get(key);
    const ageMs = site === undefined ? -1 : this.#now() - site.sinceMs;
    return site !== undefined && ageMs >= 0 && ageMs < site.forMs;
  }

  #remember(key: string, forMs: number): void {
    this.#sites.delete(key);
    this.#sites.set(key, { sinceMs: this.#now(), forMs: Math.min(Math.max(forMs, 0), retryMsMax) });
    const [oldest] = this.#sites.keys();
    if (this.#sites.size > sitesMax && oldest !== undefined) this.#sites.delete(oldest);
  }

  /**
   * Reads `/.well-known/tdmrep.json` of the origin of `url` and documents of terms: those that the ledger has not read
   * (`unreadTerms`), or once a day all that it names (`namedTerms`). Robots.txt is read on the way and reported by the
   * client itself.
   */
  async read(
    url: string,
    terms: readonly NamedTerms[] = [],
    signal?: AbortSignal,
  ): Promise<SiteRightsOutcome> {
    const { origin } = new URL(url);
    return this.#readAll(origin, terms, signal, [await this.#readTdmRep(origin, signal)]);
  }

  async #readAll(
    origin: string,
    terms: readonly NamedTerms[],
    signal: AbortSignal | undefined,
    before: readonly Reading[] = [],
  ): Promise<SiteRightsOutcome> {
    const readings = [...before];
    for (const document of terms.slice(0, documentsMax))
      readings.push(await this.#readTerms(document, origin, signal));
    const late = readings.filter((reading) => reading.kind === 'later');
    const documents = readings.length - late.length;
    const [first] = late.toSorted((a, b) => a.untilMs - b.untilMs);
    return first === undefined ? { kind: 'read', documents } : { ...first, documents };
  }

  #get(url: string, signal: AbortSignal | undefined): Promise<PoliteOutcome> {
    return this.#client.get(url, {
      purpose: 'rights',
      bodyBytesMax: termsBytesMax,
      ...(signal === undefined ? {} : { signal }),
    });
  }

  #context(origin: string, carrier: string): TermsContext {
    return { origin, carrier, seenAt: new Date(this.#now()).toISOString() };
  }

  async #report(report: RightsReport): Promise<Reading> {
    await this.#rights.report(report);
    return { kind: 'done' };
  }

  #later(outcome: Extract<PoliteOutcome, { message: string } | { kind: 'deferred' }>): Reading {
    const reason = 'message' in outcome ? outcome.message : outcome.reason;
    const untilMs = outcome.kind === 'deferred' ? outcome.untilMs : this.#now() + retryMs;
    return { kind: 'later', untilMs, reason };
  }

  async #readTdmRep(origin: string, signal: AbortSignal | undefined): Promise<Reading> {
    const carrier = `${origin}/.well-known/tdmrep.json`;
    const outcome = await this.#get(carrier, signal);
    const { seenAt } = this.#context(origin, carrier);
    const report = (signals: RightsReport['signals']) =>
      this.#report({ host: new URL(origin).hostname, place: 'well-known', carrier, seenAt, signals });
    switch (outcome.kind) {
      case 'fetched':
        return report(readTdmRep(text(outcome.body), { origin, carrier, seenAt }) ?? []);
      case 'gone':
      case 'refused':
        return report([]);
      // Not asked, because it is forbidden: then nothing is known, and what was known before holds.
      case 'disallowed':
      case 'not-modified':
        return { kind: 'done' };
      case 'failed':
        // 401, 403 and the like: there is none for us.
        return isRefusal(outcome.status) ? report([]) : this.#later(outcome);
      case 'deferred':
        return this.#later(outcome);
    }
  }

  async #readTerms(
    { kind, url }: NamedTerms,
    origin: string,
    signal: AbortSignal | undefined,
  ): Promise<Reading> {
    const outcome = await this.#get(url, signal);
    const context = this.#context(origin, url);
    switch (outcome.kind) {
      case 'fetched': {
        const body = text(outcome.body);
        return this.#report(kind === 'rsl' ? rslReport(body, context) : policyReport(body, context));
      }
      case 'gone':
      case 'refused':
        return this.#report(unreadableTerms(context, `the terms cannot be read: ${outcome.message}`));
      case 'disallowed':
        return this.#report(unreadableTerms(context, `the terms cannot be read: ${outcome.reason}`));
      case 'not-modified':
        return { kind: 'done' };
      case 'failed':
        return isRefusal(outcome.status)
          ? this.#report(unreadableTerms(context, `the terms cannot be read: ${outcome.message}`))
          : this.#later(outcome);
      case 'deferred':
        return this.#later(outcome);
    }
  }
}

const isRefusal = (status: number | undefined) =>
  status !== undefined && status >= 400 && status < 500 && status !== 429;

const text = (body: Uint8Array) => new TextDecoder().decode(body);

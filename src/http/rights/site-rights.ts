import type { NamedTerms, RightsReport } from '../../domain/rights.ts';
import type { PoliteClient, PoliteOutcome, RightsSink } from '../polite-types.ts';
import { policyReport, rslReport, type TermsContext, unreadableTerms } from './licence-signals.ts';
import { readTdmRep } from './tdm.ts';

/** No file of terms is as large. */
const termsBytesMax = 1024 * 1024;
/** A site that names more documents of terms than this is not believed to mean them all. */
const documentsMax = 10;

export interface SiteRightsOptions {
  client: PoliteClient;
  rights: RightsSink;
  now?: () => number;
}

/** What reading came to. `later`: some of it could not be read now, so ask again then (epoch). */
export type SiteRightsOutcome =
  | { kind: 'read'; documents: number }
  | { kind: 'later'; documents: number; untilMs: number; reason: string };

const retryMs = 3600 * 1000;

type Reading = { kind: 'done' } | { kind: 'later'; untilMs: number; reason: string };

/** Reads what a site says of its rights in files of their own, through the guarded and polite client. */
export class SiteRights {
  readonly #client: PoliteClient;
  readonly #rights: RightsSink;
  readonly #now: () => number;

  constructor({ client, rights, now = Date.now }: SiteRightsOptions) {
    this.#client = client;
    this.#rights = rights;
    this.#now = now;
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
    const readings = [await this.#readTdmRep(origin, signal)];
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

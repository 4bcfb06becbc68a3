import { type RightsReport, type RightsSignal, rawText } from '../../domain/rights.ts';
import { type RslContent, readRsl, rslSayings, rslTerms } from './rsl.ts';
import { patternOf, readTdmPolicy } from './tdm.ts';

/** Who reads a document of terms, for which site. */
export interface TermsContext {
  /** The origin that named the document: it can speak for no other. */
  origin: string;
  carrier: string;
  seenAt: string;
}

const report = (
  { origin, carrier, seenAt }: TermsContext,
  place: RightsReport['place'],
  signals: RightsSignal[],
): RightsReport => ({
  ...{ host: new URL(origin).hostname, place, carrier, seenAt },
  signals,
});

function contentSignal(
  content: RslContent,
  context: TermsContext,
  place: RightsReport['place'],
): RightsSignal | null {
  const address = content.url ?? content.itemLink ?? '/';
  const pattern = patternOf(address, context.origin);
  if (pattern === null) return null;
  const terms = rslTerms(content);
  const sayings = rslSayings(content);
  return {
    kind: 'rsl',
    ...{ place, carrier: context.carrier, seenAt: context.seenAt, sayings },
    raw: rawText(JSON.stringify(content)),
    scope: { kind: 'path', origin: context.origin, pattern },
    ...(terms === '' ? {} : { terms }),
  };
}

/** Tells that a document of terms has been read, whatever is in it; it never matches a page of the site's own. */
const readMark = (context: TermsContext, raw: string): RightsSignal => ({
  kind: 'rsl',
  ...{ place: 'licence', carrier: context.carrier, seenAt: context.seenAt },
  raw: rawText(raw),
  scope: { kind: 'url', url: context.carrier },
  sayings: [],
});

/** What an RSL licence that a site named says of its addresses. One that cannot be read reserves them all. */
export function rslReport(xml: string, context: TermsContext): RightsReport {
  const contents = readRsl(xml);
  if (contents === null || contents.length === 0)
    return unreadableTerms(context, 'the licence that it names is no RSL document that can be read');
  const signals = contents
    .map((content) => contentSignal(content, context, 'licence'))
    .filter((signal) => signal !== null);
  return report(context, 'licence', [readMark(context, xml), ...signals]);
}

/** RSL elements inside a feed; no signals where it has none. */
export function feedRslReport(xml: string, context: TermsContext): RightsReport {
  const contents = readRsl(xml, true) ?? [];
  const signals = contents
    .map((content) => contentSignal(content, context, 'feed'))
    .filter((signal) => signal !== null);
  return report(context, 'feed', signals);
}

/** Terms that a site names and nobody can read: reserved, not free. */
export function unreadableTerms(context: TermsContext, why: string): RightsReport {
  const { origin, carrier, seenAt } = context;
  return report(context, 'licence', [
    {
      kind: 'rsl',
      ...{ place: 'licence', carrier, seenAt, terms: why, raw: rawText(why) },
      scope: { kind: 'path', origin, pattern: '/' },
      sayings: [
        { about: 'ai-input', says: 'ask' },
        { about: 'ai-train', says: 'ask' },
      ],
    },
  ]);
}

/** What a TDM policy says to those reservations that name it. */
export function policyReport(text: string, context: TermsContext): RightsReport {
  const { says, terms } = readTdmPolicy(text);
  const { carrier, seenAt } = context;
  return report(context, 'licence', [
    {
      kind: 'tdmrep',
      ...{ place: 'licence', carrier, seenAt, terms, raw: rawText(text) },
      scope: { kind: 'url', url: carrier },
      sayings: [{ about: 'ai-input', says }],
    },
  ]);
}

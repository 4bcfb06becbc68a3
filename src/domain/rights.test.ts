import { describe, expect, it } from 'vitest';
import {
  noLedger,
  type RightsLedger,
  type RightsPermission,
  type RightsReport,
  type RightsSignal,
  type RightsUse,
  rightsFor,
  type Saying,
  strictestRights,
  unreadTerms,
  withReport,
} from './rights.ts';

const origin = 'https://news.example';
const url = `${origin}/2026/harbour`;
const seenAt = '2026-11-25T00:00:00.000Z';

function signal(given: Partial<RightsSignal> & Pick<RightsSignal, 'kind'>): RightsSignal {
  return {
    ...{ place: 'robots.txt', carrier: `${origin}/robots.txt`, seenAt, raw: '', sayings: [] },
    scope: { kind: 'path', origin, pattern: '/' },
    ...given,
  };
}

const say = (about: Saying['about'], says: Saying['says']): Saying[] => [{ about, says }];
const ledger = (signals: RightsSignal[], permission?: Partial<RightsPermission>): RightsLedger => ({
  ...noLedger('news.example'),
  signals,
  permission: { state: 'unknown', note: '', ...permission },
});
const allowed = (of: RightsLedger, at = url) =>
  (['fetch', 'index', 'excerpt', 'summarise'] as RightsUse[]).filter((use) => rightsFor(of, at, use).allowed);
const all = ['fetch', 'index', 'excerpt', 'summarise'];

describe('what signals allow', () => {
  it.each<[string, RightsSignal[], string[]]>([
    ['nothing said', [], all],
    ['search=no', [signal({ kind: 'content-signal', sayings: say('search', 'no') })], ['fetch', 'summarise']],
    ['ai-input=no', [signal({ kind: 'content-signal', sayings: say('ai-input', 'no') })], ['fetch', 'index']],
    ['ai-train=no', [signal({ kind: 'content-signal', sayings: say('ai-train', 'no') })], all],
    ['ai-train reserved', [signal({ kind: 'tdmrep', sayings: say('ai-train', 'ask') })], all],
    ['TDM reserved', [signal({ kind: 'tdmrep', sayings: say('ai-input', 'ask') })], ['fetch', 'index']],
    ['nosnippet', [signal({ kind: 'robots-tag', sayings: say('snippet', 'no') })], ['fetch', 'index']],
    ['noindex', [signal({ kind: 'robots-tag', sayings: say('search', 'no') })], ['fetch', 'summarise']],
    [
      'one yes and one no: no counts',
      [
        signal({ kind: 'content-signal', sayings: say('ai-input', 'yes') }),
        signal({ kind: 'content-usage', sayings: say('ai-input', 'no') }),
      ],
      ['fetch', 'index'],
    ],
    [
      'robots disallows',
      [signal({ kind: 'robots', rules: [{ allow: false, pattern: '/2026' }] })],
      ['index', 'excerpt', 'summarise'],
    ],
    [
      'robots allows the longer',
      [
        signal({
          kind: 'robots',
          rules: [
            { allow: false, pattern: '/' },
            { allow: true, pattern: '/2026/' },
          ],
        }),
      ],
      all,
    ],
    [
      'another origin',
      [
        signal({
          kind: 'rsl',
          sayings: say('ai-input', 'no'),
          scope: { kind: 'path', origin: 'http://news.example', pattern: '/' },
        }),
      ],
      all,
    ],
    [
      'another page',
      [
        signal({
          kind: 'robots-tag',
          sayings: say('ai-input', 'no'),
          scope: { kind: 'url', url: `${url}x` },
        }),
      ],
      all,
    ],
    [
      'this page',
      [
        signal({
          kind: 'robots-tag',
          sayings: say('ai-input', 'no'),
          scope: { kind: 'url', url: `${url}#top` },
        }),
      ],
      ['fetch', 'index'],
    ],
  ])('%s', (_, signals, expected) => expect(allowed(ledger(signals))).toEqual(expected));

  it('of one carrier the most exact scope counts, of several the strictest', () => {
    const at = (pattern: string, says: Saying['says'], carrier = `${origin}/robots.txt`) =>
      signal({
        kind: 'content-usage',
        carrier,
        sayings: say('ai-input', says),
        scope: { kind: 'path', origin, pattern },
      });
    expect(allowed(ledger([at('/', 'no'), at('/2026/', 'yes')]))).toContain('summarise');
    expect(allowed(ledger([at('/', 'yes'), at('/2026/', 'no')]))).not.toContain('summarise');
    expect(allowed(ledger([at('/', 'yes'), at('/', 'no')]))).not.toContain('summarise');
    expect(allowed(ledger([at('/', 'no', 'a'), at('/2026/', 'yes', 'b')]))).not.toContain('summarise');
  });

  it('TDMRep: the page stands above its headers, these above the file of the site', () => {
    const at = (place: RightsSignal['place'], says: Saying['says']) =>
      signal({ kind: 'tdmrep', place, carrier: place, sayings: say('ai-input', says) });
    expect(allowed(ledger([at('well-known', 'ask'), at('header', 'yes')]))).toContain('summarise');
    expect(allowed(ledger([at('well-known', 'yes'), at('header', 'ask')]))).not.toContain('summarise');
    expect(allowed(ledger([at('header', 'ask'), at('meta', 'yes')]))).toContain('summarise');
  });

  it('max-snippet caps the words, the tightest of several', () => {
    const cap = (snippetCharsMax: number) =>
      signal({ kind: 'robots-tag', carrier: `${snippetCharsMax}`, snippetCharsMax });
    const of = ledger([cap(600), cap(300)]);
    expect(rightsFor(of, url, 'excerpt')).toMatchObject({ allowed: true, wordCap: 50 });
    expect(rightsFor(of, url, 'summarise')).toMatchObject({ allowed: true, wordCap: 50 });
    expect(rightsFor(of, url, 'index').wordCap).toBe(undefined);
  });

  it('says why, in words, with where it was met', () => {
    const of = ledger([signal({ kind: 'content-signal', sayings: say('ai-input', 'no') })]);
    expect(rightsFor(of, url, 'excerpt')).toEqual({
      allowed: false,
      rule: 'content-signal',
      wordCap: 0,
      reason:
        'Content-Signal at https://news.example/robots.txt refuses use as input of a model (ai-input), ' +
        'and no permission is recorded. Headline and link only.',
    });
  });

  it('what is no URL is never allowed', () => expect(allowed(ledger([]), 'nowhere')).toEqual([]));
});

describe('terms that a signal names', () => {
  const pointer = signal({ kind: 'rsl', licence: `${origin}/l.xml` });
  const readBy = (kind: RightsSignal['kind'], licence: string, sayings: Saying[], terms?: string) =>
    signal({
      kind,
      place: 'licence',
      carrier: licence,
      sayings,
      scope: { kind: 'url', url: licence },
      ...(terms && { terms }),
    });

  it('a licence that nobody has read reserves', () => {
    expect(allowed(ledger([pointer]))).toEqual(['fetch', 'index']);
    expect(rightsFor(ledger([pointer]), url, 'summarise').reason).toMatch(/l\.xml has not been read/);
    expect(unreadTerms(ledger([pointer, pointer]))).toEqual([{ kind: 'rsl', url: `${origin}/l.xml` }]);
  });

  it('one that was read speaks for itself', () => {
    const read = readBy('rsl', `${origin}/l.xml`, []);
    expect(allowed(ledger([pointer, read]))).toEqual(all);
    expect(unreadTerms(ledger([pointer, read]))).toEqual([]);
    const refuses = signal({
      kind: 'rsl',
      place: 'licence',
      carrier: `${origin}/l.xml`,
      sayings: say('ai-input', 'no'),
    });
    expect(allowed(ledger([pointer, read, refuses]))).toEqual(['fetch', 'index']);
  });

  it('a policy that permits lifts the reservation that names it, and no other', () => {
    const policy = `${origin}/p.json`;
    const reserved = signal({ kind: 'tdmrep', sayings: say('ai-input', 'ask'), licence: policy });
    expect(unreadTerms(ledger([reserved]))).toEqual([{ kind: 'tdmrep', url: policy }]);
    expect(allowed(ledger([reserved]))).toEqual(['fetch', 'index']);
    expect(allowed(ledger([reserved, readBy('tdmrep', policy, say('ai-input', 'yes'))]))).toEqual(all);
    const consent = readBy(
      'tdmrep',
      policy,
      say('ai-input', 'ask'),
      'the policy sets conditions: obtainConsent',
    );
    expect(rightsFor(ledger([reserved, consent]), url, 'summarise').reason).toMatch(/obtainConsent/);
    expect(allowed(ledger([reserved, readBy('tdmrep', `${origin}/q.json`, say('ai-input', 'yes'))]))).toEqual(
      ['fetch', 'index'],
    );
  });
});

describe('what the operator recorded', () => {
  const strict = [
    signal({ kind: 'robots', rules: [{ allow: false, pattern: '/' }] }),
    signal({ kind: 'content-signal', sayings: say('ai-input', 'no') }),
  ];

  it('a permission stands above all signals, for the uses that it names', () => {
    expect(allowed(ledger(strict, { state: 'granted', note: 'Contract of 2 March' }))).toEqual(all);
    const some = ledger(strict, { state: 'granted', uses: ['summarise'], note: 'Letter', wordCap: 80 });
    expect(allowed(some)).toEqual(['index', 'summarise']);
    expect(rightsFor(some, url, 'summarise')).toEqual({
      ...{ allowed: true, rule: 'permission-granted', wordCap: 80 },
      reason: 'The operator recorded a permission: Letter.',
    });
  });

  it('a refusal stands above all assent', () => {
    expect(allowed(ledger([], { state: 'denied', note: 'They wrote to us' }))).toEqual([]);
    expect(allowed(ledger([], { state: 'denied', uses: ['summarise'], note: '' }))).toEqual([
      'fetch',
      'index',
      'excerpt',
    ]);
    expect(rightsFor(ledger([], { state: 'denied', note: '' }), url, 'excerpt').wordCap).toBe(0);
  });

  it('a permission ends, a refusal does not', () => {
    const until = '2026-12-31T00:00:00Z';
    const granted = ledger(strict, { state: 'granted', note: 'x', until });
    expect(rightsFor(granted, url, 'summarise', { now: '2026-12-30T23:59:59Z' }).allowed).toBe(true);
    expect(rightsFor(granted, url, 'summarise', { now: until }).allowed).toBe(false);
    const denied = ledger([], { state: 'denied', note: 'x', until });
    expect(rightsFor(denied, url, 'summarise', { now: '2027-06-01T00:00:00Z' }).allowed).toBe(false);
  });
});

it('of several decisions the strictest counts', () => {
  const yes = rightsFor(ledger([]), url, 'excerpt');
  const capped = { ...yes, wordCap: 30 };
  const no = rightsFor(ledger([], { state: 'denied', note: 'x' }), url, 'excerpt');
  expect(strictestRights([yes, capped, yes])).toBe(capped);
  expect(strictestRights([yes, no, capped])).toBe(no);
  expect(strictestRights([])).toBe(null);
});

describe('the ledger', () => {
  const report = (
    carrier: string,
    signals: RightsSignal[],
    place: RightsReport['place'] = 'robots.txt',
  ): RightsReport => ({
    ...{ host: 'news.example', place, carrier, seenAt },
    signals,
  });
  const robots = `${origin}/robots.txt`;
  const no = signal({ kind: 'content-signal', sayings: say('ai-input', 'no') });

  it('takes what a carrier says now in place of what it said', () => {
    const before = withReport(noLedger('news.example'), report(robots, [no]));
    expect(allowed(before)).not.toContain('summarise');
    expect(allowed(withReport(before, report(robots, [])))).toContain('summarise');
    expect(allowed(withReport(before, report('another', [])))).not.toContain('summarise');
    expect(allowed(withReport(before, report(robots, [], 'well-known')))).not.toContain('summarise');
  });

  it('is the very same where nothing is new, whatever the time and the order of keys in the store', () => {
    const before = withReport(noLedger('news.example'), report(robots, [no]));
    const sorted = JSON.parse(
      JSON.stringify(before, (_, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? 1 : -1)))
          : value,
      ),
    ) as RightsLedger;
    expect(withReport(sorted, report(robots, [{ ...no, seenAt: '2027-01-01T00:00:00Z' }]))).toBe(sorted);
    expect(withReport(before, report('never seen', []))).toBe(before);
  });

  it('forgets pages before it grows without end, never what holds for the site', () => {
    let of = withReport(noLedger('news.example'), report(robots, [no]));
    for (let at = 0; at < 600; at += 1) {
      const page = `${origin}/${at}`;
      const own = signal({
        kind: 'robots-tag',
        place: 'header',
        carrier: page,
        sayings: say('search', 'no'),
        scope: { kind: 'url', url: page },
      });
      of = withReport(of, report(page, [own], 'header'));
    }
    expect(of.signals).toHaveLength(1 + 501);
    expect(of.signals).toContainEqual(no);
    expect(allowed(of, `${origin}/599`)).not.toContain('index');
  });

  it('what a capture said of itself is added at the decision', () => {
    const own = signal({
      kind: 'robots-tag',
      place: 'meta',
      carrier: url,
      sayings: say('ai-input', 'no'),
      scope: { kind: 'url', url },
    });
    const empty = noLedger('news.example');
    expect(rightsFor(empty, url, 'summarise', { page: [report(url, [own], 'meta')] }).allowed).toBe(false);
    expect(rightsFor(empty, url, 'summarise', { page: [report(url, [], 'meta')] }).allowed).toBe(true);
    expect(
      rightsFor(empty, `${origin}/canonical`, 'summarise', { page: [report(url, [own], 'meta')] }).allowed,
    ).toBe(false);
  });
});

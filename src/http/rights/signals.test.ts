import { describe, expect, it } from 'vitest';
import type { RightsSignal, Saying } from '../../domain/rights.ts';
import { parseRobots } from '../robots.ts';
import { headerReport } from './header-signals.ts';
import { feedRslReport, rslReport } from './licence-signals.ts';
import { metaReport } from './meta-signals.ts';
import { pageRights } from './page-rights.ts';
import { readPreferences } from './preferences.ts';
import { robotsReport } from './robots-signals.ts';
import { robotsTag } from './robots-tag.ts';
import { readRsl, rslSayings } from './rsl.ts';
import { readTdmPolicy, readTdmRep } from './tdm.ts';

const url = 'https://news.example/2026/harbour';
const origin = 'https://news.example';
const seenAt = '2026-11-25T00:00:00.000Z';
const said = (sayings: readonly Saying[]) =>
  Object.fromEntries(sayings.map(({ about, says }) => [about, says]));

describe('preferences', () => {
  it.each([
    ['search=yes, ai-input=no,ai-train=no', { search: 'yes', 'ai-input': 'no', 'ai-train': 'no' }],
    ['SEARCH=YES', { search: 'yes' }],
    ['train-ai=n, search=y', { 'ai-train': 'no', search: 'yes' }],
    ['ai-use=n', { 'ai-input': 'no' }],
    ['bots=n', { search: 'no', 'ai-input': 'no', 'ai-train': 'no' }],
    ['ai-input=yes, ai-input=no', { 'ai-input': 'no' }],
    ['ai-input=no, ai-input=yes', { 'ai-input': 'no' }],
    ['ai-input="no"', { 'ai-input': 'no' }],
    ['ai-input=maybe, foo=no, =, ,', {}],
    ['constructor=no', {}],
    ['', {}],
  ])('%j', (value, expected) => expect(said(readPreferences(value))).toEqual(expected));
});

describe('robots directives', () => {
  it.each([
    ['noindex, follow', { search: 'no' }],
    ['none', { search: 'no' }],
    ['nosnippet', { snippet: 'no' }],
    ['max-snippet:0', { snippet: 'no' }],
    ['noai, noimageai', { 'ai-input': 'no', 'ai-train': 'no' }],
    ['standfirst: noindex', { search: 'no' }],
    ['otherbot: noindex, nosnippet', null],
    ['otherbot: noindex, standfirst: nosnippet', { snippet: 'no' }],
    ['*: noindex', { search: 'no' }],
    ['all', null],
    ['index, follow, max-image-preview:large', null],
    ['unavailable_after: 25 Jun 2010 15:00:00 PST', null],
    ['', null],
  ])('%j', (value, expected) => {
    const part = robotsTag(value);
    expect(part === null ? null : said(part.sayings)).toEqual(expected);
  });

  it('max-snippet is a cap, of two the tighter one, and -1 is none', () => {
    expect(robotsTag('max-snippet:160')?.snippetCharsMax).toBe(160);
    expect(robotsTag('max-snippet: 160, max-snippet:50')?.snippetCharsMax).toBe(50);
    expect(robotsTag('max-snippet:-1, max-image-preview:large')).toBe(null);
  });
});

describe('headers', () => {
  const signals = (headers: Record<string, string>, repeated?: Record<string, string[]>) =>
    headerReport({ url, headers, ...(repeated && { repeated }) }, seenAt).signals;

  it('speak of the one URL', () => {
    const [signal] = signals({ 'x-robots-tag': 'noindex' });
    expect(signal).toEqual({
      ...{ kind: 'robots-tag', place: 'header', carrier: url, seenAt, raw: 'noindex' },
      scope: { kind: 'url', url },
      sayings: [{ about: 'search', says: 'no' }],
    });
  });

  it('that came twice are read one by one', () => {
    const repeated = { 'x-robots-tag': ['otherbot: noindex', 'nosnippet'] };
    expect(signals({ 'x-robots-tag': 'otherbot: noindex, nosnippet' }, repeated)).toMatchObject([
      { sayings: [{ about: 'snippet', says: 'no' }] },
    ]);
  });

  it('a TDM reservation asks, its absence or 0 does not', () => {
    const asks = signals({ 'tdm-reservation': '1', 'tdm-policy': '/policy.json' });
    expect(asks).toMatchObject([
      { kind: 'tdmrep', sayings: [{ says: 'ask' }, { says: 'ask' }], licence: `${origin}/policy.json` },
    ]);
    expect(signals({ 'tdm-reservation': '0' })).toMatchObject([
      { sayings: [{ says: 'yes' }, { says: 'yes' }] },
    ]);
    expect(signals({ 'tdm-reservation': '2' })).toEqual([]);
    expect(signals({ 'tdm-reservation': '0, 1' })).toMatchObject([
      { sayings: [{ says: 'ask' }, { says: 'ask' }] },
    ]);
    expect(signals({ 'tdm-reservation': '1', 'tdm-policy': 'javascript:alert(1)' })[0]).not.toHaveProperty(
      'licence',
    );
  });

  it('Content-Usage and Content-Signal are read', () =>
    expect(signals({ 'content-usage': 'ai-use=n', 'content-signal': 'search=yes' })).toMatchObject([
      { kind: 'content-signal', sayings: [{ about: 'search', says: 'yes' }] },
      { kind: 'content-usage', sayings: [{ about: 'ai-input', says: 'no' }] },
    ]));

  it.each([
    ['</rsl.xml>; rel="license"; type="application/rsl+xml"', [`${origin}/rsl.xml`]],
    ['</a>; rel=next, <https://x.example/l>; type=application/rsl+xml; rel=license', ['https://x.example/l']],
    ['<https://creativecommons.org/licenses/by/4.0/>; rel="license"', []],
    ['<javascript:alert(1)>; rel="license"; type="application/rsl+xml"', []],
    ['<'.repeat(5000), []],
  ])('Link %j names licences', (link, expected) =>
    expect(signals({ link }).map(({ licence }) => licence)).toEqual(expected),
  );
});

describe('HTML', () => {
  const signals = (html: string) =>
    metaReport(`<!doctype html><head>${html}</head><p>x`, url, seenAt).signals;

  it('robots, TDM and licences are found, in any case and quotes', () =>
    expect(
      signals(
        `<META NAME='Robots' CONTENT='NOINDEX, max-snippet:90'><meta name=standfirst content=nosnippet>
         <meta content=1 name=tdm-reservation><meta name="tdm-policy" content="https://p.example/p.json">
         <link rel="license" type="application/rsl+xml" href="/l.xml"><meta name=googlebot content=noai>`,
      ),
    ).toMatchObject([
      { kind: 'tdmrep', licence: 'https://p.example/p.json' },
      { kind: 'robots-tag', place: 'meta', snippetCharsMax: 90 },
      { kind: 'robots-tag', sayings: [{ about: 'snippet', says: 'no' }] },
      { kind: 'rsl', licence: `${origin}/l.xml` },
    ]));

  it('one reservation among several reserves', () => {
    const [zero, one] = [0, 1].map((value) => `<meta name=tdm-reservation content=${value}>`);
    expect(signals(`${zero}${one}`)).toMatchObject([{ sayings: [{ says: 'ask' }, { says: 'ask' }] }]);
    expect(signals(`${one}${zero}`)).toMatchObject([{ sayings: [{ says: 'ask' }, { says: 'ask' }] }]);
  });

  it.each<[string, string]>([
    ['deep', '<div>'.repeat(500_000)],
    ['full of quotes', `<meta ${'a="'.repeat(300_000)}`],
    ['full of comments', '<!--'.repeat(500_000)],
    ['full of open tags', '<meta '.repeat(300_000)],
    ['full of scripts', '<script>'.repeat(300_000)],
    ['full of signals', '<meta name=robots content=noai>'.repeat(100_000)],
  ])('a page that is %s costs no more than its length', (_, html) => {
    const found = signals(`<meta name=tdm-reservation content=1>${html}`);
    expect(found[0]).toMatchObject({ kind: 'tdmrep' });
    expect(found.length).toBeLessThan(60);
  });

  it('what stands in a comment or in a script is no signal', () =>
    expect(
      signals('<!-- <meta name=robots content=noai> --><script>"<meta name=robots content=noai>"</script>'),
    ).toEqual([]));

  it('RSL inside the page holds for the page, and asks where it cannot be read', () => {
    const script = (xml: string) => `<script type="application/rsl+xml">${xml}</script>`;
    const rsl = `<rsl xmlns="https://rslstandard.org/rsl"><content url="/other"><license>
      <prohibits type="usage">ai-all</prohibits></license></content></rsl>`;
    expect(signals(script(rsl))).toMatchObject([
      {
        kind: 'rsl',
        scope: { kind: 'url', url },
        sayings: [{ about: 'ai-input', says: 'no' }, { says: 'no' }],
      },
    ]);
    expect(signals(script('<rsl'))).toMatchObject([{ sayings: [{ about: 'ai-input', says: 'ask' }] }]);
  });
});

describe('TDMRep', () => {
  const site = { origin, carrier: `${origin}/.well-known/tdmrep.json`, seenAt };
  const read = (value: unknown) => readTdmRep(JSON.stringify(value), site);

  it('rules are read with their patterns', () =>
    expect(
      read([
        { location: '/open/*.html$', 'tdm-reservation': 0 },
        { location: '/', 'tdm-reservation': 1, 'tdm-policy': '/policy' },
        { location: 'https://news.example/기사', 'tdm-reservation': '1' },
        { location: 'https://other.example/', 'tdm-reservation': 1 },
        { location: '/x', 'tdm-reservation': 'yes' },
        { location: 7, 'tdm-reservation': 1 },
        null,
        'x',
      ])?.map(({ scope, licence, sayings }) => [
        scope.kind === 'path' && scope.pattern,
        sayings[0]?.says,
        licence,
      ]),
    ).toEqual([
      ['/open/*.html$', 'yes', undefined],
      ['/', 'ask', `${origin}/policy`],
      ['/%EA%B8%B0%EC%82%AC', 'ask', undefined],
      ['/', 'ask', undefined],
    ]));

  it('what is no list of rules is null', () => {
    for (const text of ['', '<html>', '"x"', '7', 'null', '[']) expect(readTdmRep(text, site)).toBe(null);
    expect(readTdmRep('[]', site)).toEqual([]);
    expect(read({ location: '/', 'tdm-reservation': 1 })).toHaveLength(1);
  });

  it('pollution and NUL end in plain data', () => {
    const text = '[{"__proto__": {"location": "/"}, "location": "/a\\u0000", "tdm-reservation": 1}]';
    const [signal] = readTdmRep(text, site) ?? [];
    expect(signal?.scope).toMatchObject({ pattern: '/a%00' });
    expect(JSON.stringify(signal)).not.toContain('\\u0000');
  });

  it.each([
    [{ permission: [{ action: 'tdm:mine' }] }, 'yes'],
    [{ permission: { action: { '@id': 'http://www.w3.org/ns/tdmrep#mine' } } }, 'yes'],
    [{ permission: [{ action: 'tdm:mine', duty: [{ action: 'obtainConsent' }] }] }, 'ask'],
    [{ permission: [{ action: 'tdm:mine', duty: { action: 'compensate' } }] }, 'ask'],
    [{ permission: [{ action: 'tdm:mine', constraint: [{ rightOperand: 'tdm:research' }] }] }, 'ask'],
    [{ permission: [{ action: 'display' }] }, 'ask'],
    [{ permission: [] }, 'ask'],
    [{}, 'ask'],
    ['<html>', 'ask'],
  ])('the policy %j says %s', (policy, says) =>
    expect(readTdmPolicy(typeof policy === 'string' ? policy : JSON.stringify(policy)).says).toBe(says),
  );
});

const rsl = (content: string, ns = 'https://rslstandard.org/rsl') => `<rsl xmlns="${ns}">${content}</rsl>`;
const site = (licences: string, attributes = 'url="/"') =>
  rsl(`<content ${attributes}>${licences}</content>`);
const sayings = (xml: string) => said((readRsl(xml) ?? []).flatMap(rslSayings));
const licence = (inner: string) => `<license>${inner}</license>`;

describe('RSL', () => {
  it.each([
    [
      'all AI prohibited',
      licence('<prohibits type="usage">ai-all</prohibits>'),
      { 'ai-input': 'no', 'ai-train': 'no' },
    ],
    [
      'search only',
      licence('<permits type="usage">search</permits>'),
      { search: 'yes', 'ai-input': 'no', 'ai-train': 'no' },
    ],
    [
      'summaries but no training',
      licence('<permits type="usage">search ai-input</permits><prohibits type="usage">ai-train</prohibits>'),
      { search: 'yes', 'ai-input': 'yes', 'ai-train': 'no' },
    ],
    [
      'attribution is no payment',
      licence('<permits type="usage">all</permits><payment type="attribution"/>'),
      { search: 'yes', 'ai-input': 'yes', 'ai-train': 'yes' },
    ],
    [
      'pay per crawl',
      licence('<payment type="crawl"><amount currency="USD">0.01</amount></payment>'),
      { search: 'ask', 'ai-input': 'ask', 'ai-train': 'ask' },
    ],
    [
      'a free and a paid licence',
      licence('<permits type="usage">search</permits>') +
        licence('<permits type="usage">ai-input</permits><payment type="use"/>'),
      { search: 'yes', 'ai-input': 'ask', 'ai-train': 'no' },
    ],
    [
      'words of the draft',
      licence('<permits type="usage">train-ai</permits>'),
      { search: 'no', 'ai-input': 'no', 'ai-train': 'yes' },
    ],
    [
      'only for schools',
      licence('<permits type="usage">ai-input</permits><permits type="user">education</permits>'),
      { search: 'no', 'ai-input': 'ask', 'ai-train': 'no' },
    ],
    [
      'only in one country',
      licence('<permits type="usage">all</permits><permits type="geo">KR</permits>'),
      { search: 'ask', 'ai-input': 'ask', 'ai-train': 'ask' },
    ],
    [
      'a prohibition beats a permission',
      licence('<permits type="usage">all</permits><prohibits type="usage">ai-input</prohibits>'),
      { search: 'yes', 'ai-input': 'no', 'ai-train': 'yes' },
    ],
    ['nothing said', licence(''), {}],
    ['no licence', '', {}],
  ])('%s', (_, inner, expected) => expect(sayings(site(inner))).toEqual(expected));

  it('a licence server means that a licence has to be obtained', () =>
    expect(
      sayings(site(licence('<permits type="usage">all</permits>'), 'url="/" server="https://l.example"')),
    ).toEqual({
      ...{ search: 'yes', 'ai-input': 'ask', 'ai-train': 'ask' },
    }));

  it.each([
    ['a document type', `<!DOCTYPE rsl [<!ENTITY x SYSTEM "file:///etc/passwd">]>${site(licence('&x;'))}`],
    ['an entity bomb', `<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${site('&b;')}`],
    ['an open element', '<rsl xmlns="https://rslstandard.org/rsl"><content url="/">'],
    ['depth', '<a>'.repeat(10_000)],
    ['too many elements', rsl('<content url="/"/>'.repeat(2000))],
    ['too much text', rsl(' '.repeat(9 * 1024 * 1024))],
    ['an unknown entity', site('&nbsp;')],
    ['no XML', 'License: MIT'],
    ['nothing', ''],
  ])('%s is unreadable, so its terms are reserved', (_, xml) => {
    expect(readRsl(xml)).toBe(null);
    expect(rslReport(xml, { origin, carrier: `${origin}/l.xml`, seenAt }).signals).toMatchObject([
      { scope: { kind: 'path', origin, pattern: '/' }, sayings: [{ about: 'ai-input', says: 'ask' }, {}] },
    ]);
  });

  it('speaks of the site that named it alone', () => {
    const xml = rsl(
      `<content url="https://news.example/a*$"/><content url="http://news.example/b"/>
       <content url="https://victim.example/"/><content url="/c"/><content url="d"/>`,
    );
    const { signals } = rslReport(xml, { origin, carrier: 'https://licences.example/l.xml', seenAt });
    const patterns = signals.map(({ scope }) =>
      scope.kind === 'path' ? `${scope.origin} ${scope.pattern}` : null,
    );
    expect(patterns).toEqual([null, `${origin} /a*$`, `${origin} /b`, `${origin} /c`, `${origin} /d`]);
  });

  it('in a feed is found with the item that it stands in, even if the feed is broken further down', () => {
    const feed = `<rss xmlns:rsl="https://rslstandard.org/rsl"><channel>
      <rsl:content url="/"><rsl:license><rsl:permits type="usage">search</rsl:permits></rsl:license></rsl:content>
      <item><link>https://news.example/1</link>
        <rsl:content><rsl:license><rsl:prohibits type="usage">all</rsl:prohibits></rsl:license></rsl:content></item>
      <item><title>a & b</title>`;
    const { signals } = feedRslReport(feed, { origin, carrier: `${origin}/feed`, seenAt });
    expect(
      signals.map(({ scope, sayings: all }) => [scope.kind === 'path' && scope.pattern, said(all)]),
    ).toEqual([
      ['/', { search: 'yes', 'ai-input': 'no', 'ai-train': 'no' }],
      ['/1', { search: 'no', 'ai-input': 'no', 'ai-train': 'no' }],
    ]);
  });
});

describe('a robots.txt', () => {
  it('gives its rules, its lines on usage and its licences', () => {
    const robots = parseRobots(
      'User-agent: *\nDisallow: /x\nContent-Usage: /a ai-use=n\nContent-Signal: nonsense\nLicense: l.xml\nLicense: ftp://x/',
    );
    const { host, carrier, signals } = robotsReport(robots, origin, seenAt);
    expect({ host, carrier }).toEqual({ host: 'news.example', carrier: `${origin}/robots.txt` });
    const shapes = signals.map(({ kind, scope, licence: named }: RightsSignal) => [
      kind,
      scope.kind === 'path' && scope.pattern,
      named,
    ]);
    expect(shapes).toEqual([
      ['robots', '/', undefined],
      ['content-usage', '/a', undefined],
      ['rsl', '/', `${origin}/l.xml`],
    ]);
    expect(signals[0]?.rules).toEqual([{ allow: false, pattern: '/x' }]);
  });
});

describe('a captured response', () => {
  const page = (contentType: string, body: string) =>
    pageRights({ url, headers: {}, contentType, body: new TextEncoder().encode(body) }, seenAt);
  const meta = '<meta name=robots content=noai>';

  it('reports by place, also that there is nothing', () =>
    expect(page('text/html', '<p>x').map(({ place, signals }) => [place, signals.length])).toEqual([
      ['header', 0],
      ['meta', 0],
    ]));

  it('a feed that comes as HTML is read as a feed as well', () => {
    const feed = `<rss xmlns:r="https://rslstandard.org/rsl"><channel><r:content url="/"><r:license>
      <r:prohibits type="usage">ai-all</r:prohibits></r:license></r:content></channel></rss>`;
    const reports = page('text/html', feed);
    expect(reports.find(({ place }) => place === 'feed')?.signals).toHaveLength(1);
  });

  it('HTML is known by its type or, without one, by its start', () => {
    expect(page('text/html; charset=utf-8', meta)[1]?.signals).toHaveLength(1);
    expect(page('', `<!DOCTYPE html>${meta}`)[1]?.signals).toHaveLength(1);
    expect(page('application/xml', meta)[1]).toMatchObject({ place: 'feed', signals: [] });
  });
});

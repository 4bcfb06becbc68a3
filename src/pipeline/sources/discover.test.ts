import { describe, expect, it } from 'vitest';
import { discover, sitemapsOfRobots } from './discover.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const url = 'https://courier.example/';
const titles = [
  'Harbour bridge reopens after repairs',
  'Council votes to keep the ferries',
  'Storm leaves 4,000 homes dark',
];
const list = titles.map((title, at) => `<li><a href="/news/12345${at}">${title} today</a></li>`).join('');
const page = (head: string, body: string) =>
  bytes(`<!doctype html><html><head><title>Courier</title>${head}</head><body>${body}</body></html>`);

function found(head: string, body: string, robots?: string) {
  return discover({ body: page(head, body), url, ...(robots !== undefined && { robots }) }).map(
    ({ url: address, kind, reason }) => `${kind} ${reason} ${address.replace(url, '/')}`,
  );
}

describe('discover', () => {
  it('takes a feed for what it is', () => {
    const body = bytes(
      '<rss version="2.0"><channel><title>Harbour</title><item><title>a</title></item></channel></rss>',
    );
    expect(discover({ body, url })).toEqual([
      { url, kind: 'feed', title: 'Harbour', reason: 'is-feed', isCertain: true, rank: 100, entries: 1 },
    ]);
    const sitemap = bytes('<urlset><url><loc>https://courier.example/a</loc></url></urlset>');
    expect(discover({ body: sitemap, url })).toMatchObject([{ kind: 'sitemap', entries: 1 }]);
  });

  it('ranks what the page declares, links to and lists, then what robots.txt names, then guesses', () => {
    const head = `<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
      <link rel="alternate" type="application/rss+xml" title="All news" href="/feed/">
      <link rel="alternate" type="application/feed+json" href="/feed.json">
      <link rel="alternate" hreflang="ko" href="/ko/"><link rel="stylesheet" type="text/css" href="/rss.css">`;
    const body = `<a href="/rss/politics.xml">Politics RSS</a><a href="/about-our-feed.html">About our feed</a><ul>${list}</ul>`;
    const robots =
      'User-agent: *\nSitemap: https://courier.example/sitemap.xml\nsitemap:/news-sitemap.xml\nSitemap: ftp://x/';
    expect(found(head, body, robots).slice(0, 8)).toEqual([
      'feed declared /feed/',
      'feed declared /feed.json',
      'feed linked /rss/politics.xml',
      'feed declared /comments/feed/',
      'sitemap listed-in-robots /news-sitemap.xml',
      'page lists-articles /',
      'feed usual-address /rss.xml',
      'feed usual-address /feed.xml',
    ]);
  });

  it('offers the page itself where nothing else is known, and says what to try', () => {
    const candidates = discover({ body: page('', '<p>Hello</p>'), url: 'https://courier.example/a/b' });
    expect(candidates.filter((candidate) => candidate.isCertain)).toMatchObject([
      { kind: 'url', reason: 'is-page' },
    ]);
    expect(candidates[0]).toMatchObject({ url: 'https://courier.example/feed/', isCertain: false });
  });

  it('never names the same thing twice, nor what cannot be fetched', () => {
    const head =
      '<link rel="alternate" type="application/rss+xml" href="http://www.courier.example/feed">'.repeat(3);
    const all = found(
      `${head}<link rel="feed" href="javascript:x">`,
      '<a href="/feed/?utm_source=a">RSS</a>',
    );
    expect(all.filter((line) => /courier.example\/feed$|\/feed\/(?:\?|$)/.test(line))).toHaveLength(1);
    expect(all.join()).not.toContain('javascript');
  });

  it.each([
    ['deep', '<div>'.repeat(100_000)],
    ['many links', '<a href="/rss">RSS</a>'.repeat(50_000)],
    ['many declared', '<link rel="alternate" type="application/rss+xml" href="/f">'.repeat(50_000)],
    ['too many elements', '<i></i>'.repeat(400_000)],
  ])('gets through a hostile page: %s', (_, html) => {
    expect(discover({ body: bytes(html), url }).length).toBeGreaterThan(0);
  });
});

describe('sitemapsOfRobots', () => {
  it('reads the lines whatever agent they stand under', () => {
    const robots =
      'User-agent: a\r\nDisallow: /\r\nSITEMAP : https://a.example/1.xml # x\r\nSitemap: /2.xml\n#Sitemap: /3.xml';
    expect(sitemapsOfRobots(robots, 'https://b.example/robots.txt')).toEqual([
      'https://a.example/1.xml',
      'https://b.example/2.xml',
    ]);
  });
});

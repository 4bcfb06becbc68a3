import { describe, expect, it } from 'vitest';
import { discover } from './discover.ts';
import { identify } from './identity.ts';
import { readOpml } from './opml.ts';
import { parseFeed } from './parse-feed.ts';

const url = 'https://courier.example/feed';
const seeds: Record<string, string> = {
  rss: `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY who "Kim">]><rss version="2.0"
    xmlns:media="http://search.yahoo.com/mrss/"><channel><title>A &who; &eacute;</title><item><title><![CDATA[<b>One</b>]]></title>
    <link>/1?a=1&amp;b=2</link><guid isPermaLink="false">1</guid><pubDate>Thu, 05 Mar 2026 10:12:00 +0900</pubDate>
    <description>&lt;p&gt;a &lt;a href="/x"&gt;b&lt;/a&gt;</description><media:group><media:content url="v"/></media:group></item></channel></rss>`,
  atom: `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/" xml:lang="ko"><title type="xhtml"><div
    xmlns="http://www.w3.org/1999/xhtml">한국 <em>소식</em></div></title><entry><id>tag:1</id><link rel="self" href="x"/>
    <content type="text/plain" mode="base64">aGVsbG8=</content><updated>2026-03-05T10:12:00.5Z</updated></entry></feed>`,
  json: '{"version":"https://jsonfeed.org/version/1.1","title":"A","items":[{"id":1,"url":"/1","content_html":"<p>x</p>","authors":[{"name":"K"}]}]}',
  sitemap: '<urlset><url><loc>https://a.example/1</loc><lastmod>2026-03-05</lastmod></url></urlset>',
  opml: '<opml version="2.0"><body><outline text="F"><outline text="a" xmlUrl="https://a.example/f"/></outline></body></opml>',
  page: '<html><head><base href="/n/"><link rel="alternate" type="application/rss+xml" href="/rss"></head><body><ul><li><h3><a href="12345">A headline of five words</a></h3><time datetime="2026-03-05">now</time></ul>',
};
const bits = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '/>',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '&#',
  '&#x110000;',
  ';',
  '=',
  '\0',
  '\uFFFF',
  '%',
];

describe('broken and mixed up, a document', () => {
  it.each(Object.keys(seeds))('of the kind %s never breaks a reader', (kind) => {
    let seed = 1 + kind.length;
    const next = (max: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) % max;
    };
    const all = Object.values(seeds);
    for (let round = 0; round < 400; round++) {
      let text = seeds[kind] ?? '';
      for (let change = 0; change <= next(6); change++) {
        const at = next(text.length + 1);
        const other = all[next(all.length)] ?? '';
        const from = next(other.length);
        const added = next(2) === 0 ? bits[next(bits.length)] : other.slice(from, from + next(80));
        text = text.slice(0, at) + added + text.slice(at + next(30));
      }
      const body = new TextEncoder().encode(text);
      const outcome = parseFeed({ body, url });
      if (outcome.kind === 'parsed')
        expect(identify(outcome.feed.entries, []), text).toHaveLength(outcome.feed.entries.length);
      else expect(outcome.hint, text).not.toBe('');
      expect(discover({ body, url }).length, text).toBeGreaterThan(0);
      expect(readOpml(body).kind, text).toMatch(/^(?:read|refused)$/);
    }
  });
});

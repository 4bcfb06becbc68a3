import { describe, expect, it } from 'vitest';
import type { ParsedFeed } from '../../domain/feed.ts';
import { feedLimits } from './limits.ts';
import { parseFeed } from './parse-feed.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function parsed(text: string, url = 'https://example.org/feed.xml'): ParsedFeed {
  const outcome = parseFeed({ body: bytes(text), url });
  if (outcome.kind !== 'parsed') throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.feed;
}

const rss = (items: string, channel = '') =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour News</title>
   <link>https://example.org/</link>${channel}${items}</channel></rss>`;

describe('parseFeed', () => {
  it('reads RSS 2.0', () => {
    const feed = parsed(
      rss(
        `<item><title>Bridge &amp;amp; quay reopen</title><link>/a?x=1&amp;y=2</link><guid isPermaLink="false">a-1</guid>
         <pubDate>Thu, 05 Mar 2026 10:12:00 +0900</pubDate><author>kim@example.org (Kim Ara)</author>
         <description>&lt;p&gt;It &lt;b&gt;opened&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;&lt;a href="/more"&gt;More&lt;/a&gt;&lt;/p&gt;</description>
         <enclosure url="https://example.org/a.mp3" length="12" type="audio/mpeg"/></item>`,
        '<language>en_US</language><ttl>90</ttl>',
      ),
    );
    expect(feed).toMatchObject({
      format: 'rss',
      version: '2.0',
      title: 'Harbour News',
      link: 'https://example.org/',
      lang: 'en-US',
      intervalMinutes: 90,
      wellFormed: true,
      quarantined: [],
    });
    expect(feed.entries).toEqual([
      {
        title: 'Bridge & quay reopen',
        url: 'https://example.org/a?x=1&y=2',
        guid: 'a-1',
        authors: ['Kim Ara'],
        publishedAt: '2026-03-05T10:12:00+09:00',
        summary: 'It opened.\nMore',
        contentHtml: '<p>It <b>opened</b>.</p><p><a href="https://example.org/more">More</a></p>',
        categories: [],
        enclosures: [{ url: 'https://example.org/a.mp3', type: 'audio/mpeg', bytes: 12 }],
        lang: 'en-US',
        licences: [],
      },
    ]);
  });

  it('reads Atom with xml:base, a hub and inherited authors', () => {
    const feed =
      parsed(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko" xml:base="https://news.example/">
      <title type="text">5 &lt; 6</title><link rel="self" href="feed"/><link rel="hub" href="https://hub.example/"/>
      <author><name>김아라</name></author>
      <entry><id>tag:1</id><title type="html">A &lt;em&gt;b&lt;/em&gt;</title><link href="2026/1"/>
      <updated>2026-03-05T10:12:00Z</updated>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">x<br/>y</div></content></entry></feed>`);
    expect(feed).toMatchObject({
      format: 'atom',
      version: '1.0',
      title: '5 < 6',
      self: 'https://news.example/feed',
      hubs: ['https://hub.example/'],
    });
    expect(feed.entries[0]).toMatchObject({
      title: 'A b',
      url: 'https://news.example/2026/1',
      authors: ['김아라'],
      lang: 'ko',
      contentHtml: 'x<br />y',
      contentText: 'x\ny',
    });
  });

  it('reads what is not well-formed, and says so', () => {
    const feed = parsed(
      '<rss><channel><title>A & B &nbsp; C</title><item><title>One</title><link>https://example.org/?a=1&b=2',
    );
    expect(feed.wellFormed).toBe(false);
    expect(feed.problems[0]).toContain('Not well-formed');
    expect(feed.title).toBe('A & B C');
    expect(feed.entries[0]).toMatchObject({ title: 'One', url: 'https://example.org/?a=1&b=2' });
  });

  it('counts every item: entries and quarantined', () => {
    const feed = parsed(
      rss('<item/><item><title>One</title></item><item> </item><item><link>javascript:x</link></item>'),
    );
    expect(feed.entries.map(({ title, url }) => ({ title, url }))).toEqual([
      { title: 'One', url: undefined },
      { title: undefined, url: undefined },
    ]);
    expect(feed.quarantined.map((item) => item.reason)).toEqual(['no-content', 'no-content']);
  });

  it.each([
    ['', 'empty'],
    ['<!doctype html><html><body>Hello', 'html-page'],
    ['plain text', 'not-a-feed'],
    ['{"a":1}', 'not-a-feed'],
    ['{"a"', 'bad-json'],
    [`<rss>${'<a>'.repeat(100_000)}`, 'too-deep'],
    [`<rss ${Array.from({ length: 100_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`, 'too-many-attributes'],
    [rss('<item/>'.repeat(feedLimits.itemsMax + 1)), 'too-many-items'],
    [`<rss>${'x'.repeat(feedLimits.bytesMax)}</rss>`, 'too-large'],
  ])('refuses what it cannot read: %#', (text, code) => {
    expect(parseFeed({ body: bytes(text) })).toMatchObject({ kind: 'refused', code });
  });
});

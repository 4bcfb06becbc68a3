import { describe, expect, it } from 'vitest';
import type { ParsedFeed } from '../../domain/feed.ts';
import { feedLimits } from './limits.ts';
import { parseFeed } from './parse-feed.ts';

function parsed(text: string | Uint8Array, url = 'https://ilbo.example.kr/feed'): ParsedFeed {
  const body = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const outcome = parseFeed({ body, url });
  if (outcome.kind !== 'parsed') throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.feed;
}

describe('parseFeed reads', () => {
  it('RSS 1.0, whose items stand beside the channel', () => {
    const feed =
      parsed(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
      <channel rdf:about="https://a.example/rss"><title>A</title><link>https://a.example/</link>
      <sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
      <item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link>
      <dc:creator>Kim</dc:creator><dc:creator>Lee</dc:creator><dc:date>2026-03-05T10:00+09:00</dc:date></item></rdf:RDF>`);
    expect(feed).toMatchObject({
      format: 'rss',
      version: '1.0',
      id: 'https://a.example/rss',
      intervalMinutes: 360,
    });
    expect(feed.entries).toMatchObject([
      { guid: 'https://a.example/1', authors: ['Kim', 'Lee'], publishedAt: '2026-03-05T10:00:00+09:00' },
    ]);
  });

  it('what RSS says about when to come back, where it moved and where its hub is', () => {
    const feed = parsed(`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
      xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>A</title><ttl>30</ttl>
      <skipHours><hour>0</hour><hour>24</hour><hour>5</hour><hour>x</hour></skipHours>
      <skipDays><day>Sunday</day><day>Doomsday</day></skipDays>
      <atom:link rel="self" href="https://a.example/feed"/><atom:link rel="hub" href="https://hub.example/"/>
      <atom:link rel="next" href="?page=2"/><itunes:new-feed-url>https://b.example/feed</itunes:new-feed-url>
      </channel></rss>`);
    expect(feed).toMatchObject({
      intervalMinutes: 30,
      skipHours: [0, 5],
      skipDays: ['sunday'],
      self: 'https://a.example/feed',
      hubs: ['https://hub.example/'],
      next: 'https://ilbo.example.kr/feed?page=2',
      movedTo: 'https://b.example/feed',
    });
  });

  it('licences by RSL', () => {
    const feed = parsed(`<rss version="2.0" xmlns:rsl="https://rslstandard.org/rsl"><channel><title>A</title>
      <rsl:content url="https://a.example/" server="https://licence.example/"><rsl:license>
      <rsl:permits type="usage">search, ai-index</rsl:permits><rsl:prohibits type="usage">ai-train</rsl:prohibits>
      <rsl:payment type="attribution"/></rsl:license></rsl:content></channel></rss>`);
    expect(feed.licences).toEqual([
      {
        url: 'https://a.example/',
        server: 'https://licence.example/',
        permits: [{ type: 'usage', values: ['search', 'ai-index'] }],
        prohibits: [{ type: 'usage', values: ['ai-train'] }],
        payment: 'attribution',
      },
    ]);
  });

  it('Korean RSS in CP949 with times that name no zone', () => {
    const text =
      '<?xml version="1.0" encoding="euc-kr"?><rss version="2.0"><channel><language>ko</language><title>';
    const item =
      '</title><item><title>A</title><pubDate>2026-03-05 10:12:00</pubDate></item></channel></rss>';
    const name = Buffer.from([0xc7, 0xd1, 0xb1, 0xb9, 0x8c, 0x63]);
    const feed = parsed(Buffer.concat([Buffer.from(text), name, Buffer.from(item)]));
    expect(feed).toMatchObject({ title: '한국똠', encoding: 'euc-kr', lang: 'ko', wellFormed: true });
    expect(feed.entries[0]?.publishedAt).toBe('2026-03-05T10:12:00+09:00');
  });

  it('a news sitemap, newest first', () => {
    const url = (at: number) => `<url><loc>https://a.example/${at}</loc><news:news>
      <news:publication><news:name>The A</news:name><news:language>ko</news:language></news:publication>
      <news:publication_date>2026-03-0${at}T10:00:00+09:00</news:publication_date><news:title>제목 ${at}</news:title>
      <news:keywords>a, b</news:keywords></news:news></url>`;
    const feed = parsed(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${url(1)}${url(2)}<url><loc/></url></urlset>`);
    expect(feed).toMatchObject({
      format: 'sitemap',
      title: 'The A',
      quarantined: [{ reason: 'bad-url', count: 1 }],
    });
    expect(feed.entries).toMatchObject([
      { url: 'https://a.example/2', title: '제목 2', lang: 'ko', categories: ['a', 'b'] },
      { url: 'https://a.example/1', publishedAt: '2026-03-01T10:00:00+09:00' },
    ]);
  });

  it('JSON Feed, with what is wrong in it left out', () => {
    const feed = parsed(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'A',
        home_page_url: '/',
        language: 'ko_KR',
        authors: [{ name: 'Kim' }],
        hubs: [
          { type: 'WebSub', url: 'https://hub.example/' },
          { type: 'rssCloud', url: 'https://x.example/' },
        ],
        items: [
          { id: 7, url: '/7', content_html: '<p>a <a href="/b">b</a></p><script>x</script>', tags: ['t', 1] },
          {
            id: '8',
            external_url: 'https://b.example/8',
            authors: [{ name: 'Lee' }],
            content_text: 'a < b',
            title: null,
          },
          null,
          'text',
          {},
        ],
      }),
    );
    expect(feed).toMatchObject({
      format: 'json',
      version: '1.1',
      lang: 'ko-KR',
      hubs: ['https://hub.example/'],
    });
    expect(feed.entries).toMatchObject([
      {
        guid: '7',
        url: 'https://ilbo.example.kr/7',
        authors: ['Kim'],
        contentHtml: '<p>a <a href="https://ilbo.example.kr/b">b</a></p><script>x</script>',
        contentText: 'a b',
        categories: ['t'],
      },
      {
        guid: '8',
        url: 'https://b.example/8',
        authors: ['Lee'],
        contentText: 'a < b',
        contentHtml: 'a &lt; b',
      },
    ]);
    expect(feed.quarantined.map(({ reason }) => reason)).toEqual([
      'not-an-object',
      'not-an-object',
      'no-content',
    ]);
  });

  it('media, podcasts and categories', () => {
    const feed = parsed(`<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
      xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>A</title><item><title>One</title>
      <media:group><media:content url="/v.mp4" type="video/mp4" fileSize="12"/><media:thumbnail url="/t.jpg"/></media:group>
      <category>x</category><category>x</category><itunes:keywords>y, z</itunes:keywords></item></channel></rss>`);
    expect(feed.entries).toMatchObject([
      {
        enclosures: [{ url: 'https://ilbo.example.kr/v.mp4', type: 'video/mp4', bytes: 12 }],
        image: 'https://ilbo.example.kr/t.jpg',
        categories: ['x', 'y', 'z'],
      },
    ]);
  });

  it('the first entries of a very long feed, and counts the rest', () => {
    const count = feedLimits.entriesMax + 7;
    const feed = parsed(`<rss><channel>${'<item><title>a</title></item>'.repeat(count)}</channel></rss>`);
    expect(feed.entries).toHaveLength(feedLimits.entriesMax);
    expect(feed.quarantined).toMatchObject([{ reason: 'over-limit', count: 7 }]);
  });

  it('text without what a reader cannot see, and keeps what writing needs', () => {
    const tags = [...'ignore'].map((char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join('');
    const feed = parsed(
      `<rss><channel><title>a${tags}b\u202Ec\u200B\u200B</title><description>می\u200Cخواهم</description></channel></rss>`,
    );
    expect(feed).toMatchObject({ title: 'abc', subtitle: 'می\u200Cخواهم' });
  });
});

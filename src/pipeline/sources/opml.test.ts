import { describe, expect, it } from 'vitest';
import { type ListedSource, readOpml, writeOpml } from './opml.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const opml = (inside: string) =>
  `<?xml version="1.0"?><opml version="1.1"><head><title>Mine</title></head><body>${inside}</body></opml>`;

function sources(text: string): ListedSource[] {
  const outcome = readOpml(bytes(text));
  if (outcome.kind !== 'read') throw new Error(outcome.message);
  return outcome.sources;
}

describe('readOpml', () => {
  it('reads feeds, with folders as sections', () => {
    const text = opml(`
      <outline text="World"><outline text="Asia">
        <outline type="rss" text="한국 소식" xmlUrl="https://example.org/feed?a=1&amp;b=2" htmlUrl="https://example.org/"/>
      </outline><outline title="B" text="b" xmlUrl="feed://example.com/b" language="en_us"/></outline>
      <outline text="C" xmlurl="feed:https://example.net/c"/>`);
    expect(sources(text)).toEqual([
      {
        url: 'https://example.org/feed?a=1&b=2',
        kind: 'feed',
        title: '한국 소식',
        site: 'https://example.org/',
        section: ['World', 'Asia'],
      },
      { url: 'http://example.com/b', kind: 'feed', title: 'B', section: ['World'], lang: 'en-us' },
      { url: 'https://example.net/c', kind: 'feed', title: 'C', section: [] },
    ]);
  });

  it('says what it passed over and why', () => {
    const outcome = readOpml(
      bytes(
        opml(`<outline text="a" xmlUrl="javascript:alert(1)"/><outline text="b" xmlUrl="https://example.org/f"/>
          <outline text="c" xmlUrl="https://example.org/f"/><outline text="d"/>
          <outline type="include" text="e" url="https://example.org/more.opml"/>`),
      ),
    );
    expect(outcome).toMatchObject({
      kind: 'read',
      title: 'Mine',
      sources: [{ url: 'https://example.org/f' }],
      passedOver: [
        { reason: 'bad-address', title: 'a' },
        { reason: 'repeated', title: 'c' },
        { reason: 'no-address', title: 'd' },
        { reason: 'no-address', title: 'e' },
      ],
    });
  });

  it('reads what is not well-formed', () => {
    expect(sources('<opml><body><outline text="A & B" xmlUrl="https://example.org/a?x=1&y=2">')).toEqual([
      { url: 'https://example.org/a?x=1&y=2', kind: 'feed', title: 'A & B', section: [] },
    ]);
  });

  it.each([
    ['not-opml', '<rss/>'],
    ['not-opml', ''],
    ['too-deep', opml('<outline text="x">'.repeat(100_000))],
    ['too-many-elements', opml('<outline/>'.repeat(300_000))],
    [
      'too-many-attributes',
      opml(`<outline ${Array.from({ length: 1_000 }, (_, at) => `a${at}=""`).join(' ')}/>`),
    ],
    [
      'entity-bomb',
      `<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "${'&a;'.repeat(900)}">]>${opml('<outline text="&b;"/>')}`,
    ],
  ])('refuses a hostile list: %s', (code, text) => {
    expect(readOpml(bytes(text))).toMatchObject({ kind: 'refused', code });
  });
});

describe('writeOpml', () => {
  it('is read back as it was, whatever the names hold', () => {
    const list: ListedSource[] = [
      { url: 'https://example.org/1?a=1&b=2', kind: 'feed', title: 'A "B" <C> & D\'s', section: [] },
      {
        url: 'https://example.org/2',
        kind: 'sitemap',
        section: ['정치', 'a > b'],
        lang: 'ko',
        country: 'KR',
      },
      {
        url: 'https://example.org/3',
        kind: 'page',
        title: '한국',
        site: 'https://example.org/',
        section: ['정치'],
      },
      { url: 'https://example.org/4', kind: 'url', section: [']]>', '--'] },
    ];
    const text = writeOpml('Desk & co', list, new Date(0));
    const again = readOpml(bytes(text));
    expect(again).toMatchObject({ kind: 'read', title: 'Desk & co', passedOver: [] });
    const byUrl = (a: ListedSource, b: ListedSource) => (a.url < b.url ? -1 : 1);
    expect(again.kind === 'read' && again.sources.toSorted(byUrl)).toEqual(list);
    expect(writeOpml('Desk & co', again.kind === 'read' ? again.sources : [], new Date(0))).toBe(text);
  });
});

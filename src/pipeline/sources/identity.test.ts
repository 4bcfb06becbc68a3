import { describe, expect, it } from 'vitest';
import type { FeedEntry } from '../../domain/feed.ts';
import { type Decision, identify, type KnownKey, keysToAsk } from './identity.ts';

const site = 'https://example.org/';

function entry(fields: Partial<FeedEntry>): FeedEntry {
  return { authors: [], categories: [], enclosures: [], licences: [], ...fields };
}

/** A ledger as a database keeps it: polls go in, decisions come out, keys that are taken stay. */
class Desk {
  readonly keys = new Map<string, number>();
  readonly entries: {
    url: string | null;
    title: string | null;
    publishedAt: string | null;
    contentHash: string;
  }[] = [];

  poll(items: FeedEntry[]): string[] {
    const asked = keysToAsk(items, { siteUrl: site });
    const known = asked.flatMap(({ kind, value }): KnownKey[] => {
      const id = this.keys.get(`${kind} ${value}`);
      return id === undefined ? [] : [{ kind, value, entryId: id, ...this.entries[id]! }];
    });
    const decisions = identify(items, known, { siteUrl: site });
    expect(decisions).toHaveLength(items.length);
    const ids: number[] = [];
    return decisions.map((decision, at) => this.store(decision, items[at]!, at, ids));
  }

  private store(decision: Decision, item: FeedEntry, at: number, ids: number[]): string {
    if (decision.kind === 'quarantined') return decision.reason;
    const state = {
      url: item.url ?? null,
      title: item.title ?? null,
      publishedAt: item.publishedAt ?? null,
      contentHash: decision.contentHash,
    };
    const id =
      decision.kind === 'new'
        ? this.entries.push(state) - 1
        : 'item' in decision.of
          ? ids[decision.of.item]!
          : decision.of.entryId;
    if (decision.kind === 'known') this.entries[id] = { ...state, url: this.entries[id]!.url };
    ids[at] = id;
    for (const { kind, value } of decision.keys)
      if (!this.keys.has(`${kind} ${value}`)) this.keys.set(`${kind} ${value}`, id);
    return decision.kind === 'new' ? `new ${id}` : [`known ${id}`, ...decision.changed].join(' ');
  }
}

const story = (at: number, fields: Partial<FeedEntry> = {}) =>
  entry({
    guid: `g${at}`,
    url: `https://example.org/news/${at}`,
    title: `Story number ${at}`,
    summary: `What happened in ${at}.`,
    publishedAt: `2026-03-0${at}T10:00:00Z`,
    ...fields,
  });
const three = (fields: (at: number) => Partial<FeedEntry> = () => ({})) =>
  [1, 2, 3].map((at) => story(at, fields(at)));
const allKnown = ['known 0', 'known 1', 'known 2'];
const allNew = ['new 0', 'new 1', 'new 2'];

describe('identify', () => {
  it('knows a feed that has not changed', () => {
    const desk = new Desk();
    expect(desk.poll(three())).toEqual(allNew);
    expect(desk.poll(three())).toEqual(allKnown);
    expect(desk.poll([story(4), ...three()])).toEqual(['new 3', ...allKnown]);
  });

  it('loses nothing where one identifier stands for all items', () => {
    const desk = new Desk();
    const same = three(() => ({ guid: 'https://example.org/feed' }));
    expect(desk.poll(same)).toEqual(allNew);
    expect(desk.poll(same)).toEqual(allKnown);
    expect(desk.poll([story(4, { guid: 'https://example.org/feed' }), ...same])).toEqual([
      'new 3',
      ...allKnown,
    ]);
  });

  it('loses nothing where an identifier is used again, one item at a time', () => {
    const desk = new Desk();
    const reused = (at: number) => [story(at, { guid: '1' })];
    expect([1, 2, 3].flatMap((at) => desk.poll(reused(at)))).toEqual(allNew);
    expect([1, 2, 3].flatMap((at) => desk.poll(reused(at)))).toEqual(allKnown);
  });

  it('loses nothing where one identifier stands for items without an address', () => {
    const desk = new Desk();
    const same = three(() => ({ guid: 'x' })).map(({ url: _, ...rest }) => rest);
    expect(desk.poll(same)).toEqual(allNew);
    expect(desk.poll(same)).toEqual(allKnown);
  });

  it('lets nothing in again where all identifiers change while the addresses stay', () => {
    const desk = new Desk();
    desk.poll(three());
    for (const round of ['a', 'b', 'c'])
      expect(desk.poll(three((at) => ({ guid: `${round}-${at}` })))).toEqual(allKnown);
  });

  it('lets nothing in again where the site moves to other addresses under the same identifiers', () => {
    const desk = new Desk();
    desk.poll(three());
    const moved = three((at) => ({ url: `https://news.example.org/2026/story-${at}` }));
    expect(desk.poll(moved)).toEqual(['known 0 url', 'known 1 url', 'known 2 url']);
    expect(desk.poll(three((at) => ({ ...moved[at - 1], guid: `n${at}` })))[0]).toMatch(/^known 0/);
  });

  it.each([
    ['http', (at: number) => `http://example.org/news/${at}`],
    ['www', (at: number) => `https://www.example.org/news/${at}`],
    ['a trailing slash', (at: number) => `https://example.org/news/${at}/`],
    ['tracking', (at: number) => `https://example.org/news/${at}?utm_source=rss&utm_campaign=${at}#top`],
  ])('takes an address with %s for the same', (_, url) => {
    const desk = new Desk();
    desk.poll(three());
    expect(desk.poll(three((at) => ({ url: url(at), guid: url(at) })))).toEqual(allKnown);
  });

  it('tells what was edited: title, date, text', () => {
    const desk = new Desk();
    desk.poll(three());
    expect(
      desk.poll([
        story(1, { title: 'Story number one' }),
        story(2, { publishedAt: '2026-03-09T10:00:00Z' }),
        story(3, { summary: 'Something else.' }),
      ]),
    ).toEqual(['known 0 title content', 'known 1 date', 'known 2 content']);
    expect(desk.poll([story(2, { publishedAt: '2026-03-09T19:00:00+09:00' })])).toEqual(['known 1']);
  });

  it('knows an item that stands twice in one response', () => {
    const desk = new Desk();
    expect(desk.poll([story(1), story(1), story(2)])).toEqual(['new 0', 'known 0', 'new 1']);
    const twoSections = [story(5), story(5, { url: 'https://example.org/world/5' })];
    expect(desk.poll(twoSections)).toEqual(['new 2', 'known 2 url']);
  });

  it('keeps items apart that all link to the site or to one page', () => {
    const desk = new Desk();
    expect(desk.poll(three(() => ({ url: site })))).toEqual(allNew);
    expect(desk.poll(three(() => ({ url: site })))).toEqual(allKnown);
    const live = (at: number) =>
      story(at, { guid: `live-${at}`, url: `https://example.org/live#entry-${at}` });
    expect(desk.poll([live(4), live(5)])).toEqual(['new 3', 'new 4']);
    expect(desk.poll([live(6), live(4), live(5)])).toEqual(['new 5', 'known 3', 'known 4']);
  });

  it('finds items without identifier and address by what they say', () => {
    const desk = new Desk();
    const bare = (at: number, fields: Partial<FeedEntry> = {}) =>
      entry({
        title: `Note ${at}`,
        summary: `Text ${at}`,
        publishedAt: `2026-03-0${at}T10:00:00Z`,
        ...fields,
      });
    expect(desk.poll([bare(1), bare(2)])).toEqual(['new 0', 'new 1']);
    expect(
      desk.poll([bare(1, { summary: 'Text, edited' }), bare(2, { publishedAt: '2026-04-01T00:00:00Z' })]),
    ).toEqual(['known 0 content', 'known 1 date']);
    expect(desk.poll([bare(3), bare(1)])).toEqual(['new 2', 'known 0 content']);
  });

  it('keeps alerts with the same words apart by their identifiers', () => {
    const desk = new Desk();
    const alert = (at: number) =>
      entry({
        guid: `alert-${at}`,
        title: 'Test alert',
        summary: 'A test.',
        publishedAt: `2026-03-0${at}T00:00:00Z`,
      });
    expect(desk.poll([alert(1), alert(2)])).toEqual(['new 0', 'new 1']);
    expect(desk.poll([alert(3), alert(2), alert(1)])).toEqual(['new 2', 'known 1', 'known 0']);
  });

  it.each(['1970-01-01T00:00:00Z', '2099-12-31T00:00:00Z'])(
    'is not moved by dates such as %s',
    (publishedAt) => {
      const desk = new Desk();
      const items = three(() => ({ publishedAt }));
      expect(desk.poll(items)).toEqual(allNew);
      expect(desk.poll(items)).toEqual(allKnown);
      expect(desk.poll(three())).toEqual(['known 0 date', 'known 1 date', 'known 2 date']);
    },
  );

  it('quarantines what says nothing, and on demand what has no address', () => {
    expect(identify([entry({ guid: 'x', authors: ['Kim'] })], [])).toMatchObject([
      { kind: 'quarantined', reason: 'no-content' },
    ]);
    const noAddress = entry({ title: 'One' });
    expect(identify([noAddress], [])).toMatchObject([{ kind: 'new' }]);
    expect(identify([noAddress], [], { needsUrl: true })).toMatchObject([
      { kind: 'quarantined', reason: 'no-address' },
    ]);
  });

  it('keeps its balance and lets nothing in twice, whatever the feed does', () => {
    let seed = 11;
    const next = (max: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return (seed >>> 8) % max;
    };
    for (let round = 0; round < 300; round++) {
      const desk = new Desk();
      const items = Array.from({ length: 12 }, () =>
        entry({
          ...(next(4) > 0 && { guid: `g${next(6)}` }),
          ...(next(4) > 0 && { url: `https://example.org/${next(8)}` }),
          ...(next(4) > 0 && { title: `Title ${next(5)}` }),
          ...(next(2) > 0 && { publishedAt: `2026-03-0${1 + next(4)}T00:00:00Z` }),
        }),
      );
      desk.poll(items);
      const again = desk.poll(items);
      expect(
        again.filter((decision) => decision.startsWith('new')),
        JSON.stringify(items),
      ).toEqual([]);
    }
  });
});

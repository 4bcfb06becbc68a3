import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { addLog } from '../../src/db/log.ts';
import { deskPages } from '../../src/desk/pages.ts';
import { eachDatabase } from '../support/databases.ts';
import { buryOne, DeskClient, startDesk, type TestDesk } from '../support/desk.ts';
import { type Seeded, seedDesk } from '../support/desk-seed.ts';

/** An address of each page in the table. */
function addressOf(path: string, seeded: Seeded): string {
  const [, kind] = path.split('/');
  const ids: Record<string, string> = {
    sources: 'courier',
    entries: String(seeded.entry),
    documents: String(seeded.documents[1]),
    stories: seeded.story,
    briefs: seeded.brief,
    rights: seeded.host,
  };
  const filled = path
    .replace(':id', ids[kind ?? ''] ?? '')
    .replace(':event', seeded.event)
    .replace(':host', seeded.host)
    .replace(':revision', '1');
  return filled === '/' ? '/desk' : `/desk${filled}`;
}

const paths = deskPages.map(({ path }) => path);

describe('the pages of the desk', () =>
  eachDatabase((_, databases) => {
    let db: Database;
    let desk: TestDesk;
    let client: DeskClient;
    let seeded: Seeded;
    beforeAll(async () => {
      db = await databases.open();
      seeded = await seedDesk(db.kysely);
      desk = await startDesk(db);
      await buryOne(desk.queue, 'The page never ends.', { captureId: 7 });
      client = new DeskClient(desk);
      await client.logIn();
    });
    afterAll(() => desk.close());

    const expected: Record<string, (string | RegExp)[]> = {
      '/': [
        'Jobs by stage',
        'The server did not answer in time.',
        'I4',
        'broken: 2',
        'claim C3 of k3n8p2vell-en',
      ],
      '/sources': [
        'Northern Courier',
        '누리일보',
        'paused',
        'robots.txt does not allow it.',
        '6 polls, 2 of them failed',
      ],
      '/sources/add': ['Address', 'Look'],
      '/sources/opml': ['OPML file', 'Download'],
      '/sources/:id': [
        'not readable',
        'It answers at another address for good',
        'The item has neither text nor address.',
        'Set aside',
        'letter of 3 March',
      ],
      '/sources/:id/remove': ['Remove for good'],
      '/entries/:id': [
        'Port of Vell reopens after four-day closure',
        'No body of text was found.',
        /<del>8,700 <\/del><ins>8,900 <\/ins>/,
        'same names',
        'Vell port back in use after four days',
      ],
      '/documents/:id': ['hidden by style', '⟨U+200B⟩⟨U+202E⟩', 'crosshead', 'note, not evidence', '93%'],
      '/stories': ['Port of Vell reopens'],
      '/stories/:id': ['copy of document', 'same numbers', 'joined', 'Where the originals differ'],
      '/stories/changes': ['All merges and splits', 'Take back', 'Two reports of one closure.'],
      '/stories/changes/:event/undo': ['Port of Vell reopens', 'Take it back', 'Your name'],
      '/briefs': ['Vell port back in use after four days', '벨 항구'],
      '/briefs/:id': ['Revisions', 'correction', 'Related briefs', 'Dropped sentences'],
      '/briefs/:id/:revision': ['Supported by the original', 'Evidence', 'Findings', 'Dropped'],
      '/log': ['No body of text was found.', 'fetched'],
      '/dead': ['The page never ends.', 'captureId', 'Retry'],
      '/rights': ['courier.example', 'content-signal', 'letter of 3 March'],
      '/rights/:host': ['Content-Signal: search=yes, ai-train=no', '(≤ 80)', 'free with attribution'],
      '/costs': ['ollama / a-model', '5,210', '0.0123'],
      '/sessions': ['Log out everywhere'],
    };

    it.each(paths)('%s shows what there is to see', async (path) => {
      const response = await client.get(addressOf(path, seeded));
      const page = await response.text();
      expect(desk.errors).toEqual([]);
      expect(response.status).toBe(200);
      expect(expected[path]?.length).toBeGreaterThan(0);
      for (const part of expected[path] ?? [])
        expect(page).toMatch(part instanceof RegExp ? part : literal(part));
    });

    it.each(paths)('%s speaks Korean where Korean is asked for', async (path) => {
      const page = await (
        await client.get(addressOf(path, seeded), { 'accept-language': 'ko-KR,ko;q=0.9,en;q=0.5' })
      ).text();
      expect(page).toContain('<html lang="ko" class="ko">');
      expect(page).toMatch(/<h1[^>]*>[^<]*[가-힣]|<nav class="crumbs" aria-label="현재 위치">/);
      expect(page).not.toMatch(/undefined|\[object |NaN/);
    });

    it.each(paths)('%s is for whoever is logged in, and nobody else', async (path) => {
      const stranger = new DeskClient(desk);
      const response = await stranger.get(addressOf(path, seeded));
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBe('/desk/login?why=needed');
      expect(await response.text()).toBe('');
    });

    it.each([
      ...paths.map(plainAddress),
      '/desk/nothing',
      '/desk/login',
      '/desk/api/status',
      '/desk/assets/no.css',
    ])('sends the same headers with %s', async (path) => {
      const { headers } = await client.get(path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    });

    it.each(paths)('%s has forms with the token of the session, and no script', async (path) => {
      const page = await (await client.get(addressOf(path, seeded))).text();
      const posts = page.match(/<form method="post"/g)?.length ?? 0;
      const token = await client.csrf();
      expect(token).toHaveLength(43);
      expect(page.split(`name="csrf" value="${token}"`).length - 1).toBe(posts);
      expect(posts).toBeGreaterThan(0);
      expect(page).not.toMatch(/<script|\son[a-z]+=|\sstyle=/);
    });

    it('knows the addresses that its own links lead to', async () => {
      const seen = new Set<string>();
      const waiting = ['/desk'];
      for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        if (seen.has(path) || seen.size > 300) continue;
        seen.add(path);
        const response = await client.get(path);
        expect([path, response.status]).toEqual([path, 200]);
        if (!response.headers.get('content-type')?.startsWith('text/html')) continue;
        for (const [, href = ''] of (await response.text()).matchAll(/href="(\/desk[^"#]*)"/g))
          waiting.push(href.replaceAll('&amp;', '&').replace(/[?&]ui=../, ''));
      }
      for (const path of paths) expect(seen).toContain(addressOf(path, seeded));
    });

    it('finds nothing where nothing is', async () => {
      const lost = [
        '/desk/sources/none',
        '/desk/entries/0',
        '/desk/entries/x',
        '/desk/documents/999',
        '/desk/stories/x',
      ]
        .concat([
          '/desk/briefs/x',
          `/desk/briefs/${seeded.brief}/9`,
          '/desk/rights/none.example',
          '/desk/nothing',
        ])
        .concat([
          '/desk/rights/..%2f',
          '/desk/entries/99999999999999999999',
          '/desk/assets/fonts/..%2f..%2fNOTICE',
        ]);
      for (const path of lost) expect([path, (await client.get(path)).status]).toEqual([path, 404]);
    });

    it('goes through a long log page by page and shows every line once', async () => {
      for (let line = 0; line < 250; line += 1)
        await addLog(db.kysely, { stage: 'relate', outcome: 'done', reason: `line ${line}.` });
      const seen: string[] = [];
      let path: string | undefined = '/desk/log?text=line%20&stage=relate';
      for (let page = 0; path !== undefined && page < 10; page += 1) {
        const text: string = await (await client.get(path)).text();
        seen.push(...(text.match(/line \d+\./g) ?? []));
        path = /<a href="([^"]+)" rel="next">/.exec(text)?.[1]?.replaceAll('&amp;', '&');
      }
      expect(seen).toEqual(Array.from({ length: 250 }, (_, line) => `line ${249 - line}.`));
    });
  }));

function literal(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}

function plainAddress(path: string): string {
  return path === '/' ? '/desk' : `/desk${path}`;
}

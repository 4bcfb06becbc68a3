import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askDesk } from '../../src/cli/desk-client.ts';
import type { Database } from '../../src/db/database.ts';
import { rightsOf } from '../../src/db/rights.ts';
import { sourceById } from '../../src/db/sources.ts';
import { apiActions } from '../../src/desk/api.ts';
import type { StandfirstError } from '../../src/domain/errors.ts';
import { Secret } from '../../src/kit/secret.ts';
import { testDatabases } from '../support/databases.ts';
import { buryOne, DeskClient, deskToken, startDesk, type TestDesk } from '../support/desk.ts';
import { type Seeded, seedDesk } from '../support/desk-seed.ts';

const opml = '<opml version="2.0"><body><outline xmlUrl="https://gazette.example/feed"/></body></opml>';

describe('what an editor can have done', () => {
  const databases = testDatabases('pglite');
  let db: Database;
  let desk: TestDesk;
  let client: DeskClient;
  let seeded: Seeded;
  let csrf: string;
  beforeAll(async () => {
    db = await databases.open();
    seeded = await seedDesk(db.kysely);
    desk = await startDesk(db);
    client = new DeskClient(desk);
    await client.logIn();
    csrf = await client.csrf();
  });
  beforeEach(() => void desk.calls.splice(0));
  afterAll(() => desk.close());

  const post = (path: string, fields: Record<string, string> = {}) => client.post(path, { csrf, ...fields });

  it.each([
    ['/desk/sources/courier/poll', {}, 'polled', ['pollNow', 'courier']],
    ['/desk/sources/courier/pause', {}, 'paused', ['setState', 'courier', 'paused']],
    ['/desk/sources/courier/resume', {}, 'resumed', ['setState', 'courier', 'active']],
    ['/desk/sources/courier/moved', {}, 'moved', ['acknowledgeMove', 'courier']],
    ['/desk/sources/courier/replay', {}, 'replayed', ['replay', 'extract', { sourceId: 'courier' }]],
    [
      '/desk/sources/courier/edit',
      { title: ' The Courier ', section: '', lang: 'en-GB' },
      'edited',
      ['editSource', 'courier', { title: 'The Courier', section: null, lang: 'en-GB' }],
    ],
    [
      '/desk/sources/courier/edit',
      { title: 'The Courier', section: '', lang: '', country: ' gb ' },
      'edited',
      ['editSource', 'courier', { title: 'The Courier', section: null, lang: null, country: 'GB' }],
    ],
    [
      '/desk/sources/courier/edit',
      { title: 'The Courier', section: '', lang: '', country: '' },
      'edited',
      ['editSource', 'courier', { title: 'The Courier', section: null, lang: null, country: null }],
    ],
    [
      '/desk/stories/k3n8p2vell/split',
      { document: '2', to: '', other: '', reason: ' Not this port. ', by: 'Mara', seen: '3' },
      'storySplit',
      [
        'splitStory',
        {
          ...{ story: 'k3n8p2vell', documents: [2], to: undefined },
          ...{ reason: 'Not this port.', by: 'Mara', seen: 3 },
        },
      ],
    ],
    [
      '/desk/stories/k3n8p2vell/merge',
      { from: 'k3n8p2old', reason: 'One closure.', by: 'Mara', seen: '3' },
      'storyMerged',
      [
        'mergeStories',
        { into: 'k3n8p2vell', from: 'k3n8p2old', reason: 'One closure.', by: 'Mara', seen: 3 },
      ],
    ],
    ['/desk/entries/1/replay', { stage: 'extract' }, 'replayed', ['replay', 'extract', { entryId: 1 }]],
  ] as const)('%s is done and said', async (path, fields, said, call) => {
    const response = await post(path, fields);
    expect(response.status).toBe(303);
    const to = response.headers.get('location') ?? '';
    expect(to).toMatch(new RegExp(`^${path.replace(/\/[a-z]+$/, '')}\\?said=${said}$`));
    expect(desk.calls).toEqual([call]);
    expect(await (await client.get(to)).text()).toContain('<p class="said" role="status">');
  });

  it('takes no country that there is not', async () => {
    const edit = { title: 'The Courier', section: '', lang: '', country: 'ZZ' };
    expect((await post('/desk/sources/courier/edit', edit)).status).toBe(400);
    expect(desk.calls).toEqual([]);
  });

  it('asks for a reason and a name before it changes a story, and remembers the name', async () => {
    const order = { from: 'k3n8p2old', reason: '', by: 'Mara', seen: '3' };
    expect((await post('/desk/stories/k3n8p2vell/merge', order)).status).toBe(400);
    expect((await post('/desk/stories/none/merge', { ...order, reason: 'x' })).status).toBe(404);
    expect(desk.calls).toEqual([]);
    await post('/desk/stories/k3n8p2vell/merge', { ...order, reason: 'x', by: 'Ona Quill' });
    const page = await (await client.get('/desk/stories/k3n8p2vell')).text();
    expect(page).toMatch(/name="by"[^>]* value="Ona Quill"/);
    expect(page).toContain('name="document"');
  });

  it('says why something was not done', async () => {
    const response = await post('/desk/sources/nuri/poll');
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('There is no such thing.');
    expect((await post('/desk/sources/none/poll')).status).toBe(404);
    expect((await post('/desk/entries/999/replay', { stage: 'extract' })).status).toBe(404);
  });

  it('shows what can be followed at an address, and follows it', async () => {
    const found = await (await post('/desk/sources/discover', { url: 'https://gazette.example/' })).text();
    expect(found).toContain('Gazette');
    expect(found).toContain('name="url" value="https://gazette.example/"');
    const fields = {
      url: 'https://gazette.example/',
      kind: 'feed',
      title: 'Gazette',
      section: '',
      lang: 'en',
    };
    const added = await post('/desk/sources/add', fields);
    expect(added.headers.get('location')).toBe('/desk/sources/added1?said=added');
    expect((await sourceById(db.kysely, 'added1'))?.title).toBe('Gazette');
    expect((await post('/desk/sources/add', fields)).headers.get('location')).toMatch(/said=known$/);
    expect(await (await post('/desk/sources/discover', { url: 'nothing' })).text()).toContain(
      'Nothing that can be',
    );
    expect((await post('/desk/sources/discover', { url: 'refused' })).status).toBe(409);
  });

  it('shows what is in a list before it takes it', async () => {
    const upload = new FormData();
    upload.set('csrf', csrf);
    upload.set('file', new File([opml], 'sources.opml'));
    const preview = await (await client.post('/desk/sources/opml', upload)).text();
    expect(preview).toContain('1 new, 1 known, 1 not usable');
    expect(preview).toContain('Add 1 source');
    expect(desk.calls).toEqual([['previewOpml', opml]]);
    const text = /name="text" value="([^"]*)"/.exec(preview)?.[1]?.replaceAll('&lt;', '<') ?? '';
    expect(text.replaceAll('&gt;', '>').replaceAll('&quot;', '"')).toBe(opml);
    const imported = await post('/desk/sources/opml/import', { text: opml });
    expect(imported.headers.get('location')).toBe('/desk/sources?said=imported');
    expect(desk.calls.at(-1)).toEqual(['importOpml', opml]);
  });

  it('gives all sources as a file', async () => {
    const file = await client.get('/desk/sources/opml.xml');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="sources.opml"');
    expect(file.headers.get('content-type')).toMatch(/^text\/x-opml/);
    expect(await file.text()).toMatch(/^<opml/);
    expect((await new DeskClient(desk).get('/desk/sources/opml.xml')).status).toBe(303);
  });

  it('tries a dead letter again, or drops it', async () => {
    await buryOne(desk.queue, 'The page never ends.', { captureId: 7 });
    const [letter] = await desk.queue.deadLetters();
    expect(letter?.reason).toBe('The page never ends.');
    const discarded = await post('/desk/dead/discard', { id: letter?.id ?? '' });
    expect(discarded.headers.get('location')).toBe('/desk/dead?said=discarded');
    expect(await desk.queue.deadLetters()).toEqual([]);
    expect((await post('/desk/dead/retry', { id: letter?.id ?? '' })).status).toBe(409);
  });

  it('keeps what the operator knows of a host', async () => {
    const fields = new FormData();
    for (const [name, value] of Object.entries({
      csrf,
      state: 'denied',
      note: 'mail of 4 March',
      wordCap: '',
    }))
      fields.set(name, value);
    fields.append('uses', 'excerpt');
    fields.append('uses', 'summarise');
    fields.set('until', '2026-12-31');
    const response = await client.post(`/desk/rights/${seeded.host}`, fields);
    expect(response.headers.get('location')).toBe(`/desk/rights/${seeded.host}?said=permission`);
    expect((await rightsOf(db.kysely, seeded.host)).permission).toEqual({
      state: 'denied',
      uses: ['excerpt', 'summarise'],
      note: 'mail of 4 March',
      until: '2026-12-31T23:59:59Z',
    });
    const page = await (await client.get(`/desk/rights/${seeded.host}`)).text();
    expect(page).toContain('not allowed');
    expect(page).toContain('mail of 4 March');
  });

  it('runs the checks and puts what is wrong first', async () => {
    const page = await (await post('/desk/doctor')).text();
    expect(page.indexOf('The clock is off')).toBeLessThan(page.indexOf('The data directory'));
    expect(page).toContain('by 40 s');
  });

  it('removes a source only after it was asked', async () => {
    expect(await (await client.get('/desk/sources/nuri/remove')).text()).toContain('Remove this source?');
    const response = await post('/desk/sources/nuri/remove');
    expect(response.headers.get('location')).toBe('/desk/sources?said=removed');
    expect(await sourceById(db.kysely, 'nuri')).toBeUndefined();
  });

  describe('through the JSON door', () => {
    const ask = (action: string, input: object = {}, token = deskToken) =>
      askDesk({ url: desk.origin, token: new Secret(token) }, action, input);
    const codeOf = (asked: Promise<unknown>) =>
      asked.then(
        () => 'done',
        (error: StandfirstError) => error.code,
      );
    const raw = (path: string, headers: Record<string, string>, body: string) =>
      fetch(`${desk.origin}${path}`, { method: 'POST', headers, body });

    it('takes the token and gives the result', async () => {
      expect(await ask('status')).toMatchObject({
        sources: { states: { active: 2 } },
        jobs: { extract: { dead: 0 } },
      });
      expect(await ask('poll-now', { id: 'courier' })).toEqual({ kind: 'done' });
      expect(desk.calls).toEqual([['pollNow', 'courier']]);
      expect(await ask('replay', { stage: 'write', filter: { storyId: 'x' } })).toEqual({
        kind: 'queued',
        jobs: 1,
      });
      expect(await ask('export-opml')).toMatchObject({ text: expect.stringMatching(/^<opml/) });
      expect(await ask('add-source', { url: 'https://post.example/rss' })).toMatchObject({ kind: 'added' });
      expect(JSON.stringify(await ask('sources'))).toContain('https://post.example/rss');
    });

    it('says what was wrong, with a code', async () => {
      expect(await codeOf(ask('nothing'))).toBe('no-such-action');
      expect(await codeOf(ask('constructor'))).toBe('no-such-action');
      expect(await codeOf(ask('poll-now', {}))).toBe('bad-input');
      expect(await codeOf(ask('poll-now', { id: 'nuri' }))).toBe('not-there');
      expect(await codeOf(ask('status', {}, 'wrong'))).toBe('wrong-token');
      desk.clock.now += 3_600_000;
    });

    it.each(Object.keys(apiActions))(
      '%s is not opened by a cookie, nor by another kind of body',
      async (action) => {
        const json = { 'content-type': 'application/json' };
        const cookie = { cookie: client.cookie, origin: desk.origin, 'sec-fetch-site': 'same-origin' };
        expect((await raw(`/desk/api/${action}`, { ...json, ...cookie }, '{}')).status).toBe(401);
        const bearer = { authorization: `Bearer ${deskToken}` };
        expect(
          (await raw(`/desk/api/${action}`, { ...bearer, 'content-type': 'text/plain' }, '{}')).status,
        ).toBe(415);
        expect((await raw(`/desk/api/${action}`, { ...bearer, ...json }, '{')).status).toBe(400);
        expect((await raw(`/desk/api/${action}`, { ...bearer, ...json }, '[]')).status).toBe(400);
        expect(desk.calls).toEqual([]);
      },
    );

    it('knows where no desk is', async () => {
      const nowhere = { url: 'http://127.0.0.1:1', token: new Secret(deskToken) };
      expect(await codeOf(askDesk(nowhere, 'status'))).toBe('desk-not-running');
      expect(await codeOf(askDesk({ ...nowhere, url: 'nowhere' }, 'status'))).toBe('desk-strange');
    });
  });
});

import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deskActions } from '../../src/app-actions.ts';
import type { Desk } from '../../src/app-desk.ts';
import { publicationOf, revisionOf } from '../../src/db/briefs.ts';
import { addSource } from '../../src/db/sources.ts';
import type { RightsPermission } from '../../src/domain/rights.ts';
import { checkInvariants } from '../../src/jobs/invariants.ts';
import { eachDatabase } from '../support/databases.ts';
import { ferryNews } from '../support/ferry.ts';
import { openTestDesk, pollAll } from '../support/running-desk.ts';
import { type SmallWeb, smallWeb } from '../support/small-web.ts';

eachDatabase((_name, databases) => {
  let web: SmallWeb;
  let desk: Desk;

  beforeAll(async () => {
    web = await smallWeb([]);
    desk = await openTestDesk(await databases.place(), web, { settings: { languages: ['en'] } });
  }, 120_000);
  afterAll(async () => {
    await desk?.close();
    await web?.close();
  });

  const follow = async (...sites: string[]) => {
    for (const site of sites)
      await addSource(desk.db.kysely, { id: site, kind: 'feed', url: web.feedOf(site), title: site });
    await pollAll(desk);
  };
  beforeEach(() => {
    web.articles.splice(0, web.articles.length, ...ferryNews().filter(({ lang }) => lang === 'en'));
    web.overrides.clear();
  });
  afterEach(async () => {
    for (const id of ['harbour', 'isle']) await deskActions(desk).removeSource(id);
    await desk.idle();
    for (const table of ['rights', 'robots', 'site'] as const)
      await desk.db.kysely.deleteFrom(table).execute();
  });

  const hostOf = (site: string) => `${site}.localhost`;
  const article = (path: string) => web.articles.find((one) => one.path === path)!;
  /** The public brief of the story that a page is in. */
  const briefOf = async (path: string) => {
    const { rows } = await sql<{ id: string }>`
      select distinct b.id from document d join membership m on m.document_id = d.id
      join brief b on b.story_id = m.story_id
      where d.url = ${web.urlOf(article(path))}`.execute(desk.db.kysely);
    const id = rows[0]?.id ?? '';
    const publication = await publicationOf(desk.db.kysely, id);
    if (publication?.state !== 'published') return null;
    return (await revisionOf(desk.db.kysely, id, publication.revision!))!.brief;
  };
  const wordsOf = async (path: string) => JSON.stringify(await briefOf(path));
  const isHeadlineOnly = (brief: Awaited<ReturnType<typeof briefOf>>) =>
    brief?.verification.fallback === 'headline-and-link' && brief.lede.length === 0;
  const findable = async (path: string) => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from search_entry s join document d on s.kind = 'document' and s.ref = d.id::text
      where d.url = ${web.urlOf(article(path))}`.execute(desk.db.kysely);
    return rows[0]!.n > 0;
  };
  const broken = async () => (await checkInvariants(desk.db.kysely)).filter((result) => result.broken > 0);
  const say = (path: string, body: string) => web.overrides.set(path, { status: 200, body });

  /** A day later, as far as files of rights go. */
  const nextReading = async () => {
    await sql`update robots set record = jsonb_set(record, '{checkedAtMs}', '0')`.execute(desk.db.kysely);
    await desk.db.kysely.updateTable('site').set({ next_at: '2026-01-01T00:00:00Z' }).execute();
    await desk.scheduler?.round();
    await desk.idle();
  };
  const fetchAgain = async () => {
    await desk.db.kysely.updateTable('entry_status').set({ next_fetch_at: '2026-01-01T00:00:00Z' }).execute();
    await desk.scheduler?.round();
    await desk.idle();
  };
  const record = async (permission: RightsPermission) => {
    await deskActions(desk).recordPermission(hostOf('harbour'), permission);
  };

  describe('what a publisher says', () => {
    it('of its whole site before the first text is obeyed in the first brief', async () => {
      say('harbour/.well-known/tdmrep.json', JSON.stringify([{ location: '/', 'tdm-reservation': 1 }]));
      await follow('harbour');
      const brief = await briefOf('/library');
      expect(isHeadlineOnly(brief)).toBe(true);
      expect(brief!.sources.map(({ url }) => url)).toEqual([web.urlOf(article('/library'))]);
      const revisions = await desk.db.kysely
        .selectFrom('revision')
        .select('revision')
        .where('brief_id', '=', brief!.id)
        .execute();
      expect(revisions).toHaveLength(1);
      expect(await broken()).toEqual([]);
    });

    it.each([
      ['Content-Signal', 'harbour/robots.txt', 'User-agent: *\nContent-Signal: ai-input=no\nAllow: /\n'],
      ['TDMRep', 'harbour/.well-known/tdmrep.json', '[{"location":"/","tdm-reservation":1}]'],
    ])('of its whole site later is obeyed at the next reading: %s', async (_, path, body) => {
      await follow('harbour');
      expect(isHeadlineOnly(await briefOf('/library'))).toBe(false);
      expect(await wordsOf('/library')).toContain('opened a public library');
      say(path, body);
      await nextReading();
      const brief = await briefOf('/library');
      expect(isHeadlineOnly(brief)).toBe(true);
      expect(await wordsOf('/library')).not.toContain('opened a public library');
      expect(await broken()).toEqual([]);
      // And taken back.
      web.overrides.clear();
      await nextReading();
      expect(await wordsOf('/library')).toContain('opened a public library');
    });

    it('in a licence that robots.txt names is read before anything is written', async () => {
      say('harbour/robots.txt', 'License: /terms.xml\n');
      say(
        'harbour/terms.xml',
        '<rsl xmlns="https://rslstandard.org/rsl"><content url="/"><license><prohibits type="usage">ai-all</prohibits></license></content></rsl>',
      );
      await follow('harbour');
      expect(web.requests).toContain('harbour/terms.xml');
      expect(isHeadlineOnly(await briefOf('/library'))).toBe(true);
    });

    it('of one page is obeyed when the page is read again, though its text is the same', async () => {
      await follow('harbour');
      article('/library').headers = { 'tdm-reservation': '1' };
      article('/osk-ferry').headers = { 'x-robots-tag': 'noindex' };
      await fetchAgain();
      expect(isHeadlineOnly(await briefOf('/library'))).toBe(true);
      expect([await findable('/library'), await findable('/osk-ferry')]).toEqual([true, false]);
      delete article('/library').headers;
      delete article('/osk-ferry').headers;
      await fetchAgain();
      expect(isHeadlineOnly(await briefOf('/library'))).toBe(false);
      expect([await findable('/library'), await findable('/osk-ferry')]).toEqual([true, true]);
    });
  });

  describe('what the operator decides', () => {
    it('a refusal takes texts out of public briefs at once; what is left is written anew; a permission brings them back', async () => {
      await follow('harbour', 'isle');
      expect(await wordsOf('/osk-ferry')).toContain(web.urlOf(article('/osk-ferry')));
      await record({ state: 'denied', note: 'A letter.' });
      expect(await wordsOf('/osk-ferry')).not.toContain('osk-ferry');
      expect(await briefOf('/library')).toBeNull();
      await desk.idle();
      const rest = await briefOf('/osk-ferry');
      expect(rest?.sources.map(({ url }) => url)).toEqual([web.urlOf(article('/news/ferry-sula'))]);
      expect(await briefOf('/library')).toBeNull();
      expect([await findable('/library'), await findable('/news/ferry-sula')]).toEqual([false, true]);
      expect(await broken()).toEqual([]);

      await record({ state: 'granted', note: 'A contract.' });
      await desk.idle();
      expect(await wordsOf('/library')).toContain('opened a public library');
      expect(await wordsOf('/osk-ferry')).toContain(web.urlOf(article('/osk-ferry')));
      expect(await findable('/library')).toBe(true);
      expect(await broken()).toEqual([]);
    });

    it('a source that is removed takes its texts along at once, and its story goes on without it', async () => {
      await follow('harbour', 'isle');
      const brief = await briefOf('/news/ferry-sula');
      const library = await briefOf('/library');
      expect(brief?.sources).toHaveLength(2);
      expect(await deskActions(desk).removeSource('harbour')).toEqual({ kind: 'done' });
      expect(await briefOf('/news/ferry-sula')).toBeNull();
      await desk.idle();
      expect((await briefOf('/news/ferry-sula'))?.sources.map(({ url }) => url)).toEqual([
        web.urlOf(article('/news/ferry-sula')),
      ]);
      expect(await publicationOf(desk.db.kysely, library!.id)).toMatchObject({ state: 'withdrawn' });
      const found = await desk.db.kysely
        .selectFrom('search_entry')
        .select('ref')
        .where((row) => row.or([row('source_id', '=', 'harbour'), row('ref', '=', library!.id)]))
        .execute();
      expect(found).toEqual([]);
      expect(await broken()).toEqual([]);
      // A copy of what was removed is a text of its own now.
      const copy = { ...ferryNews()[0]!, site: 'isle', path: '/copy' };
      web.articles.push(copy);
      await pollAll(desk);
      expect((await briefOf('/copy'))?.sources.map(({ url }) => url)).toContain(web.urlOf(copy));
      expect(await desk.queue.deadLetters()).toEqual([]);
      expect(await broken()).toEqual([]);
    });
  });
});

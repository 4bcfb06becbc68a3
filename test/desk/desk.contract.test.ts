import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from '../../src/app-desk.ts';
import { addSource } from '../../src/db/sources.ts';
import { checkInvariants } from '../../src/jobs/invariants.ts';
import { eachDatabase } from '../support/databases.ts';
import { ferryNews } from '../support/ferry.ts';
import { openTestDesk, pollAll } from '../support/running-desk.ts';
import { type SmallWeb, smallWeb } from '../support/small-web.ts';

eachDatabase((_name, databases) => {
  let web: SmallWeb;
  let desk: Desk;

  beforeAll(async () => {
    web = await smallWeb(ferryNews());
    desk = await openTestDesk(await databases.place(), web);
    for (const site of ['harbour', 'isle', 'badasori'])
      await addSource(desk.db.kysely, {
        id: site,
        kind: 'feed',
        url: web.feedOf(site),
        title: site,
        section: 'world',
      });
    await pollAll(desk);
  }, 120_000);
  afterAll(async () => {
    await desk?.close();
    await web?.close();
  });

  const publications = () =>
    desk.db.kysely
      .selectFrom('publication')
      .innerJoin('brief', 'brief.id', 'publication.brief_id')
      .select([
        'publication.brief_id',
        'publication.state',
        'publication.revision',
        'publication.headline',
        'brief.lang',
      ])
      .orderBy('brief_id')
      .execute();

  const broken = async () => (await checkInvariants(desk.db.kysely)).filter((result) => result.broken > 0);

  const article = (path: string) => web.articles.find((one) => one.path === path)!;

  describe('a desk that follows three feeds', () => {
    it('puts reports of one event into one story and writes a brief in each language that it is told in', async () => {
      const members = await desk.db.kysely
        .selectFrom('membership')
        .innerJoin('document', 'document.id', 'membership.document_id')
        .select(['story_id', 'document.title', 'document.lang'])
        .execute();
      const storyOf = (words: string) => members.find(({ title }) => title.includes(words))?.story_id;
      expect(members).toHaveLength(4);
      expect(storyOf('runs aground')).toBe(storyOf('opens inquiry'));
      expect(storyOf('library')).not.toBe(storyOf('runs aground'));
      const langs = (await publications()).map(({ lang }) => lang).sort();
      expect(langs).toEqual(['en', 'en', 'ko']);
    });

    it('counts independent voices', async () => {
      const story = await desk.db.kysely
        .selectFrom('story_status')
        .selectAll()
        .where('documents', '>', 1)
        .executeTakeFirstOrThrow();
      expect(story.voices).toBe(story.documents);
      expect(story).toMatchObject({ sources: story.documents, section: 'world' });
    });

    it('keeps its promises', async () => {
      expect(await broken()).toEqual([]);
      // Nothing went wrong on the way, not even once.
      const errors = await desk.db.kysely
        .selectFrom('log')
        .select(['stage', 'reason'])
        .where('outcome', '=', 'error')
        .execute();
      expect(errors).toEqual([]);
    });

    it('fetches nothing twice and makes nothing new when nothing changed', async () => {
      const before = await publications();
      const asked = web.requests.length;
      await pollAll(desk);
      // Three feeds; no page is asked for again.
      expect(web.requests.slice(asked).filter((path) => !path.endsWith('/feed'))).toEqual([]);
      expect(await publications()).toEqual(before);
    });

    it('runs every stage again without a trace', async () => {
      const before = await publications();
      const { kysely } = desk.db;
      const documents = await kysely.selectFrom('document').select('id').execute();
      const captures = await kysely.selectFrom('capture').select('id').execute();
      for (const { id } of captures) await desk.queue.enqueue(null, 'extract', String(id), { captureId: id });
      for (const { id } of documents)
        await desk.queue.enqueue(null, 'cluster', String(id), { documentId: id });
      await desk.idle();
      expect(await kysely.selectFrom('document').select('id').execute()).toEqual(documents);
      expect(await publications()).toEqual(before);
      expect(await broken()).toEqual([]);
    });
  });

  describe('when an original is corrected', () => {
    it('publishes a next revision that says what was changed, in the words before and after', async () => {
      const library = article('/library');
      library.paragraphs[0] = library.paragraphs[0]!.replace('nine years', '19 years');
      library.note =
        'Correction: An earlier version of this report said that the last rope was made nine years ago.';
      await pollAll(desk);
      const { kysely } = desk.db;
      const versions = await kysely
        .selectFrom('document')
        .select(['version', 'supersedes'])
        .where('url', '=', web.urlOf(library))
        .orderBy('version')
        .execute();
      expect(versions.map(({ version }) => version)).toEqual([1, 2]);
      const corrections = await kysely.selectFrom('correction').selectAll().execute();
      const texts = corrections.map(({ kind, data }) => ({
        kind,
        ...(data as { before: string; after: string }),
      }));
      expect(texts).toContainEqual(
        expect.objectContaining({
          kind: 'correction',
          before: expect.stringContaining('nine years after'),
          after: expect.stringContaining('19 years after'),
        }),
      );
      const brief = (await publications()).find(({ headline }) => headline.includes('library'));
      expect(brief?.revision).toBe(2);
      expect(await broken()).toEqual([]);
    });
  });

  describe('when an original is taken down', () => {
    it('withdraws a brief that rested on it alone, with a notice', async () => {
      article('/library').gone = true;
      await desk.db.kysely
        .updateTable('entry_status')
        .set({ next_fetch_at: '2026-01-01T00:00:00Z' })
        .execute();
      await desk.scheduler?.round();
      await desk.idle();
      const library = (await publications()).find(({ headline }) => headline.includes('library'));
      expect(library?.state).toBe('withdrawn');
      expect(await broken()).toEqual([]);
    });
  });

  describe('what cannot be read', () => {
    it('ends with a reason in the log, and pauses nothing else', async () => {
      const { kysely } = desk.db;
      web.overrides.set('closed/feed', { status: 403, body: 'no' });
      web.overrides.set('page/feed', { status: 200, body: '<!doctype html><title>Hi</title><p>Hello' });
      web.overrides.set('robots/robots.txt', { status: 200, body: 'User-agent: *\nDisallow: /' });
      for (const site of ['closed', 'page', 'robots'])
        await addSource(kysely, { id: site, kind: 'feed', url: web.feedOf(site), title: site });
      await pollAll(desk);
      const polls = await kysely
        .selectFrom('poll')
        .select(['source_id', 'outcome', 'reason'])
        .where('source_id', 'in', ['closed', 'page', 'robots'])
        .orderBy('source_id')
        .execute();
      expect(polls).toMatchObject([
        { source_id: 'closed', outcome: 'failed', reason: expect.stringContaining('403') },
        { source_id: 'page', outcome: 'unreadable', reason: expect.stringContaining('html-page') },
        { source_id: 'robots', outcome: 'disallowed', reason: expect.stringContaining('robots.txt') },
      ]);
      expect(await broken()).toEqual([]);
    });
  });

  describe('a broken promise', () => {
    it('is found: a passage that no longer stands in the original', async () => {
      const { kysely } = desk.db;
      const isolated = kysely.transaction().execute(async (tx) => {
        await tx.updateTable('document').set({ text: 'Something else.' }).execute();
        const found = (await checkInvariants(tx)).find(({ id }) => id === 'I4');
        expect(found?.broken).toBeGreaterThan(0);
        throw new Error('undo');
      });
      await expect(isolated).rejects.toThrow('undo');
    });
  });
});

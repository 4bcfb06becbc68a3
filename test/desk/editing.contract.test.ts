import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskActions } from '../../src/app-actions.ts';
import type { Desk } from '../../src/app-desk.ts';
import { openReading } from '../../src/db/reading.ts';
import { addSource } from '../../src/db/sources.ts';
import type { DeskActions } from '../../src/desk/actions.ts';
import { storyIdOf } from '../../src/domain/story-ids.ts';
import { checkInvariants } from '../../src/jobs/invariants.ts';
import { StoryKeeper } from '../../src/jobs/story-keeper.ts';
import { eachDatabase } from '../support/databases.ts';
import { ferryNews } from '../support/ferry.ts';
import { openTestDesk, pollAll } from '../support/running-desk.ts';
import { type SmallWeb, smallWeb } from '../support/small-web.ts';

const note = (reason: string) => ({ by: 'Mara Lind', reason });

eachDatabase((name, databases) => {
  describe(`editors of stories on ${name}`, () => {
    let web: SmallWeb;
    let place: Parameters<typeof openTestDesk>[0];
    let desk: Desk;
    let actions: DeskActions;
    let elsewhere: StoryKeeper;

    const open = async () => {
      desk = await openTestDesk(place, web);
      actions = deskActions(desk);
      elsewhere = new StoryKeeper(desk.db);
    };

    beforeAll(async () => {
      web = await smallWeb(ferryNews());
      place = await databases.place();
      await open();
      for (const site of ['harbour', 'isle', 'badasori'])
        await addSource(desk.db.kysely, { id: site, kind: 'feed', url: web.feedOf(site), title: site });
      await pollAll(desk);
    }, 120_000);
    afterAll(async () => {
      await desk?.close();
      await web?.close();
    });

    const members = async () =>
      (
        await desk.db.kysely
          .selectFrom('membership')
          .innerJoin('document', 'document.id', 'membership.document_id')
          .select(['document.id', 'document.title', 'membership.story_id as story'])
          .orderBy('document.id')
          .execute()
      ).map(({ id, title, story }) => ({ id, title, story }));
    const memberOf = async (words: string) => {
      const found = (await members()).find(({ title }) => title.includes(words));
      if (!found) throw new Error(`no document ${words}`);
      return found;
    };
    const broken = async () => (await checkInvariants(desk.db.kysely)).filter((result) => result.broken > 0);
    const storyPage = (id: string) => openReading(desk.db.kysely).story(id);
    const briefPage = (id: string) => openReading(desk.db.kysely).brief(id);
    const lastEvent = async () =>
      desk.db.kysely.selectFrom('story_event').selectAll().orderBy('seq', 'desc').executeTakeFirstOrThrow();
    /**
     * The clustering and the store agree on where every live document is: this process's, one of another process that
     * reads what it missed each time, and one that is built anew from the rows.
     */
    const agree = async () => {
      const stored = await members();
      const seen: unknown[] = [];
      for (const keeper of [desk.stories, elsewhere, new StoryKeeper(desk.db)])
        await desk.db.transaction((tx) =>
          keeper.decide(tx, (engine) => {
            for (const { id, story } of stored) expect(engine.storyOf(storyIdOf(id))).toBe(story);
            const stories = new Set(stored.map(({ story }) => story));
            seen.push([engine.state(), [...stories].map((story) => engine.documentsOf(story))]);
          }),
        );
      expect(seen[1]).toEqual(seen[0]);
      expect(seen[2]).toEqual(seen[0]);
    };
    const settled = async () => {
      await desk.idle();
      expect(await broken()).toEqual([]);
      await agree();
    };

    it('reads documents again whose rows another version made: each stays in its story', async () => {
      const stored = await members();
      const rows = await desk.db.kysely
        .selectFrom('membership')
        .select(['document_id', 'features'])
        .execute();
      for (const { document_id, features } of rows)
        await desk.db.kysely
          .updateTable('membership')
          .set({ features: JSON.stringify({ ...(features as object), features: 'AAAA' }) })
          .where('document_id', '=', document_id)
          .execute();
      await desk.db.transaction((tx) =>
        new StoryKeeper(desk.db).decide(tx, (engine) => {
          for (const { id, story } of stored) {
            expect(engine.storyOf(storyIdOf(id))).toBe(story);
            const { features } = engine.row(storyIdOf(id))!;
            expect(features.length).toBeGreaterThan(100);
          }
        }),
      );
      for (const { document_id, features } of rows)
        await desk.db.kysely
          .updateTable('membership')
          .set({ features: JSON.stringify(features) })
          .where('document_id', '=', document_id)
          .execute();
    });

    it('merges a story into another: briefs are written anew, the old addresses lead on', async () => {
      const [ferry, library] = [await memberOf('runs aground'), await memberOf('library')];
      expect(ferry.story).not.toBe(library.story);
      const result = await actions.mergeStories({
        ...{ into: ferry.story, from: library.story },
        ...note('One harbour fund pays for both.'),
      });
      expect(result).toEqual({ kind: 'edited', story: ferry.story });
      await settled();
      expect(new Set((await members()).map(({ story }) => story))).toEqual(new Set([ferry.story]));
      expect(await storyPage(library.story)).toEqual({ kind: 'moved', id: ferry.story });
      expect(await briefPage(`${library.story}-en`)).toEqual({ kind: 'moved', id: `${ferry.story}-en` });
      const brief = await briefPage(`${ferry.story}-en`);
      expect(brief.kind === 'found' && brief.data.brief.sources.length).toBe(4);
      expect(await lastEvent()).toMatchObject({
        ...{ kind: 'merge', by: 'Mara Lind', reason: 'One harbour fund pays for both.' },
        ...{ story_id: ferry.story, other_id: library.story },
      });
    });

    it('takes the merge back, once, and no pass does it again', async () => {
      const { seq, other_id: library } = await lastEvent();
      const undo = () => actions.undoStoryChange({ event: seq, ...note('Two events after all.') });
      // Two editors at once: one of them does it, the other is told.
      const both = await Promise.all([undo(), undo()]);
      expect(both.map(({ kind }) => kind).sort()).toEqual(['edited', 'refused']);
      expect(both).toContainEqual(expect.objectContaining({ kind: 'refused', code: 'undone' }));
      await settled();
      expect((await memberOf('library')).story).toBe(library);
      const page = await briefPage(`${library}-en`);
      expect(page.kind).toBe('found');
      await desk.queue.enqueue(null, 'merge', 'merge', {});
      await desk.idle();
      expect((await memberOf('library')).story).toBe(library);
    });

    it('splits a document off; a restart and a rewritten original leave it where the editor put it', async () => {
      const inquiry = await memberOf('opens inquiry');
      const from = inquiry.story;
      const result = await actions.splitStory({
        ...{ story: from, documents: [inquiry.id], ...note('The inquiry is a story of its own.') },
      });
      expect(result).toEqual({ kind: 'edited', story: from });
      await settled();
      const own = (await memberOf('opens inquiry')).story;
      expect(own).not.toBe(from);
      expect((await briefPage(`${own}-en`)).kind).toBe('found');
      await desk.close();
      await open();
      await desk.queue.enqueue(null, 'merge', 'merge', {});
      // The report is written anew in the words of those that it was parted from.
      const article = web.articles.find(({ path }) => path === '/news/ferry-sula')!;
      const { title, paragraphs } = web.articles.find(({ path }) => path === '/osk-ferry')!;
      const before = { title: article.title, paragraphs: article.paragraphs };
      Object.assign(article, {
        title: `${title}: inquiry`,
        paragraphs: [...paragraphs.slice(0, 4).reverse(), 'An inquiry is open.'],
      });
      await pollAll(desk);
      await settled();
      const texts = (await members()).filter(({ title: one }) => one.includes('inquiry'));
      expect(texts).toHaveLength(2);
      expect(new Set(texts.map(({ story }) => story))).toEqual(new Set([own]));
      Object.assign(article, before);
      await pollAll(desk);
      await settled();
    }, 60_000);

    it('refuses to overwrite what an editor has not seen', async () => {
      const ferry = await memberOf('runs aground');
      const inquiry = await memberOf('opens inquiry');
      const seen = (await lastEvent()).seq;
      const first = await actions.mergeStories({
        ...{ into: ferry.story, from: inquiry.story, seen, ...note('They belong together.') },
      });
      expect(first).toMatchObject({ kind: 'edited' });
      const second = await actions.splitStory({
        ...{ story: ferry.story, documents: [ferry.id], seen, ...note('Apart.') },
      });
      expect(second).toMatchObject({ kind: 'refused', code: 'changed-meanwhile' });
      await settled();
    });

    it('puts documents into another story, takes down the brief that stood on them, and brings it back', async () => {
      const [korean, library] = [await memberOf('술라호'), await memberOf('library')];
      const from = korean.story;
      expect((await briefPage(`${from}-ko`)).kind).toBe('found');
      const moved = await actions.splitStory({
        ...{ story: from, documents: [korean.id], to: library.story, ...note('Wrongly put here.') },
      });
      expect(moved.kind).toBe('edited');
      await settled();
      expect((await memberOf('술라호')).story).toBe(library.story);
      expect(await briefPage(`${from}-ko`)).toMatchObject({ kind: 'withdrawn' });
      expect((await briefPage(`${library.story}-ko`)).kind).toBe('found');
      const { seq } = await lastEvent();
      expect(await actions.undoStoryChange({ event: seq, ...note('It was right.') })).toMatchObject({
        kind: 'edited',
      });
      await settled();
      expect((await memberOf('술라호')).story).toBe(from);
      expect((await briefPage(`${from}-ko`)).kind).toBe('found');
    });

    it('says why it does not do what cannot be done', async () => {
      const ferry = await memberOf('runs aground');
      const whole = (await members()).filter(({ story }) => story === ferry.story).map(({ id }) => id);
      const codeOf = async (result: Promise<{ kind: string }>) => ((await result) as { code?: string }).code;
      const story = ferry.story;
      expect(await codeOf(actions.splitStory({ story, documents: whole, ...note('x') }))).toBe('bad-split');
      expect(await codeOf(actions.splitStory({ story, documents: [], ...note('x') }))).toBe('bad-split');
      expect(await codeOf(actions.splitStory({ story, documents: [9999], ...note('x') }))).toBe(
        'not-in-story',
      );
      expect(await codeOf(actions.mergeStories({ into: story, from: story, ...note('x') }))).toBe(
        'same-story',
      );
      expect(await codeOf(actions.mergeStories({ into: story, from: 'zz', ...note('x') }))).toBe('no-story');
      expect(await codeOf(actions.undoStoryChange({ event: 1, ...note('x') }))).toBe('no-change');
      await settled();
    });

    it('edits while documents are grouped, and all of it holds', async () => {
      const [ferry, library] = [await memberOf('runs aground'), await memberOf('library')];
      for (let copy = 0; copy < 6; copy += 1)
        web.articles.push({
          ...web.articles[copy % 2 === 0 ? 0 : 3]!,
          path: `/more/${copy}`,
          title: `${web.articles[copy % 2 === 0 ? 0 : 3]!.title}, report ${copy}`,
        });
      const polled = pollAll(desk);
      const edits = await Promise.all([
        actions.mergeStories({ into: ferry.story, from: library.story, ...note('first') }),
        actions.mergeStories({ into: library.story, from: ferry.story, ...note('second') }),
      ]);
      await polled;
      expect(edits.map(({ kind }) => kind).sort()).toEqual(['edited', 'refused']);
      await settled();
      expect(new Set((await members()).map(({ story }) => story)).size).toBe(1);
      const errors = await desk.db.kysely
        .selectFrom('log')
        .select(['stage', 'reason'])
        .where('outcome', '=', 'error')
        .execute();
      expect(errors).toEqual([]);
    }, 60_000);

    it('merges what the clustering has long forgotten', async () => {
      // A month later nothing of it is live.
      const { seq } = await lastEvent();
      const merge = await desk.db.kysely
        .selectFrom('story_event')
        .select('seq')
        .where('kind', '=', 'merge')
        .where('by', '=', 'Mara Lind')
        .orderBy('seq', 'desc')
        .executeTakeFirstOrThrow();
      web.articles.push(
        ...['2026-04-20', '2026-04-21'].map((day, at) => ({
          ...{ site: 'isle', path: `/later/${at}`, lang: 'en', published: `${day}T08:00:00+00:00` },
          title: at === 0 ? 'Orrin bakers strike over flour prices' : 'Tram line four opens in Kessel',
          paragraphs: [
            at === 0
              ? 'Bakers in Orrin stopped work on Monday in protest at the price of flour, their union said.'
              : 'The mayor of Kessel opened the fourth tram line on Tuesday after three years of building.',
          ],
        })),
      );
      await pollAll(desk);
      const result = await actions.undoStoryChange({ event: merge.seq, ...note('A look at the archive.') });
      expect(result.kind).toBe('edited');
      await desk.idle();
      expect(await broken()).toEqual([]);
      const stories = new Set((await members()).map(({ story }) => story));
      expect(stories.size).toBe(4);
      expect((await lastEvent()).seq).toBeGreaterThan(seq);
      const [ferry, library] = [await memberOf('runs aground'), await memberOf('library')];
      expect(ferry.story).not.toBe(library.story);
      await actions.mergeStories({
        into: library.story,
        from: ferry.story,
        ...note('Together in the archive.'),
      });
      await desk.idle();
      expect(await broken()).toEqual([]);
      expect((await memberOf('runs aground')).story).toBe(library.story);
    }, 60_000);
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Desk } from '../../src/app-desk.ts';
import { addSource } from '../../src/db/sources.ts';
import { eachDatabase } from '../support/databases.ts';
import { ferryNews } from '../support/ferry.ts';
import { openTestDesk, pollAll } from '../support/running-desk.ts';
import { openSite } from '../support/site.ts';
import { type SmallWeb, smallWeb } from '../support/small-web.ts';

eachDatabase((_name, databases) => {
  let web: SmallWeb;
  let desk: Desk;

  beforeAll(async () => {
    const [report] = ferryNews();
    const [first = '', ...rest] = report!.paragraphs;
    const carried = { ...report!, site: 'isle', path: '/carried', published: '2026-03-03T20:50:00+00:00' };
    carried.paragraphs = [`OSK, March 3 (Harbour) - ${first}`, ...rest.slice(0, 3)];
    web = await smallWeb([{ ...report!, site: 'harbour' }, carried]);
    desk = await openTestDesk(await databases.place(), web, { settings: { languages: ['en'] } });
    for (const site of ['harbour', 'isle'])
      await addSource(desk.db.kysely, {
        ...{ id: site, kind: 'feed', url: web.feedOf(site), title: `${site}: all news` },
        ...(site === 'isle' && { country: 'IE' }),
      });
    await pollAll(desk);
  }, 120_000);
  afterAll(async () => {
    await desk?.close();
    await web?.close();
  });

  it('counts a text that two carry as one voice, and says who was first and whose it is', async () => {
    const status = await desk.db.kysely.selectFrom('story_status').selectAll().executeTakeFirstOrThrow();
    expect(status).toMatchObject({ documents: 2, voices: 1 });
    const [group] = await desk.db.kysely.selectFrom('copy_group').selectAll().execute();
    const documents = await desk.db.kysely.selectFrom('document').select(['id', 'source_id']).execute();
    const idOf = (site: string) => documents.find(({ source_id }) => source_id === site)?.id;
    expect(group?.data).toMatchObject({
      first: idOf('isle'),
      owner: { name: 'harbour', isAgency: false, document: idOf('harbour') },
      signs: [{ kind: 'dateline', document: idOf('isle'), text: 'OSK, March 3 (Harbour) -' }],
    });
  });

  it('tells so on the page of the story and of the brief, and the country of the voice', async () => {
    const site = openSite(desk.db, new Date('2026-03-04T12:00:00Z'));
    const { story_id: id } = await desk.db.kysely
      .selectFrom('story_status')
      .select('story_id')
      .executeTakeFirstOrThrow();
    const english = await (await site.get(`/en/stories/${id}`)).text();
    expect(english).toContain('Text of harbour');
    expect(english).toMatch(/dateline at isle: <q>OSK, March 3 \(Harbour\) -<\/q>/);
    expect(english).toContain('Ireland');
    // What was new in the text stands with it, though the first to publish is another.
    expect(english).toContain('class="firsts"');
    const korean = await (await site.get(`/ko/stories/${id}`)).text();
    expect(korean).toContain('harbour의 글');
    expect(korean).toContain('아일랜드');
    expect(await (await site.get(`/en/briefs/${id}-en`)).text()).toContain('Text of harbour');
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { deskActions } from '../../src/app-actions.ts';
import type { Desk } from '../../src/app-desk.ts';
import { addSource } from '../../src/db/sources.ts';
import { blurbOf } from '../../src/jobs/related-documents.ts';
import { eachDatabase } from '../support/databases.ts';
import { ferryNews } from '../support/ferry.ts';
import { openTestDesk, pollAll } from '../support/running-desk.ts';
import { openSite } from '../support/site.ts';
import { type SmallArticle, type SmallWeb, smallWeb } from '../support/small-web.ts';

/** Another event, told in a language in which this desk writes no briefs. */
const fares: SmallArticle = {
  site: 'tidende',
  path: '/preise',
  lang: 'de',
  title: 'Vell Lines verlangt auf der Strecke nach Osk höhere Preise',
  published: '2026-03-06T09:00:00+00:00',
  paragraphs: [
    'Die Reederei Vell Lines erhöht vom 1. April an die Preise auf der Strecke zwischen Osk und Port Vell.',
    'Eine einfache Fahrt kostet dann 14 statt 11 Kronen, teilte das Unternehmen am Freitag in Port Vell mit. Kinder fahren weiter umsonst.',
    'Der Gemeinderat von Osk nannte die Erhöhung unverständlich. Die Insel habe keine Brücke, sagte die Vorsitzende Runa Holt.',
  ],
};

/** The first report as another paper carries it: earlier, cut, and with its owner in the dateline. */
function carried(report: SmallArticle): SmallArticle {
  const [first = '', ...rest] = report.paragraphs;
  const paragraphs = [`OSK, March 3 (Harbour) - ${first}`, ...rest.slice(0, 3)];
  return { ...report, site: 'gannet', path: '/carried', published: '2026-03-03T20:50:00+00:00', paragraphs };
}

eachDatabase((_name, databases) => {
  let web: SmallWeb;
  let desk: Desk;
  const pageOf = async (ui: string) => {
    const brief = await desk.db.kysely
      .selectFrom('publication')
      .select('brief_id')
      .where('headline', 'like', '%Sula%')
      .where('state', '=', 'published')
      .executeTakeFirstOrThrow();
    const site = openSite(desk.db, new Date('2026-03-06T12:00:00Z'));
    return (await site.get(`/${ui}/briefs/${brief.brief_id}`)).text();
  };

  beforeAll(async () => {
    const english = ferryNews().filter(({ lang }) => lang === 'en');
    web = await smallWeb([...english, carried(english[0]!), structuredClone(fares)]);
    desk = await openTestDesk(await databases.place(), web, { settings: { languages: ['en'] } });
    for (const site of ['tidende', 'harbour', 'isle', 'gannet'])
      await addSource(desk.db.kysely, {
        ...{ id: site, kind: 'feed', url: web.feedOf(site), title: `${site}: all news` },
        ...(site === 'gannet' && { country: 'IE' }),
      });
    await pollAll(desk);
  }, 120_000);
  afterAll(async () => {
    await desk?.close();
    await web?.close();
  });

  const ferry = () =>
    desk.db.kysely
      .selectFrom('story_status')
      .selectAll()
      .where('documents', '=', 3)
      .executeTakeFirstOrThrow();

  it('count a text that two carry as one voice, and say who was first and whose it is', async () => {
    const { story_id: id, voices } = await ferry();
    expect(voices).toBe(2);
    const groups = await desk.db.kysely.selectFrom('copy_group').selectAll().execute();
    const documents = await desk.db.kysely.selectFrom('document').select(['id', 'url']).execute();
    const idOf = (path: string) => documents.find(({ url }) => url.endsWith(path))?.id;
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({
      story_id: id,
      data: {
        first: idOf('/carried'),
        owner: { name: 'harbour', isAgency: false, document: idOf('/osk-ferry') },
        signs: [{ kind: 'dateline', document: idOf('/carried'), text: 'OSK, March 3 (Harbour) -' }],
      },
    });
  });

  it('tell so on the pages of the story and of the brief, with the countries of voices', async () => {
    const site = openSite(desk.db, new Date('2026-03-04T12:00:00Z'));
    const { story_id: id } = await ferry();
    const english = await (await site.get(`/en/stories/${id}`)).text();
    expect(english).toContain('Text of harbour');
    expect(english).toMatch(/dateline at gannet: <q>OSK, March 3 \(Harbour\) -<\/q>/);
    expect(english).toContain('Ireland (country known of 1 of 2 voices)');
    // What was new in the text stands with it, though the first to publish is another.
    expect(english).toContain('class="firsts"');
    const korean = await (await site.get(`/ko/stories/${id}`)).text();
    expect(korean).toContain('harbour의 글');
    expect(korean).toContain('아일랜드');
    expect(await pageOf('en')).toContain('Text of harbour');
  });

  it('stand beside a brief where no brief tells them, told apart from briefs, with a line of their own words', async () => {
    const page = await pageOf('en');
    const section = /<section class="related originals[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
    expect(section).toContain(`href="${web.urlOf(fares)}" rel="noopener nofollow external" lang="de"`);
    expect(section).toMatch(/Original report in German/);
    expect(section).toMatch(/Also (?:on|about) [^<]*(?:Vell Lines|Osk|Port Vell)[^<]*later/);
    expect(section).toMatch(/<blockquote [^>]*lang="de"[^>]*>Die Reederei Vell Lines erhöht/);
    expect(section).not.toMatch(/AI|class="ai"/);
    expect(await pageOf('ko')).toContain('독일어 원문');
  });

  it('keep to what their publisher allows, and go at once where the operator refuses', async () => {
    const host = new URL(web.urlOf(fares)).hostname;
    const actions = deskActions(desk);
    const use = (words: string, state: 'granted' | 'denied') =>
      actions.recordPermission(host, { state, note: words });
    await use('A letter.', 'denied');
    expect(await pageOf('en')).not.toContain('Original report');
    await desk.idle();
    expect(await pageOf('en')).not.toContain('Original report');
    await use('A contract.', 'granted');
    await desk.idle();
    await desk.queue.enqueue(null, 'relate', 'again', {
      briefId: (
        await desk.db.kysely
          .selectFrom('publication')
          .select('brief_id')
          .where('headline', 'like', '%Sula%')
          .executeTakeFirstOrThrow()
      ).brief_id,
    });
    await desk.idle();
    expect(await pageOf('en')).toContain('Original report in German');
  });
});

it('cuts a blurb to a sentence, and to the words that are left', () => {
  const text =
    'OSK, March 3 (Wire) - The ferry ran aground on Tuesday, the coastguard said. Nobody was hurt.';
  expect(blurbOf({ text, lang: 'en' }, 100)).toBe('The ferry ran aground on Tuesday, the coastguard said.');
  expect(blurbOf({ text, lang: 'en' }, 6)).toBe('The ferry ran aground on Tuesday …');
  expect(blurbOf({ text: '', lang: 'ko' }, 6)).toBeNull();
  expect(blurbOf({ text, lang: 'en' }, 0)).toBeNull();
  expect((blurbOf({ text: '가'.repeat(5000), lang: 'ko' }, 30) ?? '').length).toBeLessThanOrEqual(203);
});

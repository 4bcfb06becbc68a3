import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Desk } from '../../src/app-desk.ts';
import { recordPermission } from '../../src/db/rights.ts';
import { addSource } from '../../src/db/sources.ts';
import { usesOf } from '../../src/jobs/rights.ts';
import { eachDatabase } from '../support/databases.ts';
import { ferryNews } from '../support/ferry.ts';
import { openTestDesk, pollAll } from '../support/running-desk.ts';
import { type SmallWeb, smallWeb } from '../support/small-web.ts';

/** What publishers signal, met by a running desk and obeyed when it writes. */
eachDatabase((_name, databases) => {
  let web: SmallWeb;
  let desk: Desk;
  const sites = ['harbour', 'isle', 'badasori'];

  beforeAll(async () => {
    web = await smallWeb(ferryNews());
    const reserved = JSON.stringify([{ location: '/', 'tdm-reservation': 1 }]);
    web.overrides.set('harbour/.well-known/tdmrep.json', { status: 200, body: reserved });
    web.overrides.set('isle/robots.txt', { status: 200, body: 'License: /licence.xml' });
    const licence = `<rsl xmlns="https://rslstandard.org/rsl"><content url="/"><license>
      <prohibits type="usage">ai-all</prohibits></license></content></rsl>`;
    web.overrides.set('isle/licence.xml', { status: 200, body: licence });
    desk = await openTestDesk(await databases.place(), web);
    for (const site of sites)
      await addSource(desk.db.kysely, { id: site, kind: 'feed', url: web.feedOf(site), title: site });
    await pollAll(desk);
  }, 120_000);
  afterAll(async () => {
    await desk?.close();
    await web?.close();
  });

  const uses = async () => {
    const documents = await desk.db.kysely.selectFrom('document').selectAll().orderBy('id').execute();
    const found: Record<string, Set<string>> = {};
    for (const document of documents) {
      const { use, reason } = await usesOf(desk.db.kysely, document);
      found[document.source_id] ??= new Set();
      found[document.source_id]?.add(`${use} ${/TDM|RSL/.exec(reason)?.[0] ?? ''}`.trim());
    }
    return Object.fromEntries(Object.entries(found).map(([site, all]) => [site, [...all]]));
  };

  it('keeps the texts of those who reserve or refuse to headline and link', async () => {
    expect(await uses()).toEqual({
      harbour: ['headline TDM'],
      isle: ['headline RSL'],
      badasori: ['summarise'],
    });
  });

  it('asks each site for its files on rights once, however many pages it reads', () => {
    for (const site of sites)
      expect(web.requests.filter((path) => path === `${site}/.well-known/tdmrep.json`)).toHaveLength(1);
    expect(web.requests.filter((path) => path === 'isle/licence.xml')).toHaveLength(1);
  });

  it('publishes no sentence of a text that may not be used', async () => {
    const rows = await desk.db.kysely.selectFrom('revision').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    const reserved = web.articles.filter(({ site }) => site !== 'badasori');
    const published = JSON.stringify(rows);
    for (const { paragraphs } of reserved)
      for (const paragraph of paragraphs) expect(published).not.toContain(paragraph.slice(0, 60));
  });

  it('uses them once the operator recorded a permission', async () => {
    await desk.db.transaction((tx) =>
      recordPermission(tx, 'harbour.localhost', { state: 'granted', note: 'Contract of 2 March' }),
    );
    expect(await uses()).toMatchObject({ harbour: ['summarise'], isle: ['headline RSL'] });
  });
});

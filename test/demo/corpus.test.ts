import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type DemoDocument,
  type DemoEdition,
  editionAt,
  stagesMax,
  stageTimes,
} from '../../src/demo/corpus.ts';
import { type DemoWeb, startDemoWeb } from '../../src/demo/demo-web.ts';
import { textOfBlock } from '../../src/demo/source-file.ts';
import { readStoryKey } from '../../src/demo/story-key.ts';
import type { Document } from '../../src/domain/document.ts';
import { fetchPage } from '../../src/http/fetch-page.ts';
import { detectLanguage } from '../../src/languages/detect.ts';
import { primaryLanguage } from '../../src/languages/languages.ts';
import { copyGroups } from '../../src/pipeline/copy-groups.ts';
import { extractPage } from '../../src/pipeline/extract/extract.ts';

const key = readStoryKey();
let web: DemoWeb;
let documents: DemoDocument[];

beforeAll(async () => {
  web = await startDemoWeb();
  documents = web.outlets.flatMap((outlet) => outlet.documents);
});
afterAll(() => web.close());

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();
const textOf = (edition: DemoEdition) => squeezed(edition.blocks.map(textOfBlock).filter(Boolean).join(' '));

function byId(id: string): DemoDocument {
  const found = documents.find((document) => document.id === id);
  if (!found) throw new Error(`${id} is not in the corpus`);
  return found;
}

async function extracted(document: DemoDocument): Promise<Document> {
  const fetched = await fetchPage(`${web.origin(document.outlet)}${document.path}`, web);
  if (fetched.kind !== 'fetched') throw new Error(`${document.id}: ${fetched.kind}`);
  const outcome = extractPage({ body: fetched.body, url: fetched.url, contentType: fetched.contentType });
  if (outcome.kind !== 'extracted') throw new Error(`${document.id}: ${outcome.kind}`);
  return outcome.document;
}

/** What the extracted document lacks of an edition, and what it has beside it. */
function differences(document: Document, edition: DemoEdition): string[] {
  const wanted = edition.blocks.map(textOfBlock).filter(Boolean).map(squeezed);
  const whole = squeezed(document.text);
  const text = squeezed(wanted.join(' '));
  return [
    ...wanted.filter((part) => !whole.includes(part)).map((part) => `lacks ${part}`),
    ...document.blocks
      .filter((block) => 'text' in block && block.type !== 'note' && block.type !== 'embed')
      .map((block) => ('text' in block ? squeezed(block.text ?? '') : ''))
      .filter((part) => !text.includes(part))
      .map((part) => `has ${part}`),
  ];
}

describe('the demo corpus', () => {
  it('has ids and addresses of its own for every document', () => {
    const addresses = documents.map(({ outlet, path }) => `${outlet}${path}`);
    expect(new Set(addresses).size).toBe(documents.length);
    expect(documents.length).toBeGreaterThanOrEqual(60);
  });

  it('keeps its dates straight', () => {
    for (const document of documents.filter(({ unlisted }) => !unlisted)) {
      let before = -Infinity;
      for (const { at, updated, stage } of document.editions) {
        expect(document.id).toContain(`/${at.slice(0, 10)}-`);
        const shown = updated ?? at;
        expect(shown, document.id).toMatch(/^2026-0[23]-\d\dT\d\d:\d\d:00[+-]\d\d:00$/);
        expect(Date.parse(shown), document.id).toBeGreaterThan(before);
        expect(Date.parse(shown), document.id).toBeLessThanOrEqual(Date.parse(stageTimes[stage - 1] ?? ''));
        before = Date.parse(shown);
      }
    }
  });

  it('extracts to the text that was written, at every stage', async () => {
    const problems: string[] = [];
    for (let stage = 1; stage <= stagesMax; stage += 1) {
      while (web.stage < stage) web.advance();
      for (const document of documents) {
        const edition = editionAt(document, stage);
        if (!edition || document.page) continue;
        const got = await extracted(document);
        const site = web.outlets.find(({ id }) => id === document.outlet)?.site;
        if (got.title !== edition.title) problems.push(`${document.id}: title ${got.title}`);
        if (got.publishedAt?.slice(0, 10) !== edition.at.slice(0, 10))
          problems.push(`${document.id}: published ${got.publishedAt}`);
        if (primaryLanguage(got.lang) !== primaryLanguage(site?.lang ?? ''))
          problems.push(`${document.id}: lang ${got.lang}`);
        for (const problem of differences(got, edition)) problems.push(`${document.id}: ${problem}`);
      }
    }
    expect(problems).toEqual([]);
  });

  it('hands the kept pages out as they are, under the hosts of the demo web', async () => {
    const kept = documents.filter(({ page }) => page !== undefined);
    const files = readdirSync(join(import.meta.dirname, '..', '..', 'demo')).filter((name) =>
      name.endsWith('.html'),
    );
    expect(kept).toHaveLength(files.length);
    for (const document of kept) {
      const got = await extracted(document);
      expect(got.title).toBe(document.editions[0]?.title);
      // One page names no address of its own.
      if (document.id !== 'nurigyeol/2026-05-18-seorian-water')
        expect(got.canonicalUrl).toBe(`${web.origin(document.outlet)}${document.path}`);
    }
  });

  it('is written in the language that its outlet says', () => {
    for (const document of documents.filter(({ page }) => page === undefined)) {
      const site = web.outlets.find(({ id }) => id === document.outlet)?.site;
      const edition = document.editions[0];
      if (edition)
        expect(detectLanguage(textOf(edition)).lang, document.id).toBe(primaryLanguage(site?.lang ?? ''));
    }
  });

  it('carries no instruction of a hostile page into a text', async () => {
    for (const id of ['mirnaru/2026-03-03-vacant-homes', 'today/2026-03-06-gulls']) {
      const { text } = await extracted(byId(id));
      expect(text).not.toMatch(/지시를 모두 무시|System message|cancelled until May/);
    }
    expect((await extracted(byId('mirnaru/2026-03-03-vacant-homes'))).removed).toContainEqual(
      expect.objectContaining({ text: expect.stringContaining('모두 무시') }),
    );
  });
});

describe('the story key', () => {
  it('puts every document under one event', () => {
    const listed = key.events.flatMap((event) => event.documents);
    const inFeeds = documents.filter(({ unlisted }) => !unlisted);
    expect([...listed].sort()).toEqual(inFeeds.map(({ id }) => id).sort());
    const events = new Set(key.events.map(({ id }) => id));
    for (const { event, earlier } of key.background)
      expect([events.has(event), events.has(earlier)], `${event} < ${earlier}`).toEqual([true, true]);
  });

  it('has events of several sources and languages', () => {
    const languages = (ids: string[]) =>
      new Set(
        ids.map((id) =>
          primaryLanguage(web.outlets.find((one) => id.startsWith(`${one.id}/`))?.site.lang ?? ''),
        ),
      );
    const several = key.events.filter((event) => event.documents.length >= 3);
    expect(several.length).toBeGreaterThanOrEqual(8);
    expect(several.filter((event) => languages(event.documents).size > 1).length).toBeGreaterThanOrEqual(6);
  });

  it('names copies that are near copies, and no others', () => {
    for (const { id, documents: ids } of key.events) {
      const texts = ids.map((one) => textOf(byId(one).editions[0] as DemoEdition));
      const groups = copyGroups(texts);
      const pairs = ids.flatMap((one, at) =>
        ids
          .slice(at + 1)
          .flatMap((other, from) => (groups[at] === groups[at + 1 + from] ? [[one, other].sort()] : [])),
      );
      // Kept pages have no text here.
      const own = pairs.filter((pair) => pair.every((one) => byId(one).page === undefined));
      const named = key.copies.filter(({ of }) => ids.includes(of)).map(({ of, copy }) => [of, copy].sort());
      expect(own.sort(), id).toEqual(named.sort());
    }
  });

  it('names edits that happen', () => {
    for (const { document: id, kind, stage, was, now } of key.edits) {
      const document = byId(id);
      const before = editionAt(document, stage - 1);
      const after = editionAt(document, stage);
      if (kind === 'withdrawal') {
        expect([before === null, after], id).toEqual([false, null]);
        continue;
      }
      if (!before || !after || was === undefined || now === undefined) throw new Error(`${id} has no edit`);
      expect(textOf(before), id).toContain(was);
      expect(textOf(before), id).not.toContain(now);
      expect(textOf(after), id).toContain(now);
      expect(textOf(after), id).not.toContain(was);
      expect(after.correction !== undefined, id).toBe(kind === 'correction');
      if (kind === 'retitled') expect(after.title).not.toBe(before.title);
    }
    const edited = documents.filter(
      ({ editions, goneFrom }) => editions.length > 1 || goneFrom !== undefined,
    );
    expect(key.edits.map(({ document }) => document).sort()).toEqual(edited.map(({ id }) => id).sort());
  });

  it('names disagreements that are in the texts', () => {
    for (const { about, values } of key.disagreements)
      for (const { value, documents: ids } of values)
        for (const document of ids.map(byId)) {
          const text = document.page
            ? Buffer.from(document.page).toString('utf8')
            : document.editions.map(textOf).join(' ');
          expect(
            value.split('|').some((form) => text.includes(form)),
            `${document.id}: ${about} ${value}`,
          ).toBe(true);
        }
  });
});

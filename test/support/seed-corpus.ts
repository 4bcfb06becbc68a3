import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type DemoDocument,
  type DemoOutlet,
  editionAt,
  readCorpus,
  stagesMax,
} from '../../src/demo/corpus.ts';
import { articlePage } from '../../src/demo/page.ts';
import { readStoryKey, type StoryKey } from '../../src/demo/story-key.ts';
import type { Brief } from '../../src/domain/brief.ts';
import type { Document, PageInput } from '../../src/domain/document.ts';
import { defined } from '../../src/kit/defined.ts';
import { extractPage } from '../../src/pipeline/extract/extract.ts';
import { composeBrief } from '../../src/pipeline/pipeline.ts';
import { verifyDraft } from '../../src/pipeline/verify/verify.ts';
import { extractiveWriter } from '../../src/pipeline/write/extractive/extractive.ts';

const demo = resolve(import.meta.dirname, '..', '..', 'demo');

/** One report as the desk would have it. */
export interface SeedReport {
  id: string;
  outlet: string;
  section: string;
  document: Document;
  url: string;
}

function extracted(page: PageInput): Document | null {
  const outcome = extractPage(page);
  return outcome.kind === 'extracted' ? outcome.document : null;
}

function reportOf(outlet: DemoOutlet, document: DemoDocument): SeedReport | null {
  const edition = editionAt(document, stagesMax) ?? document.editions.at(-1);
  if (!edition) return null;
  const originOf = (id: string) => `https://${id}.example`;
  const url = `${originOf(outlet.id)}${document.path}`;
  const body = document.page ?? articlePage(outlet, { document, edition, originOf });
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const read = extracted({
    body: bytes,
    url,
    contentType: document.page ? 'text/html' : 'text/html; charset=utf-8',
  });
  if (!read) return null;
  return { id: document.id, outlet: outlet.id, section: document.section, document: read, url };
}

/** Pages of `demo/` that no outlet of the demo web serves. */
function loosePages(outlets: readonly DemoOutlet[], known: readonly SeedReport[]): SeedReport[] {
  const stories = JSON.parse(readFileSync(join(demo, 'stories.json'), 'utf8')) as { pages: string[] }[];
  const names = [...new Set(stories.flatMap(({ pages }) => pages))].filter(
    (name) => !name.startsWith('bridge'),
  );
  const titles = new Set(known.map(({ document }) => document.title));
  return names.flatMap((name, index) => {
    const url = `https://${outlets[index % outlets.length]?.id}.example/${name}`;
    const document = extracted({ body: new Uint8Array(readFileSync(join(demo, name))), url });
    if (!document || titles.has(document.title)) return [];
    const outlet = outlets.find(({ site }) => site.lang === document.lang) ?? outlets[0];
    const section = ['business', 'society', 'world', 'politics'][index % 4] ?? 'world';
    return [{ id: `loose/${name}`, outlet: outlet?.id ?? '', section, document, url }];
  });
}

let corpus: { outlets: DemoOutlet[]; reports: SeedReport[]; table: StoryKey } | undefined;

/** The corpus, read and extracted once per process. */
export function seedCorpus() {
  if (corpus) return corpus;
  const outlets = readCorpus();
  const served = outlets.flatMap((outlet) => outlet.documents.flatMap((one) => reportOf(outlet, one) ?? []));
  const table = readStoryKey();
  // A few pages are dated months after the rest: they would head every list.
  const isEarly = (report: SeedReport) => timeOf(report) < '2026-03-07';
  const reports = [...served, ...loosePages(outlets, served)].filter(isEarly);
  reports.sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1));
  corpus = { outlets, reports, table };
  return corpus;
}

export function timeOf({ document }: SeedReport): string {
  return document.publishedAt ? new Date(document.publishedAt).toISOString() : '2026-03-04T09:00:00.000Z';
}

const written = new Map<string, Promise<Brief>>();

/** Written once per process and language: the pipeline is the slow part. */
export function briefOf(key: string, reports: readonly SeedReport[], lang: string): Promise<Brief> {
  const known = written.get(`${key} ${lang}`);
  if (known) return known;
  const own = reports.filter(({ document }) => document.lang === lang);
  const others = reports.filter(({ document }) => document.lang !== lang);
  const documents = [...own, ...others]
    .slice(0, 6)
    .map(({ document: { title, text, byline, ...rest }, url }) => ({
      ...{ title, text, lang: rest.lang, byline, url },
      ...defined({ publishedAt: rest.publishedAt, publisher: rest.publisher }),
    }));
  const last = reports.map(timeOf).sort().at(-1) ?? '';
  const made = composeBrief(
    { documents, lang },
    {
      writer: extractiveWriter,
      fallback: extractiveWriter,
      verify: verifyDraft,
      now: () => new Date(Date.parse(last) + 17 * 60_000),
    },
  );
  written.set(`${key} ${lang}`, made);
  return made;
}

export interface StoryPlan {
  key: string;
  reports: SeedReport[];
}

export function planStories(reports: readonly SeedReport[], table: StoryKey): StoryPlan[] {
  const eventOf = new Map(
    table.events.flatMap(({ id, documents }) => documents.map((one) => [one, id] as const)),
  );
  const stories = new Map<string, SeedReport[]>();
  for (const report of reports) {
    const key = eventOf.get(report.id) ?? report.id;
    stories.set(key, [...(stories.get(key) ?? []), report]);
  }
  return [...stories].map(([key, own]) => ({ key, reports: own }));
}

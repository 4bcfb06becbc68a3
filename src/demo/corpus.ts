import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { invariant, StandfirstError } from '../domain/errors.ts';
import { defined } from '../kit/defined.ts';
import { sha256 } from '../kit/hash.ts';
import {
  type DemoBlock,
  type DemoComment,
  expandBlocks,
  parseSourceFile,
  type SourceFile,
} from './source-file.ts';

/** The moments that the stages of the demo web stand for: the evenings of three days, and corrections on the last. */
export const stageTimes = [
  '2026-03-04T21:00:00Z',
  '2026-03-05T22:30:00Z',
  '2026-03-06T17:00:00Z',
  '2026-03-06T21:00:00Z',
] as const;

export const stagesMax = stageTimes.length;

export const demoSections = [
  'world',
  'politics',
  'business',
  'technology',
  'science',
  'society',
  'culture',
  'sports',
] as const;

export type DemoSection = (typeof demoSections)[number];

const section = z.enum(demoSections);

const feedSchema = z.strictObject({
  /** Where it is served; for `page` the page with the links. */
  path: z.string().startsWith('/'),
  format: z.enum(['rss', 'atom', 'rdf', 'json', 'sitemap', 'page']),
  title: z.string(),
  /** What it holds; the first is the section that a desk files it under. */
  sections: z.array(section).min(1),
  /** Every section in one feed, or a part of what another feed has: not in the list of sources. */
  extra: z.boolean().optional(),
  charset: z.enum(['utf-8', 'latin1', 'cp949']).optional(),
  /** Written by hand-made software: ampersands as they come. */
  bareAmpersands: z.boolean().optional(),
  /** Every item of a day has the same GUID. */
  repeatedGuids: z.boolean().optional(),
  /** From this stage on the feed answers 301. */
  moved: z.strictObject({ stage: z.int(), to: z.string().startsWith('/') }).optional(),
});

const siteSchema = z.strictObject({
  name: z.string(),
  lang: z.string(),
  about: z.string(),
  /** Where articles are, with {yyyy} {mm} {dd} {slug} {section} {number}. */
  path: z.string().startsWith('/'),
  /** How the pages write a time: {yyyy} {M} {MM} {d} {dd} {H} {HH} {h} {mm} {ampm} {month}. */
  dates: z.string(),
  /** Its own names of our sections; only these are used. */
  sections: z.partialRecord(section, z.string()),
  paragraph: z.enum(['p', 'br']),
  crosshead: z.enum(['h2', 'h3', 'bold']),
  jsonLd: z.enum(['article', 'graph', 'careless', 'none']),
  /** The word before a link to another article; absent where the outlet has no such links. */
  more: z.string().optional(),
  /** After how many paragraphs the box of `insert.html` comes; absent where there is none. */
  insertAfter: z.int().optional(),
  charset: z.enum(['utf-8', 'cp949']).optional(),
  feeds: z.array(feedSchema).min(1),
  robots: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
});

export type DemoFeed = z.infer<typeof feedSchema>;
export type DemoSite = z.infer<typeof siteSchema>;

/** One state of a document, from a stage on. */
export interface DemoEdition {
  stage: number;
  title: string;
  standfirst: string;
  /** What the feed says; its own words. */
  summary: string;
  byline: string[];
  /** ISO 8601 with offset. */
  at: string;
  updated?: string;
  correction?: string;
  blocks: DemoBlock[];
  comments: DemoComment[];
}

export interface DemoDocument {
  /** `OUTLET/YYYY-MM-DD-slug`. */
  id: string;
  outlet: string;
  section: DemoSection;
  path: string;
  /** Oldest first; never empty. */
  editions: DemoEdition[];
  /** A page of the folder above that is served as it is; its blocks are empty. */
  page?: Uint8Array;
  /** From this stage on the page answers 410 and is in no feed. */
  goneFrom?: number;
  /** In no feed and no list. */
  unlisted: boolean;
}

export interface DemoOutlet {
  id: string;
  site: DemoSite;
  /** Files of the outlet's folder: `page.html`, and `insert.html` where it has a box between paragraphs. */
  templates: { page: string; insert: string };
  documents: DemoDocument[];
}

const numberOf = (id: string): string =>
  String(Number.parseInt(sha256(id).slice(0, 8), 16) % 1e9).padStart(9, '0');

function pathOf(id: string, site: DemoSite, of: { at: string; section: string; path?: string }): string {
  const [yyyy = '', mm = '', dd = ''] = of.at.slice(0, 10).split('-');
  const slug = (id.split('/')[1] ?? '').slice(11);
  if (of.path !== undefined) return of.path;
  const parts: Record<string, string> = { yyyy, mm, dd, slug, section: of.section, number: numberOf(id) };
  return site.path.replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? '');
}

interface Draft {
  id: string;
  files: { name: string; source: SourceFile }[];
}

/** Reads an outlet's folder: `YYYY-MM-DD-slug.md` is a document, `YYYY-MM-DD-slug.2.md` its second edition. */
function draftsOf(folder: string, outlet: string): Draft[] {
  const drafts = new Map<string, Draft>();
  for (const name of readdirSync(folder).sort()) {
    const [, slug, edition] = name.match(/^(\d{4}-\d\d-\d\d-[a-z0-9-]+?)(?:\.(\d))?\.md$/) ?? [];
    if (slug === undefined) continue;
    const id = `${outlet}/${slug}`;
    const file = {
      name: `${id}.md`,
      source: parseSourceFile(name, readFileSync(join(folder, name), 'utf8')),
    };
    const draft = drafts.get(id) ?? { id, files: [] };
    // `slug.2.md` sorts before `slug.md`.
    draft.files = edition === undefined ? [file, ...draft.files] : [...draft.files, file];
    drafts.set(id, draft);
  }
  return [...drafts.values()];
}

function stageOf(at: string): number {
  return 1 + stageTimes.findIndex((time) => Date.parse(at) <= Date.parse(time));
}

type Fields = SourceFile['fields'];

function editionOf(
  fields: Fields,
  before: DemoEdition | undefined,
  blocks: DemoBlock[],
  source: SourceFile,
): DemoEdition {
  const one = (name: keyof Fields): string | undefined => fields[name]?.[0];
  const at = one('at') ?? before?.at ?? '';
  const updated = one('updated');
  return defined({
    stage: Number(one('stage') ?? stageOf(updated ?? at)),
    title: one('title') ?? before?.title ?? '',
    standfirst: one('standfirst') ?? before?.standfirst ?? '',
    summary: one('summary') ?? before?.summary ?? '',
    byline: one('byline')?.split(', ') ?? before?.byline ?? [],
    at,
    updated,
    correction: one('correction'),
    blocks,
    comments: source.comments.length > 0 ? source.comments : (before?.comments ?? []),
  });
}

/** Builds the documents, bases first: a copy may name any document that is no copy itself. */
function documentsOf(drafts: readonly Draft[], sites: Map<string, DemoSite>, folder: string): DemoDocument[] {
  const done = new Map<string, DemoDocument>();
  const byId = new Map(drafts.map((draft) => [draft.id, draft]));
  const build = (draft: Draft): DemoDocument => {
    const known = done.get(draft.id);
    if (known) return known;
    const [outlet = ''] = draft.id.split('/');
    const site = sites.get(outlet);
    invariant(site, `${outlet} has a site.json`);
    const editions: DemoEdition[] = [];
    for (const { name, source } of draft.files) {
      const baseId = source.fields.base?.[0];
      const from = baseId === undefined ? undefined : byId.get(baseId);
      if (baseId !== undefined && !from)
        throw new StandfirstError('bad-demo-corpus', `${name}: there is no document ${baseId}.`);
      const base = from ? build(from).editions[0] : editions.at(-1);
      editions.push(
        editionOf(source.fields, editions.at(-1), expandBlocks(name, source, base?.blocks), source),
      );
    }
    const first = draft.files[0]?.source.fields ?? {};
    const html = first.html?.[0];
    const document = defined({
      id: draft.id,
      outlet,
      section: section.parse(first.section?.[0]),
      path: pathOf(
        draft.id,
        site,
        defined({ at: editions[0]?.at ?? '', section: first.section?.[0] ?? '', path: first.path?.[0] }),
      ),
      editions,
      page: html === undefined ? undefined : new Uint8Array(readFileSync(join(folder, '..', html))),
      goneFrom: first.gone === undefined ? undefined : Number(first.gone[0]),
      unlisted: first.unlisted !== undefined,
    });
    done.set(draft.id, document);
    return document;
  };
  return drafts.map(build);
}

function templateAt(folder: string, name: string): string {
  return readdirSync(folder).includes(name) ? readFileSync(join(folder, name), 'utf8') : '';
}

/**
 * Reads the demo corpus (`demo/web`): every outlet with its documents, newest first. Throws `bad-demo-corpus` where a
 * file is not as demo/README.md says.
 */
export function readCorpus(folder = join(import.meta.dirname, '..', '..', 'demo', 'web')): DemoOutlet[] {
  const ids = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? entry.name : [],
  );
  const sites = new Map(
    ids
      .sort()
      .map((id) => [id, siteSchema.parse(JSON.parse(readFileSync(join(folder, id, 'site.json'), 'utf8')))]),
  );
  const drafts = ids.flatMap((id) => draftsOf(join(folder, id), id));
  const documents = documentsOf(drafts, sites, folder);
  const newestFirst = (a: DemoDocument, b: DemoDocument) =>
    Date.parse(b.editions[0]?.at ?? '') - Date.parse(a.editions[0]?.at ?? '') || (a.id < b.id ? -1 : 1);
  return [...sites].map(([id, site]) => ({
    id,
    site,
    templates: {
      page: templateAt(join(folder, id), 'page.html'),
      insert: templateAt(join(folder, id), 'insert.html'),
    },
    documents: documents.filter(({ outlet }) => outlet === id).sort(newestFirst),
  }));
}

/** The edition that is served at a stage; null where the document is not there yet or not there any more. */
export function editionAt(document: DemoDocument, stage: number): DemoEdition | null {
  if (document.goneFrom !== undefined && stage >= document.goneFrom) return null;
  return document.editions.findLast((edition) => edition.stage <= stage) ?? null;
}

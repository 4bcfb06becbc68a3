import { type Kysely, sql } from 'kysely';
import type { Reading } from '../domain/reading.ts';
import type { Meaning } from './near/meaning.ts';
import { readBrief, readRevisions } from './reading/brief.ts';
import { readBeside, readFront, readPublished, readSection, readSections } from './reading/front.ts';
import { readSearch } from './reading/search.ts';
import { readSource, readSources } from './reading/sources.ts';
import { readCorrections, readStory } from './reading/story.ts';
import {
  countSitemapFiles,
  readFeed,
  readLiveCounts,
  readNews,
  readSitemap,
  readStories,
} from './reading/syndication.ts';
import type { DeskSchema } from './schema.ts';

/** The highest of everything that only rises: one look at the end of each index. */
async function readVersion(db: Kysely<DeskSchema>): Promise<string> {
  const { rows } = await sql<Record<string, unknown>>`select
    (select max(seq) from publication) as publication,
    (select max(id) from correction) as correction,
    (select max(seq) from story_event) as event,
    (select max(id) from document) as document,
    (select max(changed_at) from document_status) as status`.execute(db);
  return Object.values(rows[0] ?? {})
    .map((value) => (value === null ? '' : String(value)))
    .join('.');
}

/** The read model of the reader site: the only SQL behind its pages. Without `meaning` the search goes by words. */
export function openReading(db: Kysely<DeskSchema>, meaning: Meaning | null = null): Reading {
  return {
    version: () => readVersion(db),
    front: (langs) => readFront(db, langs),
    section: (name, langs) => readSection(db, name, langs),
    sections: (langs) => readSections(db, langs),
    published: (from, to, langs) => readPublished(db, from, to, langs),
    beside: (from, to, langs) => readBeside(db, from, to, langs),
    brief: (id) => readBrief(db, id),
    revisions: (id) => readRevisions(db, id),
    story: (id) => readStory(db, id),
    source: (id) => readSource(db, id),
    sources: () => readSources(db),
    corrections: () => readCorrections(db, 'all'),
    knowsMeaning: meaning !== null,
    search: (query, page) => readSearch(db, query, { page, meaning }),
    feed: (langs, section) => readFeed(db, langs, section),
    sitemap: (file) => readSitemap(db, file),
    sitemapFiles: () => countSitemapFiles(db),
    news: (since) => readNews(db, since),
    stories: (after) => readStories(db, after),
    liveCounts: (days, now) => readLiveCounts(db, days, now),
  };
}

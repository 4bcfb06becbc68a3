import type { Brief, BriefLabel } from './brief.ts';
import type { Country } from './country.ts';
import type { NewSince } from './since.ts';
import type { Why } from './story.ts';

/*
 * What the reader site reads, as plain data: made by src/db/reading, shown by src/views/site. Times ISO 8601 in UTC,
 * languages BCP 47.
 */

/** One brief as a list names it. */
export interface BriefCard {
  id: string;
  storyId: string;
  lang: string;
  section: string | null;
  kicker: string | null;
  headline: string;
  standfirst: string | null;
  firstPublishedAt: string;
  publishedAt: string;
  disclosure: BriefLabel['disclosure'];
  review: BriefLabel['review'];
  /** Reports in the story, independent voices among them, and the languages they are in. */
  documents: number;
  voices: number;
  languages: string[];
  /** A correction was published. */
  corrected: boolean;
}

export interface FrontData {
  /** The newest briefs, one for each story. */
  latest: BriefCard[];
  sections: { name: string; cards: BriefCard[] }[];
  /** Languages in which there are briefs at all. */
  languages: string[];
}

export interface CorrectionRow {
  id: number;
  briefId: string;
  headline: string;
  lang: string;
  revision: number;
  kind: 'correction' | 'update' | 'withdrawal';
  at: string;
  text: string;
  /** The original's words, in `quoteLang`. */
  before: string | null;
  after: string | null;
  quoteLang: string | null;
  publisher: string | null;
  url: string | null;
}

export interface RelatedCard extends BriefCard {
  /** Why it is related, the weightiest first. */
  why: Why[];
}

/** A document of a story that no brief tells, beside a brief: the original itself, not ours. */
export interface RelatedOriginal {
  id: number;
  storyId: string;
  title: string;
  publisher: string | null;
  lang: string;
  url: string;
  publishedAt: string | null;
  seenAt: string;
  sourceId: string;
  sourceTitle: string;
  /** A line of it in its own words, where its publisher leaves us one. */
  blurb: string | null;
  why: Why[];
}

/** A document in its story. */
export interface StoryDocument {
  id: number;
  title: string;
  publisher: string | null;
  byline: string[];
  lang: string;
  url: string;
  publishedAt: string | null;
  seenAt: string;
  sourceId: string;
  sourceTitle: string;
  copyOf: number | null;
  state: 'current' | 'superseded' | 'withdrawn';
  version: number;
  /** Null where nothing tells. */
  country: Country | null;
}

/** Where the originals of a story, or those whom they quote, differ: two or more sides. */
export interface Disagreement {
  kind: string;
  /** What it is about, where that is known. */
  about: string;
  sides: DisagreementSide[];
}

/** What one side says: a number as written, or a sentence. Who says it, where a text names somebody; who carries it. */
export interface DisagreementSide {
  text: string;
  lang: string | null;
  value: number | null;
  speaker: string | null;
  documents: number[];
  /** The sentences in which it stands, one a document at most; of a number, how each writes it and who says so there. */
  sentences: { text: string; lang: string | null; figure: string | null; speaker: string | null }[];
}

/** Documents that are one text: who published it first, and whose it is. */
export interface CopyGroup {
  documents: number[];
  first: number | null;
  /** `document`: the owner's own among these, where there is one. */
  owner: { name: string; isAgency: boolean; document: number | null } | null;
  /** By what the owner is known: where it is said, and how. */
  signs: { kind: 'dateline' | 'byline' | 'credit' | 'canonical'; document: number; text: string }[];
  /** The document with more of the text than the first has. */
  fullest: number | null;
}

/** What one document of a story was the first to say. */
export interface FirstReport {
  document: number;
  facts: { pieces: { text: string; isNew: boolean }[]; repeatedBy: number[] }[];
}

export interface StorySummary {
  id: string;
  documents: number;
  voices: number;
  languages: string[];
  section: string | null;
  firstAt: string | null;
  lastAt: string | null;
}

export interface StoryData extends StorySummary {
  items: StoryDocument[];
  briefs: BriefCard[];
  disagreements: Disagreement[];
  firstReports: FirstReport[];
  copyGroups: CopyGroup[];
  corrections: CorrectionRow[];
  /** Documents that the story has beyond `items`. */
  more: number;
}

export interface BriefData {
  brief: Brief;
  card: BriefCard;
  corrections: CorrectionRow[];
  related: RelatedCard[];
  originals: RelatedOriginal[];
  story: StorySummary;
  /** What is new since the revision before; null where there is none or nothing is. */
  since: NewSince | null;
  /** First reports of the story, by independent voice, in order of time. */
  timeline: StoryDocument[];
  copyGroups: CopyGroup[];
  /** The same story in other languages. */
  others: BriefCard[];
}

/** What an address leads to. */
export type Found<T> =
  | { kind: 'found'; data: T }
  /** The story lives on under another id. */
  | { kind: 'moved'; id: string }
  | { kind: 'withdrawn'; id: string; headline: string; lang: string; at: string; reason: string | null }
  | { kind: 'missing' };

export interface RevisionRow {
  revision: number;
  at: string;
  contentHash: string;
  writer: string | null;
  review: BriefLabel['review'];
  isPublic: boolean;
}

export interface SourceRow {
  id: string;
  title: string;
  publisher: string | null;
  homeUrl: string | null;
  lang: string | null;
  section: string | null;
  state: 'active' | 'paused' | 'gone';
  lastOkAt: string | null;
}

export interface SourceData {
  source: SourceRow;
  documents: (Omit<StoryDocument, 'sourceId' | 'sourceTitle' | 'copyOf' | 'country'> & {
    storyId: string | null;
  })[];
  briefs: BriefCard[];
}

export interface SearchQuery {
  /** The question as it was typed, for its meaning; empty where only filters were given or exact words are asked for. */
  question: string;
  /** Token groups, all of which must be there; of each, one is enough. */
  groups: string[][];
  /** Words that must stand in the text as they are. */
  phrases: string[];
  source: string | null;
  lang: string | null;
  /** Folded: `nameKeyOf`. */
  name: string | null;
  /** Whole days, `2026-11-25`. */
  from: string | null;
  to: string | null;
  /** Days from which on matches are counted: a facet. */
  since: readonly string[];
}

/** By what a thing was found: words that it holds, its meaning, or both. */
export type FoundBy = 'words' | 'meaning' | 'both';

export interface SearchHit {
  kind: 'brief' | 'document';
  /** Brief id, or document id. */
  ref: string;
  lang: string;
  at: string;
  title: string;
  /** Text to choose a snippet from. A document's is cut short by the view. */
  text: string;
  publisher: string | null;
  sourceId: string | null;
  /** Of a document: the original's address, and the story it belongs to. */
  url: string | null;
  storyId: string | null;
  disclosure: BriefLabel['disclosure'] | null;
  by: FoundBy;
}

export interface SearchData {
  hits: SearchHit[];
  /** Matches found, up to a limit; `more`: there may be others beyond it. */
  total: number;
  more: boolean;
  /** Of `total`, those that were found by their meaning alone. Null where the meaning was not looked for. */
  byMeaning: number | null;
  /** Counted over the matches that `total` says. */
  facets: {
    lang: { value: string; count: number }[];
    source: { value: string; title: string; count: number }[];
    day: { value: string; count: number }[];
    name: { value: string; title: string; count: number }[];
    /** Spans that are asked for by `since`. */
    since: { value: string; count: number }[];
  };
}

/** One brief as feeds carry it. */
export interface FeedRow extends BriefCard {
  labelText: string;
  digitalSourceType: string;
  model: string | null;
  originals: { title: string; publisher: string | null; url: string | null; lang: string }[];
}

export interface SitemapRow {
  id: string;
  lang: string;
  storyId: string;
  headline: string;
  firstPublishedAt: string;
  publishedAt: string;
}

/** Days over which a desk's own counts run. */
export const liveDays = 30;

/** What this desk itself counted, over the briefs published in the last `days` days. */
export interface LiveCounts {
  days: number;
  briefs: number;
  sentences: number;
  supported: number;
  dropped: number;
  rewritten: number;
  quoted: number;
  corrections: number;
}

/** What is read for the reader site. Every call may throw where the database is not there. */
export interface Reading {
  /** Changes whenever anything that a page shows may have changed: cheap, asked for every page. */
  version(): Promise<string>;
  /** `langs`: languages of the briefs, the reader's first; empty for all. */
  front(langs: readonly string[]): Promise<FrontData>;
  section(name: string, langs: readonly string[]): Promise<{ cards: BriefCard[]; languages: string[] }>;
  sections(langs: readonly string[]): Promise<string[]>;
  /** Briefs first published from `from` up to `to`, newest first. */
  published(from: string, to: string, langs: readonly string[]): Promise<BriefCard[]>;
  /** The nearest briefs before and after a span of time. */
  beside(
    from: string,
    to: string,
    langs: readonly string[],
  ): Promise<{ earlier: string | null; later: string | null }>;
  brief(id: string): Promise<Found<BriefData>>;
  revisions(briefId: string): Promise<RevisionRow[]>;
  story(id: string): Promise<Found<StoryData>>;
  source(id: string): Promise<SourceData | null>;
  sources(): Promise<SourceRow[]>;
  corrections(): Promise<CorrectionRow[]>;
  /** Whether the search goes by meaning too. */
  readonly knowsMeaning: boolean;
  search(query: SearchQuery, page: number): Promise<SearchData>;
  feed(langs: readonly string[], section: string | null): Promise<FeedRow[]>;
  sitemap(file: number): Promise<SitemapRow[]>;
  sitemapFiles(): Promise<number>;
  news(since: string): Promise<SitemapRow[]>;
  /** Every public story, in order of id, after `after`. */
  stories(after: string | null): Promise<{ id: string; lastAt: string | null }[]>;
  liveCounts(days: number, now: string): Promise<LiveCounts>;
}

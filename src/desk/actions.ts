import type { SourceState } from '../db/schema.ts';
import type { RightsPermission } from '../domain/rights.ts';
import type { Why } from '../domain/story.ts';
import type { JobQueue } from '../queue/types.ts';

/*
 * What the desk can have done, as a port: the pages and the JSON API decide who may ask, whoever implements it does the
 * work. Addresses that come in are checked by the guarded client behind it, never here.
 */

/** An action that was done, or that was not, with a reason for a person in English. `code` is stable. */
export type Done = { kind: 'done' } | Refused;

export interface Refused {
  kind: 'refused';
  code: string;
  reason: string;
  hint?: string;
}

/** Something that can be followed, found at an address. */
export interface SourceCandidate {
  url: string;
  /** `feed`, `sitemap`, `page`, `url`. */
  kind: string;
  title: string;
  lang?: string;
  /** Items in it now, where that was counted. */
  items?: number;
  /** Newest item, ISO 8601. */
  newestAt?: string;
  /** How it was found, for a person. */
  how?: string;
  /** The source that follows it already. */
  knownAs?: string;
}

export type Discovery = { kind: 'found'; candidates: SourceCandidate[] } | Refused;

export interface SourceRequest {
  url: string;
  kind?: string | undefined;
  title?: string | undefined;
  section?: string | undefined;
  lang?: string | undefined;
  /** ISO 3166-1, two letters. */
  country?: string | undefined;
}

export type AddedSource = { kind: 'added' | 'known'; id: string; title: string } | Refused;

/** Null takes a value away; what is left out stays. */
export interface SourceEdit {
  title?: string;
  section?: string | null;
  lang?: string | null;
  /** ISO 3166-1, two letters. */
  country?: string | null;
}

export interface OpmlItem {
  title: string;
  url: string;
  section?: string;
  state: 'new' | 'known' | 'bad';
  /** Why it is bad. */
  reason?: string;
}

/** A change of stories by an editor. */
export interface StoryEdit {
  /** Who decides, as they call themselves. */
  by: string;
  /** Why, in their words. */
  reason: string;
  /** `seq` of the last event that they saw: what was changed since is not overwritten unseen. */
  seen?: number | undefined;
}

export type StoryEdited = { kind: 'edited'; story: string } | Refused;

/** Another story that is like one, with the evidence. */
export interface LikelyStory {
  story: string;
  why: Why[];
}

export type OpmlPreview = { kind: 'read'; items: OpmlItem[] } | Refused;

export type OpmlImport = { kind: 'imported'; added: number; known: number; bad: number } | Refused;

/** What to run again; every field narrows. */
export interface ReplayFilter {
  sourceId?: string | undefined;
  entryId?: number | undefined;
  storyId?: string | undefined;
  /** ISO 8601: what came since. */
  since?: string | undefined;
}

export type Replayed = { kind: 'queued'; jobs: number } | Refused;

/** One thing that `doctor` looked at. */
export interface DoctorCheck {
  id: string;
  state: 'ok' | 'warn' | 'bad';
  title: string;
  /** What was found, and what to do about it. */
  detail: string;
}

/** All actions of the desk. None throws for an expected outcome; operating errors are `StandfirstError`. */
export interface DeskActions {
  /** Looks at the address of a site or a feed and says what could be followed there. */
  discover(url: string): Promise<Discovery>;
  addSource(request: SourceRequest): Promise<AddedSource>;
  editSource(id: string, edit: SourceEdit): Promise<Done>;
  /** Makes a source due at once. */
  pollNow(id: string): Promise<Done>;
  setState(id: string, state: Exclude<SourceState, 'gone'>): Promise<Done>;
  /** Takes the address to which a source has moved as its own. */
  acknowledgeMove(id: string): Promise<Done>;
  /** Forgets a source with its entries, captures and documents. */
  removeSource(id: string): Promise<Done>;
  previewOpml(text: string): Promise<OpmlPreview>;
  importOpml(text: string): Promise<OpmlImport>;
  /** OPML 2.0. */
  exportOpml(): Promise<string>;
  /** Runs a stage again over what the filter names; the same input and version is a no-op. */
  replay(stage: string, filter: ReplayFilter): Promise<Replayed>;
  retryDead(id: string): Promise<Done>;
  discardDead(id: string): Promise<Done>;
  /** Records what the operator knows beside the signals of a host. */
  recordPermission(host: string, permission: RightsPermission): Promise<Done>;
  /** `from` goes on as `into`. */
  mergeStories(order: { into: string; from: string } & StoryEdit): Promise<StoryEdited>;
  /** Takes documents out of a story: into `to`, or a story of their own. */
  splitStory(
    order: { story: string; documents: number[]; to?: string | undefined } & StoryEdit,
  ): Promise<StoryEdited>;
  /** Takes a change back, by an editor or a pass. */
  undoStoryChange(order: { event: number } & StoryEdit): Promise<StoryEdited>;
  /** Other stories that are like one, the likeliest first: what to merge it with. */
  likelyStories(story: string, lang: string): Promise<LikelyStory[]>;
  doctor(): Promise<DoctorCheck[]>;
}

/** What the desk reads of the queue. */
export type DeskQueue = Pick<JobQueue, 'counts' | 'deadLetters'>;

import type { Desk } from './app-desk.ts';
import { deskValue, setDeskValue } from './db/desk-values.ts';
import type { Executor } from './db/executor.ts';
import { recordPermission } from './db/rights.ts';
import {
  addSource,
  listSources,
  type SourceWithStatus,
  setSourceStatus,
  sourceById,
  sourceByUrl,
} from './db/sources.ts';
import type {
  AddedSource,
  DeskActions,
  Discovery,
  Done,
  OpmlItem,
  Refused,
  SourceCandidate,
  SourceEdit,
  SourceRequest,
} from './desk/actions.ts';
import { countryCode } from './domain/country.ts';
import type { SourceKind } from './domain/feed.ts';
import { sourceKinds } from './domain/feed.ts';
import type { RightsPermission } from './domain/rights.ts';
import { checkUp } from './jobs/doctor.ts';
import { replay } from './jobs/replay.ts';
import { stageNames } from './jobs/runner.ts';
import { mergeStories, splitStory, undoChange } from './jobs/story-editing.ts';
import type { StageName } from './jobs/types.ts';
import { withdrawSource, withdrawTexts } from './jobs/withdrawal.ts';
import { defined } from './kit/defined.ts';
import { sha256 } from './kit/hash.ts';
import { pollStatusFrom } from './pipeline/fetch/poll-store.ts';
import { resumed } from './pipeline/fetch/schedule.ts';
import type { Candidate } from './pipeline/sources/discover.ts';
import { usualFeedPaths, usualSitemapPaths } from './pipeline/sources/discover.ts';
import { readOpml, writeOpml } from './pipeline/sources/opml.ts';

/*
 * What people can have the desk do, whatever door they come by: the pages of the desk, its JSON API, the command line.
 */

const done: Done = { kind: 'done' };

const refused = (code: string, reason: string, hint?: string): Refused => ({
  kind: 'refused',
  code,
  reason,
  ...(hint !== undefined && { hint }),
});

const noSource = (id: string) => refused('no-source', `There is no source ${id}.`);

/** Candidates that are fetched to see whether there is a feed behind them. */
const looksMax = 8;
const candidatesMax = 20;
/** Stories that an editor is shown as like one. */
const likelyStoriesMax = 8;

export function deskActions(desk: Desk): DeskActions {
  const { db } = desk;
  return {
    discover: (url) => discoverAt(desk, url),
    addSource: (request) => add(desk, request),
    editSource: (id, edit) => editSource(desk, id, edit),
    pollNow: (id) => change(desk, id, () => ({ nextPollAt: desk.now().toISOString() }), true),
    setState: (id, state) => change(desk, id, (source) => stateChange(desk, source, state), true),
    acknowledgeMove: (id) => acknowledgeMove(desk, id),
    removeSource: (id) => remove(desk, id),
    previewOpml: async (text) => {
      const read = readOpml(Buffer.from(text));
      if (read.kind === 'refused') return refused(read.code, read.message, read.hint);
      return { kind: 'read', items: await opmlItems(desk, read) };
    },
    importOpml: (text) => importOpml(desk, text),
    exportOpml: async () => opmlOf(desk, await listSources(db.kysely)),
    replay: async (stage, filter) => {
      if (!(stageNames as string[]).includes(stage))
        return refused('no-stage', `There is no stage "${stage}".`, `Stages are ${stageNames.join(', ')}.`);
      return { kind: 'queued', jobs: await replay(desk, stage as StageName, filter) };
    },
    retryDead: async (id) => {
      const revived = await desk.queue.retryDead(id);
      return revived === 'not-found' ? refused('no-letter', 'There is no such dead letter.') : done;
    },
    discardDead: async (id) =>
      (await desk.queue.dropDead(id)) ? done : refused('no-letter', 'There is no such dead letter.'),
    recordPermission: async (host, permission) => {
      await db.transaction((tx) => permit(desk, tx, host, permission));
      return done;
    },
    mergeStories: (order) => mergeStories(desk, order),
    splitStory: (order) => splitStory(desk, order),
    undoStoryChange: (order) => undoChange(desk, order),
    likelyStories: (story, lang) =>
      desk.stories.relatedStories(db.kysely, story, { lang, limit: likelyStoriesMax }),
    doctor: () => checkUp(desk),
  };
}

async function change(
  desk: Desk,
  id: string,
  changeOf: (source: SourceWithStatus) => Parameters<typeof setSourceStatus>[2],
  schedules: boolean,
): Promise<Done> {
  const source = await sourceById(desk.db.kysely, id);
  if (!source) return noSource(id);
  await setSourceStatus(desk.db.kysely, id, changeOf(source));
  if (schedules) await desk.scheduler?.round();
  return done;
}

function stateChange(desk: Desk, source: SourceWithStatus, state: 'active' | 'paused') {
  if (state === 'paused') return { state, reason: 'Paused by an editor.' };
  const nowMs = desk.now().getTime();
  const limits = desk.settings.pollLimits;
  const status = resumed(pollStatusFrom(source.schedule, { url: source.at }, { nowMs, limits }), nowMs);
  return { state, reason: null, schedule: status, nextPollAt: new Date(nowMs).toISOString() };
}

/** A source with all that came from it goes; briefs that cite it are taken down at once and written anew without it. */
async function remove(desk: Desk, id: string): Promise<Done> {
  const { languages } = desk.settings;
  const removed = await desk.db.transaction((tx) =>
    withdrawSource(tx, desk.enqueueIn(tx), id, { languages, keeper: desk.stories }),
  );
  return removed ? done : noSource(id);
}

/** What the operator records about a host. A refusal takes its texts out of public briefs at once. */
async function permit(desk: Desk, tx: Executor, host: string, permission: RightsPermission): Promise<void> {
  const enqueue = desk.enqueueIn(tx);
  await recordPermission(tx, host, permission);
  const uses = permission.uses ?? ['index'];
  if (permission.state === 'denied' && uses.some((use) => use !== 'fetch'))
    await withdrawTexts(tx, enqueue, { host }, desk.settings);
  await enqueue('obey', { host });
}

async function editSource(desk: Desk, id: string, edit: SourceEdit): Promise<Done> {
  const result = await desk.db.kysely.updateTable('source').set(edit).where('id', '=', id).executeTakeFirst();
  return Number(result.numUpdatedRows) > 0 ? done : noSource(id);
}

async function acknowledgeMove(desk: Desk, id: string): Promise<Done> {
  const source = await sourceById(desk.db.kysely, id);
  if (!source) return noSource(id);
  if (source.at === source.url) return refused('not-moved', 'The source answers at its own address.');
  if (await sourceByUrl(desk.db.kysely, source.at))
    return refused('known', 'Another source follows the new address already.', 'Remove one of the two.');
  await desk.db.kysely.updateTable('source').set({ url: source.at }).where('id', '=', id).execute();
  return done;
}

/** A source's id: short, and the same for the same address. */
export function sourceIdOf(url: string): string {
  return sha256(url).slice(0, 10);
}

async function add(desk: Desk, request: SourceRequest): Promise<AddedSource> {
  const url = URL.parse(request.url.trim());
  if (!url || !/^https?:$/.test(url.protocol))
    return refused(
      'bad-address',
      `"${request.url.slice(0, 200)}" is no web address.`,
      'Give one that begins with https://',
    );
  const kind = request.kind ?? 'feed';
  if (!(sourceKinds as readonly string[]).includes(kind))
    return refused('bad-kind', `"${kind}" is no kind of source.`, `Kinds are ${sourceKinds.join(', ')}.`);
  const country = countryCode(request.country ?? '');
  if (request.country && country === null)
    return refused(
      'bad-country',
      `"${request.country.slice(0, 20)}" is no country.`,
      'Give its two letters, such as KR or GB.',
    );
  const known = await sourceByUrl(desk.db.kysely, url.href);
  if (known) return { kind: 'known', id: known.id, title: known.title };
  const { title = url.hostname, section, lang } = request;
  const row = await desk.db.transaction((tx) =>
    addSource(tx, {
      ...{ id: sourceIdOf(url.href), kind, url: url.href, title, homeUrl: url.origin },
      ...(section && { section }),
      ...(lang && { lang }),
      ...(country !== null && { country }),
    }),
  );
  await desk.scheduler?.round();
  return { kind: row ? 'added' : 'known', id: sourceIdOf(url.href), title };
}

/** What could be followed at an address: what is there, what it declares, and what sites usually have. */
async function discoverAt(desk: Desk, address: string): Promise<Discovery> {
  const url = URL.parse(/^[a-z]+:\/\//i.test(address.trim()) ? address.trim() : `https://${address.trim()}`);
  if (!url || !/^https?:$/.test(url.protocol))
    return refused('bad-address', `"${address.slice(0, 200)}" is no web address.`);
  const page = await desk.http.get(url.href, { purpose: 'page' });
  if (page.kind !== 'fetched') {
    const reason = 'message' in page ? page.message : 'reason' in page ? page.reason : page.kind;
    return refused(page.kind, reason, 'hint' in page ? page.hint : undefined);
  }
  const robots = await desk.http.get(new URL('/robots.txt', page.url).href, { purpose: 'rights' });
  const found = await desk.discover({
    ...{ body: page.body, url: page.url, contentType: page.contentType },
    ...(robots.kind === 'fetched' && { robots: new TextDecoder().decode(robots.body) }),
  });
  const guesses = found.some(({ isCertain, kind }) => isCertain && kind === 'feed')
    ? []
    : [...usualFeedPaths, ...usualSitemapPaths].map((path) => new URL(path, page.url).href);
  const sure = found.filter(({ isCertain }) => isCertain);
  const unsure = [
    ...new Set([...found.filter(({ isCertain }) => !isCertain).map((one) => one.url), ...guesses]),
  ];
  const looked = await lookInto(desk, unsure.slice(0, looksMax));
  return { kind: 'found', candidates: await candidatesOf(desk, [...sure, ...looked]) };
}

/** Of the addresses that are only guessed, those behind which there is something to follow. */
async function lookInto(desk: Desk, urls: readonly string[]): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const url of urls) {
    const answer = await desk.http.get(url, { purpose: 'feed' });
    if (answer.kind !== 'fetched') continue;
    const [first] = await desk.discover({
      body: answer.body,
      url: answer.url,
      contentType: answer.contentType,
    });
    if (first?.reason === 'is-feed') found.push({ ...first, reason: 'usual-address', rank: first.rank - 1 });
  }
  return found;
}

const howFound: Record<Candidate['reason'], string> = {
  'is-feed': 'The address is a feed.',
  declared: 'The page declares it.',
  linked: 'The page links to it.',
  'listed-in-robots': 'robots.txt lists it.',
  'usual-address': 'It is where sites usually have it.',
  'lists-articles': 'The page lists articles.',
  'is-page': 'The page itself.',
};

async function candidatesOf(desk: Desk, candidates: readonly Candidate[]): Promise<SourceCandidate[]> {
  const byUrl = new Map<string, Candidate>();
  for (const one of candidates.toSorted((a, b) => b.rank - a.rank))
    if (!byUrl.has(one.url)) byUrl.set(one.url, one);
  const list: SourceCandidate[] = [];
  for (const { url, kind, title, reason, entries } of [...byUrl.values()].slice(0, candidatesMax)) {
    const known = await sourceByUrl(desk.db.kysely, url);
    list.push({
      ...{ url, kind, title: title ?? URL.parse(url)?.hostname ?? url, how: howFound[reason] },
      ...(entries !== undefined && { items: entries }),
      ...(known && { knownAs: known.id }),
    });
  }
  return list;
}

type ReadList = Extract<ReturnType<typeof readOpml>, { kind: 'read' }>;

async function opmlItems(desk: Desk, { sources, passedOver }: ReadList): Promise<OpmlItem[]> {
  const items: OpmlItem[] = [];
  for (const { url, title, section } of sources) {
    const known = await sourceByUrl(desk.db.kysely, url);
    items.push({
      ...{ url, title: title ?? url, state: known ? 'known' : 'new' },
      ...(section[0] !== undefined && { section: section[0] }),
    });
  }
  for (const { title, message } of passedOver)
    items.push({ url: '', title: title ?? '', state: 'bad', reason: message });
  return items;
}

async function importOpml(desk: Desk, text: string) {
  const read = readOpml(Buffer.from(text));
  if (read.kind === 'refused') return refused(read.code, read.message, read.hint);
  let [added, known] = [0, 0];
  await desk.db.transaction(async (tx) => {
    [added, known] = [0, 0];
    for (const { url, kind, title, site, section, lang, country } of read.sources) {
      const row = await addSource(tx, {
        ...{ id: sourceIdOf(url), kind, url, title: title ?? url },
        ...(site !== undefined && { homeUrl: site }),
        ...(section[0] !== undefined && { section: section[0].toLowerCase() }),
        ...defined({ lang, country }),
      });
      if (row) added += 1;
      else known += 1;
    }
  });
  await desk.scheduler?.round();
  return { kind: 'imported' as const, added, known, bad: read.passedOver.length };
}

function opmlOf(desk: Desk, sources: readonly SourceWithStatus[]): string {
  const listed = sources.map(({ url, kind, title, home_url, section, lang, country }) => ({
    ...{ url, kind: kind as SourceKind, title, section: section === null ? [] : [section] },
    ...(home_url !== null && { site: home_url }),
    ...(lang !== null && { lang }),
    ...(country !== null && { country }),
  }));
  return writeOpml('Standfirst', listed, desk.now());
}

/** The stage that the demo web was left at, so that a second start goes on there. */
export const demoStage = {
  get: (desk: Desk) => deskValue<number>(desk.db.kysely, 'demo-stage'),
  set: (desk: Desk, stage: number) => setDeskValue(desk.db.kysely, 'demo-stage', stage),
};

import {
  addCorrections,
  ensureBrief,
  publish,
  saveRelated,
  saveRevision,
  withdraw,
} from '../../src/db/briefs.ts';
import type { Database } from '../../src/db/database.ts';
import { saveCapture, saveDocument, setDocumentState } from '../../src/db/documents.ts';
import { putSearchEntry } from '../../src/db/search-entries.ts';
import { addSource } from '../../src/db/sources.ts';
import {
  addStoryEvent,
  ensureStory,
  refreshStory,
  saveComparison,
  saveMembership,
  setMergedInto,
} from '../../src/db/stories.ts';
import { askBriefVector, askDocumentVector } from '../../src/db/vectors.ts';
import type { StoryKey } from '../../src/demo/story-key.ts';
import type { Brief } from '../../src/domain/brief.ts';
import { sha256 } from '../../src/kit/hash.ts';
import { searchNames } from '../../src/languages/search-names.ts';
import { searchTokens } from '../../src/languages/search-tokens.ts';

import { briefOf, planStories, type SeedReport, type StoryPlan, seedCorpus, timeOf } from './seed-corpus.ts';

/*
 * A desk as a run of the pipeline leaves it: the demo corpus, extracted, grouped as demo/web/stories.json says, and
 * written by the extractive writer in every language that a story has reports in.
 */

export interface Seeded {
  briefs: string[];
  stories: string[];
  sources: string[];
  /** A story that went into another one. */
  merged: { from: string; into: string };
  withdrawn: string;
  corrected: string;
  /** The time that the desk's pages are made for, a little after the last report. */
  now: Date;
}

async function storeReport(db: Database, report: SeedReport): Promise<number> {
  const { document, url } = report;
  return db.transaction(async (tx) => {
    const { id: entryId } = await tx
      .insertInto('entry')
      .values({ source_id: report.outlet, url, title: document.title })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.insertInto('entry_status').values({ entry_id: entryId, state: 'documented' }).execute();
    const capture = {
      url,
      final_url: url,
      status: 200,
      headers: {},
      content_type: 'text/html',
      body_bytes: 1,
      body: new Uint8Array([0]),
    };
    const captureId = await saveCapture(tx, { entry_id: entryId, body_hash: sha256(url), ...capture });
    const stored = await saveDocument(tx, {
      entry_id: entryId,
      source_id: report.outlet,
      capture_id: captureId,
      stage_version: '1',
      hash: sha256(document.text),
      title: document.title,
      text: document.text,
      lang: document.lang,
      byline: document.byline,
      publisher: document.publisher ?? null,
      url,
      section: report.section,
      published_at: timeOf(report),
      modified_at: null,
      created_at: timeOf(report),
      data: {},
    });
    await putSearchEntry(tx, {
      kind: 'document',
      ref: String(stored.id),
      lang: document.lang,
      sourceId: report.outlet,
      at: timeOf(report),
      tokens: searchTokens(
        [
          { text: document.title, weight: 'A' },
          { text: document.text, weight: 'C' },
        ],
        document.lang,
      ),
      names: searchNames(`${document.title}\n${document.text}`, document.lang),
    });
    await askDocumentVector(tx, { documentId: stored.id, at: timeOf(report), state: 'later' });
    return stored.id;
  });
}

function claimText(brief: Brief, id: string | null): string | null {
  return brief.claims.find((claim) => claim.id === id)?.text ?? null;
}

export interface PublishOptions {
  section: string | null;
  documents: readonly number[];
  revision?: number;
}

/** Saves and publishes a brief as of its own time, findable. */
export async function publishBrief(
  db: Database,
  storyId: string,
  made: Brief,
  { section, documents, revision = 1 }: PublishOptions,
): Promise<string> {
  return db.transaction(async (tx) => {
    const briefId = await ensureBrief(tx, storyId, made.lang);
    const brief = { ...made, id: briefId, revision };
    await saveRevision(tx, {
      briefId,
      revision,
      inputHash: sha256(`${made.id} ${revision}`),
      contentHash: sha256(JSON.stringify(brief)),
      brief,
      documents,
      stageVersion: '1',
    });
    const headline = claimText(brief, brief.headline) ?? brief.sources[0]?.title ?? '';
    const standfirst = claimText(brief, brief.standfirst);
    await publish(tx, { briefId, revision, section, headline, standfirst });
    const times = {
      published_at: made.createdAt,
      ...(revision === 1 && { first_published_at: made.createdAt }),
    };
    await tx.updateTable('publication').set(times).where('brief_id', '=', briefId).execute();
    const text = brief.claims.filter(({ outcome }) => outcome !== 'dropped').map((claim) => claim.text);
    const tokens = searchTokens(
      [
        { text: headline, weight: 'A' },
        { text: text.join('\n'), weight: 'C' },
      ],
      brief.lang,
    );
    await putSearchEntry(tx, {
      kind: 'brief',
      ref: briefId,
      lang: brief.lang,
      sourceId: null,
      at: made.createdAt,
      tokens,
      names: searchNames(`${headline}\n${text.join('\n')}`, brief.lang),
    });
    await askBriefVector(tx, briefId, made.createdAt);
    return briefId;
  });
}

async function storeStory(
  db: Database,
  id: string,
  { key, reports }: StoryPlan,
  table: StoryKey,
): Promise<number[]> {
  await ensureStory(db.kysely, id);
  const stored = new Map<string, number>();
  for (const report of reports) {
    const documentId = await storeReport(db, report);
    stored.set(report.id, documentId);
    const original = table.copies.find(({ copy }) => copy === report.id)?.of;
    const copyOf = (original && stored.get(original)) || null;
    const member = { documentId, storyId: id, copyOf, score: 0.5, why: [], features: null };
    await saveMembership(db.kysely, member);
    await addStoryEvent(db.kysely, {
      kind: stored.size === 1 ? 'new' : 'join',
      storyId: id,
      documentId,
      evidence: [],
    });
  }
  await refreshStory(db.kysely, id);
  const differing = table.disagreements.filter(({ event }) => event === key);
  await saveComparison(db.kysely, id, {
    copies: table.copies.flatMap(({ of, copy }) => {
      const [owner, carrier] = [stored.get(of), stored.get(copy)];
      if (owner === undefined || carrier === undefined) return [];
      const signs = [{ kind: 'dateline', document: carrier, text: '(Straits Wire) –' }];
      const own = { name: 'Straits Wire', isAgency: true, document: owner };
      return [{ documents: [owner, carrier], first: owner, owner: own, signs }];
    }),
    timeline: [],
    disagreements: differing.map(({ about, values }) => ({
      kind: 'number',
      about,
      sides: values.map(({ value, documents }) => {
        const [text = ''] = value.split('|');
        const number = Number(text.replaceAll(',', ''));
        const known = documents.flatMap((one) => stored.get(one) ?? []);
        return { text, value: Number.isFinite(number) ? number : null, documents: known };
      }),
    })),
  });
  return [...stored.values()];
}

/** Fills an empty desk. `storiesMax`: the so many largest stories, for tests that need little. */
export async function seedDesk(db: Database, { storiesMax = 400 } = {}): Promise<Seeded> {
  const { outlets, reports, table } = seedCorpus();
  for (const { id, site } of outlets) {
    const url = `https://${id}.example/feed`;
    const home = `https://${id}.example/`;
    await addSource(db.kysely, {
      id,
      kind: 'feed',
      url,
      title: site.name,
      homeUrl: home,
      publisher: site.name,
      lang: site.lang,
    });
  }
  const all = planStories(reports, table);
  const largest = [...all].sort((a, b) => b.reports.length - a.reports.length).slice(0, storiesMax);
  const plans = all.filter((plan) => largest.includes(plan));
  const briefs: string[] = [];
  for (const [index, plan] of plans.entries()) {
    const id = `s${(index + 10).toString(36)}`;
    const documents = await storeStory(db, id, plan, table);
    const langs = new Set(
      plan.reports.map(({ document }) => document.lang).filter((lang) => /^(en|ko)$/.test(lang)),
    );
    for (const lang of langs) {
      const made = await briefOf(plan.key, plan.reports, lang);
      briefs.push(await publishBrief(db, id, made, { section: plan.reports[0]?.section ?? null, documents }));
    }
  }
  const stories = plans.map((_, index) => `s${(index + 10).toString(36)}`);
  const events = await dress(db, plans, stories, briefs);
  const last = Math.max(...plans.flatMap((plan) => plan.reports.map((report) => Date.parse(timeOf(report)))));
  return {
    briefs,
    stories,
    sources: outlets.map(({ id }) => id),
    ...events,
    now: new Date(last + 3 * 3_600_000),
  };
}

/** What a desk has after some days: a merge, a correction, an update, a withdrawal, a disagreement, related briefs. */
async function dress(
  db: Database,
  plans: readonly StoryPlan[],
  stories: readonly string[],
  briefs: readonly string[],
) {
  const into = stories[plans.findIndex(({ key }) => key === 'tellin-bridge')] ?? stories[0] ?? '';
  await ensureStory(db.kysely, 'sold');
  await setMergedInto(db.kysely, 'sold', into);
  await addStoryEvent(db.kysely, { kind: 'merge', storyId: into, otherId: 'sold', evidence: [] });
  const corrected = briefs.find((id) => id === `${into}-en`) ?? briefs[0] ?? '';
  const details = { publisher: 'The Averil Courier', url: 'https://courier.example/corrections', lang: 'en' };
  await addCorrections(db.kysely, [
    {
      briefId: corrected,
      revision: 1,
      kind: 'correction',
      data: {
        text: 'The Averil Courier has corrected its report.',
        before: 'Ferries carried 19,400 people on the first day.',
        after: 'Ferries carried 14,900 people on the first day.',
        ...details,
      },
    },
    {
      briefId: corrected,
      revision: 1,
      kind: 'update',
      data: { text: 'The original was brought up to date.', ...details },
    },
  ]);
  const alone = plans.findLastIndex(({ reports }) => reports.length === 1);
  const withdrawn = briefs.find((id) => id.startsWith(`${stories[alone]}-`)) ?? briefs.at(-1) ?? '';
  await withdraw(db.kysely, withdrawn, 'The publisher has taken its report down.');
  const goneId = (await membersOf(db, stories[alone] ?? ''))[0];
  if (goneId !== undefined) await setDocumentState(db.kysely, goneId, 'withdrawn', 'gone');
  for (const id of briefs)
    await relate(
      db,
      id,
      briefs.filter((other) => other !== id && other !== withdrawn),
    );
  return { merged: { from: 'sold', into }, withdrawn, corrected };
}

async function membersOf(db: Database, storyId: string): Promise<number[]> {
  const rows = await db.kysely
    .selectFrom('membership')
    .select('document_id')
    .where('story_id', '=', storyId)
    .orderBy('document_id')
    .execute();
  return rows.map(({ document_id }) => document_id);
}

async function relate(db: Database, id: string, others: readonly string[]): Promise<void> {
  const lang = id.split('-')[1] ?? '';
  const own = others.filter(
    (other) => other.endsWith(`-${lang}`) && other.split('-')[0] !== id.split('-')[0],
  );
  const why = [
    [
      {
        kind: 'same-names',
        items: lang === 'ko' ? ['텔린 대교', '캘드무어'] : ['Tellin Bridge', 'Caldmoor'],
        score: 0.6,
      },
    ],
    [{ kind: 'earlier', items: [], score: 0.4 }],
    [{ kind: 'same-words', items: lang === 'ko' ? ['산불', '대피'] : ['fire', 'evacuation'], score: 0.3 }],
  ];
  const list = own.slice(0, 3).map((otherId, index) => ({ otherId, score: 0.5, why: why[index] ?? [] }));
  await saveRelated(db.kysely, id, list);
}

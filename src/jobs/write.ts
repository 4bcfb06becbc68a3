import {
  addCorrections,
  ensureBrief,
  latestRevision,
  mergedReason,
  publicationOf,
  type RevisionRow,
  saveRevision,
  withdraw,
} from '../db/briefs.ts';
import { documentsById, latestDocument } from '../db/documents.ts';
import type { Executor } from '../db/executor.ts';
import { dropSearchEntry } from '../db/search-entries.ts';
import {
  documentsOfStory,
  holdStory,
  livesElsewhere,
  livingStory,
  type StoryDocumentRow,
} from '../db/stories.ts';
import type { Brief } from '../domain/brief.ts';
import type { Block } from '../domain/document.ts';
import { defined } from '../kit/defined.ts';
import { sha256 } from '../kit/hash.ts';
import { packFor, primaryLanguage } from '../languages/languages.ts';
import { type BriefChange, type ChangedOriginal, changesUnder } from '../pipeline/publish/changes.ts';
import { chooseOriginals } from '../pipeline/publish/choose.ts';
import { sentenceCut } from '../pipeline/write/extractive/clean.ts';
import { usesOf } from './rights.ts';
import type { BriefWriting, Stage, StageParts, StageResult } from './types.ts';

const version = '1';

/** A document of the story with what its publisher's rights leave us to do with it. */
interface Original extends StoryDocumentRow {
  at: string;
  chars: number;
  copyOf: number | null;
  use: 'summarise' | 'excerpt' | 'headline';
  wordCap: number | undefined;
}

/** Those that may be used in any way, and how many may not. */
async function originalsOf(
  parts: StageParts,
  storyId: string,
): Promise<{ originals: Original[]; refused: number }> {
  const db = parts.db.kysely;
  const rows = await documentsOfStory(db, storyId);
  const originals: Original[] = [];
  for (const row of rows) {
    const { use, wordCap } = await usesOf(db, row);
    if (use === 'none') continue;
    const at = row.published_at ?? row.created_at;
    originals.push({ ...row, at, chars: row.text.length, copyOf: row.copy_of, use, wordCap });
  }
  return { originals, refused: rows.length - originals.length };
}

type Writing = BriefWriting['writer'];

/**
 * Who writes and from what: a model where all rights allow it, else excerpts of what may be excerpted, else no more
 * than a headline and a link.
 */
function planFor(originals: readonly Original[], configured: Writing): { writer: Writing; from: Original[] } {
  const forModel = originals.filter(({ use }) => use === 'summarise');
  const forExcerpts = originals.filter(({ use }) => use !== 'headline');
  if (configured === 'model' && forModel.length > 0) return { writer: 'model', from: forModel };
  if (forExcerpts.length > 0) return { writer: 'extractive', from: forExcerpts };
  return { writer: 'headline', from: [...originals] };
}

function inputHash(originals: readonly Original[], lang: string, writer: Writing): string {
  const capped = ({ wordCap }: Original) => (wordCap === undefined ? '' : ` ${wordCap}`);
  const lines = originals.map((one) => `${one.hash} ${one.url}${capped(one)}`);
  return sha256([version, writer, lang, ...lines].join('\n'));
}

/** Hash of all that a reader can see: what a review is bound to. Times and numbering are no part of it. */
export function contentHash(brief: Brief): string {
  const { id, revision, createdAt, ...seen } = brief;
  return sha256(JSON.stringify(seen));
}

/** The originals of the last revision that read differently now, in the terms of that revision (`D1`, `D2` ...). */
async function changedOriginals(db: Executor, last: RevisionRow): Promise<ChangedOriginal[]> {
  const before = await documentsById(db, last.documents);
  const changed: ChangedOriginal[] = [];
  for (const [index, id] of last.documents.entries()) {
    const old = before.find((row) => row.id === id);
    if (!old) continue;
    const now = await latestDocument(db, old.entry_id);
    const state = await db
      .selectFrom('document_status')
      .select('state')
      .where('document_id', '=', now?.id ?? old.id)
      .executeTakeFirst();
    const isGone = state?.state === 'withdrawn';
    if (!isGone && now?.id === old.id) continue;
    const versionOf = (row: typeof old) => ({
      title: row.title,
      text: row.text,
      lang: row.lang,
      url: row.url,
      blocks: (row.data.blocks as Block[] | undefined) ?? [],
      ...defined({ publisher: row.publisher ?? undefined }),
    });
    changed.push({
      source: `D${index + 1}`,
      before: versionOf(old),
      after: isGone || !now ? null : versionOf(now),
    });
  }
  return changed;
}

/** The sentence without its dateline and credit, as briefs show it. */
function withoutFurniture(text: string, lang: string): string {
  const { start, end } = sentenceCut(text, lang);
  return end > start ? text.slice(start, end) : text;
}

/** How a change is told to readers of the brief, in its language. */
function tellChange(change: BriefChange, lang: string): { kind: BriefChange['kind']; data: unknown } {
  const { strings } = packFor(lang);
  const publisher = change.publisher ?? strings.unknownPublisher;
  const text =
    change.kind === 'withdrawal'
      ? strings.originalWithdrawn(publisher)
      : change.kind === 'correction'
        ? strings.originalCorrected(publisher)
        : strings.originalChanged(publisher);
  const { kind, ...data } = change;
  const before = withoutFurniture(change.before, change.lang);
  const after = change.after === null ? null : withoutFurniture(change.after, change.lang);
  return { kind, data: { ...data, before, after, text } };
}

const nothing = (outcome: string, reason: string, storyId: string, briefId?: string): StageResult => ({
  outcome,
  reason,
  about: { storyId, ...(briefId !== undefined && { briefId }) },
});

/**
 * Nothing to write. A story that is on its own again after a merge was undone gets its page back, and so does a brief
 * that was taken down for its originals, which may be used again and are the same as then.
 */
async function unchanged(parts: StageParts, storyId: string, last: RevisionRow): Promise<StageResult> {
  const { brief_id: briefId, revision } = last;
  const result = nothing('unchanged', 'Written from the same originals already.', storyId, briefId);
  const publication = await publicationOf(parts.db.kysely, briefId);
  const { allOriginalsGone, noLongerUsed, originalsElsewhere } = packFor(last.brief.lang).strings;
  const passing = [mergedReason, allOriginalsGone, noLongerUsed, originalsElsewhere];
  const isDown =
    !publication || (publication.state === 'withdrawn' && passing.includes(publication.reason ?? ''));
  return isDown ? { ...result, commit: (_, enqueue) => enqueue('publish', { briefId, revision }) } : result;
}

/** Why no original of a story is in a language in which it has a brief: editors put them elsewhere, or they are gone. */
async function whyNoOriginal(db: Executor, storyId: string, lang: string): Promise<string> {
  const { strings } = packFor(lang);
  const last = await latestRevision(db, `${storyId}-${lang}`);
  const isElsewhere = last && (await livesElsewhere(db, last.documents, storyId));
  return isElsewhere ? strings.originalsElsewhere : strings.allOriginalsGone;
}

/** A brief that stands on nothing that is in its story any more is taken down, with a notice. */
async function takenDown(
  parts: StageParts,
  { storyId, lang, reason, otherwise }: { storyId: string; lang: string; reason: string; otherwise: string },
): Promise<StageResult> {
  const briefId = `${storyId}-${lang}`;
  const publication = await publicationOf(parts.db.kysely, briefId);
  if (publication?.state !== 'published') return nothing('skipped', otherwise, storyId);
  return {
    outcome: 'withdrawn',
    reason,
    about: { storyId, briefId },
    async commit(tx) {
      await withdraw(tx, briefId, reason);
      await dropSearchEntry(tx, 'brief', briefId);
    },
  };
}

async function compose(parts: StageParts, briefId: string, lang: string, writer: Writing, from: Original[]) {
  const caps = from.flatMap(({ wordCap }) => wordCap ?? []);
  const caption = [...caps, parts.settings.copyWordsMax ?? []].flat();
  return parts.brief({
    writer,
    briefId,
    lang,
    signal: parts.signal,
    documents: from.map(({ title, text, lang: own, byline, published_at, url, publisher }) => ({
      ...{ title, text: text || title, lang: own, byline, url },
      ...defined({ publishedAt: published_at ?? undefined, publisher: publisher ?? undefined }),
    })),
    ...(caption.length > 0 && { copyWordsMax: Math.min(...caption) }),
  });
}

/** A story into a checked brief in one language, as the next revision where anything a reader sees is new. */
export const writeStage: Stage<'write'> = {
  name: 'write',
  version,
  key: ({ storyId, lang }) => `${storyId} ${lang}`,
  async run({ storyId: asked, lang }, parts) {
    const db = parts.db.kysely;
    const storyId = await livingStory(db, asked);
    const { originals: all, refused } = await originalsOf(parts, storyId);
    const { strings } = packFor(lang);
    if (all.length === 0) {
      const reason = refused > 0 ? strings.noLongerUsed : strings.allOriginalsGone;
      return takenDown(parts, { storyId, lang, reason, otherwise: 'The story has no original.' });
    }
    const { writer, from } = planFor(all, parts.settings.writer);
    const speaksIt = from.some((one) => primaryLanguage(one.lang) === primaryLanguage(lang));
    if (writer !== 'model' && !speaksIt)
      return takenDown(parts, {
        ...{ storyId, lang, reason: await whyNoOriginal(db, storyId, lang) },
        otherwise: `No original in ${lang}, and excerpts are not translated.`,
      });
    const chosen = chooseOriginals(from, lang);
    const briefId = `${storyId}-${lang}`;
    const last = await latestRevision(db, briefId);
    const input = inputHash(chosen, lang, writer);
    if (last?.input_hash === input) return unchanged(parts, storyId, last);
    const composed = await compose(parts, briefId, lang, writer, chosen);
    const revision = (last?.revision ?? 0) + 1;
    const brief: Brief = { ...composed, id: briefId, revision };
    const changes = last ? changesUnder(last.brief, await changedOriginals(db, last)) : [];
    const { claims, dropped, fallback } = brief.verification;
    const result: StageResult = {
      outcome: last ? 'revised' : 'written',
      about: { storyId, briefId },
      detail: { revision, originals: chosen.length, claims, dropped, fallback, changes: changes.length },
      async commit(tx, enqueue) {
        const living = await holdStory(tx, storyId);
        if (living !== storyId) {
          result.outcome = 'overtaken';
          result.reason = 'The story was merged into another meanwhile.';
          await enqueue('write', { storyId: living, lang });
          return;
        }
        await ensureBrief(tx, storyId, lang);
        // Two stories that were merged meanwhile have two jobs for one brief: the second looks again.
        if (((await latestRevision(tx, briefId))?.revision ?? 0) !== revision - 1) {
          result.outcome = 'overtaken';
          result.reason = 'Another job wrote the brief meanwhile.';
          await enqueue('write', { storyId, lang });
          return;
        }
        await saveRevision(tx, {
          briefId,
          revision,
          inputHash: input,
          contentHash: contentHash(brief),
          brief,
          documents: chosen.map(({ id }) => id),
          stageVersion: version,
        });
        await addCorrections(
          tx,
          changes.map((change) => ({ briefId, revision, ...tellChange(change, lang) })),
        );
        await enqueue('publish', { briefId, revision });
      },
    };
    return result;
  },
};

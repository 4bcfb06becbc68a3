import { sql } from 'kysely';
import { type CodedVector, codesFrom, encodeVector, signText } from '../kit/vector-codes.ts';
import type { Executor } from './executor.ts';

/** A text whose vector is to be made: which model's it lacks is why it is here. */
export interface VectorJob {
  /** Of the row: another one by the time the text has changed. */
  id: number;
  documentId: number | null;
  briefId: string | null;
  /** Its document waits to be grouped. */
  isFirst: boolean;
  /** Attempts that failed. */
  tries: number;
  title: string;
  text: string;
}

/** Characters of a text that are read for its vector. */
const textCharsMax = 4000;
const askedAtOnce = 5000;

/** Asks for the vector of a document, or for another one in place of what it has. `at`: ISO 8601. */
export async function askDocumentVector(
  db: Executor,
  { documentId, at, state }: { documentId: number; at: string; state: 'first' | 'later' },
): Promise<void> {
  await db
    .insertInto('text_vector')
    .values({ document_id: documentId, at, state })
    .onConflict((conflict) => conflict.column('document_id').doNothing())
    .execute();
}

/** As above, for a brief whose text has changed. What it has serves until then. */
export async function askBriefVector(db: Executor, briefId: string, at: string): Promise<void> {
  await db
    .insertInto('text_vector')
    .values({ brief_id: briefId, at, state: 'later' })
    .onConflict((conflict) =>
      conflict.column('brief_id').doUpdateSet({ id: sql`default`, state: 'later', tries: 0, at } as never),
    )
    .execute();
}

/** Has the vectors of documents made again, whatever model they are of; those that they have serve until then. */
export async function askVectorsAnew(db: Executor, documents: readonly number[]): Promise<void> {
  for (let at = 0; at < documents.length; at += askedAtOnce)
    await db
      .updateTable('text_vector')
      .set({ state: 'later', tries: 0 })
      .where('document_id', 'in', documents.slice(at, at + askedAtOnce))
      .where('state', '=', 'made')
      .execute();
}

export async function dropDocumentVector(db: Executor, documentId: number): Promise<void> {
  await db.deleteFrom('text_vector').where('document_id', '=', documentId).execute();
}

interface Wanted {
  id: number;
  document_id: number | null;
  brief_id: string | null;
  state: string;
  tries: number;
}

const wantedColumns = ['id', 'document_id', 'brief_id', 'state', 'tries'] as const;

/**
 * The next texts to make vectors of: those of documents that wait to be grouped, in the order in which they came; else
 * those that have none yet; else those of other models, the newest first. `model` null: only the first.
 */
export async function nextVectorJobs(
  db: Executor,
  model: string | null,
  limit: number,
): Promise<VectorJob[]> {
  const first = await db
    .selectFrom('text_vector')
    .select(wantedColumns)
    .where('state', '=', 'first')
    .orderBy('document_id')
    .limit(limit)
    .execute();
  if (first.length > 0 || model === null) return withTexts(db, first);
  const later = await db
    .selectFrom('text_vector')
    .select(wantedColumns)
    .where('state', '=', 'later')
    .orderBy('tries')
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return withTexts(db, later.length > 0 ? later : await ofOtherModels(db, model, limit));
}

async function ofOtherModels(db: Executor, model: string, limit: number): Promise<Wanted[]> {
  const others = (await vectorModels(db)).filter((one) => one !== model && one !== '');
  const found = await Promise.all(
    others.map((other) =>
      db
        .selectFrom('text_vector')
        .select([...wantedColumns, 'at'])
        .where('model', '=', other)
        .where('state', '=', 'made')
        .orderBy('at', 'desc')
        .limit(limit)
        .execute(),
    ),
  );
  return found
    .flat()
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, limit);
}

/** The models that rows are of, by hops over the index. `''` is among them where some have none yet. */
export async function vectorModels(db: Executor): Promise<string[]> {
  const { rows } = await sql<{ model: string }>`
    with recursive hop as (
      (select model from text_vector order by model limit 1)
      union all
      select (select v.model from text_vector v where v.model > hop.model order by v.model limit 1)
      from hop where hop.model is not null
    ) select model from hop where model is not null`.execute(db);
  return rows.map(({ model }) => model);
}

async function withTexts(db: Executor, wanted: readonly Wanted[]): Promise<VectorJob[]> {
  const documents = wanted.flatMap(({ document_id }) => document_id ?? []);
  const briefs = wanted.flatMap(({ brief_id }) => brief_id ?? []);
  const texts = new Map<number | string, { title: string; text: string }>();
  if (documents.length > 0)
    for (const { id, title, text } of await db
      .selectFrom('document')
      .select(['id', 'title', sql<string>`left(text, ${textCharsMax}::integer)`.as('text')])
      .where('id', 'in', documents)
      .execute())
      texts.set(id, { title, text });
  if (briefs.length > 0)
    for (const { brief_id, headline, standfirst } of await db
      .selectFrom('publication')
      .select(['brief_id', 'headline', 'standfirst'])
      .where('brief_id', 'in', briefs)
      .execute())
      texts.set(brief_id, { title: headline, text: standfirst ?? '' });
  return wanted.map(({ id, document_id, brief_id, state, tries }) => ({
    id,
    tries,
    documentId: document_id,
    briefId: brief_id,
    isFirst: state === 'first',
    ...(texts.get(document_id ?? brief_id ?? '') ?? { title: '', text: '' }),
  }));
}

/** Stores vectors that were made. A row whose text changed meanwhile has another id by now: it is passed over. */
export async function saveVectors(
  db: Executor,
  model: string,
  made: readonly { id: number; values: Float32Array }[],
): Promise<void> {
  if (made.length === 0) return;
  const coded = made.map(({ id, values }) => ({ id, ...encodeVector(values) }));
  await sql`
    update text_vector set id = default, model = ${model}, state = 'made', tries = 0,
      scale = made.scale, codes = made.codes, signs = made.signs::bit varying
    from unnest(${coded.map(({ id }) => id)}::bigint[], ${coded.map(({ scale }) => scale)}::real[],
      ${coded.map(({ codes }) => Buffer.from(codes.buffer))}::bytea[],
      ${made.map(({ values }) => signText(values))}::text[]) as made (id, scale, codes, signs)
    where text_vector.id = made.id`.execute(db);
}

/** Texts whose vectors could not be made this time: others come before them at the next. */
export async function putOffVectors(db: Executor, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('text_vector')
    .set({ state: 'later', tries: sql<number>`least(tries + 1, 1000)` })
    .where('id', 'in', [...ids])
    .execute();
}

/** The vector of a document by a model; null where there is none. */
export async function documentVector(
  db: Executor,
  documentId: number,
  model: string,
): Promise<CodedVector | null> {
  return (await documentVectors(db, [documentId], model)).get(documentId) ?? null;
}

/** The vectors of briefs by a model, by brief id. */
export async function briefVectors(
  db: Executor,
  briefIds: readonly string[],
  model: string,
): Promise<Map<string, CodedVector>> {
  if (briefIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('text_vector')
    .select(['brief_id as id', 'scale', 'codes'])
    .where('brief_id', 'in', [...briefIds])
    .where('model', '=', model)
    .execute();
  return madeVectors(rows);
}

/** The vectors of documents by a model, by document id. */
export async function documentVectors(
  db: Executor,
  documentIds: readonly number[],
  model: string,
): Promise<Map<number, CodedVector>> {
  if (documentIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('text_vector')
    .select(['document_id as id', 'scale', 'codes'])
    .where('document_id', 'in', [...documentIds])
    .where('model', '=', model)
    .execute();
  return madeVectors(rows);
}

/** Of rows of vectors, those whose vector was made. */
function madeVectors<Id>(
  rows: readonly { id: Id | null; scale: number | null; codes: Uint8Array | null }[],
): Map<Id, CodedVector> {
  return new Map(
    rows.flatMap(({ id, scale, codes }) =>
      id === null || codes === null || scale === null
        ? []
        : [[id, { scale, codes: codesFrom(codes) }] as const],
    ),
  );
}

export interface VectorCounts {
  /** By model; `''` those that have none yet. */
  byModel: { model: string; count: number }[];
  /** Texts that no attempt succeeded with. */
  failing: number;
}

export async function vectorCounts(db: Executor): Promise<VectorCounts> {
  const byModel = await db
    .selectFrom('text_vector')
    .select(['model', (query) => query.fn.countAll<number>().as('count')])
    .groupBy('model')
    .orderBy('model')
    .execute();
  const failing = await db
    .selectFrom('text_vector')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('state', '<>', 'made')
    .where('tries', '>', 2)
    .executeTakeFirstOrThrow();
  return { byModel, failing: failing.count };
}

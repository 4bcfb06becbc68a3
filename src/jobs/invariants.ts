import { sql } from 'kysely';
import type { Executor } from '../db/executor.ts';
import type { Brief } from '../domain/brief.ts';
import { sha256 } from '../kit/hash.ts';

/** One promise of the desk (docs/operations.md), and where it does not hold. */
export interface InvariantResult {
  /** `I1` ... */
  id: string;
  title: string;
  /** Places where it is broken; 0 is well. */
  broken: number;
  /** Some of them, for a person. */
  samples: string[];
}

type Check = (db: Executor) => Promise<string[]>;

const samplesMax = 5;
/** Revisions looked at in one go: a page of them is in memory at a time. */
const revisionsPerPage = 100;
/** Merges one after another that the address of a story is followed through. */
const storyHopsMax = 20;

async function listOf(db: Executor, query: ReturnType<typeof sql<{ what: string }>>): Promise<string[]> {
  return (await query.execute(db)).rows.map(({ what }) => what);
}

/** Every item of every response is stored, known or kept apart; validators belong to rows that are there. */
const ledgerBalances: Check = async (db) => [
  ...(await listOf(
    db,
    sql<{ what: string }>`
      select 'poll ' || id as what from poll where items <> stored + known + quarantined`,
  )),
  ...(await listOf(
    db,
    sql<{ what: string }>`
      select 'source ' || p.source_id || ': ' || sum(p.stored) || ' stored, ' || coalesce(e.n, 0) || ' there' as what
      from poll p
      left join (select poll_id, count(*) as n from entry group by poll_id) e on e.poll_id = p.id
      group by p.source_id, p.id, e.n
      having sum(p.stored) <> coalesce(e.n, 0)`,
  )),
  ...(await listOf(
    db,
    sql<{ what: string }>`
      select 'validators of ' || s.source_id as what from source_status s
      where s.schedule #>> '{validators,bodyHash}' is not null
        and not exists (
          select 1 from poll p
          where p.source_id = s.source_id and p.body_hash = s.schedule #>> '{validators,bodyHash}')`,
  )),
];

/** What has been taken in is either through, or ended with a reason, or has a job that will take it on. */
const nothingStuck: Check = async (db) => [
  ...(await listOf(
    db,
    sql<{ what: string }>`
      select 'entry ' || s.entry_id || ' is ' || s.state as what
      from entry_status s
      where s.state = 'new' and s.next_fetch_at is null
        and not exists (
          select 1 from pgboss.job j where j.name = 'fetch' and j.state < 'completed'
            and j.data ->> 'entryId' = s.entry_id::text)
        and not exists (
          select 1 from pgboss.job j where j.name = 'dead' and j.state < 'completed'
            and j.data::text like '%"entryId": ' || s.entry_id || '}%')`,
  )),
  ...(await listOf(
    db,
    sql<{ what: string }>`
      select 'capture ' || c.id || ' of entry ' || c.entry_id as what
      from entry_status s join capture c on c.entry_id = s.entry_id
      where s.state = 'fetched'
        and not exists (
          select 1 from pgboss.job j where j.name in ('extract', 'dead') and j.state < 'completed'
            and j.data::text like '%"captureId": ' || c.id || '}%')`,
  )),
  ...(await listOf(
    db,
    sql<{ what: string }>`
      select 'document ' || d.document_id as what
      from document_status d
      where d.state = 'current'
        and not exists (select 1 from membership m where m.document_id = d.document_id)
        and not exists (
          select 1 from pgboss.job j where j.name in ('cluster', 'dead') and j.state < 'completed'
            and j.data::text like '%"documentId": ' || d.document_id || '}%')
        and not (
          exists (select 1 from text_vector v where v.document_id = d.document_id and v.state = 'first')
          and exists (
            select 1 from pgboss.job j where j.state < 'completed'
              and (j.name = 'embed' or (j.name = 'dead' and j.source_name = 'embed'))))`,
  )),
];

/** The public page of a brief is its latest revision, or that one is on its way; a merged story has none. */
const latestIsPublic: Check = async (db) => [
  ...(await listOf(
    db,
    sql<{ what: string }>`
      select 'brief ' || p.brief_id || ' of a merged story' as what
      from publication p
      join brief b on b.id = p.brief_id
      join story_status s on s.story_id = b.story_id
      where p.state = 'published' and s.merged_into is not null`,
  )),
  ...(await listOf(
    db,
    sql<{ what: string }>`
      select 'brief ' || r.brief_id as what
      from (select brief_id, max(revision) as revision from revision group by brief_id) r
      join brief b on b.id = r.brief_id
      join story_status s on s.story_id = b.story_id
      left join publication p on p.brief_id = r.brief_id
      where s.merged_into is null
        and (p.brief_id is null or (p.state = 'published' and p.revision <> r.revision))
        and not exists (
          select 1 from pgboss.job j where j.name in ('publish', 'dead') and j.state < 'completed'
            and j.data::text like '%"' || r.brief_id || '"%')`,
  )),
];

/** Revisions are numbered without a gap and in the order in which they were stored. */
const revisionsInOrder: Check = (db) =>
  listOf(
    db,
    sql<{ what: string }>`
      select 'brief ' || brief_id || ' revision ' || revision as what
      from (select brief_id, revision, row_number() over (partition by brief_id order by seq) as place
            from revision) r
      where revision <> place`,
  );

/** The same originals, language and writer made one revision, not two in a row. */
const noRepeatedWork: Check = (db) =>
  listOf(
    db,
    sql<{ what: string }>`
      select 'brief ' || brief_id || ' revision ' || revision as what
      from (select brief_id, revision, input_hash,
                   lag(input_hash) over (partition by brief_id order by revision) as before
            from revision) r
      where input_hash = before`,
  );

const reviewsAreBound: Check = (db) =>
  listOf(
    db,
    sql<{ what: string }>`
      select 'brief ' || brief_id || ' revision ' || revision as what
      from revision where brief #>> '{label,review}' <> 'not-reviewed'`,
  );

interface Stored {
  brief_id: string;
  revision: number;
  seq: number;
  brief: Brief;
  documents: number[];
}

type Texts = Map<number, { title: string; text: string; url: string }>;

async function textsOf(db: Executor, rows: readonly Stored[]): Promise<Texts> {
  const ids = [...new Set(rows.flatMap(({ documents }) => documents))];
  if (ids.length === 0) return new Map();
  const documents = await db
    .selectFrom('document')
    .select(['id', 'title', 'text', 'url'])
    .where('id', 'in', ids)
    .execute();
  return new Map(documents.map(({ id, ...rest }) => [id, rest]));
}

/** Goes through every public revision, a page at a time. */
async function overPublic(db: Executor, look: (row: Stored, texts: Texts) => string[]): Promise<string[]> {
  const broken: string[] = [];
  for (let after = 0; ; ) {
    const rows = (await db
      .selectFrom('publication')
      .innerJoin('revision', (join) =>
        join
          .onRef('revision.brief_id', '=', 'publication.brief_id')
          .onRef('revision.revision', '=', 'publication.revision'),
      )
      .select([
        'revision.brief_id',
        'revision.revision',
        'revision.seq',
        'revision.brief',
        'revision.documents',
      ])
      .where('publication.state', '=', 'published')
      .where('revision.seq', '>', after)
      .orderBy('revision.seq')
      .limit(revisionsPerPage)
      .execute()) as Stored[];
    if (rows.length === 0) return broken;
    const texts = await textsOf(db, rows);
    for (const row of rows) broken.push(...look(row, texts));
    after = rows.at(-1)!.seq;
  }
}

/** Every claim that is shown has a passage whose words still stand in the original and still hash the same. */
const evidenceStands: Check = (db) =>
  overPublic(db, ({ brief, brief_id, documents }, texts) =>
    brief.claims
      .filter(({ outcome }) => outcome !== 'dropped')
      .flatMap((claim) => {
        if (claim.evidence.length === 0) return [`${brief_id} ${claim.id}: no evidence`];
        return claim.evidence.flatMap(({ passage, start, end, quote, hash }) => {
          const [source = '', sentence] = passage.split(':');
          const original = texts.get(documents[Number(source.slice(1)) - 1] ?? 0);
          const text = sentence === 'S0' ? original?.title : original?.text;
          const stands = text?.slice(start, end) === quote && sha256(quote) === hash;
          return stands ? [] : [`${brief_id} ${claim.id}: ${passage}`];
        });
      }),
  );

/** Every link on a brief's page is the address of one of its originals. */
const linksAreOriginals: Check = (db) =>
  overPublic(db, ({ brief, brief_id, documents }, texts) => {
    const addresses = new Set(documents.map((id) => texts.get(id)?.url));
    return brief.sources.flatMap(({ url }) =>
      url === undefined || addresses.has(url) ? [] : [`${brief_id}: ${url}`],
    );
  });

/** Every document lies in a story that stands under its own id, and the ids of merged stories lead to one that does. */
const storiesStand: Check = async (db) => [
  ...(await listOf(
    db,
    sql<{ what: string }>`
      select 'document ' || m.document_id || ' in merged story ' || m.story_id as what
      from membership m join story_status s on s.story_id = m.story_id
      where s.merged_into is not null`,
  )),
  ...(await listOf(
    db,
    sql<{ what: string }>`
      with recursive way as (
        select story_id, merged_into as at, 1 as hops from story_status where merged_into is not null
        union all
        select w.story_id, s.merged_into, w.hops + 1 from way w
        join story_status s on s.story_id = w.at
        where s.merged_into is not null and w.hops < ${storyHopsMax})
      select 'story ' || story_id || ' leads to itself' as what from way where hops >= ${storyHopsMax}`,
  )),
];

const checks: readonly { id: string; title: string; check: Check }[] = [
  {
    id: 'I1',
    title: 'Every item of a feed is stored, known or kept apart with a reason',
    check: ledgerBalances,
  },
  {
    id: 'I2',
    title: 'Everything taken in is through, ended with a reason, or has a job',
    check: nothingStuck,
  },
  { id: 'I3', title: 'The public page is the latest revision', check: latestIsPublic },
  {
    id: 'I4',
    title: 'Every sentence has a passage that still stands in the original',
    check: evidenceStands,
  },
  { id: 'I5', title: 'Every public link is an original of its brief', check: linksAreOriginals },
  { id: 'I6', title: 'Nothing is called reviewed without a review', check: reviewsAreBound },
  { id: 'I7', title: 'No work was done twice', check: noRepeatedWork },
  { id: 'I10', title: 'Revisions stand in the order in which they were stored', check: revisionsInOrder },
  { id: 'I11', title: 'Every document lies in a story that stands', check: storiesStand },
];

/**
 * Asks the database whether the desk's promises hold. I8 (outbox) and I9 (cost ledger) hold by construction: there is no
 * outbox yet, and the ledger has one row for each call. Reads everything public: for tests and now and then.
 */
export async function checkInvariants(db: Executor): Promise<InvariantResult[]> {
  const results: InvariantResult[] = [];
  for (const { id, title, check } of checks) {
    const broken = await check(db);
    results.push({ id, title, broken: broken.length, samples: broken.slice(0, samplesMax) });
  }
  return results;
}

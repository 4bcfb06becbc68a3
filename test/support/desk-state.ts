import { sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import type { OpenDatabase } from '../../src/db/open.ts';
import { checkInvariants } from '../../src/jobs/invariants.ts';

/**
 * As if the time of every lease were over: what a process that is gone held goes back. On a server only; the embedded
 * engine does that when it is opened.
 */
export async function endLeases(db: OpenDatabase): Promise<void> {
  if (db.engine === 'pglite') return;
  await sql`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where state = 'active'`.execute(
    db.kysely,
  );
  await sql`update pgboss.queue set monitor_on = null`.execute(db.kysely);
  await sql`update slot set until = until - interval '1 hour'`.execute(db.kysely);
  const boss = new PgBoss({ db: db.raw(), supervise: false, schedule: false, registerInstance: false });
  await boss.start();
  await boss.supervise();
  await boss.stop({ graceful: false, close: false });
}

const names = async (db: OpenDatabase, query: ReturnType<typeof sql<{ what: string }>>): Promise<string[]> =>
  (await query.execute(db.kysely)).rows.map(({ what }) => what);

/** Everything that must not be in a desk that came to rest, in words. Empty: all is well. */
export async function troubles(db: OpenDatabase): Promise<string[]> {
  const broken = (await checkInvariants(db.kysely))
    .filter((result) => result.broken > 0)
    .map(({ id, samples }) => `${id}: ${samples.join('; ')}`);
  const found = [
    sql<{ what: string }>`
      select 'dead: ' || coalesce(source_name, name) || ' ' || coalesce(singleton_key, '') || ': '
        || coalesce(source_output::text, '') as what
      from pgboss.job where name = 'dead' and state < 'active'`,
    sql<{ what: string }>`
      select 'not at rest: ' || name || ' ' || coalesce(singleton_key, '') || ' is ' || state as what
      from pgboss.job where name <> 'dead' and state in ('created', 'retry', 'active')`,
    sql<{ what: string }>`
      select 'entry ' || e.id || ' has ' || count(d.id) || ' current documents' as what
      from entry e left join (
        select document.id, entry_id from document join document_status on document_id = document.id
        where state = 'current') d on d.entry_id = e.id
      group by e.id having count(d.id) <> 1`,
    sql<{ what: string }>`
      select 'twice: ' || url || ' version ' || version as what
      from document group by url, version having count(*) > 1`,
    sql<{ what: string }>`
      select 'one text in two versions: entry ' || entry_id as what
      from document group by entry_id, hash having count(*) > 1`,
    sql<{ what: string }>`
      select 'empty: story ' || story_id as what from story_status s
      where merged_into is null and not exists (select 1 from membership m where m.story_id = s.story_id)`,
    sql<{ what: string }>`
      select 'counts: story ' || s.story_id as what from story_status s
      where merged_into is null and documents <> (select count(*) from membership m
        join document_status d on d.document_id = m.document_id and d.state = 'current'
        where m.story_id = s.story_id)`,
    // Excerpts are written in each language that the story has an original in.
    sql<{ what: string }>`
      select distinct 'no brief: story ' || m.story_id || ' in ' || d.lang as what
      from membership m join document d on d.id = m.document_id
      join document_status s on s.document_id = d.id and s.state = 'current'
      where d.lang in ('en', 'ko') and not exists (
        select 1 from publication p where p.brief_id = m.story_id || '-' || d.lang and p.state = 'published')`,
    sql<{ what: string }>`
      select 'on the front page after a merge: ' || p.brief_id as what
      from publication p join brief b on b.id = p.brief_id join story_status s on s.story_id = b.story_id
      where p.state = 'published' and s.merged_into is not null`,
    sql<{ what: string }>`
      select 'brief without its originals: ' || p.brief_id as what
      from publication p join brief b on b.id = p.brief_id
      join revision r on r.brief_id = p.brief_id and r.revision = p.revision
      where p.state = 'published' and exists (
        select 1 from jsonb_array_elements_text(r.documents) as used (id)
        join membership m on m.document_id = used.id::bigint where m.story_id <> b.story_id)`,
  ];
  const lists: string[][] = [];
  for (const query of found) lists.push(await names(db, query));
  return [...broken, ...lists.flat()].slice(0, 20);
}

/** What a desk has of its web: addresses of its entries, and each document with its text. The order tells nothing. */
export async function holdings(db: OpenDatabase): Promise<{ entries: string[]; documents: string[] }> {
  return {
    entries: await names(db, sql<{ what: string }>`select url as what from entry order by url`),
    documents: await names(
      db,
      sql<{ what: string }>`select url || ' ' || hash as what from document order by url, hash`,
    ),
  };
}

/** Number of the last line of the log: how much there was to do. */
export async function logLines(db: OpenDatabase): Promise<number> {
  const { rows } = await sql<{ lines: number }>`select coalesce(max(seq), 0) as lines from log`.execute(
    db.kysely,
  );
  return rows[0]?.lines ?? 0;
}

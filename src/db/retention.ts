import { sql } from 'kysely';
import type { Executor } from './executor.ts';

/**
 * Lets go of the bytes of captures beyond the newest `keep` of each entry, at most `limit` of them. The rows stay, with
 * address, headers and hash; so do the bytes behind every revision of a brief, which are its proof. Gives how many.
 */
export async function pruneCaptures(
  db: Executor,
  { keep, limit }: { keep: number; limit: number },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with placed as (
      select id, octet_length(body) as bytes, row_number() over (partition by entry_id order by id desc) as place
      from capture),
    cited as (
      select d.capture_id as id
      from (select distinct jsonb_array_elements_text(documents)::bigint as id from revision) r
      join document d on d.id = r.id)
    select id from placed
    where place > ${keep} and bytes > 0 and id not in (select id from cited)
    order by id limit ${limit}`.execute(db);
  if (rows.length === 0) return 0;
  await db
    .updateTable('capture')
    .set({ body: new Uint8Array(0) })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  return rows.length;
}

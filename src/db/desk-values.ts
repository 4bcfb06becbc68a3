import { type Executor, json } from './executor.ts';

/** Small facts that a desk keeps for itself between runs, by name. */
export async function deskValue<T>(db: Executor, key: string): Promise<T | undefined> {
  const row = await db.selectFrom('desk_value').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value as T | undefined;
}

export async function setDeskValue(db: Executor, key: string, value: unknown): Promise<void> {
  await db
    .insertInto('desk_value')
    .values({ key, value: json(value) })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: json(value) }))
    .execute();
}

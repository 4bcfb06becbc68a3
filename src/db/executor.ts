import type { Kysely } from 'kysely';
import type { DeskSchema } from './schema.ts';

/** What a repository runs its statements on: the database, or a transaction of it. */
export type Executor = Kysely<DeskSchema>;

/** A value as a jsonb column takes it. */
export function json(value: unknown): string {
  return JSON.stringify(value);
}

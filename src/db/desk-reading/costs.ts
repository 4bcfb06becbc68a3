import { sql } from 'kysely';
import type { Executor } from '../executor.ts';
import type { Row } from '../schema.ts';

export interface CostLine {
  day: string;
  model: string;
  calls: number;
  tokens_in: number;
  tokens_out: number;
  cost_usd: number;
}

/** Calls of models by day and model, newest day first: sums of the ledger. */
export async function costLines(db: Executor, limit: number): Promise<CostLine[]> {
  const { rows } = await sql<CostLine>`
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, provider || ' / ' || model as model,
      count(*)::int as calls, sum(tokens_in)::float8 as tokens_in, sum(tokens_out)::float8 as tokens_out,
      sum(cost_usd)::float8 as cost_usd
    from generation group by 1, 2 order by 1 desc, 2 limit ${limit}`.execute(db);
  return rows;
}

export async function costTotal(db: Executor): Promise<Omit<CostLine, 'day' | 'model'>> {
  const { rows } = await sql<Omit<CostLine, 'day' | 'model'>>`
    select count(*)::int as calls, coalesce(sum(tokens_in), 0)::float8 as tokens_in,
      coalesce(sum(tokens_out), 0)::float8 as tokens_out, coalesce(sum(cost_usd), 0)::float8 as cost_usd
    from generation`.execute(db);
  return rows[0] ?? { calls: 0, tokens_in: 0, tokens_out: 0, cost_usd: 0 };
}

export async function lastGenerations(
  db: Executor,
  page: { before: number | null; limit: number },
): Promise<Omit<Row<'generation'>, 'data'>[]> {
  let rows = db
    .selectFrom('generation')
    .select([
      'id',
      'key',
      'at',
      'brief_id',
      'provider',
      'model',
      'tokens_in',
      'tokens_out',
      'cost_usd',
      'outcome',
    ]);
  if (page.before !== null) rows = rows.where('id', '<', page.before);
  return rows.orderBy('id', 'desc').limit(page.limit).execute();
}

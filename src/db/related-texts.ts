import { sql } from 'kysely';
import type { Executor } from './executor.ts';

/** A public brief, as far as what stands beside another goes. */
export interface RelatedTextRow {
  id: string;
  story_id: string;
  lang: string;
  revision: number;
  headline: string;
  at: string;
  /** What a reader sees of it below the headline, cut short. */
  text: string;
  publishers: string[];
}

const textCharsMax = 1600;

/**
 * The public briefs that may stand beside another: `newest` of all, and those of the stories named. Withdrawn ones and those
 * of merged stories are left out.
 */
export async function relatedTexts(
  db: Executor,
  { newest, stories }: { newest: number; stories: readonly string[] },
): Promise<RelatedTextRow[]> {
  const { rows } = await sql<RelatedTextRow>`
    with wanted as (
      (select p.brief_id from publication p where p.state = 'published' order by p.published_at desc limit ${newest})
      union
      select p.brief_id from publication p join brief b on b.id = p.brief_id
      where p.state = 'published' and b.story_id = any(${[...stories]}::text[]))
    select b.id, b.story_id, b.lang, p.revision, p.headline,
      coalesce(s.last_at, p.first_published_at) as at,
      left((select string_agg(claim ->> 'text', ' ') from jsonb_array_elements(r.brief -> 'claims') claim
        where claim ->> 'outcome' <> 'dropped' and claim ->> 'part' <> 'headline'), ${textCharsMax}::integer) as text,
      coalesce((select jsonb_agg(source ->> 'publisher') from jsonb_array_elements(r.brief -> 'sources') source
        where source ? 'publisher'), '[]'::jsonb) as publishers
    from wanted w
    join brief b on b.id = w.brief_id
    join publication p on p.brief_id = b.id
    join revision r on r.brief_id = b.id and r.revision = p.revision
    left join story_status s on s.story_id = b.story_id
    where s.merged_into is null
    order by b.id`.execute(db);
  return rows;
}

import type { Brief } from './brief.ts';

/**
 * What the verifier makes of a draft: the checked half of a brief, in the shapes of the public schema.
 * Claims are numbered `c1`, `c2` ... in reading order; the dropped ones stay in `claims` and no part refers to them.
 * `verification.fallback` is `headline-and-link` where headline or lede could not be kept; whoever called then decides
 * whether another writer (the extractive one) is asked. The caller adds what the verifier cannot know: id, revision,
 * time, label and the sources' metadata.
 */
export type CheckedDraft = Pick<
  Brief,
  | 'lang'
  | 'kicker'
  | 'writer'
  | 'claims'
  | 'headline'
  | 'standfirst'
  | 'lede'
  | 'sections'
  | 'pullQuote'
  | 'keyFigures'
  | 'whoSaysWhat'
  | 'background'
  | 'verification'
  | 'copied'
>;

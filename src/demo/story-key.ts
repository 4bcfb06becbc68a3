import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const documents = z.array(z.string()).min(1);

const storyKeySchema = z.strictObject({
  /** Every document of the corpus, under the one event it is about. */
  events: z.array(z.strictObject({ id: z.string(), title: z.string(), section: z.string(), documents })),
  /** Documents that are the text of another one, cut, reworded or with a tail. */
  copies: z.array(z.strictObject({ of: z.string(), copy: z.string() })),
  /** What changes at a stage: a passage before and after; nothing for a withdrawal. */
  edits: z.array(
    z.strictObject({
      document: z.string(),
      kind: z.enum(['correction', 'update', 'retitled', 'withdrawal']),
      stage: z.int(),
      was: z.string().optional(),
      now: z.string().optional(),
    }),
  ),
  /** Numbers on which the documents of one event differ; spellings of one value are parted by `|`. */
  disagreements: z.array(
    z.strictObject({
      event: z.string(),
      about: z.string(),
      values: z.array(z.strictObject({ value: z.string(), documents })).min(2),
    }),
  ),
  /** Events that explain another one. */
  background: z.array(z.strictObject({ event: z.string(), earlier: z.string() })),
});

/** What is true of the demo corpus: the reference for tests and for scoring how documents are grouped. */
export type StoryKey = z.infer<typeof storyKeySchema>;

/** Reads `stories.json` of the demo web. */
export function readStoryKey(folder = join(import.meta.dirname, '..', '..', 'demo', 'web')): StoryKey {
  return storyKeySchema.parse(JSON.parse(readFileSync(join(folder, 'stories.json'), 'utf8')));
}

import { z } from 'zod';
import type { StoryChange, StoryDocument } from '../domain/story.ts';
import { defined } from '../kit/defined.ts';
import { runLines } from './lines.ts';
import type { Command } from './types.ts';
import { parseCommandLine } from './usage.ts';

/** One line of a collection, as `cluster` and `related` read it. */
export const storyLineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  title: z.string(),
  text: z.string().optional(),
  lang: z.string().optional(),
  publishedAt: z.string().optional(),
  publisher: z.string().optional(),
});

/** A line as grouping takes it: ids are strings there. */
export function documentOf(line: z.infer<typeof storyLineSchema>): StoryDocument {
  const { id, title, text, lang, publishedAt, publisher } = line;
  return { id: String(id), title, ...defined({ text, lang, publishedAt, publisher }) };
}

/** Documents between two merge passes. */
const passEvery = 50;

export const clusterCommand: Command = {
  name: 'cluster',
  summary: 'Group documents into stories, across languages.',
  help: `standfirst cluster [--final] < lines.jsonl

Reads documents in the order of time and says for each which story it joins. Copies of one
text are told apart from reports of one event; languages meet in one story. Remembers what
came in the last two weeks, so memory does not grow with the stream. Across languages it
also goes by the encoder in the package (STANDFIRST_EMBEDDER=none: by words, names and
numbers alone, in a tenth of the time).

  in:       {"id", "title", "text"?, "lang"?, "publishedAt"?, "publisher"?}
  out:      {"id", "story", "joined", "copyOf"?, "score", "why": [{"kind", "items", "score"}]}
            A story has the id of its first document. Reasons: copy-of, same-names,
            same-numbers, same-words, same-meaning (in another language).
  --final   after the end also {"id", "story"} for every document, after all merges
            (this keeps all ids in memory)

Example:
  printf '%s\\n' '{"id":1,"title":"Averil Bridge shut after 31 broken wires are found"}' \\
    '{"id":2,"title":"끊어진 강선 31개 발견…애버릴 다리 폐쇄"}' | standfirst cluster --final
`,
  async run({ args, io, services }) {
    const { values } = parseCommandLine('cluster', {
      args,
      options: { final: { type: 'boolean' }, jsonl: { type: 'boolean' } },
    });
    const { stories, withVector } = await services();
    const engine = stories({});
    const final = new FinalStories();
    let count = 0;
    const pass = () => {
      const changes = engine.mergePass();
      if (values.final) final.follow(changes);
    };
    return runLines(
      io,
      storyLineSchema,
      async (line) => {
        const { id: _id, maybe: _maybe, ...placed } = engine.add(await withVector(documentOf(line)));
        if (values.final) final.note(line.id, placed.story);
        count += 1;
        if (count % passEvery === 0) pass();
        return placed;
      },
      async function* () {
        if (!values.final) return;
        pass();
        yield* final.lines();
      },
    );
  },
};

/** Where every document of the stream ends: ids alone, no texts. */
class FinalStories {
  readonly #storyOf = new Map<string | number, string>();
  readonly #into = new Map<string, string>();

  note(id: string | number, story: string): void {
    this.#storyOf.set(id, story);
  }

  follow(changes: readonly StoryChange[]): void {
    for (const change of changes) if (change.kind === 'merged') this.#into.set(change.from, change.into);
  }

  *lines(): Generator<{ id: string | number; story: string }> {
    for (const [id, first] of this.#storyOf) {
      let story = first;
      for (let next = this.#into.get(story); next !== undefined; next = this.#into.get(story)) story = next;
      yield { id, story };
    }
  }
}

import { z } from 'zod';
import { documentOf, storyLineSchema } from './cluster.ts';
import { runLines } from './lines.ts';
import type { Command } from './types.ts';
import { parseCommandLine, usageError } from './usage.ts';

const relatedLineSchema = storyLineSchema.extend({ query: z.boolean().optional() });
const limitDefault = 5;
const limitMax = 100;

export const relatedCommand: Command = {
  name: 'related',
  summary: 'Find the documents most useful beside a document.',
  help: `standfirst related [--lang LANG] [--limit N] < lines.jsonl

Reads a collection, then answers the lines that have "query": true: what is most useful
beside them, in the reader's language first, without copies of the document itself, varied
in angle and time. Keeps the collection in memory (openings of the texts, not the texts).

  in:       {"id", "title", "text"?, "lang"?, "publishedAt"?, "publisher"?, "query"?}
  out:      {"id", "related": [{"id", "score", "why": [{"kind", "items", "score"}]}]}
            for each query, after the end of the input. Reasons: same-names, same-numbers,
            same-words, same-meaning, same-story, earlier and later (days), other-language.
  --lang LANG   the reader's language; that of the query where absent
  --limit N     answers a query, ${limitDefault} where absent, ${limitMax} at most

Example:
  printf '%s\\n' '{"id":1,"title":"Averil Bridge shut after 31 broken wires are found","query":true}' \\
    '{"id":2,"title":"끊어진 강선 31개 발견…애버릴 다리 폐쇄"}' | standfirst related --lang ko
`,
  async run({ args, io, services }) {
    const { values } = parseCommandLine('related', {
      args,
      options: { lang: { type: 'string' }, limit: { type: 'string' }, jsonl: { type: 'boolean' } },
    });
    const limit = values.limit === undefined ? limitDefault : Number(values.limit);
    if (!Number.isInteger(limit) || limit < 1 || limit > limitMax) {
      throw usageError(`--limit must be a whole number from 1 to ${limitMax}.`, 'related');
    }
    const engine = (await services()).stories({ liveDaysMax: Number.POSITIVE_INFINITY });
    const queries: { id: string | number; lang: string | undefined }[] = [];
    const ids = new Map<string, string | number>();
    return runLines(
      io,
      relatedLineSchema,
      async (line) => {
        engine.add(documentOf(line));
        ids.set(String(line.id), line.id);
        if (line.query) queries.push({ id: line.id, lang: values.lang ?? line.lang });
        return null;
      },
      async function* () {
        for (const { id, lang } of queries) {
          const found = engine.related(String(id), { limit, ...(lang === undefined ? {} : { lang }) });
          yield { id, related: found.map((answer) => ({ ...answer, id: ids.get(answer.id) ?? answer.id })) };
        }
      },
    );
  },
};

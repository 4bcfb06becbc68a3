import { z } from 'zod';
import type { Embedder } from '../domain/embedder.ts';
import { StandfirstError } from '../domain/errors.ts';
import { runLines } from './lines.ts';
import type { Command } from './types.ts';
import { exitDone, parseCommandLine, usageError } from './usage.ts';

const lineSchema = z.object({ text: z.string() });

/** That many texts have 190 pairs. */
const textsMax = 20;
/** Digits after the point: what 32-bit floating point holds of numbers below 1. */
const digits = 7;

export const embedCommand: Command = {
  name: 'embed',
  summary: 'Turn texts into vectors, also to see how close they are.',
  help: `standfirst embed TEXT TEXT [...]
standfirst embed --jsonl < lines.jsonl

Prints how close in meaning each two texts are, in any of the languages of the encoder: 1 is the same, 0 has nothing
to do with each other. With --jsonl, prints the vectors. They have length 1, so the product of two is that closeness.
Vectors of different models cannot be compared. Which model it is: "standfirst config", docs/vectors.md.

  --jsonl       in:  {"id", "text"}
                out: {"id", "model", "vector": [...]}
                A text is cut where the model's limit is.

Example:
  standfirst embed "The harbour reopened." "항구가 다시 열렸다." "Der Zins bleibt gleich."
`,
  async run({ args, io, services }) {
    const { values, positionals } = parseCommandLine('embed', {
      args,
      options: { jsonl: { type: 'boolean' } },
    });
    if (!values.jsonl && positionals.length < 2)
      throw usageError('Give two texts or more, or --jsonl with lines to read.', 'embed');
    if (positionals.length > textsMax) throw usageError(`At most ${textsMax} texts.`, 'embed');
    const embedder = await (await services()).embedder();
    if (embedder === null)
      throw new StandfirstError('no-embedder', 'Nothing is set to turn texts into vectors.', {
        hint: 'Set STANDFIRST_EMBEDDER to something else than "none" (docs/vectors.md).',
      });
    if (values.jsonl)
      return runLines(io, lineSchema, async ({ text }) => {
        const [vector] = await embedder.embed([text]);
        return { model: embedder.id, vector: Array.from(vector ?? [], rounded) };
      });
    for (const line of await closeness(positionals, embedder)) io.stdout.write(`${line}\n`);
    return exitDone;
  },
};

const rounded = (value: number) => Number(value.toFixed(digits));

async function closeness(texts: readonly string[], embedder: Embedder): Promise<string[]> {
  const vectors = await embedder.embed(texts);
  return vectors.flatMap((one, first) =>
    vectors.slice(first + 1).map((other, offset) => {
      const product = one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
      return `${product.toFixed(3)}\t${texts[first]}\t${texts[first + 1 + offset]}`;
    }),
  );
}

import { z } from 'zod';
import { decodeText, readAll } from './input.ts';
import { runLines } from './lines.ts';
import type { Command } from './types.ts';
import { exitDone, parseCommandLine } from './usage.ts';

const lineSchema = z.object({ text: z.string(), lang: z.string().optional() });

export const segmentCommand: Command = {
  name: 'segment',
  summary: 'Split text into sentences.',
  help: `standfirst segment [FILE|-] [--lang LANG]
standfirst segment --jsonl < lines.jsonl

Prints one sentence a line. Without --lang the language is guessed from the text.

  --lang LANG   language of the text, such as en or ko
  --jsonl       in:  {"id", "text", "lang"?}
                out: {"id", "lang", "sentences": [{"start", "end", "text"}]}
                Offsets are UTF-16 code units.

Example:
  echo '{"id":1,"text":"Dr. Hale left at 5 p.m. Nobody saw her."}' | standfirst segment --jsonl
`,
  async run({ args, io, services }) {
    const { values, positionals } = parseCommandLine('segment', {
      args,
      options: { lang: { type: 'string' }, jsonl: { type: 'boolean' } },
    });
    const { segment } = await services();
    if (values.jsonl) {
      return runLines(io, lineSchema, async ({ text, lang }) => ({ ...segment(text, lang) }));
    }
    const text = decodeText(await readAll(positionals[0] ?? '-', io));
    for (const sentence of segment(text, values.lang).sentences) {
      io.stdout.write(`${sentence.text.replace(/\s+/g, ' ')}\n`);
    }
    return exitDone;
  },
};

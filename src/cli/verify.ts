import { z } from 'zod';
import { defined } from '../kit/defined.ts';
import type { VerifiedText } from '../pipeline/verify/types.ts';
import { decodeText, readAll } from './input.ts';
import { runLines } from './lines.ts';
import type { Command, Io, Services } from './types.ts';
import { exitDone, exitFailed, oneOf, parseCommandLine, usageError } from './usage.ts';

const sourceSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String).optional(),
  text: z.string(),
  title: z.string().optional(),
  lang: z.string().optional(),
  publishedAt: z.string().optional(),
});

/** Words quoted from a source, or where they stand in it. */
const evidenceSchema = z.union([
  z.string(),
  z.array(
    z.object({ source: z.union([z.string(), z.number()]).transform(String), start: z.int(), end: z.int() }),
  ),
]);

const lineSchema = z
  .object({
    sources: z.array(sourceSchema).min(1).optional(),
    source: z.union([z.string(), sourceSchema]).optional(),
    text: z.string().optional(),
    sentences: z.array(z.object({ text: z.string(), evidence: evidenceSchema.optional() })).optional(),
    lang: z.string().optional(),
  })
  .refine((line) => line.sources !== undefined || line.source !== undefined, 'Give "sources" or "source".')
  .refine((line) => line.text !== undefined || line.sentences !== undefined, 'Give "text" or "sentences".');

type Line = z.infer<typeof lineSchema>;

/** Sources of a line with ids filled in: `1`, `2` ... where it names none. */
function sourcesOf({ sources, source }: Line) {
  const given = sources ?? [typeof source === 'string' ? { text: source } : (source ?? { text: '' })];
  return given.map(({ id, text, ...rest }, index) => ({
    id: id ?? String(index + 1),
    text,
    ...defined(rest),
  }));
}

/** The result as a person reads it: every sentence with its verdict, findings below it. */
function printResult(result: VerifiedText, io: Io): void {
  for (const sentence of result.sentences) {
    io.stdout.write(`${sentence.verdict.padEnd(22)} ${sentence.text.replace(/\s+/g, ' ')}\n`);
    for (const { severity, check, reason } of sentence.findings) {
      io.stdout.write(`${' '.repeat(22)} ${severity} (${check}): ${reason}\n`);
    }
  }
}

async function verifyFiles(services: Services, io: Io, sources: string[], target: string, lang?: string) {
  const texts: { id: string; text: string; title?: string; lang?: string; publishedAt?: string }[] = [];
  for (const path of sources) {
    const page = await services.readPage(path, io);
    const outcome = await services.extract(page);
    if (outcome.kind !== 'extracted') throw usageError(`${path}: ${outcome.message}`, 'verify');
    const { title, text, lang: sourceLang, publishedAt } = outcome.document;
    texts.push({ id: path, text, title, lang: sourceLang, ...(publishedAt && { publishedAt }) });
  }
  const text = decodeText(await readAll(target, io));
  return services.verify({ sources: texts, text, ...(lang && { lang }) });
}

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'Check a text against its sources, sentence by sentence.',
  help: `standfirst verify --source PAGE [--source PAGE ...] TEXT|- [--lang LANG] [--format txt|json]
standfirst verify --jsonl < lines.jsonl

Checks numbers, dates, names, quotations, speakers, attribution, hedges and more in every sentence of TEXT against the
source pages (files or addresses), and says what does not hold and why. Exit status 1 where something is blocked.

  --source PAGE  an original: HTML or plain text, a file or an address; may be repeated
  --lang LANG    language of TEXT; guessed where it is not given
  --jsonl        in:  {"id", "sources": [{"id", "text", "title"?, "lang"?, "publishedAt"?}] or "source",
                       "text" or "sentences": [{"text", "evidence"?}], "lang"?}
                 out: {"id", "score", "sentences": [{"text", "start", "end", "score", "verdict",
                       "evidence": [{"source", "start", "end"}],
                       "findings": [{"check", "severity", "start", "end", "reason"}]}]}
                 score: probability, 0 to 1, that something is not supported

Example:
  echo '{"id":1,"source":"The yard launched 12 ships.","text":"The yard launched 21 ships."}' \\
    | standfirst verify --jsonl
`,
  async run({ args, io, services }) {
    const { values, positionals } = parseCommandLine('verify', {
      args,
      options: {
        source: { type: 'string', multiple: true },
        lang: { type: 'string' },
        format: { type: 'string', default: 'txt' },
        jsonl: { type: 'boolean' },
      },
    });
    const format = oneOf(String(values.format), ['txt', 'json'], '--format', 'verify');
    const opened = await services();
    if (values.jsonl) {
      return runLines(io, lineSchema, async (line) => {
        const { text, sentences, lang } = line;
        const input = {
          sources: sourcesOf(line),
          ...defined({ text, sentences: sentences?.map(defined), lang }),
        };
        return { ...(await opened.verify(input)) };
      });
    }
    if (!values.source?.length) throw usageError('Name at least one --source.', 'verify');
    const result = await verifyFiles(opened, io, values.source, positionals[0] ?? '-', values.lang);
    if (format === 'json') io.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    else printResult(result, io);
    const blocked = result.sentences.some(({ findings }) =>
      findings.some(({ severity }) => severity === 'block'),
    );
    return blocked ? exitFailed : exitDone;
  },
};

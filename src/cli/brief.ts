import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { StandfirstError } from '../domain/errors.ts';
import type { SourceDocument } from '../domain/passage.ts';
import { defined } from '../kit/defined.ts';
import { runLines } from './lines.ts';
import { Progress } from './progress.ts';
import type { BriefRequest, Command, Io, Services } from './types.ts';
import { exitDone, oneOf, parseCommandLine, usageError } from './usage.ts';

/** Most originals of one brief: more than any story needs, few enough to read at once. */
const documentsMax = 50;

const documentSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  title: z.string().default(''),
  text: z.string(),
  lang: z.string().optional(),
  publishedAt: z.string().optional(),
  url: z.string().optional(),
  publisher: z.string().optional(),
  byline: z.array(z.string()).optional(),
});

const lineSchema = z.object({
  documents: z.array(documentSchema).min(1).max(documentsMax),
  lang: z.string().optional(),
  writer: z.enum(['extractive', 'model']).optional(),
});

type LineDocument = z.infer<typeof documentSchema>;

function toSource(services: Services, { id: _, lang, ...given }: LineDocument): Omit<SourceDocument, 'id'> {
  return { ...defined(given), lang: lang ?? services.segment(given.text).lang };
}

/** Reads one page and turns it into a source; a page without an article ends in an error that says why. */
export async function readSource(
  services: Services,
  io: Io,
  target: string,
): Promise<Omit<SourceDocument, 'id'>> {
  const page = await services.readPage(target, io);
  const outcome = await services.extract(page);
  if (outcome.kind === 'refused') throw new StandfirstError(outcome.code, `${target}: ${outcome.message}`);
  if (outcome.kind === 'no-article')
    throw new StandfirstError(outcome.reason, `${target}: ${outcome.message}`);
  const { title, text, lang, publishedAt, canonicalUrl, publisher, byline } = outcome.document;
  const url = page.url ?? canonicalUrl;
  return {
    ...{ title, text, lang, byline },
    ...defined({ publishedAt, url, publisher }),
  };
}

export const briefCommand: Command = {
  name: 'brief',
  summary: 'Turn one original, or several of one story, into a checked brief.',
  help: `standfirst brief FILE|URL|- ... [--lang LANG] [--writer extractive|model] [--format md|html|json|txt] [--out FILE]
standfirst brief --jsonl < lines.jsonl

Reads the originals, writes a brief, ties every sentence to the passage that supports it, checks it, and prints it
with its label, sources and evidence. Several originals make one story. Without a model the brief is made of excerpts.

  --lang LANG   language of the brief (default: that of the originals; excerpts are never translated)
  --writer      extractive (no model) or model (see "standfirst config"); default: the model if one is configured
  --format      md (default), html (one self-contained page), txt, json (schema/brief.schema.json)
  --out FILE    write there instead of standard output
  --jsonl       in:  {"id", "documents": [{"title", "text", "lang"?, "publishedAt"?, "url"?, "publisher"?}], "lang"?}
                out: {"id", "brief"}

Example:
  standfirst brief demo/shaped-like-the-reference.html --format html --out brief.html
`,
  async run({ args, io, config, services }) {
    const { values, positionals } = parseCommandLine('brief', {
      args,
      options: {
        lang: { type: 'string' },
        writer: { type: 'string' },
        format: { type: 'string', default: 'md' },
        out: { type: 'string' },
        jsonl: { type: 'boolean' },
      },
    });
    const format = oneOf(String(values.format), ['md', 'html', 'txt', 'json'], '--format', 'brief');
    const lang = values.lang ?? config.config.lang;
    const writer = values.writer && oneOf(values.writer, ['extractive', 'model'], '--writer', 'brief');
    const asked: Pick<BriefRequest, 'lang' | 'writer'> = defined({ lang, writer: writer || undefined });
    if (!values.jsonl && positionals.length === 0) throw usageError('Name a file, an address or -.', 'brief');
    if (positionals.length > documentsMax) throw usageError(`At most ${documentsMax} originals.`, 'brief');
    const opened = await services();
    if (values.jsonl) {
      return runLines(io, lineSchema, async (line) => {
        const { lang, writer } = line;
        const documents = line.documents.map((document) => toSource(opened, document));
        return { brief: await opened.brief({ ...asked, ...defined({ lang, writer }), documents }) };
      });
    }
    const progress = new Progress(io, 'originals');
    const documents: Omit<SourceDocument, 'id'>[] = [];
    for (const target of positionals) {
      progress.say(`Reading ${documents.length + 1} of ${positionals.length}: ${target}`);
      documents.push(await readSource(opened, io, target));
    }
    const onStage = (stage: string) =>
      progress.say(stage === 'writing' ? 'Writing the brief' : 'Checking every sentence');
    const onFallback = ({ message, hint }: StandfirstError) => {
      progress.end();
      io.stderr.write(`standfirst: no model text, so excerpts: ${message}\n${hint ? `${hint}\n` : ''}`);
    };
    const brief = await opened.brief({ ...asked, documents, onStage, onFallback });
    progress.end();
    const rendered = await opened.render(brief, format);
    if (values.out === undefined) io.stdout.write(rendered);
    else await writeFile(values.out, rendered);
    return exitDone;
  },
};

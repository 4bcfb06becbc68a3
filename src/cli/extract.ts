import { z } from 'zod';
import type { Document, ExtractOutcome, PageInput } from '../domain/document.ts';
import { StandfirstError, unreachable } from '../domain/errors.ts';
import { readAll } from './input.ts';
import { runLines } from './lines.ts';
import type { Command } from './types.ts';
import { exitDone, exitFailed, oneOf, parseCommandLine, usageError } from './usage.ts';

const lineSchema = z
  .object({
    html: z.string().optional(),
    path: z.string().optional(),
    url: z.string().optional(),
    contentType: z.string().optional(),
  })
  .refine((line) => line.html !== undefined || line.path !== undefined, 'Give "html" or "path".');

/** What the door says about a page that holds no article but from which something could be read. */
interface NoArticleFields {
  noArticle: { reason: string; message: string };
}

/** The document's fields, or an error that names why there are none. */
function fieldsOf(outcome: ExtractOutcome): Document & Partial<NoArticleFields> {
  switch (outcome.kind) {
    case 'extracted':
      return outcome.document;
    case 'no-article': {
      const { reason, message, document } = outcome;
      if (document === undefined) throw new StandfirstError(reason, message);
      return { ...document, noArticle: { reason, message } };
    }
    case 'refused':
      throw new StandfirstError(outcome.code, outcome.message);
    default:
      return unreachable(outcome);
  }
}

export const extractCommand: Command = {
  name: 'extract',
  summary: 'Read the document out of a web page.',
  help: `standfirst extract FILE|URL|- [--url URL] [--format json|txt]
standfirst extract --jsonl < lines.jsonl

Takes title, byline, times, language, publisher and the body out of an HTML page in any charset, without menus,
related links, newsletter boxes or comments. Text that a reader cannot see is taken out and listed in "removed".
A page that holds no article ends with the reason and exit status 1.

  --url URL            the page's address, where it is read from a file
  --content-type TYPE  the Content-Type header it came with
  --format json|txt    the whole document (default), or its text alone
  --jsonl       in:  {"id", "html" or "path", "url"?, "contentType"?}
                out: {"id", "title", "byline", "publishedAt"?, "modifiedAt"?, "lang", "publisher"?, "canonicalUrl"?,
                      "section"?, "image"?, "text", "blocks", "removed", "confidence", "noArticle"?}

Example:
  standfirst extract demo/shaped-like-the-reference.html --format txt
`,
  async run({ args, io, services }) {
    const { values, positionals } = parseCommandLine('extract', {
      args,
      options: {
        url: { type: 'string' },
        'content-type': { type: 'string' },
        format: { type: 'string', default: 'json' },
        jsonl: { type: 'boolean' },
      },
    });
    const format = oneOf(String(values.format), ['json', 'txt'], '--format', 'extract');
    const target = positionals[0];
    if (!values.jsonl && target === undefined) throw usageError('Name a file, an address or -.', 'extract');
    const { extract, readPage } = await services();
    if (values.jsonl || target === undefined) {
      return runLines(io, lineSchema, async ({ html, path, url, contentType }) => {
        const body = html ?? new Uint8Array(await readAll(path ?? '', io));
        return {
          ...fieldsOf(await extract({ body, ...(url && { url }), ...(contentType && { contentType }) })),
        };
      });
    }
    const page: PageInput = await readPage(target, io);
    if (values.url !== undefined) page.url = String(values.url);
    if (values['content-type'] !== undefined) page.contentType = String(values['content-type']);
    const fields = fieldsOf(await extract(page));
    io.stdout.write(format === 'txt' ? `${fields.text}\n` : `${JSON.stringify(fields, null, 2)}\n`);
    if (fields.noArticle === undefined) return exitDone;
    io.stderr.write(`standfirst: ${fields.noArticle.message}\n`);
    return exitFailed;
  },
};

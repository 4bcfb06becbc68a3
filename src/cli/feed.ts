import { z } from 'zod';
import type { PageInput } from '../domain/document.ts';
import { StandfirstError } from '../domain/errors.ts';
import { entryName, type FeedEntry, type FeedOutcome, type ParsedFeed } from '../domain/feed.ts';
import { defined } from '../kit/defined.ts';
import { readAll } from './input.ts';
import { runLines } from './lines.ts';
import type { Command, Services } from './types.ts';
import { exitDone, oneOf, parseCommandLine, usageError } from './usage.ts';

const base64Text = /^[A-Za-z0-9+/_-]*={0,2}$/;

const lineSchema = z
  .object({
    path: z.string().optional(),
    base64: z.string().regex(base64Text, 'Not base64.').optional(),
    url: z.string().optional(),
    contentType: z.string().optional(),
  })
  .refine((line) => line.path !== undefined || line.base64 !== undefined, 'Give "path" or "base64".');

function feedOf(outcome: FeedOutcome): ParsedFeed {
  if (outcome.kind === 'parsed') return outcome.feed;
  throw new StandfirstError(outcome.code, outcome.message, { hint: outcome.hint });
}

function entryFields(entry: FeedEntry) {
  const { title, url, authors, publishedAt, updatedAt, summary, contentHtml, enclosures } = entry;
  return defined({
    identity: entryName(entry),
    title,
    url,
    authors,
    publishedAt,
    updatedAt,
    summary,
    contentHtml,
    enclosures,
    lang: entry.lang,
    categories: entry.categories,
    image: entry.image,
  });
}

/** What the door says of a feed. Fields are only ever added. */
function fieldsOf(feed: ParsedFeed): Record<string, unknown> {
  return defined({
    format: feed.format,
    title: feed.title,
    link: feed.link,
    lang: feed.lang,
    entries: feed.entries.map(entryFields),
    quarantined: feed.quarantined,
    version: feed.version,
    subtitle: feed.subtitle,
    updatedAt: feed.updatedAt,
    self: feed.self,
    hubs: feed.hubs,
    sitemaps: feed.format === 'sitemap-index' ? feed.sitemaps : undefined,
    encoding: feed.encoding,
    wellFormed: feed.wellFormed,
    problems: feed.problems,
  });
}

/** A list to read: one entry in two or three lines. */
function listed(feed: ParsedFeed): string {
  const kind = [feed.format, feed.version].filter(Boolean).join(' ');
  const lines = [`${feed.title ?? 'Without a title'} (${kind}, ${feed.entries.length} entries)`];
  for (const problem of feed.problems) lines.push(`  ! ${problem}`);
  for (const entry of feed.entries) {
    const about = [entry.publishedAt ?? entry.updatedAt, entry.authors.join(', ')]
      .filter(Boolean)
      .join(' · ');
    lines.push('', entry.title ?? entryName(entry));
    if (about !== '') lines.push(`  ${about}`);
    if (entry.url !== undefined) lines.push(`  ${entry.url}`);
  }
  for (const { url } of feed.sitemaps) lines.push(`  ${url}`);
  for (const { message, count, sample } of feed.quarantined)
    lines.push('', `Left out (${count}): ${message}${sample === undefined ? '' : ` ${sample}`}`);
  return `${lines.join('\n')}\n`;
}

function read(services: Services, { body, url, contentType }: PageInput): ParsedFeed {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return feedOf(
    services.parseFeed({
      body: bytes,
      ...(url !== undefined && { url }),
      ...(contentType !== undefined && { contentType }),
    }),
  );
}

export const feedCommand: Command = {
  name: 'feed',
  summary: 'Read the entries of a feed or a sitemap.',
  help: `standfirst feed FILE|URL|- [--url URL] [--format txt|json]
standfirst feed --jsonl < lines.jsonl

Reads RSS, RDF, Atom, CDF, JSON Feed, sitemaps and sitemap indexes in any charset; what is not well-formed is read
forgivingly, and said. Titles and summaries are plain text; "contentHtml" is as the feed has it: not safe to show.
Addresses are absolute, times ISO 8601 with offset. "identity" is the entry's own identifier, else its address,
else a hash of what it says. What could not be used is in "quarantined", with the reason.

  --url URL          the feed's address, where it is read from a file
  --format txt|json  a list to read (default), or everything
  --jsonl       in:  {"id", "path" or "base64", "url"?, "contentType"?}
                out: {"id", "format", "title"?, "link"?, "lang"?, "entries": [{"identity", "title"?, "url"?,
                      "authors", "publishedAt"?, "updatedAt"?, "summary"?, "contentHtml"?, "enclosures"}],
                      "quarantined": [{"reason"}]}

Example:
  echo '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"One"}]}' | standfirst feed -
`,
  async run({ args, io, services }) {
    const { values, positionals } = parseCommandLine('feed', {
      args,
      options: {
        url: { type: 'string' },
        format: { type: 'string', default: 'txt' },
        jsonl: { type: 'boolean' },
      },
    });
    const format = oneOf(String(values.format), ['txt', 'json'], '--format', 'feed');
    const target = positionals[0];
    if (!values.jsonl && target === undefined) throw usageError('Name a file, an address or -.', 'feed');
    const opened = await services();
    if (values.jsonl || target === undefined) {
      return runLines(io, lineSchema, async ({ path, base64, url, contentType }) => {
        const body = base64 === undefined ? await readAll(path ?? '', io) : Buffer.from(base64, 'base64');
        return fieldsOf(read(opened, { body, ...(url && { url }), ...(contentType && { contentType }) }));
      });
    }
    const page = await opened.readPage(target, io);
    if (values.url !== undefined) page.url = String(values.url);
    const feed = read(opened, page);
    io.stdout.write(format === 'txt' ? listed(feed) : `${JSON.stringify(fieldsOf(feed), null, 2)}\n`);
    return exitDone;
  },
};

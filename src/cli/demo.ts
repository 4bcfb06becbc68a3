import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Brief } from '../domain/brief.ts';
import { StandfirstError } from '../domain/errors.ts';
import { readSource } from './brief.ts';
import { openInBrowser } from './open-browser.ts';
import { Progress } from './progress.ts';
import type { Command, Io, Services } from './types.ts';
import { exitDone, parseCommandLine } from './usage.ts';

const manifestSchema = z.array(
  z.object({
    slug: z.string().regex(/^[a-z0-9-]+$/),
    lang: z.string(),
    /** Pages of one story, beside the manifest. */
    pages: z.array(z.string()).min(1),
  }),
);

type Story = z.infer<typeof manifestSchema>[number];

const demoFolder = join(import.meta.dirname, '..', '..', 'demo');
const formats = ['html', 'md', 'json'] as const;

async function readManifest(): Promise<Story[]> {
  const path = join(demoFolder, 'stories.json');
  try {
    return manifestSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new StandfirstError('no-demo', `The demo corpus is not complete: ${path} could not be read.`, {
      cause,
      hint: 'Get a fresh copy of the package or the checkout.',
    });
  }
}

async function makeBrief(services: Services, io: Io, story: Story): Promise<Brief> {
  const documents = [];
  for (const page of story.pages) documents.push(await readSource(services, io, join(demoFolder, page)));
  return services.brief({ documents, lang: story.lang });
}

function headlineOf(brief: Brief): string {
  return brief.claims.find(({ id }) => id === brief.headline)?.text ?? '';
}

export const demoCommand: Command = {
  name: 'demo',
  summary: 'Make briefs of the demo corpus: no network, no key, no model needed.',
  help: `standfirst demo [--out DIR] [--open]

Reads the invented news pages in demo/, writes a checked brief of each story in English and Korean, and leaves a page, a
markdown text and the public JSON of each in DIR (default: out). Uses the configured model if there is one.

  --out DIR  where to write
  --open     open the first page in the browser

Example:
  standfirst demo --out out
`,
  async run({ args, io, services }) {
    const { values } = parseCommandLine('demo', {
      args,
      options: { out: { type: 'string', default: 'out' }, open: { type: 'boolean' } },
    });
    const out = resolve(String(values.out));
    const stories = await readManifest();
    const opened = await services();
    const progress = new Progress(io, 'stories');
    await mkdir(out, { recursive: true });
    const lines: string[] = [];
    for (const [index, story] of stories.entries()) {
      progress.say(`Story ${index + 1} of ${stories.length}: ${story.slug}`);
      const brief = await makeBrief(opened, io, story);
      for (const format of formats) {
        await writeFile(join(out, `${story.slug}.${format}`), await opened.render(brief, format));
      }
      const { claims, supported, dropped } = brief.verification;
      const address = pathToFileURL(join(out, `${story.slug}.html`)).href;
      lines.push(
        `${headlineOf(brief)}\n  ${claims} sentences checked, ${supported} supported, ${dropped} dropped\n  ${address}\n`,
      );
    }
    progress.end();
    io.stdout.write(
      `${lines.join('\n')}\nOpen one of the pages above in a browser. Markdown and JSON lie beside them.\n`,
    );
    if (values.open && stories[0]) openInBrowser(pathToFileURL(join(out, `${stories[0].slug}.html`)).href);
    return exitDone;
  },
};

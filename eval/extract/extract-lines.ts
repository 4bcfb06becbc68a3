import { readFileSync } from 'node:fs';
import { decodeBytes } from '../../src/kit/charset.ts';
import { readLines, writeLine } from '../../src/kit/json-lines.ts';
import { extractors } from './extractors.ts';

/**
 * `node eval/extract/extract-lines.ts NAME`: {id, path, url} per line in, {id, text, cpuMs} per line out, and a last
 * line {peakRssMb}. One extractor a process, so that none sees another's memory or warmed-up code.
 */
async function main(name: string): Promise<void> {
  const extractor = extractors[name];
  if (!extractor) throw new Error(`No extractor called ${name}.`);
  // Libraries under test log to the console: their words must not get between the lines.
  console.log = console.warn = console.error = () => {};
  for await (const line of readLines(process.stdin)) {
    if (!line) continue;
    const { id, path, url } = JSON.parse(line) as { id: string; path: string; url: string };
    const html = decodeBytes({ bytes: readFileSync(path), kind: 'html' }).text;
    const before = process.cpuUsage();
    let text = '';
    let error: string | undefined;
    try {
      text = await extractor(html, url);
    } catch (cause) {
      error = String(cause);
    }
    const { user, system } = process.cpuUsage(before);
    await writeLine(process.stdout, { id, text, cpuMs: (user + system) / 1000, error });
  }
  await writeLine(process.stdout, { peakRssMb: process.resourceUsage().maxRSS / 1024 });
}

await main(process.argv[2] ?? '');

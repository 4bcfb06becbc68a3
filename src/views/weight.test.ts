import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Brief, brief as briefSchema } from '../domain/brief.ts';
import { renderBriefHtml } from './html/page.ts';

const folder = new URL('../../test/fixtures/briefs/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

function load(name: string): Brief {
  return briefSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
}

describe.each(names)('the page of %s', (name) => {
  it('weighs under 60 kB without fonts, compressed', async () => {
    expect(gzipSync(await renderBriefHtml(load(name), { fonts: 'none' })).length).toBeLessThan(60_000);
  });

  it('weighs under 250 kB with fonts in Korean, 150 kB in English', async () => {
    const brief = load(name);
    const page = await renderBriefHtml(brief);
    expect(Buffer.byteLength(page)).toBeLessThan(brief.lang === 'ko' ? 250_000 : 150_000);
  });

  it('carries a font with every character of its text that a shipped font has', async () => {
    const page = await renderBriefHtml(load(name));
    const ranges = [...page.matchAll(/unicode-range:([^}]*)\}/g)].flatMap(([, list = '']) =>
      [...list.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)].map(([, from = '', to]) => [
        Number.parseInt(from, 16),
        Number.parseInt(to ?? from, 16),
      ]),
    );
    const text = page.slice(page.indexOf('<body')).replace(/<[^>]*>/g, '');
    const bare = [...new Set(text)].filter((character) => {
      const code = character.codePointAt(0) ?? 0;
      return code > 0x20 && !ranges.some(([from = 0, to = 0]) => code >= from && code <= to);
    });
    expect(bare).toEqual([]);
  });
});

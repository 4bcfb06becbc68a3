import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Brief, brief as briefSchema } from '../domain/brief.ts';
import { briefFormats, renderBrief } from './render.ts';

const folder = new URL('../../test/fixtures/briefs/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

function load(name: string): Brief {
  return briefSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
}

/** Text as it stands, whatever the format escapes. */
function plainOf(rendered: string): string {
  return rendered
    .replace(/<style>[\s\S]*?<\/style>|<[^>]*>/g, '')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\\(?=[^\w\s])/g, '')
    .replace(/\s+/g, ' ');
}

describe.each(names)('%s', (name) => {
  const brief = load(name);

  it.each(briefFormats)('carries label, notice, originals and evidence as %s', async (format) => {
    const rendered = await renderBrief(brief, format, { fonts: 'none' });
    const text = plainOf(rendered);
    const first = brief.sources[0];
    expect(text).toContain(brief.label.text);
    expect(text).toContain(brief.label.notice);
    expect(text).toContain(first?.publisher);
    expect(rendered).toContain(first?.url);
    const cited = brief.claims
      .filter(({ outcome }) => outcome !== 'dropped')
      .flatMap(({ evidence }) => evidence);
    for (const { passage } of cited)
      expect(text.replace(/\*\*/g, '')).toContain(brief.passages[passage]?.text.slice(0, 30));
  });

  it('puts label and originals before the text on the page', async () => {
    const page = await renderBrief(brief, 'html', { fonts: 'none' });
    const body = page.slice(page.indexOf('<body'));
    const at = (part: string) => body.indexOf(part);
    expect(at('class="label')).toBeGreaterThan(0);
    expect(at('class="label')).toBeLessThan(at('class="originals'));
    expect(at('class="originals')).toBeLessThan(at('id="text"'));
  });

  it('says of every dropped sentence why it went', async () => {
    const text = plainOf(await renderBrief(brief, 'html', { fonts: 'none' }));
    for (const claim of brief.claims.filter(({ outcome }) => outcome === 'dropped')) {
      expect(text).toContain(claim.text);
      for (const { reason } of claim.findings) expect(text).toContain(reason);
    }
  });
});

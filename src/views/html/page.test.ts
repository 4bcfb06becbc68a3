import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { brief as briefSchema } from '../../domain/brief.ts';
import { sha256Base64 } from '../../kit/hash.ts';
import { renderBriefHtml } from './page.ts';

function load(name: string) {
  const file = new URL(`../../../test/fixtures/briefs/${name}.json`, import.meta.url);
  return briefSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function metaOf(page: string, name: string): string | undefined {
  return new RegExp(`<meta name="${name}" content="([^"]*)">`).exec(page)?.[1];
}

function dataOf(page: string) {
  return JSON.parse(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '');
}

describe('the head of the page', () => {
  it('allows nothing but its own style sheet, by hash, and embedded fonts and pictures', async () => {
    const page = await renderBriefHtml(load('ko-model'));
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/
      .exec(page)?.[1]
      ?.replace(/&#39;/g, "'");
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${sha256Base64(style)}'; font-src data:; img-src data:; ` +
        "base-uri 'none'; form-action 'none'",
    );
    expect(page).not.toMatch(/ style="| on[a-z]+=/);
  });

  it('tells machines that a model wrote it, from which originals, and when', async () => {
    const brief = load('en-model');
    const page = await renderBriefHtml(brief, { fonts: 'none' });
    expect(metaOf(page, 'ai-disclosure')).toBe('ai-generated');
    expect(metaOf(page, 'description')).toMatch(/^AI-written: /);
    const data = dataOf(page);
    expect(data).toMatchObject({
      '@type': 'NewsArticle',
      inLanguage: 'en',
      dateModified: brief.createdAt,
      digitalSourceType: 'https://schema.org/TrainedAlgorithmicMediaDigitalSource',
      citation: brief.sources.map(({ url }) => url),
    });
    expect(data.isBasedOn.map(({ headline }: { headline: string }) => headline)).toEqual(
      brief.sources.map(({ title }) => title),
    );
  });

  it('tells machines that excerpts are a composite of human texts', async () => {
    const page = await renderBriefHtml(load('en-excerpts'), { fonts: 'none' });
    expect(metaOf(page, 'ai-disclosure')).toBe('ai-assisted');
    expect(dataOf(page).digitalSourceType).toBe('http://cv.iptc.org/newscodes/digitalsourcetype/composite');
  });
});

describe('the text of the page', () => {
  it('names the language of every passage and title that is not in the page’s own', async () => {
    const page = await renderBriefHtml(load('ko-model'), { fonts: 'none' });
    expect(page).toMatch(/<html lang="ko" class="ko">/);
    expect(page).toMatch(/<blockquote class="passage f-text" cite="[^"]*" lang="en" dir="auto">/);
    expect(page).toMatch(/<q class="f-text" lang="en" dir="auto">“An earth dam/);
    expect(page).toMatch(/<a class="title f-text" href="[^"]*" rel="noopener" lang="en" dir="auto">/);
  });

  it('marks the words that carry a sentence, and none where it repeats the passage', async () => {
    const page = await renderBriefHtml(load('en-model'), { fonts: 'none' });
    expect(page).toContain('<mark>214 of the 380 timber piles');
    const excerpts = await renderBriefHtml(load('en-excerpts'), { fonts: 'none' });
    expect(excerpts).toContain('>Two shifts of 45 people were sent home on Thursday morning.</blockquote>');
  });

  it('leaves out a sentence that the brief names but does not hold', async () => {
    const brief = load('en-model');
    const page = await renderBriefHtml(
      { ...brief, lede: ['gone', ...brief.lede], standfirst: 'gone' },
      { fonts: 'none' },
    );
    expect(page).toContain('class="s attributed" id="s1"');
  });
});

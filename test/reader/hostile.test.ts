import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'parse5';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { pages } from '../../src/reader/pages.ts';
import { poisonedReading } from '../support/poisoned-reading.ts';
import { openSite, pathIn } from '../support/site.ts';

const folder = resolve(import.meta.dirname, '..', 'fixtures', 'xss');
const purify = JSON.parse(readFileSync(resolve(folder, 'dompurify.json'), 'utf8')) as { payload: string }[];
const lines = readFileSync(resolve(folder, 'payloads-xss.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '');
const own = [
  '</script><script>alert(1)</script>',
  ']]><script>alert(1)</script>',
  '--></title><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover=alert(1) x='",
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '\u0000<scr\u0000ipt>alert(1)</script>\ud800\ufffe',
  '\u2028</script>\u2029<script>alert(1)//',
  '}</style><style>*{background:url(http://evil.test/)}',
  '&lt;script&gt;alert(1)&lt;/script&gt;&#x26;&bogus;',
  '\u202e\u2066gnp.exe\u{e0041}',
];
const payloads = [...own, ...purify.map(({ payload }) => payload), ...lines];
const patienceMs = 300_000;

const part = (text: string) => encodeURIComponent(text.toWellFormed());

const paths: Record<string, (payload: string) => string> = {
  search: (payload) => `/search?q=${part(`${payload.slice(0, 60)} source:${payload.slice(0, 60)}`)}`,
  brief: () => '/briefs/s2f-en',
  'brief-slug': (payload) => `/briefs/s2f-en/${part(payload)}`,
  revisions: () => '/briefs/s2f-en/revisions',
  story: () => '/stories/s2f',
};

/** An address for a page of the table, out of its pattern. */
function addressOf(name: string, pattern: string, payload: string): string {
  const made = paths[name]?.(payload) ?? pattern.replace(/^\/:ui\{[^}]*\}/, '');
  if (!pattern.startsWith('/:ui'))
    return `/${pattern.replace(/:file\{.*\}$/, name === 'opensearch' ? 'opensearch-en.xml' : '0.xml')}`;
  return made.replace(':section', part(payload)).replace(':day', '2026-03-05').replace(':id', 'x');
}

const scriptLike = new Set([
  'script',
  'iframe',
  'object',
  'embed',
  'base',
  'frame',
  'applet',
  'style',
  'img',
  'video',
  'audio',
  'math',
  'template',
]);
const drawn = new Set(['svg', 'path', 'line', 'circle', 'text', 'rect']);

function troubleIn(html: string): string[] {
  const found: string[] = [];
  const waiting: unknown[] = [parse(html)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const {
      childNodes = [],
      tagName = '',
      attrs = [],
    } = node as {
      childNodes?: unknown[];
      tagName?: string;
      attrs?: { name: string; value: string }[];
    };
    waiting.push(...childNodes);
    const type = attrs.find(({ name }) => name === 'type')?.value;
    if (scriptLike.has(tagName) && type !== 'application/ld+json') found.push(`<${tagName}>`);
    for (const { name, value } of attrs) {
      if (/^on|^style$|^srcdoc$|^formaction$|^xlink/.test(name)) found.push(`<${tagName} ${name}>`);
      if (
        /^(href|src|action|cite)$/.test(name) &&
        !drawn.has(tagName) &&
        !/^(https?:\/\/|\/(?!\/)|#|mailto:)/.test(value)
      )
        found.push(`${name}=${value}`);
      if (name === 'class' && /[<>"'=]/.test(value)) found.push(`class=${value}`);
    }
  }
  return found;
}

function wellFormed(text: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    if (/^(script|svg|img|iframe)$/i.test(name)) throw new Error(`<${name}>`);
  });
  parser.write(text).close();
}

/** The HTML that feed readers take out of a feed. */
function contentsOf(text: string, type: string): string[] {
  if (type.includes('json'))
    return (
      (JSON.parse(text) as { items?: { content_html: string }[] }).items?.map((item) => item.content_html) ??
      []
    );
  const found: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  let isContent = false;
  parser.on('opentag', ({ name }) => {
    isContent = name === 'content' || name === 'content:encoded';
  });
  parser.on('text', (words) => {
    if (isContent) found.push(words);
  });
  parser.on('closetag', () => {
    isContent = false;
  });
  parser.write(text).close();
  return found;
}

describe('hostile data in every field of every page', () => {
  it.each(pages.map(({ name, path }) => [name, path] as const))(
    '%s makes nothing of it',
    { timeout: patienceMs },
    async (name, pattern) => {
      // Every payload on the pages, in bundles so that a thousand stay quick; the first ones alone as well.
      const bundles: string[] = [...own];
      for (let at = 0; at < payloads.length; at += 120) bundles.push(payloads.slice(at, at + 120).join(' '));
      for (const payload of bundles) {
        const site = openSite({} as never, new Date('2026-03-06T00:00:00Z'), {
          reading: poisonedReading(payload),
        });
        const response = await site.get(pathIn('en', addressOf(name, pattern, payload.slice(0, 200))));
        expect(site.logged).toEqual([]);
        expect(response.status).toBe(name === 'brief-slug' ? 301 : 200);
        expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
        expect(response.headers.get('location') ?? '/').toMatch(/^\/(?!\/)/);
        const text = await response.text();
        const type = response.headers.get('content-type') ?? '';
        if (type.startsWith('text/html')) {
          expect(troubleIn(text)).toEqual([]);
          const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? '';
          expect(() => JSON.parse(data)).not.toThrow();
        } else if (/xml/.test(type) && name !== 'favicon') wellFormed(text);
        if (/rss|atom|feed\+json/.test(type))
          for (const content of contentsOf(text, type)) expect(troubleIn(content)).toEqual([]);
      }
    },
  );
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Brief, brief as briefSchema } from '../src/domain/brief.ts';
import { renderBriefHtml } from '../src/views/html/page.ts';
import { renderBriefMarkdown } from '../src/views/markdown.ts';
import { fixtureBrief, launch, noChromium, open, wide } from './support/chromium.ts';

const folder = resolve(import.meta.dirname, 'fixtures', 'xss');
const purify = JSON.parse(readFileSync(resolve(folder, 'dompurify.json'), 'utf8')) as { payload: string }[];
const lines = readFileSync(resolve(folder, 'payloads-xss.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '');
const own = [
  '</script><script>alert(1)</script>',
  '</style><script>alert(1)</script>',
  '--></title><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover=alert(1) x='",
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '\u0000<scr\u0000ipt>alert(1)</script>',
  '\u2028</script>\u2029<script>alert(1)//',
  '}</style><style>*{background:url(http://evil.test/)}',
];
const payloads = [...own, ...purify.map(({ payload }) => payload), ...lines];

/** Fields whose values the schema fixes, and those that tie the parts together. */
const fixed = new Set([
  'schema',
  'id',
  'claim',
  'passage',
  'document',
  'source',
  'sources',
  'part',
  'verdict',
  'outcome',
]);
const enums = new Set(['severity', 'kind', 'disclosure', 'review', 'fallback', 'certainty']);
const references = new Set(['headline', 'standfirst', 'lede', 'crosshead', 'sentences', 'background']);

/** The brief with the hostile string in every field that takes any string. */
function poisoned(brief: Brief, payload: string): Brief {
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') {
      const kept = fixed.has(key) || enums.has(key) || (references.has(key) && /^C\d+$/.test(value));
      return kept ? value : payload;
    }
    if (Array.isArray(value)) return value.map((item) => walk(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, name)]));
  };
  return briefSchema.parse(walk(brief, ''));
}

/** One of everything a page can hold, so that a thousand payloads stay cheap. */
function oneOfEach(brief: Brief): Brief {
  const outcomes = new Map(
    brief.claims.map((claim) => [`${claim.part} ${claim.outcome} ${claim.verdict}`, claim.id]),
  );
  const sections = brief.sections.map(({ crosshead, sentences }) => ({
    crosshead,
    sentences: sentences.filter((id) => [...outcomes.values()].includes(id)),
  }));
  const parts = {
    lede: brief.lede.slice(0, 1),
    keyFigures: brief.keyFigures.slice(0, 1),
    whoSaysWhat: brief.whoSaysWhat.slice(0, 1),
    background: brief.background.slice(0, 1),
    sections: sections.slice(-1),
  };
  const named = JSON.stringify([parts, brief.headline, brief.standfirst, brief.pullQuote]);
  const claims = brief.claims.filter(
    ({ id, outcome }) =>
      named.includes(`"${id}"`) || (outcome === 'dropped' && [...outcomes.values()].includes(id)),
  );
  return { ...brief, ...parts, claims };
}

/** A thousand pages take seconds on an idle machine, minutes on a busy one. */
const patienceMs = 300_000;

const mayStand: Record<string, readonly string[]> = {
  html: ['lang', 'class'],
  head: [],
  meta: ['charset', 'http-equiv', 'content', 'name', 'property'],
  title: [],
  link: ['rel', 'href'],
  style: [],
  script: ['type'],
  body: ['class'],
  ...Object.fromEntries(
    ['main', 'article', 'header', 'section', 'aside', 'div', 'h1', 'h2', 'p', 'ol', 'ul', 'li', 'span']
      .concat(
        [
          'strong',
          'cite',
          'q',
          'blockquote',
          'figure',
          'figcaption',
          'mark',
          'del',
          'ins',
          'sup',
          'br',
          'details',
        ],
        ['summary', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'time'],
      )
      .map((tag) => [
        tag,
        [
          'class',
          'id',
          'lang',
          'dir',
          'tabindex',
          'aria-labelledby',
          'aria-label',
          'cite',
          'href',
          'rel',
          'role',
        ].concat(['scope', 'data-label', 'datetime', 'title']),
      ]),
  ),
};

type Node = DefaultTreeAdapterTypes.Node;

/** Elements, attributes and addresses that the page's own templates never make. */
function strangers(html: string): string[] {
  const found: string[] = [];
  const waiting: Node[] = [parse(html)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ('childNodes' in node) waiting.push(...node.childNodes);
    if (!('tagName' in node)) continue;
    const allowed = mayStand[node.tagName];
    if (!allowed) found.push(`<${node.tagName}>`);
    for (const { name, value } of node.attrs) {
      if (!allowed?.includes(name)) found.push(`<${node.tagName} ${name}>`);
      const isAddress =
        (name === 'href' && node.tagName === 'a') || (name === 'cite' && node.tagName !== 'cite');
      if (isAddress && !/^(https?:\/\/|#[a-z]+\d*$)/.test(value)) found.push(`${name}=${value}`);
      if (name === 'type' && value !== 'application/ld+json') found.push(`type=${value}`);
    }
  }
  return found;
}

describe('a hostile brief', () => {
  const brief = oneOfEach(fixtureBrief('en-model'));

  it('has the payload in every field, or this test would prove nothing', () => {
    const text = JSON.stringify(poisoned(brief, 'XYZZY'));
    expect(text.match(/XYZZY/g)?.length).toBeGreaterThan(100);
    for (const field of [
      'url',
      'title',
      'publisher',
      'byline',
      'lang',
      'model',
      'reason',
      'note',
      'quote',
      'createdAt',
    ])
      expect(text).toMatch(new RegExp(`"${field}":\\[?"XYZZY`));
  });

  it('makes no element, attribute or address of its own', { timeout: patienceMs }, async () => {
    const found: string[] = [];
    for (const payload of payloads) {
      const html = await renderBriefHtml(poisoned(brief, payload), { fonts: 'none' });
      found.push(...strangers(html).map((stranger) => `${stranger} from ${payload}`));
      const data = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
      expect(() => JSON.parse(data)).not.toThrow();
    }
    expect(found).toEqual([]);
  });

  it('leaves no markup in markdown', { timeout: patienceMs }, () => {
    const open = payloads.flatMap((payload) => {
      const text = renderBriefMarkdown(poisoned(brief, payload));
      return (text.match(/(?<!\\)<(?!https?:\/\/)[a-z!/][^\n]{0,40}/gi) ?? []).map(
        (hit) => `${hit} from ${payload}`,
      );
    });
    expect(open).toEqual([]);
  });

  describe.skipIf(noChromium)(`in Chromium${noChromium ? ` (skipped: ${noChromium})` : ''}`, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(async () => {
      await browser?.close();
    });

    it('runs nothing and asks for nothing, even with the content security policy switched off', {
      timeout: patienceMs,
    }, async () => {
      const bundle = 120;
      for (let at = 0; at < payloads.length; at += bundle) {
        const together = payloads.slice(at, at + bundle).join(' ');
        const html = await renderBriefHtml(poisoned(brief, together), { fonts: 'none' });
        const { page, requests, trouble } = await open(browser, html, { ...wide, bypassCSP: true });
        await page.locator('a.s').first().hover();
        expect(requests).toEqual([]);
        expect(trouble).toEqual([]);
        await page.context().close();
      }
    });
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../domain/document.ts';
import { extractPage } from './extract.ts';
import { defaultLimits } from './limits.ts';
import { parsePage } from './tree.ts';

const sentence = (at: number) =>
  `The council of Averil heard on day ${at} that the river wall needs ${at + 3} more gates before the autumn floods arrive.`;
const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, at) => `<p>${sentence(at)}</p>`).join('\n');

function pageOf(body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><title>River wall in Averil grows</title>${head}</head><body>${body}</body></html>`;
}

function documentOf(html: string): Document {
  const outcome = extractPage({ body: html, url: 'https://news.example.org/a' });
  if (outcome.kind === 'refused') throw new Error(outcome.message);
  if (!outcome.document) throw new Error('no document');
  return outcome.document;
}

/** Every promise of the `Document` type that a reader of it relies on. */
function holdsTogether(document: Document): void {
  const texts = document.blocks.flatMap((block) => ('start' in block ? [block] : []));
  for (const block of texts) expect(document.text.slice(block.start, block.end)).toBe(block.text);
  expect(document.text).toBe(texts.map(({ text }) => text).join('\n\n'));
  expect(document.confidence).toBeGreaterThanOrEqual(0);
  expect(document.confidence).toBeLessThanOrEqual(1);
}

describe('the body of a page', () => {
  it('keeps the paragraphs and leaves menus, related links and the footer', () => {
    const { text } = documentOf(
      pageOf(`<nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>River wall in Averil grows</h1>
        ${paragraphs(8)}</article><aside class="related"><h3>More from Averil</h3><ul><li><a href="/x">Another story of the
        town and its market hall</a></li></ul></aside><footer>© 2031 The Averil Courier. All rights reserved.</footer>`),
    );
    for (let at = 0; at < 8; at += 1) expect(text).toContain(sentence(at));
    for (const out of ['Home', 'Another story', '2031', 'River wall in Averil grows'])
      expect(text).not.toContain(out);
  });

  it('joins a body that is cut into sibling containers', () => {
    const part = (from: number) =>
      `<div class="chunk">${[0, 1, 2, 3].map((by) => `<p>${sentence(from + by)}</p>`).join('')}</div>`;
    const { text } = documentOf(
      pageOf(`<main><h1>River wall in Averil grows</h1>${part(0)}${part(10)}${part(20)}</main>`),
    );
    for (const at of [0, 3, 10, 13, 20, 23]) expect(text).toContain(sentence(at));
  });

  it('reads text that is set with line breaks instead of paragraphs', () => {
    const lines = Array.from({ length: 8 }, (_, at) => sentence(at)).join('<br><br>');
    const { blocks, text } = documentOf(
      pageOf(`<div id="story"><h1>River wall in Averil grows</h1><div>${lines}</div></div>`),
    );
    expect(text).toContain(sentence(7));
    expect(blocks.filter(({ type }) => type === 'paragraph')).toHaveLength(8);
  });

  it('shows a text that stands on the page twice only once', () => {
    const { text } = documentOf(
      pageOf(`<article><h1>River wall in Averil grows</h1><div class="desktop">${paragraphs(8)}</div>
        <div class="mobile">${paragraphs(8)}</div></article>`),
    );
    expect(text.split(sentence(4))).toHaveLength(2);
  });

  it('takes the publisher’s own text where the page shows none', () => {
    const articleBody = Array.from({ length: 8 }, (_, at) => sentence(at)).join('\n\n');
    const data = JSON.stringify({
      '@type': 'NewsArticle',
      headline: 'River wall in Averil grows',
      articleBody,
    });
    const { text } = documentOf(
      pageOf('<div id="app"></div>', `<script type="application/ld+json">${data}</script>`),
    );
    expect(text).toContain(sentence(7));
  });

  it('keeps an embedded post, a picture and its caption beside the text, not in it', () => {
    const { text, blocks } = documentOf(
      pageOf(`<article><h1>River wall in Averil grows</h1>${paragraphs(4)}
        <figure><img src="/wall.jpg" alt="The wall" width="900" height="500"><figcaption>The wall at dusk on the
        north bank. Photo: Ilse Marr</figcaption></figure>
        <blockquote class="twitter-tweet"><p>The gates are shut tonight, says the town hall.</p>
        <a href="https://twitter.com/averil/status/1">May 3</a></blockquote>${paragraphs(4).replaceAll('day', 'night')}</article>`),
    );
    expect(text).not.toMatch(/dusk|shut tonight/);
    expect(blocks).toContainEqual(
      expect.objectContaining({ type: 'image', url: 'https://news.example.org/wall.jpg' }),
    );
    expect(blocks).toContainEqual(expect.objectContaining({ type: 'embed', provider: 'twitter' }));
  });

  it('labels a box that a model wrote, in Korean, and does not cite it', () => {
    const line = (at: number) =>
      `미르나루시는 ${at + 3}일 강변 제방에 수문 ${at + 2}개를 더 세우기로 했다고 밝혔다. 공사는 가을 장마가 오기 전에 끝날 예정이다.`;
    const body = Array.from({ length: 7 }, (_, at) => `<p>${line(at)}</p>`).join('');
    const { text, blocks } = documentOf(
      `<!doctype html><html lang="ko"><head><title>미르나루 제방 공사</title></head><body><div class="view"><h1>미르나루 제방 공사</h1>
      <div class="sum"><strong>AI 요약</strong><p>제방 공사가 가을 전에 끝난다고 시가 설명했다는 요약문이다.</p></div>
      <div class="txt">${body}<p>한가람 기자 hangaram@mirnaru.example</p><p>무단 전재 및 재배포 금지</p></div></div></body></html>`,
    );
    expect(text).toContain(line(6));
    expect(text).not.toMatch(/요약문이다|hangaram@|무단 전재/);
    expect(blocks).toContainEqual(expect.objectContaining({ type: 'note', kind: 'ai-summary' }));
    expect(blocks).toContainEqual(expect.objectContaining({ type: 'note', kind: 'byline' }));
  });

  it('gives live-blog entries their times', () => {
    const entry = (at: number) =>
      `<section class="entry"><time datetime="2031-05-0${at + 1}T10:0${at}:00+02:00">10:0${at}</time><p>${sentence(at)}</p></section>`;
    const { blocks } = documentOf(
      pageOf(
        `<article><h1>River wall in Averil grows</h1>${[0, 1, 2, 3, 4, 5].map(entry).join('')}</article>`,
      ),
    );
    const times = blocks.flatMap((block) => (block.type === 'paragraph' && block.time ? [block.time] : []));
    expect(times).toHaveLength(6);
    expect(times[0]).toBe('2031-05-01T10:00:00+02:00');
  });
});

describe('whatever the page', () => {
  const hostile = [
    '',
    '<',
    '<html><body><table><tr><td>',
    '<p>'.repeat(2_000),
    '<b><i>'.repeat(300),
    'plain text without any markup',
    '\u0000\uFFFF<p>\uD800</p>',
    `<ul>${'<li>a'.repeat(500)}</ul>`,
    `<p>${'a'.repeat(200_000)}</p>`,
    `<p>${'좋아요 1 '.repeat(5_000)}</p>`,
    `<a href="javascript:alert(1)">${'x '.repeat(300)}</a><img src=x onerror=alert(1)>`,
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1&gt;">',
  ];

  it.each(hostile.map((html, at) => [at, html] as const))(
    'hostile page %i neither throws nor falls apart',
    (_at, html) => {
      const outcome = extractPage({ body: html });
      if (outcome.kind !== 'refused' && outcome.document) holdsTogether(outcome.document);
    },
  );

  it('10,000 nested elements end in a refusal or a document, not in a stack overflow', () => {
    const deep = `${'<div>'.repeat(10_000)}<p>${sentence(1)}</p>`;
    expect(extractPage({ body: deep }).kind).toBe('refused');
    const open = extractPage({ body: deep }, { limits: { ...defaultLimits, depthMax: 20_000 } });
    expect(open.kind).not.toBe('refused');
    expect(parsePage(deep, { nodesMax: 50_000, depthMax: 20_000 }).kind).toBe('tree');
  });

  const payloads = join(import.meta.dirname, '../../../../shared/data/xss/payloads-xss.txt');
  it.skipIf(!existsSync(payloads))('payloads between paragraphs leave a document that holds together', () => {
    const lines = readFileSync(payloads, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    for (let at = 0; at < lines.length; at += 12) {
      const mixed = lines.slice(at, at + 12).map((line, by) => `<p>${sentence(by)}</p>${line}`);
      const outcome = extractPage({ body: pageOf(`<article>${mixed.join('\n')}</article>`) });
      if (outcome.kind === 'refused' || !outcome.document) continue;
      holdsTogether(outcome.document);
      for (const block of outcome.document.blocks)
        if ('url' in block && block.url) expect(block.url).toMatch(/^https?:/);
    }
  });
});

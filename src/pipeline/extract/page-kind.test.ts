import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { PageInput } from '../../domain/document.ts';
import { extractPage } from './extract.ts';

const demo = join(import.meta.dirname, '../../../demo');

function reasonOf(body: PageInput['body'], more: Partial<PageInput> = {}): string {
  const outcome = extractPage({ body, ...more });
  if (outcome.kind === 'no-article') expect(outcome.message).toMatch(/\w.*\.$/);
  return outcome.kind === 'no-article' ? outcome.reason : outcome.kind;
}

function html(title: string, body: string, head = ''): string {
  return `<!doctype html><html><head><title>${title}</title>${head}</head><body>${body}</body></html>`;
}

const sentence =
  'The council opened the dam on Tuesday, and the mayor said that it would hold forty million litres.';
const places = ['Averil', 'Wexmouth', 'Lisk', 'Corvane', 'Easthaven', 'Halsk', 'Orlo'];

/** Paragraphs that differ, as those of an article do. */
function prose(count: number, text = ''): string {
  return Array.from({ length: count }, (_, at) => {
    const place = places[at % places.length];
    const said = `In ${place} the ${at + 3} gates were closed by noon, and ${at * 40 + 120} people came to look at the lake.`;
    return `<p>${text} The council of ${place} opened its dam in ${2000 + at}, said the mayor. ${said}</p>`;
  }).join('');
}

const cards = Array.from(
  { length: 20 },
  (_, at) =>
    `<article><h2><a href="/n/${at}">Story number ${at} about the dam and its nine builders</a></h2><p>A teaser.</p></article>`,
).join('');

describe('pages that hold no article are told apart', () => {
  it.each([
    [
      'error-page',
      html('404 Not Found', '<h1>Not Found</h1><p>The requested URL was not found on this server.</p>'),
    ],
    [
      'error-page',
      html(
        'Page not found | The Post',
        `<h1>Sorry</h1><p>The page you are looking for has been removed.</p>`,
      ),
    ],
    [
      'error-page',
      html(
        'Just a moment...',
        '<p>Checking your browser before accessing the site. Enable JavaScript and cookies to continue.</p>',
      ),
    ],
    [
      'error-page',
      html(
        '누리결신문',
        '<h1>페이지를 찾을 수 없습니다</h1><p>요청하신 페이지가 삭제되었거나 주소가 잘못되었습니다.</p>',
      ),
    ],
    [
      'error-page',
      html(
        'Seite nicht gefunden',
        '<h1>Seite nicht gefunden</h1><p>Die angeforderte Seite gibt es nicht mehr.</p>',
      ),
    ],
    ['error-page', html('お探しのページは見つかりません', '<p>お探しのページは見つかりませんでした。</p>')],
    [
      'consent-wall',
      html(
        'Before you continue',
        `<h1>Before you continue</h1><p>We and our 812 partners use cookies to store data on your device and show personalised ads. You can give or refuse consent.</p><p>Cookies, privacy and consent choices apply to this site.</p><button>Accept all</button><button>Reject all</button>`,
      ),
    ],
    [
      'consent-wall',
      html(
        'Datenschutz',
        `<p>Wir und unsere Partner verwenden Cookies und Tracking, um Werbung zu zeigen. Mit Ihrer Zustimmung verarbeiten wir personenbezogene Daten. Details im Datenschutz.</p><button>Alle akzeptieren</button>`,
      ),
    ],
    [
      'paywall-stub',
      html(
        'Dam opens',
        `<h1>Dam opens</h1><p>${sentence}</p><div class="paywall"><p>Subscribe to continue reading. Already a subscriber? Sign in.</p></div>`,
      ),
    ],
    [
      'paywall-stub',
      html(
        '댐 열렸다',
        '<h1>서리안시, 새 댐을 열었다</h1><p>서리안시가 4일 새 댐을 열었다. 시장은 물 걱정이 끝났다고 말했다.</p><p>이 기사는 유료 회원 전용입니다. 전체 기사를 보려면 로그인하세요.</p>',
      ),
    ],
    [
      'index-page',
      html('The Post', `<h1>The Post</h1>${cards}`, '<meta property="og:type" content="website">'),
    ],
    ['empty', html('', '')],
    ['empty', html('', '<div id="root"></div><script src="/app.js"></script>')],
    ['no-body', html('Dam', '<h1>Dam</h1><p>Photo</p>')],
  ])('%s: %#', (reason, page) => expect(reasonOf(page, { url: 'https://post.example/a' })).toBe(reason));

  it('calls the front page of a site an index', () =>
    expect(reasonOf(html('The Post', cards), { url: 'https://post.example/' })).toBe('index-page'));
});

describe('input that is no HTML is told apart by its content', () => {
  it.each([
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj')],
    ['a PNG picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])],
    ['gzip', gzipSync('x'.repeat(500))],
    ['JSON', Buffer.from('{"title":"x","body":"<p>y</p>"}')],
    ['a feed', Buffer.from('<?xml version="1.0"?><rss><channel><title>x</title></channel></rss>')],
    ['plain text', Buffer.from(`${sentence}\n\n${sentence}`)],
    ['binary data', Uint8Array.from({ length: 500 }, (_, at) => (at * 7) % 32)],
  ])('%s', (what, body) => {
    const outcome = extractPage({ body, contentType: 'text/html' });
    expect(outcome).toMatchObject({ kind: 'no-article', reason: 'not-html' });
    expect(outcome.kind === 'no-article' && outcome.message).toContain(what);
  });

  it('takes HTML for HTML, whatever the header, the case, the encoding or the beginning', () => {
    const page = html('Dam', `<article><h1>Dam opens</h1>${prose(12)}</article>`);
    expect(reasonOf(Buffer.from(page), { contentType: 'text/plain' })).toBe('extracted');
    expect(reasonOf(Buffer.from(page), { contentType: 'application/json' })).toBe('extracted');
    expect(reasonOf(Buffer.from(`\n\n  ${page.replace(/<!doctype html>/, '')}`))).toBe('extracted');
    expect(reasonOf(iconv.encode(page, 'utf-16le', { addBOM: true }))).toBe('extracted');
    expect(reasonOf(Buffer.from(`<?xml version="1.0"?>${page}`))).toBe('extracted');
  });
});

describe('articles are not refused', () => {
  it.each(readdirSync(demo).filter((name) => name.endsWith('.html')))('demo/%s', (name) =>
    expect(reasonOf(readFileSync(join(demo, name)))).toBe('extracted'),
  );

  it('an article about a missing page, about cookies, about paywalls', () => {
    const about = (title: string, text: string) =>
      html(title, `<article><h1>${title}</h1>${prose(14, text)}</article>`);
    expect(
      reasonOf(about('Page not found: the story of error 404', 'The page you are looking for may be gone.')),
    ).toBe('extracted');
    expect(reasonOf(about('New cookie law passed', 'Ministers agreed that cookies need consent.'))).toBe(
      'extracted',
    );
    expect(
      reasonOf(about('Papers raise their paywalls', 'Readers are asked to subscribe to continue reading.')),
    ).toBe('extracted');
  });

  it('a page whose body exists only in the state of its framework', () => {
    const text = prose(14).replace(/<[^>]+>/g, '\n');
    const state = JSON.stringify({ props: { story: { title: 'Dam opens', body: `${text}$$AD$$` } } });
    const script = `<script id="__NEXT_DATA__" type="application/json">${state}</script>`;
    expect(reasonOf(html('Dam opens', `<div id="__next"></div>${script}`))).toBe('extracted');
  });

  it('a bulletin of two paragraphs', () => {
    const text = `${sentence} Nine people worked on it for nine years, she added. It cost 40 million crowns.`;
    expect(
      reasonOf(html('Dam opens', `<article><h1>Dam opens</h1><p>${text}</p><p>${text}</p></article>`)),
    ).toBe('extracted');
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../../kit/charset.ts';
import { cleanNames } from './byline.ts';
import { splitCredit } from './lead-image.ts';
import { defaultLimits } from './limits.ts';
import { readMetadata } from './metadata.ts';
import { canonicalTag } from './page-language.ts';
import { readStructuredData } from './structured-data.ts';
import { parsePage } from './tree.ts';
import { removeHidden } from './visibility.ts';

function read(html: string, url?: string) {
  const parsed = parsePage(html, defaultLimits);
  if (parsed.kind !== 'tree') throw new Error(parsed.kind);
  removeHidden(parsed.tree);
  return readMetadata(parsed.tree, readStructuredData(parsed.tree), url);
}

function demo(name: string) {
  const bytes = readFileSync(join(import.meta.dirname, '../../../demo', name));
  return read(decodeBytes({ bytes, kind: 'html' }).text);
}

function page(head: string, body: string, url?: string) {
  return read(`<html lang="en"><head>${head}</head><body>${body}</body></html>`, url);
}

describe('the metadata of the demo pages', () => {
  it('of the page with everything', () =>
    expect(demo('shaped-like-the-reference.html')).toMatchObject({
      title: 'Varezia’s leader orders new rocket and shell works, state agency says',
      byline: ['Helene Okonjo-Varga', 'Samuel Teer'],
      publishedAt: '2026-11-20T08:40:00+03:00',
      modifiedAt: '2026-11-20T09:55:00+03:00',
      lang: 'en',
      publisher: 'The Meridian Dispatch',
      section: 'Security',
      image: { credit: 'Varezian Central Press Agency' },
    }));

  it('where JSON-LD names only the house and the page names people', () =>
    expect(demo('bridge-averil-courier.html')).toMatchObject({
      byline: ['Nora Ashdown', 'Piet Lowry'],
      publishedAt: '2026-03-05T06:30:00+01:00',
      modifiedAt: '2026-03-05T11:05:00+01:00',
    }));

  it('where broken JSON-LD disagrees with the page on title, author and day', () =>
    expect(demo('halvern-rate-rise.html')).toMatchObject({
      title: 'Bank of Halvern lifts key rate to 4.25% in surprise move',
      byline: ['Joss Penhale'],
      publishedAt: '2026-02-11T14:32:00+00:00',
    }));

  it('of a Korean page: both times, reporter without the word for reporter', () =>
    expect(demo('bridge-mirnaru-ko.html')).toMatchObject({
      title: '‘하루 6만 대’ 텔린 대교 전면 통제…주케이블 강선 31가닥 끊겨',
      byline: ['윤서하'],
      publishedAt: '2026-03-05T15:20:00+09:00',
      modifiedAt: '2026-03-05T18:47:00+09:00',
      lang: 'ko',
    }));

  it('of a Korean agency page: both reporters of the first line, not the agency in the author tag', () =>
    expect(demo('cheongram-fire-ko.html')).toMatchObject({
      byline: ['배이랑', '온새미'],
      publishedAt: '2026-04-09T07:48:00+09:00',
      modifiedAt: '2026-04-09T09:15:00+09:00',
    }));

  it('of a page whose JSON-LD names the first of two reporters', () =>
    expect(demo('garam-anode-plant-ko.html').byline).toEqual(['문가을', '민하루']));

  it('of a Korean page in CP949 without any structured data', () =>
    expect(demo('seorian-water-cp949.html')).toMatchObject({
      title: '서리안시, 바닷물로 수돗물 만든다…하루 4만 5000t 시설 가동',
      byline: ['차도담'],
      publishedAt: '2026-05-18T11:24:00+09:00',
      lang: 'ko',
    }));
});

describe('title', () => {
  it.each([
    ['Dam opens after nine years - The Post', 'The Post'],
    ['Dam opens after nine years | News | The Post', 'The Post'],
    ['The Post: Dam opens after nine years', 'The Post'],
    ['Dam opens after nine years — thepost.example', 'Someone'],
  ])('%s loses the site’s name', (title, site) =>
    expect(
      page(
        `<title>${title}</title><meta property="og:site_name" content="${site}">`,
        '<h1>Dam opens after nine years</h1>',
        'https://thepost.example/a',
      ).title,
    ).toBe('Dam opens after nine years'),
  );

  it('keeps bars, dashes and quotation marks that belong to it', () => {
    expect(page('<title>Spain - the long drought</title>', '<h1>Spain - the long drought</h1>').title).toBe(
      'Spain - the long drought',
    );
    expect(page('<title>Hun sagde: »Det er en styrke«</title>', '<p>x</p>').title).toBe(
      'Hun sagde: »Det er en styrke«',
    );
  });
});

describe('byline', () => {
  it.each([
    ['By Jane Doe and John Roe', ['Jane Doe', 'John Roe']],
    ['Jane Doe, Economics Editor', ['Jane Doe']],
    ['JANE DOE, JOHN ROE', ['JANE DOE', 'JOHN ROE']],
    ['Von Anna Klein und Jan Groß', ['Anna Klein', 'Jan Groß']],
    ['홍길동 기자', ['홍길동']],
    ['홍길동·김나루 기자 gildong@site.example', ['홍길동', '김나루']],
    ['(서울=통신) 홍길동 특파원', ['홍길동']],
    ['松岡大地 記者', ['松岡大地']],
    ['Center for Drug Evaluation and Research', ['Center for Drug Evaluation and Research']],
    ['https://facebook.example/jane', []],
    ['Written by', []],
    ['3 min read', []],
  ])('%s', (line, names) => expect(cleanNames([line])).toEqual(names));
});

describe('dates', () => {
  it('tells a moment in local time where the page gives both', () =>
    expect(
      page(
        '<meta property="article:published_time" content="2023-11-09T01:49:09Z">',
        '<h1>Dam opens again</h1><p class="time">PUBLISHED: November 8, 2023 at 5:49 p.m.</p>',
      ).publishedAt,
    ).toBe('2023-11-08T17:49:09-08:00'));

  it('keeps the day of publication apart from that of the last change', () =>
    expect(
      page('', '<h1>Dam opens again</h1><p>Updated 7 March 2026</p><p>Published 5 March 2026</p>'),
    ).toMatchObject({ publishedAt: '2026-03-05', modifiedAt: '2026-03-07' }));

  it('takes the address where nothing else speaks', () =>
    expect(page('', '<h1>Dam</h1>', 'https://post.example/2026/03/05/dam').publishedAt).toBe('2026-03-05'));

  it('gives no time zone that it does not know', () =>
    expect(page('', '<h1>Dam opens</h1><time datetime="2026-03-05 10:00">5 March</time>').publishedAt).toBe(
      '2026-03-05',
    ));

  it('does not take a date out of the prose', () =>
    expect(
      page(
        '',
        `<h1>Dam opens</h1><p>The law, which parliament passed with a large majority after a debate of nine hours, takes effect on <b>1 January 2027</b>, and the ministry expects that all of the provinces will have adopted it by then.</p><p class="docdata">Date: 5 March 2026</p>`,
      ).publishedAt,
    ).toBe('2026-03-05'));
});

describe('language', () => {
  it('believes the text over a wrong declaration, and the declaration for what it adds', () => {
    const korean =
      '<p>서리안시가 바닷물을 수돗물로 바꾸는 시설을 가동했다. 시민의 절반 가까이가 물 걱정 없이 살 수 있게 됐다고 시장은 말했다. 사업비의 절반은 정부가 부담했다.</p>';
    expect(page('', korean).lang).toBe('ko');
    expect(read(`<html lang="ko-KR"><body>${korean}`).lang).toBe('ko-KR');
    expect(read('<html lang="de-AT"><body><p>Kurz.</p>').lang).toBe('de-AT');
  });

  it.each([
    ['en_US', 'en-US'],
    ['KR', 'ko'],
    ['no', 'nb'],
    ['de-de, en', 'de-DE'],
    ['javascript', null],
    ['', null],
  ])('reads the tag %s', (declared, tag) => expect(canonicalTag(declared)).toBe(tag));
});

describe('lead image', () => {
  it.each([
    ['The empty deck. Photograph: Ida Marsh/The Courier', 'The empty deck.', 'Ida Marsh/The Courier'],
    ['텔린 대교. [사진=횡단관리청]', '텔린 대교.', '횡단관리청'],
    ['공장 조감도. / 가람소재 제공', '공장 조감도', '가람소재'],
    ['No credit here.', 'No credit here.', ''],
  ])('%s', (text, caption, credit) => expect(splitCredit(text)).toEqual({ caption, credit }));
});

it('gives only addresses that can be linked', () => {
  const found = page(
    '<link rel="canonical" href="javascript:alert(1)"><meta property="og:image" content="data:image/png;base64,x"><meta property="og:url" content="/a#x">',
    '<h1>Dam opens</h1>',
    'https://post.example/b',
  );
  expect(found.canonicalUrl).toBe('https://post.example/a');
  expect(found.image).toBeUndefined();
});

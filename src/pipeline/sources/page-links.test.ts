import { describe, expect, it } from 'vitest';
import { readPageLinks } from './page-links.ts';

interface IndexPage {
  about: string;
  url: string;
  lang: string;
  body: string;
  /** Paths of the articles, in order. */
  articles: string[];
  /** Date of the first article, where the page gives one. */
  firstDate?: string;
}

const titles = [
  'Harbour bridge reopens after a winter of repairs',
  'Council votes to keep the night ferries running',
  'Storm leaves 4,000 homes without power on the coast',
  'Teachers and city agree on a two-year contract',
  'Museum returns three carved posts to the island',
];
const titlesKo = [
  '항구 다리, 겨울 보수 마치고 다시 열려',
  '시의회 "야간 여객선 운항 유지" 표결로 확정',
  '폭풍에 해안 4천 가구 정전…복구 이틀 걸릴 듯',
  '교사 노조와 시, 2년 단체협약 잠정 합의',
  '[속보] 중앙은행 기준금리 연 3.25%로 동결',
];
const each = (list: readonly string[], one: (title: string, at: number) => string) =>
  list.map(one).join('\n');
const menu = (links: readonly string[]) =>
  `<nav><ul>${each(links, (text) => `<li><a href="/${text.toLowerCase().replace(/ /g, '-')}">${text}</a></li>`)}</ul></nav>`;
const english = menu([
  'World',
  'Politics',
  'Business and the Economy',
  'Arts',
  'Sign in',
  'Subscribe to our newsletter',
]);
const footer = `<footer><a href="/about-the-harbour-courier-and-its-people-1998">About the Harbour Courier and its people</a>
  <a href="/terms-of-use-and-privacy-2024">Terms of use and privacy policy of this site</a></footer>`;

const pages: IndexPage[] = [
  {
    about: 'a plain list with dates',
    url: 'https://courier.example/news/',
    lang: 'en',
    body: `${english}<ul class="list">${each(titles, (title, at) => `<li><a href="/news/2026/03/${title.toLowerCase().replace(/\W+/g, '-')}">${title}</a> <span class="date">March ${at + 1}, 2026</span></li>`)}</ul>${footer}`,
    articles: titles.map((title) => `/news/2026/03/${title.toLowerCase().replace(/\W+/g, '-')}`),
    firstDate: '2026-03-01',
  },
  {
    about: 'cards that are one link, with a picture link each, and times',
    url: 'https://courier.example/',
    lang: 'en',
    body: `${english}<main><section>${each(
      titles,
      (
        title,
        at,
      ) => `<div class="card"><a href="/articles/c${at}x7k2m9q1o"><img src="/i/${at}.jpg" alt=""></a>
      <a href="/articles/c${at}x7k2m9q1o?ref=home"><h3>${title}</h3><p>A first sentence that says a little more about it.</p></a>
      <time datetime="2026-03-0${at + 1}T08:00:00Z">2h ago</time></div>`,
    )}</section></main>${footer}`,
    articles: titles.map((_, at) => `/articles/c${at}x7k2m9q1o?ref=home`),
    firstDate: '2026-03-01T08:00:00+00:00',
  },
  {
    about: 'a Korean site with one page for all articles',
    url: 'https://www.ilbo.example/',
    lang: 'ko',
    body: `<div id="gnb"><a href="/news/articleList.html?sc_section_code=S1N1">정치</a><a href="/news/articleList.html?sc_section_code=S1N2">경제</a></div>
      <div class="auto-article"><ul>${each(
        titlesKo,
        (
          title,
          at,
        ) => `<li><a href="/news/articleView.html?idxno=2200${at}" class="thumb"><img src="t.jpg"></a>
      <div class="titles"><a href="/news/articleView.html?idxno=2200${at}">${title}</a></div><em class="info dated">2026.03.0${at + 1} 09:15</em></li>`,
      )}</ul></div>`,
    articles: titlesKo.map((_, at) => `/news/articleView.html?idxno=2200${at}`),
    firstDate: '2026-03-01',
  },
  {
    about: 'a board of a ministry in a table, with pages below',
    url: 'https://www.ministry.example/board.do?menu=12',
    lang: 'ko',
    body: `<table><tr><th>번호</th><th>제목</th><th>등록일</th></tr>${each(titlesKo, (title, at) => `<tr><td>${90 - at}</td><td><a href="/board/view.do?menu=12&seq=78${at}21">${title}</a><td>2026-03-0${at + 1}`)}</table>
      <div class="paging">${each(['1', '2', '3'], (page) => `<a href="/board.do?menu=12&page=${page}">${page}</a>`)}</div>`,
    articles: titlesKo.map((_, at) => `/board/view.do?menu=12&seq=78${at}21`),
    firstDate: '2026-03-01',
  },
  {
    about: 'a front page: lead, sections, most read with numbers, authors and topics',
    url: 'https://ledger.example/',
    lang: 'en',
    body: `<header><a href="/"><img src="logo.svg"></a>${english}</header>
      <article><h1><a href="/politics/2026/mar/05/${'council-votes-night-ferries-running'}">${titles[1]}</a></h1>
      <p>It took <a href="/topics/long-running-story-about-ferries">eleven hours</a> and three recounts to get there, said the mayor of the city.</p>
      <p class="byline">By <a href="/profile/kim-ara">Kim Ara</a></p></article>
      ${each(
        ['World', 'Business'],
        (name, at) => `<section><h2><a href="/${name.toLowerCase()}">${name}</a></h2>
      <article><h3><a href="/${name.toLowerCase()}/2026/mar/0${at + 3}/story-of-the-${name.toLowerCase()}-day">${titles[at + 2]}</a></h3></article></section>`,
      )}
      <aside class="most-read"><ol><li><a href="/world/2026/feb/28/an-older-story-people-still-read">Why the ferry port moved twice in ten years</a></li></ol></aside>${footer}`,
    articles: [
      '/politics/2026/mar/05/council-votes-night-ferries-running',
      '/world/2026/mar/03/story-of-the-world-day',
      '/business/2026/mar/04/story-of-the-business-day',
      '/world/2026/feb/28/an-older-story-people-still-read',
    ],
  },
  {
    about: 'a Japanese list with numbers for addresses',
    url: 'https://shimbun.example/list/',
    lang: 'ja',
    body: `<div class="menu"><a href="/list/1">政治</a><a href="/list/2">経済</a></div>${each(
      [
        '港の橋、冬の修理を終えて再び開通',
        '市議会、夜行フェリーの存続を可決',
        '暴風で沿岸の四千戸が停電、復旧に二日',
      ],
      (title, at) =>
        `<dl><dt>2026年3月${at + 1}日</dt><dd><a href="/articles/-/20260${at + 1}77">${title}</a></dd></dl>`,
    )}`,
    articles: [0, 1, 2].map((at) => `/articles/-/20260${at + 1}77`),
    firstDate: '2026-03-01',
  },
  {
    about: 'a blog with tags, a base address and relative links',
    url: 'https://notes.example/blog/',
    lang: 'en',
    body: `<base href="https://notes.example/">${each(
      titles,
      (
        title,
        at,
      ) => `<div class="post"><h2><a href="2026/0${at + 1}/post-${at}-of-this-blog-here.html">${title}</a></h2>
      <p>Some words and <a href="tag/harbour-and-sea-and-more">harbour and sea stories</a>. A longer paragraph follows them, so that they stand in prose.</p>
      <div class="tags"><a href="tag/one-two-three-four">one two three four five</a></div></div>`,
    )}<a href="/blog/page/2">Older posts of this blog</a>`,
    articles: titles.map((_, at) => `/2026/0${at + 1}/post-${at}-of-this-blog-here.html`),
  },
];

function pathOf(address: string | undefined): string {
  const url = new URL(address ?? '');
  return url.pathname + url.search;
}

describe('readPageLinks', () => {
  it.each(pages.map((page) => [page.about, page] as const))('finds the articles of %s', (_, page) => {
    const html = `<!doctype html><html lang="${page.lang}"><head><title>T</title></head><body>${page.body}</body></html>`;
    const found = readPageLinks({ html, url: page.url });
    expect(found?.entries.map((entry) => pathOf(entry.url))).toEqual(page.articles);
    if (page.firstDate !== undefined) expect(found?.entries[0]?.publishedAt).toBe(page.firstDate);
    expect(found?.entries.every((entry) => entry.lang === page.lang)).toBe(true);
  });

  it('finds new articles by the rule it found before, in whatever they stand', () => {
    const [first] = pages;
    const rule = readPageLinks({ html: first!.body, url: first!.url })!.rule;
    const html = `<p><a href="/news/2026/04/one-more-thing-happened">One more thing happened here today</a></p>`;
    expect(readPageLinks({ html, url: first!.url })).toBeNull();
    expect(readPageLinks({ html, url: first!.url, rule })?.entries).toMatchObject([
      { title: 'One more thing happened here today' },
    ]);
  });

  it.each([
    [
      'an article',
      `${english}<article><h1>${titles[0]}</h1>${'<p>A paragraph of its text, with <a href="/news/2026/01/some-older-story-of-ours">a link</a> in it.</p>'.repeat(9)}</article>`,
    ],
    ['a page of menus', english.repeat(3)],
    ['nothing', ''],
  ])('finds no list in %s', (_, body) => {
    expect(
      readPageLinks({ html: `<html><body>${body}</body></html>`, url: 'https://courier.example/x' }),
    ).toBeNull();
  });

  it('leaves other sites, scripts and mail out', () => {
    const items = each(
      titles,
      (title, at) => `<li><a href="https://ads.example/offer/123456${at}">${title}</a></li>`,
    );
    const html = `<ul>${items}<li><a href="javascript:go(1234567)">${titles[0]}</a></li></ul>`;
    expect(readPageLinks({ html, url: 'https://courier.example/' })).toBeNull();
  });

  it.each([
    ['deep', '<div>'.repeat(100_000)],
    ['links without end', '<a href="/news/12345">'.repeat(100_000)],
    ['a tag without end', `<a ${'x="1" '.repeat(200_000)}`],
    ['left-open lists', '<ul><li>'.repeat(50_000)],
  ])('is not held up by a hostile page: %s', (_, html) => {
    expect(readPageLinks({ html, url: 'https://courier.example/' })).toBeNull();
  });

  it('takes two dated items for a list, and two undated links for none', () => {
    const item = (n: number, time: string) =>
      `<li><a href="/2026/03/${n === 1 ? 'pier-swim' : 'ambulance'}.html">The board puts off its vote ${n}</a>${time}</li>`;
    const time = '<time datetime="2026-03-05T09:00:00+01:00">5 March 2026</time>';
    const pageOf = (items: string[]) => `<body><main><ul>${items.join('')}</ul></main></body>`;
    const url = 'https://tide.example/';
    const dated = readPageLinks({ html: pageOf([item(1, time), item(2, time)]), url });
    expect(dated?.entries.map(({ publishedAt }) => publishedAt?.slice(0, 10))).toEqual([
      '2026-03-05',
      '2026-03-05',
    ]);
    expect(readPageLinks({ html: pageOf([item(1, ''), item(2, '')]), url })).toBeNull();
  });
});

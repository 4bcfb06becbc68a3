import { describe, expect, it } from 'vitest';
import { defaultLimits } from './limits.ts';
import { readStructuredData } from './structured-data.ts';
import { parsePage } from './tree.ts';

function read(html: string) {
  const parsed = parsePage(html, defaultLimits);
  if (parsed.kind !== 'tree') throw new Error(parsed.kind);
  return readStructuredData(parsed.tree);
}

const ld = (json: string) => `<script type="application/ld+json">${json}</script>`;

describe('readStructuredData', () => {
  it('reads a NewsArticle inside @graph and follows references to its author', () => {
    const data = read(
      ld(`{"@context":"https://schema.org","@graph":[{"@type":"WebPage","name":"Front"},
        {"@type":["Article","NewsArticle"],"headline":"Dam opens &amp; fills","author":{"@id":"#p"},
         "publisher":{"@id":"#o"},"datePublished":"2026-03-04T10:00:00+09:00"},
        {"@type":"Person","@id":"#p","name":"Ada Quill"},{"@type":"Organization","@id":"#o","name":"The Post"}]}`),
    );
    expect(data.items[0]).toMatchObject({
      rank: 3,
      headline: 'Dam opens & fills',
      authors: [{ name: 'Ada Quill', kind: 'unknown' }].map((author) => ({ ...author, kind: 'person' })),
      publisher: 'The Post',
      published: '2026-03-04T10:00:00+09:00',
    });
  });

  it('reads JSON-LD with trailing commas, raw line ends, entities and markup in the body', () => {
    const data = read(
      ld(`//<![CDATA[
        [{"@type":"ReportageNewsArticle","headline":"가람 &quot;8만t&quot;","author":["김가람 기자","이나루",],
        "articleBody":"<p>첫 문단.</p><p>둘째
        문단.</p>",},]
        //]]>`),
    );
    expect(data.items[0]).toMatchObject({ headline: '가람 "8만t"' });
    expect(data.authors).toEqual(['김가람 기자', '이나루']);
    expect(data.bodies[0]?.from).toBe('json-ld');
    expect(data.bodies[0]?.text).toMatch(/^첫 문단\.\n둘째/);
  });

  it('takes the item that is about the page, not one of a list beside it', () => {
    const data = read(
      `<meta property="og:title" content="The right one - Post">${ld(
        '[{"@type":"NewsArticle","headline":"Another"},{"@type":"NewsArticle","headline":"The right one"}]',
      )}`,
    );
    expect(data.items[0]?.headline).toBe('The right one');
  });

  it('reads microdata with a nested author', () => {
    const data = read(
      `<div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">Rate up</h1>
       <span itemprop="author" itemscope itemtype="http://schema.org/Person">By <b itemprop="name">Joss Pen</b></span>
       <time itemprop="datePublished" datetime="2026-02-11T14:32:00Z">today</time>
       <div itemprop="articleBody"><p>One.</p><p>Two.</p></div></div>`,
    );
    expect(data.items[0]).toMatchObject({
      from: 'microdata',
      headline: 'Rate up',
      authors: [{ name: 'Joss Pen', kind: 'person' }],
      published: '2026-02-11T14:32:00Z',
    });
  });

  const paragraph =
    'The council opened the dam on Tuesday. It holds 40 million litres. “It is full,” she said. ';

  it.each([
    [
      'Next.js state',
      `<script id="__NEXT_DATA__" type="application/json">${JSON.stringify({
        props: {
          page: { title: 'Dam opens', body: `<p>${paragraph.repeat(4)}</p><p>${paragraph.repeat(4)}</p>` },
        },
      })}</script>`,
    ],
    [
      'a React flight stream',
      `<script>self.__next_f.push([1,${JSON.stringify(
        `1:${JSON.stringify(['$', 'div', null, { title: 'Dam opens', content: paragraph.repeat(8) }])}\n`,
      )}])</script>`,
    ],
    [
      'Fusion state',
      `<script>Fusion.contextPath="/pf";Fusion.globalContent=${JSON.stringify({
        headlines: { basic: 'Dam opens' },
        content_elements: [1, 2, 3].map(() => ({ type: 'text', content: `<p>${paragraph.repeat(3)}</p>` })),
      })};Fusion.x=1;</script>`,
    ],
  ])('rescues a body from %s', (_name, html) => {
    const data = read(`<meta property="og:title" content="Dam opens">${html}`);
    expect(data.rescueBodies()[0]?.text).toContain('It holds 40 million litres.');
    expect(data.rescueBodies()[0]?.text).not.toContain('<p>');
  });

  it('ends on hostile structured data', () => {
    const deep = `${'{"@graph":['.repeat(5_000)}`;
    const many = `[${'{"@type":"NewsArticle","headline":"x"},'.repeat(20_000)}]`;
    expect(read(ld(deep)).items).toEqual([]);
    expect(read(ld(many)).items.length).toBeLessThanOrEqual(200);
    expect(read(ld('{"@type":"NewsArticle","author":{"__proto__":{"name":"x"}}}')).authors).toEqual([]);
  });
});

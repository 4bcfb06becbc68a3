import { describe, expect, it } from 'vitest';
import { creditsOf } from './copy-credits.ts';
import { type CopyText, copyOrigin } from './copy-origin.ts';

const named = (text: string, more: Partial<{ byline: string[]; notes: string[] }> = {}) =>
  creditsOf({ text, byline: [], notes: [], ...more }).map(({ kind, name }) => `${kind} ${name}`);

const body =
  'The port of Averil was closed on Tuesday after a crane fell into the basin.\n\nNobody was hurt, the harbour master said.';
const koreanBody = '해든항에서 3일 크레인이 바다로 넘어졌다.\n\n다친 사람은 없다고 항만청이 밝혔다.';

describe('what a text says of whose it is', () => {
  it.each([
    [`SEOUL (Reuters) - ${body}`, 'dateline Reuters'],
    [`PORT AVERIL, Caldmoor, March 3 (Straits Wire) - ${body}`, 'dateline Straits Wire'],
    [`LONDON (AP) — ${body}`, 'dateline AP'],
    [`(AFP) - ${body}`, 'dateline AFP'],
    [`Berlin (dpa) - ${body}`, 'dateline dpa'],
    [`(서울=연합뉴스) 홍길동 기자 = ${koreanBody}`, 'dateline 연합뉴스'],
    [`[파리=뉴시스]김가나 기자 = ${koreanBody}`, 'dateline 뉴시스'],
    ['【ソウル共同】港で3日、クレーンが倒れた。', 'dateline 共同'],
    ['新华社北京3月4日电 港口星期二关闭。', 'dateline 新华社'],
    [`${body}\n\n© 2026 The Associated Press. All rights reserved.`, 'credit The Associated Press'],
    [`${body}\n\nSource: Straits Wire`, 'credit Straits Wire'],
    [`${body}\n\n— Reuters`, 'credit Reuters'],
    [`${body} (dpa)`, 'credit dpa'],
    [`${body}\n\nThis article was originally published by The Averil Courier.`, 'credit The Averil Courier'],
    [`${koreanBody}\n\n<저작권자 ⓒ 뉴시스. 무단전재 및 재배포 금지>`, 'credit 뉴시스'],
    [`${koreanBody}\n\n저작권자(c) 연합뉴스, 무단 전재-재배포 금지`, 'credit 연합뉴스'],
    [`${koreanBody}\n\n출처: 다솜통신`, 'credit 다솜통신'],
    [`${koreanBody}\n\n[연합뉴스]`, 'credit 연합뉴스'],
  ])('is read from its ends: %s', (text, wanted) => {
    expect(named(text)).toEqual([wanted]);
  });

  it('is read from its byline', () => {
    expect(named(body, { byline: ['Jane Doe, Associated Press'] })).toContain('byline Associated Press');
    expect(named(body, { notes: ['By Jane Doe and Reuters'] })).toContain('byline Reuters');
  });

  it.each([
    `The minister told Reuters on Tuesday that he would stay. ${body}`,
    `${body}\n\nAccording to AP, two ships were turned back.`,
    `${body}\n\n(Photo: AFP)`,
    `${body}\n\nPhoto © Getty Images`,
    `${koreanBody}\n\n[사진=연합뉴스]`,
    `로이터통신은 3일 항구가 닫혔다고 보도했다. ${koreanBody}`,
    `(서울=홍길동 기자) ${koreanBody}`,
    `[앵커] ${koreanBody}`,
    `AVERIL (17 March 2026) - ${body}`,
    `Averil (population 40,000) is a port. ${body}`,
    body,
    '',
  ])('is not read from what it cites, from pictures or from nothing: %s', (text) => {
    expect(named(text)).toEqual([]);
  });

  it('takes no time over hostile text', () => {
    for (const text of [
      '('.repeat(20_000),
      `${'A'.repeat(50_000)} (${'B '.repeat(30_000)}`,
      '© '.repeat(20_000),
      `${'저작권자 '.repeat(10_000)}`,
      `${'a\n'.repeat(50_000)}`,
      `LONDON (<script>alert(1)</script>) - ${body}`,
      `(서울=${'가'.repeat(10_000)})`,
    ])
      expect(named(text, { byline: [text], notes: [text] }).join('').length).toBeLessThan(400);
    expect(named(`LONDON (<script>alert(1)</script>) - ${body}`)).toEqual([]);
  });
});

function copy(id: string, minute: number, more: Partial<CopyText>): CopyText {
  const publishedAt = new Date(Date.UTC(2026, 2, 3, 8, minute)).toISOString();
  const own = { id, publisher: `Paper ${id}`, url: `https://${id}.example/a`, text: body };
  return { ...own, byline: [], notes: [], publishedAt, ...more };
}

describe('whose text a group of copies is', () => {
  const wire = copy('wire', 30, {
    publisher: 'Straits Wire',
    text: `AVERIL, March 3 (Straits Wire) - ${body}`,
  });
  const today = copy('today', 5, { text: `AVERIL (Straits Wire) - ${body}` });

  it('is the agency that datelines name, though another published first', () => {
    expect(copyOrigin([today, wire, copy('post', 40, {})])).toEqual({
      documents: ['today', 'wire', 'post'],
      first: 'today',
      owner: { name: 'Straits Wire', isAgency: true, document: 'wire' },
      signs: [
        { kind: 'dateline', document: 'today', text: 'AVERIL (Straits Wire) -' },
        { kind: 'dateline', document: 'wire', text: 'AVERIL, March 3 (Straits Wire) -' },
      ],
    });
  });

  it('is an agency that the desk does not follow, in either language and by any of its names', () => {
    const origin = copyOrigin([
      copy('a', 1, { text: `(서울=연합뉴스) 홍길동 기자 = ${koreanBody}` }),
      copy('b', 2, { text: `${koreanBody}\n\n저작권자(c) Yonhap News Agency` }),
    ]);
    expect(origin.owner).toEqual({ name: '연합뉴스', isAgency: true });
    expect(origin.signs.map(({ kind, document }) => [kind, document])).toEqual([
      ['dateline', 'a'],
      ['credit', 'b'],
    ]);
  });

  it('is the paper that the copy names as its original, by address or in words', () => {
    const courier = copy('courier', 1, { publisher: 'The Averil Courier' });
    const byAddress = copyOrigin([courier, copy('b', 2, { canonical: 'https://www.courier.example/a' })]);
    expect(byAddress).toMatchObject({
      first: 'courier',
      owner: { name: 'The Averil Courier', isAgency: false, document: 'courier' },
      signs: [{ kind: 'canonical', document: 'b', text: 'courier.example' }],
    });
    const inWords = `${body}\n\nThis article first appeared in the Averil Courier.`;
    expect(copyOrigin([courier, copy('b', 2, { text: inWords })]).owner?.document).toBe('courier');
  });

  it('is nobody where nothing tells, and where they do not agree', () => {
    expect(copyOrigin([copy('a', 1, {}), copy('b', 2, {})])).toEqual({
      documents: ['a', 'b'],
      first: 'a',
      signs: [],
    });
    const reuters = copy('a', 1, { text: `LONDON (Reuters) - ${body}` });
    const afp = copy('b', 2, { text: `LONDON (AFP) - ${body}` });
    expect(copyOrigin([reuters, afp]).owner).toBeUndefined();
  });

  it('believes who names another before who names itself', () => {
    const claims = copy('claims', 1, { publisher: 'Copycat', text: `LONDON (Copycat) - ${body}` });
    expect(copyOrigin([claims, today]).owner?.name).toBe('Straits Wire');
  });

  it('knows the longest version from the first, and no first where a time is missing', () => {
    const long = copy('long', 9, { text: `${body}\n\n${body}` });
    expect(copyOrigin([copy('a', 1, {}), long])).toMatchObject({ first: 'a', fullest: 'long' });
    const { publishedAt: _, ...undated } = copy('b', 1, {});
    expect(copyOrigin([undated, long]).first).toBeUndefined();
  });
});

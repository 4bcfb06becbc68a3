import { expect, it } from 'vitest';
import type { CorrectionRow, StoryDocument } from '../../domain/reading.ts';
import type { Why } from '../../domain/story.ts';
import { inPaperOrder } from '../../languages/site-strings.ts';
import { chromeFor } from './chrome.ts';
import { countriesLine, countryNote } from './countries.ts';
import { momentsOf } from './growth.ts';
import { correctionItems } from './lists.ts';
import { relatedReason } from './related.ts';
import { reliabilityOf } from './reliability.ts';

function report(id: number, hour: number, more: Partial<StoryDocument> = {}): StoryDocument {
  const at = new Date(Date.UTC(2026, 2, 4, hour)).toISOString();
  const names = { title: `Report ${id}`, publisher: `Paper ${id}`, byline: [], sourceTitle: `Paper ${id}` };
  const place = { url: 'https://news.example/a', publishedAt: at, seenAt: at, sourceId: 'a1', copyOf: null };
  return { id, ...names, lang: 'en', ...place, state: 'current', version: 1, country: null, ...more };
}

function correction(id: number, more: Partial<CorrectionRow> = {}): CorrectionRow {
  const text = 'Straits Wire has changed its report.';
  const brief = {
    briefId: 's1-en',
    headline: 'Bridge shut',
    lang: 'en',
    revision: 2,
    kind: 'update',
  } as const;
  const quote = { before: `before ${id}`, after: `after ${id}`, quoteLang: 'en' };
  const at = '2026-03-04T09:00:00.000Z';
  return { id, ...brief, at, text, ...quote, publisher: 'Straits Wire', url: null, ...more };
}

const site = {
  name: 'Standfirst',
  languages: ['en', 'ko'],
  responsible: null,
  contact: null,
  url: null,
  hub: null,
} as const;
const chrome = (ui: 'en' | 'ko') =>
  chromeFor(ui, { site: { ...site }, origin: '', sections: [], now: null, isStatic: false });

it('counts a publisher once, and a copy never, in the figure of a story', () => {
  const moments = momentsOf([
    report(1, 8),
    report(2, 9, { copyOf: 1 }),
    report(3, 10, { publisher: 'paper 1 ' }),
    report(4, 11, { publisher: null }),
    report(5, 12, { publisher: null }),
  ]);
  expect(moments.map(({ isVoice }) => isVoice)).toEqual([true, false, false, true, true]);
});

it('names the countries of independent voices, and says of how many voices it does not know', () => {
  const korea = { code: 'KR', from: 'address' } as const;
  const britain = { code: 'GB', from: 'language' } as const;
  const all = [
    report(1, 8, { country: britain }),
    report(2, 9, { country: korea }),
    report(3, 10, { country: korea, copyOf: 2 }),
    report(4, 11, { country: korea }),
    report(5, 12, { country: { code: 'FR', from: 'source' }, state: 'withdrawn' }),
  ];
  expect(countriesLine(all, chrome('en'))).toBe('South Korea and United Kingdom');
  expect(countriesLine(all, chrome('ko'))).toBe('대한민국 및 영국');
  const some = [...all, report(6, 13)];
  expect(countriesLine(some, chrome('en'))).toContain('(country known of 3 of 4 voices)');
  expect(countriesLine(some, chrome('ko'))).toContain('출처 4곳 가운데 3곳');
  expect(countriesLine([report(1, 8)], chrome('en'))).toBeNull();
  expect(countryNote(report(1, 8, { country: britain }), chrome('en'))).toBe(
    'United Kingdom (by its language tag)',
  );
});

it('orders sections as a paper does, and puts what it does not know last', () => {
  const names = ['Sports', 'chess', '경제', 'world', 'politics', 'bridge'];
  const ordered = ['politics', 'world', '경제', 'Sports', 'chess', 'bridge'];
  expect(inPaperOrder(names, (name) => name)).toEqual(ordered);
});

it('tells one change once, whatever number of sentences it touched', () => {
  const rows = [correction(2), correction(1), correction(3, { revision: 1 })];
  const items = correctionItems(rows, chrome('en'), true).map(String);
  expect(items).toHaveLength(2);
  expect(items[0]?.match(/has changed its report/g)).toHaveLength(1);
  expect(items[0]).toMatch(/before 2.*after 2.*before 1.*after 1/s);
});

it('says in the language of the reader what became of an original, and leaves a note of an editor as written', () => {
  const [told] = correctionItems([correction(1)], chrome('ko'), true).map(String);
  expect(told).toContain('Straits Wire가 기사를 고쳤습니다.');
  expect(told).not.toContain('has changed its report');
  const [noted] = correctionItems([correction(1, { text: 'We misread it.' })], chrome('ko'), true).map(
    String,
  );
  expect(noted).toContain('We misread it.');
});

it('says that a sentence is gone where nothing stands in its place', () => {
  const [item] = correctionItems([correction(1, { after: null })], chrome('en'), true).map(String);
  expect(item).toContain('The sentence is gone.');
});

it('says why a brief stands beside another, with how far apart they are, and hides what has no reason', () => {
  const said = (why: Why[], ui: 'en' | 'ko' = 'en') => relatedReason(why, chrome(ui));
  const earlier: Why = { kind: 'earlier', items: ['1'], score: 0 };
  const later: Why = { kind: 'later', items: ['3'], score: 0 };
  expect(said([{ kind: 'same-names', items: ['Tellin Bridge'], score: 1 }, earlier])).toBe(
    'Also on Tellin Bridge, a day earlier',
  );
  expect(said([{ kind: 'same-words', items: ['Mortgage', 'rates'], score: 1 }])).toBe(
    'Also about mortgage and rates, the same day',
  );
  expect(said([earlier])).toBeNull();
  expect(said([{ kind: 'same-numbers', items: ['1979'], score: 1 }, later])).toBeNull();
  expect(said([{ kind: 'same-names', items: ['텔린 대교'], score: 1 }, earlier], 'ko')).toBe(
    '텔린 대교와 관련된 소식, 하루 전',
  );
  expect(said([{ kind: 'same-names', items: ['달여울댐'], score: 1 }, later], 'ko')).toBe(
    '달여울댐과 관련된 소식, 사흘 뒤',
  );
  expect(said([{ kind: 'same-words', items: ['가뭄'], score: 1 }], 'ko')).toBe(
    '가뭄을 함께 다룬 소식, 같은 날',
  );
  expect(said([{ kind: 'same-words', items: ['금리'], score: 1 }], 'ko')).toBe(
    '금리를 함께 다룬 소식, 같은 날',
  );
});

it('draws how often a risk was right, a point for each step and texts across languages last', () => {
  const bins = [
    { from: 0, to: 0.1, cases: 40, score: 0.05, unsupported: 0.04 },
    { from: 0.9, to: 1, cases: 10, score: 0.95, unsupported: 0.8 },
  ];
  const ofLang = (lang: string) => ({ lang, cases: 50, error: 0.041, bins });
  const page = String(reliabilityOf([ofLang('cross'), ofLang('ko')], chrome('en')));
  expect(page.match(/<circle /g)).toHaveLength(4);
  expect(page).toContain('50 texts, 4.1% from the line on average');
  expect(page.indexOf('Korean')).toBeLessThan(page.indexOf('Sources in the other language'));
  expect(page).toContain('<td class="number">80%</td>');
  expect(reliabilityOf([{ ...ofLang('ko'), bins: [] }], chrome('ko'))).toBe('');
});

import { describe, expect, it } from 'vitest';
import { checks } from '../checks.ts';
import { inspectClaim } from '../claim.ts';
import { readSources } from '../read.ts';
import { englishReasons } from '../reasons/en.ts';
import { koreanReasons } from '../reasons/ko.ts';

const english =
  'The port of Varnholm may close on Monday, 9 March, Mayor Ida Brandt said. "We found rust," she said. ' +
  'Divers did not find 8,700 tons of steel. According to the union, Lund sued Brandt because of it.';
const korean =
  '윤채아 시장은 9일 "균열은 40m이고 더 커지지 않고 있다"고 밝혔다. 복구에 약 350억 원이 들 것으로 예상된다. ' +
  '물길연대가 한누리시를 고발했다. 인명 피해는 없었다.';

/** Texts that nobody means well with, in claims and in sources. */
const hostile: readonly string[] = [
  '',
  ' ',
  '\u0000\uFFFF',
  '\uD800 lone surrogate \uDFFF',
  '"'.repeat(400),
  '“'.repeat(300) + '”'.repeat(300),
  '('.repeat(2000),
  'a'.repeat(20_000),
  '1'.repeat(5000),
  '9'.repeat(400),
  `${'1,'.repeat(2000)}0`,
  '-1e999 %% €€ 만억조 억억억',
  '가'.repeat(5000),
  '하지 않지 않지 않지 '.repeat(200),
  'not not not no never '.repeat(200),
  '<b>'.repeat(500),
  '&amp;'.repeat(500),
  '[x]('.repeat(500),
  'said said said said, said.'.repeat(60),
  'D1:S1 D99999:S0 __proto__ constructor toString',
  'https://'.repeat(300),
  'ﷺ\u202E\u200B\u2066 mixed \u{E0041}\u{1F469}\u200D\u{1F4BB}',
  '\n\n\n\n',
  'x@'.repeat(1000),
];

function inspect(text: string, lang: string, source: string) {
  const document = {
    id: 'D1',
    title: 'A title',
    text: source,
    lang,
    publishedAt: '2026-03-06T09:00:00+01:00',
  };
  const reading = readSources([document]);
  return inspectClaim(
    { text, lang, passages: ['D1:S1', 'D7:S1'], evidence: text.slice(0, 30) },
    reading,
    lang,
  );
}

describe('every check', () => {
  it('has an id of its own and a severity', () => {
    expect(new Set(checks.map((check) => check.id)).size).toBe(checks.length);
    for (const check of checks) expect(['block', 'warn', 'note']).toContain(check.severityMax);
  });

  it.each([
    ['en', english],
    ['ko', korean],
    ['de', 'Der Hafen schließt am Montag.'],
  ])(
    'is total and keeps its spans inside the claim, whatever the claim and the source (%s)',
    (lang, source) => {
      for (const text of [...hostile, english, korean]) {
        for (const from of [source, text]) {
          const { findings, confirmations } = inspect(text, lang, from);
          for (const { start, end } of [...findings, ...confirmations]) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(Math.max(5000, text.length));
          }
          for (const finding of findings) expect(finding.reason.length).toBeLessThan(700);
        }
      }
    },
  );

  it('never says more than its severity allows', () => {
    const order = ['note', 'warn', 'block'];
    for (const text of [
      english.replace('8,700', '87,000'),
      korean.replace('350억', '35억'),
      'No. "Never said so," it said.',
    ]) {
      for (const finding of inspect(text, text === korean ? 'ko' : 'en', english).findings) {
        const check = checks.find((one) => one.id === finding.check);
        expect(order.indexOf(finding.severity)).toBeLessThanOrEqual(
          order.indexOf(check?.severityMax ?? 'note'),
        );
      }
    }
  });
});

describe('reasons', () => {
  it('say everything in both languages, and not the same words', () => {
    const keys = Object.keys(englishReasons) as (keyof typeof englishReasons)[];
    for (const key of keys) {
      const [en, ko] = [englishReasons[key], koreanReasons[key]];
      const say = (row: unknown) =>
        typeof row === 'function'
          ? (row as (...words: string[]) => string)('8,700 tons', '9,000 tons')
          : String(row);
      expect(say(en)).toMatch(/\p{L}/u);
      expect(say(ko)).toMatch(/\p{sc=Hangul}/u);
    }
  });
});

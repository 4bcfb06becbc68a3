import { describe, expect, it } from 'vitest';
import type { Span, TextSpan } from '../src/domain/span.ts';
import { languagePacks, packFor } from '../src/languages/languages.ts';
import type { LanguagePack } from '../src/languages/pack.ts';

/** What every pack promises, whatever its language: see `LanguagePack`. */
const packs: readonly LanguagePack[] = [...languagePacks, packFor('xx'), packFor('und'), packFor('sv')];
const anchor = { at: '2025-12-27T08:00:00+09:00', zone: 'Asia/Seoul' };

const ordinary = [
  '“We lost 1,200 homes,” Maria Lopez, 34, told the Harbour Times on Friday. “It may not end before May 5.”',
  '“우리는 집 1,200채를 잃었다”고 김하늘 시장이 26일 밝혔다. 피해액은 3조 2000억 원에 이를 전망이다.',
  '„Wir haben 1.200 Häuser verloren“, sagte Anna Berg am Freitag. Das sind 4,5 Prozent.',
  '« Nous avons perdu 1 200 maisons », a déclaré Marie Duval le 26 décembre 2025.',
  '「家を1200棟失った」と市長は26日に述べた。損害は3億円に上る。',
  "LONDON (AP) -- It 's 3.5 % , he said . `` No , '' she said .\n\n• One\n• Two (and 3-1)\r\n\r\nEnd",
];
const hostile = [
  '',
  ' ',
  '\n\n\n',
  '.',
  '...!?',
  '"',
  '“',
  "'''''",
  '\u0000\ud800\udfff\ud800',
  '\u202e\u200b\ufeff',
  '1'.repeat(400),
  '1,'.repeat(200),
  '9'.repeat(30) + 'bn',
  '99999-99-99 32/13/2025 25:61 p.m. Feb. 30, 2025',
  'Infinity years ago, 999999999 years ago and 1e309 dollars',
  '“‘“‘“‘“‘“‘“‘“‘',
  '(((((((((((((',
  'A. B. C. D. E. F. G.',
  'constructor __proto__ toString said hasOwnProperty told valueOf',
  '𝟙𝟚 ①② Ⅳ ½ ٣٤ 三千万 １２３',
  '👩‍👩‍👧‍👦 said “👍🏽”.',
];

function everySpan(pack: LanguagePack, text: string): [string, TextSpan][] {
  const lists: Record<string, readonly TextSpan[]> = {
    sentences: pack.sentences(text),
    tokens: pack.tokens(text),
    quantities: pack.quantities(text),
    times: pack.times(text, anchor),
    names: pack.names(text),
    quotations: pack.quotations(text),
    attributions: pack.attributions(text),
    hedges: pack.hedges(text),
    negations: pack.negations(text),
    causes: pack.causes(text),
    loadedWords: pack.loadedWords(text),
  };
  return Object.entries(lists).flatMap(([list, spans]) =>
    spans.map((span): [string, TextSpan] => [list, span]),
  );
}

function expectInside(text: string, span: TextSpan, list: string): void {
  expect(span.start, list).toBeGreaterThanOrEqual(0);
  expect(span.end, list).toBeGreaterThan(span.start);
  expect(span.end, list).toBeLessThanOrEqual(text.length);
  expect(span.text, list).toBe(text.slice(span.start, span.end));
}

/** A fixed pseudo-random sequence (mulberry32), so that a failure can be repeated from its seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const alphabet = [
  ...[...'abcXYZ .,;:!?"\'“”‘’()[]-–—\n0123456789%$€₩'],
  ...[
    'said',
    'Kim',
    'told',
    'not',
    ' of ',
    'Mr.',
    'U.S.',
    ' million',
    ' Friday',
    'ago',
    '명',
    '다고',
    '밝혔다',
    '조',
    '억',
  ],
  ...['「', '」', '。', '«', '»', '\u00a0', '\ud83d', '\udc4d', 'ß', 'é', 'Prozent', 'mars', '3月'],
];

function scramble(seed: number, pieces: number): string {
  const next = random(seed);
  return Array.from({ length: pieces }, () => alphabet[Math.floor(next() * alphabet.length)]).join('');
}

describe.each(packs.map((pack) => [pack.tag, pack] as const))('the language pack %s', (_tag, pack) => {
  it('gives spans that lie in the text and carry its words', () => {
    for (const text of [...ordinary, ...hostile]) {
      for (const [list, span] of everySpan(pack, text)) expectInside(text, span, list);
    }
  });

  it('keeps to that on scrambled text', () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const text = scramble(seed, 1 + (seed % 60));
      for (const [list, span] of everySpan(pack, text)) expectInside(text, span, `${list}, seed ${seed}`);
    }
  });

  it('orders sentences and tokens, without overlaps and without losing a visible character', () => {
    for (const text of [
      ...ordinary,
      ...hostile,
      ...Array.from({ length: 60 }, (_, seed) => scramble(seed + 500, 40)),
    ]) {
      for (const spans of [pack.sentences(text), pack.tokens(text)]) {
        let behind = 0;
        let between = '';
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(behind);
          between += text.slice(behind, start);
          behind = end;
        }
        expect((between + text.slice(behind)).trim(), JSON.stringify(text)).toBe('');
      }
    }
  });

  it('gives numbers that are numbers, and intervals that run forward', () => {
    for (const text of [...ordinary, ...hostile]) {
      for (const quantity of pack.quantities(text)) {
        expect(Number.isFinite(quantity.low) && Number.isFinite(quantity.high), quantity.text).toBe(true);
        expect(quantity.unit === 'score' || quantity.low <= quantity.high, quantity.text).toBe(true);
        expect(quantity.step, quantity.text).toBeGreaterThan(0);
      }
      for (const time of [...pack.times(text, anchor), ...pack.times(text)]) {
        if (time.from === null || time.to === null) continue;
        expect(time.from < time.to, `${time.text}: ${time.from} to ${time.to}`).toBe(true);
      }
    }
  });

  it('gives quotations whose words lie inside their marks', () => {
    for (const text of [...ordinary, ...hostile]) {
      for (const { start, end, inner, speaker, cue } of pack.quotations(text)) {
        expect(inner.start >= start && inner.end <= end && inner.start <= inner.end).toBe(true);
        for (const span of [speaker, cue] as (Span | undefined)[]) {
          if (span) expectInside(text, { ...span, text: text.slice(span.start, span.end) }, 'speaker or cue');
        }
      }
      for (const { speaker, cue } of pack.attributions(text)) {
        expectInside(text, cue, 'cue');
        if (speaker)
          expectInside(text, { start: speaker.start, end: speaker.end, text: speaker.text }, 'speaker');
      }
    }
  });

  it('says the same twice', () => {
    for (const text of ordinary) expect(everySpan(pack, text)).toEqual(everySpan(pack, text));
  });

  it('says what it cannot do, or can do all', () => {
    const whole = ['en', 'ko'].filter((tag) => packFor(tag).limits.length === 0);
    expect(pack.limits.length === 0).toBe(whole.includes(pack.tag));
    expect(whole).toContain('en');
  });
});

describe('the table of packs', () => {
  it('has one pack for each tag', () => {
    const tags = languagePacks.map((pack) => pack.tag);
    expect(new Set(tags).size).toBe(tags.length);
  });

  it('answers every tag, known or not', () => {
    expect(packFor('en-GB').tag).toBe('en');
    expect(packFor('KO-kr').tag).toBe('ko');
    expect(packFor('sv').tag).toBe('sv');
    for (const tag of ['', 'x', '-', 'toolongtag', '<b>', 'é']) expect(packFor(tag).tag).toBe('und');
  });
});

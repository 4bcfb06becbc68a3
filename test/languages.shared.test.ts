import { describe, expect, it } from 'vitest';
import type { Quantity } from '../src/languages/pack.ts';
import {
  compareQuantities,
  quantitiesAgree,
  sameQuantity,
  timesAgree,
} from '../src/languages/shared/agree.ts';
import {
  addMonths,
  dateOfNumber,
  dayNumber,
  dayRange,
  isoDate,
  localAnchor,
  nearestWeekday,
  quarterRange,
  shiftedRange,
  timeRange,
  weekday,
} from '../src/languages/shared/calendar.ts';
import { crossScriptKeys } from '../src/languages/shared/name-keys.ts';
import { parseDigits, scaled, westernStyle } from '../src/languages/shared/numbers.ts';
import { englishQuoteStyle, pairQuotes } from '../src/languages/shared/quotes.ts';
import { romaniseHangul } from '../src/languages/shared/romanise.ts';

function quantity(text: string, low: number, extra: Partial<Quantity> = {}): Quantity {
  const base = { start: 0, end: text.length, text, low, high: low, precision: 'exact' as const };
  return { ...base, unit: 'count', ordinal: false, step: 1, ...extra };
}

describe('numbers in digits', () => {
  it('knows the place value of the last digit that carries meaning', () => {
    expect(parseDigits('15,000')).toEqual({ value: 15_000, step: 1000 });
    expect(parseDigits('4.5')).toEqual({ value: 4.5, step: 0.1 });
    expect(parseDigits('1.234,5', { decimal: ',', groups: '.' })?.value).toBe(1234.5);
    expect(parseDigits('1,23,456')?.value).toBe(123_456);
  });

  it('refuses what is no number', () => {
    for (const text of ['1,23,4', '1.2.3', '', ',', 'x', '1,2', '9'.repeat(80)]) {
      expect(parseDigits(text, westernStyle), text).toBeNull();
    }
  });

  it('scales without binary dust', () => {
    expect(scaled({ value: 1.1, step: 0.1 }, 1e9)).toEqual({ value: 1.1e9, step: 1e8 });
  });
});

describe('agreement of quantities', () => {
  const exact = quantity('14,876', 14_876);
  const round = (text: string, precision: Quantity['precision']) =>
    quantity(text, 15_000, { precision, step: 1000 });

  it('understands rounding and the words about it', () => {
    expect(quantitiesAgree(round('about 15,000', 'about'), exact)).toBe(true);
    expect(quantitiesAgree(round('nearly 15,000', 'nearly'), exact)).toBe(true);
    expect(compareQuantities(round('more than 15,000', 'more-than'), exact)).toBe('qualifier-differs');
    expect(
      quantitiesAgree(quantity('more than 14,000', 14_000, { precision: 'more-than', step: 1000 }), exact),
    ).toBe(true);
  });

  it('does not let a figure of whole things be rounded by more than one in a hundred', () => {
    expect(compareQuantities(quantity('120', 120, { step: 10 }), quantity('124', 124))).toBe('differs');
    expect(compareQuantities(round('15,000', 'exact'), exact)).toBe('rounded');
  });

  it('tells a moved comma from a rounding', () => {
    const tons = (low: number, step: number) => quantity(`${low} tons`, low, { unit: 'ton', step });
    expect(compareQuantities(tons(8700, 100), tons(87_000, 1000))).toBe('differs');
  });

  it('converts units', () => {
    const miles = quantity('5 miles', 5, { unit: 'mile' });
    expect(compareQuantities(miles, quantity('8km', 8, { unit: 'kilometre' }))).toBe('converted');
    expect(compareQuantities(miles, quantity('12km', 12, { unit: 'kilometre' }))).toBe('differs');
    const freezing = quantity('0C', 0, { unit: 'degree-celsius' });
    expect(sameQuantity(freezing, quantity('32F', 32, { unit: 'degree-fahrenheit' }))).toBe(true);
  });

  it('tells percent from percentage points and dollars from euros', () => {
    const percent = quantity('4.5%', 4.5, { unit: 'percent', step: 0.1 });
    expect(compareQuantities(percent, { ...percent, unit: 'percentage-point' })).toBe('unit-differs');
    expect(compareQuantities({ ...percent, unit: 'USD' }, { ...percent, unit: 'EUR' })).toBe('unit-differs');
    expect(compareQuantities(percent, { ...percent, unit: 'USD' })).toBe('incomparable');
  });
});

describe('the calendar', () => {
  it('counts days there and back', () => {
    for (const days of [-719_162, -1, 0, 59, 60, 11_016, 20_000, 2_932_896]) {
      expect(dayNumber(dateOfNumber(days))).toBe(days);
    }
    expect(isoDate(dateOfNumber(0))).toBe('1970-01-01');
    expect(weekday({ year: 2025, month: 12, day: 26 })).toBe(4);
  });

  it('keeps to the end of a short month', () => {
    expect(addMonths({ year: 2024, month: 1, day: 31 }, 1)).toEqual({ year: 2024, month: 2, day: 29 });
  });

  it('makes half-open ranges', () => {
    expect(dayRange({ year: 2025, month: 12, day: 31 })).toEqual({ from: '2025-12-31', to: '2026-01-01' });
    expect(quarterRange(2025, 4)).toEqual({ from: '2025-10-01', to: '2026-01-01' });
    expect(timeRange({ year: 2025, month: 12, day: 31 }, 23, 0, 60).to).toBe('2026-01-01T00:00');
  });

  it('shifts by whole units of the calendar', () => {
    const day = { year: 2026, month: 2, day: 10 };
    expect(shiftedRange(day, 'quarter', -1)).toEqual({ from: '2025-10-01', to: '2026-01-01' });
    expect(shiftedRange(day, 'week', 1)).toEqual({ from: '2026-02-16', to: '2026-02-23' });
    expect(shiftedRange(day, 'decade', -1)).toEqual({ from: '2010-01-01', to: '2020-01-01' });
    expect(shiftedRange(day, 'year', 99_999)).toBeNull();
    expect(isoDate(nearestWeekday(day, 4, 'past'))).toBe('2026-02-06');
  });

  it('reads the anchor on the wall clock of its zone', () => {
    const at = '2025-12-26T20:30:00Z';
    expect(localAnchor({ at, zone: 'Asia/Seoul' })).toMatchObject({ day: 27, hour: 5, minute: 30 });
    expect(localAnchor({ at, zone: '-05:00' })).toMatchObject({ day: 26, hour: 15 });
    expect(localAnchor({ at })).toMatchObject({ day: 26, hour: 20 });
    expect(localAnchor({ at, zone: 'No/Where' })).toMatchObject({ day: 26, hour: 20 });
    expect(localAnchor({ at: 'yesterday' })).toBeNull();
  });

  it('lets a day agree with its month and a fortnight with fourteen days', () => {
    const point = (from: string, to: string) =>
      ({ start: 0, end: 0, text: '', from, to, grain: 'day', kind: 'point', relative: false }) as const;
    expect(timesAgree(point('2025-12-26', '2025-12-27'), point('2025-12-01', '2026-01-01'))).toBe(true);
    expect(timesAgree(point('2025-12-26', '2025-12-27'), point('2025-12-27', '2025-12-28'))).toBe(false);
    const length = (amount: number, grain: 'day' | 'week') =>
      ({
        start: 0,
        end: 0,
        text: '',
        from: null,
        to: null,
        grain,
        kind: 'duration',
        amount,
        relative: false,
      }) as const;
    expect(timesAgree(length(2, 'week'), length(14, 'day'))).toBe(true);
    expect(timesAgree(length(2, 'week'), length(12, 'day'))).toBe(false);
  });
});

describe('names across scripts', () => {
  const share = (hangul: string, latin: string) => {
    const keys = new Set(crossScriptKeys(hangul));
    return crossScriptKeys(latin).some((key) => keys.has(key));
  };

  it('romanises Hangul', () => expect(romaniseHangul('김정은')).toBe('gimjeongeun'));

  it.each([
    ['김정은', 'Kim Jong Un'],
    ['이재명', 'Lee Jae-myung'],
    ['박근혜', 'Park Geun-hye'],
    ['윤석열', 'Yoon Suk Yeol'],
    ['조태열', 'Cho Tae-yul'],
    ['반기문', 'Ban Ki-moon'],
    ['도널드 트럼프', 'Donald Trump'],
    ['블라디미르 푸틴', 'Vladimir Putin'],
  ])('%s is %s', (hangul, latin) => expect(share(hangul, latin)).toBe(true));

  it.each([
    ['바이든', 'Putin'],
    ['김정은', 'Kim Yo Jong'],
    ['문재인', 'Moon Chung-in'],
  ])('%s is not %s', (hangul, latin) => expect(share(hangul, latin)).toBe(false));
});

describe('quotation marks', () => {
  const inner = (text: string) =>
    pairQuotes(text, englishQuoteStyle).map((pair) => text.slice(pair.inner.start, pair.inner.end));

  it('pairs straight, curly and pre-tokenised marks', () => {
    expect(inner('"I won\'t go," he said. "Never."')).toEqual(["I won't go,", 'Never.']);
    expect(inner('“Go,” she said. “He told me ‘no’ twice.”')).toEqual([
      'Go,',
      'He told me ‘no’ twice.',
      'no',
    ]);
    expect(inner("`` Go , '' she said .")).toEqual([' Go , ']);
    expect(inner('He said : " We wo n\'t , " and left .')).toEqual([" We wo n't , "]);
  });

  it('tells British single quotation marks from apostrophes', () => {
    expect(inner("'It's the workers' choice,' he said of the '90s rock 'n' roll.")).toEqual([
      "It's the workers' choice,",
    ]);
    expect(inner("The workers' union met the players' board.")).toEqual([]);
  });

  it('follows a quotation over paragraphs that have no closing mark', () => {
    const text = '“First part.\n\n“Second part,” he said.';
    const pairs = pairQuotes(text, englishQuoteStyle);
    expect(pairs.map(({ closed, continues }) => [closed, continues])).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  it('leaves inches and stray marks alone', () => {
    expect(inner('He is 6\'2" tall and said "no".')).toEqual(['no']);
    expect(inner('A stray " mark\n\nand "a pair".')).toEqual(['a pair']);
  });
});

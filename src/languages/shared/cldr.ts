import type { NumberStyle } from './numbers.ts';

/** What the platform's CLDR data says of a language, read through Intl once per tag. */
export interface CldrTables {
  numbers: NumberStyle;
  /** Magnitude words of compact notation (`Millionen`, `億`), lower case, with their factor. */
  magnitudes: ReadonlyMap<string, number>;
  /** Names and signs of currencies and units, lower case, with our canonical unit. */
  units: ReadonlyMap<string, string>;
  /** Month names and abbreviations, lower case, with their number. */
  months: ReadonlyMap<string, number>;
  /** Weekday names, lower case, Monday 0. */
  weekdays: ReadonlyMap<string, number>;
  /** `gestern`, `letztes Jahr`: unit and distance. */
  relative: ReadonlyMap<string, { grain: 'day' | 'week' | 'month' | 'quarter' | 'year'; count: number }>;
  /** Order of the parts of a date in digits. */
  dateOrder: 'dmy' | 'mdy' | 'ymd';
}

const cache = new Map<string, CldrTables>();
const cachedTagsMax = 60;

/** The tables for a BCP 47 tag; those of English where the platform does not know the tag. */
export function cldrTables(tag: string): CldrTables {
  const known = cache.get(tag);
  if (known) return known;
  const usable = tag !== 'und' && Intl.NumberFormat.supportedLocalesOf(tag).length > 0 ? tag : 'en';
  const tables: CldrTables = {
    numbers: numberStyle(usable),
    magnitudes: magnitudeWords(usable),
    units: unitWords(usable),
    months: monthWords(usable),
    weekdays: weekdayWords(usable),
    relative: relativeWords(usable),
    dateOrder: dateOrder(usable),
  };
  if (cache.size < cachedTagsMax) cache.set(tag, tables);
  return tables;
}

function numberStyle(tag: string): NumberStyle {
  const parts = new Intl.NumberFormat(tag, { numberingSystem: 'latn' }).formatToParts(1_234_567.8);
  const decimal = parts.find((part) => part.type === 'decimal')?.value ?? '.';
  const group = parts.find((part) => part.type === 'group')?.value ?? ',';
  // Every kind of blank may separate groups where one does; Swiss apostrophes are never decimals.
  const blanks = /\s/.test(group) ? ' \u00a0\u202f\u2009' : group;
  return { decimal, groups: `${blanks}’'` };
}

function magnitudeWords(tag: string): Map<string, number> {
  const words = new Map<string, number>();
  for (const compactDisplay of ['long', 'short'] as const) {
    const format = new Intl.NumberFormat(tag, {
      notation: 'compact',
      compactDisplay,
      numberingSystem: 'latn',
    });
    for (let power = 3; power <= 15; power += 1) {
      for (const digit of [1, 2, 5]) {
        const value = digit * 10 ** power;
        const parts = format.formatToParts(value);
        const word = parts
          .find((part) => part.type === 'compact')
          ?.value.trim()
          .toLowerCase();
        const shown = Number(
          parts
            .filter((part) => part.type === 'integer')
            .map((part) => part.value)
            .join(''),
        );
        if (word && shown > 0 && !words.has(word)) words.set(word, value / shown);
      }
    }
  }
  return words;
}

const measures: Record<string, string> = {
  percent: 'percent',
  kilometer: 'kilometre',
  meter: 'metre',
  centimeter: 'centimetre',
  millimeter: 'millimetre',
  mile: 'mile',
  foot: 'foot',
  hectare: 'hectare',
  acre: 'acre',
  liter: 'litre',
  gallon: 'gallon',
  kilogram: 'kilogram',
  gram: 'gram',
  pound: 'pound',
  celsius: 'degree-celsius',
  fahrenheit: 'degree-fahrenheit',
  'kilometer-per-hour': 'kilometre-per-hour',
  'mile-per-hour': 'mile-per-hour',
  second: 'second',
  minute: 'minute',
  hour: 'hour',
  day: 'day',
  week: 'week',
  month: 'month',
  year: 'year',
  gigabyte: 'gigabyte',
  megabyte: 'megabyte',
};
const currencies = 'USD EUR GBP JPY KRW CNY RUB INR CHF CAD AUD BRL MXN TRY SEK NOK DKK PLN UAH'.split(' ');

function unitWords(tag: string): Map<string, string> {
  const words = new Map<string, string>([['%', 'percent']]);
  const add = (word: string | undefined, unit: string) => {
    const plain = word?.trim().toLowerCase();
    if (plain && !words.has(plain) && !/^\p{N}/u.test(plain)) words.set(plain, unit);
  };
  for (const [unit, ours] of Object.entries(measures)) {
    for (const unitDisplay of ['long', 'short'] as const) {
      const format = new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay });
      for (const count of [1, 2, 5])
        for (const part of format.formatToParts(count)) if (part.type === 'unit') add(part.value, ours);
    }
  }
  for (const currency of currencies) {
    for (const currencyDisplay of ['name', 'symbol'] as const) {
      const format = new Intl.NumberFormat(tag, { style: 'currency', currency, currencyDisplay });
      for (const count of [1, 2, 5])
        for (const part of format.formatToParts(count))
          if (part.type === 'currency') add(part.value, currency);
    }
  }
  for (const [word, unit] of generalNames) add(word(tag), unit);
  return words;
}

/** News says `dollars` and `yen`, not `US dollars`: the last word of the full name, where it has several. */
const generalNames: readonly (readonly [(tag: string) => string | undefined, string])[] = (
  [
    ['USD', 2],
    ['USD', 1],
  ] as const
).map(([currency, count]) => [
  (tag: string) => {
    const format = new Intl.NumberFormat(tag, { style: 'currency', currency, currencyDisplay: 'name' });
    const name = format.formatToParts(count).find((part) => part.type === 'currency')?.value ?? '';
    return /dollar|dólar|доллар|ドル/i.exec(name)
      ? /\S*(?:dollar|dólar|доллар|ドル)\S*/i.exec(name)?.[0].replace(/^us-?/i, '')
      : undefined;
  },
  currency,
]);

function monthWords(tag: string): Map<string, number> {
  const words = new Map<string, number>();
  for (const month of ['long', 'short'] as const) {
    for (const options of [{ month }, { month, day: 'numeric' }] as const) {
      const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC', calendar: 'gregory' });
      for (let index = 0; index < 12; index += 1) {
        const parts = format.formatToParts(Date.UTC(2025, index, 3));
        const word = parts
          .find((part) => part.type === 'month')
          ?.value.toLowerCase()
          .replace(/\.$/, '');
        if (word && /\p{L}/u.test(word) && !words.has(word)) words.set(word, index + 1);
      }
    }
  }
  return words;
}

function weekdayWords(tag: string): Map<string, number> {
  const format = new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' });
  const words = new Map<string, number>();
  for (let index = 0; index < 7; index += 1)
    words.set(format.format(Date.UTC(2024, 0, 1 + index)).toLowerCase(), index);
  return words;
}

function relativeWords(
  tag: string,
): Map<string, { grain: 'day' | 'week' | 'month' | 'quarter' | 'year'; count: number }> {
  const format = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const words = new Map<string, { grain: 'day' | 'week' | 'month' | 'quarter' | 'year'; count: number }>();
  for (const grain of ['day', 'week', 'month', 'quarter', 'year'] as const) {
    for (const count of [-2, -1, 0, 1, 2]) {
      const word = format.format(count, grain).toLowerCase();
      if (!/\p{N}/u.test(word) && !words.has(word)) words.set(word, { grain, count });
    }
  }
  return words;
}

function dateOrder(tag: string): CldrTables['dateOrder'] {
  const order = new Intl.DateTimeFormat(tag, { dateStyle: 'short', timeZone: 'UTC' })
    .formatToParts(Date.UTC(2025, 0, 3))
    .map((part) => part.type)
    .filter((type) => type === 'year' || type === 'month' || type === 'day');
  if (order[0] === 'year') return 'ymd';
  return order[0] === 'month' ? 'mdy' : 'dmy';
}

import type { Quantity, TimeExpression } from '../pack.ts';
import { cldrTables } from './cldr.ts';
import { type ParsedNumber, parseDigits, scaled, tidy } from './numbers.ts';
import { overlapIndex, spanOf } from './spans.ts';
import { currencyCode, currencyCodes, currencySigns } from './units.ts';
import { anyOf } from './words.ts';

interface Reader {
  number: RegExp;
  magnitude: RegExp;
  unit: RegExp;
}

const readers = new Map<string, Reader>();
const readersMax = 60;

function readerFor(tag: string): Reader {
  const known = readers.get(tag);
  if (known) return known;
  const { numbers, magnitudes, units } = cldrTables(tag);
  const group = `[${[...new Set(numbers.groups)].map((char) => (char === ' ' ? ' ' : `\\u{${char.codePointAt(0)?.toString(16)}}`)).join('')}]`;
  const decimal = `\\u{${numbers.decimal.codePointAt(0)?.toString(16)}}`;
  const signs = currencySigns.map(([sign]) => sign.replace(/\$/g, '\\$')).join('|');
  const codes = [...currencyCodes].join('|');
  const reader: Reader = {
    number: new RegExp(
      `(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{N}_/-])(?<!\\p{N}[.,:])((?:${signs}|(?:${codes})(?=[\\s\\p{N}]))\\s?)?` +
        `(\\p{Nd}{1,3}(?:${group}\\p{Nd}{3}){1,6}(?:${decimal}\\p{Nd}{1,10})?|\\p{Nd}{1,18}(?:${decimal}\\p{Nd}{1,10})?)(?![\\p{N}])`,
      'gu',
    ),
    magnitude: new RegExp(
      `\\s?(${anyOf([...magnitudes.keys()])})(?![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}])`,
      'iuy',
    ),
    unit: new RegExp(
      `(?:[\\s\\u{a0}\\u{202f}]|\\s(?:de|di)\\s|\\s?d[’'])?(${anyOf([...units.keys()])}|${signs}|${codes})(?![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{N}])`,
      'iuy',
    ),
  };
  if (readers.size < readersMax) readers.set(tag, reader);
  return reader;
}

/** Numbers in digits with the magnitude words, currencies and units that CLDR has for the language. */
export function genericQuantities(text: string, tag: string, times: readonly TimeExpression[]): Quantity[] {
  const reader = readerFor(tag);
  const { numbers } = cldrTables(tag);
  const isTime = overlapIndex(times);
  const found: Quantity[] = [];
  for (const match of text.matchAll(reader.number)) {
    const [whole, sign = '', digits = ''] = match;
    const end = match.index + whole.length;
    if (isTime({ start: match.index, end }) || match.index < (found.at(-1)?.end ?? 0)) continue;
    const parsed = parseDigits(digits, numbers) ?? parseDigits(digits, { decimal: '.', groups: ',' });
    if (!parsed) continue;
    found.push(quantityAt(text, tag, reader, { start: match.index, end, sign: sign.trim(), parsed }));
  }
  return found.filter((quantity) => !isYearOrPage(quantity));
}

interface NumberAt {
  start: number;
  end: number;
  sign: string;
  parsed: ParsedNumber;
}

function quantityAt(text: string, tag: string, reader: Reader, number: NumberAt): Quantity {
  const { magnitudes, units } = cldrTables(tag);
  let { end, parsed } = number;
  // 3億2000万: several magnitudes add up.
  for (let rounds = 0; rounds < 4; rounds += 1) {
    reader.magnitude.lastIndex = end;
    const magnitude = reader.magnitude.exec(text);
    const factor = magnitudes.get(magnitude?.[1]?.toLowerCase() ?? '');
    if (!magnitude || factor === undefined) break;
    const own = rounds === 0 ? scaled(parsed, factor) : parsed;
    parsed = own;
    end += magnitude[0].length;
    const more = /^(\p{Nd}{1,4})/u.exec(text.slice(end, end + 4));
    const next = more ? parseDigits(more[1] ?? '') : null;
    if (!more || !next) break;
    reader.magnitude.lastIndex = end + more[0].length;
    const following = reader.magnitude.exec(text);
    const nextFactor = magnitudes.get(following?.[1]?.toLowerCase() ?? '');
    if (nextFactor === undefined || nextFactor >= factor) break;
    const added = scaled(next, nextFactor);
    parsed = { value: tidy(parsed.value + added.value), step: added.step };
    end += more[0].length;
  }
  reader.unit.lastIndex = end;
  const written = reader.unit.exec(text);
  const unit =
    unitOfWord(number.sign) ??
    (written?.[1] ? (units.get(written[1].toLowerCase()) ?? unitOfWord(written[1])) : undefined);
  if (written && number.sign === '') end += written[0].length;
  const span = spanOf(text, number.start, end);
  const { value, step } = parsed;
  return {
    ...span,
    low: value,
    high: value,
    precision: 'exact',
    unit: unit ?? 'count',
    ordinal: false,
    step,
  };
}

function unitOfWord(written: string): string | undefined {
  const sign = currencySigns.find(([form]) => form === written);
  if (sign) return sign[1];
  return currencyCodes.has(written.toUpperCase()) ? currencyCode(written) : undefined;
}

/** Four digits from 1900 to 2099 without a unit are a year that no date pattern caught. */
function isYearOrPage({ unit, text }: Quantity): boolean {
  return unit === 'count' && /^(?:19|20)\d\d$/.test(text);
}

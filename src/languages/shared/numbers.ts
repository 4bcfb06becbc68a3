/** How a language writes digits: `1,234.5` in English, `1.234,5` in German. */
export interface NumberStyle {
  decimal: string;
  /** Every character that may stand between groups of digits. */
  groups: string;
}

export const westernStyle: NumberStyle = { decimal: '.', groups: ',' };

/** `step` is the place value of the last digit that carries meaning: 1000 for `15,000`, 0.1 for `4.5`. */
export interface ParsedNumber {
  value: number;
  step: number;
}

const digitsMax = 24;

/** Full-width and other decimal digits as ASCII. */
export function asciiDigits(text: string): string {
  return text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[٠-٩]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x660 + 48))
    .replace(/[۰-۹]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x6f0 + 48))
    .replace(/[०-९]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x966 + 48));
}

/**
 * Reads one number written in digits. Null where the text is not one: wrong grouping (`1,23,4` with groups of three),
 * two decimal points, more than 24 digits.
 */
export function parseDigits(text: string, style: NumberStyle = westernStyle): ParsedNumber | null {
  const plain = asciiDigits(text);
  const [whole = '', fraction, ...more] = plain.split(style.decimal);
  if (more.length > 0 || plain.length > digitsMax * 2) return null;
  if (fraction !== undefined && !/^\d{1,24}$/.test(fraction)) return null;
  const groups = splitGroups(whole, style.groups);
  if (!groups || groups.join('').length > digitsMax) return null;
  const integer = groups.join('');
  if (integer === '' && fraction === undefined) return null;
  const value = Number(`${integer || '0'}${fraction === undefined ? '' : `.${fraction}`}`);
  return { value, step: fraction === undefined ? integerStep(integer) : 10 ** -fraction.length };
}

function splitGroups(whole: string, separators: string): string[] | null {
  const groups: string[] = [''];
  for (const char of whole) {
    if (char >= '0' && char <= '9') groups[groups.length - 1] += char;
    else if (separators.includes(char)) groups.push('');
    else return null;
  }
  if (groups.length === 1) return groups;
  const first = groups[0]?.length ?? 0;
  const rest = groups.slice(1).map((group) => group.length);
  const thousands = first >= 1 && first <= 3 && rest.every((length) => length === 3);
  const indian =
    first >= 1 && first <= 2 && rest.at(-1) === 3 && rest.slice(0, -1).every((length) => length === 2);
  return thousands || indian ? groups : null;
}

function integerStep(integer: string): number {
  const zeros = integer.length - integer.replace(/0+$/, '').length;
  return zeros === integer.length ? 1 : 10 ** zeros;
}

/** Times a magnitude (`million` = 1e6), free of the dust of binary fractions: 1.1 x 1e9 is 1100000000. */
export function scaled(number: ParsedNumber, factor: number): ParsedNumber {
  return { value: tidy(number.value * factor), step: tidy(number.step * factor) };
}

/** Adds two parts of one number (`3조` + `2000억`); the step is that of the finer part. */
export function summed(a: ParsedNumber, b: ParsedNumber): ParsedNumber {
  return { value: tidy(a.value + b.value), step: Math.min(a.step, b.step) };
}

/** Rounded to 15 significant digits. */
export function tidy(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(15)) : value;
}

/** Place value of the last non-zero digit of an integer: 24 -> 1, 1500 -> 100. */
export function stepOf(value: number): number {
  return Number.isSafeInteger(value) ? integerStep(String(Math.abs(value))) : 1;
}

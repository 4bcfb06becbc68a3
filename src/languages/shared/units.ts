/**
 * Units by their canonical name (English singular),
 with what they measure and how they turn into the base of that
 * dimension. Factors: SI brochure, 9th edition (2019), and NIST SP 811 appendix B for the customary units.
 */
export type Dimension =
  | 'length'
  | 'area'
  | 'volume'
  | 'mass'
  | 'time'
  | 'speed'
  | 'temperature'
  | 'power'
  | 'energy'
  | 'data'
  | 'ratio'
  | 'pressure'
  | 'frequency'
  | 'difference';

export interface Unit {
  dimension: Dimension;
  /** Size in the base unit of the dimension. */
  factor: number;
  /** Added after the factor; temperatures alone need it. */
  offset?: number;
}

/** Base units: metre, square-metre, litre, kilogram, second, metre-per-second, kelvin, watt, joule, byte, 1, pascal, hertz. */
const table: Record<Dimension, Record<string, number>> = {
  length: {
    metre: 1,
    millimetre: 0.001,
    micrometre: 1e-6,
    nanometre: 1e-9,
    centimetre: 0.01,
    kilometre: 1000,
    inch: 0.0254,
    foot: 0.3048,
    yard: 0.9144,
    mile: 1609.344,
    'nautical-mile': 1852,
    'light-year': 9.4607304725808e15,
  },
  area: {
    'square-metre': 1,
    'square-centimetre': 1e-4,
    'square-kilometre': 1e6,
    hectare: 1e4,
    acre: 4046.8564224,
    'square-foot': 0.09290304,
    'square-inch': 0.00064516,
    'square-yard': 0.83612736,
    'square-mile': 2589988.110336,
    /** 평: 400/121 square metres (Korea's Measures Act). */
    pyeong: 400 / 121,
  },
  volume: {
    litre: 1,
    millilitre: 0.001,
    'cubic-metre': 1000,
    'cubic-centimetre': 0.001,
    'cubic-foot': 28.316846592,
    /** United States liquid gallon. */
    gallon: 3.785411784,
    pint: 0.473176473,
    /** Oil barrel, 42 gallons. */
    barrel: 158.987294928,
  },
  mass: {
    kilogram: 1,
    gram: 0.001,
    milligram: 1e-6,
    microgram: 1e-9,
    /** The metric ton; the American short ton has a name of its own here. */
    ton: 1000,
    'short-ton': 907.18474,
    pound: 0.45359237,
    ounce: 0.028349523125,
    stone: 6.35029318,
  },
  time: {
    second: 1,
    millisecond: 0.001,
    minute: 60,
    hour: 3600,
    day: 86_400,
    week: 604_800,
    /** A mean Gregorian month and year. */
    month: 2_629_746,
    year: 31_556_952,
    /** An age; the same length, so that `37세` meets `37-year-old`. */
    'year-of-age': 31_556_952,
    decade: 315_569_520,
    century: 3_155_695_200,
  },
  speed: {
    'metre-per-second': 1,
    'kilometre-per-hour': 1 / 3.6,
    'mile-per-hour': 0.44704,
    knot: 1852 / 3600,
    'foot-per-second': 0.3048,
  },
  temperature: { kelvin: 1, 'degree-celsius': 1, 'degree-fahrenheit': 5 / 9 },
  power: { watt: 1, kilowatt: 1e3, megawatt: 1e6, gigawatt: 1e9, terawatt: 1e12, horsepower: 745.699872 },
  energy: {
    joule: 1,
    kilojoule: 1e3,
    calorie: 4.184,
    kilocalorie: 4184,
    'watt-hour': 3600,
    'kilowatt-hour': 3.6e6,
    'megawatt-hour': 3.6e9,
    'gigawatt-hour': 3.6e12,
    'terawatt-hour': 3.6e15,
    kiloton: 4.184e12,
    megaton: 4.184e15,
  },
  data: { byte: 1, kilobyte: 1e3, megabyte: 1e6, gigabyte: 1e9, terabyte: 1e12, petabyte: 1e15, bit: 0.125 },
  ratio: { fraction: 1, percent: 0.01, permille: 0.001 },
  pressure: { pascal: 1, hectopascal: 100, kilopascal: 1e3, bar: 1e5, millibar: 100, psi: 6894.757 },
  frequency: { hertz: 1, kilohertz: 1e3, megahertz: 1e6, gigahertz: 1e9 },
  difference: { 'percentage-point': 1, 'basis-point': 0.01 },
};

const offsets: Record<string, number> = {
  'degree-celsius': 273.15,
  'degree-fahrenheit': 273.15 - (32 * 5) / 9,
};

const units: ReadonlyMap<string, Unit> = new Map(
  (Object.entries(table) as [Dimension, Record<string, number>][]).flatMap(([dimension, names]) =>
    Object.entries(names).map(([name, factor]): [string, Unit] => {
      const offset = offsets[name];
      return [name, offset === undefined ? { dimension, factor } : { dimension, factor, offset }];
    }),
  ),
);

/** What is known of a canonical unit; undefined for money, `count`, `score`, `magnitude`, `times` and the like. */
export function unitOf(name: string): Unit | undefined {
  return units.get(name);
}

/** A value in the base unit of its dimension; null for units that do not convert. */
export function inBase(value: number, unit: string): number | null {
  const known = units.get(unit);
  return known ? value * known.factor + (known.offset ?? 0) : null;
}

/** ISO 4217 by sign, longest sign first. `$` alone is read as US dollars, `¥` as yen. */
export const currencySigns: readonly (readonly [string, string])[] = [
  ['US$', 'USD'],
  ['HK$', 'HKD'],
  ['NT$', 'TWD'],
  ['NZ$', 'NZD'],
  ['AU$', 'AUD'],
  ['CA$', 'CAD'],
  ['C$', 'CAD'],
  ['A$', 'AUD'],
  ['S$', 'SGD'],
  ['R$', 'BRL'],
  ['RM', 'MYR'],
  ['Rs', 'INR'],
  ['$', 'USD'],
  ['＄', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['￡', 'GBP'],
  ['¥', 'JPY'],
  ['￥', 'JPY'],
  ['₩', 'KRW'],
  ['￦', 'KRW'],
  ['₹', 'INR'],
  ['₽', 'RUB'],
  ['₺', 'TRY'],
  ['₴', 'UAH'],
  ['₫', 'VND'],
  ['฿', 'THB'],
  ['₱', 'PHP'],
  ['₪', 'ILS'],
  ['₦', 'NGN'],
  ['₿', 'BTC'],
];

/** Codes that news prints before or after an amount (`EUR 3m`, `10m CHF`). */
export const currencyCodes: ReadonlySet<string> = new Set(
  (
    'USD EUR GBP JPY KRW CNY RMB CHF CAD AUD NZD HKD SGD TWD INR RUB BRL MXN ZAR SEK NOK DKK PLN CZK HUF TRY ' +
    'UAH THB VND IDR MYR PHP ILS AED SAR QAR KWD EGP NGN KES KPW PKR BDT LKR ARS CLP COP PEN BTC'
  ).split(' '),
);

/** `RMB` and other usual second names of a code. */
export function currencyCode(written: string): string {
  const code = written.toUpperCase();
  return code === 'RMB' ? 'CNY' : code;
}

/** True for the ISO 4217 codes that this project writes as units. */
export function isMoney(unit: string): boolean {
  return currencyCodes.has(unit);
}

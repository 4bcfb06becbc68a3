import { anyOf } from '../shared/words.ts';

/** How English writes a unit. `factor`: cents are a hundredth of the canonical unit. */
export interface WrittenUnit {
  unit: string;
  factor: number;
}

const rows: readonly (readonly [unit: string, written: string, factor?: number])[] = [
  ['percent', '%,percent,per cent,pct,pc,percents'],
  [
    'percentage-point',
    'percentage points,percentage point,%p,%-points,%-point,pp,percent points,per cent points',
  ],
  ['basis-point', 'basis points,basis point,bps,bp'],
  ['permille', '‰'],
  ['point', 'points,point,pts,pt'],
  ['times', 'times,fold,-fold'],
  ['USD', 'dollars,dollar,US dollars,US dollar,U.S. dollars,American dollars,bucks,greenbacks'],
  ['USD', 'cents,cent,¢', 0.01],
  ['AUD', 'Australian dollars'],
  ['CAD', 'Canadian dollars'],
  ['HKD', 'Hong Kong dollars'],
  ['SGD', 'Singapore dollars'],
  ['NZD', 'New Zealand dollars'],
  ['TWD', 'Taiwan dollars,New Taiwan dollars'],
  ['EUR', 'euros,euro'],
  ['GBP', 'pounds sterling,pound sterling,British pounds,quid'],
  ['GBP', 'pence,p', 0.01],
  ['JPY', 'yen,Japanese yen'],
  ['KRW', 'won,Korean won,South Korean won'],
  ['KPW', 'North Korean won'],
  ['CNY', 'yuan,renminbi,Chinese yuan'],
  ['RUB', 'rubles,ruble,roubles,rouble'],
  ['INR', 'rupees,rupee,Indian rupees'],
  ['PKR', 'Pakistani rupees'],
  ['CHF', 'Swiss francs,Swiss franc,francs'],
  ['SEK', 'Swedish kronor,Swedish crowns,kronor'],
  ['NOK', 'Norwegian kroner,Norwegian crowns'],
  ['DKK', 'Danish kroner,Danish crowns,kroner'],
  ['TRY', 'lira,Turkish lira,liras'],
  ['UAH', 'hryvnia,hryvnias'],
  ['MXN', 'pesos,Mexican pesos'],
  ['PHP', 'Philippine pesos'],
  ['ARS', 'Argentine pesos'],
  ['BRL', 'reais,Brazilian reais'],
  ['ZAR', 'rand'],
  ['ILS', 'shekels,shekel'],
  ['THB', 'baht'],
  ['VND', 'dong'],
  ['MYR', 'ringgit'],
  ['IDR', 'rupiah'],
  ['PLN', 'zloty,zlotys'],
  ['AED', 'dirhams,dirham'],
  ['SAR', 'riyals,riyal'],
  ['BTC', 'bitcoins,bitcoin'],
  ['kilometre', 'kilometres,kilometre,kilometers,kilometer,km,kms'],
  ['metre', 'metres,metre,meters,meter'],
  ['centimetre', 'centimetres,centimetre,centimeters,centimeter,cm'],
  ['millimetre', 'millimetres,millimetre,millimeters,millimeter,mm'],
  ['nanometre', 'nanometres,nanometers,nanometer,nm'],
  ['mile', 'miles,mile,mi'],
  ['nautical-mile', 'nautical miles,nautical mile'],
  ['light-year', 'light years,light-years,light year,light-year'],
  ['foot', 'feet,foot,ft'],
  ['inch', 'inches,inch'],
  ['yard', 'yards,yard,yds,yd'],
  ['square-metre', 'square metres,square meters,square metre,square meter,sq m,sqm,m²,m2'],
  ['square-kilometre', 'square kilometres,square kilometers,square kilometre,square kilometer,sq km,km²,km2'],
  ['square-mile', 'square miles,square mile,sq miles,sq mi'],
  ['square-foot', 'square feet,square foot,sq ft,sqft'],
  ['hectare', 'hectares,hectare,ha'],
  ['acre', 'acres,acre'],
  ['litre', 'litres,litre,liters,liter'],
  ['millilitre', 'millilitres,milliliters,millilitre,milliliter,ml'],
  ['cubic-metre', 'cubic metres,cubic meters,cubic metre,cubic meter,m³'],
  ['cubic-foot', 'cubic feet,cubic foot'],
  ['gallon', 'gallons,gallon'],
  ['pint', 'pints,pint'],
  ['barrel', 'barrels,barrel,bpd'],
  ['kilogram', 'kilograms,kilogram,kilogrammes,kilos,kilo,kg,kgs'],
  ['gram', 'grams,gram,grammes'],
  ['milligram', 'milligrams,milligram,mg'],
  ['microgram', 'micrograms,microgram'],
  ['ton', 'tons,ton,tonnes,tonne,metric tons,metric ton,metric tonnes'],
  ['short-ton', 'short tons,short ton,US tons'],
  ['kiloton', 'kilotons,kiloton,kilotonnes'],
  ['megaton', 'megatons,megaton'],
  ['pound', 'pounds,pound,lbs,lb'],
  ['ounce', 'ounces,ounce,oz'],
  ['stone', 'stone'],
  ['second', 'seconds,second,secs,sec'],
  ['millisecond', 'milliseconds,millisecond'],
  ['minute', 'minutes,minute,mins,min'],
  ['hour', 'hours,hour,hrs,hr'],
  ['day', 'days,day'],
  ['week', 'weeks,week'],
  ['month', 'months,month'],
  ['year', 'years,year,years old,year old,year-old,year-olds,yrs,yr'],
  ['decade', 'decades,decade'],
  ['century', 'centuries,century'],
  [
    'kilometre-per-hour',
    'km/h,kph,kmh,kilometres per hour,kilometers per hour,kilometres an hour,kilometers an hour',
  ],
  ['mile-per-hour', 'mph,miles per hour,miles an hour'],
  ['metre-per-second', 'm/s,metres per second,meters per second'],
  ['knot', 'knots,knot'],
  ['degree-celsius', 'degrees Celsius,degree Celsius,degrees C,degrees centigrade,°C,° C,℃,C'],
  ['degree-fahrenheit', 'degrees Fahrenheit,degree Fahrenheit,degrees F,°F,° F,℉,F'],
  ['degree', 'degrees,degree,°'],
  ['watt', 'watts,watt'],
  ['kilowatt', 'kilowatts,kilowatt,kW'],
  ['megawatt', 'megawatts,megawatt,MW'],
  ['gigawatt', 'gigawatts,gigawatt,GW'],
  ['terawatt', 'terawatts,terawatt'],
  ['horsepower', 'horsepower,hp'],
  ['kilowatt-hour', 'kilowatt hours,kilowatt-hours,kWh'],
  ['megawatt-hour', 'megawatt hours,megawatt-hours,MWh'],
  ['gigawatt-hour', 'gigawatt hours,gigawatt-hours,GWh'],
  ['terawatt-hour', 'terawatt hours,terawatt-hours,TWh'],
  ['calorie', 'calories,calorie'],
  ['kilocalorie', 'kilocalories,kcal'],
  ['byte', 'bytes,byte'],
  ['megabyte', 'megabytes,megabyte,MB'],
  ['gigabyte', 'gigabytes,gigabyte,GB'],
  ['terabyte', 'terabytes,terabyte,TB'],
  ['hertz', 'hertz,Hz'],
  ['megahertz', 'megahertz,MHz'],
  ['gigahertz', 'gigahertz,GHz'],
  ['psi', 'psi'],
  ['hectopascal', 'hectopascals,hPa'],
  ['millibar', 'millibars,mb'],
  ['magnitude', 'magnitude'],
  ['decibel', 'decibels,dB'],
  ['volt', 'volts,volt'],
  ['carat', 'carats,carat'],
];

/** Units that are written close up to the digits only: `5m`, `30C`, `80p`. */
const closeUpOnly = new Set([
  'p',
  'C',
  'F',
  'mi',
  'mb',
  'bp',
  'pp',
  'pc',
  'pt',
  'min',
  'ha',
  'stone',
  'nm',
  'GB',
  'MB',
]);
const closeUp: Record<string, WrittenUnit> = {
  m: { unit: 'metre', factor: 1 },
  g: { unit: 'gram', factor: 1 },
  l: { unit: 'litre', factor: 1 },
  s: { unit: 'second', factor: 1 },
  h: { unit: 'hour', factor: 1 },
  in: { unit: 'inch', factor: 1 },
  x: { unit: 'times', factor: 1 },
};
const spacedToo = new Set(['stone', 'ha', 'min', 'GB', 'MB', 'pp', 'nm', 'pc', 'bp']);

const caseSensitive = new Set(['C', 'F', 'MB', 'GB', 'MW', 'kW', 'p']);
const table = new Map<string, WrittenUnit>();
const spaced: string[] = [];
const joined: string[] = Object.keys(closeUp);
for (const [unit, written, factor = 1] of rows) {
  for (const form of written.split(',')) {
    table.set(caseSensitive.has(form) ? form : form.toLowerCase(), { unit, factor });
    joined.push(form);
    if (!closeUpOnly.has(form) || spacedToo.has(form)) spaced.push(form);
  }
}
for (const [form, unit] of Object.entries(closeUp)) table.set(form, unit);

const shut = '(?![\\p{L}\\p{N}])';
const symbols = (forms: string[]) => forms.filter((form) => /[^\p{L}\p{N}]$/u.test(form));
const words = (forms: string[]) => forms.filter((form) => !/[^\p{L}\p{N}]$/u.test(form));
const spacedPattern = new RegExp(
  `(?:\\s{1,2}|-|\\s?-\\s?)(?:(${anyOf(words(spaced))})${shut}|(${anyOf(symbols(spaced))}))`,
  'iuy',
);
const joinedPattern = new RegExp(`(${anyOf(words(joined))})${shut}|(${anyOf(symbols(joined))})`, 'iuy');

/** The unit written behind a number that ends at `at`, with the index behind it; null for none. */
export function unitAfter(text: string, at: number): (WrittenUnit & { end: number; form: string }) | null {
  for (const pattern of [joinedPattern, spacedPattern]) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const form = match?.[1] ?? match?.[2];
    if (!match || form === undefined) continue;
    const folded = form.replace(/\s+/g, ' ');
    const found = table.get(folded) ?? lowered(folded);
    if (found) return { ...found, form: folded, end: at + match[0].length };
  }
  return null;
}

function lowered(form: string): WrittenUnit | undefined {
  const known = table.get(form.toLowerCase());
  // 30c and 5f are no temperatures.
  return caseSensitive.has(form.toUpperCase()) && form.length === 1 ? undefined : known;
}

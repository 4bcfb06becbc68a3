/** Magnitude words behind a number, by what they multiply. Lower case. */
const magnitudes: Record<string, number> = {
  천: 1e3,
  만: 1e4,
  십만: 1e5,
  백만: 1e6,
  천만: 1e7,
  억: 1e8,
  조: 1e12,
  千: 1e3,
  万: 1e4,
  萬: 1e4,
  亿: 1e8,
  億: 1e8,
  兆: 1e12,
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  millions: 1e6,
  m: 1e6,
  mn: 1e6,
  mln: 1e6,
  billion: 1e9,
  bn: 1e9,
  b: 1e9,
  trillion: 1e12,
  tn: 1e12,
  tausend: 1e3,
  million_en: 1e6,
  millionen: 1e6,
  mio: 1e6,
  milliarden: 1e9,
  milliarde: 1e9,
  mrd: 1e9,
  mille: 1e3,
  milliard: 1e9,
  milliards: 1e9,
  mil: 1e3,
  millón: 1e6,
  millones: 1e6,
  тыс: 1e3,
  млн: 1e6,
  млрд: 1e9,
  тысяч: 1e3,
  миллион: 1e6,
  миллионов: 1e6,
};
const magnitudeWords = Object.keys(magnitudes)
  .sort((a, b) => b.length - a.length)
  .join('|');
const numberPattern = new RegExp(
  `(\\d{1,3}(?:[,.' \\u00a0]\\d{3})+(?![\\d])|\\d{1,15})(?:[.,](\\d{1,6}))?(?:[\\s\\u00a0-]?(${magnitudeWords})(?![a-zа-я]))?`,
  'giu',
);

export interface NumberToken {
  /** `#31`, `#110000000`: the value in plain digits, three of which count. */
  key: string;
  value: number;
  text: string;
}

/** Numbers of a text by value: `1억1천만`, `110 million` and `110,000,000` come to the same key. */
export function numbersOf(text: string): NumberToken[] {
  const found: NumberToken[] = [];
  let open: { value: number; end: number; unit: number; start: number } | undefined;
  const close = () => {
    if (open) found.push(tokenOf(open.value, text.slice(open.start, open.end)));
    open = undefined;
  };
  for (const match of text.matchAll(numberPattern)) {
    const unit = match[3] === undefined ? 1 : (magnitudes[match[3].toLowerCase()] ?? 1);
    const value = Number(`${match[1]!.replace(/\D/g, '')}.${match[2] ?? '0'}`) * unit;
    const end = match.index + match[0].length;
    const isContinued =
      open !== undefined && /^\s?$/.test(text.slice(open.end, match.index)) && unit < open.unit;
    if (open && isContinued && open.unit >= 1e4) open = { ...open, value: open.value + value, end, unit };
    else {
      close();
      open = { value, end, unit, start: match.index };
    }
  }
  close();
  return found;
}

function tokenOf(value: number, text: string): NumberToken {
  const rounded = value >= 1000 && !isYear(value) ? Number(value.toPrecision(3)) : value;
  return { key: `#${rounded}`, value, text };
}

function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1900 && value <= 2100;
}

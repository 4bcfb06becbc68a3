import { type ParsedNumber, parseDigits, scaled, stepOf, summed, tidy } from '../shared/numbers.ts';

/** A numeral with the span it takes, read from `at`. `low` and `high` differ for `수십`, `두세`, `서너`. */
export interface Numeral {
  start: number;
  end: number;
  low: number;
  high: number;
  step: number;
  /** `수십`, `여남은`, `10여`: the writer says that it is not exact. */
  fuzzy: boolean;
  script: 'digits' | 'sino' | 'native';
}

const small: Record<string, number> = { 십: 10, 백: 100, 천: 1000 };
const large: Record<string, number> = { 만: 1e4, 억: 1e8, 조: 1e12, 경: 1e16 };
const sinoDigits: Record<string, number> = {
  일: 1,
  이: 2,
  삼: 3,
  사: 4,
  오: 5,
  육: 6,
  륙: 6,
  칠: 7,
  팔: 8,
  구: 9,
  영: 0,
};

const digitRun =
  /[0-9０-９]{1,3}(?:,[0-9０-９]{3}){1,7}(?:\.[0-9０-９]{1,12})?|[0-9０-９]{1,18}(?:\.[0-9０-９]{1,12})?/y;
const numeralCharsMax = 60;

interface Group {
  number: ParsedNumber;
  end: number;
  fuzzy: boolean;
}

/** Digits, then 십/백/천 with more digits: `1`, `12.3`, `1천`, `2천5백`, `15백`. Ends before 만, 억, 조. */
function readSmallGroup(text: string, at: number): Group | null {
  let end = at;
  let sum: ParsedNumber | null = null;
  let last = Number.POSITIVE_INFINITY;
  let fuzzy = false;
  for (;;) {
    digitRun.lastIndex = end;
    const match = digitRun.exec(text);
    const digits = match ? parseDigits(match[0]) : null;
    let next = digits && match ? end + match[0].length : end;
    const hasYeo = text[next] === '여' && (text[next + 1] ?? '') in { ...small, ...large };
    const unit = small[text[hasYeo ? next + 1 : next] ?? ''];
    // Hangul alone ("천", "백만") is the business of readSino; after a first group a bare 천 is 1000 (1만천).
    if (!digits && (unit === undefined || sum === null)) break;
    if (unit !== undefined && unit < last) {
      if (hasYeo) {
        fuzzy = true;
        next += 1;
      }
      const part = scaled(digits ?? { value: 1, step: 1 }, unit);
      sum = sum ? summed(sum, part) : part;
      last = unit;
      end = next + 1;
      // 4천 2백만: a space within one number.
      if (/^ [0-9]{1,2}[백십]/.test(text.slice(end, end + 4)) && unit > 10) end += 1;
      continue;
    }
    if (!digits) break;
    sum = sum ? summed(sum, digits) : digits;
    end = next;
    break;
  }
  return sum ? { number: sum, end, fuzzy } : null;
}

/** A numeral that begins with a digit, with its 만/억/조: `1억1천만`, `3조 2000억`, `12만3천`, `300여만`. */
export function readDigits(text: string, at: number): Numeral | null {
  let group = readSmallGroup(text, at);
  if (!group) return null;
  let total: ParsedNumber | null = null;
  let last = Number.POSITIVE_INFINITY;
  let end = at;
  let fuzzy = false;
  while (group && end - at < numeralCharsMax) {
    const isSpread = text[group.end] === '여' && (text[group.end + 1] ?? '') in large;
    const unitAt = group.end + (isSpread ? 1 : 0);
    const gap = /^ [만억조경](?![가-힣])/.test(text.slice(unitAt, unitAt + 3)) ? 1 : 0;
    const unit = large[text[unitAt + gap] ?? ''];
    const isWord = /^(?:경기|경찰|경쟁|경력|경위|경우|조각|조씩|조로 나|만큼|만의\s?일)/.test(
      text.slice(unitAt + gap, unitAt + gap + 5),
    );
    if (unit === undefined || unit >= last || isWord) {
      if (total === null || group.number.value < last) {
        total = total ? summed(total, group.number) : group.number;
        end = group.end;
        fuzzy ||= group.fuzzy;
      }
      break;
    }
    let factor = unit;
    end = unitAt + gap + 1;
    // 100만억 is not said; 5천만, 3만조 are not either, but 1만억 and 2백만조 occur in finance.
    while ((text[end] ?? '') in large && large[text[end]!]! > unit) {
      factor *= large[text[end]!]!;
      end += 1;
    }
    const part = scaled(group.number, factor);
    total = total ? summed(total, part) : part;
    fuzzy ||= isSpread || group.fuzzy;
    last = factor;
    group = Number.isInteger(group.number.value) ? nextGroup(text, end, last) : null;
  }
  if (!total || !Number.isFinite(total.value)) return null;
  if (
    text[end] === '여' &&
    !/^여(?:성|당|행|러|름|왕|권|론|전|유|객|야|배우|자|의도|군)/.test(text.slice(end, end + 3))
  ) {
    fuzzy = true;
    end += 1;
  }
  return { start: at, end, low: total.value, high: total.value, step: total.step, fuzzy, script: 'digits' };
}

/** The group after 만/억/조, over one space where it goes on the same number and is no number of its own. */
function nextGroup(text: string, end: number, last: number): Group | null {
  if (text[end] !== ' ') return readSmallGroup(text, end);
  if (!/[0-9０-９]/.test(text[end + 1] ?? '')) return null;
  const group = readSmallGroup(text, end + 1);
  if (!group || group.number.value >= 10_000 || group.number.value >= last || group.number.value < 100)
    return null;
  const after = text.slice(group.end, group.end + 4);
  if (/^\s?(?:년|월|일|시|%|-|∼|~|\.\d)/.test(after)) return null;
  return /^여?\s?[가-힣$€]/.test(after) ? group : null;
}

const sinoRun = /[일이삼사오육륙칠팔구십백천만억조]{1,12}/y;

/** A number in Sino-Korean words: `삼백`, `천만`, `이십오`. Only sure with a counter behind it: the caller looks. */
export function readSino(text: string, at: number): Numeral | null {
  // 조명, 조달, 구조원, 사조: 조 stands behind a number, never first or behind a lone digit.
  if (/^(?:조|[가-힣]조)/.test(text.slice(at, at + 2))) return null;
  sinoRun.lastIndex = at;
  let word = sinoRun.exec(text)?.[0] ?? '';
  // 백만 명, but 만일 and 천일 염 are words: whatever does not parse is no numeral.
  while (word.length > 0) {
    const value = sinoValue(word);
    if (value !== null) {
      const end = at + word.length;
      const fuzzy = text[end] === '여';
      return {
        start: at,
        end: end + (fuzzy ? 1 : 0),
        low: value,
        high: value,
        step: stepOf(value),
        fuzzy,
        script: 'sino',
      };
    }
    word = word.slice(0, -1);
  }
  return null;
}

function sinoValue(word: string): number | null {
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let lastSmall = Number.POSITIVE_INFINITY;
  let lastLarge = Number.POSITIVE_INFINITY;
  for (const char of word) {
    if (char in sinoDigits) {
      if (digit !== null) return null;
      digit = sinoDigits[char]!;
    } else if (char in small) {
      if (small[char]! >= lastSmall) return null;
      section += (digit ?? 1) * small[char]!;
      lastSmall = small[char]!;
      digit = null;
    } else {
      if (large[char]! >= lastLarge) return null;
      total += (section + (digit ?? 0) || 1) * large[char]!;
      lastLarge = large[char]!;
      lastSmall = Number.POSITIVE_INFINITY;
      section = 0;
      digit = null;
    }
  }
  return tidy(total + section + (digit ?? 0));
}

const nativeTens: Record<string, number> = {
  열: 10,
  스물: 20,
  서른: 30,
  마흔: 40,
  쉰: 50,
  예순: 60,
  일흔: 70,
  여든: 80,
  아흔: 90,
};
const nativeUnits: Record<string, number> = {
  하나: 1,
  한: 1,
  둘: 2,
  두: 2,
  셋: 3,
  세: 3,
  석: 3,
  서: 3,
  넷: 4,
  네: 4,
  넉: 4,
  너: 4,
  다섯: 5,
  닷: 5,
  여섯: 6,
  엿: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
};
const nativeSpecial: Record<string, [number, number]> = {
  스무: [20, 20],
  한두: [1, 2],
  두세: [2, 3],
  두서너: [2, 4],
  서너: [3, 4],
  너댓: [4, 5],
  네댓: [4, 5],
  네다섯: [4, 5],
  너덧: [4, 5],
  대여섯: [5, 6],
  예닐곱: [6, 7],
  일고여덟: [7, 8],
  여남은: [10, 13],
  여러: [2, Number.NaN],
  몇: [2, 9],
  몇몇: [2, 9],
  수: [2, 9],
  몇십: [20, 90],
  몇백: [200, 900],
  몇천: [2000, 9000],
  수십: [20, 90],
  수백: [200, 900],
  수천: [2000, 9000],
  수만: [2e4, 9e4],
  수십만: [2e5, 9e5],
  수백만: [2e6, 9e6],
  수천만: [2e7, 9e7],
  수억: [2e8, 9e8],
  수십억: [2e9, 9e9],
  수백억: [2e10, 9e10],
  수천억: [2e11, 9e11],
  수조: [2e12, 9e12],
  수십조: [2e13, 9e13],
  몇만: [2e4, 9e4],
  몇십만: [2e5, 9e5],
  십여: [10, 19],
  십수: [10, 19],
  백여: [100, 199],
  천여: [1000, 1999],
  만여: [1e4, 19999],
};

const nativeWords = new Map<string, [number, number]>();
for (const [word, value] of Object.entries(nativeUnits)) nativeWords.set(word, [value, value]);
for (const [ten, value] of Object.entries(nativeTens)) {
  nativeWords.set(ten, [value, value]);
  for (const [unit, more] of Object.entries(nativeUnits))
    nativeWords.set(ten + unit, [value + more, value + more]);
}
for (const [word, [low, high]] of Object.entries(nativeSpecial)) {
  if (!Number.isNaN(high)) nativeWords.set(word, [low, high]);
}
const nativeCharsMax = Math.max(...[...nativeWords.keys()].map((word) => word.length));

/** A number in native words: `한`, `열두`, `스무`, `서너`, `수십만`. Longest first; the caller looks for the counter. */
export function readNative(text: string, at: number): Numeral | null {
  const spaced = /^[수몇] (?=[십백천만억])/.exec(text.slice(at, at + 3));
  if (spaced) {
    // 수 십년, 몇 백 명: written apart against the rule, meant as one word.
    const joined = readNative(text[at]! + text.slice(at + 2, at + 2 + nativeCharsMax), 0);
    if (joined && joined.end > 1) return { ...joined, start: at, end: at + joined.end + 1 };
  }
  for (let size = nativeCharsMax; size >= 1; size -= 1) {
    const value = nativeWords.get(text.slice(at, at + size));
    if (!value) continue;
    const [low, high] = value;
    const end = at + size;
    const yeo = text[end] === '여' ? 1 : 0;
    return {
      start: at,
      end: end + yeo,
      low,
      high,
      step: low === high ? 1 : stepOf(low),
      fuzzy: low !== high || yeo > 0,
      script: 'native',
    };
  }
  return null;
}

import { type Counter, counterCharsMax, counters } from './counters.ts';
import { nativeCounters, notCounted, singleCounters } from './native-counters.ts';
import type { Numeral } from './numerals.ts';
import { isParticle, splitParticle } from './particles.ts';

/** What may stand directly behind a counter besides a particle. */
const afterCounter =
  /^(?:씩|째|가량|정도|이상|이하|미만|초과|안팎|내외|남짓|쯤|꼴|당|들|대|짜리|어치|급|여|간|동안|만에|만의|전|후|뒤|까지|내|이내|치|분량|규모|수준|선|상당|입니다|이다|이었|이며|이고|인|이던|였|밖|뿐|중|넘|더|밑|이상의|연속|연패|연승|생|차|반|수|꼴찌|높|낮|오르|오른|내린|상승|하락|증가|감소|늘|줄|인상|인하)/;

export interface Found {
  counter: Counter | null;
  end: number;
  written: string;
}

/** The counter at `at`, over one space where the numeral has one behind it. */
export function counterAt(text: string, at: number, numeral: Numeral): Found {
  const none: Found = { counter: null, end: at, written: '' };
  const gap = /^[ \u00a0]/.test(text[at] ?? '') ? 1 : 0;
  const start = at + gap;
  for (let size = counterCharsMax; size >= 1; size -= 1) {
    const written = text.slice(start, start + size);
    if (written.length < size) continue;
    const options = counters.get(written);
    if (!options || !standsAlone(text, start, written, gap)) continue;
    if (numeral.script === 'native' && !countsNatively(text, numeral, written, gap)) continue;
    const counter = choose(options, written, text, numeral, start + size);
    if (counter) return { counter, end: start + size, written };
  }
  return none;
}

function countsNatively(text: string, numeral: Numeral, written: string, gap: number): boolean {
  if (!nativeCounters.has(written)) return false;
  const word = text.slice(numeral.start, numeral.end);
  if (gap === 0 && notCounted.has(word + written)) return false;
  if (gap === 0 && /^[수서너석넉닷엿]$/.test(word) && !/^(?:수차례|석달|넉달|서말)/.test(word + written))
    return false;
  return word !== '한' || singleCounters.has(written);
}

/** Nothing but a particle, a suffix or no Hangul at all may follow a counter: 3원 but not 3원칙, 5명 but not 5명제. */
function standsAlone(text: string, start: number, written: string, gap: number): boolean {
  const after = text.slice(start + written.length, start + written.length + 12);
  if (/[A-Za-z]$/.test(written)) return !/^[A-Za-z0-9]/.test(after) && !(gap > 0 && written.length === 1);
  const run = /^[가-힣]*/.exec(after)?.[0] ?? '';
  if (run === '' || run === '다' || !/[가-힣]$/.test(written)) return true;
  return (
    isParticle(run, written) ||
    afterCounter.test(run) ||
    (isParticle(splitParticle(run).particle) && afterCounter.test(run))
  );
}

/** `3일` is a date, `3일간`, `60일`, `최소 3일` and `3일이 걸렸다` are lengths. */
function isLength(before: string, after: string, numeral: Numeral): boolean {
  if (/(?:(?<!개)월|년)\s?$/.test(before)) return false;
  if (numeral.script === 'digits' && numeral.low > 31) return true;
  if (/(?:최근|향후|앞으로|적어도|최소|최대|불과|단|무려|총|약)\s?$/.test(before)) return true;
  return lengthOfDays.test(after);
}

const lengthOfDays =
  /^(?:[이은]?\s?(?:걸[리렸]|소요|지나|지난|남[았은])|간|\s간\s|동안|째|만에|만의|\s?연속|내|\s?이내|가량|전|후|뒤|\s전|\s후|\s뒤|치|씩|짜리|\s?이상|\s동안|여|천하)/;

function choose(
  options: Counter[],
  written: string,
  text: string,
  numeral: Numeral,
  end: number,
): Counter | null {
  const before = text.slice(Math.max(0, numeral.start - 12), numeral.start);
  const after = text.slice(end, end + 8);
  switch (written) {
    case '분':
      if (numeral.script === 'native') return { unit: 'count', noun: '명' };
      return options.find(({ unit }) => unit === 'minute') ?? null;
    case '일':
      return isLength(before, after, numeral) ? { unit: 'day' } : null;
    case '주':
      if (numeral.low >= 100) return { unit: 'count', noun: '주' };
      return options[0] ?? null;
    case '도':
      return /(?:섭씨|영하|영상|기온이?|체온이?|수온이?|최고|최저|기온은|낮|아침)\s?$/.test(before) ||
        /^\s?(?:까지|안팎|내외|이상|를|로|의 )/.test(after)
        ? { unit: /화씨/.test(before) ? 'degree-fahrenheit' : 'degree-celsius' }
        : numeral.step < 1
          ? { unit: 'degree-celsius' }
          : null;
    case '점':
      return /(?:작품|유물|그림|사진|회화|조각|의류|가구|물품|문화재|도자기|유화|판화|미술품|제품)[가-힣]?\s?$/.test(
        before,
      )
        ? { unit: 'count', noun: '점' }
        : { unit: 'point' };
    case '번':
      return /^\s?(?:지구|출구|홀|구간|게이트|시드|국도|고속도로|버스|트랙|타자|문제|선수|마)/.test(after)
        ? { unit: 'count', noun: '번', ordinal: true }
        : (options[0] ?? null);
    case '조':
    case '항':
      return null;
    case '파운드':
      return /^(?:\s?(?:무게|짜리\s|의\s?(?:무게|체중)|가 나가|급))/.test(after) ||
        /(?:무게|체중|중량)\S{0,2}\s?$/.test(before)
        ? { unit: 'pound' }
        : { unit: 'GBP' };
    case '피트':
      return { unit: 'foot' };
    case '세':
      return /^(?:대\s?(?:를|의|에)\s|기)/.test(after) ? null : (options[0] ?? null);
    default:
      return options[0] ?? null;
  }
}

import type { Span } from '../../domain/span.ts';
import type { Quantity } from '../pack.ts';
import { tidy } from '../shared/numbers.ts';
import { overlapIndex } from '../shared/spans.ts';
import { currencySigns } from '../shared/units.ts';
import { counterAt, type Found } from './counter-choice.ts';
import type { Counter } from './counters.ts';
import { blockedSpans } from './not-quantities.ts';
import { numberPhrases, spanned } from './number-phrases.ts';
import { type Numeral, readDigits, readNative, readSino } from './numerals.ts';
import { isParticle, splitParticle } from './particles.ts';
import { precisionOf } from './precision.ts';

const rangeMark = /^\s?[~∼～〜–—-]\s?|^(?:에서|내지)\s|^\s내지\s/;

const hundredsOfAges =
  /^(?:\s?(?:초반|중반|후반|남|여|청년|부부|A|B|김|이모|박|이상|이하|젊은|노인|들|인|가\s|는\s|의\s|에서|에게|와\s|도\s|로\s|미만|직장|주부|유권|고객|응답|한국|미국|중국|흑인|백인|운전|승객|환자|피의|용의|범인))/;
const vehicles =
  /(?:차량|버스|드론|전차|탱크|항공기|트럭|자동차|헬기|헬리콥터|장갑차|차|소방차|구급차|택시|열차|비행기|여객기|전투기)\s?$/;

/** `30대 남성`: a decade of life, not thirty cars. */
function decadeOfLife(text: string, numeral: Numeral, found: Found): boolean {
  if (found.written !== '대' || numeral.script !== 'digits') return false;
  if (numeral.low % 10 !== 0 || numeral.low < 10 || numeral.low > 90) return false;
  if (vehicles.test(text.slice(Math.max(0, numeral.start - 8), numeral.start))) return false;
  return (
    hundredsOfAges.test(text.slice(found.end, found.end + 6)) ||
    /^\s?[·,~∼]\s?\d0대/.test(text.slice(found.end, found.end + 6))
  );
}

function signBefore(text: string, at: number): { start: number; unit: string } | null {
  for (const [sign, unit] of currencySigns) {
    for (const gap of [0, 1]) {
      const start = at - gap - sign.length;
      if (start >= 0 && text.startsWith(sign, start) && (gap === 0 || text[at - 1] === ' ')) {
        if (/[A-Za-z]$/.test(sign) && /[A-Za-z]/.test(text[start - 1] ?? '')) continue;
        return { start, unit };
      }
    }
  }
  return null;
}

/** Hangul that may be written together with the number it stands before. */
const gluedBefore =
  /(?:약|총|각|최대|최소|만|제|연|무려|매|전|지난|불과|단|겨우|고작|모두|하루|시속|초속|영하|섭씨|월|주|일|년|평균|가격|매출|또|등|및|와|과|은|는|이|가|을|를|에|의|로|인|당|서|고|며|대|중)$/;

function startsNumber(text: string, at: number): boolean {
  const before = text[at - 1] ?? '';
  if (before === '') return true;
  if (/[0-9A-Za-z０-９.·_/#@]/.test(before))
    return !(/[A-Za-z0-9０-９_#@./·]/.test(before) && before !== '·') ? !/^\d+·/.test(text.slice(at)) : false;
  if (before === ',' && /\d/.test(text[at - 2] ?? '')) return false;
  if (/[-–]/.test(before) && /[A-Za-z0-9]/.test(text[at - 2] ?? '')) return false;
  return true;
}

interface Draft {
  start: number;
  end: number;
  numeral: Numeral;
  found: Found;
}

/** A number with its counter at `at`, or null. */
function read(text: string, at: number): Draft | null {
  const char = text[at] ?? '';
  if (/[0-9０-９]/.test(char)) {
    if (!startsNumber(text, at)) return null;
    const numeral = readDigits(text, at);
    if (!numeral) return null;
    return { start: at, end: numeral.end, numeral, found: counterAt(text, numeral.end, numeral) };
  }
  if (/[가-힣A-Za-z0-9]/.test(text[at - 1] ?? '') && !(char !== '수' && gluedSino(text, at))) return null;
  const native = readNative(text, at);
  if (native) {
    const found = counterAt(text, native.end, native);
    const isFuzzyCount = native.fuzzy && native.low >= 10;
    if (found.counter) return { start: at, end: native.end, numeral: native, found };
    if (isFuzzyCount) {
      const sino = counterAt(text, native.end, { ...native, script: 'sino' });
      if (sino.counter) return { start: at, end: native.end, numeral: native, found: sino };
    }
  }
  const sino = readSino(text, at);
  if (!sino) return null;
  const found = counterAt(text, sino.end, sino);
  if (sino.end - at === 1 && !/[십백천만억]/.test(char)) {
    const isSpelled =
      /[삼사오육칠팔구]/.test(char) && /^(?:개월|년|퍼센트|달러|킬로미터|미터|주)/.test(found.written);
    return isSpelled ? { start: at, end: sino.end, numeral: sino, found } : null;
  }
  const isSure =
    found.counter && (isMoneyOrMeasure(found) || sino.end - at > 1 || /^[명개년]/.test(found.written));
  return isSure ? { start: at, end: sino.end, numeral: sino, found } : null;
}

function gluedSino(text: string, at: number): boolean {
  return (
    /(?:약|총|제|최대|최소|무려|불과)$/.test(text.slice(Math.max(0, at - 2), at)) &&
    !/[가-힣]{3}$/.test(text.slice(Math.max(0, at - 3), at))
  );
}

function isMoneyOrMeasure({ counter }: Found): boolean {
  return (
    counter !== null &&
    counter.unit !== 'count' &&
    !/^(?:times|degree-celsius|year-of-age|minute|day|second)$/.test(counter.unit)
  );
}

/** Noun written right behind a bare number: `3국`, `5대륙`, or the word after `두`. */
function nounBehind(text: string, at: number): string | undefined {
  const run = /^ ?([가-힣]{1,12})/.exec(text.slice(at, at + 14))?.[1];
  if (run === undefined || isParticle(run)) return undefined;
  const { stem } = splitParticle(run);
  return stem;
}

function toQuantity(text: string, draft: Draft, high: Draft | null): Quantity | null {
  const { numeral } = draft;
  const last = high ?? draft;
  let { counter } = last.found;
  const before = text.slice(Math.max(0, draft.start - 14), draft.start);
  const sign = signBefore(text, draft.start);
  let start = sign && counter === null ? sign.start : draft.start;
  let end = counter ? last.found.end : last.end;
  if (decadeOfLife(text, last.numeral, last.found)) {
    const { low } = numeral;
    return {
      ...spanned(text, start, end),
      low,
      high: last.numeral.low + 9,
      precision: 'exact',
      unit: 'year-of-age',
      ordinal: false,
      step: 1,
    };
  }
  if (/(?:규모|진도|리히터|강도)\s?$/.test(before) && counter === null && numeral.low < 12)
    counter = { unit: 'magnitude' };
  // 카라지치(63): an age behind a name.
  if (counter === null && isAge(before, text.slice(draft.end, draft.end + 1), numeral))
    counter = { unit: 'year-of-age' };
  const isNth = /제\s?$/.test(before) && !/[가-힣]제\s?$/.test(before);
  if (isNth) start -= /제(\s?)$/.exec(before)![0].length;
  if (sign && counter === null) counter = { unit: sign.unit };
  const speed = /(시속|초속|분속)\s?$/.exec(before)?.[1];
  if (speed && counter) counter = rate(counter, speed);
  const factor = counter?.factor ?? 1;
  let low = tidy(numeral.low * factor);
  let top = tidy(last.numeral.high * factor);
  if (/영하\s?$/.test(before) && counter?.unit === 'degree-celsius') [low, top] = [-top, -low];
  const rest = text.slice(end, end + 16);
  const bounds = precisionOf(before, rest, last.numeral.fuzzy || numeral.fuzzy);
  const step = tidy(Math.min(numeral.step, last.numeral.step) * factor);
  if (/^대(?![가-힣]*\s?\d)/.test(rest) && counter && isMoneyOrMeasure({ ...last.found, counter })) {
    bounds.precision = 'about';
    if (low === top) top = tidy(low + magnitudeOf(low));
    end += 1;
  }
  const half =
    counter && /^(?:hour|year|month|day|times)$/.test(counter.unit)
      ? /^\s?반(?=$|[^가-힣]|[이을의에도정가])/.exec(text.slice(end, end + 4))
      : null;
  if (half) {
    low = tidy(low + 0.5);
    top = tidy(top + 0.5);
    end += half[0].length;
  }
  const noun = counter ? counter.noun : nounBehind(text, end);
  return {
    ...spanned(text, start, end),
    low,
    high: top,
    precision: bounds.precision,
    unit: counter?.unit ?? 'count',
    ...(noun === undefined ? {} : { noun }),
    ordinal: isNth || counter?.ordinal === true,
    step,
  };
}

function isAge(before: string, after: string, numeral: Numeral): boolean {
  return (
    /[가-힣A-Za-z]{2}\s?\($/.test(before) &&
    /^[),·]/.test(after) &&
    numeral.step >= 1 &&
    numeral.low > 0 &&
    numeral.low < 120
  );
}

/** `1조원대` reaches to the next round figure of its own size. */
function magnitudeOf(value: number): number {
  return 10 ** Math.floor(Math.log10(Math.max(1, Math.abs(value))));
}

function rate(counter: Counter, speed: string): Counter {
  if (speed === '시속' && counter.unit === 'kilometre') return { unit: 'kilometre-per-hour' };
  if (speed === '시속' && counter.unit === 'mile') return { unit: 'mile-per-hour' };
  if (speed === '초속' && counter.unit === 'metre') return { unit: 'metre-per-second' };
  return counter;
}

/** `5∼6%`, `10만∼15만 명`, `10~15명`: the second number at the end of the first, with the magnitude of both. */
function rangeOf(text: string, draft: Draft): Draft | null {
  const from = draft.found.counter ? draft.found.end : draft.end;
  const mark = rangeMark.exec(text.slice(from, from + 5))?.[0];
  if (mark === undefined) return null;
  const high =
    read(text.slice(0, from + mark.length + 48), from + mark.length) ??
    readAfterMark(text, from + mark.length);
  if (!high || high.numeral.script !== draft.numeral.script) return null;
  const isWord = /[가-힣]/.test(mark);
  // "3.00%에서 3.25%로" is a change; a range goes on with 사이 or 까지.
  if (/에서/.test(mark) && !/^\s?(?:사이|까지)/.test(text.slice(high.found.end, high.found.end + 4)))
    return null;
  if (isWord && (!draft.found.counter || draft.found.counter.unit !== high.found.counter?.unit)) return null;
  if (!high.found.counter && draft.found.counter) return null;
  if (draft.found.counter && high.found.counter && draft.found.counter.unit !== high.found.counter.unit)
    return null;
  // 3∼4만: the 만 belongs to both.
  if (draft.numeral.low < high.numeral.low && high.numeral.low >= 10_000 && draft.numeral.low < 10_000) {
    const written = text.slice(draft.start, draft.end);
    const factor = /[만억조]/.test(written) ? 1 : magnitudeWritten(text.slice(high.start, high.end));
    draft.numeral = {
      ...draft.numeral,
      low: tidy(draft.numeral.low * factor),
      high: tidy(draft.numeral.high * factor),
      step: tidy(draft.numeral.step * factor),
    };
  }
  return draft.numeral.low <= high.numeral.high && (isWord || /[~∼～〜]/.test(mark) || high.found.counter)
    ? high
    : null;
}

function readAfterMark(text: string, at: number): Draft | null {
  const numeral = /[0-9]/.test(text[at] ?? '') ? readDigits(text, at) : null;
  return numeral
    ? { start: at, end: numeral.end, numeral, found: counterAt(text, numeral.end, numeral) }
    : null;
}

function magnitudeWritten(text: string): number {
  const word = /[천백]?[만억조]+/.exec(text)?.[0] ?? '';
  return [...word].reduce(
    (all, char) => all * ({ 백: 100, 천: 1000, 만: 1e4, 억: 1e8, 조: 1e12 }[char] ?? 1),
    1,
  );
}

/**
 * Numbers of Korean text with unit and magnitude: `3조 2000억 원` is 3.2e12 KRW. Dates, clock times, telephone numbers,
 * model names (`K-9`, `코로나19`) and articles of law are none. Sorted, without overlaps, total, linear.
 */
export function koreanQuantities(text: string): Quantity[] {
  const claimed = mergeSpans(blockedSpans(text));
  const isClaimed = overlapIndex(claimed);
  const special = numberPhrases(text).filter((one) => !isClaimed(one));
  const isBlocked = overlapIndex(mergeSpans([...claimed, ...special].sort((x, y) => x.start - y.start)));
  const quantities: Quantity[] = [...special];
  const candidate =
    /[0-9０-９]|[한두세네다여일아열스서마쉰예흔둘셋넷너대몇수십백천만억조이삼사오육칠팔구석넉닷엿]/g;
  let at = 0;
  for (;;) {
    candidate.lastIndex = at;
    const match = candidate.exec(text);
    if (!match) break;
    at = match.index;
    const draft = read(text, at);
    const skip = draft ? draft.end : /\d/.test(match[0]) ? at + digitsLength(text, at) : at + 1;
    if (!draft || isBlocked({ start: at, end: Math.max(draft.end, at + 1) })) {
      at = Math.max(skip, at + 1);
      continue;
    }
    const high = rangeOf(text, draft);
    const quantity = isWanted(text, draft, high) ? toQuantity(text, draft, high) : null;
    if (quantity) quantities.push(quantity);
    at = Math.max(quantity?.end ?? 0, high?.end ?? 0, draft.end, at + 1);
  }
  return withoutDoubles(quantities.sort((a, b) => a.start - b.start));
}

function digitsLength(text: string, at: number): number {
  let end = at;
  while (end < text.length && /[0-9０-９.,]/.test(text[end]!)) end += 1;
  return Math.max(1, end - at);
}

/** A bare number counts unless it is part of a name: `코로나19`, `아이폰15`, `시즌2`. */
function isWanted(text: string, draft: Draft, high: Draft | null): boolean {
  if (draft.found.counter || high?.found.counter) return true;
  const glued = /[가-힣]{1,10}$/.exec(text.slice(Math.max(0, draft.start - 10), draft.start))?.[0];
  if (glued !== undefined && !gluedBefore.test(glued) && !isParticle(splitParticle(glued).particle))
    return false;
  if (draft.numeral.script !== 'digits') return false;
  // A year, a month or a day that the calendar reading left alone is no amount.
  return !/^\s?(?:년|월|일|시|분기|조|항|번지|호선|번\s?(?:출구|국도)|차선)(?![가-힣]*간)/.test(
    text.slice(draft.end, draft.end + 5),
  );
}

function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ start: span.start, end: span.end });
  }
  return merged;
}

function withoutDoubles(quantities: Quantity[]): Quantity[] {
  const kept: Quantity[] = [];
  for (const quantity of quantities) {
    const last = kept.at(-1);
    if (!last || quantity.start >= last.end) kept.push(quantity);
  }
  return kept;
}

import { isUtf8 } from 'node:buffer';
import { decodeAs } from './charset-labels.ts';

/**
 * A guess at the encoding of bytes that declare none, or declare one that they are not in. Each candidate decodes a
 * sample; what counts is how many sequences are malformed and how many characters are among the commonest of the
 * language that the encoding is used for. Frequent-character lists are our own, from general knowledge of the
 * languages; only their rough coverage (a third to a half of running text) matters.
 */

const sampleBytesMax = 128 * 1024;

interface Candidate {
  encoding: string;
  /** Characters that make up much of any text in this encoding's language. */
  frequent: string;
  /** Characters that belong to that language's script at all. */
  script: RegExp;
}

const hangulFrequent =
  '이다의는에을가고로한하지를기사은도해인대자리서시어스정그있아부일전수라만장보원주공제상나';
const kanaFrequent = 'のにはをたがでてとしるいれさなからもっりこうくあすきまよんそめーンスイルトラ';
const simplifiedFrequent =
  '的一是不了在有人国中大为上个到我们地出会时年这对要来他发和公行作分经业生以方于后市新日报将民工部进';
const traditionalFrequent =
  '的一是不了在有人國中大為上個到我們地出會時年這對要來他發和公行作分經業生以方於後市新日報將民工部進';

const multiByte: readonly Candidate[] = [
  { encoding: 'euc-kr', frequent: hangulFrequent, script: /[\uAC00-\uD7A3]/g },
  { encoding: 'shift_jis', frequent: kanaFrequent, script: /[\u3041-\u30FF\u4E00-\u9FFF]/g },
  { encoding: 'euc-jp', frequent: kanaFrequent, script: /[\u3041-\u30FF\u4E00-\u9FFF]/g },
  { encoding: 'gb18030', frequent: simplifiedFrequent, script: /[\u4E00-\u9FFF]/g },
  { encoding: 'big5', frequent: traditionalFrequent, script: /[\u4E00-\u9FFF]/g },
];

const cyrillic: readonly Candidate[] = [
  { encoding: 'windows-1251', frequent: 'оеаинтсрвлкмдп', script: /[а-яё]/g },
  { encoding: 'koi8-r', frequent: 'оеаинтсрвлкмдп', script: /[а-яё]/g },
  { encoding: 'iso-8859-5', frequent: 'оеаинтсрвлкмдп', script: /[а-яё]/g },
  { encoding: 'ibm866', frequent: 'оеаинтсрвлкмдп', script: /[а-яё]/g },
];

/** Single-byte encodings by the language a page says it is in: the locale defaults of the HTML standard. */
const byLanguage = new Map(
  Object.entries({
    ar: 'windows-1256',
    ba: 'windows-1251',
    be: 'windows-1251',
    bg: 'windows-1251',
    cs: 'windows-1250',
    el: 'windows-1253',
    et: 'windows-1257',
    fa: 'windows-1256',
    he: 'windows-1255',
    hr: 'windows-1250',
    hu: 'windows-1250',
    ja: 'shift_jis',
    ko: 'euc-kr',
    ku: 'windows-1254',
    lt: 'windows-1257',
    lv: 'windows-1257',
    mk: 'windows-1251',
    pl: 'windows-1250',
    ro: 'windows-1250',
    ru: 'windows-1251',
    sk: 'windows-1250',
    sl: 'windows-1250',
    sr: 'windows-1251',
    th: 'windows-874',
    tr: 'windows-1254',
    tt: 'windows-1251',
    uk: 'windows-1251',
    vi: 'windows-1258',
    'zh-tw': 'big5',
    'zh-hk': 'big5',
    zh: 'gb18030',
  }),
);

/** Well-formed multi-byte sequences and malformed ones, if the bytes were UTF-8. */
export function countUtf8(bytes: Uint8Array): { multiByte: number; malformed: number } {
  let multi = 0;
  let malformed = 0;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at]!;
    if (lead < 0x80) {
      at++;
      continue;
    }
    const length =
      lead >= 0xc2 && lead <= 0xdf ? 2 : lead >> 4 === 0xe ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
    let good = length > 0;
    for (let next = 1; good && next < length; next++) good = (bytes[at + next] ?? 0) >> 6 === 0b10;
    if (good) {
      multi++;
      at += length;
    } else {
      malformed++;
      at++;
    }
  }
  return { multiByte: multi, malformed };
}

/** The part of the bytes worth looking at: runs of non-ASCII with a little around them, so that markup does not count. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= sampleBytesMax) return bytes;
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const from = Math.max(0, Math.min(first, bytes.length - sampleBytesMax));
  return bytes.subarray(from, from + sampleBytesMax);
}

/** 0..1: how much the bytes look like running text of the candidate's language in its encoding. */
function plausibility(sample: Uint8Array, candidate: Candidate): number {
  const text = decodeAs(sample, candidate.encoding).replace(/[\u0000-\u007F]+/g, '');
  if (text.length === 0) return 0;
  const malformed = text.split('\uFFFD').length - 1;
  const privateUse = (text.match(/[\uE000-\uF8FF\uFF61-\uFF9F]/g) ?? []).length;
  const ofScript = (text.match(candidate.script) ?? []).length;
  const frequent = new Set(candidate.frequent);
  let common = 0;
  for (const char of text) if (frequent.has(char)) common++;
  const penalty = Math.min(1, (8 * malformed + 3 * privateUse) / text.length);
  const share = ofScript / text.length;
  return Math.max(0, share * 0.3 + Math.min(1, common / text.length / 0.3) * 0.7 - penalty);
}

/** Below this a multi-byte reading is no better than chance (Latin text read as Shift_JIS scores under 0.2). */
const plausibleMin = 0.4;

/** The East Asian encoding that the bytes are in, where one stands out; else null. */
export function guessMultiByte(bytes: Uint8Array): string | null {
  const best = bestOf(sampleOf(bytes), multiByte);
  return best.score >= plausibleMin ? best.encoding : null;
}

function bestOf(sample: Uint8Array, candidates: readonly Candidate[]): { encoding: string; score: number } {
  let best = { encoding: '', score: -1 };
  for (const candidate of candidates) {
    const score = plausibility(sample, candidate);
    if (score > best.score) best = { encoding: candidate.encoding, score };
  }
  return best;
}

function guessUtf16(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, 1024);
  let even = 0;
  let odd = 0;
  head.forEach((byte, at) => {
    if (byte === 0 && at % 2 === 0) even++;
    if (byte === 0 && at % 2 === 1) odd++;
  });
  const enough = head.length * 0.2;
  if (head.length < 16) return null;
  if (odd > enough && even < odd / 10) return 'utf-16le';
  return even > enough && odd < even / 10 ? 'utf-16be' : null;
}

/** Share of the bytes above 0x7F that follow another: near 1 where the whole alphabet lies up there, low for Latin. */
function runsOfHighBytes(sample: Uint8Array): number {
  let high = 0;
  let joined = 0;
  sample.forEach((byte, at) => {
    if (byte < 0x80) return;
    high++;
    if ((sample[at - 1] ?? 0) >= 0x80) joined++;
  });
  return high === 0 ? 0 : joined / high;
}

/** The encoding of bytes that declare none. `lang` is the page's own language tag, where it gives one. */
export function guessEncoding(bytes: Uint8Array, lang?: string): string {
  const utf16 = guessUtf16(bytes);
  if (utf16 !== null) return utf16;
  if (isUtf8(bytes)) return 'utf-8';
  const { multiByte: good, malformed } = countUtf8(bytes);
  if (malformed === 0 || good > 4 * malformed) return 'utf-8';
  const sample = sampleOf(bytes);
  const eastAsian = guessMultiByte(sample);
  if (eastAsian !== null) return eastAsian;
  if (runsOfHighBytes(sample) >= 0.6) {
    const slavic = bestOf(sample, cyrillic);
    if (slavic.score >= 0.5) return slavic.encoding;
  }
  const tag = (lang ?? '').toLowerCase();
  const byTag = byLanguage.get(tag) ?? byLanguage.get(tag.split('-')[0] ?? '');
  return byTag ?? 'windows-1252';
}

/**
 * Characters that a reader cannot see. They are taken out of every text before anybody cites it or a model reads it,
 * and what they spell is told. What writing needs stays: joiners in the scripts and emoji that use them, one variation
 * selector where it changes a glyph.
 */

export interface InvisibleRemoved {
  why: 'zero-width' | 'tag-characters' | 'bidi-controls' | 'variation-selectors' | 'control-characters';
  /** What the characters spell where they spell something, else their code points with counts. At most 500 code units. */
  text: string;
}

const shownCharsMax = 500;

/** Everything that may have to go; most texts have none of it and are returned as they are. */
const suspicious =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\uFDD0-\uFDEF\uFFFE\uFFFF\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]/u;

/** Finds what `suspicious` may find, and a little more, much faster: it knows no pairs of code units. */
const unusual =
  /[^\t\n\r -~\u00A0-\u00AC\u00AE-\u034E\u0350-\u061B\u2010-\u2027\u2030-\u205F\u2070-\u2FFF\u3000-\u3163\u3165-\uD7FF]/;

/** Scripts whose spelling needs U+200C and U+200D between letters. */
const joinerScript =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mandaic}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Hanifi_Rohingya}]/u;
const emojiPart = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\u20E3]/u;
/** What a variation selector may follow: pictographs, keycap bases, symbols, ideographs, Mongolian, Myanmar, Phags-pa. */
const variationBase =
  /[\p{Extended_Pictographic}\p{Emoji}\p{S}\p{Script=Han}\p{Script=Mongolian}\p{Script=Myanmar}\p{Script=Phags_Pa}\p{Script=Manichaean}\p{P}]/u;

type Fate = 'keep' | 'drop' | InvisibleRemoved['why'];

/** The text without invisible characters, and what was taken out, one entry for each kind. Linear. */
export function stripInvisible(text: string): { text: string; removed: InvisibleRemoved[] } {
  if (!unusual.test(text) || !suspicious.test(text)) return { text, removed: [] };
  const chars = Array.from(text);
  const taken = new Map<InvisibleRemoved['why'], number[]>();
  let kept = '';
  let previous = '';
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at]!;
    const flagEnd = char === '\u{1F3F4}' ? flagSequenceEnd(chars, at) : at;
    if (flagEnd > at) {
      kept += chars.slice(at, flagEnd + 1).join('');
      at = flagEnd;
      previous = char;
      continue;
    }
    const fate = suspicious.test(char) ? fateOf(char, previous, chars[at + 1] ?? '') : 'keep';
    if (fate === 'keep') {
      kept += char;
      previous = char;
    } else if (fate !== 'drop') {
      const points = taken.get(fate) ?? [];
      points.push(char.codePointAt(0) ?? 0);
      taken.set(fate, points);
    }
  }
  return { text: kept, removed: [...taken].map(([why, points]) => ({ why, text: shown(why, points) })) };
}

/** England, Scotland, Wales: a black flag, two-letter-plus-subdivision tags, a cancel tag. */
function flagSequenceEnd(chars: readonly string[], from: number): number {
  for (let at = from + 1; at < from + 9; at++) {
    const code = chars[at]?.codePointAt(0) ?? 0;
    if (code === 0xe007f) return at - from >= 4 ? at : from;
    if (code < 0xe0061 || code > 0xe007a) return from;
  }
  return from;
}

function fateOf(char: string, previous: string, next: string): Fate {
  const code = char.codePointAt(0) ?? 0;
  if (code === 0xad) return 'drop';
  if (code >= 0xe0100 && code <= 0xe01ef) {
    return /\p{Script=Han}/u.test(previous) ? 'keep' : 'variation-selectors';
  }
  if (code >= 0xe0000) return 'tag-characters';
  if (code === 0x200c || code === 0x200d) {
    if (joinerScript.test(previous) && (code === 0x200d || joinerScript.test(next))) return 'keep';
    return code === 0x200d && emojiPart.test(previous) && /\p{Extended_Pictographic}/u.test(next)
      ? 'keep'
      : 'zero-width';
  }
  if ((code >= 0xfe00 && code <= 0xfe0f) || (code >= 0x180b && code <= 0x180d) || code === 0x180f)
    return variationBase.test(previous) ? 'keep' : 'variation-selectors';
  const isBidi =
    code === 0x61c ||
    code === 0x200e ||
    code === 0x200f ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069);
  if (isBidi) return 'bidi-controls';
  const isControl =
    code < 0x20 || (code >= 0x7f && code <= 0x9f) || code >= 0xfff0 || (code >= 0xfdd0 && code <= 0xfdef);
  return isControl && code !== 0xfeff ? 'control-characters' : 'zero-width';
}

function shown(why: InvisibleRemoved['why'], points: readonly number[]): string {
  const spelt = spell(why, points);
  if (spelt !== '') return spelt.slice(0, shownCharsMax);
  const counts = new Map<number, number>();
  for (const point of points) counts.set(point, (counts.get(point) ?? 0) + 1);
  return [...counts]
    .map(([point, count]) => `U+${point.toString(16).toUpperCase().padStart(4, '0')} ×${count}`)
    .join(', ')
    .slice(0, shownCharsMax);
}

/** Tag characters mirror ASCII; long runs of variation selectors are used to carry bytes. */
function spell(why: InvisibleRemoved['why'], points: readonly number[]): string {
  if (why === 'tag-characters') {
    const ascii = points.filter((point) => point >= 0xe0020 && point <= 0xe007e);
    return ascii.map((point) => String.fromCharCode(point - 0xe0000)).join('');
  }
  if (why !== 'variation-selectors') return '';
  const bytes = points.map((point) => (point >= 0xe0100 ? point - 0xe0100 + 16 : point - 0xfe00));
  const text = Buffer.from(bytes).toString('utf8');
  return bytes.length >= 4 && /^[\p{L}\p{N}\p{P}\p{Zs}]+$/u.test(text) ? text : '';
}

import type { Made, Next } from './types.ts';

export function pick<T>(list: readonly T[], next: Next): T | undefined {
  return list[Math.floor(next() * list.length)];
}

/** The text with `start`..`end` replaced; the span is that of the replacement (of its surroundings where it is empty). */
export function replaced(text: string, start: number, end: number, by: string): Made {
  const raw = text.slice(0, start) + by + text.slice(end);
  if (by !== '') return { text: raw, start, end: start + by.length };
  return { text: raw, start: Math.max(0, start - 1), end: Math.min(raw.length, start + 1) };
}

/** Capital at the start, a full stop at the end, no blank where something was taken out. */
export function tidied({ text, start, end }: Made): Made {
  const lead = /^[\s,;–—-]+/.exec(text)?.[0].length ?? 0;
  let out = text.slice(lead);
  out = out.charAt(0).toUpperCase() + out.slice(1);
  const before = out.length;
  out = out.replace(/ {2,}/g, ' ').replace(/ ([,.])/g, '$1');
  const shift = lead + (before - out.length);
  return {
    text: out,
    start: Math.max(0, Math.min(start - shift, out.length)),
    end: Math.max(0, end - shift),
  };
}

/** Replaces one occurrence of one of the words; `table` says by what. Case of the first letter is kept. */
export function swapWord(
  text: string,
  pattern: RegExp,
  table: Readonly<Record<string, string>>,
  next: Next,
): Made | null {
  const found = [...text.matchAll(pattern)].filter((match) => table[match[0].toLowerCase()] !== undefined);
  const match = pick(found, next);
  if (!match) return null;
  const by = table[match[0].toLowerCase()]!;
  const cased = /^\p{Lu}/u.test(match[0]) ? by.charAt(0).toUpperCase() + by.slice(1) : by;
  return replaced(text, match.index, match.index + match[0].length, cased);
}

/** `a|b` pairs as a table that goes both ways. */
export function bothWays(pairs: string): Record<string, string> {
  const table: Record<string, string> = {};
  for (const pair of pairs.trim().split(/\s*[,\n]\s*/)) {
    const [left, right] = pair.split('|');
    if (!left || !right) continue;
    table[left] ??= right;
    table[right] ??= left;
  }
  return table;
}

/** A pattern for any of the words of a table, standing by itself. */
export function anyOf(table: Readonly<Record<string, string>>): RegExp {
  const words = Object.keys(table).sort((a, b) => b.length - a.length);
  return new RegExp(`(?<![\\p{L}\\p{N}-])(?:${words.join('|')})(?![\\p{L}\\p{N}-])`, 'giu');
}

const plainFirst =
  /^(?:The|A|An|It|He|She|They|We|In|On|At|But|And|This|That|These|Those|There|His|Her|Its|Their|More|Some|Many|Most|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Since|If|While|When|After|Before|For|As|With|By|From|To|No|Not|One|All|Both|Last|Among|Under|About)\b/;

/**
 * `The committee` in the middle of a sentence is `the committee`; a name keeps its capital. `whole`: a text that shows
 * which words are written small elsewhere.
 */
export function midSentence(text: string, whole = ''): string {
  const first = /^\p{Lu}\p{Ll}+/u.exec(text)?.[0].toLowerCase();
  const isPlain = plainFirst.test(text) || (first !== undefined && whole.includes(` ${first} `));
  return isPlain ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

export function withoutStop(text: string): string {
  return text.trim().replace(/[.!?。]+["”’']?$/, '');
}

/** A Korean particle that fits the last syllable of the word before it. */
export function fitted(word: string, rest: string): string {
  const code = word.charCodeAt(word.length - 1) - 0xac00;
  if (code < 0 || code > 11171) return rest;
  const closed = code % 28 !== 0;
  const pairs: [RegExp, string, string][] = [
    [/^(?:은|는)(?=[\s,.]|$)/, '은', '는'],
    [/^(?:이|가)(?=[\s,.]|$)/, '이', '가'],
    [/^(?:을|를)(?=[\s,.]|$)/, '을', '를'],
    [/^(?:과|와)(?=[\s,.]|$)/, '과', '와'],
    [/^(?:으로|로)(?=[\s,.]|$)/, code % 28 === 8 || !closed ? '로' : '으로', '로'],
  ];
  for (const [pattern, ifClosed, ifOpen] of pairs)
    if (pattern.test(rest)) return rest.replace(pattern, closed ? ifClosed : ifOpen);
  return rest;
}

/** Puts another name in a place, with the particle that it takes. */
export function renamed(text: string, start: number, end: number, by: string): Made {
  const rest = /[가-힣]$/.test(by) ? fitted(by, text.slice(end)) : text.slice(end);
  return replaced(text.slice(0, end) + rest, start, end, by);
}

import type { TextSpan } from '../../domain/span.ts';
import type { Attribution, Name, Quotation, Sentence } from '../pack.ts';
import { crossScriptKeys, foldName } from './name-keys.ts';
import { pairQuotes, type QuoteStyle } from './quotes.ts';
import { spanOf, withoutOverlaps } from './spans.ts';

/** Saying verbs and prepositions of one language; empty for the pack that knows no words. */
export interface SpeechWords {
  /** Finite forms, by what they claim about the saying. */
  saying: Partial<Record<Attribution['kind'], ReadonlySet<string>>>;
  /** `laut`, `selon`, `según`: stand before the speaker. */
  according: readonly string[];
}

const nameWord = "\\p{Lu}[\\p{L}\\p{M}]*(?:[’'-]\\p{L}[\\p{L}\\p{M}]*){0,3}";
const particles = '(?:von|van|der|den|de|del|della|di|da|dos|du|la|le|bin|al|el|y|zu|af|av)';
const runPattern = new RegExp(
  `(?<![\\p{L}\\p{N}])${nameWord}(?:\\s(?:${particles}\\s){0,2}${nameWord}){0,5}`,
  'gu',
);

/**
 * Runs of capitals that do not only stand at the start of a sentence. Where nouns have capitals too
 (German), two
 * words are asked for. Empty for scripts without capitals.
 */
export function genericNames(
  text: string,
  sentences: readonly Sentence[],
  capitalNouns: boolean,
  stop: ReadonlySet<string>,
): Name[] {
  const starts = new Set(sentences.map((sentence) => sentence.start));
  const runs = [...text.matchAll(runPattern)].map((match) => ({ start: match.index, words: match[0] }));
  const isInitial = (start: number) =>
    starts.has(start) || /[“"«„»‘']\s?$/.test(text.slice(Math.max(0, start - 2), start));
  const inside = new Set(
    runs.filter(({ start }) => !isInitial(start)).map(({ words }) => words.split(/\s/)[0]),
  );
  return runs.flatMap(({ start, words }): Name[] => {
    const first = words.split(/\s/)[0] ?? '';
    const dropFirst = isInitial(start) && (stop.has(first.toLowerCase()) || !inside.has(first));
    const rest =
      dropFirst && words.includes(' ') && stop.has(first.toLowerCase())
        ? words.slice(first.length + 1)
        : words;
    const isLone = !rest.includes(' ');
    if (isLone && (capitalNouns ? !/^\p{Lu}{2,}$/u.test(rest) : dropFirst || rest.length < 2)) return [];
    const at = start + words.length - rest.length;
    const key = foldName(rest);
    if (key === '' || stop.has(key)) return [];
    const kind = /^\p{Lu}{2,6}$/u.test(rest) ? 'organisation' : 'other';
    return [{ ...spanOf(text, at, at + rest.length), kind, key, aliases: crossScriptKeys(rest) }];
  });
}

const tailMax = 160;

/** Quotations with the speaker where a saying verb of the language stands beside the marks. */
export function genericQuotations(
  text: string,
  style: QuoteStyle,
  words: SpeechWords,
  names: readonly Name[],
): Quotation[] {
  return pairQuotes(text, style)
    .filter((pair) => pair.depth === 0)
    .flatMap((pair): Quotation[] => {
      const content = text.slice(pair.inner.start, pair.inner.end);
      const trimmed = content.trim();
      if (trimmed === '') return [];
      const start = pair.inner.start + content.indexOf(trimmed);
      const inner = { start, end: start + trimmed.length };
      const behind = text.slice(pair.end, pair.end + tailMax).split(/[.!?。\n]/)[0] ?? '';
      const ahead = text.slice(Math.max(0, pair.start - tailMax), pair.start);
      const sentenceStart = pair.start - (/[^.!?。\n]*$/.exec(ahead)?.[0].length ?? 0);
      const tag =
        speakerIn(text, pair.end, pair.end + behind.length, words, names) ??
        speakerIn(text, sentenceStart, pair.start, words, names) ??
        {};
      const wordCount = trimmed.split(/\s+/).length;
      const long =
        wordCount > 4 ||
        (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}]/u.test(trimmed) && trimmed.length > 12);
      const isTagged = tag.cue !== undefined && /^\s?[,，]/.test(text.slice(pair.end, pair.end + 2));
      const isDirect =
        !pair.closed ||
        isTagged ||
        (/[.!?…。！？,]$/.test(trimmed) && wordCount > 2) ||
        (long && tag.cue !== undefined);
      const kind = pair.family === 'title' ? 'title' : isDirect || long ? 'direct' : 'fragment';
      return [{ ...spanOf(text, pair.start, pair.end), inner, kind, ...tag }];
    });
}

type Tag = { speaker?: TextSpan & { key: string }; cue?: TextSpan };

function speakerIn(
  text: string,
  from: number,
  to: number,
  words: SpeechWords,
  names: readonly Name[],
): Tag | null {
  const cue = cueIn(text, from, to, words);
  if (!cue) return null;
  const near = namesBetween(names, from, to).sort((a, b) => distance(a, cue.span) - distance(b, cue.span))[0];
  return near
    ? { cue: cue.span, speaker: { ...spanOf(text, near.start, near.end), key: near.key } }
    : { cue: cue.span };
}

function distance(name: Name, cue: TextSpan): number {
  return name.start >= cue.end ? name.start - cue.end : cue.start - name.end;
}

function namesBetween(names: readonly Name[], from: number, to: number): Name[] {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((names[middle]?.start ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const found: Name[] = [];
  for (let index = low; index < names.length && (names[index]?.end ?? 0) <= to; index += 1)
    found.push(names[index]!);
  return found;
}

function cueIn(
  text: string,
  from: number,
  to: number,
  words: SpeechWords,
): { span: TextSpan; kind: Attribution['kind'] } | null {
  const region = text.slice(from, to);
  for (const match of region.matchAll(/\p{L}[\p{L}\p{M}’']*/gu)) {
    const kind = sayingKindOf(match[0].toLowerCase(), words);
    if (kind) return { span: spanOf(text, from + match.index, from + match.index + match[0].length), kind };
  }
  return null;
}

function sayingKindOf(word: string, words: SpeechWords): Attribution['kind'] | undefined {
  for (const [kind, forms] of Object.entries(words.saying) as [Attribution['kind'], ReadonlySet<string>][])
    if (forms.has(word)) return kind;
  return undefined;
}

/** `laut X`, `X sagte`: cues of the language with the nearest name in the sentence. */
export function genericAttributions(
  text: string,
  sentences: readonly Sentence[],
  words: SpeechWords,
  names: readonly Name[],
): Attribution[] {
  const found: Attribution[] = [];
  for (const sentence of sentences) {
    const cue = cueIn(text, sentence.start, sentence.end, words) ?? accordingIn(text, sentence, words);
    if (!cue) continue;
    const near = namesBetween(names, sentence.start, sentence.end).sort(
      (a, b) => distance(a, cue.span) - distance(b, cue.span),
    )[0];
    const start = Math.min(cue.span.start, near?.start ?? cue.span.start);
    const end = Math.max(cue.span.end, near?.end ?? cue.span.end);
    const base = { ...spanOf(text, start, end), cue: cue.span, kind: cue.kind };
    found.push(near ? { ...base, speaker: { ...spanOf(text, near.start, near.end), key: near.key } } : base);
  }
  return withoutOverlaps(found);
}

function accordingIn(
  text: string,
  sentence: Sentence,
  words: SpeechWords,
): { span: TextSpan; kind: Attribution['kind'] } | null {
  const lower = sentence.text.toLowerCase();
  for (const phrase of words.according) {
    const at = lower.indexOf(phrase);
    const isWord =
      at >= 0 && !/\p{L}/u.test(lower[at - 1] ?? ' ') && !/\p{L}/u.test(lower[at + phrase.length] ?? ' ');
    if (!isWord || lower.length !== sentence.text.length) continue;
    return { span: spanOf(text, sentence.start + at, sentence.start + at + phrase.length), kind: 'say' };
  }
  return null;
}

import { sayingKind } from './cues.ts';
import { normOf, stopWords } from './tokens.ts';

const irregularPlurals = new Set(
  (
    'people men women children police troops cattle personnel staff aircraft fish sheep deer feet teeth mice data media ' +
    'spacecraft crew wives lives homeless injured dead wounded offspring bacteria criteria phenomena servicemen lawmakers ' +
    'firefighters policemen fishermen spokesmen congressmen headquarters species series infantry'
  ).split(' '),
);

/** Words that end the noun phrase behind a number though they are no stop words. */
const verbs = new Set(
  (
    'killed injured died arrested wounded missing including according percent compared following came went took made rose ' +
    'fell left worth lost won said told ago later earlier old long high tall deep wide away'
  ).split(' '),
);

const wordsMax = 4;
const phrasePattern = /(?:[\s\u00a0]{1,2}|-)([\p{L}][\p{L}\p{M}'’.]{0,40})/uy;

/**
 * The norm of what a number counts: the first plural within four words behind it (`14,876 North Korean troops`), the
 * next word behind `one` or in a compound (`three-member`). Undefined where the phrase names nothing.
 */
export function countedNoun(text: string, end: number, value: number): string | undefined {
  let at = end;
  const of = /^\s(?:of\s(?:the|its|his|her|their|these|those)?\s?|more\s|other\s|new\s)/i.exec(
    text.slice(at, at + 14),
  );
  if (of) at += of[0].length - 1;
  let fallback: string | undefined;
  for (let count = 0; count < wordsMax; count += 1) {
    phrasePattern.lastIndex = at;
    const match = phrasePattern.exec(text);
    const raw = match?.[1];
    if (!match || raw === undefined) break;
    const word = raw.replace(/['’]s?$|\.$/g, '');
    const lower = word.toLowerCase();
    if (stopWords.has(lower) && !/^(?:more|other|own)$/.test(lower)) break;
    const compound = count === 0 && text[at] === '-';
    if (compound) return /^(?:strong|plus|something|odd|ish|fold)$/.test(lower) ? undefined : normOf(word);
    if (irregularPlurals.has(lower)) return normOf(word);
    if (verbs.has(lower) || sayingKind(lower) !== undefined || /(?:ly|ed|ing)$/.test(lower)) {
      if (!/(?:ed|ing|ly)$/.test(lower) || verbs.has(lower) || sayingKind(lower) !== undefined) break;
    } else if (/[^su]s$/.test(lower) && lower.length > 3) return normOf(word);
    else if (value === 1 && !/^\p{Lu}/u.test(word)) fallback ??= normOf(word);
    at += match[0].length;
    if (/\.$/.test(raw) && !/^\p{Lu}\./u.test(raw)) break;
  }
  return fallback;
}

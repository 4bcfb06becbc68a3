/**
 * Keeps the answers for the last few texts: the readings build on each other, and one document is asked for all of
 * them in turn. The answers are shared, so nobody may write to them.
 */
export function forLastTexts<T>(compute: (text: string) => T): (text: string) => T {
  const kept: { text: string; value: T }[] = [];
  return (text) => {
    const known = kept.find((entry) => entry.text === text);
    if (known) return known.value;
    const value = compute(text);
    kept.unshift({ text, value });
    if (kept.length > textsMax) kept.pop();
    return value;
  };
}

const textsMax = 4;

/** Keeps the answers for words seen: news repeats its words. Emptied when full. */
export function forWords<T>(compute: (word: string) => T): (word: string) => T {
  const seen = new Map<string, T>();
  return (word) => {
    const known = seen.get(word);
    if (known !== undefined) return known;
    if (seen.size >= wordsMax) seen.clear();
    const value = compute(word);
    seen.set(word, value);
    return value;
  };
}

const wordsMax = 20_000;

import type { Reading } from './types.ts';

const cache = new WeakMap<Reading, Map<string, string>>();

/** Lower-case word -> the form in which the sources always write it, for words that always have a capital. */
function formsOf(reading: Reading): Map<string, string> {
  let forms = cache.get(reading);
  if (!forms) {
    forms = new Map();
    const plain = new Set<string>();
    for (const { document } of reading.sources) {
      for (const [word] of `${document.title}\n${document.text}`.matchAll(
        /\p{Script=Latin}[\p{Script=Latin}\p{M}]*/gu,
      )) {
        const lower = word.toLowerCase();
        if (word === lower) plain.add(word);
        else if (lower.length === word.length && !forms.has(lower)) forms.set(lower, word);
      }
    }
    for (const word of plain) forms.delete(word);
    cache.set(reading, forms);
  }
  return forms;
}

/**
 * A claim without any capital gets those of the sources back, so that names can be told from other words. The length
 * stays, so that offsets stay.
 */
export function recased(text: string, reading: Reading): string {
  if (/\p{Lu}/u.test(text) || !/\p{Script=Latin}/u.test(text)) return text;
  const forms = formsOf(reading);
  return text.replace(/\p{Script=Latin}[\p{Script=Latin}\p{M}]*/gu, (word) => forms.get(word) ?? word);
}

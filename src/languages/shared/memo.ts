/**
 * Keeps the answer for the text asked last: several functions of one pack read the same text one after
 another and
 * need the same groundwork. One entry, so nothing piles up. The answer is shared: callers must not change it.
 */
export function rememberLast<T>(compute: (text: string) => T): (text: string) => T {
  let last: { text: string; answer: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, answer: compute(text) };
    return last.answer;
  };
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Words of spaced scripts, character pairs of the others, lower case. */
export function wordSet(text: string): Set<string> {
  const set = new Set<string>();
  const isSpaced = !unspaced.test(text);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (isSpaced || !unspaced.test(word)) set.add(word);
    else for (let at = 0; at < word.length - 1; at += 1) set.add(word.slice(at, at + 2));
  }
  return set;
}

/** Jaccard likeness, 0..1. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const common = commonCount(a, b);
  return common / (a.size + b.size - common);
}

/** Share of the smaller set that the other has too, where both are more than two words: titles carry a site's name. */
export function titleLikeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size);
  if (smaller < 3) return likeness(a, b);
  const larger = Math.max(a.size, b.size);
  return larger > smaller * 1.6 ? likeness(a, b) : commonCount(a, b) / smaller;
}

function commonCount(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  return common;
}

const letterRun = 16;

/** Letters and digits only, lower case: white space and punctuation differ between a page and its data. */
export function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Every run of 16 letters. */
export function letterRuns(text: string): Set<string> {
  const letters = lettersOf(text);
  const runs = new Set<string>();
  for (let at = 0; at + letterRun <= letters.length; at += 1) runs.add(letters.slice(at, at + letterRun));
  return runs;
}

/** Share of the text's letter runs (one every four letters) that are among `runs`; null where the text is too short. */
export function coveredBy(text: string, runs: ReadonlySet<string>): number | null {
  const letters = lettersOf(text);
  if (letters.length < letterRun) return null;
  let found = 0;
  let tried = 0;
  for (let at = 0; at + letterRun <= letters.length; at += 4, tried += 1)
    if (runs.has(letters.slice(at, at + letterRun))) found += 1;
  return found / tried;
}

import { hangulNameKeys, latinNameKeys } from './romanise.ts';

/** Case, accents, punctuation and white space folded: what two spellings of one Latin name share. */
export function foldName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’'`´]s?(?=\s|$)/g, '')
    .replace(/[.,’'`´"“”]/g, '')
    .replace(/[\s\-‐‑–·]+/g, ' ')
    .trim();
}

/** Keys by which a name is found again in the other script: see `romanise.ts`. */
export function crossScriptKeys(text: string): string[] {
  return /[가-힣]/.test(text) ? hangulNameKeys(text) : latinNameKeys(text);
}

export interface KeyedName {
  key: string;
  aliases: readonly string[];
}

/** True where two names can mean the same: equal keys, or a key or alias in common. */
export function namesMatch(a: KeyedName, b: KeyedName): boolean {
  if (a.key === b.key) return true;
  const keys = new Set([a.key, ...a.aliases]);
  return keys.has(b.key) || b.aliases.some((alias) => keys.has(alias));
}

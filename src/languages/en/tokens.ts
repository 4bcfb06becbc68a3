import type { Token } from '../pack.ts';
import { wordSet } from '../shared/words.ts';
import { lemma } from './lemma.ts';

/** Function words and auxiliaries: they carry no content of their own. */
export const stopWords = wordSet(`
  a an the this that these those and or but nor so yet if then than as of in on at by for from to with
  without into onto
  upon about above below over under between among through during before after since until till against
  across along
  around behind beside besides beyond near off out up down per via i me my mine we us our ours you your
  yours he him his
  she her hers it its they them their theirs who whom whose which what when where why how there here myself
  himself
  herself itself ourselves themselves yourself am is are was were be been being do does did doing done have
  has had
  having will would shall should can could may might must ought 's 're 've 'll 'd 'm n't not no s t such same other
  others another each every either neither both all any some few more most much many own too very just only
  also even
  still again once while because although though however whether both ever never it's i'm he's she's they're we're
  that's there's one ones said say says mr mrs ms dr according`);

const tokenPattern =
  /(?:\p{Lu}\.){2,8}|[\p{L}\p{M}]{1,20}?(?=n['’]t(?![\p{L}\p{N}]))|n['’]t(?![\p{L}\p{N}])|['’](?:s|re|ve|ll|d|m)(?![\p{L}\p{N}])|\d{1,15}(?:,\d{3}){1,6}(?:\.\d{1,15})?|\d{1,30}(?:\.\d{1,15})?|[\p{L}\p{M}]{1,64}(?:['’](?!(?:s|re|ve|ll|d|m|t)(?![\p{L}\p{N}]))[\p{L}\p{M}]{1,30}){0,3}|\.{2,}|[^\s\p{L}\p{N}\p{M}]|\p{N}|\S/giu;

/** Words, numbers and marks of English text. Clitics (`'s`, `n't`) and the parts of hyphened words are tokens of their own. */
export function englishTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(tokenPattern)) tokens.push(tokenOf(match[0], match.index));
  return tokens;
}

function tokenOf(text: string, start: number): Token {
  const kind = /^\p{N}/u.test(text) ? 'number' : /^['’]?[\p{L}\p{M}]/u.test(text) ? 'word' : 'punctuation';
  const norm = kind === 'punctuation' ? text : normOf(text);
  const stop = kind === 'punctuation' || stopWords.has(text.toLowerCase().replace(/’/g, "'"));
  return { start, end: start + text.length, text, kind, norm, stop };
}

/** Comparison form of one word or number as written. */
export function normOf(text: string): string {
  if (text === 'US' || text === 'U.S.') return 'u.s.';
  const lower = text.toLowerCase();
  if (/^\p{N}/u.test(text)) return lower.replace(/,/g, '');
  if (/^(?:\p{L}\.){2,}$/u.test(text)) return lower.replace(/\./g, '');
  return lemma(lower);
}

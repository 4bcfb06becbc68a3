import { detectLanguage } from '../../languages/detect.ts';

/** The language of a page: what it declares, checked against what its text is written in. */

/** Below this many letters a text says too little to overrule what the page declares. */
const lettersMin = 60;
/** A detection less sure than this never overrules a declaration. */
const confidenceMin = 0.3;

/** Tags that people write and BCP 47 does not mean. */
const misnamed: Record<string, string> = {
  kr: 'ko',
  jp: 'ja',
  cn: 'zh',
  tw: 'zh-TW',
  cz: 'cs',
  dk: 'da',
  gr: 'el',
  se: 'sv',
  ua: 'uk',
  no: 'nb',
};

/** A canonical BCP 47 tag for what a page wrote (`en_US`, `KR`, `de-de, en`), or null. */
export function canonicalTag(declared: string): string | null {
  const tag =
    declared
      .trim()
      .split(/[,;\s]/)[0]
      ?.replace(/_/g, '-') ?? '';
  const fixed = misnamed[tag.toLowerCase()] ?? tag;
  if (!/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/.test(fixed) || /^(?:und|mul|zxx|xx)$/i.test(fixed))
    return null;
  try {
    return Intl.getCanonicalLocales(fixed)[0] ?? null;
  } catch {
    return null;
  }
}

/** Pairs that the word lists hardly tell apart: the declared one is then believed. */
const close: string[][] = [
  ['nb', 'nn', 'da', 'no'],
  ['id', 'ms'],
  ['cs', 'sk'],
  ['hr', 'sr', 'bs', 'sl'],
  ['gl', 'pt', 'es'],
  ['ru', 'uk', 'be', 'bg', 'sr', 'mk', 'kk', 'ky', 'mn', 'tg'],
  ['ar', 'fa', 'ur', 'ku', 'ps'],
  ['hi', 'mr', 'ne'],
  ['nl', 'af'],
];

/** The page's language: what it declares, unless its text plainly says otherwise; `und` where neither tells. */
export function pageLanguage(declared: readonly string[], text: string): string {
  const tags = declared.map(canonicalTag).filter((tag) => tag !== null);
  const first = tags[0];
  const seen = writtenIn(text);
  if (first === undefined) return seen ?? 'und';
  if (seen === null) return first;
  const primary = first.split('-')[0] ?? first;
  if (primary === seen || close.some((group) => group.includes(primary) && group.includes(seen)))
    return first;
  const other = tags.find((tag) => tag.split('-')[0] === seen);
  if (other) return other;
  return seen;
}

const enoughLetters = new RegExp(`^(?:\\P{L}*\\p{L}){${lettersMin}}`, 'u');

function writtenIn(text: string): string | null {
  if (!enoughLetters.test(text)) return null;
  const { lang, confidence } = detectLanguage(text);
  return lang === 'und' || confidence < confidenceMin ? null : lang;
}

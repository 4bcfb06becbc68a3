import type { Span } from '../../../domain/span.ts';
import { withoutFurniture } from '../../../languages/shared/furniture.ts';
import { wordingFor } from './wording.ts';

/**
 * The part of `text` that is the sentence: datelines, bracketed labels, credits and additive connectives are left out.
 * Always one run of the given text, so verbatim. The span may be empty (nothing but furniture).
 */
export function sentenceCut(text: string, lang: string): Span {
  let { start, end } = withoutFurniture(text);
  const connective = wordingFor(lang).droppable.exec(text.slice(start, end));
  if (connective) start += connective[0].length;
  while (start < end && /\s/.test(text[start] ?? '')) start++;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--;
  return { start, end };
}

const titleTails: readonly RegExp[] = [
  /\s{1,3}(?:[|｜·•»]|::|[-–—])\s{1,3}[^|｜»]{2,40}$/u,
  /\s{0,3}[|｜]\s{0,3}[^|｜]{2,40}$/u,
];

/** A longer title is no headline. */
export const titleCharsMax = 300;

/**
 * The part of a page title that is the headline: site names at the end and labels at the start (`[단독]`, `(종합)`)
 * left out. `publisher`, where known, decides about a dash; else only a short tail of capitalised words goes. Empty
 * for a title over the limit.
 */
export function titleCut(title: string, publisher?: string): Span {
  if (title.length > titleCharsMax) return { start: 0, end: 0 };
  let start = 0;
  let end = title.length;
  const label = /^\s*(?:[[【〈<][^\]】〉>]{1,20}[\]】〉>]\s*){1,3}/u.exec(title);
  if (label && label[0].length < title.length * 0.5) start = label[0].length;
  const site = /^\s*[^|｜:]{2,20}\s(?:::|[|｜»])\s+/u.exec(title.slice(start));
  if (site && title.length - site[0].length > 12) start += site[0].length;
  for (let round = 0; round < 2; round++) {
    for (const tail of titleTails) {
      const rest = title.slice(start, end);
      const match = tail.exec(rest);
      if (!match || match.index < 12 || !isSiteName(match[0], publisher)) continue;
      end = start + match.index;
    }
  }
  const suffix =
    /\s{0,3}\((?:종합\d?보?|\d보|속보|상보|영상|사진|전문|update\s?\d?|updated|video)\)\s*$/iu.exec(
      title.slice(start, end),
    );
  if (suffix) end = start + suffix.index;
  while (start < end && /\s/.test(title[start] ?? '')) start++;
  while (end > start && /\s/.test(title[end - 1] ?? '')) end--;
  return end > start ? { start, end } : { start: 0, end: title.length };
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function isSiteName(tail: string, publisher: string | undefined): boolean {
  const name = tail.replace(/^[\s|｜·•»:–—-]+/u, '').trim();
  const known = letters(publisher ?? '');
  if (known !== '' && (letters(name).includes(known) || known.includes(letters(name)))) return true;
  if (/[|｜»]/.test(tail)) return true;
  // A dash also parts two halves of a headline: only what looks like a name and not like a statement goes.
  const words = name.split(/\s+/);
  if (/^(?:[\w-]+\.)+[a-z]{2,6}$/iu.test(name)) return true;
  if (/(?:뉴스|신문|일보|방송|타임스|닷컴|경제|매일)$/u.test(name) && words.length <= 2) return true;
  return (
    words.length <= 4 &&
    /\b(?:News|Times|Post|Herald|Tribune|Daily|Gazette|Journal|Today|Guardian|Observer|Press|Courier|Chronicle|Mail|Telegraph|Wire)\b/u.test(
      name,
    ) &&
    /^\p{Lu}/u.test(name)
  );
}

import type { Span } from '../../../domain/span.ts';
import { wordingFor } from './wording.ts';

/** Openings that are page furniture rather than the sentence: matched once each, in this order, at the start. */
const openings: readonly RegExp[] = [
  // [사진=...], 【...】, <앵커>, (사진 ...): bracketed labels.
  /^(?:\[[^[\]]{1,60}\]|【[^【】]{1,60}】|<[^<>]{1,30}>|〈[^〈〉]{1,30}〉)\s*/u,
  // (서울=가나뉴스) 홍길동 기자 = ; (세종=연합) 김가나·이다라 기자 =
  /^\([^()]{1,40}=[^()]{1,40}\)\s*(?:[가-힣A-Za-z·,\s]{2,40}?(?:기자|특파원|통신원|인턴|논설위원)\s*[=:]\s*)?/u,
  // 서울=홍길동 기자 / 홍길동 기자 =
  /^(?:[가-힣]{2,6}\s?=\s?)?[가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,3}\s(?:선임)?(?:기자|특파원)\s?[=:]\s?/u,
  // LONDON (AP) — ; LONDON, March 3 (Agency) - ; LEEDS, England, March 3 (Agency) - ; NEW YORK/PARIS —
  /^\p{Lu}[\p{Lu}.'’ /-]{1,40}(?:,\s?[\p{L}. ]{2,24}(?:\d{1,2})?){0,2}\s?\([\p{Lu}\p{Lo}][^()]{0,39}\)\s?[-–—:]{1,2}\s?/u,
  /^\p{Lu}[\p{Lu}.'’/-]{2,30}(?: \p{Lu}[\p{Lu}.'’/-]{1,20}){0,3}(?:,\s?\p{L}[\p{L}. ]{1,24}(?:\d{1,2})?)?\s?[–—]{1,2}\s?/u,
  /^\p{Lu}[\p{Lu}.'’ /-]{2,40},\s(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z.]{0,7}\s\d{1,2}\s-\s/u,
  // London (CNN) -- ; (CNN) ; (Reuters) -
  /^(?:\p{Lu}[\p{L}.'’]+(?:[ ,]{1,2}\p{Lu}[\p{L}.'’]+){0,3}\s?)?\((?:\p{Lu}{2,6}|Reuters|Bloomberg)\)\s?(?:[-–—]{1,2}\s?)?/u,
];

/** Endings that are credits: `(Photo: AP)`, `/사진=가나뉴스`, `[email]`, a reporter's address. */
const endings: readonly RegExp[] = [
  /\s{0,3}[([](?:photo|picture|image|file photo|getty|ap photo|video)[^()[\]]{0,60}[)\]]\.?\s*$/iu,
  /\s{0,3}(?:[([]\s?(?:자료 ?)?사진[^()[\]]{0,40}[)\]]|\/\s?사진\s?[=:][^.]{0,40})\s*$/u,
  /\s{0,3}[([]?[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}[)\]]?\s*$/u,
  /\s{0,3}(?:\[\d{1,3}\]){1,3}\s*$/u,
];

/**
 * The part of `text` that is the sentence: datelines, bracketed labels, credits and additive connectives are left out.
 * Always one run of the given text, so verbatim. The span may be empty (nothing but furniture).
 */
export function sentenceCut(text: string, lang: string): Span {
  let start = 0;
  let end = text.length;
  for (const opening of openings) {
    const match = opening.exec(text.slice(start, end));
    if (match) start += match[0].length;
  }
  for (const ending of endings) {
    const match = ending.exec(text.slice(start, end));
    if (match) end = start + match.index;
  }
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

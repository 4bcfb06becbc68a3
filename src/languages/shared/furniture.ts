import type { Span } from '../../domain/span.ts';

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

/** The part of a sentence that is no dateline, bracketed label or credit. May be empty. */
export function withoutFurniture(text: string): Span {
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
  return { start, end };
}

import { agencyNamed } from '../../languages/shared/agencies.ts';

/** What a text says of whose it is, with the words in which it says so. */
export interface Credit {
  kind: 'dateline' | 'byline' | 'credit';
  name: string;
  /** As it stands there, cut short. */
  text: string;
}

/** As much of a text is read from either end. */
const openingChars = 200;
const closingChars = 600;
const closingLines = 5;
const creditLineChars = 160;
const nameCharsMax = 40;

/** `SEOUL (Reuters) -`, `LONDON, March 3 (Xinhua) --`, `(AP) —`, `Berlin (dpa) -`. */
const latinDateline =
  /^(?:\p{Lu}[\p{L}.'’/ -]{1,40}(?:, ?[\p{L}\d. ]{2,24}){0,2} ?)?\((?<name>[\p{L}][\p{L}\p{N}.&'’ -]{1,39})\) ?[-–—]{1,2}/u;
/** `(서울=연합뉴스)`, `[파리=뉴시스]`, `【ソウル共同】`, `【北京＝時事】`. */
const bracketDateline =
  /^(?:\((?<round>[^()]{2,40})\)|\[(?<square>[^[\]]{2,40})\]|【(?<lens>[^【】]{2,40})】)/u;
/** `新华社北京3月4日电`. */
const hanDateline = /^(?<name>新华社|新華社|中新社|中央社)[\p{Script=Han}\d]{1,14}[电電]/u;

/** Parts of a line that credit somebody with the text. Pictures are credited too, and those say nothing. */
const closings: readonly RegExp[] = [
  /^(?:source|credit|text|출처|자료|기사 ?제공|원문|出典|来源|quelle) ?[:：=] ?(?<name>.{2,60})$/iu,
  /^(?:[-–—] ?|\()(?<known>.{2,40}?)\)?$/u,
  /^[[<](?<known>.{2,40}?)[\]>]$/u,
  /(?:©|ⓒ|\(c\)|copyright)[\s,]*(?:copyright)?[\s,]*(?:\d{4})?[\s,]*(?:by )?(?<name>[^.,;<>()|©ⓒ]{2,50}?)(?=[.,;<>()|]|\s+(?:\d{4}|all rights|무단|\(|-)|$)/iu,
  /저작권자 ?(?:\(c\)|[ⓒ©]|:)? ?(?<name>[^.,;<>()|©ⓒ]{2,30}?)(?=[.,;<>()|]| 무단|$)/iu,
  /\b(?:originally (?:published|appeared) (?:by|in|on|at)|first (?:published|appeared) (?:by|in|on|at)|republished (?:from|with permission (?:of|from))) (?<name>[^.,;<>()|]{2,50}?)(?=[.,;<>()|]| and | under |$)/iu,
  /(?:이|본) (?:기사|글|콘텐츠)는 (?<name>[^.,;<>() ]{2,20}?)(?:의 제휴|에서 제공|가 제공|이 제공|에 (?:처음 )?실린|에서 (?:처음 )?(?:보도|발행))/u,
];
const picture = /photo|picture|image|video|getty|graphic|사진|영상|그래픽|写真|图片|foto\b|bild:/iu;
const noName = /\d{3,}|https?:|@|기자$|특파원$|기자 ?=|all rights|무단|재배포|reserved|[=|{}\\]/iu;

/**
 * Who a text says its words are by: in its dateline, its byline or a credit at its end. `notes`: lines that were taken out
 * of the text as bylines. What a text cites (`the ministry told Reuters`) and credits of pictures are none.
 */
export function creditsOf(document: {
  text: string;
  byline: readonly string[];
  notes: readonly string[];
}): Credit[] {
  const { text, byline, notes } = document;
  return [
    ...datelines(text.slice(0, openingChars).trimStart()),
    ...byline.slice(0, 10).flatMap((line) => bylines(line)),
    ...notes.slice(0, 10).flatMap((line) => bylines(line.replace(/^(?:by|von|par|por) /iu, ''))),
    ...closingLinesOf(text).flatMap((line) => closing(line)),
  ].filter(({ name }) => name.length <= nameCharsMax && !noName.test(name));
}

function datelines(opening: string): Credit[] {
  const latin = latinDateline.exec(opening) ?? hanDateline.exec(opening);
  if (latin) return [credit('dateline', latin.groups?.name ?? '', latin[0])];
  const { round, square, lens } = bracketDateline.exec(opening)?.groups ?? {};
  const inside = round ?? square ?? lens;
  if (inside === undefined) return [];
  const parts = inside.split(/[=＝]/);
  const said = parts.length > 1 ? (parts.at(-1) ?? '') : knownTail(inside);
  return said === '' ? [] : [credit('dateline', said, `${opening.slice(0, inside.length + 2)}`)];
}

/** `ソウル共同`: the place and the agency run into one another. */
function knownTail(inside: string): string {
  for (let at = 0; at < inside.length - 1; at += 1)
    if (agencyNamed(inside.slice(at))) return inside.slice(at);
  return '';
}

/** `Reuters`, `Jane Doe, Associated Press`, `Jane Doe and AFP`. */
function bylines(line: string): Credit[] {
  if (line.length > creditLineChars || picture.test(line)) return [];
  return line
    .split(/,|\/|\||·| and | und | et | y | for | in /u)
    .map((part) => part.trim())
    .filter((part) => part.length > 1)
    .map((part) => credit('byline', part, line));
}

function closingLinesOf(text: string): string[] {
  const lines = text.slice(-closingChars).split(/\n+/);
  // The first may be the rest of a paragraph.
  const whole = text.length > closingChars ? lines.slice(1) : lines;
  const last = whole.slice(-closingLines).map((line) => line.trim());
  const tail = /[([](?<known>[^()[\]]{2,40})[)\]]\.?$/u.exec(last.at(-1) ?? '')?.groups?.known;
  const isOwnLine = last.at(-1)?.length === (tail?.length ?? 0) + 2;
  return [...last, ...(tail === undefined || isOwnLine ? [] : [`(${tail})`])];
}

function closing(line: string): Credit[] {
  if (line.length > creditLineChars || line.length < 3 || picture.test(line)) return [];
  for (const pattern of closings) {
    const { name, known } = pattern.exec(line)?.groups ?? {};
    const said = (name ?? known)?.replace(/^[\s(]+|[\s)]+$/gu, '');
    if (said === undefined || said === '') continue;
    // A word in brackets is a credit only where it names an agency.
    if (known !== undefined && !agencyNamed(said)) continue;
    return [credit('credit', said, line)];
  }
  return [];
}

function credit(kind: Credit['kind'], name: string, text: string): Credit {
  return { kind, name: name.trim().replace(/\s+/gu, ' '), text: text.trim().slice(0, 80) };
}

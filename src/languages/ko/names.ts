import type { Name } from '../pack.ts';
import { crossScriptKeys, foldName } from '../shared/name-keys.ts';
import { looksKoreanName } from '../shared/romanise.ts';
import { withoutOverlaps } from '../shared/spans.ts';
import { looksTransliterated, surelyTransliterated, widelyKnown } from './foreign-words.ts';
import { verbStem } from './inflection.ts';
import { forLastTexts, forWords } from './last-text.ts';
import { joinBrackets, latinNames } from './latin-names.ts';
import { type Unit, unitsOf } from './name-units.ts';
import { notPersons, organisationSuffixes, organisations, titleSet } from './name-words.ts';
import { splitParticle } from './particles.ts';
import { isAdministrative, placeOf } from './places.ts';
import { quotePairs } from './quote-pairs.ts';
import { isStopWord } from './stop-words.ts';

const surnames =
  '김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염추도석선설마길연위표명기반왕금옥육인맹제모탁국은편용';
const affiliation =
  /(?:전|현|신임|전임|차기|초대|당시|수석|선임|공동|명예|임시|총괄|출신|소속|담당|정책|경제|외교|안보|국방|통일|교육|문화|법무|환경|산업|노동|보건|복지|국토|해양|농림|과학|기술|정보|통신|행정|안전|여성|가족|고용|재정|기획|금융|연방|중앙|국가|국제|제1|원내|최고|부|국|실|과|팀|처|청|원|회|당|대|군|구|시|도|측|계|급|직|권|주|소|사|점|단|학|업|성|령|속|임|중|장|무|가|자|인|민)$/;

const isCommon: (word: string) => boolean = forWords(isCommonWord);

function isCommonWord(word: string): boolean {
  return (
    notPersons.has(word) ||
    titleSet.has(word) ||
    isStopWord(word) ||
    placeOf(word) !== undefined ||
    word in organisations ||
    isAdministrative(word) ||
    organisationOf(word) !== null
  );
}

const suffixes = new Map(organisationSuffixes);
const suffixCharsMax = Math.max(...organisationSuffixes.map(([suffix]) => suffix.length));

/** The suffix by which the word is an organisation; null where it is none. */
function organisationOf(word: string): string | null {
  for (let size = Math.min(suffixCharsMax, word.length); size >= 2; size -= 1) {
    const suffix = word.slice(-size);
    const before = suffixes.get(suffix);
    if (before === undefined) continue;
    const rest = word.length - size;
    if (rest >= before && (rest > 0 || size >= 3)) return suffix;
  }
  return null;
}

function isKoreanName(word: string, sizeMin: number): boolean {
  if (word.length < sizeMin || !looksKoreanName(word) || isCommon(word) || surelyTransliterated(word))
    return false;
  // 한다며, 정부의: inflected or with a particle; 김정은 only looks so.
  const { stem, particle } = splitParticle(word);
  return verbStem(word) === null && (particle === '' || (stem.length > 1 && !isCommon(stem)));
}

const isForeignName: (word: string) => boolean = forWords(looksForeign);

function looksForeign(word: string): boolean {
  // 콜드무어공대, 스탠퍼드대: a school or firm by its end.
  if (word.length > 3 && /(?:공대|대|그룹|전자|증권|은행|청|당|주)$/.test(word)) return false;
  if (!/^[가-힣]{2,9}$/.test(word)) return /^[A-Z][a-z]/.test(word);
  if (Object.hasOwn(widelyKnown, word)) return true;
  return (
    surelyTransliterated(word) &&
    !isCommon(word) &&
    !(word.length <= 3 && affiliation.test(word) && verbStem(word) !== null)
  );
}

/** `브렛 캐버노는`: two transliterated words in a row, one of them surely so, are a name without any title. */
function doubleForeign(units: readonly Unit[]): Person[] {
  const persons: Person[] = [];
  units.forEach((unit, at) => {
    const next = units[at + 1];
    if (!next || !unit.joins || unit.particle !== '' || !/^[가-힣]/.test(unit.word)) return;
    const family = titleSet.has(next.word) ? '' : next.stem;
    const fits = (word: string) => looksTransliterated(word) && !isCommon(word) && verbStem(word) === null;
    if (!fits(unit.word) || !fits(family) || !(isForeignName(unit.word) && isForeignName(family))) return;
    const end = next.start + next.stem.length;
    persons.push({ start: unit.start, end, name: `${unit.word} ${next.stem}` });
  });
  return persons;
}

interface Person {
  start: number;
  end: number;
  name: string;
  title?: string;
}

function titleOf(word: string): string | null {
  if (titleSet.has(word)) return word;
  // 외교부장관, 가나전자대표: written together.
  for (let size = 5; size >= 2; size -= 1) {
    const tail = word.slice(-size);
    if (word.length > size && titleSet.has(tail)) return tail;
  }
  return null;
}

/** The name that stands before the title at `at`, over the affiliation between them. */
function before(units: readonly Unit[], at: number, title: string): Person | null {
  let from = at;
  while (from > 0 && at - from < 6 && units[from - 1]!.joins && isBare(units[from - 1]!)) from -= 1;
  const near = units[at - 1];
  if (from === at || !near) return null;
  const korean = units
    .slice(from, at)
    .find(
      ({ word }, index) =>
        isKoreanName(word, 3) &&
        !(looksTransliterated(word) && isGivenName(units[from + index + 1]?.word ?? '')),
    );
  if (near.word.length === 1 && surnames.includes(near.word) && !isDeterminer(near.word, title)) {
    return {
      start: near.start,
      end: units[at]!.start + units[at]!.stem.length,
      name: `${near.word} ${title}`,
      title,
    };
  }
  const isPolite = /^(?:씨|군|양|기자|선수|의원|여사)$/.test(title);
  if (isKoreanName(near.word, isPolite ? 2 : 3))
    return { start: near.start, end: near.end, name: near.word, title };
  if (korean) return { start: korean.start, end: korean.end, name: korean.word, title };
  // Over 미국, 가나전자, 전 to the name before them.
  let head = at - 1;
  while (head >= from && isAffiliation(units[head]!.word)) head -= 1;
  if (head < from) return null;
  const unit = units[head]!;
  if (isKoreanName(unit.word, 3)) return { start: unit.start, end: unit.end, name: unit.word, title };
  let first = head;
  while (first > from && head - first < 3 && isGivenName(units[first - 1]!.word)) first -= 1;
  if (!isForeignName(unit.word)) return null;
  return {
    start: units[first]!.start,
    end: unit.end,
    name: units
      .slice(first, head + 1)
      .map(({ word }) => word)
      .join(' '),
    title,
  };
}

/** `전 대통령` is a former one, `이 배우` this one, `한 교수` some one; `이 대통령` and `한 총리` have a surname. */
function isDeterminer(word: string, title: string): boolean {
  if ('전현제총'.includes(word)) return true;
  return '이한그'.includes(word) && jobs.has(title);
}

/** Titles that are jobs more than offices. */
const jobs = new Set(
  '배우 가수 작가 시인 소설가 화가 감독 코치 선수 교수 의사 간호사 연구원 변호사 기자 특파원 앵커 학생 후보 검사 판사 지도자 교사 경사 순경 애널리스트 이코노미스트 목사 신부 스님 위원 이사 창업자 조교 국회의원 상원의원 하원의원 의원 병장 상병 장군 공주 왕자 국왕 여왕'.split(
    ' ',
  ),
);

/** What stands between a name and its title: 미국, 가나전자, 전, 제(1), FRB. */
function isAffiliation(word: string): boolean {
  if (word.length === 1 || /^[A-Z]{2,8}$/.test(word) || isCommon(word)) return true;
  return affiliation.test(word) && !isKoreanName(word, 3) && !isForeignName(word);
}

/** Before a foreign family name a word may pass for a given one on weaker signs. */
function isGivenName(word: string): boolean {
  return isForeignName(word) || (looksTransliterated(word) && !isCommon(word) && verbStem(word) === null);
}

/** No particle: stands as part of a compound. A name such as 김정은 only looks as if it had one. */
function isBare(unit: Unit): boolean {
  return (
    unit.particle === '' ||
    isKoreanName(unit.word, 3) ||
    (unit.particle.length === 1 &&
      isForeignName(unit.word) &&
      unit.word.length >= 3 &&
      '이은도로나가만'.includes(unit.particle))
  );
}

function behind(units: readonly Unit[], at: number, title: string): Person | null {
  const first = units[at + 1];
  if (!first || !units[at]!.joins || units[at]!.particle !== '') return null;
  if (isKoreanName(first.stem, 3))
    return { start: first.start, end: first.start + first.stem.length, name: first.stem, title };
  if (!isForeignName(first.particle === '' ? first.word : first.stem)) return null;
  let last = at + 1;
  while (
    units[last]!.particle === '' &&
    units[last]!.joins &&
    units[last + 1] &&
    isForeignName(units[last + 1]!.stem) &&
    last - at < 4
  )
    last += 1;
  const end = units[last]!.start + units[last]!.stem.length;
  return {
    start: first.start,
    end,
    name: units
      .slice(at + 1, last + 1)
      .map(({ stem }) => stem)
      .join(' '),
    title,
  };
}

function personsOf(text: string, units: readonly Unit[]): Person[] {
  const persons: Person[] = [];
  units.forEach((unit, at) => {
    const title = titleOf(unit.stem) ?? titleOf(unit.word);
    if (title) {
      const person = before(units, at, title) ?? (titleSet.has(unit.word) ? behind(units, at, title) : null);
      if (person) persons.push(person);
      const glued = unit.stem.slice(0, -title.length);
      if (!person && glued.length >= 2 && (title === '씨' || isKoreanName(glued, 3)) && !isCommon(glued))
        persons.push({ start: unit.start, end: unit.start + glued.length, name: glued, title });
    }
    const bracket = text.slice(unit.end, unit.end + 12);
    if (/^\s?\((?:\d{1,3}|만 \d{1,3})세?[)·,]/.test(bracket) && isKoreanName(unit.word, 2))
      persons.push({ start: unit.start, end: unit.end, name: unit.word });
  });
  persons.push(...doubleForeign(units));
  for (const unit of units) {
    const name = [unit.word, unit.stem].find((word) => Object.hasOwn(widelyKnown, word));
    if (name) persons.push({ start: unit.start, end: unit.start + name.length, name });
  }
  for (const match of text.matchAll(/(?<![가-힣A-Za-z])([A-Z]|[가-힣]모)(?:\([^()]{1,12}\))? ?씨/g)) {
    persons.push({
      start: match.index,
      end: match.index + match[0].length,
      name: match[0].replace(/\([^()]*\)|\s/g, ''),
      title: '씨',
    });
  }
  return persons;
}

/** Other forms of a name; a surname with a title (written with U+0000 here) has no last word to go by. */
const aliasesOf: (key: string) => readonly string[] = forWords((written) => {
  const key = written.replace('\u0000', ' ');
  const words = written.split(' ');
  const last = words.at(-1) ?? '';
  const aliases = crossScriptKeys(key);
  if (words.length > 1) aliases.push(last, ...crossScriptKeys(last));
  const known = Object.hasOwn(widelyKnown, last) ? widelyKnown[last] : undefined;
  return [...new Set(known ? [...aliases, known] : aliases)];
});

function personName(text: string, person: Person, full: ReadonlyMap<string, string>): Name {
  const short = /^([가-힣]) ([가-힣]+)$/.exec(person.name);
  const key = full.get(person.name) ?? (short ? (full.get(`${short[1]} `) ?? person.name) : person.name);
  const aliases = aliasesOf(short ? key.replace(' ', '\u0000') : key);
  return {
    start: person.start,
    end: person.end,
    text: text.slice(person.start, person.end),
    kind: 'person',
    key: foldName(key),
    aliases: [...aliases],
    ...(person.title === undefined ? {} : { title: person.title }),
  };
}

/** Later mentions of the persons found: by full name, by the last word of a foreign one, by surname and title. */
function mentions(
  units: readonly Unit[],
  persons: readonly Person[],
): { extra: Person[]; full: Map<string, string> } {
  const full = new Map<string, string>();
  for (const { name } of persons.toSorted((a, b) => b.name.length - a.name.length)) {
    if (/^[가-힣] /.test(name)) continue;
    if (!full.has(name)) full.set(name, name);
    const words = name.split(' ');
    if (words.length > 1) full.set(words.at(-1)!, name);
    else if (isKoreanName(name, 3) && !full.has(`${name.slice(0, 1)} `))
      full.set(`${name.slice(0, 1)} `, name);
  }
  const extra: Person[] = [];
  for (const unit of units) {
    const name = full.has(unit.word) ? unit.word : full.has(unit.stem) ? unit.stem : null;
    if (name && !name.endsWith(' ')) extra.push({ start: unit.start, end: unit.start + name.length, name });
  }
  return { extra, full };
}

function plainNames(text: string, units: readonly Unit[]): Name[] {
  const names: Name[] = [];
  for (const unit of units) {
    if (!/^[가-힣一-龥]/.test(unit.word)) continue;
    const stem = placeOf(unit.word) || unit.word in organisations ? unit.word : unit.stem;
    const end = unit.start + stem.length;
    const base = { start: unit.start, end, text: text.slice(unit.start, end), key: foldName(stem) };
    const place = placeOf(stem);
    if (place)
      names.push({
        ...base,
        kind: 'place',
        aliases: [...new Set([...place.english, ...crossScriptKeys(stem)])],
      });
    else if (Object.hasOwn(organisations, stem))
      names.push({ ...base, kind: 'organisation', aliases: organisations[stem]!.split('|') });
    else if (isAdministrative(stem))
      names.push({ ...base, kind: 'place', aliases: crossScriptKeys(stem.slice(0, -1)) });
    else if (stem.length >= 3 && !titleSet.has(stem) && organisationOf(stem))
      names.push({ ...base, kind: 'organisation', aliases: [] });
  }
  return names;
}

/**
 * Persons, organisations, places and titles of works. Later short references (`김 위원장`, `트럼프`) carry the key of the
 * full name where the text has it. Aliases hold English forms and romanised skeletons, so that names meet those of
 * English texts. Sorted, without overlaps. Total.
 */
export const koreanNames: (text: string) => Name[] = forLastTexts(namesOf);

function namesOf(text: string): Name[] {
  const units = unitsOf(text);
  const persons = personsOf(text, units);
  const { extra, full } = mentions(units, persons);
  const works: Name[] = quotePairs(text)
    .filter(
      ({ family, start, end }) => family === 'title' && !/저작권|무단|[ⓒ©=@]/.test(text.slice(start, end)),
    )
    .map(({ start, end }) => ({
      start: start + 1,
      end: end - 1,
      text: text.slice(start + 1, end - 1),
      kind: 'work',
      key: foldName(text.slice(start + 1, end - 1)),
      aliases: [],
    }));
  const all = [...persons, ...extra].map((person) => personName(text, person, full));
  const names = joinBrackets(
    text,
    [...all, ...works, ...plainNames(text, units), ...latinNames(text)],
    units,
  );
  return withoutOverlaps(names.filter(({ text: written }) => written.trim() !== ''));
}

import type { Name } from '../pack.ts';
import { countryKey } from '../shared/countries.ts';
import { crossScriptKeys, foldName } from '../shared/name-keys.ts';
import { spanOf } from '../shared/spans.ts';
import { sayingKind } from './cues.ts';
import { type Found, initialsOf, linkAcronyms, linkSurnames, surnameOf } from './name-links.ts';
import { capitalRuns, type Run, type RunWord, withoutLooseEnds } from './name-runs.ts';
import {
  familyFirst,
  givenNames,
  officeWords,
  organisationWords,
  personWords,
  placeWords,
} from './name-words.ts';
import { countryCode, nationalityCode, places } from './place-words.ts';
import { englishSentences } from './sentences.ts';
import { monthNumber, weekdayNumber } from './times-absolute.ts';
import { normOf, stopWords } from './tokens.ts';

/**
 * Persons, organisations and places of an English text, found by capitals, offices,
 closed lists and what the text
 * says of them elsewhere. No model and no gazetteer, so kinds are a best guess and `other` where nothing tells.
 */
export function englishNames(text: string): Name[] {
  const lowers = new Set(text.match(/(?<![\p{L}\p{N}])\p{Ll}[\p{L}'’]*/gu) ?? []);
  const runs = capitalRuns(englishSentences(text));
  const inside = wordsInside(runs, lowers);
  const found = runs.flatMap((run) => readRun(text, run, lowers, inside));
  const sure = new Set(
    found.filter((name) => !name.shouted).flatMap((name) => [name.key, ...name.key.split(' ')]),
  );
  const kept = found.filter((name) => !name.shouted || isKnown(name, sure));
  linkSurnames(kept);
  linkAcronyms(text, kept);
  return kept
    .map(({ words: _words, initial: _initial, shouted: _shouted, ...name }) => name)
    .sort((a, b) => a.start - b.start);
}

/** Words that are seen with a capital where no sentence begins: a sentence that begins with one begins with a name. */
function wordsInside(runs: readonly Run[], lowers: ReadonlySet<string>): Set<string> {
  const inside = new Set<string>();
  for (const run of runs) {
    if (run.shouted) continue;
    run.words.forEach((word, index) => {
      if ((index > 0 || !run.initial) && !stopWords.has(word.lower)) inside.add(word.lower);
      if (
        index === 0 &&
        run.initial &&
        run.words.length > 1 &&
        !lowers.has(word.lower) &&
        givenNames.has(word.lower)
      )
        inside.add(word.lower);
    });
  }
  return inside;
}

function isKnown(name: Found, sure: ReadonlySet<string>): boolean {
  return (
    sure.has(name.key) || name.kind === 'place' || name.title !== undefined || /^[A-Z]{2,6}$/.test(name.text)
  );
}

function readRun(text: string, run: Run, lowers: ReadonlySet<string>, inside: ReadonlySet<string>): Found[] {
  let words = withoutDates(run.words);
  const kind = knownWhole(words);
  if (!kind) words = withoutCommonStart(text, words, run, lowers, inside);
  if (words.length === 0) return [];
  return splitRun(unknownOffice(words, run)).flatMap(({ words: part, title }) =>
    nameOf(text, part, title, run, lowers),
  );
}

function isDate(word: RunWord, alone: boolean): boolean {
  // `Jan Brandt` is a person, `Jan. 5` a date.
  const isShort = /^(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)$/.test(word.lower);
  if (monthNumber(word.text) > 0) return !isShort || alone || word.end - word.start > word.text.length;
  return weekdayNumber(word.text) >= 0 && /day$/.test(word.lower);
}

function withoutDates(words: RunWord[]): RunWord[] {
  if (words.length > 1 && words.at(-1)?.lower === 'may') return words;
  const first = words.findIndex((word) => !isDate(word, words.length === 1));
  if (first < 0) return [];
  const next = words.findIndex((word, index) => index > first && isDate(word, false));
  return withoutLooseEnds(words.slice(first, next < 0 ? undefined : next));
}

/** A country, nationality or place of the closed lists, whatever stands around it. */
function knownWhole(words: readonly RunWord[]): boolean {
  const folded = foldName(words.map((word) => word.text).join(' '));
  return countryCode(folded) !== undefined || nationalityCode(folded) !== undefined || places.has(folded);
}

function withoutCommonStart(
  text: string,
  words: RunWord[],
  run: Run,
  lowers: ReadonlySet<string>,
  inside: ReadonlySet<string>,
): RunWord[] {
  let rest = words;
  // A capital in the middle of a sentence is no reason to keep an article or a conjunction.
  while (
    rest[0] &&
    (stopWords.has(rest[0].lower) || rest[0].lower === 'i') &&
    !/^(?:us|it|may|will|mr|mrs|ms|dr)$/.test(rest[0].lower)
  )
    rest = rest.slice(1);
  if (rest[0]?.text === 'It' || rest[0]?.text === 'Will' || rest[0]?.text === 'Us') rest = rest.slice(1);
  if (!run.initial || rest.length !== words.length || rest.length === 0) return rest;
  const [first] = rest;
  if (!first || isNameStart(first, rest, inside)) return rest;
  if (lowers.has(first.lower) || looksCommon(first) || (rest.length === 1 && !standsAsName(text, first)))
    return rest.slice(1);
  return rest;
}

function isNameStart(first: RunWord, words: readonly RunWord[], inside: ReadonlySet<string>): boolean {
  if (
    inside.has(first.lower) ||
    givenNames.has(first.lower) ||
    /^(?:\p{Lu}\.)+$|^\p{Lu}{2,}/u.test(first.text)
  )
    return true;
  if (
    officeWords.has(first.lower) ||
    nationalityCode(first.lower) ||
    countryCode(first.lower) ||
    places.has(first.lower)
  )
    return true;
  if (words.length > 1 && familyFirst.has(first.lower)) return true;
  return words.length > 1 && words.slice(0, 3).some((word) => organisationWords.has(word.lower));
}

/** A lone capital at the start of a sentence that speaks or owns something. `Nobody` and the like do that too. */
function standsAsName(text: string, word: RunWord): boolean {
  if (/(?:body|one|thing|ever|where|while|then|haps|wise)$/.test(word.lower)) return false;
  const behind = text.slice(word.end, word.end + 24);
  return /^['’]s\s/.test(behind) || speaksBehind(behind);
}

/** `Beekeeper Rosa Mendez` at the start of a sentence: a word that is no name before a frequent given name is dropped. */
function unknownOffice(words: RunWord[], run: Run): RunWord[] {
  const [first, second] = words;
  if (!run.initial || words.length < 3 || !first || !second || !givenNames.has(second.lower)) return words;
  return givenNames.has(first.lower) || isOffice(first.lower) || familyFirst.has(first.lower)
    ? words
    : words.slice(1);
}

/** Begins a sentence and has the form of a plural, an adverb or a participle: a common word for want of other signs. */
function looksCommon(word: RunWord): boolean {
  return (
    /(?:ly|ing|ed|[^su]s|ment|tion|ness)$/.test(word.lower) &&
    word.text.slice(1) === word.text.slice(1).toLowerCase()
  );
}

interface Part {
  words: RunWord[];
  title: string | undefined;
}

/** Takes apart `Russian President Vladimir Putin` and `Samsung Electronics Chairman Lee Jae-yong`. */
function splitRun(words: RunWord[]): Part[] {
  const nationality = leadingNationality(words);
  if (nationality > 0 && nationality < words.length && officeWords.has(words[nationality]?.lower ?? '')) {
    const rest = words.slice(nationality);
    if (!rest.some((word) => organisationWords.has(word.lower) && !/^(?:police|state)$/.test(word.lower)))
      return [{ words: words.slice(0, nationality), title: undefined }, ...splitRun(rest)];
  }
  const isOrganisation = words.some(
    (word, index) => index > 0 && organisationWords.has(word.lower) && !officeWords.has(word.lower),
  );
  const office = officeBlock(words, 0);
  if (office > 0 && office < words.length && !isOrganisation)
    return [{ words: words.slice(office), title: titleOf(words.slice(0, office)) }];
  if (office === words.length) return [];
  for (let at = 1; at < words.length - 1; at += 1) {
    const end = officeBlock(words, at);
    if (
      end <= at ||
      end >= words.length ||
      (end - at === 1 &&
        /^(?:king|prince|judge|major|lady|lord|page|head|first|under|state|home|trade|jr|health|justice|national|security|energy|education|defense|defence|finance|foreign|culture|labor|labour|general|crown|prime|deputy|senior|assistant)$/.test(
          words[end - 1]?.lower ?? '',
        ))
    )
      continue;
    if (words.slice(end).some((word) => organisationWords.has(word.lower))) continue;
    return [
      ...splitRun(words.slice(0, at)),
      { words: words.slice(end), title: titleOf(words.slice(at, end)) },
    ];
  }
  return [{ words, title: undefined }];
}

function leadingNationality(words: readonly RunWord[]): number {
  for (const count of [2, 1]) {
    const folded = words
      .slice(0, count)
      .map((word) => word.lower)
      .join(' ');
    if (words.length >= count && (nationalityCode(folded) || countryCode(folded))) return count;
  }
  return 0;
}

/** Trades name themselves by their endings: `guitarist`, `astronomer`, `shopkeeper`. */
const tradeEndings =
  /.{2}(?:ologist|ographer|[^aeiou]ist|onomer|ician|ineer|keeper|maker|worker|teer|wright|monger)$/;

function isOffice(lower: string): boolean {
  return officeWords.has(lower) || tradeEndings.test(lower);
}

/** Index behind the office words that begin at `at` (`Secretary of State`). */
function officeBlock(words: readonly RunWord[], at: number): number {
  let end = at;
  while (end < words.length) {
    const word = words[end];
    const next = words[end + 1];
    if (word && isOffice(word.lower.replace(/\.$/, ''))) end += 1;
    else if (end > at && word?.lower === 'of' && next && officeWords.has(next.lower)) end += 2;
    else break;
  }
  return end;
}

function titleOf(words: readonly RunWord[]): string {
  return words.map((word) => word.lower.replace(/\.$/, '')).join(' ');
}

function nameOf(
  text: string,
  all: RunWord[],
  given: string | undefined,
  run: Run,
  lowers: ReadonlySet<string>,
): Found[] {
  const words = all.map(withoutHyphenedTail);
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return [];
  if (words.length === 1 && isNoName(first, run, lowers, given)) return [];
  const span = spanOf(text, first.start, last.end);
  const key = foldName(words.map((word) => word.text).join(' ')).replace(/^the /, '');
  if (key === '' || /^\d+$/.test(key)) return [];
  const before = text.slice(Math.max(0, first.start - 40), first.start);
  const behind = text.slice(last.end, last.end + 48);
  const title = given ?? smallTitle(before);
  const kind = kindOf(words, key, title, before, behind);
  const name: Found = {
    ...span,
    kind,
    key,
    aliases: aliasesOf(words, key, kind, span.text),
    words,
    initial: run.initial,
    shouted: run.shouted,
  };
  return [title === undefined || kind === 'place' ? name : { ...name, title }];
}

/** `Ethiopian-flagged`, `London-based`: the name is the part before the hyphen. */
function withoutHyphenedTail(word: RunWord): RunWord {
  const match = /^(\p{Lu}[\p{L}.]+)[-‐‑](?!un\b|\p{Lu}|\p{N})(\p{Ll}+)$/u.exec(word.text);
  if (
    !match?.[1] ||
    !(
      nationalityCode(match[1].toLowerCase()) ||
      /(?:based|led|born|backed|style|made|owned|flagged|controlled|run|held|wide|like)$/.test(match[2] ?? '')
    )
  )
    return word;
  return { ...word, text: match[1], lower: match[1].toLowerCase(), end: word.start + match[1].length };
}

const notNames = new Set(
  'i ok tv am pm id ceo cfo coo pm mp dna ai it pr hiv aids covid gdp suv pc dvd cd faq diy vip ad bc ps eps atm gps usb pdf et est edt pst pdt gmt utc bst kst jst didn doesn isn aren wasn weren hasn haven hadn couldn wouldn shouldn don can ain ve ll'.split(
    ' ',
  ),
);

function isNoName(word: RunWord, run: Run, lowers: ReadonlySet<string>, title: string | undefined): boolean {
  if (title !== undefined) return false;
  if (word.text.length < 2 || notNames.has(word.lower.replace(/\./g, ''))) return true;
  if (stopWords.has(word.lower) && word.text !== 'US' && word.text !== 'U.S.') return true;
  if (/^(?:Mr|Mrs|Ms|Dr|St|Mt)$/.test(word.text)) return true;
  return run.initial && lowers.has(word.lower) && !countryCode(word.lower);
}

function smallTitle(before: string): string | undefined {
  const match = /([\p{L}-]+)\s$/u.exec(before);
  const word = match?.[1] ?? '';
  return /^\p{Ll}/u.test(word) && (personWords.has(word) || isOffice(word)) ? normOf(word) : undefined;
}

function kindOf(
  words: readonly RunWord[],
  key: string,
  title: string | undefined,
  before: string,
  behind: string,
): Name['kind'] {
  if (countryCode(key) !== undefined || nationalityCode(key) !== undefined || places.has(key)) return 'place';
  const last = words.at(-1)?.lower ?? '';
  const first = words[0]?.lower ?? '';
  const isCapitals = words.length === 1 && /^\p{Lu}[\p{Lu}&]{1,6}$/u.test(words[0]?.text ?? '');
  if (words.some((word) => organisationWords.has(word.lower)) && !(title && words.length < 3)) {
    return placeWords.has(last) && !organisationWords.has(last) ? 'place' : 'organisation';
  }
  if (title !== undefined && !isCapitals) return 'person';
  if (
    words.length > 1 &&
    (placeWords.has(last) || /^(?:lake|mount|mt|cape|fort|gulf|isle|strait|bay|port)$/.test(first))
  )
    return 'place';
  if (isCapitals || /^\p{Lu}{2,}-?\d|\p{Lu}{2,}/u.test(words[0]?.text ?? '')) return 'organisation';
  if (words.length > 1 && (givenNames.has(first) || /^\p{Lu}\.$/u.test(words[1]?.text ?? '')))
    return 'person';
  if (words.length > 1 && words.length < 4 && familyFirst.has(first)) return 'person';
  if (words.some((word) => /^(?:van|von|bin|ibn|al|el|de|der|den)$/.test(word.text))) return 'person';
  if (/^,\s\d{1,3},|^\s\(\d{2}\)|^,?\swho\b/.test(behind)) return 'person';
  if (words.length === 1 && /\b(?:in|at|near|across|outside|around)\s(?:the\s)?$/.test(before))
    return 'place';
  if (words.length > 1 && words.length < 4 && !words.some((word) => word.link) && speaksBehind(behind))
    return 'person';
  return words.length === 1 && givenNames.has(first) ? 'person' : 'other';
}

function speaksBehind(behind: string): boolean {
  const verb = /^\s([a-z]+)\b/.exec(behind)?.[1];
  return verb !== undefined && sayingKind(verb) !== undefined;
}

function aliasesOf(words: readonly RunWord[], key: string, kind: Name['kind'], written: string): string[] {
  const code = countryCode(key) ?? nationalityCode(key);
  if (code !== undefined) return [countryKey(code)];
  const aliases = new Set<string>();
  if (kind === 'person' && words.length > 1) aliases.add(surnameOf(words));
  if (kind === 'organisation' || kind === 'other') {
    const initials = initialsOf(words);
    if (initials.length > 2) aliases.add(initials);
  }
  if (kind === 'person' || kind === 'other') for (const alias of crossScriptKeys(written)) aliases.add(alias);
  aliases.delete(key);
  return [...aliases];
}

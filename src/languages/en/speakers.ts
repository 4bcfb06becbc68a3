import type { Name } from '../pack.ts';
import { foldName } from '../shared/name-keys.ts';
import { spanOf } from '../shared/spans.ts';
import { personWords } from './name-words.ts';
import { resolvePronoun } from './pronouns.ts';
import { isQuoted, namesWithin, type Speaker, type SpeechContext, speakerOf } from './speech-context.ts';

const pronouns = new Set(['he', 'she', 'they', 'it', 'who']);
const noSubjects = new Set([
  'i',
  'we',
  'you',
  'there',
  'that',
  'this',
  'which',
  'what',
  'to',
  'and',
  'but',
  'not',
]);

/** Adverbs, auxiliaries and times between a subject and its verb. */
const beforeVerb =
  /(?:[\s,]+(?:also|later|then|once|even|now|still|often|always|never|reportedly|has|have|had|would|will|could|may|might|did|do|does|is|was|are|were|be|been|to|not|first|again|repeatedly|publicly|earlier|simply|further|both|all|\p{Ll}{3,14}ly|(?:on\s)?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|today|yesterday))+[\s,]*$/iu;

const smallAdverbs = /(?:\s(?:also|later|has|have|had|then|\p{Ll}{2,12}ly))+\s*$/u;

/** A noun phrase without a name, at the end of a clause. */
const nounPhrase =
  /(?:^|[\s,;:(—–])((?:(?:the|an?|its|his|her|their|our|one|two|three|four|five|some|many|several|most|other|another|such|these|those|this|both|all|no)\s)?(?:[\p{L}\p{N}][\p{L}\p{N}'’.-]*(?:,\d{3})*\s){0,5}(?:\d{1,3}-year-old|[\p{L}][\p{L}'’-]*\.?))\s*$/iu;
const cutWords =
  /^.*\b(?:and|but|when|while|as|after|before|because|if|that|which|where|although|though|since|with|so|than|or|yet|until)\s/i;

/** The one who speaks, where the verb stands at `verbStart` and its clause begins at `from`. */
export function subjectBefore(context: SpeechContext, from: number, verbStart: number): Speaker | null {
  const { text } = context;
  const start = Math.max(from, verbStart - 240);
  const region = text.slice(start, verbStart).replace(/\s+$/, ' ');
  const trimmed = region.replace(beforeVerb, ' ').trimEnd();
  const end = start + trimmed.length;
  const names = namesWithin(context, start, verbStart).filter((name) => !isQuoted(context, name.start));
  const pronoun = /(?:^|[^\p{L}'’-])(he|she|they|it|who|I|we|you)\s*[,]?$/iu.exec(trimmed);
  if (pronoun?.[1]) {
    const lower = pronoun[1].toLowerCase();
    if (!pronouns.has(lower)) return null;
    const at = start + pronoun.index + pronoun[0].indexOf(pronoun[1]);
    const speaker = resolvePronoun(context, lower, at);
    return speaker.key === 'who' ? null : speaker;
  }
  const settled = /[,)–—-]\s*$/.test(region.replace(smallAdverbs, ''));
  const named = namedSubject(context, names, { start, end, settled });
  if (named) return named;
  return phraseBefore(text, start, trimmed);
}

/** `a spokesman for Acme`, `an official at the ministry`: the phrase speaks, not the name in it. */
const roleBefore =
  /\b(?:spokes(?:man|woman|person|people)|officials?|sources?|representatives?|executives?|leaders?|experts?|analysts?|aides?|lawyers?|police|members?|residents?|researchers?|economists?|investigators?|prosecutors?)\s(?:for|at|of|from|in|with|on)\s(?:the\s|its\s)?(?:\p{Lu}[\p{L}.-]*\s){0,3}$/iu;

interface Region {
  start: number;
  end: number;
  /** Ends in a comma, so that what stands before it may describe the subject. */
  settled: boolean;
}

function namedSubject(context: SpeechContext, names: Name[], region: Region): Speaker | null {
  const { text } = context;
  const { start, end, settled } = region;
  const last = names.at(-1);
  if (!last) return null;
  const head = settled ? apposedHead(context, names, start) : null;
  if (head === null && roleBefore.test(text.slice(start, last.start))) return null;
  const tail = text.slice(last.end, end);
  const member = names.at(-2);
  if (
    (member?.kind === 'person' || member?.kind === 'organisation') &&
    /^,?\s(?:of|from|at|with|for|in)\s(?:the\s)?(?:[\p{Ll}-]+\s){0,3}$/u.test(
      text.slice(member.end, last.start),
    )
  )
    return speakerOf(context, head ?? member);
  const closesHere = /^[\s,.'’s)]*$|^\s?\([^)]{1,30}\)$|^,?\s\d{1,3},?$/.test(tail);
  if (closesHere) {
    const isAdjective =
      tail === '' &&
      last.kind === 'place' &&
      last.end === end &&
      head === null &&
      !/^(?:the\s)?\S+$/.test(text.slice(last.start, end));
    if (!isAdjective) return speakerOf(context, head ?? last);
  }
  // `Smith, who runs the shop in Leeds,` and `Smith, the director of the agency,`: the name at the head.
  if (head) return speakerOf(context, head);
  // `a spokesman for Acme`, `the BBC's director`: a person's name wins, else the whole phrase is taken.
  if (
    /^\s(?:spokes(?:man|woman|person)|officials?|sources?|representatives?|executives?|leaders?|police|experts?)\b/.test(
      tail,
    )
  )
    return null;
  const person = [...names].reverse().find((name) => name.kind === 'person');
  return person &&
    /^[\s,]/.test(text.slice(person.end, end) || ',') &&
    end - person.end < 90 &&
    /^,/.test(text.slice(person.end, end))
    ? speakerOf(context, person)
    : null;
}

/** The name before a comma that is described up to the next comma. */
function apposedHead({ text }: SpeechContext, names: readonly Name[], start: number): Name | null {
  for (const name of names) {
    if (name.kind === 'place' && name !== names[0]) continue;
    const lead = text.slice(start, name.start);
    const behind = text.slice(name.end, name.end + 3);
    if (
      /^,\s?|^\s,/.test(behind) &&
      lead.length < 90 &&
      (name.kind === 'person' || name.kind === 'organisation' || name.kind === 'other')
    )
      return name;
  }
  return null;
}

/** `, who spoke on condition of anonymity,`, `, a former teacher,` behind a phrase. */
const relativeTail =
  /\s(?:who|which)\s[^,]{2,80}$|,\s(?:who|which|whose|whom)\s[^,]{2,120},?\s*$|,\s(?:an?|the|one)\s[^,]{2,120},\s*$/iu;

const looseStart = /^(?:(?:that|to|of|and|but|in|on|as|with|by|for|from|at)\s)+/i;
const looseEnd =
  /\b(?:and|or|what|which|that|of|to|in|on|at|by|for|from|the|an?|is|are|was|were|be|has|had|have|not|than|as)$/i;

function phraseBefore(text: string, start: number, region: string): Speaker | null {
  const withoutTail = region.replace(relativeTail, '').replace(/,\s*$/, '');
  const clause = withoutTail.replace(/^.*[;:—–]\s/su, '');
  const lastComma = clause.lastIndexOf(', ');
  const short =
    lastComma >= 0 && /\p{L}/u.test(clause.slice(lastComma + 2)) ? clause.slice(lastComma + 2) : clause;
  const cut = short.replace(cutWords, '');
  const phrase = nounPhrase.exec(` ${cut}`)?.[1]?.replace(looseStart, '');
  if (!phrase || noSubjects.has(phrase.toLowerCase())) return null;
  if (looseEnd.test(phrase) || /^(?:i|we|you)\s/i.test(phrase)) return null;
  if (/^(?:\p{Ll}+ly|\p{Ll}+ing|is|was|are|were|has|had)$/u.test(phrase)) return null;
  const at = text.lastIndexOf(phrase, start + withoutTail.length - phrase.length);
  if (at < start) return null;
  return phraseSpeaker(text, at, at + phrase.length);
}

function phraseSpeaker(text: string, start: number, end: number): Speaker | null {
  const span = spanOf(text, start, end);
  const key = foldName(span.text).replace(/^(?:the|an?|its|his|her|their|our) /, '');
  return key === '' ? null : { ...span, key };
}

/** The one who speaks, behind an inverted verb: `said John Smith, who ...`, `said the ministry in a statement`. */
export function subjectAfter(context: SpeechContext, verbEnd: number, to: number): Speaker | null {
  const { text } = context;
  const region = text.slice(verbEnd, Math.min(to, verbEnd + 200));
  const clause =
    /^[^.,;:!?"“”—–()]*(?:(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Capt|Sgt|Prof|St|Jr)|\b\p{Lu})\.[^.,;:!?"“”—–()]*)*/u.exec(
      region,
    )?.[0] ?? '';
  const pronoun = /^\s*(he|she|they|it|him|her)\b(?!\s\p{L})|^\s*(he|she|they|it)\b/iu
    .exec(clause)?.[0]
    ?.trim();
  if (pronoun)
    return resolvePronoun(context, subjectForm(pronoun), verbEnd + clause.indexOf(pronoun), pronoun.length);
  const end = verbEnd + clause.length;
  const names = namesWithin(context, verbEnd, end + 1);
  const phrase =
    /^\s*((?:(?:the|an?|one|its|his|her|their|another|some|many|two|three|several|both)\s)?(?:[\p{L}\p{N}'’.&-]+\s?){1,8}?)(?=\s*$|\s(?:in|on|at|after|before|during|as|from|to|when|while|who|about|with|by|this|last|earlier|yesterday|today)\b)/iu.exec(
      clause,
    )?.[1];
  const person = names.find((name) => name.kind === 'person') ?? names[0];
  if (person) {
    const lead = text.slice(verbEnd, person.start).trim();
    if (lead.split(/\s+/).length < 9 && !/\b(?:that|in|at)\b/.test(lead)) {
      const after = text.slice(person.end, person.end + 24);
      const role = /^\s(?:\p{Ll}+\s)?(\p{Ll}+)/u.exec(after)?.[1] ?? '';
      const isOwner =
        /^['’]s?\s\p{Ll}|^\s(?:spokes|official|source|polic|representative)/u.test(after) ||
        personWords.has(role);
      // `said Blake's predecessor, Otto Klein`
      const heir =
        /^['’]s?\s\p{Ll}/u.test(after) && text[end] === ','
          ? namesWithin(context, end, Math.min(to, end + 60))[0]
          : undefined;
      if (heir?.key.includes(' ') && heir.start - end < 3) return speakerOf(context, heir);
      if (person.kind === 'person' || !isOwner) {
        const named =
          person.kind === 'place' && phrase && phrase.trim().length > person.text.length + 4
            ? null
            : speakerOf(context, person);
        if (named) return named;
      }
    }
  }
  if (!phrase || noSubjects.has(phrase.trim().toLowerCase())) return null;
  // `added her deputy, Tomas Lind`
  const apposed = text[end] === ',' ? namesWithin(context, end, Math.min(to, end + 60))[0] : undefined;
  if (apposed && (apposed.kind === 'person' || apposed.key.includes(' ')) && apposed.start - end < 3)
    return speakerOf(context, apposed);
  const at = text.indexOf(phrase.trim(), verbEnd);
  return at < 0 ? null : phraseSpeaker(text, at, at + phrase.trim().length);
}

function subjectForm(pronoun: string): string {
  const lower = pronoun.toLowerCase();
  return lower === 'him' ? 'he' : lower === 'her' ? 'she' : lower;
}

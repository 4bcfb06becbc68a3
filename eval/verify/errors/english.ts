import { anyOf, bothWays, midSentence, pick, replaced, swapWord, tidied, withoutStop } from './edit.ts';
import type { CleanSentence, Made, Maker, Next } from './types.ts';

const opposites = bothWays(`
rose|fell, rise|fall, rising|falling, increased|decreased, increase|decrease, grew|shrank
gained|lost, up|down, higher|lower, more|fewer, won|lost, win|lose, opened|closed, open|close
accepted|rejected, approved|rejected, support|oppose, supported|opposed, backed|opposed
before|after, above|below, bought|sold, buy|sell, arrived|left, early|late, first|last, strong|weak
success|failure, passed|failed, agreed|refused, allowed|banned, allow|ban, increased|cut
raised|lowered, raise|lower, best|worst, better|worse, guilty|innocent, alive|dead
largest|smallest, biggest|smallest, gains|losses, upgrade|downgrade, hired|fired, started|ended
began|ended, majority|minority, expand|reduce, expanded|reduced
`);
const units = bothWays(`
percent|percentage points, per cent|percentage points, dollars|euros, pounds|dollars, tons|pounds, tonnes|kilograms
kilometers|miles, kilometres|miles, meters|feet, metres|feet, hours|days, minutes|hours, weeks|months, months|years
days|weeks, acres|hectares, litres|gallons, degrees|percent, cents|dollars
`);
const magnitudes = bothWays('million|billion, billion|trillion, thousand|million, hundred|thousand');
const offices = bothWays(`
president|vice president, chairman|director, minister|ambassador, mayor|governor, secretary|minister, captain|sergeant
professor|student, manager|owner, coach|captain, director|analyst, spokesman|lawyer, spokeswoman|lawyer, chief|deputy
senator|congressman, judge|prosecutor, doctor|nurse, founder|employee, chancellor|president, king|prince, ceo|cfo
`);
const outlets = bothWays(`
Reuters|the Associated Press, BBC|CNN, the Guardian|the Times, the New York Times|the Washington Post
Sky News|BBC News, Daily Mail|Daily Mirror, Bloomberg|AFP
`);
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const loaded: Record<string, string> = {
  said: 'shamelessly claimed',
  criticised: 'savaged',
  criticized: 'savaged',
  asked: 'begged',
  won: 'brutally crushed its rivals and won',
  announced: 'boasted about',
  fell: 'collapsed disastrously',
  rejected: 'arrogantly brushed aside',
  leader: 'strongman',
  plan: 'reckless plan',
  decision: 'shocking decision',
};

function lowerKeys(table: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key.toLowerCase(), value]));
}

/** `asWritten`: names, in the case of the table. */
function wordTable(kind: string, written: Record<string, string>, asWritten = false): Maker {
  const table = asWritten ? lowerKeys(written) : written;
  const pattern = anyOf(table);
  return {
    kind,
    lang: 'en',
    unsupported: true,
    make: ({ text }, next) => swapWord(text, pattern, table, next),
  };
}

/** Another day of the week, month, year or day of the month. */
function wrongDate({ text, analysis }: CleanSentence, next: Next): Made | null {
  const marks = [
    ...text.matchAll(
      /\b(?:19|20)\d\d\b|\b(?:[A-Z][a-z]+day|January|February|March|April|June|July|August|September|October|November|December)\b/g,
    ),
  ];
  const match = pick(
    marks.filter(({ index }) => analysis.times.some((time) => time.start <= index && index < time.end)),
    next,
  );
  if (!match) return null;
  const list = days.includes(match[0]) ? days : months.includes(match[0]) ? months : null;
  const year = Number(match[0]);
  const by = list
    ? pick(
        list.filter((one) => one !== match[0]),
        next,
      )
    : Number.isNaN(year)
      ? undefined
      : String(year + (next() < 0.5 ? -1 : 1) * (1 + Math.floor(next() * 4)));
  return by === undefined ? null : replaced(text, match.index, match.index + match[0].length, by);
}

const unitPattern = anyOf(units);

/** Another unit behind a number. */
function wrongUnit({ text }: CleanSentence, next: Next): Made | null {
  const behind = new RegExp(`(?<=(?:\\d|\\b(?:${counts.join('|')})) )${unitPattern.source}`, 'giu');
  return swapWord(text, behind, units, next);
}

const counts = 'two three four five six seven eight nine ten eleven twelve'.split(' ');

/** A number in words: `three` for `six`. */
function wrongWordNumber({ text }: CleanSentence, next: Next): Made | null {
  const match = pick([...text.matchAll(new RegExp(`\\b(?:${counts.join('|')})\\b`, 'gi'))], next);
  if (!match) return null;
  const by = pick(
    counts.filter((one) => one !== match[0].toLowerCase()),
    next,
  )!;
  const cased = /^[A-Z]/.test(match[0]) ? by.charAt(0).toUpperCase() + by.slice(1) : by;
  return replaced(text, match.index, match.index + match[0].length, cased);
}

/** Two names of one sentence change places round a verb. */
function turnedRound({ text, analysis }: CleanSentence, next: Next): Made | null {
  const names = analysis.names.filter((one) => one.kind === 'person' || one.kind === 'organisation');
  const places = names.flatMap((left, at) =>
    names.slice(at + 1).flatMap((right) => {
      const between = text.slice(left.end, right.start);
      const shared = left.key.split(' ').some((word) => right.key.split(' ').includes(word));
      return !shared && / \p{Ll}{3,}/u.test(between) && !/[,;"“]|\band\b|\bor\b/.test(between)
        ? [{ left, right }]
        : [];
    }),
  );
  const pair = pick(places, next);
  if (!pair) return null;
  const { left, right } = pair;
  const out =
    text.slice(0, left.start) +
    right.text +
    text.slice(left.end, right.start) +
    left.text +
    text.slice(right.end);
  return { text: out, start: left.start, end: right.end };
}

const hedgeRules: [RegExp, string][] = [
  [/\b(?:may|might|could) (?=\p{Ll})/u, 'will '],
  [/\b(?:is|are) (?:expected|likely|set) to /, 'will '],
  [/\b(?:was|were) (?:expected|likely|set) to /, 'would '],
  [/\b(?:allegedly|reportedly|possibly|probably|apparently|perhaps) /, ''],
  [/\b(?:appears?|seems?) to be\b/, 'is'],
  [/\b(?:plans?|hopes?|aims?) to (?=\p{Ll})/u, 'will '],
];

function hedgeDropped({ text }: CleanSentence): Made | null {
  for (const [pattern, by] of hedgeRules) {
    const match = pattern.exec(text);
    if (match) return tidied(replaced(text, match.index, match.index + match[0].length, by));
  }
  return null;
}

const finite = /(?<=\p{L} )(?:was|were|is|are|has|have|had|will)(?= \p{Ll})/gu;

function firstOutside(pattern: RegExp, { text, analysis }: CleanSentence): RegExpExecArray | undefined {
  return [...text.matchAll(pattern)].find(
    ({ index }) => !analysis.quotations.some((one) => one.start <= index && index < one.end),
  );
}

/** `may have been` for `was`, or `reportedly` before the verb. */
function hedgeAdded(sentence: CleanSentence, next: Next): Made | null {
  const match = firstOutside(finite, sentence);
  if (!match || sentence.analysis.hedges.length > 0) return null;
  const by: Record<string, string> = {
    was: 'may have been',
    were: 'may have been',
    is: 'may be',
    are: 'may be',
    will: 'may',
  };
  const put = by[match[0]] ?? `${pick(['reportedly', 'allegedly', 'possibly'], next)} ${match[0]}`;
  return replaced(sentence.text, match.index, match.index + match[0].length, put);
}

function negationAdded(sentence: CleanSentence): Made | null {
  const match = firstOutside(finite, sentence);
  if (!match || sentence.analysis.negations.length > 0) return null;
  const end = match.index + match[0].length;
  return replaced(sentence.text, end, end, ' not');
}

function negationDropped({ text }: CleanSentence): Made | null {
  const match = /\b(?:not|never) |n['’]t\b/.exec(text);
  if (!match || /\bca$|\bwo$/.test(text.slice(0, match.index))) return null;
  return tidied(replaced(text, match.index, match.index + match[0].length, ''));
}

const saidTail =
  /,["”]? (?:\p{L}[^,"“”]{2,60}? said|said \p{L}[^,"“”]{2,60}?|according to [^,"“”]{3,60})\.$/u;
const saidHead =
  /^(?:According to [^,]{3,60}, |(?:\p{L}[^,"“”]{2,50}?) (?:said|says|claimed|alleged|argued|believes?) (?:that )?)(?=\p{L})/u;

/** What somebody said, told as a fact. */
function attributionDropped({ text, analysis }: CleanSentence): Made | null {
  if (analysis.quotations.length > 0) return null;
  const match = saidTail.exec(text) ?? saidHead.exec(text);
  if (!match) return null;
  const isTail = match.index > 0;
  const made = replaced(text, match.index, match.index + match[0].length, isTail ? '.' : '');
  return made.text.length < 25 ? null : tidied(made);
}

const invented = [
  'as police confirmed',
  'the health ministry said',
  'according to Norvale Institute',
  'his lawyer said',
  'union leaders said',
];

function attributionInvented({ text, analysis }: CleanSentence, next: Next): Made | null {
  if (analysis.attributions.length > 0 || analysis.quotations.length > 0) return null;
  const put = `, ${pick(invented, next)}.`;
  const plain = withoutStop(text);
  return { text: plain + put, start: plain.length, end: plain.length + put.length };
}

/** Two neighbouring sentences, one told as the cause of the other. */
function causeInvented({ text, sentences, at, analysis }: CleanSentence): Made | null {
  const other = sentences[at + 2];
  if (!other || analysis.causes.length > 0 || /["“”]/.test(text + other) || text.length + other.length > 320)
    return null;
  const plain = withoutStop(text);
  return {
    text: `${plain} because ${midSentence(withoutStop(other))}.`,
    start: plain.length,
    end: plain.length + 8,
  };
}

function quotationMade({ text, analysis }: CleanSentence): Made | null {
  if (analysis.quotations.length > 0) return null;
  const match = /^(\p{L}[^,"“”]{2,50}? (?:said|says|added)) (?:that )?(\p{L}[^"“”]{20,200})$/u.exec(text);
  if (!match?.[1] || !match[2]) return null;
  const words = withoutStop(match[2]);
  const out = `${match[1]}: “${words.charAt(0).toUpperCase()}${words.slice(1)}.”`;
  return { text: out, start: match[1].length + 2, end: out.length };
}

function denialAsClaim({ text }: CleanSentence): Made | null {
  const match = /\b(?:denied|denies|deny) (?:that )?/.exec(text);
  return match ? replaced(text, match.index, match.index + match[0].length, 'confirmed ') : null;
}

const background = [
  ', the third such case this year',
  ', which has around 4,000 members',
  ', a record for the region',
  ', founded in 1987',
  ', despite protests last week',
  ', at a cost of $12 million',
];

function backgroundAdded({ text, analysis }: CleanSentence, next: Next): Made | null {
  if (/["“”]/.test(text) || analysis.attributions.length > 0) return null;
  const plain = withoutStop(text);
  const put = pick(background, next)!;
  return { text: `${plain}${put}.`, start: plain.length, end: plain.length + put.length };
}

/** The beginning of one sentence with the end of another. */
function wiredAcross({ text, sentences, at }: CleanSentence): Made | null {
  const other = sentences[at + 3] ?? sentences[at - 3];
  if (!other || /["“”]/.test(text + other)) return null;
  const verb = / (?:said|was|were|is|are|has|have|had|will|would|told|added|won|took|made|became) /;
  const [left, right] = [verb.exec(text), verb.exec(other)];
  if (!left || !right || left.index > 80 || right.index > 80) return null;
  const head = text.slice(0, left.index);
  const rest = other.slice(right.index);
  return { text: head + rest, start: head.length, end: head.length + rest.length };
}

const one = (kind: string, make: Maker['make']): Maker => ({ kind, lang: 'en', unsupported: true, make });

export const englishErrors: readonly Maker[] = [
  wordTable('opposite', opposites),
  one('unit', wrongUnit),
  wordTable('magnitude', magnitudes),
  wordTable('office', offices),
  wordTable('outlet', outlets, true),
  wordTable('loaded', loaded),
  one('date', wrongDate),
  one('number', wrongWordNumber),
  one('role', turnedRound),
  one('hedge-dropped', hedgeDropped),
  one('hedge-added', hedgeAdded),
  one('negation', (sentence) => negationDropped(sentence) ?? negationAdded(sentence)),
  one('attribution-dropped', attributionDropped),
  one('attribution-invented', attributionInvented),
  one('cause', causeInvented),
  one('quote-paraphrase', quotationMade),
  one('denial', denialAsClaim),
  one('background', backgroundAdded),
  one('cross-wired', wiredAcross),
];

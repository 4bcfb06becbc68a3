import { titleSet } from '../../../languages/ko/name-words.ts';
import type { Name, Token } from '../../../languages/pack.ts';
import { foldName } from '../../../languages/shared/name-keys.ts';
import { changeFindings } from '../in-place.ts';
import { synonymsOf } from '../lexicon.ts';
import { sameBearer } from '../names.ts';
import { isOfficeWord } from '../offices.ts';
import type { Check, CheckContext, CheckResult, ReadPassage } from '../types.ts';
import { nothing, shown } from './shared.ts';

/** An office stands this near (code units) to a name that it belongs to. */
const nearMax = 60;
const namesMax = 40;

interface Mention {
  name: Name;
  read: ReadPassage;
}

function mentionsOf(name: Name, { reading }: CheckContext): Mention[] {
  return reading.passages.flatMap((read) =>
    read.analysis.names
      .filter((other) => other.kind === 'person' && sameBearer(name, other))
      .map((other) => ({ name: other, read })),
  );
}

/** The word before the office where the phrase begins with it: `Police chief X`, `the prime minister X`. */
function modifierOf(name: Name, title: string, { analysis, claim }: CheckContext): Token | null {
  const before = analysis.tokens.filter((token) => token.end <= name.start);
  const titleWords = title.split(' ').length;
  const modifier = before.at(-1 - titleWords);
  const first = before.at(-titleWords);
  if (!modifier || !first || modifier.kind !== 'word' || modifier.stop) return null;
  if (!foldName(claim.text.slice(first.start, name.start)).startsWith(title)) return null;
  if (analysis.times.some((time) => time.start < modifier.end && modifier.start < time.end)) return null;
  const edge = before.at(-2 - titleWords);
  const isStart = !edge || edge.kind === 'punctuation' || /^(?:the|a|an)$/i.test(edge.text);
  return isStart ? modifier : null;
}

function standsNear(words: string, { name, read }: Mention): boolean {
  const from = Math.max(0, name.start - nearMax);
  const near = foldName(read.passage.text.slice(from, name.end + nearMax));
  // A `부사장` is no `사장`.
  return /[가-힣]/.test(words) ? new RegExp(`(?<![부차준])${words}`, 'u').test(near) : near.includes(words);
}

function tokenNear(norm: string, { name, read }: Mention): boolean {
  return read.analysis.tokens.some(
    (token) => token.norm === norm && token.end > name.start - nearMax && token.start < name.end + nearMax,
  );
}

/** `lawyer` is `attorney`, `vice-chairman` is no `chairman`. */
function sameOffice(a: string, b: string): boolean {
  return a === b || synonymsOf(a).includes(b) || synonymsOf(b).includes(a);
}

/** How people are addressed, not what they are. */
const courtesy = /^(?:mr|mrs|ms|miss|mx|sir|dame|씨|님)\.?$/i;

function checkOne(name: Name, title: string, context: CheckContext): CheckResult {
  const result = nothing();
  const { say } = context;
  const span = { start: name.start, end: name.end };
  const mentions = mentionsOf(name, context);
  if (mentions.length === 0) return result;
  const titles = [
    ...new Set(
      mentions.flatMap(({ name: { title: theirs } }) => (theirs && !courtesy.test(theirs) ? [theirs] : [])),
    ),
  ];
  const claimed = foldName(title);
  const isTheirs =
    titles.some((other) => sameOffice(foldName(other), claimed)) ||
    mentions.some((mention) => standsNear(claimed, mention));
  const [real] = titles;
  if (!isTheirs) {
    const reason = real
      ? say.officeDiffers(shown(real), shown(title))
      : say.officeMissing(shown(title), shown(name.text));
    // Addressed in another way is named in another way: a "Mr" of the source is no minister.
    const severity = mentions.some(({ name: { title: theirs } }) => theirs) ? 'block' : 'warn';
    result.findings.push({ severity, ...span, reason, ...(real ? { expected: shown(real) } : {}) });
    return result;
  }
  const modifier = modifierOf(name, claimed, context);
  if (modifier && !mentions.some((mention) => tokenNear(modifier.norm, mention))) {
    const full = `${modifier.text} ${title}`;
    const reason = say.officeMissing(shown(full), shown(name.text));
    result.findings.push({ severity: 'warn', start: modifier.start, end: name.end, reason });
  } else result.confirmations.push({ ...span, note: say.officeFound(shown(title)) });
  return result;
}

/** `Harbour master Ida Brandt said`, `Lucia Abara, the finance director,`: what a person is called beside the name. */
function callingsOf(name: Name, { analysis, claim }: CheckContext): Token[][] {
  const { tokens } = analysis;
  const before = tokens.filter(({ end }) => end <= name.start);
  const [nearest] = before.slice(-1);
  const isLead = before.length > 0 && before.length <= leadTokensMax && before.every(isCalling);
  const lead = isLead && nearest && claim.text.slice(nearest.end, name.start).trim() === '' ? [before] : [];
  const apposition = /^,\s(?:an?\s|the\s)?((?:[\p{Ll}-]+\s){0,2}[\p{Ll}-]+),/u.exec(
    claim.text.slice(name.end),
  );
  if (!apposition) return lead;
  const from = name.end + apposition[0].indexOf(apposition[1] ?? '');
  const to = from + (apposition[1]?.length ?? 0);
  const words = tokens.filter(({ start, end }) => start >= from && end <= to);
  const head = words.at(-1);
  return head && isOfficeWord(head.norm) && words.every(isCalling) ? [...lead, words] : lead;
}

const leadTokensMax = 3;
const isCalling = ({ kind, stop }: Token) => kind === 'word' && !stop;

/** How people are called without an office. */
const plainTitle =
  /^(?:씨|군|양|님|여사|선수|학생|기자|배우|가수|작가|시인|화가|의사|간호사|교사|주장|대장|이사|수석)$/u;

/** A Korean office that no source has at all, beside a name: `일카 도란 총리`. */
function strangeOffices({ analysis, reading, say }: CheckContext): CheckResult['findings'] {
  const { tokens, text } = analysis;
  return tokens.flatMap((token, at) => {
    if (!titleSet.has(token.norm) || plainTitle.test(token.norm) || token.text !== token.norm) return [];
    const before = tokens[at - 1];
    const isBeside = before?.kind === 'word' && !before.stop && /^[가-힣]{2,6}$/u.test(before.text);
    if (!isBeside || text.slice(before.end, token.start) !== ' ') return [];
    const isKnown = reading.sources.some(
      ({ document }) => document.text.includes(token.norm) || document.title.includes(token.norm),
    );
    // An office of nobody whom the sources know is no error of office.
    if (isKnown || !reading.sources.some(({ document }) => document.text.includes(before.text))) return [];
    const { start, end } = token;
    return [
      {
        severity: 'warn' as const,
        start,
        end,
        reason: say.officeMissing(shown(token.text), shown(before.text)),
      },
    ];
  });
}

/** A word of a calling that the sources have nowhere near the name. */
function checkCalling(name: Name, context: CheckContext): CheckResult['findings'] {
  const { say } = context;
  if (/[가-힣]/.test(name.text)) return [];
  const mentions = mentionsOf(name, context);
  if (mentions.length === 0) return [];
  const inPassage = (norm: string) =>
    mentions.some(({ read }) =>
      read.analysis.tokens.some((token) => token.norm === norm || synonymsOf(norm).includes(token.norm)),
    );
  return callingsOf(name, context).flatMap((words) => {
    const strange = words.find(({ norm }) => !inPassage(norm));
    if (!strange) return [];
    const [start, end] = [Math.min(strange.start, name.start), Math.max(strange.end, name.end)];
    const calling = words.map(({ text }) => text).join(' ');
    const reason = say.officeMissing(shown(calling), shown(name.text));
    return [{ severity: 'warn' as const, start, end, reason }];
  });
}

/** An office or title is given only to whom the source gives it: models remember last year's. */
export const officeCheck: Check = {
  id: 'office',
  // Texts it spoke of that were unsupported: 28/28 (100 %) of our own, 18/20 (90 %) of the labelled sets.
  severityMax: 'block',
  run(context) {
    const result = nothing();
    if (context.foreign) return result;
    for (const name of context.analysis.names.slice(0, namesMax)) {
      if (!name.title || name.kind !== 'person') continue;
      const one = checkOne(name, name.title, context);
      result.findings.push(...one.findings);
      result.confirmations.push(...one.confirmations);
    }
    for (const name of context.analysis.names.slice(0, namesMax)) {
      const isTold = result.findings.some(({ start, end }) => start < name.end && name.start < end);
      if (!isTold && (name.kind === 'person' || name.kind === 'other'))
        result.findings.push(...checkCalling(name, context));
    }
    result.findings.push(
      ...strangeOffices(context).filter(
        ({ start, end }) => !result.findings.some((one) => one.start < end && start < one.end),
      ),
    );
    const { say } = context;
    result.findings.push(
      ...changeFindings(context, ['office'], result.findings, ({ expected }, claimed) => ({
        severity: 'warn',
        reason: say.officeDiffers(expected, claimed),
      })),
    );
    return result;
  },
};

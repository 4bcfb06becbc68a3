import type { Name, Token } from '../../../languages/pack.ts';
import { foldName } from '../../../languages/shared/name-keys.ts';
import { synonymsOf } from '../lexicon.ts';
import { sameBearer } from '../names.ts';
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
  return foldName(read.passage.text.slice(from, name.end + nearMax)).includes(words);
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

/** An office or title is given only to whom the source gives it: models remember last year's. */
export const officeCheck: Check = {
  id: 'office',
  // Texts it spoke of that were unsupported: 11/11 (100 %) of our own, 18/20 (90 %) of the labelled sets.
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
    return result;
  },
};

import type { Precision } from '../pack.ts';

const precisionBefore: readonly (readonly [Precision, RegExp])[] = [
  [
    'more-than',
    /\b(?:more\sthan|over|above|upwards?\sof|exceed(?:s|ed|ing)?|greater\sthan|higher\sthan|in\sexcess\sof|just\sover|well\sover|surpass(?:ed|es|ing)?|top(?:ped|ping)|north\sof)\s$/i,
  ],
  [
    'at-least',
    /\b(?:at\sleast|no\s(?:fewer|less)\sthan|not\sless\sthan|a\sminimum\sof|minimum\sof|as\sfew\sas)\s$/i,
  ],
  [
    'at-most',
    /\b(?:up\sto|at\smost|no\smore\sthan|not\smore\sthan|a\smaximum\sof|maximum\sof|as\smany\sas|as\smuch\sas|no\slarger\sthan|within)\s$/i,
  ],
  ['less-than', /\b(?:less\sthan|fewer\sthan|under|below|lower\sthan|short\sof|just\sunder)\s$/i],
  ['nearly', /\b(?:nearly|almost|close\sto|approaching|just\sshort\sof|virtually|nigh\son)\s$/i],
  [
    'about',
    /\b(?:about|around|some|approximately|approx\.?|roughly|circa|an\sestimated|estimated|or\sso|in\sthe\sregion\sof|somewhere\saround|more\sor\sless)\s$|~\s?$/i,
  ],
];
const precisionAfter: readonly (readonly [Precision, RegExp])[] = [
  ['at-least', /^(?:\+|-plus\b|\splus\b(?!\s\w)|\sor\smore\b|\sor\sabove\b|\sor\sover\b)/i],
  ['at-most', /^\s(?:or\sless|or\sfewer|or\sunder|at\smost)\b/i],
  ['about', /^(?:-odd\b|-ish\b|-some\b|\sor\sso\b)/i],
];

/** What the words right before and behind a number say about it, and how many characters of them belong to it. */
export function precisionOf(
  before: string,
  after: string,
): { precision: Precision; before: number; after: number } {
  for (const [precision, pattern] of precisionAfter) {
    const match = pattern.exec(after);
    if (match) return { precision, before: 0, after: match[0].length };
  }
  for (const [precision, pattern] of precisionBefore) {
    const match = pattern.exec(before);
    // `no more than` ends in `more than`: the longer reading wins.
    const bounded = match && precision === 'more-than' ? /\b(?:no|not)\smore\sthan\s$/i.exec(before) : null;
    if (bounded) return { precision: 'at-most', before: bounded[0].length, after: 0 };
    const floor = match && precision === 'less-than' ? /\bno\s(?:less|fewer)\sthan\s$/i.exec(before) : null;
    if (floor) return { precision: 'at-least', before: floor[0].length, after: 0 };
    if (match) return { precision, before: match[0].length, after: 0 };
  }
  return { precision: 'exact', before: 0, after: 0 };
}

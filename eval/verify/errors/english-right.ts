import { synonymsOf } from '../../../src/pipeline/verify/lexicon.ts';
import { midSentence, pick, replaced, tidied, withoutStop } from './edit.ts';
import type { CleanSentence, Made, Maker, Next } from './types.ts';

/** Pairs that mean the same wherever news uses them; by hand, since a dictionary's synonyms seldom fit a sentence. */
const sameWords: Record<string, string> = {
  said: 'stated',
  about: 'around',
  children: 'kids',
  started: 'began',
  began: 'started',
  died: 'lost their lives',
  because: 'since',
  but: 'although',
  however: 'nevertheless',
  help: 'assist',
  show: 'reveal',
  showed: 'revealed',
  bought: 'purchased',
  big: 'large',
  biggest: 'largest',
  car: 'vehicle',
  doctors: 'physicians',
  near: 'close to',
  needs: 'requires',
  rose: 'climbed',
  fell: 'dropped',
  get: 'obtain',
  told: 'informed',
  many: 'a lot of',
  work: 'labour',
  ended: 'finished',
  ill: 'sick',
  company: 'firm',
  firm: 'company',
  home: 'house',
  enough: 'sufficient',
  killed: 'left dead',
  trying: 'attempting',
  wants: 'wishes',
  injured: 'hurt',
  film: 'movie',
  mother: 'mum',
  percent: 'per cent',
  shot: 'gunned down',
  police: 'officers',
  arrested: 'detained',
  also: 'in addition',
};

function reworded({ text, analysis }: CleanSentence, next: Next): Made | null {
  if (hasMarks(text)) return null;
  const found = [...text.matchAll(/(?<![\p{L}-])\p{Ll}+(?![\p{L}'’-])/gu)].filter(
    ({ 0: word, index }) =>
      Object.hasOwn(sameWords, word) &&
      !analysis.quotations.some((one) => one.start <= index && index < one.end) &&
      !analysis.names.some((one) => one.start <= index && index < one.end),
  );
  const match = pick(found, next);
  if (!match) return null;
  return replaced(text, match.index, match.index + match[0].length, sameWords[match[0]]!);
}

/** A noun or verb by a synonym that is nearly as common. Only where the dictionary knows just one or two of them. */
function bySynonym({ text, analysis }: CleanSentence, next: Next): Made | null {
  if (hasMarks(text)) return null;
  const found = analysis.tokens.filter((token) => {
    if (token.kind !== 'word' || token.stop || !/^\p{Ll}+$/u.test(token.text) || token.norm !== token.text)
      return false;
    // `oldness` for the `old` of `48-year-old`.
    if (/[-’']$/.test(text.slice(0, token.start))) return false;
    const list = synonymsOf(token.norm);
    return (
      list.length > 0 &&
      list.length <= 2 &&
      !analysis.quotations.some((one) => one.start <= token.start && token.start < one.end)
    );
  });
  const token = pick(found, next);
  const by = token && pick(synonymsOf(token.norm), next);
  return token && by ? replaced(text, token.start, token.end, by) : null;
}

function rounded({ text, analysis }: CleanSentence, next: Next): Made | null {
  const quantity = pick(
    analysis.quantities.filter(
      ({ text: written, low, high, ordinal, precision }) =>
        precision === 'exact' &&
        !ordinal &&
        low === high &&
        low > 130 &&
        /^[$£€]?\d[\d,]*$/.test(written.split(' ')[0]!),
    ),
    next,
  );
  const digits = quantity && /\d[\d,]*\d/.exec(text.slice(quantity.start, quantity.end));
  if (!quantity || !digits) return null;
  const value = Number(digits[0].replace(/,/g, ''));
  const step = 10 ** (String(value).length - 2);
  const near = Math.round(value / step) * step;
  if (near === value) return null;
  const start = quantity.start + digits.index;
  const lead = /[$£€]$/.test(text.slice(0, start)) ? 1 : 0;
  const sign = text.slice(start - lead, start);
  const about = start - lead === 0 ? 'About' : 'about';
  return replaced(
    text,
    start - lead,
    start + digits[0].length,
    `${about} ${sign}${near.toLocaleString('en-US')}`,
  );
}

const words = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** `6` for `six`, `per cent` for `%`. */
function converted({ text, analysis }: CleanSentence, next: Next): Made | null {
  const spelt = [
    ...text.matchAll(/\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?= \p{Ll}{3,})/gu),
  ];
  const signs = [...text.matchAll(/(?<=\d) ?%/g)];
  const free = [...spelt, ...signs].filter(
    ({ index }) => !analysis.quotations.some((one) => one.start <= index && index < one.end),
  );
  const match = pick(free, next);
  if (!match) return null;
  const by = match[0].includes('%') ? ' percent' : String(words.indexOf(match[0]));
  return replaced(text, match.index, match.index + match[0].length, by);
}

/** Two neighbouring sentences as one. */
/** Quotation marks of any kind, also such as were never closed. */
function hasMarks(text: string): boolean {
  return /["“”‘]|(?<!\p{L})['’]|['’](?!\p{L})/u.test(text);
}

function merged({ text, sentences, at, whole }: CleanSentence): Made | null {
  const other = sentences[at + 1];
  if (!other || hasMarks(text + other) || text.length + other.length > 300 || text.length < 30) return null;
  if (/^(?:But|And|However|Yet|So|Or)\b/.test(other)) return null;
  const plain = withoutStop(text);
  return {
    text: `${plain}, and ${midSentence(other, whole.text)}`,
    start: plain.length,
    end: plain.length + 5,
  };
}

/** `X said that S` for `S, X said`, and the other way round. */
function attributionMoved({ text, analysis }: CleanSentence): Made | null {
  if (analysis.quotations.length > 0) return null;
  const tail = /^(.{25,220}), ((?:the |an? |its |his |her )?[^,"“”]{2,50}?) said\.$/u.exec(text);
  if (tail?.[1] && tail[2]) {
    const speaker = tail[2].charAt(0).toUpperCase() + tail[2].slice(1);
    const out = `${speaker} said ${midSentence(tail[1])}.`;
    return { text: out, start: 0, end: speaker.length + 5 };
  }
  const head = /^(\p{L}[^,"“”]{2,50}?) said (?:that )?(\p{L}[^"“”]{20,200})$/u.exec(text);
  if (!head?.[1] || !head[2]) return null;
  const plain = withoutStop(head[2]);
  const out = `${plain.charAt(0).toUpperCase()}${plain.slice(1)}, ${midSentence(head[1])} said.`;
  return { text: out, start: plain.length, end: out.length };
}

/** Without a bracket, an apposition or an adverb that adds nothing. */
function shortened({ text }: CleanSentence): Made | null {
  if (hasMarks(text)) return null;
  const match =
    / \([^()]{3,60}\)/.exec(text) ??
    /, (?:who|which) [^,"“”]{8,80},(?= )/.exec(text) ??
    /, (?:an?|the) [^,"“”]{8,60},(?= )/.exec(text) ??
    /^(?:However|Meanwhile|Also|In addition|Indeed|Earlier), /.exec(text) ??
    / (?:also|very)(?= \p{Ll})/u.exec(text);
  if (!match) return null;
  return tidied(replaced(text, match.index, match.index + match[0].length, ''));
}

/** The last part of a full name stands for the whole. */
function byAlias({ text, analysis }: CleanSentence, next: Next): Made | null {
  if (hasMarks(text)) return null;
  const name = pick(
    analysis.names.filter((one) => one.kind === 'person' && /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u.test(one.text)),
    next,
  );
  return name ? replaced(text, name.start, name.end, name.text.split(' ')[1]!) : null;
}

/** `On Monday, S` for `S on Monday`. */
function reordered({ text }: CleanSentence): Made | null {
  const match =
    /^(.{25,220}) ((?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|last (?:week|month|year|night)|in (?:19|20)\d\d|this (?:week|month|year)))\.$/.exec(
      text,
    );
  if (
    !match?.[1] ||
    !match[2] ||
    /["“”]/.test(match[1]) ||
    /^(?:But|With|However|Yet|And|So)\b/.test(match[1])
  )
    return null;
  const lead = match[2].charAt(0).toUpperCase() + match[2].slice(1);
  const out = `${lead}, ${midSentence(match[1])}.`;
  return { text: out, start: 0, end: lead.length };
}

/** `A was hit by B` for `B hit A`: a few verbs whose forms are one. */
function passive({ text }: CleanSentence): Made | null {
  const match =
    /^((?:The |An? )?[^,"“”]{3,50}?) (criticised|criticized|rejected|approved|praised|won|supported|announced|bought|launched|banned|backed) ((?:the|an?|its|his|her) [\p{L} -]{4,40})\.$/u.exec(
      text,
    );
  if (
    !match?.[1] ||
    !match[2] ||
    !match[3] ||
    /\b(?:and|that|who|which|to|has|have|had|was|were|is|are|for|in|on)\b/.test(match[1] + match[3])
  )
    return null;
  const patient = match[3].charAt(0).toUpperCase() + match[3].slice(1);
  const out = `${patient} ${/s\b/.test(match[3].split(' ')[1] ?? '') ? 'were' : 'was'} ${match[2]} by ${midSentence(match[1])}.`;
  return { text: out, start: 0, end: out.length };
}

const one = (kind: string, make: Maker['make']): Maker => ({ kind, lang: 'en', unsupported: false, make });

export const englishRights: readonly Maker[] = [
  one('same/round', rounded),
  one('same/convert', converted),
  one('same/merge', merged),
  one('same/attribution', attributionMoved),
  one('same/drop', shortened),
  one('same/alias', byAlias),
  one('same/reorder', reordered),
  one('same/passive', passive),
  one('same/synonym', reworded),
  one('same/synonym', bySynonym),
];

import type { TextSpan } from '../../../domain/span.ts';
import type { Analysis } from '../../../languages/analysis.ts';
import type { Attribution } from '../../../languages/pack.ts';
import { crossScriptKeys, foldName } from '../../../languages/shared/name-keys.ts';
import { bearersOf, withNameBefore } from '../bearers.ts';
import { findVerbatim } from '../fold.ts';
import { sameBearer } from '../names.ts';
import type { Check, CheckContext, CheckResult, ReadPassage } from '../types.ts';
import { closePassages, closeWithNeighbours, neighbours, nothing, shown, tellingWords } from './shared.ts';

export type Speaker = TextSpan & { key: string };

/** Words that stand for somebody named elsewhere. */
const pronoun =
  /^(?:i|he|she|they|it|we|you|who|him|her|them|his|their|one|another|others?|그|그녀|그들|이들|이|저|나|우리|본인|자신)$/iu;
/** A sentence this much carried is the sentence that the source's attribution speaks of. */
const alignedMin = 0.45;
/** From here on, and so much nearer than another one, a sentence is the one that the claim tells. */
const farMin = 0.6;
const farMargin = 0.25;

function bearer({ key, text }: Speaker): { key: string; aliases: string[] } {
  return { key, aliases: [foldName(text), ...crossScriptKeys(key)] };
}

/** Two ways of naming one speaker: a name and an office, a short form and a full one. */
export function sameSpeaker(a: Speaker, b: Speaker): boolean {
  if (/[가-힣]/.test(a.text) && /[가-힣]/.test(b.text)) return sameKorean(a.text, b.text);
  return sameBearer(bearer(a), bearer(b)) || sharesWord(a.text, b.text);
}

/** `윤 시장` is `윤채아 시장`; `교통부 장관` is `고은별 교통부 장관`; an office alone makes nobody the same. */
function sameKorean(a: string, b: string): boolean {
  // `전 시장` of `나도현 전 시장`.
  const [whole, part] = a.length > b.length ? [a, b] : [b, a];
  if (part.length > 1 && whole.endsWith(part)) return true;
  const [left, right] = [a.trim().split(/\s+/), b.trim().split(/\s+/)];
  const [x, y] = [left[0] ?? '', right[0] ?? ''];
  if (x.length === 1 || y.length === 1) return x[0] === y[0];
  // `나루대 명 교수` is `명가람 교수`.
  const isShort = (short: readonly string[], long: readonly string[]) =>
    short.some((word) => word.length === 1 && long.some((other) => other.length > 1 && other[0] === word));
  if (left.at(-1) === right.at(-1) && (isShort(left, right) || isShort(right, left))) return true;
  if (x.includes(y) || y.includes(x)) return true;
  const isOffice = (word: string) =>
    word === left.at(-1) && word === right.at(-1) && left.length + right.length > 2;
  return left.some((word) => word.length > 1 && !isOffice(word) && right.includes(word));
}

/** "the harbour office" and "a spokesman for the harbour office". */
function sharesWord(a: string, b: string): boolean {
  const words = (text: string) =>
    new Set(
      foldName(text)
        .split(' ')
        .filter((word) => word.length > 3),
    );
  const left = words(a);
  return [...words(b)].some((word) => left.has(word));
}

function isPronoun(speaker: Speaker): boolean {
  return pronoun.test(speaker.text.trim()) || speaker.key === '';
}

/** Whom a passage lets speak, pronouns aside. */
export function speakersIn({ text, quotations, attributions }: Analysis): Speaker[] {
  return [...quotations, ...attributions].flatMap(({ speaker }) =>
    speaker && !isPronoun(speaker) ? [{ ...speaker, text: withNameBefore(speaker, text) }] : [],
  );
}

function speakersOf(reads: readonly ReadPassage[]): Speaker[] {
  return reads.flatMap(({ analysis }) => speakersIn(analysis));
}

/** Where the passage says `she said`: the persons named in the two passages before it. */
function antecedents(read: ReadPassage, context: CheckContext): Speaker[] {
  const { quotations, attributions } = read.analysis;
  if (![...quotations, ...attributions].some(({ speaker }) => speaker && isPronoun(speaker))) return [];
  return neighbours(read, context, 2)
    .filter(({ passage }) => passage.sentence > 0 && passage.sentence < read.passage.sentence)
    .flatMap(({ analysis }) => analysis.names.filter(({ kind }) => kind === 'person' || kind === 'other'));
}

/** Who the source lets say these words. */
function quotedSpeakers(words: string, { reading }: CheckContext): Speaker[] {
  return reading.sources.flatMap((source) => {
    const place = findVerbatim(words, source);
    if (place?.in !== 'text') return [];
    // A sentence may have two ("..., Brandt said, the agency reported"): either of them is right.
    const home = source.passages.find(
      ({ passage }) => passage.sentence > 0 && passage.start < place.end && place.start < passage.end,
    );
    const quoted = source.whole.quotations
      .filter((quotation) => quotation.start < place.end && place.start < quotation.end)
      .flatMap(({ speaker }) =>
        speaker && !isPronoun(speaker)
          ? [{ ...speaker, text: withNameBefore(speaker, source.document.text) }]
          : [],
      );
    return quoted.length === 0 || !home ? quoted : [...quoted, ...speakersOf([home])];
  });
}

/** "Karvan's foreign minister" is whoever stands beside these words elsewhere in the sources. */
function isDescribed(claimed: Speaker, real: readonly Speaker[], { reading }: CheckContext): boolean {
  return bearersOf(claimed.text, reading).some((name) =>
    real.some((one) => sameSpeaker({ ...claimed, text: name.text, key: name.key }, one)),
  );
}

function judge(
  claimed: Speaker,
  real: readonly Speaker[],
  isQuote: boolean,
  context: CheckContext,
): CheckResult {
  const { say } = context;
  const result = nothing();
  const span = { start: Math.max(0, claimed.start), end: Math.max(0, claimed.end) };
  if (real.some((one) => sameSpeaker(claimed, one)) || isDescribed(claimed, real, context)) {
    result.confirmations.push({ ...span, note: say.speakerFound(shown(claimed.text)) });
    return result;
  }
  const [first] = real;
  if (!first) return result;
  // Named beside the words in another way ("the mayor", later "Brandt") is likely the same person.
  const close = closeWithNeighbours(context)
    .map((read) => foldName(read.passage.text))
    .join(' ');
  const isNear = foldName(claimed.text)
    .split(' ')
    .filter((word) => word.length > 1)
    .some((word) => close.includes(word));
  const severity = isNear || !isQuote ? 'warn' : 'block';
  const reason = say.speakerDiffers(shown(first.text), shown(claimed.text));
  result.findings.push({ severity, ...span, reason, expected: shown(first.text) });
  return result;
}

function checkDisplayed(context: CheckContext): CheckResult {
  const { claim, say } = context;
  if (!claim.speaker) return nothing();
  const span = { start: 0, end: claim.text.length };
  const claimed = { ...span, text: claim.speaker, key: foldName(claim.speaker) };
  const real = quotedSpeakers(claim.original ?? claim.text, context);
  if (real.length > 0) return judge(claimed, real, claim.part === 'pull-quote', context);
  const isNamed = closeWithNeighbours(context, 2).some((read) =>
    foldName(`${read.passage.text}`).includes(foldName(claim.speaker ?? '')),
  );
  if (isNamed || context.foreign) return nothing();
  const others = speakersOf(closePassages(context));
  if (others.some((one) => sameSpeaker(claimed, one))) return nothing();
  const finding = { severity: 'warn' as const, ...span, reason: say.speakerMissing(shown(claim.speaker)) };
  return { findings: [finding], confirmations: [] };
}

/** Who asks, expects or denies speaks of what another one says. */
const stancesOfOthers: ReadonlySet<Attribution['kind']> = new Set(['ask', 'expect', 'deny']);

/** The claim names the real speaker as well: "the company denied what an employee said". */
function isNamedToo(real: readonly Speaker[], { claim }: CheckContext): boolean {
  const told = foldName(claim.text);
  return real.some(({ text }) => {
    const words = tellingWords(text);
    return words.length > 0 && words.every((word) => told.includes(word));
  });
}

/** What the claimed one says is much less like the claim than what another says: these are that other's words. */
function isFarFromOwn(speaker: Speaker, { aligned }: CheckContext): boolean {
  const [best] = aligned;
  const own = aligned.find(({ read }) => speakersIn(read.analysis).some((one) => sameSpeaker(speaker, one)));
  return best !== undefined && best.score >= farMin && (own?.score ?? 0) <= best.score - farMargin;
}

/** `경매장은 ... 취소했고, 켈리는 ...라고 진술했다`: the first clause ends before the second says who speaks. */
function endsBefore(end: number, cue: number, text: string): boolean {
  return /[가-힣](?:고|며|지만|으나),\s[^,]{2,30}?(?:은|는|이|가)\s/u.test(
    text.slice(end, Math.max(end, cue)),
  );
}

/** Whoever is said to have said it did, by name or by another way of naming. */
export const speakerCheck: Check = {
  id: 'speaker',
  // It blocks only where a quotation of the source has another speaker; nothing measured came to that. Its warnings:
  // 23/24 (96 %) of our own texts were unsupported, 27/36 (75 %) of the labelled sets.
  severityMax: 'block',
  run(context) {
    const { claim, analysis, aligned } = context;
    const result = checkDisplayed(context);
    const add = (one: CheckResult) => {
      result.findings.push(...one.findings);
      result.confirmations.push(...one.confirmations);
    };
    for (const { speaker: given, inner } of analysis.quotations.slice(0, 20)) {
      if (!given || isPronoun(given)) continue;
      const speaker = { ...given, text: withNameBefore(given, claim.text) };
      add(judge(speaker, quotedSpeakers(claim.text.slice(inner.start, inner.end), context), true, context));
    }
    const best = aligned[0];
    if (!best || best.score < alignedMin) return result;
    const isNamedThere = (speaker: Speaker) => {
      const there = foldName(best.read.passage.text);
      return foldName(speaker.text)
        .split(' ')
        .some((word) => word.length > 2 && there.includes(word));
    };
    const named = speakersOf([best.read]);
    const real = named.length > 0 ? named : antecedents(best.read, context);
    const wide = speakersOf(closeWithNeighbours(context));
    const quoted = analysis.quotations.flatMap(({ speaker }) => (speaker ? [speaker.start] : []));
    for (const { speaker: given, kind, cue } of analysis.attributions.slice(0, 10)) {
      if (!given || isPronoun(given) || quoted.includes(given.start)) continue;
      if (endsBefore(given.end, cue.start, claim.text)) continue;
      const speaker = { ...given, text: withNameBefore(given, claim.text) };
      const isSpeaker =
        wide.some((one) => sameSpeaker(speaker, one)) &&
        !real.some((one) => sameSpeaker(speaker, one)) &&
        !isFarFromOwn(speaker, context);
      if (!stancesOfOthers.has(kind) && !isSpeaker && !isNamedThere(speaker) && !isNamedToo(real, context))
        add(judge(speaker, real, false, context));
    }
    return result;
  },
};

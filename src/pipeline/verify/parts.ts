import type { Finding } from '../../domain/brief.ts';
import type { DraftFigure } from '../../domain/draft.ts';
import { packFor } from '../../languages/languages.ts';
import { crossScriptKeys, foldName } from '../../languages/shared/name-keys.ts';
import { quantityStands } from './figures.ts';
import { bare } from './fold.ts';
import { synonymsOf, translationsOf } from './lexicon.ts';
import { findName } from './names.ts';
import type { Reasons } from './reasons/reasons.ts';
import type { Reading } from './types.ts';

/** What a brief shows beside its sentences (a figure's value and label, a speaker, the kicker) may be invented too. */

function finding(check: string, text: string, reason: string): Finding {
  return { check, severity: 'block', start: 0, end: text.length, reason };
}

function contentNorms(text: string, lang: string): string[] {
  return packFor(lang)
    .tokens(text)
    .filter((token) => token.kind !== 'punctuation' && !token.stop)
    .map((token) => token.norm);
}

/** Every word of substance stands in one of the texts, by itself, by another word for it, or inside a compound. */
export function wordsStand(words: string, lang: string, texts: readonly string[]): boolean {
  const there = new Set(texts.flatMap((text) => contentNorms(text, lang)));
  const plain = texts.map((text) => bare(text)).join('\n');
  return contentNorms(words, lang).every(
    (norm) =>
      there.has(norm) ||
      (norm.length > 1 && plain.includes(norm)) ||
      synonymsOf(norm).some((other) => there.has(other)) ||
      translationsOf(norm).some((other) => there.has(other)),
  );
}

/** The value stands in the sentence or its passages as a number or word for word. */
function valueStands(value: string, lang: string, texts: readonly string[]): boolean {
  const wanted = bare(value);
  if (wanted !== '' && texts.some((text) => bare(text).includes(wanted))) return true;
  const pack = packFor(lang);
  const own = pack.quantities(value);
  const theirs = texts.flatMap((text) => pack.quantities(text));
  return own.length > 0 && own.every((quantity) => theirs.some((other) => quantityStands(quantity, other)));
}

/** What is wrong with a key figure beside its sentence; empty where nothing is. `texts`: the sentence, its passages. */
export function figureFindings(figure: DraftFigure, texts: readonly string[], say: Reasons): Finding[] {
  const found: Finding[] = [];
  if (!valueStands(figure.value, figure.lang, texts))
    found.push(finding('number', figure.text, say.numberMissing(figure.value.slice(0, 80))));
  if (!wordsStand(figure.label, figure.lang, texts))
    found.push(finding('coverage', figure.text, say.notInSource(`“${figure.label.slice(0, 80)}”`)));
  return found;
}

/** What is wrong with a speaker who is shown beside a sentence: nobody of that name is in a source. */
export function speakerFindings(
  speaker: string | null,
  text: string,
  reading: Reading,
  say: Reasons,
): Finding[] {
  if (speaker === null || foldName(speaker) === '') return [];
  if (bare(text).includes(bare(speaker))) return [];
  const key = foldName(speaker);
  const isThere = findName({ key, aliases: crossScriptKeys(speaker) }, reading) !== null;
  return isThere ? [] : [finding('speaker', text, say.speakerMissing(speaker.slice(0, 80)))];
}

/** The kicker, where every word of it is in a source. */
export function kickerOf(
  kicker: string | undefined,
  lang: string,
  reading: Reading,
): { kicker: string } | object {
  if (kicker === undefined) return {};
  const texts = reading.sources.flatMap(({ document }) => [document.title, document.text]);
  return wordsStand(kicker, lang, texts) ? { kicker } : {};
}

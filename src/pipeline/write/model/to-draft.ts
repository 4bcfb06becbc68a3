import type {
  Draft,
  DraftFigure,
  DraftQuote,
  DraftRemoval,
  DraftSection,
  DraftSentence,
  DraftStatement,
} from '../../../domain/draft.ts';
import { StandfirstError } from '../../../domain/errors.ts';
import type { Passage } from '../../../domain/passage.ts';
import { packFor, primaryLanguage } from '../../../languages/languages.ts';
import { type CleanContext, cleanSentence } from './clean-sentence.ts';
import { plainLine } from './plain-line.ts';
import { itemsMax, type ModelDraft, type ModelSentence } from './schema.ts';
import { findWords, standsIn } from './verbatim.ts';

const passagesMax = 6;
const evidenceCharsMax = 300;
const itemCharsMax = 2000;
const removedCharsMax = 300;

/** A model's typed answer on its way to a draft. Keeps what was taken out, with the reason. */
class Sieve {
  readonly removed: DraftRemoval[] = [];
  readonly #lang: string;
  readonly #passages: ReadonlyMap<string, Passage>;
  readonly #context: CleanContext;
  readonly #seen = new Set<string>();

  constructor(lang: string, passages: ReadonlyMap<string, Passage>, context: CleanContext) {
    this.#lang = lang;
    this.#passages = passages;
    this.#context = context;
  }

  note(part: string, why: string, text: string): null {
    this.removed.push({ part, why, text: plainLine(text).slice(0, removedCharsMax) });
    return null;
  }

  words(part: string, raw: string): string | null {
    const cleaned = cleanSentence(raw, this.#context);
    return 'why' in cleaned ? this.note(part, cleaned.why, raw) : cleaned.text;
  }

  cited(part: string, given: readonly string[]): Passage[] {
    const ids = given
      .flatMap((text) => text.match(/D\d{1,3}:S\d{1,5}/gi) ?? [])
      .map((id) => id.toUpperCase());
    const unique = [...new Set(ids)];
    const unknown = unique.filter((id) => !this.#passages.has(id));
    if (unknown.length > 0) this.note(part, 'unknown-passage', unknown.join(' '));
    return unique.flatMap((id) => this.#passages.get(id) ?? []).slice(0, passagesMax);
  }

  find(words: string, near: readonly Passage[]) {
    return findWords(words, near, this.#passages.values());
  }

  /** The first sentence of an item: each is checked by itself, so two in one would hide behind each other. */
  #oneOf(part: string, text: string): string {
    const [first, ...more] = packFor(this.#lang).sentences(text);
    if (first === undefined || more.length === 0) return text;
    this.note(part, 'more-than-one-sentence', text.slice(first.end));
    return first.text.trim();
  }

  /** `once`: a sentence that stands in the draft already is not taken again. */
  sentence(part: string, given: ModelSentence, once = true): DraftSentence | null {
    const cleaned = this.words(part, given.text);
    if (cleaned === null) return null;
    const text = this.#oneOf(part, cleaned);
    const key = text.toLowerCase();
    if (once && this.#seen.has(key)) return this.note(part, 'repeated', text);
    this.#seen.add(key);
    const cited = this.cited(part, given.passages);
    const found = this.find(given.evidence, cited);
    if (found === null && given.evidence.trim() !== '') this.note(part, 'not-verbatim', given.evidence);
    // The passage that holds the quote comes first: evidence is a quote from the first passage.
    const ids = [...(found ? [found.passage.id] : []), ...cited.map(({ id }) => id)];
    return {
      text,
      lang: this.#lang,
      passages: [...new Set(ids)],
      evidence: found ? found.words : this.#unplaced(given.evidence),
    };
  }

  /** A quote that stands nowhere, as far as it can be shown at all. */
  #unplaced(evidence: string): string {
    const cleaned = cleanSentence(evidence, this.#context);
    return 'why' in cleaned ? '' : cleaned.text.slice(0, evidenceCharsMax);
  }

  /** Items of a list that hold several sentences become several items. */
  sentences(part: string, given: readonly ModelSentence[], max: number): DraftSentence[] {
    const single = given.slice(0, max).flatMap((one) => {
      const texts = packFor(this.#lang).sentences(one.text.slice(0, itemCharsMax));
      return texts.length > 1 ? texts.map(({ text }) => ({ ...one, text })) : [one];
    });
    return single.slice(0, 2 * max).flatMap((one) => this.sentence(part, one) ?? []);
  }

  /** Sentences whose crosshead cannot be kept join the section before; those of the first join the lede. */
  sections(given: ModelDraft['sections'], lede: DraftSentence[]): DraftSection[] {
    const sections: DraftSection[] = [];
    for (const { crosshead, sentences } of given.slice(0, itemsMax.sections)) {
      const kept = this.sentences('section', sentences, itemsMax.sentences);
      const head = kept.length === 0 ? null : this.sentence('crosshead', crosshead);
      if (head !== null) sections.push({ crosshead: head, sentences: kept });
      else (sections.at(-1)?.sentences ?? lede).push(...kept);
    }
    return sections;
  }

  /** The first document's own title, in place of a headline that cannot be shown; none in another language. */
  originalTitle(): DraftSentence | null {
    const title = this.#passages.get('D1:S0');
    if (title === undefined || primaryLanguage(title.lang) !== primaryLanguage(this.#lang)) return null;
    return { text: plainLine(title.text), lang: title.lang, passages: [title.id], evidence: title.text };
  }

  /** Only words that stand in an original are displayed as a quotation: as they are, or translated and marked so. */
  quote(given: ModelDraft['pullQuote']): DraftQuote | null {
    if (given === null || given.text.trim() === '') return null;
    const cited = this.cited('pull-quote', given.passages);
    const unmarked = (text: string) => text.trim().replace(/^["'“”‘’「『«]+|["'“”‘’」』»]+$/gu, '');
    const found = this.find(unmarked(given.evidence), cited) ?? this.find(unmarked(given.text), cited);
    if (found === null) return this.note('pull-quote', 'not-verbatim', given.text);
    if (
      !/["'“”‘’「」『』«»]/.test(found.passage.text) &&
      packFor(found.passage.lang).quotations(found.passage.text).length === 0
    )
      return this.note('pull-quote', 'not-a-quotation', given.text);
    const translated = primaryLanguage(found.passage.lang) !== primaryLanguage(this.#lang);
    const text = this.words('pull-quote', translated ? unmarked(given.text) : found.words);
    if (text === null) return null;
    const passages = [...new Set([found.passage.id, ...cited.map(({ id }) => id)])];
    const speaker = given.speaker.trim() === '' ? null : this.words('pull-quote', given.speaker);
    const original = found.words;
    const { lang: originalLang } = found.passage;
    const lang = this.#lang;
    return { text, lang, passages, evidence: original, speaker, translated, original, originalLang };
  }

  /** Value and label are shown beside the sentence, so both must come from it or from what it cites. */
  figure(given: ModelDraft['keyFigures'][number]): DraftFigure | null {
    const sentence = this.sentence('key-figure', given, false);
    const value = this.words('key-figure', given.value);
    const label = this.words('key-figure', given.label);
    if (sentence === null || value === null || label === null) return null;
    if (!/\p{N}/u.test(value) || !standsIn(value, sentence.text))
      return this.note('key-figure', 'value-not-in-text', value);
    if (!this.#labelFits(label, sentence)) return this.note('key-figure', 'label-not-in-text', label);
    return { ...sentence, value, label };
  }

  #labelFits(label: string, sentence: DraftSentence): boolean {
    const pack = packFor(this.#lang);
    const norms = (text: string) => {
      const tokens = pack.tokens(text).filter((token) => !token.stop && token.kind !== 'punctuation');
      return new Set(tokens.map((token) => token.norm));
    };
    const cited = sentence.passages.flatMap((id) => this.#passages.get(id) ?? []);
    const known = norms([sentence.text, ...cited.map(({ text }) => text)].join(' '));
    const wanted = [...norms(label)];
    return wanted.filter((norm) => known.has(norm)).length * 2 >= wanted.length;
  }

  statement(given: ModelDraft['whoSaysWhat'][number]): DraftStatement | null {
    const sentence = this.sentence('who-says-what', given, false);
    const speaker = this.words('who-says-what', given.speaker);
    if (sentence === null || speaker === null) return null;
    const near = sentence.passages.flatMap((id) => this.#passages.get(id)?.text ?? []).join(' ');
    if (!standsIn(speaker, `${sentence.text} ${near}`))
      return this.note('who-says-what', 'speaker-not-in-text', speaker);
    return { ...sentence, speaker, certainty: given.certainty };
  }
}

const letters: Record<string, RegExp> = {
  ko: /\p{Script=Hangul}/gu,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu,
  zh: /\p{Script=Han}/gu,
  ru: /\p{Script=Cyrillic}/gu,
  uk: /\p{Script=Cyrillic}/gu,
  ar: /\p{Script=Arabic}/gu,
};

/** Share of the letters that must be of the language's script; names and units of other scripts are the rest. */
const scriptShareMin = 0.5;

/** True where a text is not written in the script of its language. Languages of one script are not told apart. */
export function isOtherScript(text: string, lang: string): boolean {
  const all = text.match(/\p{L}/gu)?.length ?? 0;
  const own = text.match(letters[primaryLanguage(lang)] ?? /\p{Script=Latin}/gu)?.length ?? 0;
  return (
    all > 0 &&
    own / all < scriptShareMin &&
    (primaryLanguage(lang) in letters || latin.has(primaryLanguage(lang)))
  );
}

const latin = new Set([
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'sv',
  'da',
  'no',
  'nb',
  'fi',
  'pl',
  'cs',
  'tr',
  'id',
  'vi',
]);

/** What a draft cannot be without, or why it is none. */
function unusable(why: string): StandfirstError {
  return new StandfirstError('unusable-draft', `The model's draft cannot be used: ${why}.`);
}

/**
 * A draft from a model's typed answer. Everything that cannot be shown is taken out and listed in `removed`; unknown
 * passages are dropped; evidence that is not verbatim is noted and left for the verifier to judge.
 * Throws `unusable-draft` where no headline or no sentence is left, or the language is not the one asked for.
 */
export function toDraft(
  answer: ModelDraft,
  options: {
    lang: string;
    passages: ReadonlyMap<string, Passage>;
    context: CleanContext;
    writer: Draft['writer'];
  },
): Draft {
  const { lang, passages, context, writer } = options;
  const sieve = new Sieve(lang, passages, context);
  const headline = sieve.sentence('headline', answer.headline, false) ?? sieve.originalTitle();
  if (headline === null) throw unusable(`no headline (${sieve.removed.at(-1)?.why ?? 'empty'})`);
  const standfirst = sieve.sentence('standfirst', answer.standfirst);
  const lede = sieve.sentences('lede', answer.lede, itemsMax.lede);
  const sections = sieve.sections(answer.sections, lede);
  const body = [...lede, ...sections.flatMap(({ sentences }) => sentences)];
  if (body.length === 0 && standfirst === null) throw unusable('no sentence is left');
  // A brief opens with something: where the model gave no lede, its standfirst is one.
  if (lede.length === 0 && standfirst !== null) lede.push(standfirst);
  const text = [headline, ...body].map((sentence) => sentence.text).join(' ');
  if (isOtherScript(text, lang)) throw unusable(`it is not written in the language asked for (${lang})`);
  return {
    lang,
    headline,
    standfirst,
    lede,
    sections,
    pullQuote: sieve.quote(answer.pullQuote),
    keyFigures: answer.keyFigures.slice(0, itemsMax.keyFigures).flatMap((one) => sieve.figure(one) ?? []),
    whoSaysWhat: answer.whoSaysWhat
      .slice(0, itemsMax.whoSaysWhat)
      .flatMap((one) => sieve.statement(one) ?? []),
    background: sieve.sentences('background', answer.background, itemsMax.background),
    writer,
    ...(sieve.removed.length > 0 ? { removed: sieve.removed } : {}),
  };
}

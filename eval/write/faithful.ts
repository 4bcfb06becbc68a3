import type { Draft, DraftSentence } from '../../src/domain/draft.ts';
import type { SourceDocument } from '../../src/domain/passage.ts';
import { passagesOf } from '../../src/languages/passages.ts';

/** Every sentence of a draft, with the part it stands in. */
export function sentencesOf(draft: Draft): { part: string; sentence: DraftSentence }[] {
  const part = (name: string, sentences: readonly DraftSentence[]) =>
    sentences.map((sentence) => ({ part: name, sentence }));
  return [
    ...part('headline', [draft.headline]),
    ...part('standfirst', draft.standfirst ? [draft.standfirst] : []),
    ...part('lede', draft.lede),
    ...part(
      'crosshead',
      draft.sections.map(({ crosshead }) => crosshead),
    ),
    ...part(
      'section',
      draft.sections.flatMap(({ sentences }) => sentences),
    ),
    ...part('pull-quote', draft.pullQuote ? [draft.pullQuote] : []),
    ...part('key-figure', draft.keyFigures),
    ...part('who-says-what', draft.whoSaysWhat),
    ...part('background', draft.background),
  ];
}

/**
 * What in a draft is not word for word in the documents: a passage id that does not resolve, an evidence quote that its
 * passage lacks, a text that its document lacks (crossheads may differ in capitals). Empty for a faithful draft.
 */
export function unfaithfulParts(draft: Draft, documents: readonly SourceDocument[]): string[] {
  const passages = new Map(documents.flatMap(passagesOf).map((passage) => [passage.id, passage]));
  return sentencesOf(draft).flatMap(({ part, sentence }) => {
    const cited = sentence.passages.map((id) => passages.get(id));
    const first = cited[0];
    if (!first || cited.includes(undefined)) return [`${part}: passages ${sentence.passages.join(', ')}`];
    const document = documents.find(({ id }) => id === first.document);
    const home = first.paragraph < 0 ? document?.title : document?.text;
    const faults: string[] = [];
    if (sentence.evidence === '' || !first.text.includes(sentence.evidence))
      faults.push(`${part}: evidence “${sentence.evidence}”`);
    const isThere =
      part === 'crosshead'
        ? home?.toLowerCase().includes(sentence.text.toLowerCase())
        : home?.includes(part === 'pull-quote' ? (draft.pullQuote?.original ?? '') : sentence.text);
    if (!isThere) faults.push(`${part}: text “${sentence.text}”`);
    return faults;
  });
}

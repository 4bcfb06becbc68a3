import type { Passage, SourceDocument } from '../../domain/passage.ts';
import { type Analysis, analyse } from '../../languages/analysis.ts';
import { packFor } from '../../languages/languages.ts';
import type { TimeAnchor } from '../../languages/pack.ts';
import { passagesOf } from '../../languages/passages.ts';
import { readsLikeOrder } from './machine-talk.ts';
import { sliceAnalysis } from './slice.ts';
import { countTerms } from './terms.ts';
import type { Reading, ReadPassage, ReadSource } from './types.ts';

/** Longer texts are read up to here: a day's work for a reader, and a bound on ours. */
export const sourceCharsMax = 2_000_000;

/** Where nothing says when a source was published, "last year" is read alike in all texts from this day. */
const anyDay = '2001-06-13T12:00:00Z';

function anchorOf(documents: readonly SourceDocument[]): Reading['anchor'] {
  const dated = documents.find(({ publishedAt = '' }) => !Number.isNaN(Date.parse(publishedAt)));
  return { at: dated?.publishedAt ?? anyDay, isReal: dated !== undefined };
}

function readPassage(passage: ReadPassage['passage'], analysis: Analysis): ReadPassage {
  let terms: Map<string, number> | undefined;
  return {
    passage,
    analysis,
    get terms() {
      terms ??= countTerms(analysis.tokens);
      return terms;
    },
  };
}

/**
 * Takes sentences that speak to a machine out of the evidence: someone planted them, and what they say is no report.
 * The others keep their numbers and offsets, since the text is blanked and not cut.
 */
function withoutOrders(document: SourceDocument): { document: SourceDocument; passages: Passage[] } {
  const passages: Passage[] = [];
  let { text } = document;
  for (const passage of passagesOf(document)) {
    const { sentence, start, end } = passage;
    if (sentence === 0 || !readsLikeOrder(passage.text)) passages.push(passage);
    else text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
  }
  return { document: text === document.text ? document : { ...document, text }, passages };
}

function readSource(given: SourceDocument, common: TimeAnchor): ReadSource {
  const capped =
    given.text.length > sourceCharsMax ? { ...given, text: given.text.slice(0, sourceCharsMax) } : given;
  const { document, passages: numbered } = withoutOrders(capped);
  const pack = packFor(document.lang);
  const anchor = document.publishedAt === undefined ? common : { at: document.publishedAt };
  const whole = analyse(document.text, pack, anchor);
  const passages = numbered.map((passage) =>
    readPassage(
      passage,
      passage.sentence === 0 ? analyse(passage.text, pack, anchor) : sliceAnalysis(whole, passage),
    ),
  );
  return { document, pack, passages, whole };
}

/** Reads the sources of a brief: passages, what the language packs find in them, and the index for alignment. */
export function readSources(documents: readonly SourceDocument[]): Reading {
  const anchor = anchorOf(documents);
  const sources = documents.map((document) => readSource(document, anchor));
  const passages = sources.flatMap((source) => source.passages);
  const postings = new Map<string, number[]>();
  passages.forEach((read, at) => {
    for (const term of read.terms.keys()) {
      const list = postings.get(term);
      if (list) list.push(at);
      else postings.set(term, [at]);
    }
  });
  const idf = (term: string): number => {
    const weight = Math.log(1 + passages.length / ((postings.get(term)?.length ?? 0) + 0.5));
    // A Hangul word counts through its character pairs as well, so each pair counts for less.
    return term.startsWith('~') ? weight / 2 : weight;
  };
  return {
    sources,
    passages,
    anchor,
    byId: new Map(passages.map((read) => [read.passage.id, read])),
    postings,
    idf,
  };
}

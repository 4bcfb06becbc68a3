import type { Passage, SourceDocument } from '../../../domain/passage.ts';
import { packFor } from '../../../languages/languages.ts';

/** A document of more sentences than this is no news text; what lies beyond is not looked at. */
const passagesReadMax = 4000;
/** The first sentences of every document are always sent: they say what it is about. */
const leadSentences = 2;

interface Scored {
  passage: Passage;
  chars: number;
  score: number;
  lead: boolean;
}

function scoresOf(document: SourceDocument, passages: readonly Passage[]): Scored[] {
  const pack = packFor(document.lang);
  const words = passages.map(({ text }) => {
    const tokens = pack.tokens(text).filter((token) => !token.stop && token.kind !== 'punctuation');
    return new Set(tokens.map((token) => token.norm));
  });
  const inPassages = new Map<string, number>();
  for (const set of words) for (const word of set) inPassages.set(word, (inPassages.get(word) ?? 0) + 1);
  return passages.map((passage, index) => {
    const set = words[index]!;
    // Centroid: how much of what the document keeps speaking of is in this sentence.
    let weight = 0;
    for (const word of set) weight += Math.log((inPassages.get(word) ?? 1) + 0.5);
    const position = pack.summary.bias === 'lead' ? 1 / (1 + index / 10) : 0;
    const score = weight / Math.sqrt(set.size + 4) + position;
    return { passage, chars: passage.text.length + 12, score, lead: passage.sentence <= leadSentences };
  });
}

/**
 * The passages that go into a prompt of at most `charsMax` code units, in reading order. All of them where they fit;
 * else titles and openings, then the sentences that carry most of what their document speaks of, in turn from each
 * document, so that a long one does not push out the others.
 */
export function choosePassages(
  documents: readonly { document: SourceDocument; passages: readonly Passage[] }[],
  charsMax: number,
): Passage[][] {
  const read = documents.map(({ passages }) => passages.slice(0, passagesReadMax));
  const charsOf = (passages: readonly Passage[]) =>
    passages.reduce((sum, one) => sum + one.text.length + 12, 0);
  if (read.reduce((sum, passages) => sum + charsOf(passages), 0) <= charsMax) return read;
  const queues = documents.map(({ document }, at) =>
    scoresOf(document, read[at]!).sort((a, b) => Number(b.lead) - Number(a.lead) || b.score - a.score),
  );
  const chosen = documents.map(() => new Set<Passage>());
  let left = charsMax;
  for (let round = 0; queues.some((queue) => round < queue.length); round += 1) {
    queues.forEach((queue, at) => {
      const next = queue[round];
      if (next === undefined || next.chars > left) return;
      chosen[at]!.add(next.passage);
      left -= next.chars;
    });
  }
  return read.map((passages, at) => passages.filter((passage) => chosen[at]!.has(passage)));
}

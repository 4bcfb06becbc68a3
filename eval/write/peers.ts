import tsTextRank from 'ts-textrank';
import type { SourceDocument } from '../../src/domain/passage.ts';

const sentences = 3;
const damping = 0.85;
const { AbsoluteSummarizerConfig, DefaultTextParser, NullLogger, SorensenDiceSimilarity, Summarizer } =
  tsTextRank;

/** The TextRank library of the npm registry, with its own sentence splitter, used as its manual says. */
function tsTextRankSummary({ text, lang }: SourceDocument): string[] {
  const config = new AbsoluteSummarizerConfig(
    sentences,
    new SorensenDiceSimilarity(),
    new DefaultTextParser(),
    damping,
    Summarizer.SORT_OCCURENCE,
  );
  return new Summarizer(config, new NullLogger()).summarize(text, lang).map(String);
}

/** Libraries that a TypeScript user could pick instead. */
export const peers: Record<string, (document: SourceDocument) => string[]> = {
  'ts-textrank': tsTextRankSummary,
};

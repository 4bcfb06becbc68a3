import type { DraftSentence } from '../../../domain/draft.ts';
import { titleCut } from './clean.ts';
import { cosine } from './measure.ts';
import { evidenceOf, type Story } from './story.ts';
import { featuresOf, type Reading } from './units.ts';

function titleOf(reading: Reading): string {
  const { title, publisher } = reading.document;
  const cut = titleCut(title, publisher);
  return title.slice(cut.start, cut.end);
}

function likenessToAll(text: string, story: Story): number {
  const { pack } = story;
  const tokens = pack.tokens(text).filter((token) => token.kind !== 'punctuation');
  const features = featuresOf(text, tokens, pack.summary.features);
  return story.units.reduce((sum, unit) => sum + cosine(features, unit.features), 0) / story.units.length;
}

/**
 * The headline: the title of the document, or of several the one that says most of what all of them say; questions
 * last, since they say nothing. Site names and labels are left out. Null where no document has a title.
 */
export function chooseHeadline(story: Story): DraftSentence | null {
  let best: { reading: Reading; text: string; weight: number } | null = null;
  for (const reading of story.readings) {
    const text = titleOf(reading);
    if (!/\p{L}/u.test(text) || reading.title === null) continue;
    const isQuestion = /[?？]\s*$/u.test(text);
    const weight = likenessToAll(text, story) * (isQuestion ? 0.5 : 1);
    if (best === null || weight > best.weight) best = { reading, text, weight };
  }
  if (best === null) return null;
  const { document, title } = best.reading;
  return {
    text: best.text,
    lang: document.lang,
    passages: title ? [title.id] : [],
    evidence: evidenceOf(best.text),
  };
}

import type { DraftSentence } from '../../../domain/draft.ts';
import { titleCut } from './clean.ts';
import { cosine } from './measure.ts';
import { evidenceOf, isOvertakenBy, type Story } from './story.ts';
import { featuresIn, type Reading } from './units.ts';

/** The part of a report's title that is a headline: without the name of the site, labels and a full stop. */
export function titleOf(reading: Reading): string {
  const { title, publisher } = reading.document;
  const cut = titleCut(title, publisher);
  const text = title.slice(cut.start, cut.end);
  const isStopped = /(?:다|[\p{Ll})])\.$/u.test(text) && !/\.\S*\.$|\b\p{L}{1,3}\.$/u.test(text);
  return isStopped ? text.slice(0, -1).trimEnd() : text;
}

function likenessToAll(text: string, story: Story): number {
  const features = featuresIn(text, story.pack);
  return story.units.reduce((sum, unit) => sum + cosine(features, unit.features), 0) / story.units.length;
}

/** True where its own publisher has a later report in the story, or anybody has one of another day. */
function isOvertaken(reading: Reading, story: Story): boolean {
  const { publisher, publishedAt } = reading.document;
  const at = Date.parse(publishedAt ?? '');
  return story.readings.some(
    (other) =>
      isOvertakenBy(reading, other) ||
      (publisher !== undefined &&
        other.document.publisher === publisher &&
        Date.parse(other.document.publishedAt ?? '') > at),
  );
}

export interface Headline {
  sentence: DraftSentence;
  /** The report whose title it is. */
  reading: Reading;
}

/** A title that waits for something (`no contact yet`) is over as soon as a later report of the same day is there. */
function waits(reading: Reading, text: string, story: Story): boolean {
  if (!/\b(?:not yet|yet to|still|awaits?|waits?|no .{2,30} yet)\b|아직|미정|대기|재시도|앞두/iu.test(text))
    return false;
  const at = Date.parse(reading.document.publishedAt ?? '');
  return story.readings.some((other) => Date.parse(other.document.publishedAt ?? '') > at);
}

/** Somebody's words without their name (`“Six nights I can do”`) tell no news. */
function isQuotation(text: string): boolean {
  const quoted = (text.match(/[“"][^“”"]+[”"]/gu) ?? []).join('').length;
  return quoted > text.length * 0.7;
}

/** What the title of a report keeps of its weight where it is a question or a quotation, or where the report is overtaken. */
const discount = 0.5;

/**
 * The headline: the title of the document, or of several the one that says most of what all of them say; questions
 * and quotations last, since they say nothing, and reports that were followed up. Site names and labels are left out.
 * Null where no document has a title.
 */
export function chooseHeadline(story: Story): Headline | null {
  let best: { reading: Reading; text: string; weight: number } | null = null;
  for (const reading of story.readings) {
    const text = titleOf(reading);
    if (!/\p{L}/u.test(text) || reading.title === null) continue;
    const isNoNews = /[?？]\s*$/u.test(text) || isQuotation(text);
    const weight =
      likenessToAll(text, story) *
      (isNoNews ? discount : 1) *
      (isOvertaken(reading, story) || waits(reading, text, story) ? discount : 1);
    if (best === null || weight > best.weight) best = { reading, text, weight };
  }
  if (best === null) return null;
  const { document, title } = best.reading;
  return {
    reading: best.reading,
    sentence: {
      text: best.text,
      lang: document.lang,
      passages: title ? [title.id] : [],
      evidence: evidenceOf(best.text),
    },
  };
}

import { overlaps, type Span } from '../../../domain/span.ts';
import type { Story } from './story.ts';
import type { Unit } from './units.ts';
import { wordingFor } from './wording.ts';

/** Sentences this near the top tell the news, whatever dates they name. */
const newsSentences = 2;
/** The news itself is a day old when it is printed: earlier than two days before is history. */
const historyDays = 2;

/** A comparison (`9 % less than a year earlier`) names an earlier time without telling of it. */
const comparison =
  /\b(?:than|from|compared (?:with|to)|versus|up|down) (?:in |at )?(?:the |a |an )?(?:whole )?(?:year|month|week|quarter|day|previous|same|last)|(?:보다|대비|에 비해|견줘|동기|같은 기간|이후|만에|만의|만이다)/iu;

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** `a day earlier`, `앞서`: the text itself says that this came before. */
const saysEarlier =
  /\b(?:a|one|two|three|several|\d+) (?:days?|weeks?|months?|years?) (?:earlier|before|ago)\b|^last (?:week|month|year)\b|^앞서 |하루 전/iu;

/** True where the sentence itself says that it tells of something before the news. */
export function tellsOfBefore(unit: Unit): boolean {
  return saysEarlier.test(unquoted(unit.text)) && !comparison.test(unit.text);
}

const unquoted = (text: string): string => text.replace(/["“][^"“”]*["”]/gu, ' ');

/** True where a sentence tells of something earlier than the story: by a resolved date, else by its wording. */
export function isBackground(unit: Unit, story: Story): boolean {
  if (unit.passage.sentence <= newsSentences || comparison.test(unit.text)) return false;
  if (tellsOfBefore(unit)) return true;
  const { times, quotations, hedges } = unit.reading.analysis;
  // What is planned is to come, whatever day it names.
  if (hedges.some((hedge) => hedge.kind === 'plan' && overlaps(hedge, unit))) return false;
  const isQuoted = (time: Span): boolean => quotations.some((quotation) => overlaps(quotation, time));
  const own = times.filter((time) => time.kind === 'point' && overlaps(time, unit) && !isQuoted(time));
  const limit = story.day === null ? null : daysBefore(story.day, historyDays);
  if (limit !== null) {
    const dated = own.filter((time) => time.to !== null);
    const isPast = dated.some((time) => (time.to ?? '') <= limit);
    const isNow = dated.some((time) => (time.to ?? '') > limit);
    if (isPast || isNow) return isPast && !isNow;
  }
  const wording = wordingFor(unit.reading.document.lang);
  return wording.earlier.test(unquoted(unit.text));
}

/** History and nothing else: a dated past with no word on who says so now. It belongs in the background alone. */
export function isHistory(unit: Unit, story: Story): boolean {
  const { attributions } = unit.reading.analysis;
  return isBackground(unit, story) && !attributions.some((attribution) => overlaps(attribution.cue, unit));
}

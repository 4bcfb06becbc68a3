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

/** Told as still to come: whatever day it names, it is no history. */
const toCome =
  /\b(?:will|is to|are to|is due|are due|is expected|are expected|is set|are set|plans? to|runs? out|is scheduled|are scheduled|tomorrow|(?:has|have) (?:already|just|now)|next (?:week|month|year)|would)\b|(?:겠|예정|계획|전망|내다봤|예보|방침|기로 했|할 것|될 것|우려)/iu;
/** The act of the day: somebody says, asks or does it now, though a word in it names an earlier time. */
const actOfNow =
  /\b(?:called (?:on|for)|urged|asked|demanded|criticised|criticized|accused|warned|welcomed|promised|pointed out)\b|(?:되풀이|촉구|요구|주장|반박|강조|비판|지적)했/u;

/** In the past tense, or with an earlier time in words: `The centre is open on Saturday` names a day and tells of now. */
const toldOfPast =
  /\b(?:was|were|had|did|\p{Ll}{2,}ed|became|began|came|went|took|made|gave|got|built|found|fell|rose|grew|lost|won|held|left|led|met|paid|put|ran|sent|set|sold|stood|told|saw|spent|struck|swept|broke|brought|bought|cut|drew|drove|kept|knew|killed|ago|earlier|last|previous|since)\b|[었았했였됐렸졌왔갔났샀썼겼쳤냈섰꼈뒀췄혔켰폈꿨줬봤]다|(?:지난해|작년|전|당시|앞서)/u;

const unquoted = (text: string): string => text.replace(/["“][^"“”]*["”]/gu, ' ');

/** True where a sentence tells of something earlier than the story: by a resolved date, else by its wording. */
export function isBackground(unit: Unit, story: Story): boolean {
  if (unit.passage.sentence <= newsSentences || comparison.test(unit.text)) return false;
  const told = unquoted(unit.text);
  if (toCome.test(told) || actOfNow.test(told) || !toldOfPast.test(told)) return false;
  if (tellsOfBefore(unit)) return true;
  // What somebody says of the story is a part of it, whatever day it names.
  const { attributions } = unit.reading.analysis;
  const isSaying = /^(?:said|says?|told|tells|added|laughed|wrote|.*(?:말했다|밝혔다|전했다))$/iu;
  if (attributions.some(({ cue }) => overlaps(cue, unit) && isSaying.test(cue.text))) return false;
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

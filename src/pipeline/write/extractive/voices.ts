import { costOf } from './budget.ts';
import { canStand, type Page, standsAlone, take } from './page.ts';
import { isRepeated } from './repeats.ts';
import { chooseStatements, type FoundStatement } from './statements.ts';
import { weigher } from './story.ts';

const voicesMax = 4;
/** Fewer rows make no table: there is nobody to compare with. */
const voicesMin = 2;
/** Words that the table may take: the text of the brief goes before it. */
const voicesWordsMax = 110;
/** A shorter statement (`Ms Hallow said that she would bid.`) needs what was told before it. */
const statementWordsMin = 8;

/**
 * Who says what, for the table: statements of different speakers that stand nowhere else in the brief, since a sentence
 * that is read twice is a fault. A denial goes first: a reader must not miss it. Takes their sentences; none where only
 * one speaker is left, unless it denies something.
 */
export function takeVoices(page: Page): FoundStatement[] {
  const chosen: FoundStatement[] = [];
  let words = 0;
  const found = chooseStatements(page.story, weigher(page.story));
  const denialsFirst = found.toSorted((a, b) => Number(isDenial(b)) - Number(isDenial(a)));
  for (const statement of denialsFirst) {
    const { unit, speakerKey } = statement;
    if (chosen.length >= voicesMax || chosen.some((other) => isSameSpeaker(other.speakerKey, speakerKey)))
      continue;
    if (
      isRepeated(
        unit,
        chosen.map((other) => other.unit),
      )
    )
      continue;
    if (page.shown.includes(unit) || !standsAlone(page, unit) || !canStand(page, unit)) continue;
    if (!isDenial(statement) && (unit.words < statementWordsMin || words + costOf(unit) > voicesWordsMax))
      continue;
    if (!fitsVoices(page, chosen, statement)) continue;
    words += costOf(unit);
    chosen.push(statement);
  }
  if (chosen.length < voicesMin && !chosen.some(isDenial)) return [];
  take(
    page,
    chosen.map(({ unit }) => unit),
  );
  return chosen.sort((a, b) => a.unit.index - b.unit.index);
}

/** `Ilsa Brandt`, `transport minister ilsa brandt`: every word of the shorter name stands in the longer one. */
function isSameSpeaker(a: string, b: string): boolean {
  const [own, others] = [a.split(' '), b.split(' ')];
  const [short, long] = own.length <= others.length ? [own, others] : [others, own];
  return short.every((word) => long.includes(word));
}

const isDenial = ({ certainty }: FoundStatement): boolean => certainty === 'denied';

/** The part of what is left of a source's cap that the table may take: the text needs the rest. */
const voicesShare = 0.5;

function fitsVoices(page: Page, chosen: readonly FoundStatement[], next: FoundStatement): boolean {
  const { reading } = next.unit;
  const own = [...chosen, next].filter(({ unit }) => unit.reading === reading);
  const words = own.reduce((sum, { unit }) => sum + costOf(unit), 0);
  const share = isDenial(next) ? 1 : voicesShare;
  return words <= page.budget.left(reading) * share;
}

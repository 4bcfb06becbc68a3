import { html } from 'hono/html';
import type { BriefData } from '../../domain/reading.ts';
import type { Why } from '../../domain/story.ts';
import type { Markup } from '../html/parts.ts';
import { plain } from '../safe.ts';
import { itemOf } from './cards.ts';
import type { Chrome } from './chrome.ts';

const itemsMax = 2;
const itemCharsMax = 40;

/** What is shared, in words that can stand in a sentence. */
function named(items: readonly string[]): string[] {
  const shown = items.map(plain).filter((item) => item !== '' && item.length <= itemCharsMax);
  // A dateline's capitals.
  return shown
    .slice(0, itemsMax)
    .map((word) => (/^\p{Lu}{5,}$/u.test(word) ? `${word[0]}${word.slice(1).toLowerCase()}` : word));
}

/**
 * Why a brief stands beside another, in a few words: what both are about and how far apart they are. Null where no more
 * can be said than that one came before the other.
 */
export function relatedReason(why: readonly Why[], { words }: Pick<Chrome, 'words'>): string | null {
  const apart = why.find(({ kind }) => kind === 'earlier' || kind === 'later');
  const days = Number(apart?.items[0] ?? 0) * (apart?.kind === 'earlier' ? -1 : 1);
  const when = words.daysApart(Number.isSafeInteger(days) ? days : 0);
  for (const { kind, items } of why) {
    const shared = named(items);
    if (kind === 'editor') return words.chosenByEditor;
    if (kind === 'same-names' && shared.length > 0) return words.relatedByNames(shared, when);
    if (kind === 'same-words' && shared.length > 0) return words.relatedByWords(shared, when);
    if (kind === 'same-meaning') return words.relatedByMeaning(when);
  }
  return null;
}

/** Other briefs, each with its reason; one without is not shown. */
export function relatedOf({ related }: BriefData, chrome: Chrome): Markup | '' {
  const items = related.flatMap((card) => {
    const note = relatedReason(card.why, chrome);
    return note === null ? [] : [itemOf(card, chrome, { rank: 'related', note })];
  });
  if (items.length === 0) return '';
  return html`<section class="related block ${chrome.ui}" aria-labelledby="related"><h2 class="f-ui-strong" id="related">${chrome.words.related}</h2><div class="related-list">${items}</div></section>`;
}

import { html } from 'hono/html';
import type { CopyGroup, StoryDocument } from '../../domain/reading.ts';
import { factsDot, joined, langOf, type Markup } from '../html/parts.ts';
import { plain } from '../safe.ts';
import type { Chrome } from './chrome.ts';
import { nameOf, publisherOf } from './story-timeline.ts';

/** Papers that are named one by one for carrying a text. */
const carriersMax = 6;

/** What is known of the text that a document is a copy or the first of. */
export function groupOf(document: { id: number }, groups: readonly CopyGroup[]): CopyGroup | undefined {
  return groups.find(({ documents }) => documents.includes(document.id));
}

/** `Agency text of Reuters`; null where nobody knows whose it is, or it is this paper's own. */
export function textOwner(
  document: StoryDocument,
  groups: readonly CopyGroup[],
  { words }: Chrome,
): string | null {
  const owner = groupOf(document, groups)?.owner;
  if (!owner || owner.document === document.id) return null;
  const name = plain(owner.name);
  return name === '' ? null : words.textOf(name, owner.isAgency);
}

/** Whose text it is and by what that is known, who has most of it, and who else carries it. */
export function copiesOf(
  head: StoryDocument,
  copies: readonly StoryDocument[],
  { groups, items }: { groups: readonly CopyGroup[]; items: readonly StoryDocument[] },
  chrome: Chrome,
): Markup | '' {
  if (copies.length === 0) return '';
  const { words } = chrome;
  const group = groupOf(head, groups);
  const byId = (id: number | null) => items.find((item) => item.id === id);
  const own = byId(group?.owner?.document ?? null);
  const rest = copies.filter((copy) => copy !== own);
  const shown = rest
    .slice(0, carriersMax)
    .map((copy, at) => html`${at > 0 ? ', ' : ''}${publisherOf(copy, chrome)}`);
  const more = rest.length > carriersMax ? ` ${words.andOthers(rest.length - carriersMax)}` : '';
  const carried = rest.length === 0 ? '' : html`<span>${words.alsoCarriedBy}: ${shown}${more}</span>`;
  return html`<p class="copies f-ui">${joined([ownerOf(group, byId, chrome), fullestOf(group, byId, chrome), carried], factsDot)}</p>`;
}

type ById = (id: number | null) => StoryDocument | undefined;

function ownerOf(group: CopyGroup | undefined, byId: ById, chrome: Chrome): Markup | '' {
  if (!group?.owner) return '';
  const { words } = chrome;
  const name = plain(group.owner.name);
  if (name === '') return '';
  const [sign] = group.signs;
  const where = byId(sign?.document ?? null);
  const why =
    sign && where
      ? html` (${words.originSigns[sign.kind](nameOf(where))}${sign.text === group.owner.name ? '' : saidIn(sign, where, chrome)})`
      : '';
  return html`<span><b>${words.textOf(name, group.owner.isAgency)}</b>${why}</span>`;
}

/** The words themselves; an address says nothing beyond what was said. */
function saidIn(
  { kind, text }: CopyGroup['signs'][number],
  where: StoryDocument,
  { ui }: Chrome,
): Markup | '' {
  const said = plain(text);
  return kind === 'canonical' || said === '' ? '' : html`: <q${langOf(where.lang, ui)}>${said}</q>`;
}

function fullestOf(group: CopyGroup | undefined, byId: ById, { words }: Chrome): Markup | '' {
  const fullest = byId(group?.fullest ?? null);
  return fullest ? html`<span>${words.fullestAt(nameOf(fullest))}</span>` : '';
}

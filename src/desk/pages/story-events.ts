import { html } from 'hono/html';
import { changeLines, type EventLine } from '../../db/desk-reading/stories.ts';
import type { Markup } from '../../views/html/parts.ts';
import { type Content, idOf, type PageContext } from '../context.ts';
import { deskPath, line, link, type Part, time } from '../html/parts.ts';
import { pager, table } from '../html/table.ts';
import { whyList } from './why.ts';

const rowsMax = 50;

/** Who it was: an editor by name, or the desk itself. */
function whoOf(context: PageContext, by: string): string {
  const { automatic } = context.strings.storyPage;
  return by === 'pass' || by === 'desk' ? automatic : line(by, 60);
}

function storyLink(id: string, here: string | undefined, context: PageContext): Part {
  return id === here
    ? context.strings.storyPage.thisStory
    : link(deskPath('stories', id), `${context.strings.story} ${line(id, 40)}`);
}

/** What an event did to which stories, read from left to right. */
function aboutOf(context: PageContext, event: EventLine, here: string | undefined): Part {
  const { document_id, other_id, story_id, kind, undoes } = event;
  const { strings } = context;
  if (document_id !== null)
    return link(deskPath('documents', document_id), `${strings.document} ${document_id}`);
  if (other_id === null) return storyLink(story_id, here, context);
  const [from, to] = kind === 'merge' || kind === 'undo' ? [other_id, story_id] : [story_id, other_id];
  const number = undoes === null ? '' : html`<small>${strings.storyPage.takesBack(undoes)}</small>`;
  return html`${storyLink(from, here, context)} → ${storyLink(to, here, context)}${number}`;
}

function undoOf(context: PageContext, event: EventLine): Part {
  const { strings } = context;
  if (event.change === null) return '';
  if (event.undone_by !== null) return strings.storyPage.wasUndone(event.undone_by);
  const words = html`${strings.storyPage.undo}<span class="hidden"> ${event.seq}</span>`;
  return link(deskPath('stories', 'changes', event.seq, 'undo'), words);
}

function eventRow(context: PageContext, event: EventLine, here: string | undefined): Part[] {
  const said = event.reason === null ? '' : html`<p><q>${line(event.reason, 400)}</q></p>`;
  return [
    html`${event.seq}`,
    time(context, event.at),
    context.strings.storyPage.kinds[event.kind],
    aboutOf(context, event, here),
    html`${said}${whyList(context, event.evidence)}`,
    whoOf(context, event.by),
    undoOf(context, event),
  ];
}

function eventTable(context: PageContext, events: readonly EventLine[], here?: string): Markup {
  const { strings } = context;
  const words = strings.storyPage;
  return table({
    caption: words.events,
    columns: [
      { label: words.eventNumber, figures: true },
      { label: strings.when },
      { label: strings.kind },
      { label: strings.log.subject },
      { label: strings.why, wide: true },
      { label: words.by },
      { label: strings.actions },
    ],
    rows: events.map((event) => eventRow(context, event, here)),
    empty: words.noEvents,
  });
}

/** What happened to one story, the last first. */
export async function storyEvents(context: PageContext, storyId: string): Promise<Markup> {
  const limit = rowsMax * 2;
  return eventTable(context, await changeLines(context.db, { storyId, before: null, limit }), storyId);
}

/** Every merge and split of the desk, by itself and by editors, the last first. */
export async function changesPage(context: PageContext): Promise<Content> {
  const { strings, query, db } = context;
  const found = await changeLines(db, { before: idOf(query.get('before')), limit: rowsMax + 1 });
  const shown = found.slice(0, rowsMax);
  const after = found.length > rowsMax ? (shown.at(-1)?.seq ?? null) : null;
  return {
    title: strings.storyPage.changes,
    crumbs: [{ href: '/desk/stories', text: strings.stories.title }],
    body: html`<p class="lead">${strings.storyPage.changesLead}</p>${eventTable(context, shown)}${pager(context, { name: 'before', after, words: 'older' })}`,
  };
}

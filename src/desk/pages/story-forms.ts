import { html } from 'hono/html';
import { z } from 'zod';
import { changeLine, storyLines, storyNames, storyStatus } from '../../db/desk-reading/stories.ts';
import { lastEvent } from '../../db/stories.ts';
import type { Markup } from '../../views/html/parts.ts';
import type { StoryEdited } from '../actions.ts';
import { nameCharsMax } from '../auth.ts';
import {
  type FormResult,
  idOf,
  type PageContext,
  type PageResult,
  refusedIn,
  type SaidKey,
} from '../context.ts';
import { deskForm } from '../form.ts';
import { field, filter, form } from '../html/form.ts';
import { deskPath, empty, langAttribute, line, link, number, section } from '../html/parts.ts';
import { findField, wantedStories } from './stories.ts';
import { whyList } from './why.ts';

export const reasonCharsMax = 300;
/** Documents that one split takes at most. */
export const splitMax = 500;
const candidatesMax = 8;

/** Who decides, why, and what they had seen when they did. */
async function decisionFields(context: PageContext, suffix: string): Promise<Markup> {
  const words = context.strings.storyPage;
  const required = true;
  return html`<input type="hidden" name="seen" value="${await lastEvent(context.db)}">${field({
    ...{ name: 'reason', label: words.reasonLabel, id: `reason-${suffix}`, required },
    ...{ hint: words.reasonHint, charsMax: reasonCharsMax },
  })}${field({
    ...{ name: 'by', label: words.nameLabel, id: `by-${suffix}`, required },
    ...{ value: await context.editor.name(), charsMax: nameCharsMax, autocomplete: 'name' },
  })}`;
}

/** Check boxes of the documents, and where those that are checked go. */
export async function splitForm(
  context: PageContext,
  storyId: string,
  documents: Markup,
  others: readonly Candidate[],
): Promise<Markup> {
  const words = context.strings.storyPage;
  const options = others.map(
    ({ id, title }) => html`<option value="${id}">${line(title, 100) || id}</option>`,
  );
  const target = html`<p class="field"><label for="f-to">${words.splitTo}</label><select id="f-to" name="to"><option value="">${words.splitNew}</option>${options}</select></p>`;
  const id = field({
    ...{ name: 'other', label: words.splitOther, hint: words.splitOtherHint, charsMax: 80 },
  });
  return form(
    context,
    deskPath('stories', storyId, 'split'),
    html`${documents}<fieldset class="decision"><legend>${words.split}</legend><p class="hint">${words.splitHint}</p><div class="fields">${target}${id}${await decisionFields(context, 'split')}</div><button class="strong">${words.splitButton}</button></fieldset>`,
    { className: 'members' },
  );
}

export interface Candidate {
  id: string;
  title: string;
  lang: string;
  documents: number;
  why: unknown;
}

/** Stories that this one could be merged with: those with the words that were asked for, else those most like it. */
export async function candidatesFor(
  context: PageContext,
  story: { id: string; lang: string },
): Promise<Candidate[]> {
  const { db, actions } = context;
  const text = wantedStories(context);
  if (text !== '') {
    const found = await storyLines(db, { before: null, limit: candidatesMax + 1, text });
    return found
      .filter(({ story_id }) => story_id !== story.id)
      .slice(0, candidatesMax)
      .map((one) => ({
        id: one.story_id,
        title: one.title ?? '',
        lang: one.lang ?? 'und',
        documents: one.documents,
        why: [],
      }));
  }
  const likely = await actions.likelyStories(story.id, story.lang);
  const names = await storyNames(
    db,
    likely.map((one) => one.story),
  );
  return likely.flatMap((one) => {
    const name = names.get(one.story);
    return name ? [{ id: one.story, ...name, why: one.why }] : [];
  });
}

/** Choosing another story, and merging it into this one. */
export async function mergeForm(
  context: PageContext,
  storyId: string,
  candidates: readonly Candidate[],
): Promise<Markup> {
  const { strings } = context;
  const words = strings.storyPage;
  const text = wantedStories(context);
  const search = filter(context, findField(context));
  const rows = candidates.map(
    ({ id, title, lang, documents, why }) =>
      html`<li><input type="radio" name="from" value="${id}" id="from-${id}" required><label for="from-${id}"><span${langAttribute(lang)}>${line(title, 200) || strings.untitled}</span> <small>${words.documents(number(context, documents), documents)}</small></label> ${link(deskPath('stories', id), words.look)}${whyList(context, why)}</li>`,
  );
  const body =
    rows.length === 0
      ? empty(text === '' ? words.noLikely : words.noneFound)
      : form(
          context,
          deskPath('stories', storyId, 'merge'),
          html`<fieldset class="decision"><legend>${text === '' ? words.likely : words.found}</legend><ul class="candidates">${rows}</ul><p class="hint">${words.mergeHint}</p><div class="fields">${await decisionFields(context, 'merge')}</div><button class="strong">${words.mergeButton}</button></fieldset>`,
        );
  return section(words.merge, html`${search}${body}`, 'merge');
}

/** Asks before a change is taken back: what it was, and which documents go back. */
export async function undoPage(context: PageContext): Promise<PageResult> {
  const { strings, params, db } = context;
  const words = strings.storyPage;
  const found = await changeLine(db, idOf(params.event) ?? 0);
  if (!found) return null;
  const { event, documents } = found;
  const list = documents.map(
    ({ id, title, lang }) =>
      html`<li><a href="${deskPath('documents', id)}"${langAttribute(lang)}>${line(title, 200) || strings.untitled}</a></li>`,
  );
  const crumbs = [
    { href: '/desk/stories', text: strings.stories.title },
    { href: deskPath('stories', event.story_id), text: line(event.story_id, 40) },
  ];
  const body =
    event.undone_by !== null
      ? empty(words.wasUndone(event.undone_by))
      : html`<p class="lead">${words.undoLead(words.kinds[event.kind])}</p><ul class="plain-list">${list}</ul>${whyList(context, event.evidence)}${form(
          context,
          deskPath('stories', 'changes', event.seq, 'undo'),
          html`<div class="fields">${await decisionFields(context, 'undo')}</div><button class="strong">${words.undoButton}</button>`,
        )}`;
  return { title: words.undoTitle(event.seq), crumbs, body };
}

const decision = {
  reason: z.string().trim().min(1).max(reasonCharsMax),
  by: z.string().trim().min(1).max(nameCharsMax),
  seen: z.coerce.number().int().nonnegative(),
};
const documentId = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number);
const storyId = z
  .string()
  .trim()
  .regex(/^[\w:.~-]{0,80}$/);

/** Carries out a decision about the story in the path, and goes to where it can be seen. */
async function decide(
  context: PageContext,
  by: string,
  done: Promise<StoryEdited>,
  say: SaidKey,
): Promise<FormResult> {
  const result = await done;
  if (result.kind === 'edited') {
    await context.editor.remember(by);
    return { kind: 'said', to: deskPath('stories', result.story), say };
  }
  return refusedIn(result, context.strings);
}

export const storyForms = [
  deskForm({
    path: '/stories/:id/split',
    fields: z.object({
      document: z
        .preprocess(
          (given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
          z.array(documentId).max(splitMax),
        )
        .default([]),
      to: storyId.default(''),
      other: storyId.default(''),
      ...decision,
    }),
    take: async (context, { document: documents, to, other, ...note }) => {
      const story = await storyStatus(context.db, context.params.id ?? '');
      if (!story) return { kind: 'missing' };
      const target = other || to;
      const order = { story: story.story_id, documents, to: target || undefined, ...note };
      return decide(
        context,
        note.by,
        context.actions.splitStory(order),
        target ? 'storyMoved' : 'storySplit',
      );
    },
  }),
  deskForm({
    path: '/stories/:id/merge',
    fields: z.object({ from: storyId, ...decision }),
    take: async (context, { from, ...note }) => {
      const story = await storyStatus(context.db, context.params.id ?? '');
      if (!story) return { kind: 'missing' };
      const order = { into: story.story_id, from, ...note };
      return decide(context, note.by, context.actions.mergeStories(order), 'storyMerged');
    },
  }),
  deskForm({
    path: '/stories/changes/:event/undo',
    fields: z.object(decision),
    take: (context, note) => {
      const order = { event: idOf(context.params.event) ?? 0, ...note };
      return decide(context, note.by, context.actions.undoStoryChange(order), 'storyUndone');
    },
  }),
];

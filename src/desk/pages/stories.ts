import { html } from 'hono/html';
import { storyLines } from '../../db/desk-reading/stories.ts';
import type { Markup } from '../../views/html/parts.ts';
import { type Content, idOf, type PageContext } from '../context.ts';
import { field, filter } from '../html/form.ts';
import { deskPath, langAttribute, line, link, number, time } from '../html/parts.ts';
import { pager, table } from '../html/table.ts';

const wantedCharsMax = 200;

/** Words of a title, or a story's id, that stories are looked for by; empty where none are. */
export function wantedStories({ query }: Pick<PageContext, 'query'>): string {
  return query.get('find')?.slice(0, wantedCharsMax) ?? '';
}

export function findField(context: PageContext): Markup {
  const { find: label } = context.strings.storyPage;
  const value = wantedStories(context);
  return field({ name: 'find', label, type: 'search', value, charsMax: wantedCharsMax });
}

const rowsMax = 50;
/** Living stories, the latest first. */
export async function storiesPage(context: PageContext): Promise<Content> {
  const { strings, query, db } = context;
  const words = strings.stories;
  const text = wantedStories(context);
  const found = await storyLines(db, { before: idOf(query.get('before')), limit: rowsMax + 1, text });
  const shown = found.slice(0, rowsMax);
  const figure = (label: string) => ({ label, figures: true });
  const list = table({
    caption: words.title,
    columns: [
      { label: strings.title, wide: true },
      { label: strings.section },
      figure(words.documents),
      figure(words.voices),
      { label: words.languages },
      figure(words.briefs),
      { label: words.last },
    ],
    rows: shown.map((story) => [
      html`<a href="${deskPath('stories', story.story_id)}"${langAttribute(story.lang)}>${line(story.title, 200) || line(story.story_id, 40)}</a>`,
      line(story.section, 60),
      number(context, story.documents),
      number(context, story.voices),
      languagesOf(story.languages),
      number(context, story.briefs),
      time(context, story.last_at),
    ]),
    empty:
      text === ''
        ? html`${words.empty} ${link('/desk/sources', strings.nav.sources)}`
        : strings.storyPage.noneFound,
  });
  const after = found.length > rowsMax ? (shown.at(-1)?.seq ?? null) : null;
  return {
    title: words.title,
    body: html`${filter(context, findField(context))}<p>${link('/desk/stories/changes', strings.storyPage.changes)}</p>${list}${pager(context, { name: 'before', after, words: 'older' })}`,
  };
}

export function languagesOf(languages: unknown): string {
  return (Array.isArray(languages) ? languages : []).map((tag) => line(String(tag), 20)).join(', ');
}

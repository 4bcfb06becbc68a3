import { html } from 'hono/html';
import { z } from 'zod';
import { sourceById } from '../../db/sources.ts';
import { countryCode } from '../../domain/country.ts';
import { defined } from '../../kit/defined.ts';
import { type FormResult, formResult, type PageContext, type PageResult } from '../context.ts';
import { deskForm } from '../form.ts';
import { button } from '../html/form.ts';
import { deskPath, line, link } from '../html/parts.ts';

const none = z.object({});
/** An empty field takes the value away. */
const optionalText = (charsMax: number) =>
  z
    .string()
    .trim()
    .max(charsMax)
    .transform((text) => (text === '' ? null : text));

export const languageTag = z
  .string()
  .trim()
  .regex(/^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4})?$/)
  .transform((text) => (text === '' ? null : text));

/** A country's code; an empty field takes it away. */
const countryField = z
  .string()
  .trim()
  .refine((text) => text === '' || countryCode(text) !== null)
  .transform(countryCode);

/** Asks before a source is removed with all that came from it. */
export async function removeSourcePage(context: PageContext): Promise<PageResult> {
  const { strings, params, db } = context;
  const source = await sourceById(db, params.id ?? '');
  if (!source) return null;
  const words = strings.sourcePage;
  const own = deskPath('sources', source.id);
  const title = line(source.title, 200) || strings.untitled;
  const body = html`<p class="lead">${words.removeText}</p>
<div class="buttons">${button(context, `${own}/remove`, words.removeSure, { strong: true, about: title })} ${link(own, strings.cancel)}</div>`;
  const crumbs = [
    { href: '/desk/sources', text: strings.sources.title },
    { href: own, text: title },
  ];
  return { title: words.removeTitle, crumbs, body };
}

/** Carries out a form about the source in the path, if there is one. */
async function about(
  context: PageContext,
  act: (id: string, to: string) => Promise<FormResult>,
): Promise<FormResult> {
  const source = await sourceById(context.db, context.params.id ?? '');
  if (!source) return { kind: 'missing' };
  return await act(source.id, deskPath('sources', source.id));
}

export const sourceForms = [
  deskForm({
    path: '/sources/:id/poll',
    fields: none,
    take: (context) =>
      about(context, async (id, to) =>
        formResult(await context.actions.pollNow(id), to, 'polled', context.strings),
      ),
  }),
  deskForm({
    path: '/sources/:id/pause',
    fields: none,
    take: (context) =>
      about(context, async (id, to) =>
        formResult(await context.actions.setState(id, 'paused'), to, 'paused', context.strings),
      ),
  }),
  deskForm({
    path: '/sources/:id/resume',
    fields: none,
    take: (context) =>
      about(context, async (id, to) =>
        formResult(await context.actions.setState(id, 'active'), to, 'resumed', context.strings),
      ),
  }),
  deskForm({
    path: '/sources/:id/moved',
    fields: none,
    take: (context) =>
      about(context, async (id, to) =>
        formResult(await context.actions.acknowledgeMove(id), to, 'moved', context.strings),
      ),
  }),
  deskForm({
    path: '/sources/:id/remove',
    fields: none,
    take: (context) =>
      about(context, async (id) =>
        formResult(await context.actions.removeSource(id), '/desk/sources', 'removed', context.strings),
      ),
  }),
  deskForm({
    path: '/sources/:id/edit',
    fields: z.object({
      title: z.string().trim().min(1).max(300),
      section: optionalText(80),
      lang: languageTag,
      country: countryField.optional(),
    }),
    take: (context, edit) =>
      about(context, async (id, to) =>
        formResult(await context.actions.editSource(id, defined(edit)), to, 'edited', context.strings),
      ),
  }),
  deskForm({
    path: '/sources/:id/replay',
    fields: none,
    take: (context) =>
      about(context, async (id, to) => {
        const replayed = await context.actions.replay('extract', { sourceId: id });
        return replayed.kind === 'refused'
          ? formResult(replayed, to, 'replayed', context.strings)
          : { kind: 'said', to, say: 'replayed' };
      }),
  }),
];

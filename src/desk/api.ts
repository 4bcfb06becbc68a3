import { Hono } from 'hono';
import { z } from 'zod';
import { sourceCounts } from '../db/desk-reading/overview.ts';
import { changeLines, membersOf, storyLines, storyStatus } from '../db/desk-reading/stories.ts';
import { readLiveCounts } from '../db/reading/syndication.ts';
import { listSources } from '../db/sources.ts';
import { lastEvent } from '../db/stories.ts';
import { StandfirstError } from '../domain/errors.ts';
import { liveDays } from '../domain/reading.ts';
import { nameCharsMax } from './auth.ts';
import type { DeskEnv, DeskOptions, DeskRequest } from './context.ts';
import { remoteOf } from './guard.ts';
import { opmlCharsMax } from './pages/opml.ts';
import { reasonCharsMax, splitMax } from './pages/story-forms.ts';

const sourceId = z.object({ id: z.string().min(1).max(200) });
const letterId = z.object({ id: z.string().min(1).max(200) });
const opml = z.object({ text: z.string().min(1).max(opmlCharsMax) });
const storyId = z.string().regex(/^[\w:.~-]{1,80}$/);
const storyAsked = z.object({ id: storyId });
const storyEdit = {
  by: z.string().trim().min(1).max(nameCharsMax),
  reason: z.string().trim().min(1).max(reasonCharsMax),
  seen: z.int().nonnegative().optional(),
};
const documentsMax = 1000;
const nothing = z.object({}).strict();

interface ApiAction {
  input: z.ZodType;
  run(options: DeskOptions, input: unknown): Promise<unknown>;
}

function action<T>(
  input: z.ZodType<T>,
  run: (options: DeskOptions, input: T) => Promise<unknown>,
): ApiAction {
  return { input, run: (options, given) => run(options, input.parse(given)) };
}

/** What the command line can have the running desk do: `POST /desk/api/NAME` with JSON. To add one: a row. */
export const apiActions: Readonly<Record<string, ApiAction>> = {
  status: action(nothing, async ({ db, queue }) => ({
    sources: await sourceCounts(db),
    jobs: await queue.counts(),
  })),
  sources: action(nothing, async ({ db }) => ({
    sources: (await listSources(db)).map(({ schedule: _, hub: __, ...source }) => source),
  })),
  discover: action(z.object({ url: z.string().min(1).max(2000) }), ({ actions }, { url }) =>
    actions.discover(url),
  ),
  'add-source': action(
    z.object({
      url: z.string().min(1).max(2000),
      kind: z.string().max(30).optional(),
      title: z.string().max(300).optional(),
      section: z.string().max(80).optional(),
      lang: z.string().max(35).optional(),
      country: z.string().max(10).optional(),
    }),
    ({ actions }, request) => actions.addSource(request),
  ),
  'poll-now': action(sourceId, ({ actions }, { id }) => actions.pollNow(id)),
  'set-state': action(
    sourceId.extend({ state: z.enum(['active', 'paused']) }),
    ({ actions }, { id, state }) => actions.setState(id, state),
  ),
  'remove-source': action(sourceId, ({ actions }, { id }) => actions.removeSource(id)),
  'preview-opml': action(opml, ({ actions }, { text }) => actions.previewOpml(text)),
  'import-opml': action(opml, ({ actions }, { text }) => actions.importOpml(text)),
  'export-opml': action(nothing, async ({ actions }) => ({ text: await actions.exportOpml() })),
  replay: action(
    z.object({
      stage: z.string().min(1).max(40),
      filter: z
        .object({
          sourceId: z.string().max(200).optional(),
          entryId: z.int().positive().optional(),
          storyId: z.string().max(200).optional(),
          since: z.iso.datetime({ offset: true }).optional(),
        })
        .default({}),
    }),
    ({ actions }, { stage, filter }) => actions.replay(stage, filter),
  ),
  'dead-letters': action(
    z.object({ stage: z.string().max(40).optional(), limit: z.int().min(1).max(1000).default(100) }),
    async ({ queue }, { stage, limit }) => ({
      letters: await queue.deadLetters({ limit, ...(stage !== undefined && { stage }) }),
    }),
  ),
  'retry-dead': action(letterId, ({ actions }, { id }) => actions.retryDead(id)),
  'discard-dead': action(letterId, ({ actions }, { id }) => actions.discardDead(id)),
  stories: action(
    z.object({ text: z.string().max(200).optional(), limit: z.int().min(1).max(200).default(50) }),
    async ({ db }, { text, limit }) => ({
      stories: await storyLines(db, { before: null, limit: limit ?? 50, text: text ?? '' }),
      seen: await lastEvent(db),
    }),
  ),
  story: action(storyAsked, async ({ db }, { id }) => {
    const story = await storyStatus(db, id);
    if (!story) return { kind: 'refused', code: 'no-story', reason: `There is no story ${id}.` };
    return {
      story,
      documents: await membersOf(db, id, { after: null, limit: documentsMax }),
      events: await changeLines(db, { storyId: id, before: null, limit: documentsMax }),
      seen: await lastEvent(db),
    };
  }),
  'merge-stories': action(z.object({ into: storyId, from: storyId, ...storyEdit }), ({ actions }, order) =>
    actions.mergeStories(order),
  ),
  'split-story': action(
    z.object({
      story: storyId,
      documents: z.array(z.int().positive()).min(1).max(splitMax),
      to: storyId.optional(),
      ...storyEdit,
    }),
    ({ actions }, order) => actions.splitStory(order),
  ),
  'undo-story-change': action(z.object({ event: z.int().positive(), ...storyEdit }), ({ actions }, order) =>
    actions.undoStoryChange(order),
  ),
  'live-counts': action(nothing, ({ db, now = Date.now }) =>
    readLiveCounts(db, liveDays, new Date(now()).toISOString()),
  ),
  doctor: action(nothing, async ({ actions }) => ({ checks: await actions.doctor() })),
};

interface ApiProblem {
  code: string;
  message: string;
  hint?: string | undefined;
}

type ProblemStatus = 400 | 401 | 404 | 409 | 415 | 429 | 500 | 503;

function refuse(c: DeskRequest, status: ProblemStatus, error: ApiProblem): Response {
  return c.json({ error }, status);
}

/**
 * The JSON door of the desk, for the command line: the token in `Authorization: Bearer`, JSON in, `{result}` or
 * `{error: {code, message, hint}}` out. No cookie opens it, so no page of another site can use it.
 */
export function deskApi(options: DeskOptions): Hono<DeskEnv> {
  const api = new Hono<DeskEnv>();
  api.use('*', (c, next) => needToken(c, options, next));
  api.post('/:action', (c) => runAction(c, options));
  api.all('*', (c) =>
    refuse(c, 404, { code: 'no-such-action', message: 'There is no such action.', hint: known }),
  );
  return api;
}

const known = `Post JSON to /desk/api/ACTION; actions are ${Object.keys(apiActions).join(', ')}.`;

async function needToken(c: DeskRequest, { auth }: DeskOptions, next: () => Promise<void>) {
  const given = /^Bearer ([\w-]{1,200})$/.exec(c.req.header('authorization') ?? '')?.[1];
  const hint =
    'Send the token of the desk, from secrets.json in the data directory, as "Authorization: Bearer TOKEN".';
  if (given === undefined) return refuse(c, 401, { code: 'no-token', message: 'A token is needed.', hint });
  const check = auth.checkToken(given, remoteOf(c));
  if (check.kind === 'right') return await next();
  if (check.kind === 'wrong')
    return refuse(c, 401, { code: 'wrong-token', message: 'The token is wrong.', hint });
  c.header('retry-after', String(check.seconds));
  return refuse(c, 429, {
    code: 'too-many-guesses',
    message: `Too many wrong tokens. Try again in ${check.seconds} s.`,
  });
}

async function runAction(c: DeskRequest, options: DeskOptions): Promise<Response> {
  const name = c.req.param('action') ?? '';
  const wanted = Object.hasOwn(apiActions, name) ? apiActions[name] : undefined;
  if (!wanted)
    return refuse(c, 404, { code: 'no-such-action', message: 'There is no such action.', hint: known });
  if (!/^application\/json\b/.test(c.req.header('content-type') ?? ''))
    return refuse(c, 415, { code: 'not-json', message: 'The input must be JSON, sent as application/json.' });
  const body = await c.req.json<unknown>().then(
    (value) => ({ value }),
    () => null,
  );
  if (!body) return refuse(c, 400, { code: 'bad-json', message: 'The input is no valid JSON.' });
  const input = wanted.input.safeParse(body.value);
  if (!input.success)
    return refuse(c, 400, {
      code: 'bad-input',
      message: input.error.issues
        .map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`)
        .join('; '),
    });
  return await resultOf(c, options, () => wanted.run(options, body.value));
}

const refusal = z.object({
  kind: z.literal('refused'),
  code: z.string(),
  reason: z.string(),
  hint: z.string().optional(),
});

async function resultOf(
  c: DeskRequest,
  options: DeskOptions,
  run: () => Promise<unknown>,
): Promise<Response> {
  try {
    const result = await run();
    const refused = refusal.safeParse(result);
    if (!refused.success) return c.json({ result });
    const { code, reason, hint } = refused.data;
    return refuse(c, 409, { code, message: reason, hint });
  } catch (error) {
    options.onError?.(error, c.req.path);
    if (error instanceof StandfirstError)
      return refuse(c, 503, { code: error.code, message: error.message, hint: error.hint });
    return refuse(c, 500, {
      code: 'failed',
      message: 'Something went wrong; the log of the program says what.',
    });
  }
}

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie } from 'hono/cookie';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { StandfirstError } from '../domain/errors.ts';
import { deskStrings } from '../languages/desk-strings.ts';
import { deskApi } from './api.ts';
import { csrfToken, isCsrfToken } from './auth.ts';
import type { Content, DeskEnv, DeskOptions, DeskRequest, FormResult, PageContext } from './context.ts';
import type { DeskForm } from './form.ts';
import { deskForms, readForm } from './forms.ts';
import {
  type CookieNames,
  chooseLanguage,
  cookieNames,
  isLocal,
  isOwnHost,
  isSameOrigin,
  withHeaders,
} from './guard.ts';
import { assetAt } from './html/assets.ts';
import { layout } from './html/layout.ts';
import { problem } from './html/problem.ts';
import { loginRoutes } from './login.ts';
import { opmlExport } from './pages/opml.ts';
import { type DeskPage, deskPages } from './pages.ts';

/** Most of a form that is read; a list of sources that is uploaded may be larger. */
const formBytesMax = 64 * 1024;
const uploadBytesMax = 4 * 1024 * 1024;
const assetAgeS = 365 * 86_400;

/**
 * The desk: where people see what happened and decide. Mount it under `/desk`. It needs no script, trusts nothing from
 * outside and answers nobody without a session (or, for its JSON API, the token).
 */
export function deskApp(options: DeskOptions): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  const names = cookieNames(options.site.url, options.remote === true);
  app.use('*', withHeaders, chooseLanguage);
  app.use('*', async (c, next) => {
    // The command line on this machine comes by a loopback name, remote or not.
    const allowed = isLocal(c) || (options.remote === true && isOwnHost(c, options.site.url));
    if (!allowed) return showProblem(c, options, 403, ({ problem: words }) => words.notHere);
    return await next();
  });
  app.get('/assets/*', sendAsset);
  app.use('*', limitBody(options));
  app.route('/api', deskApi(options));
  app.use('*', async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || isSameOrigin(c)) return await next();
    return showProblem(c, options, 403, ({ problem: words }) => words.crossSite);
  });
  loginRoutes(app, options, names);
  app.use('*', needSession(options, names));
  app.get('/sources/opml.xml', (c) => opmlExport(c, options));
  for (const page of deskPages) app.get(page.path, (c) => showPage(c, options, page));
  for (const form of deskForms) app.post(form.path, (c) => takeForm(c, options, form));
  app.all('*', (c) => showMissing(c, options));
  app.onError((error, c) => showFailure(error, c, options));
  return app;
}

async function sendAsset(c: DeskRequest): Promise<Response> {
  const asset = await assetAt(c.req.path);
  if (!asset) return c.notFound();
  c.header('cache-control', `public, max-age=${assetAgeS}, immutable`);
  c.header('content-type', asset.contentType);
  return c.body(typeof asset.body === 'string' ? asset.body : new Uint8Array(asset.body));
}

function limitBody(options: DeskOptions) {
  const tooLarge = (c: DeskRequest) =>
    c.req.path.startsWith('/desk/api/')
      ? c.json({ error: { code: 'too-large', message: 'What was sent is larger than the limit.' } }, 413)
      : showProblem(c, options, 413, ({ problem: words }) => words.tooLarge);
  const small = bodyLimit({ maxSize: formBytesMax, onError: (c) => tooLarge(c as DeskRequest) });
  const large = bodyLimit({ maxSize: uploadBytesMax, onError: (c) => tooLarge(c as DeskRequest) });
  return (c: DeskRequest, next: () => Promise<void>) =>
    (/^\/desk\/(sources\/opml|api\/(import|preview)-opml$)/.test(c.req.path) ? large : small)(c, next);
}

function needSession({ auth }: DeskOptions, names: CookieNames) {
  return async (c: DeskRequest, next: () => Promise<void>) => {
    const id = getCookie(c, names.session) ?? '';
    if (id === '' || !(await auth.isOpen(id))) {
      // Where to go after the login is not kept: an address in a query is an open door.
      return c.redirect('/desk/login?why=needed', 303);
    }
    c.set('session', id);
    return await next();
  };
}

function contextOf(c: DeskRequest, options: DeskOptions): PageContext {
  const { onError: _, remote: __, ...rest } = options;
  const now = options.now ?? Date.now;
  const session = c.get('session');
  return {
    ...rest,
    now,
    at: now(),
    lang: c.get('lang'),
    strings: deskStrings[c.get('lang')],
    path: c.req.path,
    query: new URL(c.req.url).searchParams,
    params: c.req.param() as Record<string, string>,
    csrf: session === undefined ? '' : csrfToken(session),
    editor: {
      name: async () => (session === undefined ? '' : options.auth.nameOf(session)),
      remember: async (name) => (session === undefined ? undefined : options.auth.setName(session, name)),
    },
  };
}

function show(c: DeskRequest, context: PageContext, content: Content): Response {
  const csrf = context.csrf === '' ? null : context.csrf;
  return c.html(layout({ ...context, csrf }, content), content.status ?? 200);
}

async function showPage(c: DeskRequest, options: DeskOptions, page: DeskPage): Promise<Response> {
  const context = contextOf(c, options);
  const content = await page.show(context);
  return content ? show(c, context, content) : showMissing(c, options);
}

async function takeForm(c: DeskRequest, options: DeskOptions, form: DeskForm): Promise<Response> {
  const context = contextOf(c, options);
  const body: Record<string, unknown> = await c.req.parseBody({ all: true });
  if (!isCsrfToken(c.get('session'), body.csrf))
    return showProblem(c, options, 403, ({ problem: words }) => words.oldForm);
  const read = await readForm(form, body);
  if (read.kind === 'bad')
    return showProblem(c, options, 400, ({ problem: words }) => `${words.badForm} ${read.fields.join(', ')}`);
  return answer(c, options, context, await form.take(context, read.fields));
}

function answer(c: DeskRequest, options: DeskOptions, context: PageContext, result: FormResult): Response {
  switch (result.kind) {
    case 'said':
      return c.redirect(`${result.to}${result.to.includes('?') ? '&' : '?'}said=${result.say}`, 303);
    case 'page':
      return show(c, context, result.content);
    case 'missing':
      return showMissing(c, options);
    case 'refused':
      return showProblem(c, options, 409, () => result.reason, result.hint);
  }
}

function showMissing(c: DeskRequest, options: DeskOptions): Response {
  return showProblem(c, options, 404, ({ problem: words }) => words.notFoundText);
}

function showProblem(
  c: DeskRequest,
  options: DeskOptions,
  status: ContentfulStatusCode,
  text: (strings: PageContext['strings']) => string,
  hint?: string,
): Response {
  const context = contextOf(c, options);
  const content = problem(context, status, text(context.strings), hint);
  const csrf = context.csrf === '' ? null : context.csrf;
  return c.html(layout({ ...context, csrf }, content), status);
}

function showFailure(error: unknown, c: DeskRequest, options: DeskOptions): Response {
  options.onError?.(error, c.req.path);
  // Set where the failure came before the language was chosen.
  if (c.get('lang') === undefined) c.set('lang', 'en');
  if (error instanceof StandfirstError) return showProblem(c, options, 503, () => error.message, error.hint);
  return showProblem(c, options, 500, ({ problem: words }) => words.failedText);
}

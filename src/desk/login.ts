import type { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { deskStrings } from '../languages/desk-strings.ts';
import { isCsrfToken, type TokenCheck } from './auth.ts';
import type { DeskEnv, DeskOptions, DeskRequest } from './context.ts';
import { type CookieNames, dropSession, remoteOf, setSession } from './guard.ts';
import { field } from './html/form.ts';
import { layout } from './html/layout.ts';

type Why =
  | { kind: 'none' }
  | { kind: 'needed' }
  | { kind: 'wrong' | 'used-link' }
  | { kind: 'wait'; seconds: number };

/** The way in and out: token, one-time link, log-out, log-out everywhere. */
export function loginRoutes(app: Hono<DeskEnv>, options: DeskOptions, names: CookieNames): void {
  const { auth } = options;

  app.get('/login', (c) =>
    showLogin(c, options, { kind: c.req.query('why') === 'needed' ? 'needed' : 'none' }),
  );

  app.post('/login', async (c) => {
    const body = await c.req.parseBody();
    const given = typeof body.token === 'string' ? body.token.trim().slice(0, 200) : '';
    return await enter(c, auth.checkToken(given, remoteOf(c)), 'wrong');
  });

  app.get('/enter', async (c) => {
    // A browser that looks ahead must not use the link up.
    if (/prefetch|prerender/.test(c.req.header('sec-purpose') ?? c.req.header('purpose') ?? ''))
      return c.body(null, 503);
    const key = (c.req.query('key') ?? '').slice(0, 200);
    return await enter(c, auth.takeKey(key, remoteOf(c)), 'used-link');
  });

  app.post('/logout', async (c) => await leave(c, (id) => auth.end(id)));
  app.post('/sessions/end-all', async (c) => await leave(c, () => auth.endAll()));

  async function enter(c: DeskRequest, check: TokenCheck, otherwise: 'wrong' | 'used-link') {
    if (check.kind === 'wait') {
      c.header('retry-after', String(check.seconds));
      return showLogin(c, options, check);
    }
    if (check.kind === 'wrong') return showLogin(c, options, { kind: otherwise });
    setSession(c, names, await auth.begin(getCookie(c, names.session)));
    return c.redirect('/desk', 303);
  }

  async function leave(c: DeskRequest, end: (id: string) => Promise<void>) {
    const id = getCookie(c, names.session) ?? '';
    const body = await c.req.parseBody();
    if (id !== '' && (await auth.isOpen(id))) {
      if (!isCsrfToken(id, body.csrf)) return c.redirect('/desk', 303);
      await end(id);
    }
    dropSession(c, names);
    return c.redirect('/desk/login', 303);
  }
}

function showLogin(c: DeskRequest, options: DeskOptions, why: Why): Response {
  const lang = c.get('lang');
  const strings = deskStrings[lang];
  const { login } = strings;
  const said = {
    none: '',
    needed: login.needed,
    wrong: login.wrong,
    'used-link': login.usedLink,
    wait: why.kind === 'wait' ? login.wait(why.seconds) : '',
  }[why.kind];
  const trouble = said === '' ? '' : html`<p class="said" role="alert">${said}</p>`;
  const body = html`<p class="lead">${login.lead}</p>${trouble}
<form method="post" action="/desk/login" class="form">${field({
    name: 'token',
    label: login.token,
    type: 'password',
    required: true,
    charsMax: 200,
    autocomplete: 'current-password',
  })}<button class="strong">${login.submit}</button></form>`;
  const context = { strings, lang, path: '/desk/login', query: new URLSearchParams(), site: options.site };
  const status = why.kind === 'wait' ? 429 : why.kind === 'wrong' || why.kind === 'used-link' ? 401 : 200;
  return c.html(layout({ ...context, csrf: null }, { title: login.title, body }), status);
}

import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { type DeskLanguage, deskLanguages, isDeskLanguage } from '../languages/desk-strings.ts';
import type { DeskEnv, DeskRequest } from './context.ts';

/** Nothing runs, nothing is loaded from elsewhere, nobody frames the desk, forms go nowhere else. */
const contentPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not no-referrer: with that, browsers send "Origin: null" with a form, and the origin could not be compared.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'x-robots-tag': 'noindex, nofollow',
};

/** The same headers on every response of the desk, errors too. */
export const withHeaders: MiddlewareHandler<DeskEnv> = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
};

const loopback = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;
const forwardedBy = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** Whose connection it is; `unknown` where the server does not say. */
export function remoteOf(c: DeskRequest): string {
  return c.env?.incoming?.socket?.remoteAddress ?? 'unknown';
}

/**
 * Whether the request was made on this machine, to this machine: a loopback connection that no proxy hands on, under a
 * loopback name (a foreign name that resolves to 127.0.0.1 is DNS rebinding).
 */
export function isLocal(c: DeskRequest): boolean {
  if (!loopback.test(remoteOf(c)) || forwardedBy.some((name) => c.req.header(name) !== undefined))
    return false;
  const host = URL.parse(`http://${c.req.header('host') ?? ''}`)?.hostname ?? '';
  return host === 'localhost' || host === '[::1]' || loopback.test(host);
}

/** Whether a remote desk is asked for by its own name; where the site has no address, any name will do. */
export function isOwnHost(c: DeskRequest, siteUrl: string | null): boolean {
  if (siteUrl === null) return true;
  return c.req.header('host')?.toLowerCase() === URL.parse(siteUrl)?.host;
}

/**
 * Whether a form came from a page of this desk. Both what the browser says of the request (Fetch Metadata) and the
 * origin must say so, and one of the two must be there.
 */
export function isSameOrigin(c: DeskRequest): boolean {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin !== undefined) {
    const host = c.req.header('host')?.toLowerCase();
    const parsed = URL.parse(origin);
    if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.host !== host) return false;
  }
  return site !== undefined || origin !== undefined;
}

export interface CookieNames {
  session: string;
  secure: boolean;
}

/** `__Host-` holds the cookie to this host and to TLS; plain HTTP on loopback cannot have it. */
export function cookieNames(siteUrl: string | null, remote: boolean): CookieNames {
  const secure = remote && siteUrl?.startsWith('https:') === true;
  return { session: secure ? '__Host-standfirst-desk' : 'standfirst-desk', secure };
}

export function setSession(c: DeskRequest, { session, secure }: CookieNames, id: string): void {
  setCookie(c, session, id, { path: '/', httpOnly: true, sameSite: 'Strict', secure });
}

export function dropSession(c: DeskRequest, { session, secure }: CookieNames): void {
  setCookie(c, session, '', { path: '/', httpOnly: true, sameSite: 'Strict', secure, maxAge: 0 });
}

const languageCookie = 'standfirst-desk-ui';

/** Language of the desk: asked for (and remembered), remembered, or the browser's. */
export const chooseLanguage: MiddlewareHandler<DeskEnv> = async (c, next) => {
  const asked = c.req.query('ui') ?? '';
  if (isDeskLanguage(asked)) {
    c.set('lang', asked);
    setCookie(c, languageCookie, asked, {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      maxAge: 365 * 86_400,
    });
  } else {
    const kept = getCookie(c, languageCookie) ?? '';
    c.set('lang', isDeskLanguage(kept) ? kept : acceptedLanguage(c.req.header('accept-language') ?? ''));
  }
  await next();
};

/** Of the languages that a browser accepts, the best liked one that the desk speaks. */
export function acceptedLanguage(header: string): DeskLanguage {
  const liked = header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().split(';');
      const weight = Number(/q=([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1);
      return { tag: (tag.split('-')[0] ?? '').toLowerCase(), weight };
    })
    .filter(({ tag, weight }) => isDeskLanguage(tag) && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return deskLanguages.find((tag) => tag === liked[0]?.tag) ?? 'en';
}

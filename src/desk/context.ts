import type { Context } from 'hono';
import type { Executor } from '../db/executor.ts';
import type { DeskLanguage, DeskStrings } from '../languages/desk-strings.ts';
import type { Markup } from '../views/html/parts.ts';
import type { DeskActions, DeskQueue, Done, Refused } from './actions.ts';
import type { DeskAuth } from './auth.ts';

/** What the desk needs to know of the site beside it. */
export interface DeskSite {
  name: string;
  /** Public origin, `https://news.example`; null where it is only known from requests on this machine. */
  url: string | null;
}

export interface DeskOptions {
  db: Executor;
  queue: DeskQueue;
  auth: DeskAuth;
  actions: DeskActions;
  site: DeskSite;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Answers others than this machine too: only behind TLS. */
  remote?: boolean;
  /** Told what a page could not show. Never reaches the browser. */
  onError?: (error: unknown, path: string) => void;
}

/** Who is at work, by the name that they gave themselves: the desk has one token for all. */
export interface Editor {
  /** Empty where none was given yet. */
  name(): Promise<string>;
  remember(name: string): Promise<void>;
}

/** What every page and form of the desk is given. */
export interface PageContext extends Required<Omit<DeskOptions, 'onError' | 'remote'>> {
  strings: DeskStrings;
  lang: DeskLanguage;
  /** Milliseconds since 1970, the same for the whole page. */
  at: number;
  /** Path of the request, `/desk/sources`. */
  path: string;
  query: URLSearchParams;
  params: Readonly<Record<string, string>>;
  /** For the hidden field of every form. */
  csrf: string;
  editor: Editor;
}

/** What a page shows. */
export interface Content {
  title: string;
  body: Markup;
  /** Pages above this one. */
  crumbs?: readonly { href: string; text: string }[];
  status?: 200 | 404 | 409;
}

/** Null: there is nothing at this address. */
export type PageResult = Content | null;

/** What is said after a form was carried out. */
export type SaidKey = keyof DeskStrings['said'];

export type FormResult =
  | { kind: 'said'; to: string; say: SaidKey }
  | { kind: 'page'; content: Content }
  | { kind: 'refused'; reason: string; hint?: string }
  | { kind: 'missing' };

/** The usual end of a form: back to a page with a word on what was done, or the reason why not. */
export function formResult(
  done: Done,
  to: string,
  say: SaidKey,
  strings: Pick<DeskStrings, 'refusals'>,
): FormResult {
  return done.kind === 'done' ? { kind: 'said', to, say } : refusedIn(done, strings);
}

/** A refusal in the desk's language, where it has words for it. */
export function refusedIn(
  { code, reason, hint }: Refused,
  { refusals }: Pick<DeskStrings, 'refusals'>,
): FormResult & { kind: 'refused' } {
  const own = Object.hasOwn(refusals, code) ? refusals[code] : undefined;
  if (own !== undefined) return { kind: 'refused', reason: own };
  return { kind: 'refused', reason, ...(hint !== undefined && { hint }) };
}

export interface DeskEnv {
  Bindings: { incoming?: { socket?: { remoteAddress?: string | undefined } } };
  Variables: { lang: DeskLanguage; session: string };
}

export type DeskRequest = Context<DeskEnv>;

/** A positive whole number out of a path or a query; null for anything else. */
export function idOf(text: string | undefined | null): number | null {
  return text !== undefined && text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

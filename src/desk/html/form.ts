import { html } from 'hono/html';
import type { Markup } from '../../views/html/parts.ts';
import type { PageContext } from '../context.ts';
import type { Part } from './parts.ts';

/** A form that changes something: it carries the token of its session. `to`: a path of the desk. */
export function form(
  context: Pick<PageContext, 'csrf'>,
  to: string,
  body: Part | readonly Part[],
  options: { upload?: boolean; className?: string } = {},
): Markup {
  const kind = options.upload ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
  return html`<form method="post" action="${to}" enctype="${kind}" class="${options.className ?? 'form'}"><input type="hidden" name="csrf" value="${context.csrf}">${body}</form>`;
}

/** One button that does one thing. */
export function button(
  context: Pick<PageContext, 'csrf'>,
  to: string,
  text: string,
  options: { hidden?: Readonly<Record<string, string>>; strong?: boolean; about?: string } = {},
): Markup {
  const hidden = Object.entries(options.hidden ?? {}).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const about = options.about === undefined ? '' : html`<span class="hidden"> ${options.about}</span>`;
  return form(
    context,
    to,
    html`${hidden}<button class="${options.strong ? 'strong' : 'light'}">${text}${about}</button>`,
    { className: 'one' },
  );
}

export interface Field {
  name: string;
  /** Of the element, where two fields of a page have one name. */
  id?: string;
  label: string;
  value?: string | null;
  type?: 'text' | 'url' | 'search' | 'password' | 'date' | 'number' | 'file';
  hint?: string;
  required?: boolean;
  charsMax?: number;
  accept?: string;
  autocomplete?: string;
}

export function field(one: Field): Markup {
  const id = `f-${one.id ?? one.name}`;
  const hint = one.hint === undefined ? '' : html`<span class="hint" id="${id}-hint">${one.hint}</span>`;
  const described = one.hint === undefined ? '' : html` aria-describedby="${id}-hint"`;
  const needed = one.required ? html` required` : '';
  const accept = one.accept === undefined ? '' : html` accept="${one.accept}"`;
  const type = one.type ?? 'text';
  const value = type === 'file' ? '' : html` value="${one.value ?? ''}" maxlength="${one.charsMax ?? 500}"`;
  const complete = html` autocomplete="${one.autocomplete ?? 'off'}"`;
  return html`<p class="field"><label for="${id}">${one.label}</label><input id="${id}" name="${one.name}" type="${type}"${value}${needed}${accept}${complete}${described}>${hint}</p>`;
}

export interface Choice {
  value: string;
  text: string;
}

export function choice(one: {
  name: string;
  label: string;
  value: string;
  options: readonly Choice[];
}): Markup {
  const id = `f-${one.name}`;
  const options = one.options.map(
    ({ value, text }) =>
      html`<option value="${value}"${value === one.value ? html` selected` : ''}>${text}</option>`,
  );
  return html`<p class="field"><label for="${id}">${one.label}</label><select id="${id}" name="${one.name}">${options}</select></p>`;
}

/** Fields that choose what a list shows; goes by address, so it needs no token. */
export function filter(context: PageContext, body: Part | readonly Part[]): Markup {
  return html`<form method="get" action="${context.path}" class="filter" role="search">${body}<button class="light">${context.strings.apply}</button></form>`;
}

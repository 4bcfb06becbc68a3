import type { DeskForm } from './form.ts';
import { deadForms } from './pages/dead.ts';
import { doctorForms } from './pages/doctor.ts';
import { entryForms } from './pages/entry.ts';
import { opmlForms } from './pages/opml.ts';
import { rightsForms } from './pages/rights.ts';
import { addSourceForms } from './pages/source-add.ts';
import { sourceForms } from './pages/source-forms.ts';
import { storyForms } from './pages/story-forms.ts';

/** Every form of the desk; to add one: a row in the file of its page. */
export const deskForms: readonly DeskForm[] = [
  ...addSourceForms,
  ...opmlForms,
  ...sourceForms,
  ...storyForms,
  ...entryForms,
  ...deadForms,
  ...rightsForms,
  ...doctorForms,
];

export type ReadForm = { kind: 'read'; fields: Record<string, unknown> } | { kind: 'bad'; fields: string[] };

/** The fields of a form as its schema has them; an upload as text. Names what is missing or not in its shape. */
export async function readForm(form: DeskForm, body: Record<string, unknown>): Promise<ReadForm> {
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body))
    given[name] = value instanceof File ? await value.text() : value;
  const read = form.fields.safeParse(given);
  if (read.success) return { kind: 'read', fields: read.data };
  return { kind: 'bad', fields: [...new Set(read.error.issues.map(({ path }) => String(path[0] ?? '')))] };
}

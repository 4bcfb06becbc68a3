import type { z } from 'zod';
import type { FormResult, PageContext } from './context.ts';

/** Something that an editor can have done: one address, the fields it takes, and what it does with them. */
export interface DeskForm {
  path: string;
  take(context: PageContext, fields: Record<string, unknown>): Promise<FormResult>;
  fields: z.ZodType<Record<string, unknown>>;
}

/** A form whose fields have the shape of their schema by the time it takes them. */
export function deskForm<T extends Record<string, unknown>>(form: {
  path: string;
  fields: z.ZodType<T>;
  take(context: PageContext, fields: T): Promise<FormResult>;
}): DeskForm {
  return form as unknown as DeskForm;
}

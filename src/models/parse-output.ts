import type { z } from 'zod';
import { ModelError } from './errors.ts';

/** Places at which the answer may begin: preamble with braces of its own is rare, and each costs one pass. */
const startsMax = 8;

/** What reasoning models print before the answer, and tokens of chat templates that slip through. */
const reasoningBlock =
  /<(think|thinking|reasoning|thought|analysis|scratchpad)>[\s\S]*?<\/\1>|◁think▷[\s\S]*?◁\/think▷|\[THINK\][\s\S]*?\[\/THINK\]/gi;
const finalChannel = /<\|channel\|>final<\|message\|>/g;

/** The text after any reasoning. Where reasoning was begun and not ended, all of it is reasoning. */
function withoutReasoning(text: string): string {
  const channels = [...text.matchAll(finalChannel)];
  const last = channels.at(-1);
  if (last) return text.slice(last.index + last[0].length);
  const stripped = text.replace(reasoningBlock, ' ');
  const closing = /<\/(?:think|thinking|reasoning|thought|analysis|scratchpad)>/gi;
  // Templates that put the opening tag into the prompt leave only the closing one in the answer.
  const ends = [...stripped.matchAll(closing)].at(-1);
  const rest = ends ? stripped.slice(ends.index + ends[0].length) : stripped;
  const opening = rest.search(
    /<(?:think|thinking|reasoning|thought|analysis|scratchpad)>|◁think▷|\[THINK\]/i,
  );
  return opening < 0 ? rest : rest.slice(0, opening);
}

/** The end of the object that begins at `start`; -1 where its braces do not balance. One pass. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const unit = text[at];
    if (inString) {
      if (unit === '\\') at += 1;
      else if (unit === '"') inString = false;
    } else if (unit === '"') inString = true;
    else if (unit === '{') depth += 1;
    else if (unit === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Every whole JSON object that stands in the text, in order, at most `startsMax`. Nothing is mended. */
export function objectsIn(text: string): unknown[] {
  const found: unknown[] = [];
  let from = 0;
  for (let tries = 0; tries < startsMax; tries += 1) {
    const start = text.indexOf('{', from);
    if (start < 0) break;
    const end = endOfObject(text, start);
    // An object that was begun and not ended is half an answer: the objects inside it are no answers of their own.
    if (end < 0 && /^\{\s*["}]/.test(text.slice(start, start + 200))) break;
    const value = end < 0 ? undefined : parsed(text.slice(start, end));
    if (value !== undefined) found.push(value);
    from = value === undefined ? start + 1 : end;
  }
  return found;
}

const refusals = [
  /\bI(?:'|’)?m sorry\b|\bI apologi[sz]e\b|\bI (?:can(?:not|'t|’t)|am unable to|am not able to|won(?:'t|’t)|must decline)\b/i,
  /\bas an AI\b|\bagainst (?:my|the) (?:guidelines|policy|policies)\b/i,
  /죄송(?:하지만|합니다)|도와\s?드릴 수 없|할 수 없습니다|제공할 수 없|응할 수 없/,
];

/** True where a text that is no JSON reads like a refusal. */
export function looksRefused(text: string): boolean {
  const head = text.slice(0, 400);
  return refusals.some((pattern) => pattern.test(head));
}

/**
 * The typed value in a model's raw text. Reasoning, fences and words before or after are taken off; the object itself
 * must be whole, valid JSON that fits the schema, and there must be just one such: nothing is guessed or mended.
 * Throws `empty`, `refused`, `garbage` or `wrong-schema`.
 */
export function parseOutput<T>(raw: string, schema: z.ZodType<T>): T {
  if (raw.trim() === '') throw new ModelError('empty', 'The model answered with nothing.');
  const text = withoutReasoning(raw);
  const objects = objectsIn(text);
  if (objects.length === 0) {
    if (looksRefused(text))
      throw new ModelError('refused', 'The model refused to answer.', { detail: excerpt(text) });
    throw new ModelError('garbage', 'The model did not answer in JSON.', { detail: excerpt(text) });
  }
  const results = objects.map((value) => schema.safeParse(value));
  const fitting = results.flatMap((result) => (result.success ? [result.data] : []));
  const distinct = new Set(fitting.map((value) => JSON.stringify(value)));
  if (distinct.size > 1) throw new ModelError('garbage', 'The model gave several different answers in one.');
  if (fitting.length > 0) return fitting[0] as T;
  const issue = results.at(-1)?.error?.issues[0];
  const where = issue ? `${issue.path.join('.') || 'the top'}: ${issue.message}` : 'unknown';
  throw new ModelError('wrong-schema', "The model's JSON does not have the asked shape.", {
    detail: where.slice(0, 200),
  });
}

function excerpt(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 120);
}

import { z } from 'zod';
import type { JsonSchema } from './types.ts';

/** Bounds that some providers refuse in a schema. We hold to them ourselves when the answer comes. */
const bounds = new Set([
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'pattern',
  'format',
]);
const dropped = new Set(['$schema', 'default']);

function mapSchema(node: unknown, keep: (key: string) => boolean, rename: (key: string) => string): unknown {
  if (Array.isArray(node)) return node.map((item) => mapSchema(item, keep, rename));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).filter(([key]) => keep(key));
  return Object.fromEntries(
    entries.map(([key, value]) => [
      rename(key),
      // The names under `properties` are ours, not keywords.
      key === 'properties' && typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value).map(([name, inner]) => [name, mapSchema(inner, keep, rename)]),
          )
        : mapSchema(value, keep, rename),
    ]),
  );
}

/** The JSON Schema of a zod schema, bounds included. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return mapSchema(
    z.toJSONSchema(schema),
    (key) => !dropped.has(key),
    (key) => key,
  ) as JsonSchema;
}

/** As remote providers take it: no bounds. */
export function withoutBounds(schema: JsonSchema): JsonSchema {
  return mapSchema(
    schema,
    (key) => !bounds.has(key),
    (key) => key,
  ) as JsonSchema;
}

/** As the grammar of a local model takes it: bounds end what a weak model would not, unions are `oneOf`. */
export function forGrammar(schema: JsonSchema): JsonSchema {
  const keep = (key: string) => key !== 'pattern' && key !== 'format';
  return mapSchema(schema, keep, (key) => (key === 'anyOf' ? 'oneOf' : key)) as JsonSchema;
}

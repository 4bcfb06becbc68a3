import { ModelError } from '../errors.ts';

/**
 * Numbers that a model gave, scaled to length 1. Throws `broken-answer` where they are not numbers, not so many as
 * `dimensions` (null: any), or have no direction.
 */
export function unitVector(values: unknown, dimensions: number | null): Float32Array {
  if (!Array.isArray(values) && !(values instanceof Float32Array)) throw broken('holds no vector');
  if (values.length === 0 || (dimensions !== null && values.length !== dimensions))
    throw broken(`has a vector of ${values.length} numbers and not of ${dimensions ?? 'some'}`);
  let squares = 0;
  for (const value of values) {
    if (typeof value !== 'number' || !Number.isFinite(value))
      throw broken('has a vector that holds no numbers');
    squares += value * value;
  }
  if (squares === 0) throw broken('has a vector of zeros');
  const length = Math.sqrt(squares);
  return Float32Array.from(values as ArrayLike<number>, (value) => value / length);
}

function broken(what: string): ModelError {
  return new ModelError('broken-answer', `The answer of the embedding model ${what}.`, {
    hint: 'Check embedder.model and embedder.baseUrl.',
  });
}

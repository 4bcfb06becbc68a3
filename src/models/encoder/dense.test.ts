import { describe, expect, it } from 'vitest';
import { DenseSpace, inputMax } from './dense.ts';

/** The same numbers whenever it is run. */
function numbers(seed: number) {
  let state = seed;
  return (low: number, high: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return low + ((state >>> 8) % (high - low + 1));
  };
}

describe('products of matrices', () => {
  it.each([
    [1, 8, 8],
    [2, 512, 256],
    [5, 1280, 256],
    [9, 320, 320],
  ])('are those of plain loops: %i rows, %i inputs, %i outputs', (rows, inputs, outputs) => {
    const next = numbers(rows);
    const space = new DenseSpace(
      inputs * outputs * 2 + (rows + 4) * (inputs * 2 + outputs * 4) + 4 * outputs,
    );
    const integers = Int8Array.from({ length: inputs * outputs }, () => next(-127, 127));
    const matrix = space.matrix(integers, { inputs, outputs, step: 0.5 });
    const biases = Float32Array.from({ length: outputs }, () => next(-1000, 1000));
    const bias = space.vector(biases);
    const most = inputMax(inputs);
    const input = space.integers(rows + 3, inputs);
    input.values.forEach((_, at) => {
      input.values[at] = next(-most, most);
    });
    const output = space.floats(rows + 3, outputs);
    space.multiply({ input, rows, matrix, bias, output, unit: 0.25, floor: 0 });
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < outputs; column += 1) {
        let sum = 0;
        for (let at = 0; at < inputs; at += 1)
          sum += (input.values[row * inputs + at] ?? 0) * (integers[at * outputs + column] ?? 0);
        const expected = Math.max(0, Math.fround(Math.fround(sum) * 0.125) + (biases[column] ?? 0));
        expect(output.values[row * outputs + column]).toBe(Math.fround(expected));
      }
  });

  it('do not overflow at the largest inputs and weights', () => {
    const inputs = 1280;
    const space = new DenseSpace(1 << 17);
    const matrix = space.matrix(new Int8Array(inputs * 8).fill(127), { inputs, outputs: 8, step: 1 });
    const input = space.integers(1, inputs);
    input.values.fill(inputMax(inputs));
    const output = space.floats(1, 8);
    const bias = space.vector(new Float32Array(8));
    space.multiply({ input, rows: 1, matrix, bias, output, unit: 1, floor: -Infinity });
    expect(output.values[0]).toBe(Math.fround(127 * inputMax(inputs) * inputs));
  });
});

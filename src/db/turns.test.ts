import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

/** Takes a turn for each name (in capitals: urgent) and gives the order in which they had it. */
async function orderOf(names: readonly string[]): Promise<string> {
  const turns = new Turns(1);
  const end = await turns.take(false, 1000);
  const order: string[] = [];
  const all = names.map(async (name) => {
    const done = await turns.take(name === name.toUpperCase(), 1000);
    order.push(name);
    done?.();
  });
  end?.();
  await Promise.all(all);
  return order.join('');
}

describe('turns', () => {
  it('are had in the order of asking', async () => expect(await orderOf([...'abc'])).toBe('abc'));

  it('are had first by the urgent', async () => expect(await orderOf([...'aBcD'])).toBe('BDac'));

  it('are had by others in between, however many are urgent', async () =>
    expect(await orderOf([...'ab', ...'ABCDEFGHIJKLMNOPQR'])).toBe('ABCDEFGHaIJKLMNOPbQR'));

  it('end once, and are given to nobody who gave up', async () => {
    const turns = new Turns(1);
    const end = await turns.take(false, 1000);
    expect(await turns.take(true, 1)).toBe(null);
    end?.();
    end?.();
    expect(await turns.take(false, 1)).toBeTypeOf('function');
    expect(await turns.take(false, 1)).toBe(null);
  });
});

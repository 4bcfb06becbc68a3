import { describe, expect, it } from 'vitest';
import { parseLenientJson, property } from './lenient-json.ts';

/** Prototype-free objects compare as plain ones. */
const read = (text: string) => JSON.parse(JSON.stringify(parseLenientJson(text) ?? null)) as unknown;

describe('parseLenientJson', () => {
  it.each([
    ['trailing commas', '{"a":[1,2,],"b":"x",}', { a: [1, 2], b: 'x' }],
    ['raw line ends and tabs in strings', '{"a":"x\n\ty"}', { a: 'x\n\ty' }],
    ['quotes that nobody escaped', '{"a":"He said "no" twice","b":1}', { a: 'He said "no" twice', b: 1 }],
    ['a missing comma between properties', '{"a":"x"\n"b":2}', { a: 'x', b: 2 }],
    ['comments', '/* x */{"a":1, // y\n"b":2}', { a: 1, b: 2 }],
    ['CDATA behind a comment mark', '//<![CDATA[\n{"a":1}\n//]]>', { a: 1 }],
    ['an HTML comment around it', '<!-- {"a":1} -->', { a: 1 }],
    ['a last semicolon', '{"a":1};', { a: 1 }],
    ['single quotes and bare keys', "{a:'x', b: true}", { a: 'x', b: true }],
    ['an end that was cut off', '{"a":{"b":["x","y', { a: { b: ['x', 'y'] } }],
    ['two objects in a row', '{"a":1,}\n{"b":2}', [{ a: 1 }, { b: 2 }]],
    ['bad escapes', '{"a":"\\q\\u00e9\\uZZ"}', { a: 'qéuZZ' }],
  ])('takes %s', (_name, text, expected) => expect(read(text)).toEqual(expected));

  it('gives undefined for nothing, for text and for what is too long', () => {
    expect(parseLenientJson('  ')).toBeUndefined();
    expect(parseLenientJson('<p>')).toBeUndefined();
    expect(parseLenientJson('[1]', { charsMax: 2, depthMax: 9, valuesMax: 9 })).toBeUndefined();
  });

  it('cannot be made to pollute a prototype', () => {
    const value = parseLenientJson('{"__proto__":{"polluted":1},"constructor":{"x":1},}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(property(parseLenientJson('{}'), 'constructor')).toBeUndefined();
    expect(property(value, '__proto__')).toEqual({ polluted: 1 });
  });

  it('ends on deep, broken and random input', () => {
    expect(parseLenientJson(`${'['.repeat(200_000)},`)).toBeDefined();
    expect(parseLenientJson(`${'{"a":'.repeat(100_000)}`)).toBeDefined();
    const alphabet = '{}[]",:\\ \n\'ab1/*-';
    let seed = 11;
    for (let round = 0; round < 3_000; round++) {
      let text = '{';
      for (let at = 0; at < round % 40; at++) {
        seed = (seed * 48271) % 2147483647;
        text += alphabet[seed % alphabet.length];
      }
      expect(() => parseLenientJson(text)).not.toThrow();
    }
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { briefJsonSchema } from '../scripts/schema.ts';
import { renderBrief } from '../src/views/render.ts';

const root = resolve(import.meta.dirname, '..');
const published = readFileSync(resolve(root, 'schema', 'brief.schema.json'), 'utf8');
const fixtures = resolve(import.meta.dirname, 'fixtures', 'briefs');
const names = readdirSync(fixtures).filter((name) => name.endsWith('.json'));

describe('the public schema of a brief', () => {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(JSON.parse(published));

  it('is the one that the types make (node scripts/schema.ts)', () => {
    expect(published).toBe(briefJsonSchema());
  });

  it.each(names)('holds for what --format json prints of %s', async (name) => {
    const brief = JSON.parse(readFileSync(resolve(fixtures, name), 'utf8'));
    const printed = JSON.parse(await renderBrief(brief, 'json'));
    expect(validate(printed), JSON.stringify(validate.errors)).toBe(true);
    expect(printed).toEqual(brief);
  });

  it('accepts fields that later versions add', () => {
    const brief = JSON.parse(readFileSync(resolve(fixtures, names[0] ?? ''), 'utf8'));
    expect(validate({ ...brief, addedLater: true })).toBe(true);
  });

  it('refuses a brief without label, sources or claims', () => {
    const brief = JSON.parse(readFileSync(resolve(fixtures, names[0] ?? ''), 'utf8'));
    for (const field of ['label', 'sources', 'claims', 'passages']) {
      const { [field]: _, ...rest } = brief;
      expect(validate(rest), field).toBe(false);
    }
  });
});

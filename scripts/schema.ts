/**
 * Writes `schema/brief.schema.json` from the types in `src/domain/brief.ts`: `node scripts/schema.ts`.
 * With `--check` nothing is written; exit status 1 says that the file is out of date.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { brief, briefSchemaId } from '../src/domain/brief.ts';

const file = resolve(import.meta.dirname, '..', 'schema', 'brief.schema.json');

/** Open to further fields: the contract is additions only, so a reader of today accepts a brief of tomorrow. */
export function briefJsonSchema(): string {
  const made = z.toJSONSchema(brief, { target: 'draft-2020-12', io: 'input' });
  const { $schema, ...rest } = made;
  const schema = {
    $schema,
    $id: `urn:${briefSchemaId.replace(/[./]/g, ':')}`,
    title: 'Standfirst brief',
    description:
      'A labelled brief with its originals, claims, evidence and checks. Offsets are UTF-16 code units; times ISO 8601; ' +
      'languages BCP 47. Fields are only ever added.',
    ...rest,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function current(): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function main(): void {
  const wanted = briefJsonSchema();
  if (process.argv.includes('--check')) {
    if (current() === wanted) return;
    console.error('schema/brief.schema.json is out of date. Run: node scripts/schema.ts');
    process.exitCode = 1;
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, wanted);
}

if (import.meta.main) main();

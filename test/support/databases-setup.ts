import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { stopPostgresql } from './postgresql.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of this run for `databases.ts`: templates, the server, the databases of the test files. */
    databasesFolder: string;
  }
}

/** Once per run. Nothing is started before a test file asks for it. */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-databases-'));
  project.provide('databasesFolder', folder);
  return () => {
    stopPostgresql(join(folder, 'server'));
    rmSync(folder, { recursive: true, force: true });
  };
}

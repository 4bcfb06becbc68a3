import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const launcher = join(root, 'bin', 'standfirst.js');
const scratch = mkdtempSync(join(tmpdir(), 'standfirst-launcher-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Makes the Node that runs the launcher look old, in that process alone. */
const pretendOld = join(scratch, 'pretend-old.cjs');
writeFileSync(
  pretendOld,
  `if (process.argv[1]?.endsWith('standfirst.js')) Object.defineProperty(process.versions, 'node', { value: '20.20.2' });`,
);
const pinned = join(root, 'node_modules', `node-${process.platform}-${process.arch}`);

const run = (file: string, args: string[], nodeArgs: string[] = []) =>
  spawnSync(process.execPath, [...nodeArgs, file, ...args], { encoding: 'utf8', cwd: scratch });

describe('the launcher', () => {
  it('starts the program on a Node that is new enough', () => {
    const { status, stdout } = run(launcher, ['--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+/);
    expect(status).toBe(0);
  });

  it.skipIf(!existsSync(pinned))('goes on with the pinned Node where the one that runs it is too old', () => {
    const { status, stdout } = run(launcher, ['--version'], ['--require', pretendOld]);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+/);
    expect(status).toBe(0);
  });

  it('passes the exit status of the program on', () => {
    expect(run(launcher, ['no-such-command']).status).toBe(2);
    if (existsSync(pinned))
      expect(run(launcher, ['no-such-command'], ['--require', pretendOld]).status).toBe(2);
  });

  it('says what to do where there is no Node that is new enough', () => {
    const bare = join(scratch, 'bare', 'bin');
    mkdirSync(bare, { recursive: true });
    cpSync(launcher, join(bare, 'standfirst.js'));
    writeFileSync(join(scratch, 'bare', 'package.json'), '{"type":"module"}');
    const { status, stderr } = run(join(bare, 'standfirst.js'), [], ['--require', pretendOld]);
    expect(status).toBe(2);
    expect(stderr).toContain('npm ci');
    expect(stderr).toContain('20.20.2');
  });
});

import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSecrets, renewDeskToken } from '../../src/config/secrets.ts';

describe('the secrets of a data directory', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'standfirst-secrets-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  const file = () => join(dataDir, 'secrets.json');

  it('are made once, 256 bits, for their owner alone', async () => {
    const first = await openSecrets(join(dataDir, 'new'));
    const again = await openSecrets(join(dataDir, 'new'));
    expect(Buffer.from(first.deskToken.reveal(), 'base64url')).toHaveLength(32);
    expect(again.deskToken.reveal()).toBe(first.deskToken.reveal());
    expect(statSync(join(dataDir, 'new', 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(dataDir, 'new'))).toEqual(['secrets.json']);
  });

  it('show themselves in no log', async () => {
    const secrets = await openSecrets(dataDir);
    const token = secrets.deskToken.reveal();
    for (const shown of [JSON.stringify(secrets), inspect(secrets, { depth: 9 }), `${secrets.deskToken}`])
      expect(shown).not.toContain(token);
  });

  it('are the same for all who start at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => openSecrets(dataDir)));
    expect(new Set(all.map(({ deskToken }) => deskToken.reveal())).size).toBe(1);
    expect(readdirSync(dataDir)).toEqual(['secrets.json']);
  });

  it('are closed to others again where a copy had opened them', async () => {
    await openSecrets(dataDir);
    chmodSync(file(), 0o644);
    await openSecrets(dataDir);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('can be made anew', async () => {
    const first = await openSecrets(dataDir);
    const renewed = await renewDeskToken(dataDir);
    expect(renewed.deskToken.reveal()).not.toBe(first.deskToken.reveal());
    expect((await openSecrets(dataDir)).deskToken.reveal()).toBe(renewed.deskToken.reveal());
  });

  it.each(['', '{', '{"deskToken":"short"}', '[]'])(
    'say that %j is damaged, and quote nothing of it',
    async (text) => {
      writeFileSync(file(), text);
      const error = await openSecrets(dataDir).catch((problem: unknown) => problem);
      expect(error).toMatchObject({ code: 'bad-secrets' });
      expect((error as Error).cause).toBeUndefined();
      expect(readFileSync(file(), 'utf8')).toBe(text);
    },
  );
});

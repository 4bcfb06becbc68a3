import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StandfirstError } from '../domain/errors.ts';
import { Secret } from '../kit/secret.ts';

/** What the desk made for itself and nobody else may read. Never logged: `Secret` shows itself nowhere. */
export interface DeskSecrets {
  /** Opens the desk and its JSON API. 256 bits, base64url. */
  deskToken: Secret;
}

const fileName = 'secrets.json';
const tokenBytes = 32;
const stored = z.object({ deskToken: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

/**
 * The secrets file of a data directory, `secrets.json`, readable by its owner alone; made where there is none. Two
 * processes that start at once agree on one. Throws `bad-secrets` where it cannot be read or made.
 */
export async function openSecrets(dataDir: string): Promise<DeskSecrets> {
  const path = join(dataDir, fileName);
  await mkdir(dataDir, { recursive: true }).catch((cause) => fail(path, 'cannot be made', cause));
  const known = await readSecrets(path);
  if (known) return known;
  const draft = await writeDraft(path);
  try {
    // Unlike a rename, a link never takes the place of a file that another process has just made.
    await link(draft, path);
  } catch (cause) {
    if (codeOf(cause) !== 'EEXIST') fail(path, 'cannot be made', cause);
  } finally {
    await unlink(draft).catch(() => undefined);
  }
  return (await readSecrets(path)) ?? fail(path, 'went away while it was made');
}

/** Puts a new token in the place of the old one. Sessions that the old one began are not ended by this. */
export async function renewDeskToken(dataDir: string): Promise<DeskSecrets> {
  const path = join(dataDir, fileName);
  await mkdir(dataDir, { recursive: true });
  const draft = await writeDraft(path);
  await rename(draft, path).catch((cause) => fail(path, 'cannot be written', cause));
  return (await readSecrets(path)) ?? fail(path, 'went away while it was made');
}

async function writeDraft(path: string): Promise<string> {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const text = JSON.stringify({ deskToken: randomBytes(tokenBytes).toString('base64url') });
  await writeFile(draft, `${text}\n`, { mode: 0o600, flag: 'wx' }).catch((cause) =>
    fail(path, 'cannot be made', cause),
  );
  return draft;
}

async function readSecrets(path: string): Promise<DeskSecrets | null> {
  let text: string;
  try {
    // A backup may have been put back with other rights.
    await chmod(path, 0o600);
    text = await readFile(path, 'utf8');
  } catch (cause) {
    return codeOf(cause) === 'ENOENT' ? null : fail(path, 'cannot be read', cause);
  }
  try {
    return { deskToken: new Secret(stored.parse(JSON.parse(text)).deskToken) };
  } catch {
    // The cause is left out: it may quote the file.
    return fail(path, 'is damaged');
  }
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}

function fail(path: string, what: string, cause?: unknown): never {
  throw new StandfirstError('bad-secrets', `The secrets file ${path} ${what}.`, {
    ...(cause !== undefined && { cause }),
    hint: 'See to it that its folder can be written, or remove the file: a new token is made, and all must log in again.',
  });
}

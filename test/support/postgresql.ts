import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Debian keeps the programs of each major version here; elsewhere name the folder with STANDFIRST_POSTGRESQL. */
const debianFolder = '/usr/lib/postgresql';
/** The desk needs 15 or newer. */
const versionMin = 15;

function findPrograms(): string | null {
  const named = process.env.STANDFIRST_POSTGRESQL;
  if (named !== undefined) return existsSync(join(named, 'initdb')) ? named : null;
  if (!existsSync(debianFolder)) return null;
  const versions = readdirSync(debianFolder)
    .map(Number)
    .filter(
      (version) => version >= versionMin && existsSync(join(debianFolder, String(version), 'bin/initdb')),
    );
  return versions.length === 0 ? null : join(debianFolder, String(Math.max(...versions)), 'bin');
}

const programs = findPrograms();

/** Why suites on a server are skipped here; null where they run. */
export const noPostgresql = findReason();

function findReason(): string | null {
  if (programs === null) return `no PostgreSQL ${versionMin} or newer in ${debianFolder}`;
  if (process.getuid?.() === 0 && userId() === null)
    return 'PostgreSQL refuses root, and there is no user postgres';
  return null;
}

function userId(): { uid: number; gid: number } | null {
  const line = readFileSync('/etc/passwd', 'utf8').match(/^postgres:[^:]*:(\d+):(\d+):/m);
  return line ? { uid: Number(line[1]), gid: Number(line[2]) } : null;
}

/** As root, as the user postgres; else as we are. */
function run(program: string, args: string[]): void {
  const owner = process.getuid?.() === 0 ? userId() : null;
  execFileSync(join(programs ?? '', program), args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    ...(owner ?? {}),
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Starts a server of our own with its files in `folder`; gives the address of its database `postgres`. `durable` writes
 * to the disk as a real server does; tests need not wait for that.
 */
export async function startPostgresql(folder: string, kept: 'quick' | 'durable' = 'quick'): Promise<string> {
  const owner = process.getuid?.() === 0 ? userId() : null;
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const files = join(folder, 'files');
  run('initdb', [
    '-D',
    files,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ]);
  const port = await freePort();
  writeFileSync(
    join(files, 'postgresql.auto.conf'),
    [
      `port = ${port}`,
      "listen_addresses = '127.0.0.1'",
      `unix_socket_directories = ''`,
      `fsync = ${kept === 'durable' ? 'on' : 'off'}`,
      'max_connections = 200',
      'shared_buffers = 32MB',
    ].join('\n'),
  );
  run('pg_ctl', ['-D', files, '-w', '-t', '60', '-l', join(folder, 'log'), 'start']);
  return `postgres://postgres@127.0.0.1:${port}/postgres`;
}

/** The process that all others of the server were started by. */
export function serverPid(folder: string): number {
  return Number(readFileSync(join(folder, 'files', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

export function stopPostgresql(folder: string): void {
  if (existsSync(join(folder, 'files', 'postmaster.pid'))) {
    run('pg_ctl', ['-D', join(folder, 'files'), '-m', 'immediate', 'stop']);
  }
}

import { PassThrough, Readable } from 'node:stream';
import { openServices, version } from '../../src/app.ts';
import { lazyDoors } from '../../src/app-doors.ts';
import { runCli } from '../../src/cli/run.ts';
import { loadConfig } from '../../src/config/load.ts';

export interface CliResult {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs one command line in this process, with the real services. `env` stands in for the environment. */
export async function cli(
  argv: string[],
  { stdin = '', env = {} }: { stdin?: string | Buffer; env?: Record<string, string> } = {},
): Promise<CliResult> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const collect = async (stream: PassThrough) =>
    Buffer.concat(await Array.fromAsync(stream)).toString('utf8');
  const outputs = Promise.all([collect(stdout), collect(stderr)]);
  const io = { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr, interactive: false };
  const status = await runCli(argv, io, {
    version,
    loadConfig: () => loadConfig(env),
    openServices,
    deskDoors: lazyDoors,
  });
  stdout.end();
  stderr.end();
  const [out, err] = await outputs;
  return { status, stdout: out, stderr: err };
}

/** The objects of a JSON Lines answer. */
export function lines(stdout: string): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

import type { LoadedConfig } from '../config/load.ts';
import { StandfirstError } from '../domain/errors.ts';
import { commands } from './commands.ts';
import type { DeskDoors, Io, Services } from './types.ts';
import { exitDone, exitFailed, exitUsage } from './usage.ts';

/** What the composition root hands to the command line. */
export interface CliParts {
  version: string;
  loadConfig(): LoadedConfig;
  openServices(config: LoadedConfig): Promise<Services>;
  deskDoors(config: LoadedConfig): DeskDoors;
}

function overview(version: string): string {
  const list = commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join('\n');
  return `standfirst ${version}: short news briefs in which every sentence shows its source.

standfirst COMMAND [...]

${list}

"standfirst COMMAND --help" tells more. Settings: "standfirst config".
Exit status: 0 done, 1 failed, 2 wrong usage.

Example:
  standfirst brief demo/shaped-like-the-reference.html
`;
}

function reportError(error: unknown, io: Io): number {
  if (error instanceof StandfirstError) {
    io.stderr.write(`standfirst: ${error.message}\n${error.hint ? `${error.hint}\n` : ''}`);
    return error.code === 'usage' || error.code === 'bad-config' ? exitUsage : exitFailed;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(`standfirst: this is a fault of the program; please report it.\n${detail}\n`);
  return exitFailed;
}

/** Runs one command line. Resolves to the exit status; never throws. */
export async function runCli(argv: readonly string[], io: Io, parts: CliParts): Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const topic = commands.find((command) => command.name === args[0]);
    io.stdout.write(topic?.help ?? overview(parts.version));
    return name === undefined ? exitUsage : exitDone;
  }
  if (name === '--version' || name === '-v') {
    io.stdout.write(`${parts.version}\n`);
    return exitDone;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    io.stderr.write(`standfirst: there is no command "${name}".\nRun "standfirst --help" for the list.\n`);
    return exitUsage;
  }
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout.write(command.help);
    return exitDone;
  }
  let opened: Promise<Services> | undefined;
  try {
    const config = parts.loadConfig();
    const services = () => {
      opened ??= parts.openServices(config);
      return opened;
    };
    return await command.run({ args, io, config, services, doors: parts.deskDoors(config) });
  } catch (error) {
    return reportError(error, io);
  } finally {
    await opened?.then((services) => services.close()).catch(() => undefined);
  }
}

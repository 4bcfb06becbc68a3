import { openServices, version } from './app.ts';
import { lazyDoors } from './app-doors.ts';
import { runCli } from './cli/run.ts';
import { loadConfig } from './config/load.ts';

// A reader that goes away (`| head`) is no fault: stop quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const { stdin, stdout, stderr } = process;
const io = { stdin, stdout, stderr, interactive: stderr.isTTY === true };
process.exitCode = await runCli(process.argv.slice(2), io, {
  ...{ version, loadConfig, openServices },
  deskDoors: lazyDoors,
});

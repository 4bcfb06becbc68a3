#!/usr/bin/env node
// The launcher: plain JavaScript that any Node since 14 can read. It starts the program on a Node that is new enough:
// the one that runs this file, else the one that the package brings along, else it says what to do.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const oldestNode = [22, 18];
const exitUsage = 2;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** In a checkout the sources run as they are; in the published package there is a build of them. */
function entryFile() {
  const source = join(root, 'src', 'main.ts');
  return existsSync(source) ? source : join(root, 'dist', 'main.js');
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

/** The pinned Node, as its platform package brings it; null where there is none for this machine. */
function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    const file = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}

function goOnWith(node) {
  const child = spawn(node, [entryFile(), ...process.argv.slice(2)], { stdio: 'inherit' });
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  child.on('error', (error) => {
    process.stderr.write(`standfirst: could not start ${node}: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code === null ? 1 : code);
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeListener(name, forward);
    process.kill(process.pid, signal);
  });
}

function sayWhatToDo() {
  process.stderr.write(
    `standfirst needs Node ${oldestNode.join('.')} or newer; this is Node ${process.versions.node}, ` +
      `and no pinned Node was found for ${process.platform} on ${process.arch}.\n` +
      'In a checkout, run "npm ci" (it brings a Node of its own on Linux, Windows on x64 and macOS on Intel).\n' +
      'Elsewhere, install Node 24 from https://nodejs.org and run the same command again.\n',
  );
  process.exitCode = exitUsage;
}

if (isNewEnough(process.versions.node)) {
  // The program reads its arguments from process.argv, which stays as it is.
  await import(pathToFileURL(entryFile()).href);
} else {
  const node = pinnedNode();
  if (node) goOnWith(node);
  else sayWhatToDo();
}

import { accuracyCommand } from './accuracy.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { briefCommand } from './brief.ts';
import { clusterCommand } from './cluster.ts';
import { configCommand } from './config.ts';
import { demoCommand } from './demo.ts';
import { embedCommand } from './embed.ts';
import { exportCommand } from './export.ts';
import { extractCommand } from './extract.ts';
import { feedCommand } from './feed.ts';
import { modelsCommand } from './models.ts';
import { relatedCommand } from './related.ts';
import { segmentCommand } from './segment.ts';
import { addCommand, doctorCommand, importCommand, replayCommand, sourcesCommand } from './sources.ts';
import { schedulerCommand, startCommand, webCommand, workerCommand } from './start.ts';
import type { Command } from './types.ts';
import { verifyCommand } from './verify.ts';

/** Every command, in the order of `--help`. */
export const commands: readonly Command[] = [
  startCommand,
  addCommand,
  importCommand,
  sourcesCommand,
  replayCommand,
  doctorCommand,
  backupCommand,
  restoreCommand,
  webCommand,
  workerCommand,
  schedulerCommand,
  briefCommand,
  demoCommand,
  extractCommand,
  feedCommand,
  verifyCommand,
  accuracyCommand,
  segmentCommand,
  embedCommand,
  exportCommand,
  clusterCommand,
  relatedCommand,
  modelsCommand,
  configCommand,
];

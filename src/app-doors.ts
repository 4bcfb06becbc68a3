import type { DeskDoors } from './cli/types.ts';
import type { LoadedConfig } from './config/load.ts';

/** The desk's doors, whose parts (database, queue, site) are loaded when a command first asks for one. */
export function lazyDoors(config: LoadedConfig): DeskDoors {
  let loaded: Promise<DeskDoors> | undefined;
  const doors = () => {
    loaded ??= import('./app-commands.ts').then(({ deskDoors }) => deskDoors(config));
    return loaded;
  };
  return {
    start: async (options) => (await doors()).start(options),
    ask: async (action, input) => (await doors()).ask(action, input),
    backup: async (file) => (await doors()).backup(file),
    restore: async (file, options) => (await doors()).restore(file, options),
  };
}

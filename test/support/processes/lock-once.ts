import { lockDirectory } from '../../../src/db/lock.ts';

/** Takes the lock of the directory named by the first argument when told to start, and says how that went. */
const [dataDir = ''] = process.argv.slice(2);
process.on('message', () => {
  lockDirectory(dataDir).then(
    () => process.send?.({ got: true }),
    (error) => process.send?.({ got: false, code: error.code, message: error.message }),
  );
});
process.send?.('ready');

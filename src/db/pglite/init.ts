import { PGlite } from '@electric-sql/pglite';
import { embeddedSettings } from './settings.ts';

/*
 * Makes the files of a new embedded database in the folder named by the first argument, in a process of its own: the
 * one that runs initdb keeps hundreds of megabytes, and a desk runs for months.
 */
const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: init FOLDER');
const database = await PGlite.create({ ...embeddedSettings, dataDir: folder });
await database.close();

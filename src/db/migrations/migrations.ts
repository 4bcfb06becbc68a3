import { desk } from './0001-desk.ts';
import { slots } from './0002-slots.ts';
import { reader } from './0003-reader.ts';
import { deskReading } from './0004-desk-reading.ts';
import { publishers } from './0005-publishers.ts';
import { vectors } from './0006-vectors.ts';
import { editing } from './0007-editing.ts';
import { firstReports } from './0008-first-reports.ts';
import { voices } from './0009-voices.ts';

/** One step of the schema. SQL of the PostgreSQL 15 subset; all statements of one run in one transaction. */
export interface Migration {
  /** `0001-desk`: its number, then what it is about. */
  name: string;
  statements: readonly string[];
}

/** In order. Append only: a landed migration is never edited, because there are databases it has run on. */
export const migrations: readonly Migration[] = [
  desk,
  slots,
  reader,
  deskReading,
  publishers,
  vectors,
  editing,
  firstReports,
  voices,
];

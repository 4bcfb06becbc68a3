import pg from 'pg';
import { invariant } from '../domain/errors.ts';

/**
 * How values come out of the database, one table for both engines (both speak the PostgreSQL wire protocol in text
 * format). Type ids are those of `pg_type`, the same in every PostgreSQL.
 */
type Parser = (text: string) => unknown;

const parsers = new Map<number, Parser>([
  [20, wholeNumber],
  [1184, isoTime],
  [17, bytes],
  // date, timestamp, interval, numeric: as the database writes them; a JavaScript Date would add a time zone.
  [1082, verbatim],
  [1114, verbatim],
  [1186, verbatim],
  [1700, verbatim],
]);
const elementOfArray = new Map<number, number>([
  [1016, 20],
  [1185, 1184],
  [1001, 17],
  [1182, 1082],
  [1115, 1114],
  [1187, 1186],
  [1231, 1700],
]);

/** Typed otherwise than it is. */
const arrayParser = pg.types.arrayParser as unknown as {
  create(text: string, element: Parser): { parse(): unknown[] };
};

/** For the `types` setting of node-postgres. */
export const valueTypes = {
  getTypeParser(typeId: number, format?: 'text' | 'binary'): unknown {
    const own = parserOf(typeId);
    return own && format !== 'binary' ? own : pg.types.getTypeParser(typeId, format as 'text');
  },
} as unknown as pg.CustomTypesConfig;

function parserOf(typeId: number): Parser | undefined {
  const element = parsers.get(elementOfArray.get(typeId) ?? -1);
  return element ? (text) => arrayParser.create(text, element).parse() : parsers.get(typeId);
}

function verbatim(text: string): string {
  return text;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  invariant(Number.isSafeInteger(value), `the database holds ${text}, which is no safe integer`);
  return value;
}

/** `2026-11-25 01:06:29.1+00` to `2026-11-25T01:06:29.100Z`. Microseconds stay; infinity and years BC stay as they are. */
function isoTime(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?([+-]\d\d(?::\d\d(?::\d\d)?)?)$/.exec(text);
  if (!match) return text;
  const [, date, time, fraction = '', offset] = match;
  const digits = fraction.padEnd(fraction.length > 3 ? 6 : 3, '0');
  if (offset === '+00') return `${date}T${time}.${digits}Z`;
  const iso = new Date(`${date}T${time}${offset?.length === 3 ? `${offset}:00` : offset}`).toISOString();
  return `${iso.slice(0, 19)}.${digits}Z`;
}

function bytes(text: string): Uint8Array {
  invariant(text.startsWith('\\x'), 'bytea_output is hex');
  const buffer = Buffer.from(text.slice(2), 'hex');
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

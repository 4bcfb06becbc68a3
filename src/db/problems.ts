import pg from 'pg';
import { StandfirstError } from '../domain/errors.ts';

/** The SQLSTATE of an error that the database itself reported, else null. */
export function sqlState(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause)
    if (at instanceof pg.DatabaseError && at.code !== undefined) return at.code;
  return null;
}

/** A row with that key is already there. */
export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === '23505';
}

/** The database asks to run the transaction again: serialization failure, deadlock. */
export function isRetryable(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40001' || state === '40P01';
}

/** A connection that was there has ended: what was asked for over it may have been done or not. */
export function isDropped(error: unknown): boolean {
  const cause = error instanceof StandfirstError ? error.cause : error;
  if (!(cause instanceof Error)) return false;
  const { code } = cause as NodeJS.ErrnoException;
  return (
    code === 'ECONNRESET' ||
    code === 'EPIPE' ||
    cause.message === 'Connection terminated unexpectedly' ||
    sqlState(cause) === '57P01'
  );
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);

/**
 * What went wrong between us and the database, as a person can use it. Errors that the database reported about a
 * statement stay as they are; so do ours.
 */
export function asDatabaseProblem(error: unknown, where: string): unknown {
  if (error instanceof StandfirstError || !(error instanceof Error)) return error;
  const state = sqlState(error);
  if (state !== null) return stateProblem(error, state, where);
  const { message } = error;
  if (/^timeout exceeded when trying to connect$/.test(message)) {
    return new StandfirstError('database-busy', `No connection to ${where} became free in time.`, {
      cause: error,
      hint: 'Something holds all connections for long. Look at the running queries, or raise STANDFIRST_DATABASE_POOL.',
    });
  }
  if (/^Query read timeout$/.test(message)) {
    return new StandfirstError('database-timeout', `${where} did not answer in time.`, { cause: error });
  }
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (networkCodes.has(code) || /connection|not queryable|timeout expired/i.test(message)) {
    return new StandfirstError('database-unreachable', `${where} cannot be reached: ${message}`, {
      cause: error,
      hint: 'Is the database server running, and do DATABASE_URL and the network lead to it?',
    });
  }
  return error;
}

function stateProblem(error: Error, state: string, where: string): unknown {
  if (state.startsWith('28') || state === '3D000') {
    return new StandfirstError('database-refused', `${where} refused us: ${error.message}`, {
      cause: error,
      hint: 'Check user, password and database name in DATABASE_URL.',
    });
  }
  if (state === '53100') {
    return new StandfirstError('database-full', `${where} has no disk space left: ${error.message}`, {
      cause: error,
      hint: 'Free some space. What was committed is safe; nothing else was written.',
    });
  }
  if (['57P01', '57P02', '57P03', '53300'].includes(state) || state.startsWith('08')) {
    return new StandfirstError('database-unreachable', `${where} is not available: ${error.message}`, {
      cause: error,
      hint: 'It is restarting, shutting down or has too many connections. Try again.',
    });
  }
  return error;
}

import { StandfirstError } from '../../domain/errors.ts';
import type { Writer } from './types.ts';

/**
 * Asks the first writer and, where it fails for any operating reason (garbage, refusal, timeout, budget ...), the
 * second, and says so in the draft's `writer.fallbackFrom`. A bug is not caught, nor is the caller's own stop.
 * `onFallback` is told the error: its message and hint are for the operator.
 */
export function withFallback(
  first: Writer,
  second: Writer,
  onFallback?: (error: StandfirstError) => void,
): Writer {
  return {
    kind: first.kind,
    version: `${first.version}+${second.kind}-${second.version}`,
    async write(input) {
      try {
        return await first.write(input);
      } catch (error) {
        if (!(error instanceof StandfirstError) || input.signal?.aborted) throw error;
        onFallback?.(error);
        const draft = await second.write(input);
        const fallbackFrom = { kind: first.kind, reason: `${error.code}: ${error.message}` };
        return { ...draft, writer: { ...draft.writer, fallbackFrom } };
      }
    },
  };
}

import { ModelError, modelErrorIn } from './errors.ts';

const failuresMax = 3;
const restMs = 60_000;

/**
 * After three calls in a row that failed in transport, each with all its tries, the endpoint rests for a minute and
 * calls fail at once: a stream of a thousand briefs must not wait for a dead endpoint a thousand times. The first call
 * after the rest decides anew.
 */
export function breaker(now: () => number): { through<T>(work: () => Promise<T>): Promise<T> } {
  let failures = 0;
  let restsUntilMs = 0;
  return {
    async through(work) {
      if (failures >= failuresMax && now() < restsUntilMs)
        throw new ModelError(
          'unavailable',
          `The model endpoint failed ${failuresMax} times in a row and is resting.`,
          {
            hint: 'Check the endpoint; it is tried again within a minute.',
          },
        );
      try {
        const value = await work();
        failures = 0;
        return value;
      } catch (error) {
        if (modelErrorIn(error)?.retryClass === 'transport') {
          failures += 1;
          restsUntilMs = now() + restMs;
        } else failures = 0;
        throw error;
      }
    },
  };
}

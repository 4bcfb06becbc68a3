import { retryAfterMs } from '../kit/retry-after.ts';
import { ModelError, type ModelErrorCode } from './errors.ts';

/** The error behind an HTTP status. `text` is the start of the answer, `settings` where the hints point. */
export function statusError(
  status: number,
  text: string,
  retryAfter: string | null,
  settings: 'model' | 'embedder' = 'model',
): ModelError {
  const said = text.replace(/\s+/g, ' ').trim().slice(0, 200);
  const checkName = `Check ${settings === 'model' ? 'model.name' : 'embedder.model'} and ${settings}.baseUrl.`;
  function of(code: ModelErrorCode, what: string, hint: string): ModelError {
    return new ModelError(code, `${what} (status ${status}).`, {
      hint,
      detail: said === '' ? null : said,
      retryAfterMs: retryAfterMs(retryAfter, Date.now()),
    });
  }
  if (status === 401 || status === 403)
    return of('unauthorised', 'The provider does not accept the key', `Check ${settings}.apiKey.`);
  if (status === 402 || /insufficient_quota|billing|credit balance/i.test(text))
    return of(
      'quota-exhausted',
      'The account at the provider has no money left',
      'Look at its billing page.',
    );
  if (status === 404) return of('model-not-found', 'The provider knows no such model or path', checkName);
  if (status === 413 || /context.{0,20}length|too many tokens|prompt is too long|maximum context/i.test(text))
    return of('prompt-too-long', 'The prompt is too long for the model', 'Give fewer or shorter documents.');
  if (status === 429) return of('rate-limited', 'The provider limits requests', 'Try again later.');
  if (status === 408 || status === 409 || status === 425 || status >= 500)
    return of('server-error', 'The provider has a problem', 'Try again later.');
  return of('bad-request', 'The provider did not understand the request', checkName);
}

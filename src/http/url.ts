import { FetchProblem } from './types.ts';

const urlCharsMax = 8192;

/**
 * A URL that may be fetched: http or https, one of the allowed ports, no user name or password.
 * Only syntax: where its host leads is decided when it is dialled.
 * Throws a `FetchProblem` (`url-refused`, `port-refused`).
 */
export function allowedUrl(text: string, base: string | undefined, ports: readonly number[]): URL {
  const shown = text.slice(0, 200);
  if (text.length > urlCharsMax)
    throw new FetchProblem(
      'url-refused',
      `The URL is longer than ${urlCharsMax} characters.`,
      'Use a shorter one.',
    );
  const url = URL.parse(text, base);
  if (url === null)
    throw new FetchProblem(
      'url-refused',
      `"${shown}" is not a URL.`,
      'Give a full URL such as https://example.org/news.',
    );
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new FetchProblem(
      'url-refused',
      `"${shown}" is not an http or https URL.`,
      'Only http and https pages are fetched; save anything else to a file and give the file.',
    );
  if (url.username !== '' || url.password !== '')
    throw new FetchProblem(
      'url-refused',
      'The URL carries a user name or password.',
      'Take the part before @ out: pages are read as any visitor sees them.',
    );
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  if (!ports.includes(port))
    throw new FetchProblem(
      'port-refused',
      `Port ${port} of ${url.hostname} is not allowed.`,
      `Pages are fetched from port ${ports.join(' or ')} only.`,
    );
  url.hash = '';
  return url;
}

/**
 * The target of a Location header. Its bytes came as latin-1; those above ASCII are percent-encoded one by one, so
 * that the server gets back what it sent, whatever charset that was in.
 */
export function locationOf(header: string): string {
  return header
    .trim()
    .replace(/[\u0080-\u00ff]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

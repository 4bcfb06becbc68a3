import { createHash } from 'node:crypto';

/** SHA-256 of UTF-8 text or bytes, lower-case hex. */
export function sha256(input: string | Uint8Array): string {
  return createHash('sha256').update(input).digest('hex');
}

/** SHA-256 of UTF-8 text, base64: as a Content-Security-Policy names an inline style sheet. */
export function sha256Base64(input: string): string {
  return createHash('sha256').update(input).digest('base64');
}

import type { Secret } from '../kit/secret.ts';

/** Shorter values are words; blacking them out would tell more than it hides. */
const secretCharsMin = 6;

/** Blacks a secret out of whatever is going to be logged, recorded or shown. */
export function redactor(secret: Secret | null): (text: string) => string {
  const value = secret?.reveal() ?? '';
  if (value.length < secretCharsMin) return (text) => text;
  return (text) => text.replaceAll(value, '[secret]');
}

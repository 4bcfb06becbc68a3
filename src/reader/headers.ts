import type { PageBody } from '../views/site/layout.ts';
import type { CachePolicy } from './page.ts';

/**
 * On every response, errors included: nothing runs, nothing is loaded from elsewhere, nobody frames us. `tdm-reservation`
 * as in TDMRep; the rest as in the OWASP secure headers project.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=(), interest-cohort=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-site',
  'x-frame-options': 'DENY',
  'tdm-reservation': '1',
};

/** `AI-Disclosure` (draft-abaris-aicdh): excerpts are a program's choice of people's words, the rest is a model's text. */
export function disclosureHeaders(body: Pick<PageBody, 'disclosure'>): Record<string, string> {
  if (!body.disclosure) return {};
  const mode = body.disclosure.words === 'ai-generated' ? 'ai-originated' : 'ai-modified';
  return { 'ai-disclosure': `mode=${mode}` };
}

/** A stale copy may be served for a day where we do not answer; never for longer than a minute where we do. */
export function cacheControl({ maxAgeS, revalidateS }: CachePolicy): string {
  return `public, max-age=${maxAgeS}, stale-while-revalidate=${revalidateS}, stale-if-error=86400`;
}

export const foreverControl = 'public, max-age=31536000, immutable';

/** True where the reader's copy is the one we have: by tag, else by time (RFC 9110, section 13). */
export function isUnchanged(
  asked: { ifNoneMatch: string | undefined; ifModifiedSince: string | undefined },
  copy: { etag: string; modifiedAt: Date },
): boolean {
  if (asked.ifNoneMatch !== undefined) {
    const weak = copy.etag.replace(/^W\//, '');
    const tags = asked.ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    return tags.includes('*') || tags.includes(weak);
  }
  const since = asked.ifModifiedSince === undefined ? Number.NaN : Date.parse(asked.ifModifiedSince);
  return !Number.isNaN(since) && Math.floor(copy.modifiedAt.getTime() / 1000) * 1000 <= since;
}

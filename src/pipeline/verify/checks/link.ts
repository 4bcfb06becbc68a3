import { unreachable } from '../../../domain/errors.ts';
import type { Check, CheckContext, CheckResult } from '../types.ts';

type Kind = 'markup' | 'address';

/** Bounded quantifiers throughout: the text may be hostile. */
const patterns: { kind: Kind; pattern: RegExp }[] = [
  { kind: 'markup', pattern: /<\/?[a-z!][^<>]{0,300}>/giu },
  { kind: 'markup', pattern: /!?\[[^[\]\n]{0,200}\]\([^()\s]{1,500}\)/gu },
  { kind: 'markup', pattern: /^#{1,6}\s|^\s{0,3}(?:[-*+]|\d{1,2}\.)\s(?=\S)|^>\s|^```/gmu },
  { kind: 'markup', pattern: /\*\*[^*\n]{1,200}\*\*|__[^_\n]{1,200}__|`[^`\n]{1,200}`/gu },
  { kind: 'markup', pattern: /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,12});/giu },
  {
    kind: 'address',
    pattern: /\b(?:https?|ftp|file|data|javascript|vbscript|mailto|tel):[^\s<>"']{2,500}/giu,
  },
  { kind: 'address', pattern: /\bwww\.[\p{L}\p{N}-]{1,63}\.[^\s<>"']{2,300}/giu },
  { kind: 'address', pattern: /\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/gu },
  {
    kind: 'address',
    pattern:
      /\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.(?:com|net|org|info|biz|io|kr|ru|cn|xyz|top|shop|site|online)\b\/?[^\s<>"']{0,200}/giu,
  },
  { kind: 'address', pattern: /(?<![\w.])(?:t\.me|bit\.ly|goo\.gl|discord\.gg|wa\.me)\/[^\s<>"']{1,100}/giu },
];

function reasonFor(kind: Kind, text: string, { say }: CheckContext): string {
  const shown = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  switch (kind) {
    case 'markup':
      return say.markup(shown);
    case 'address':
      return say.foreignLink(shown);
    default:
      return unreachable(kind);
  }
}

/** A brief is plain text: links come from the source list alone, and a name such as `Example.com` from a source. */
export const linkCheck: Check = {
  id: 'link',
  // Texts it spoke of that were unsupported: none of our own, 11/18 (61 %) of the labelled sets.
  severityMax: 'block',
  always: true,
  run(context): CheckResult {
    const { claim, reading } = context;
    const found: CheckResult['findings'] = [];
    for (const { kind, pattern } of patterns) {
      for (const match of claim.text.matchAll(pattern)) {
        const span = { start: match.index, end: match.index + match[0].length };
        if (found.some((one) => one.start < span.end && span.start < one.end)) continue;
        // A company may be called by its domain; that is a name where the source says it too and no path follows.
        const name = match[0].replace(/[.,:;!?)]+$/, '');
        const isName =
          kind === 'address' &&
          /^[\w.-]{1,100}$/.test(name) &&
          reading.sources.some(({ document }) => `${document.title} ${document.text}`.includes(name));
        if (isName) continue;
        found.push({ severity: 'block', ...span, reason: reasonFor(kind, match[0], context) });
        if (found.length >= 10) return { findings: found, confirmations: [] };
      }
    }
    return { findings: found, confirmations: [] };
  },
};

/**
 * The path patterns of robots.txt (RFC 9309, 2.2.2 and 2.2.3), which TDMRep, RSL and Content-Usage share: a prefix in
 * which `*` stands for any characters and a last `$` for the end. Paths are compared as they stand in the URL.
 */

const utf8 = new TextEncoder();

/**
 * Percent-encodes what a parsed URL has encoded in its path and query alike (what is not printable ASCII, spaces, `"`,
 * `<`, `>`), and writes hex digits in capitals.
 */
export function escapePath(path: string): string {
  const encoded = path.replace(/[^\u0021\u0023-\u003b=\u003f-\u007e]+/g, (run) =>
    [...utf8.encode(run)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  );
  return upperHex(encoded);
}

/** Takes the percent-encoding off unreserved ASCII characters (RFC 3986, 2.3), which never need it. */
export function unescapeUnreserved(path: string): string {
  return path.replace(/%(?:2[DE]|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])/gi, (code) =>
    String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  );
}

const upperHex = (text: string) => text.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());

/**
 * Path, parameters and query of a URL as it is written, but for the case of hex digits; `/` where it has none. Nothing
 * is resolved, encoded or decoded.
 */
export function pathOf(url: string): string {
  const rest = url.replace(/^(?:[^/?;#]*:\/\/|\/\/)?[^/?;#]*/, '').replace(/#.*$/s, '');
  return upperHex(rest.startsWith('/') ? rest : `/${rest}`);
}

/**
 * Whether a pattern matches a path. Linear in their lengths but for one `indexOf` for each `*`, so that a hostile
 * pattern costs no more than a long one.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const [head = '', ...parts] = (anchored ? pattern.slice(0, -1) : pattern).split(/\*+/);
  if (!path.startsWith(head)) return false;
  const last = parts.pop();
  if (last === undefined) return !anchored || path.length === head.length;
  let at = head.length;
  for (const part of parts) {
    const found = path.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return anchored ? path.length - last.length >= at && path.endsWith(last) : path.indexOf(last, at) !== -1;
}

/**
 * The most specific of the patterns that match a path: the length of the longest, -1 where none does
 * (RFC 9309, 2.2.2: the match of the most octets).
 */
export function matchLength(pattern: string, path: string): number {
  return pattern !== '' && matchesPath(pattern, path) ? pattern.length : -1;
}

/** A line that allows or disallows the paths of a pattern. */
export interface PathRule {
  allow: boolean;
  /** Escaped (`escapePath`). */
  pattern: string;
}

/**
 * The rule that decides about a path: the longest that matches, allow before disallow (RFC 9309, 2.2.2); null where
 * none matches, which allows. The RFC takes %61 for "a" and Google's parser does not: a ban holds in either reading, a
 * permission only in the one that both share.
 */
export function decidingRule<Rule extends PathRule>(rules: readonly Rule[], path: string): Rule | null {
  const plain = unescapeUnreserved(path);
  let best: Rule | null = null;
  let longest = 0;
  for (const rule of rules) {
    const literal = matchLength(rule.pattern, path);
    const length = rule.allow
      ? literal
      : Math.max(literal, matchLength(unescapeUnreserved(rule.pattern), plain));
    if (length > longest || (length === longest && best !== null && rule.allow)) {
      best = rule;
      longest = length;
    }
  }
  return best;
}

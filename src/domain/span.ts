/** A half-open range of UTF-16 code units into one given text. */
export interface Span {
  start: number;
  end: number;
}

/** A span that carries the text it covers. */
export interface TextSpan extends Span {
  text: string;
}

/** True where the two ranges share at least one code unit. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** True where `inner` lies wholly inside `outer`. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

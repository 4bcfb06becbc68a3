/** A point of the curve: texts with about this raw score were unsupported this often, at even odds. Both 0..1. */
export interface Knot {
  score: number;
  unsupported: number;
}

/** Reads a probability off the curve: straight lines between its knots, from (0, 0) to (1, 1). */
export function calibrated(raw: number, knots: readonly Knot[]): number {
  let [from, to] = [
    { score: 0, unsupported: 0 },
    { score: 1, unsupported: 1 },
  ];
  for (const knot of knots) {
    if (knot.score <= raw) from = knot;
    else {
      to = knot;
      break;
    }
  }
  const width = to.score - from.score;
  const share = width === 0 ? 0 : (raw - from.score) / width;
  return from.unsupported + share * (to.unsupported - from.unsupported);
}

/** A scored case: higher `score` should mean unsupported. */
export interface Scored {
  score: number;
  unsupported: boolean;
}

/** Area under the ROC curve; ties count half. NaN where one class is absent. */
export function auc(cases: readonly Scored[]): number {
  const sorted = cases.toSorted((a, b) => a.score - b.score);
  let ranks = 0;
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (end < sorted.length && sorted[end]!.score === sorted[at]!.score) end += 1;
    const rank = (at + end + 1) / 2;
    for (let one = at; one < end; one += 1) if (sorted[one]!.unsupported) ranks += rank;
    at = end;
  }
  const positive = cases.filter((one) => one.unsupported).length;
  const negative = cases.length - positive;
  return (ranks - (positive * (positive + 1)) / 2) / (positive * negative);
}

export function recall(cases: readonly Scored[], threshold: number): number {
  const bad = cases.filter((one) => one.unsupported);
  return bad.filter((one) => one.score >= threshold).length / Math.max(1, bad.length);
}

export function falseAlarms(cases: readonly Scored[], threshold: number): number {
  const good = cases.filter((one) => !one.unsupported);
  return good.filter((one) => one.score >= threshold).length / Math.max(1, good.length);
}

export function balancedAccuracy(cases: readonly Scored[], threshold: number): number {
  return (recall(cases, threshold) + 1 - falseAlarms(cases, threshold)) / 2;
}

/** The threshold that separates best; to be used on other cases than these. */
export function bestThreshold(cases: readonly Scored[]): number {
  const sorted = cases.toSorted((a, b) => a.score - b.score);
  const bad = sorted.filter((one) => one.unsupported).length;
  const good = sorted.length - bad;
  let best = { value: 0.5, threshold: 0.5 };
  let badBelow = 0;
  let goodBelow = 0;
  sorted.forEach((one, at) => {
    const before = sorted[at - 1]?.score ?? one.score - 1;
    if (before !== one.score) {
      const value = ((bad - badBelow) / Math.max(1, bad) + goodBelow / Math.max(1, good)) / 2;
      if (value > best.value) best = { value, threshold: (before + one.score) / 2 };
    }
    if (one.unsupported) badBelow += 1;
    else goodBelow += 1;
  });
  return best.threshold;
}

/** The lowest threshold at which at most `share` of the supported cases are alarms. */
export function thresholdAtFalseAlarms(cases: readonly Scored[], share: number): number {
  const good = cases.filter((one) => !one.unsupported).map((one) => one.score);
  good.sort((a, b) => b - a);
  const allowed = Math.floor(good.length * share);
  return (good[allowed] ?? 0) + 1e-9;
}

/** Share of pairs in which the worse text scores higher; ties count half. */
export function pairsInOrder(pairs: readonly { good: number; bad: number }[]): number {
  const won = pairs.reduce((sum, { good, bad }) => sum + (bad > good ? 1 : bad === good ? 0.5 : 0), 0);
  return won / Math.max(1, pairs.length);
}

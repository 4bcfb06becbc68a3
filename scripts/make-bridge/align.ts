/** Words of two sentences that mean the same. */
export interface Pair {
  from: string[];
  to: string[];
}

export interface Alignment {
  from: string;
  to: string;
  /** 0..1. */
  share: number;
}

const rounds = 6;
const sightingsMin = 2;
const shareMin = 0.08;
/** How much a pair of the tables speaks for itself before any sentence is read. */
const tablePrior = 4;

type Table = Map<string, Map<string, number>>;

/**
 * IBM model 1 (Brown et al., 1993) in both directions over `pairs`, begun from what the tables say; keeps pairs that both
 * directions believe. Deterministic.
 */
export function alignWords(pairs: readonly Pair[], tables: Table): Alignment[] {
  const forward = trained(pairs, tables);
  const back = trained(
    pairs.map(({ from, to }) => ({ from: to, to: from })),
    turned(tables),
  );
  const seen = new Map<string, number>();
  for (const { from } of pairs) for (const word of new Set(from)) seen.set(word, (seen.get(word) ?? 0) + 1);
  const found: Alignment[] = [];
  for (const [from, targets] of forward) {
    if ((seen.get(from) ?? 0) < sightingsMin) continue;
    for (const [to, share] of targets) {
      const other = back.get(to)?.get(from) ?? 0;
      const both = Math.sqrt(share * other);
      if (both >= shareMin) found.push({ from, to, share: both });
    }
  }
  return found;
}

function turned(table: Table): Table {
  const out: Table = new Map();
  for (const [from, targets] of table) {
    for (const [to, share] of targets) {
      const of = out.get(to) ?? new Map<string, number>();
      out.set(to, of.set(from, share));
    }
  }
  return out;
}

const nothing = '';

function trained(pairs: readonly Pair[], prior: Table): Table {
  let table: Table | undefined;
  for (let round = 0; round < rounds; round += 1) {
    const counts: Table = new Map();
    for (const { from, to } of pairs) count(counts, [nothing, ...from], to, table, prior);
    for (const targets of counts.values()) {
      const total = [...targets.values()].reduce((sum, value) => sum + value, 0);
      for (const [to, value] of targets) targets.set(to, value / total);
    }
    table = counts;
  }
  return table ?? new Map();
}

function count(counts: Table, from: string[], to: string[], table: Table | undefined, prior: Table): void {
  for (const target of to) {
    const weights = from.map((word) => {
      const known = prior.get(word)?.has(target) ? 1 + tablePrior : 1;
      return (table ? (table.get(word)?.get(target) ?? 1e-9) : 1) * (table ? 1 : known);
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    from.forEach((word, at) => {
      const share = weights[at]! / total;
      if (share < 1e-6) return;
      const of = counts.get(word) ?? new Map<string, number>();
      counts.set(word, of.set(target, (of.get(target) ?? 0) + share));
    });
  }
}

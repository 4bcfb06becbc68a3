import { proseOf } from './candidates.ts';
import type { PageContext } from './context.ts';
import { featureNames } from './features.ts';

/**
 * Second pass: what the first pass thought of a segment's neighbours, of its ancestors and of all segments of its make.
 * One segment that looks odd in the middle of a body is body; a good paragraph in a list of teasers is a teaser.
 */
const sides = [-3, -2, -1, 1, 2, 3] as const;
const levels = 5;

export const neighbourNames: readonly string[] = [
  ...featureNames,
  'first',
  ...sides.map((by) => `first${by}`),
  ...['before-5', 'after-5', 'most-before', 'most-after', 'weighted-before', 'weighted-after'],
  ...Array.from({ length: levels }, (_, level) => `ancestor-${level}`),
  ...Array.from({ length: levels }, (_, level) => `ancestor-units-${level}`),
  ...['make', 'role-mean', 'under-heading', 'heading-first', 'page-kept', 'run'],
];

/** `first`: the first pass's probabilities, one per segment. */
export function neighbourRows(
  context: PageContext,
  rows: readonly Float32Array[],
  first: readonly number[],
): Float32Array[] {
  const { segments } = context;
  const weights = segments.map(({ units }) => Math.min(60, units) + 0.5);
  const ancestors = ancestorMeans(context, first, weights);
  const makes = meansBy(context.signatureOf, first, weights);
  const keysOfRole = segments.map(({ role, level }) => `${role}${level}`);
  const roleMeans = meansBy(keysOfRole, first, weights);
  const sections = sectionsOf(context);
  const sectionMeans = meansBy(sections, first, weights);
  const running = runningMass(context, first);
  const kept = running.total / Math.max(1, context.total.prose);
  return segments.map((segment, at) => {
    const row = [...rows[at]!, first[at]!];
    for (const by of sides) row.push(first[at + by] ?? -1);
    row.push(meanOf(first, weights, at - 5, at), meanOf(first, weights, at + 1, at + 6));
    row.push(running.mostBefore[at]!, running.mostAfter[at]!);
    row.push(
      running.before[at]! / Math.max(1, running.total),
      running.after[at]! / Math.max(1, running.total),
    );
    ancestors(row, segment.element);
    row.push(makes.get(context.signatureOf[at]!)!, roleMeans.get(keysOfRole[at]!)!);
    const heading = sections[at]!;
    row.push(sectionMeans.get(heading) ?? -1, heading < 0 ? -1 : first[heading]!, kept, runAround(first, at));
    return Float32Array.from(row);
  });
}

function ancestorMeans(context: PageContext, first: readonly number[], weights: readonly number[]) {
  const size = context.tree.nodes.length;
  const weight = new Float64Array(size);
  const mass = new Float64Array(size);
  for (const { element, index } of context.segments) {
    weight[element.order]! += weights[index]!;
    mass[element.order]! += weights[index]! * first[index]!;
  }
  for (let at = size - 1; at > 0; at -= 1) {
    const parent = context.tree.nodes[at]!.parent;
    if (!parent || weight[at] === 0) continue;
    weight[parent.order]! += weight[at]!;
    mass[parent.order]! += mass[at]!;
  }
  return (row: number[], element: PageContext['tree']['root']): void => {
    const means: number[] = [];
    const sizes: number[] = [];
    let last = -1;
    for (let at: typeof element | null = element; at && means.length < levels; at = at.parent) {
      // Wrappers that add nothing are no level of their own.
      if (weight[at.order] === last) continue;
      last = weight[at.order]!;
      means.push(mass[at.order]! / Math.max(0.1, last));
      sizes.push(Math.log1p(last));
    }
    while (means.length < levels) {
      means.push(-1);
      sizes.push(-1);
    }
    row.push(...means, ...sizes);
  };
}

function meansBy<Key>(
  keys: readonly Key[],
  first: readonly number[],
  weights: readonly number[],
): Map<Key, number> {
  const sums = new Map<Key, { mass: number; weight: number }>();
  keys.forEach((key, at) => {
    const sum = sums.get(key) ?? { mass: 0, weight: 0 };
    sum.mass += first[at]! * weights[at]!;
    sum.weight += weights[at]!;
    sums.set(key, sum);
  });
  return new Map([...sums].map(([key, { mass, weight }]) => [key, mass / weight]));
}

/** The heading each segment stands under, itself excluded; -1 before the first. */
function sectionsOf({ segments }: PageContext): number[] {
  let heading = -1;
  return segments.map((segment) => {
    const own = heading;
    if (segment.role === 'heading') heading = segment.index;
    return own;
  });
}

function runningMass({ segments }: PageContext, first: readonly number[]) {
  const before: number[] = [];
  const mostBefore: number[] = [];
  let total = 0;
  let most = 0;
  for (const segment of segments) {
    before.push(total);
    mostBefore.push(most);
    total += proseOf(segment) * first[segment.index]!;
    most = Math.max(most * 0.8, first[segment.index]!);
  }
  const after: number[] = [];
  const mostAfter: number[] = [];
  let left = 0;
  most = 0;
  for (let at = segments.length - 1; at >= 0; at -= 1) {
    after[at] = left;
    mostAfter[at] = most;
    left += proseOf(segments[at]!) * first[at]!;
    most = Math.max(most * 0.8, first[at]!);
  }
  return { before, after, mostBefore, mostAfter, total };
}

function meanOf(first: readonly number[], weights: readonly number[], from: number, to: number): number {
  let mass = 0;
  let weight = 0;
  for (let at = Math.max(0, from); at < Math.min(first.length, to); at += 1) {
    mass += first[at]! * weights[at]!;
    weight += weights[at]!;
  }
  return weight === 0 ? -1 : mass / weight;
}

/** Length of the run of like-minded segments around, up to 20 each way. */
function runAround(first: readonly number[], at: number): number {
  const side = first[at]! >= 0.5;
  let run = 0;
  for (let by = 1; by <= 20 && at + by < first.length && first[at + by]! >= 0.5 === side; by += 1) run += 1;
  for (let by = 1; by <= 20 && at - by >= 0 && first[at - by]! >= 0.5 === side; by += 1) run += 1;
  return run;
}

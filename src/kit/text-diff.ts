/** A run of text that both versions have, or only one of them. */
export interface DiffRun {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Words compared at most, and differing words at most: beyond, the comparison would take too long for a page. */
const tokensMax = 40_000;
const editsMax = 2000;

/** Words with the white space after them; in Korean, what stands between spaces. */
function tokensOf(text: string): string[] {
  return text.match(/^\s+|\S+\s*/g) ?? [];
}

function joined(runs: readonly DiffRun[]): DiffRun[] {
  const merged: DiffRun[] = [];
  for (const { kind, text } of runs) {
    if (text === '') continue;
    const last = merged.at(-1);
    if (last?.kind === kind) last.text += text;
    else merged.push({ kind, text });
  }
  return merged;
}

/**
 * What changed from one text to the other, word by word: the fewest words removed and added (Myers 1986). The runs that
 * are not `added` make up `before`, those that are not `removed` make up `after`. Null where the texts are too long or
 * too different.
 */
export function textDiff(before: string, after: string): DiffRun[] | null {
  const old = tokensOf(before);
  const fresh = tokensOf(after);
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (
    tail < Math.min(old.length, fresh.length) - head &&
    old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]
  )
    tail += 1;
  const left = old.slice(head, old.length - tail);
  const right = fresh.slice(head, fresh.length - tail);
  if (left.length + right.length > tokensMax) return null;
  const middle = shortestEdit(left, right);
  if (!middle) return null;
  return joined([
    { kind: 'same', text: old.slice(0, head).join('') },
    ...middle,
    { kind: 'same', text: old.slice(old.length - tail).join('') },
  ]);
}

/** Myers' greedy algorithm: the furthest reaching paths by number of edits, kept for the way back. */
function shortestEdit(left: readonly string[], right: readonly string[]): DiffRun[] | null {
  const limit = Math.min(left.length + right.length, editsMax);
  const offset = limit + 1;
  const furthest = new Int32Array(2 * limit + 3);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= limit; edits += 1) {
    trace.push(furthest.slice(offset - edits - 1, offset + edits + 2));
    for (let k = -edits; k <= edits; k += 2) {
      const down =
        k === -edits || (k !== edits && at(furthest, offset + k - 1) < at(furthest, offset + k + 1));
      let x = down ? at(furthest, offset + k + 1) : at(furthest, offset + k - 1) + 1;
      let y = x - k;
      while (x < left.length && y < right.length && left[x] === right[y]) {
        x += 1;
        y += 1;
      }
      furthest[offset + k] = x;
      if (x >= left.length && y >= right.length) return wayBack(left, right, trace);
    }
  }
  return null;
}

function at(values: Int32Array, index: number): number {
  return values[index] ?? 0;
}

function wayBack(left: readonly string[], right: readonly string[], trace: readonly Int32Array[]): DiffRun[] {
  const runs: DiffRun[] = [];
  let x = left.length;
  let y = right.length;
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reached = trace[edits] ?? new Int32Array();
    const value = (k: number) => at(reached, k + edits + 1);
    const k = x - y;
    const down = k === -edits || (k !== edits && value(k - 1) < value(k + 1));
    const fromX = edits === 0 ? 0 : value(down ? k + 1 : k - 1);
    const fromY = edits === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      runs.push({ kind: 'same', text: left[x - 1] ?? '' });
      x -= 1;
      y -= 1;
    }
    if (edits === 0) break;
    if (down) runs.push({ kind: 'added', text: right[fromY] ?? '' });
    else runs.push({ kind: 'removed', text: left[fromX] ?? '' });
    x = fromX;
    y = fromY;
  }
  return runs.reverse();
}

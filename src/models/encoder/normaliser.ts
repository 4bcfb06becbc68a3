/*
 * The normaliser of SentencePiece models ("nmt_nfkc"): NFKC with some rules for spaces and control characters, compiled
 * into a double-array trie over UTF-8 with the replacements behind it. Format: Kudo and Richardson, SentencePiece
 * (EMNLP 2018) and its normalizer.cc; units of the trie: Darts-clone.
 */

/** What a space becomes: U+2581 in UTF-8. */
export const spaceMark = [0xe2, 0x96, 0x81] as const;
const space = 0x20;

const hasLeaf = (unit: number) => (unit & 0x100) !== 0;
const offsetOf = (unit: number) => (unit >>> 10) << ((unit & 0x200) >>> 6);
/** The byte that leads to a unit; a unit that holds a value has the top bit set and so equals no byte. */
const labelOf = (unit: number) => unit & 0x800000ff;

/** A growing row of bytes. */
class Bytes {
  array: Uint8Array;
  length = 0;

  constructor(capacity: number) {
    this.array = new Uint8Array(capacity);
  }

  push(byte: number): void {
    if (this.length === this.array.length) {
      const larger = new Uint8Array(this.array.length * 2);
      larger.set(this.array);
      this.array = larger;
    }
    this.array[this.length] = byte;
    this.length += 1;
  }
}

export class Normaliser {
  readonly #units: Uint32Array;
  readonly #replacements: Uint8Array;
  /** For each ASCII byte whether a longer rule may begin with it. */
  readonly #beginsMore = new Uint8Array(128);
  #matchedBytes = 0;
  #replacementAt = -1;

  /** `rules`: the compiled rules as the model has them: bytes of the trie, the trie, replacements ending in NUL. */
  constructor(rules: Uint8Array) {
    const view = new DataView(rules.buffer, rules.byteOffset, rules.byteLength);
    const trieBytes = view.getUint32(0, true);
    this.#units = Uint32Array.from({ length: trieBytes / 4 }, (_, at) => view.getUint32(4 + at * 4, true));
    this.#replacements = rules.subarray(4 + trieBytes);
    for (let byte = 0; byte < 128; byte += 1) this.#beginsMore[byte] = this.#mayContinue(byte) ? 1 : 0;
  }

  #mayContinue(byte: number): boolean {
    const at = offsetOf(this.#units[0] ?? 0) ^ byte;
    const unit = this.#units[at] ?? 0;
    if (labelOf(unit) !== byte) return false;
    const child = at ^ offsetOf(unit);
    for (let next = 1; next < 256; next += 1)
      if (labelOf(this.#units[child ^ next] ?? 0) === next) return true;
    return hasLeaf(unit);
  }

  /** Finds the longest rule that begins at a byte; without one, one character stands for itself. */
  #match(text: Uint8Array, start: number): void {
    const units = this.#units;
    let at = offsetOf(units[0] ?? 0);
    this.#matchedBytes = 0;
    this.#replacementAt = -1;
    for (let end = start; end < text.length; end += 1) {
      const byte = text[end] ?? 0;
      at ^= byte;
      const unit = units[at] ?? 0;
      if (labelOf(unit) !== byte) break;
      at ^= offsetOf(unit);
      if (hasLeaf(unit)) {
        this.#matchedBytes = end + 1 - start;
        this.#replacementAt = (units[at] ?? 0) & 0x7fffffff;
      }
    }
    if (this.#matchedBytes === 0) this.#matchedBytes = characterBytes(text[start] ?? 0);
  }

  /**
   * The text as the pieces of the model are spelt, in UTF-8: one `spaceMark` before each word and at the front, none at
   * the end. Empty where the text has nothing but spaces. Lone surrogates count as U+FFFD.
   */
  normalise(text: string): Uint8Array {
    const from = Buffer.from(text, 'utf8');
    const out = new Bytes(from.length * 2 + 16);
    // The mark at the front is written with the first character that is no space.
    let afterSpace = true;
    const put = (byte: number) => {
      if (byte === space) {
        if (!afterSpace) for (const mark of spaceMark) out.push(mark);
        afterSpace = true;
        return;
      }
      if (out.length === 0) for (const mark of spaceMark) out.push(mark);
      out.push(byte);
      afterSpace = false;
    };
    let at = 0;
    while (at < from.length) {
      const byte = from[at] ?? 0;
      if (byte < 128 && this.#beginsMore[byte] === 0) {
        put(byte);
        at += 1;
        continue;
      }
      this.#match(from, at);
      if (this.#replacementAt < 0) {
        for (let end = at + this.#matchedBytes; at < end; at += 1) put(from[at] ?? 0);
        continue;
      }
      for (let i = this.#replacementAt; (this.#replacements[i] ?? 0) !== 0; i += 1)
        put(this.#replacements[i] ?? 0);
      at += this.#matchedBytes;
    }
    return trimmed(out.array.subarray(0, out.length));
  }
}

function characterBytes(first: number): number {
  if (first < 0xc0) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

/** Without marks of spaces at the end: one that the text itself had would be there too. */
function trimmed(text: Uint8Array): Uint8Array {
  let end = text.length;
  const [a, b, c] = spaceMark;
  while (end >= 3 && text[end - 3] === a && text[end - 2] === b && text[end - 1] === c) end -= 3;
  return text.subarray(0, end);
}

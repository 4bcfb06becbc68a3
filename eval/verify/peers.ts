import type { FaithCase } from './sets.ts';

/** A plain verifier to stand beside ours: higher means more likely unsupported. */
export interface Peer {
  name: string;
  score(one: FaithCase): number;
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Units that are compared: words, or for Hangul character pairs. */
function units(text: string): string[] {
  const list = words(text);
  if (!/[가-힣]/.test(text)) return list;
  return list.flatMap((word) =>
    word.length < 2 ? [word] : Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)),
  );
}

/** Numbers and capitalised words of the text that the source lacks: what a quick look-up finds. */
const lookUp: Peer = {
  name: 'look-up',
  score({ source, text }) {
    const have = new Set(words(source));
    const digits = text.match(/\d[\d,.]*\d|\d/g) ?? [];
    const capitals = text.match(/(?<=[^.!?"“\s]\s)\p{Lu}[\p{L}\p{N}]+/gu) ?? [];
    const isMissing = (word: string) => !have.has(word.toLowerCase()) && !source.includes(word);
    return [...digits, ...capitals].filter(isMissing).length;
  },
};

/** One minus the mean of unigram and bigram precision: ROUGE turned to the source. */
const overlap: Peer = {
  name: 'overlap',
  score({ source, text }) {
    const there = units(source);
    const ones = new Set(there);
    const twos = new Set(there.slice(1).map((unit, at) => `${there[at]} ${unit}`));
    const here = units(text);
    if (here.length < 2) return 0;
    const one = here.filter((unit) => ones.has(unit)).length / here.length;
    const two =
      here.slice(1).filter((unit, at) => twos.has(`${here[at]} ${unit}`)).length / (here.length - 1);
    return 1 - (one + two) / 2;
  },
};

export const peers: readonly Peer[] = [lookUp, overlap];

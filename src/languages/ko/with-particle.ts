import { endingSound } from './hangul.ts';

/** A word with the particle that its last sound takes: `다리와`, `산과`; both where the sound is not known: `NATO와(과)`. */
export function withParticle(word: string, [closed, open]: readonly [closed: string, open: string]): string {
  const sound = endingSound(word);
  if (sound === null) return `${word}${open}(${closed})`;
  return `${word}${sound === 'open' ? open : closed}`;
}

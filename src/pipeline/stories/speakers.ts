import { foldName } from '../../languages/shared/name-keys.ts';

/** `Gotcher` and `Warren Gotcher`, `한누리전력` and `한누리전력 쪽`. */
export function isOneSpeaker(a: string, b: string): boolean {
  const [one, other] = [foldName(a), foldName(b)];
  return one.includes(other) || other.includes(one);
}

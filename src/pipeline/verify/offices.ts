import { personWords } from '../../languages/en/name-words.ts';
import { titleSet } from '../../languages/ko/name-words.ts';
import type { Token } from '../../languages/pack.ts';

/** What people are besides offices: one of these in the place of another makes another person of somebody. */
const callings = new Set(
  (
    'employee founder owner worker analyst inspector deputy chief leader king queen prince princess sergeant nurse ' +
    'student teacher engineer astronaut pilot driver prosecutor judge lawyer clerk tenant landlord rival partner buyer ' +
    'seller author editor producer striker midfielder defender goalkeeper referee boss ' +
    '부장검사 차장검사 검사장 선장 기장 함장 재무이사 회계과장 항만소장 보건소장 단장 역장'
  ).split(' '),
);
/** Before an office they make another one of it; told without them, somebody gets an office back. */
const ranks = /^(?:vice|deputy|assistant|acting|former|ex|interim|전)$/i;

export function isRank(word: string): boolean {
  return ranks.test(word);
}

/** A word that says what somebody is, by its norm: `mayor`, `coach`, `의장`. */
export function isOfficeWord(norm: string): boolean {
  return personWords.has(norm) || titleSet.has(norm) || callings.has(norm);
}

/** The same of a word in a text, whose norm may be cut too short (`judg`). */
export function isOfficeToken({ norm, text }: Pick<Token, 'norm' | 'text'>): boolean {
  return isOfficeWord(norm) || isOfficeWord(text.toLowerCase());
}

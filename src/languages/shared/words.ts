import { literal } from '../../kit/literal.ts';

/** A set from a list written as running text. */
export function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ''));
}

/** A regular expression source that matches any of the phrases (longest first), blanks as any run of white space. */
export function anyOf(phrases: readonly string[]): string {
  return [...phrases]
    .sort((a, b) => b.length - a.length)
    .map((phrase) => literal(phrase).replace(/ /g, '\\s{1,3}'))
    .join('|');
}

/** Phrases of a list written with a comma between two. */
export function phraseList(list: string): string[] {
  return list
    .split(',')
    .map((phrase) => phrase.trim().replace(/\s+/g, ' '))
    .filter((phrase) => phrase !== '');
}

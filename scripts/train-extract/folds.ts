import { sha256 } from '../../src/kit/hash.ts';

export const folds = 5;

/** The fold of a page: all pages of one site share it, so that no model is judged on a site that it has seen. */
export function foldOf(url: string): number {
  const host = URL.canParse(url) ? new URL(url).hostname : url;
  const labels = host.replace(/^www\./, '').split('.');
  const isSecondLevel = /^(?:co|com|org|net|gov|edu|ac|or|go|ne)$/.test(labels.at(-2) ?? '');
  const site = labels.slice(isSecondLevel ? -3 : -2).join('.');
  return Number.parseInt(sha256(site).slice(0, 8), 16) % folds;
}

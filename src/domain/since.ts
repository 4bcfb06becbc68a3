import type { Brief, Claim } from './brief.ts';

/** What a revision of a brief says that the one before did not. */
export interface NewSince {
  /** Of the revision before. */
  revision: number;
  at: string;
  /** Ids of sentences with proof that the brief did not have before. */
  claims: string[];
  /** Ids of originals that the brief did not rest on before. */
  sources: string[];
}

/** Sentences of the running text, in the order in which they are read. */
function shownClaims(brief: Brief): Claim[] {
  const ids = [...brief.lede, ...brief.sections.flatMap(({ sentences }) => sentences), ...brief.background];
  const byId = new Map(brief.claims.map((claim) => [claim.id, claim]));
  return ids.flatMap((id) => byId.get(id) ?? []).filter(({ outcome }) => outcome !== 'dropped');
}

const folded = (text: string) =>
  text
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()
    .toLowerCase();

/**
 * What is new in a revision against the one before: sentences that were not there and that rest on other words of
 * an original than any sentence did then, and originals that were not there. A sentence that was only put elsewhere,
 * or worded anew from the same proof, is not new. Null where nothing is. Pure.
 */
export function newSince(before: Brief, after: Brief): NewSince | null {
  const said = new Set(
    before.claims.filter(({ outcome }) => outcome !== 'dropped').map(({ text }) => folded(text)),
  );
  const proof = new Set(before.claims.flatMap(({ evidence }) => evidence.map(({ hash }) => hash)));
  const claims = shownClaims(after)
    .filter(
      ({ text, evidence }) =>
        !said.has(folded(text)) && evidence.length > 0 && evidence.every(({ hash }) => !proof.has(hash)),
    )
    .map(({ id }) => id);
  const originalOf = ({ url, hash }: Brief['sources'][number]) => url ?? hash;
  const known = new Set(before.sources.map(originalOf));
  const sources = after.sources.filter((source) => !known.has(originalOf(source))).map(({ id }) => id);
  if (claims.length === 0 && sources.length === 0) return null;
  return { revision: before.revision, at: before.createdAt, claims: [...new Set(claims)], sources };
}

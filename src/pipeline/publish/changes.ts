import type { Brief, Claim } from '../../domain/brief.ts';
import type { Block } from '../../domain/document.ts';
import { packFor } from '../../languages/languages.ts';
import type { LanguagePack, Token } from '../../languages/pack.ts';

/** One version of an original, as far as its wording goes. */
export interface OriginalVersion {
  title: string;
  text: string;
  lang: string;
  publisher?: string;
  url?: string;
  /** For the correction notes that a publisher prints on the page. */
  blocks?: readonly Block[];
}

/** An original that a published brief rests on and that reads differently now; `after` is null where it was taken down. */
export interface ChangedOriginal {
  /** `D1`: how the published brief calls it. */
  source: string;
  before: OriginalVersion;
  after: OriginalVersion | null;
}

/**
 * What a reader of the earlier revision must be told. `correction`: the publisher says that it was wrong; `update`: the
 * original moved on; `withdrawal`: it was taken down.
 */
export interface BriefChange {
  kind: 'correction' | 'update' | 'withdrawal';
  source: string;
  publisher?: string;
  url?: string;
  /** Id of the claim in the earlier revision that rested on the words. */
  claim: string;
  /** The sentence that stood in the original, and the one in its place; null where it is gone. */
  before: string;
  after: string | null;
  lang: string;
  /** The publisher's own words about it, where the page has them. */
  note?: string;
}

/** Twice the shared content words over all of both (Dice): from here on a sentence stands in the other's place. */
const replacementLikenessMin = 0.5;
/** Changes that a brief lists at most: beyond this an original was written anew. */
const changesMax = 8;

interface Words {
  all: Set<string>;
  /** The words that carry content: a change of any of these is a change of what is said. */
  content: Set<string>;
}

function wordsOf(text: string, pack: LanguagePack): Words {
  const tokens = pack.tokens(text).filter(({ kind }) => kind !== 'punctuation');
  const norm = ({ norm: value }: Token) => value;
  return {
    all: new Set(tokens.map(norm)),
    content: new Set(tokens.filter(({ stop, kind }) => !stop || kind === 'number').map(norm)),
  };
}

function likeness(a: Set<string>, b: Set<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return (2 * shared) / Math.max(1, a.size + b.size);
}

const isSame = (a: Set<string>, b: Set<string>) => a.size === b.size && [...a].every((word) => b.has(word));

function sentencesOf({ title, text, lang }: OriginalVersion): string[] {
  return [
    title,
    ...packFor(lang)
      .sentences(text)
      .map((sentence) => sentence.text),
  ].filter(Boolean);
}

/** The new sentence that stands where `before` stood; null where there is nothing like it. */
function replacementOf(before: Words, sentences: readonly string[], pack: LanguagePack): string | null {
  let best: { text: string; like: number } | null = null;
  for (const text of sentences) {
    const like = likeness(before.content, wordsOf(text, pack).content);
    if (like >= replacementLikenessMin && (best === null || like > best.like)) best = { text, like };
  }
  return best?.text ?? null;
}

/** What the publisher prints about its own correction, where the page has a note of it. */
function correctionNote(version: OriginalVersion): string | undefined {
  for (const block of version.blocks ?? [])
    if (block.type === 'note' && block.kind === 'correction') return block.text;
  return undefined;
}

/** A published sentence and the words of the original that it rests on. */
function restingOn(brief: Brief, source: string): { claim: Claim; quote: string }[] {
  const found: { claim: Claim; quote: string }[] = [];
  for (const claim of brief.claims) {
    if (claim.outcome === 'dropped') continue;
    for (const { passage } of claim.evidence) {
      const cited = brief.passages[passage];
      if (cited?.document === source) found.push({ claim, quote: cited.text });
    }
  }
  return found;
}

function changesOfOne(brief: Brief, changed: ChangedOriginal): BriefChange[] {
  const { source, before, after } = changed;
  const about = {
    source,
    lang: before.lang,
    ...(before.publisher !== undefined && { publisher: before.publisher }),
    ...(before.url !== undefined && { url: before.url }),
  };
  const cited = restingOn(brief, source);
  if (after === null) {
    const [first] = cited;
    return first
      ? [{ kind: 'withdrawal', ...about, claim: first.claim.id, before: before.title, after: null }]
      : [];
  }
  const pack = packFor(after.lang);
  const sentences = sentencesOf(after);
  const standing = new Set(sentences.map((text) => text.trim()));
  const stood = new Set(sentencesOf(before).map((text) => text.trim()));
  const fresh = sentences.filter((text) => !stood.has(text.trim()));
  const note = correctionNote(after);
  const kind = note !== undefined && note !== correctionNote(before) ? 'correction' : 'update';
  const seen = new Set<string>();
  const changes: BriefChange[] = [];
  for (const { claim, quote } of cited) {
    if (seen.has(quote) || standing.has(quote.trim())) continue;
    seen.add(quote);
    const words = wordsOf(quote, pack);
    const next = replacementOf(words, fresh, pack);
    // New punctuation, or an article more, changes nothing that is said.
    if (next !== null && isSame(words.content, wordsOf(next, pack).content)) continue;
    changes.push({
      kind,
      ...about,
      claim: claim.id,
      before: quote,
      after: next,
      ...(kind === 'correction' && note !== undefined && { note }),
    });
  }
  return changes;
}

/**
 * What changed under a published brief: for every sentence that rests on words of an original which no longer stand
 * there, the words before and the words now. An original that changed elsewhere gives nothing. Pure; at most
 * `changesMax`, corrections first.
 */
export function changesUnder(brief: Brief, originals: readonly ChangedOriginal[]): BriefChange[] {
  const rank = { withdrawal: 0, correction: 1, update: 2 };
  return originals
    .flatMap((one) => changesOfOne(brief, one))
    .sort((a, b) => rank[a.kind] - rank[b.kind])
    .slice(0, changesMax);
}

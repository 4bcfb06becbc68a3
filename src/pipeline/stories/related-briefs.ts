import type { Why } from '../../domain/story.ts';
import { primaryLanguage } from '../../languages/languages.ts';
import { isSubject, type Profile, profileOf, type RelatedText, type Topic } from './related-profile.ts';

export interface RelatedChoice {
  id: string;
  /** 0..1. */
  score: number;
  /** Never empty; the first says it best. */
  why: Why[];
}

export interface RelatedBriefsOptions {
  /** The reader's language: what is in it comes first. */
  lang: string;
  limit?: number;
}

const limitDefault = 5;
const dayMs = 86_400_000;
/** Chosen on the graded pairs of `eval/related`, which are few: round numbers, and no more of them than needed. */
export const relatedTuning = {
  /** What each kind of likeness counts. */
  names: 0.45,
  words: 0.35,
  meaning: 0.4,
  /** Sums from which on names and words count in full. */
  namesFull: 2,
  wordsFull: 0.2,
  /** Vectors of texts about different things are about this close. */
  meaningFloor: 0.3,
  /** Less is chance. */
  scoreMin: 0.14,
  /** What another language than the reader's leaves of a score. */
  abroad: 0.4,
  /** Share of a score that likeness to what is chosen already costs. */
  variety: 0.1,
  /** What more of the texts than this have tells nothing: a country, a paper's own subject. */
  shareMax: 0.3,
  /** How rare and how far to the front what is shared must be to be named as the reason. */
  nameMin: 0.3,
  wordMin: 0.45,
  /** What all that is shared must come to; a word counts less than a name. */
  evidenceMin: 0.85,
  wordShare: 0.7,
  meaningShare: 1.5,
  /** How sure a reason by meaning must be. */
  meaningReasonMin: 0.55,
};
const tuning = relatedTuning;
const poolMin = 20;
const itemsMax = 2;

interface Weighed {
  text: RelatedText;
  profile: Profile;
}

interface Shared extends Topic {
  key: string;
  rarity: number;
}

interface Scored extends Weighed {
  score: number;
  why: Why[];
}

/**
 * The most useful briefs beside one: about the same places, people and matters, in the reader's language first, one of
 * each story, varied in angle. What no reason can be given for is left out. Works on words and names alone; sentence
 * vectors of one model help where both have them. Linear in the number of candidates.
 */
export function relatedBriefs(
  query: RelatedText,
  candidates: readonly RelatedText[],
  { lang, limit = limitDefault }: RelatedBriefsOptions,
): RelatedChoice[] {
  const asked: Weighed = { text: query, profile: query.profile ?? profileOf(query) };
  const others = candidates
    .filter(({ id, story }) => id !== query.id && story !== query.story)
    .map((text): Weighed => ({ text, profile: text.profile ?? profileOf(text) }));
  const pool = [asked, ...others];
  const rarity = {
    names: rarityIn(pool, 'names'),
    own: rarityIn(pool, 'own'),
    shared: rarityIn(pool, 'shared'),
  };
  let open = others
    .map((other) => scored(asked, other, rarity))
    .filter(({ score, why }) => score >= tuning.scoreMin && why.length > 0)
    .map((one) => (isIn(one.text, lang) ? one : { ...one, score: one.score * tuning.abroad }));
  const chosen: Scored[] = [];
  while (chosen.length < limit && open.length > 0) {
    const best = open.reduce((a, b) => (b.score > a.score ? b : a));
    chosen.push(best);
    open = open
      .filter((other) => other.text.story !== best.text.story)
      .map((other) => ({
        ...other,
        score: other.score * (1 - tuning.variety * likeness(other, best, rarity)),
      }));
  }
  return chosen.map(({ text, score, why }) => ({
    id: text.id,
    score: Math.round(Math.min(1, score) * 1000) / 1000,
    why,
  }));
}

function isIn({ lang }: RelatedText, wanted: string): boolean {
  return primaryLanguage(lang) === primaryLanguage(wanted);
}

type Rarities = Record<keyof Profile, Rarity>;

type Rarity = (key: string) => { idf: number; share: number };

/** How rare a topic is among the texts at hand: 0 where all have it, 1 where one has. */
function rarityIn(pool: readonly Weighed[], kind: keyof Profile): Rarity {
  const counts = new Map<string, number>();
  const byLanguage = new Map<string, number>();
  for (const { profile, text } of pool) {
    const lang = primaryLanguage(text.lang);
    byLanguage.set(lang, (byLanguage.get(lang) ?? 0) + 1);
    for (const key of profile[kind].keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  // Words and names are mostly of one language: how common they are shows in its texts. A small desk knows little of it.
  const size = Math.max(kind === 'shared' ? pool.length : Math.max(...byLanguage.values()), poolMin);
  return (key) => {
    const count = counts.get(key) ?? 0;
    return {
      idf: Math.max(0, Math.log((size + 1) / (count + 0.5)) / Math.log((size + 1) / 1.5)),
      share: count / size,
    };
  };
}

function sharedOf(a: ReadonlyMap<string, Topic>, b: ReadonlyMap<string, Topic>, rarity: Rarity): Shared[] {
  const best = new Map<string, Shared>();
  for (const [key, { label, weight: own }] of a) {
    const other = b.get(key);
    if (!other) continue;
    const { idf, share } = rarity(key);
    const weight = share > tuning.shareMax ? 0 : Math.sqrt(own * other.weight);
    // One name has several keys: the surest decides.
    const known = best.get(label);
    if (!known || known.weight * known.rarity < weight * idf)
      best.set(label, { key, label, weight, rarity: idf });
  }
  return [...best.values()];
}

function sum(shared: readonly Shared[]): number {
  return shared.reduce((total, { weight, rarity }) => total + weight * rarity * rarity, 0);
}

/** Texts of one language by their own words, others in the space that languages share. */
function spaceOf(a: Weighed, b: Weighed): 'own' | 'shared' {
  return isIn(a.text, b.text.lang) ? 'own' : 'shared';
}

function namesShared(a: Weighed, b: Weighed, rarity: Rarities): Shared[] {
  const isAbroad = !isIn(a.text, b.text.lang);
  // What names sound like counts between languages alone: in one, they are written alike or are others.
  const names = isAbroad
    ? a.profile.names
    : new Map([...a.profile.names].filter(([key]) => !key.startsWith('~')));
  return sharedOf(names, b.profile.names, rarity.names);
}

function cosine(a: Weighed, b: Weighed, rarity: Rarities): number {
  const space = spaceOf(a, b);
  const idf = rarity[space];
  const norm = ({ profile }: Weighed) => {
    let squares = 0;
    for (const [key, { weight }] of profile[space]) squares += (weight * idf(key).idf) ** 2;
    return Math.sqrt(squares);
  };
  let dot = 0;
  for (const [key, { weight }] of a.profile[space]) {
    const other = b.profile[space].get(key);
    if (other) dot += weight * other.weight * idf(key).idf ** 2;
  }
  return dot / Math.max(1e-9, norm(a) * norm(b));
}

function meaningOf({ vector: a }: RelatedText, { vector: b }: RelatedText): number | null {
  if (!a || !b || a.model !== b.model || a.values.length !== b.values.length) return null;
  return a.values.reduce((total, value, at) => total + value * (b.values[at] ?? 0), 0);
}

function likeness(a: Weighed, b: Weighed, rarity: Rarities): number {
  const meaning = meaningOf(a.text, b.text);
  return Math.min(
    1,
    tuning.names * Math.min(1, sum(namesShared(a, b, rarity)) / tuning.namesFull) +
      tuning.words * Math.min(1, cosine(a, b, rarity) / tuning.wordsFull) +
      (meaning === null
        ? 0
        : (tuning.meaning * Math.max(0, meaning - tuning.meaningFloor)) / (1 - tuning.meaningFloor)),
  );
}

function scored(asked: Weighed, other: Weighed, rarity: Rarities): Scored {
  const space = spaceOf(asked, other);
  const names = namesShared(asked, other, rarity);
  const words = subjectsOf(sharedOf(asked.profile[space], other.profile[space], rarity[space]), asked);
  const meaning = meaningOf(asked.text, other.text);
  const found =
    evidence(names) +
    tuning.wordShare * evidence(words) +
    (meaning === null ? 0 : tuning.meaningShare * Math.max(0, meaning - tuning.meaningFloor));
  const why =
    found < tuning.evidenceMin
      ? []
      : [
          reason('same-names', names, tuning.nameMin),
          reason('same-words', words, tuning.wordMin),
          meaningReason(meaning),
        ].filter((one) => one !== null);
  const time = timeOf(asked.text, other.text);
  return { ...other, score: likeness(asked, other, rarity), why: why.length === 0 ? [] : [...why, ...time] };
}

function evidence(shared: readonly Shared[]): number {
  return shared.reduce((total, { weight, rarity }) => total + Math.min(1, weight) * rarity, 0);
}

/** What both are about, told in a few words: the rarest, nearest the head of both. */
function reason(kind: 'same-names' | 'same-words', shared: readonly Shared[], min: number): Why | null {
  const telling = shared
    .filter(({ weight, rarity }) => weight * rarity >= min)
    .sort((a, b) => b.weight * b.rarity - a.weight * a.rarity)
    .map(({ label }) => label);
  const items = apart(telling).slice(0, itemsMax);
  return items.length === 0 ? null : { kind, items, score: 1 };
}

/** `Oberley` beside `Mats Oberley` says nothing more. */
function apart(labels: readonly string[]): string[] {
  return labels.filter(
    (label, at) =>
      !labels.some(
        (other, place) => place !== at && other.includes(label) && (other !== label || place < at),
      ),
  );
}

/** Shared words that can be what a text is about, and that are no part of a name. */
function subjectsOf(words: readonly Shared[], { text, profile }: Weighed): Shared[] {
  const names = [...profile.names.values()].map(({ label }) => label);
  return words.filter(
    ({ key, label }) => isSubject(key, label, text.lang) && !names.some((name) => name.includes(label)),
  );
}

function meaningReason(meaning: number | null): Why | null {
  return meaning !== null && meaning >= tuning.meaningReasonMin
    ? { kind: 'same-meaning', items: [], score: meaning }
    : null;
}

/** How many days before or after, rounded; nothing on the same day. */
function timeOf(asked: RelatedText, other: RelatedText): Why[] {
  const days = Math.round((Date.parse(other.at) - Date.parse(asked.at)) / dayMs);
  if (!Number.isFinite(days) || days === 0) return [];
  return [{ kind: days < 0 ? 'earlier' : 'later', items: [String(Math.abs(days))], score: 0 }];
}

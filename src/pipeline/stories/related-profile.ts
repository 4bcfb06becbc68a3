import { hash32 } from '../../kit/hash32.ts';
import { literal } from '../../kit/literal.ts';
import { packFor, primaryLanguage } from '../../languages/languages.ts';
import type { Token } from '../../languages/pack.ts';
import { countryNames } from '../../languages/shared/countries.ts';
import { withoutFurniture } from '../../languages/shared/furniture.ts';
import { crossScriptKeys, foldName } from '../../languages/shared/name-keys.ts';
import { bridgeTerm, bridgeUnits } from './bridge.ts';
import { bridgeLexicon } from './lexicon.ts';
import { backgroundCounts } from './term-statistics.ts';

/** A brief, as far as choosing what stands beside it goes. Times ISO 8601. */
export interface RelatedText {
  id: string;
  /** Of two of one story, one is shown. */
  story: string;
  lang: string;
  title: string;
  text: string;
  /** When its event was last reported. */
  at: string;
  /** Names of its publishers: that two briefs rest on one paper makes them no more alike. */
  publishers?: readonly string[];
  /** A sentence vector of title and opening. Compared with vectors of the same model only. */
  vector?: { model: string; values: Float32Array };
  /** Where it was read before. */
  profile?: Profile;
}

/** A word or name of a text, with how much of it the text is about, 0..1. */
export interface Topic {
  weight: number;
  /** As it is written. */
  label: string;
}

export interface Profile {
  /** Words by their norm: what texts of one language are compared by. */
  own: ReadonlyMap<string, Topic>;
  /** Words in the space that languages share. */
  shared: ReadonlyMap<string, Topic>;
  /** Names, as written and, with `~` before them, as they sound: what two scripts have in common. */
  names: ReadonlyMap<string, Topic>;
}

const textCharsMax = 1500;
const heaviest = 2;
const leadCharsMax = 400;
const partWeights = { title: 1, lead: 0.7, rest: 0.4 };
/** A word that this many of a thousand documents hold says little. */
const commonMin = 20;

/** Numbers, days, months, and words that headlines put anything into. */
const plainWords = new Set(
  (
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen ' +
    'nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen half third ' +
    'quarter first second fourth fifth last next percent per cent euro euros pound pounds won dollar dollars year month week ' +
    'day hour minute morning evening night today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday ' +
    'january february march april may june july august september october november december time people person man woman men ' +
    'women thing way easter christmas due likely new old big small long says said tell told make made take taken get give come go'
  ).split(' '),
);

/** What a text is about: its own words, the same in the space that languages share, and its names. */
export function profileOf({ title, text, lang, publishers = [] }: RelatedText): Profile {
  const pack = packFor(lang);
  const profile = {
    own: new Map<string, Topic>(),
    shared: new Map<string, Topic>(),
    names: new Map<string, Topic>(),
  };
  const passedOver = new Set(publishers.flatMap((name) => [name, ...name.split(/\s+/)]).map(foldName));
  for (const { part, weight } of partsOf(title, text)) {
    const tokens = pack.tokens(part);
    for (const { norm, text: label, kind, stop } of tokens)
      if (kind === 'word' && !stop && !isPlain(norm) && !isPlain(label))
        add(profile.own, norm, { weight, label: pack.tag === 'ko' ? norm : label });
    for (const unit of bridgeUnits(part, pack.tag, tokens)) {
      if (/\d/.test(unit.text) || isPlain(unit.text)) continue;
      for (const { key, kind, gain } of unit.alternatives)
        if (kind === 'word')
          keep(profile.shared, key, {
            weight: weight * unit.weight * gain,
            label: labelOf(unit.text, tokens, pack.tag),
          });
    }
    for (const { label, keys } of namesIn(part, tokens, lang)) {
      if (passedOver.has(foldName(label))) continue;
      for (const { key, share } of keys) keep(profile.names, key, { weight: weight * share, label });
    }
  }
  return profile;
}

function isPlain(word: string): boolean {
  return plainWords.has(word.toLowerCase());
}

function partsOf(title: string, text: string): { part: string; weight: number }[] {
  const { start, end } = withoutFurniture(text.slice(0, textCharsMax));
  const body = text.slice(start, end);
  return [
    { part: title, weight: partWeights.title },
    { part: body.slice(0, leadCharsMax), weight: partWeights.lead },
    { part: body.slice(leadCharsMax), weight: partWeights.rest },
  ];
}

function keep(topics: Map<string, Topic>, key: string, topic: Topic): void {
  const known = topics.get(key);
  if (!known || known.weight < topic.weight) topics.set(key, topic);
}

/** A word said again weighs more, less each time. */
function add(topics: Map<string, Topic>, key: string, topic: Topic): void {
  const known = topics.get(key);
  if (!known) topics.set(key, topic);
  else topics.set(key, { ...known, weight: Math.min(known.weight + topic.weight * 0.3, heaviest) });
}

/** Hangul without its particle. */
function labelOf(text: string, tokens: readonly Token[], lang: string): string {
  if (lang !== 'ko') return text;
  return tokens.find((token) => token.text === text)?.norm ?? text;
}

interface FoundName {
  label: string;
  keys: { key: string; share: number }[];
}

function namesIn(part: string, tokens: readonly Token[], lang: string): FoundName[] {
  const pack = packFor(lang);
  const found: FoundName[] = pack.names(part).flatMap(({ text, key }) => {
    if (!isTelling(text, lang) || !isOwnWord(text, part, lang)) return [];
    return [{ label: text, keys: keysOf(text, key) }];
  });
  if (primaryLanguage(lang) === 'ko')
    for (const { norm, kind, stop } of tokens)
      if (kind === 'word' && !stop && isUnknownHangul(norm))
        found.push({ label: norm, keys: keysOf(norm, norm) });
  return found;
}

/** What a name is found by, and how surely: as it is written, and as it and its words sound. */
function keysOf(text: string, key: string): { key: string; share: number }[] {
  const words = key.includes(' ') ? key.split(' ').filter((word) => word.length > 3) : [];
  return [
    ...[...new Set([foldName(text), key])].map((own) => ({ key: own, share: 1 })),
    ...crossScriptKeys(key).map((sound) => ({ key: `~${sound}`, share: soundShare(sound) })),
    ...words.flatMap(crossScriptKeys).map((sound) => ({ key: `~${sound}`, share: 0.7 * soundShare(sound) })),
  ].filter(({ share }) => share > 0);
}

/** Short names of two scripts sound alike by chance. Keys are marked in front by how they were made. */
function soundShare(sound: string): number {
  const letters = sound.replace(/^~?\w:/, '').replace(/[^a-z]/g, '').length;
  return letters < 3 ? 0 : letters === 3 ? 0.6 : 1;
}

/** No dateline in capitals, no word of a dictionary on its own. */
function isTelling(text: string, lang: string): boolean {
  if (/^\p{Lu}{4,}(?:\s\p{Lu}+)*$/u.test(text) || [...text].length < 2) return false;
  const words = text.split(/\s+/);
  if (primaryLanguage(lang) === 'ko') return !words.every((word) => bridgeLexicon('ko').forms.has(word));
  if (plainWords.has(text.toLowerCase())) return false;
  return words.length > 1 || background(text) <= 4 || countryNames('en').has(text.toLowerCase());
}

function background(word: string): number {
  return backgroundCounts('bridge').get(bridgeTerm(word.toLowerCase())) ?? 0;
}

/** A word that the same text also writes small is no name. */
function isOwnWord(name: string, text: string, lang: string): boolean {
  if (primaryLanguage(lang) === 'ko' || name.includes(' ')) return true;
  return !new RegExp(`(?<![\\p{L}])${literal(name.toLowerCase())}`, 'u').test(text);
}

/** Words of time, of place, and those that join sentences: in no dictionary of ours, and no names. */
const koreanPlain = new Set(
  (
    '평년 기상 이튿날 사흘 나흘 이틀 하루 닷새 열두 열한 만에 년째 이달 지난달 이날 전날 앞바다 주민 그래도 그런데 그러나 그러자 ' +
    '그래서 그러므로 그러면서 그럼에도 하지만 게다가 더구나 더욱이 따라서 다만 한편 반면 또한 아울러 앞서 이어 이어서 이에 이처럼 ' +
    '이와 그동안 마침내 결국 아직 이미 여전히 모자라 모자란 배다'
  ).split(' '),
);

/** In no dictionary, and not made of words that are. */
function isUnknownHangul(norm: string): boolean {
  if (koreanPlain.has(norm)) return false;
  const [unit] = bridgeUnits(norm, 'ko', packFor('ko').tokens(norm)).filter(({ alternatives }) =>
    alternatives.some(({ kind }) => kind === 'name'),
  );
  if (!unit) return false;
  const seen = backgroundCounts('ko').get(hash32(norm, 1)) ?? 0;
  return /^[가-힣]{2,8}$/.test(norm) && seen === 0 && !bridgeLexicon('ko').forms.has(norm);
}

/** A word that can be what a text is about: rare enough in its language, and no verb. */
export function isSubject(norm: string, label: string, lang: string): boolean {
  const primary = primaryLanguage(lang);
  if ((backgroundCounts(primary).get(hash32(norm, 1)) ?? 0) >= commonMin || isPlain(norm)) return false;
  if (primary === 'ko') return [...norm].length > 1 && !/[하되이히기리우지]$/.test(norm);
  return !/(?:ed|ing|ly|est)$/i.test(label);
}

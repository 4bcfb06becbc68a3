import type { Passage, SourceDocument } from '../../domain/passage.ts';
import { packFor, primaryLanguage } from '../../languages/languages.ts';
import { crossScriptKeys, foldName } from '../../languages/shared/name-keys.ts';
import { addPassage, type Disagreement } from './disagreement.ts';
import { likenessOf, readingOf, sentenceContext } from './facts.ts';
import { areBeside } from './number-clashes.ts';
import { statusesOf } from './status-words.ts';
import { hasTerm, type SparseVector } from './vector.ts';

/** Sentences must be about one thing at least this much. */
const likenessMin = { cause: 0.25, actor: 0.3, status: 0.3 };
/** What is known is newer by this much: a state of things has changed rather than being in dispute. */
const statusHoursMax = 4;
const passagesMax = 60;
const foundMax = 4;

/** What a sentence gives as the cause, as who did it, or as the state of a thing. */
interface Position {
  kind: 'cause' | 'actor' | 'status';
  /** Of a status: which topic. */
  topic: string;
  /** Positions of one kind and topic that share one of these are one. */
  keys: ReadonlySet<string>;
  /** Words of a cause, to tell it in other words. */
  own: SparseVector | undefined;
  passage: Passage;
  document: SourceDocument;
  context: SparseVector;
}

const causes: Record<string, RegExp> = {
  en: /\b(?:(?:was|were|been|is|are) (?:probably |likely |apparently )?(?:caused|sparked|triggered|set off|started) by|blamed on|attributed to|(?:was|were) due to|cause (?:of [^,.]{3,40} )?(?:was|is)|resulted from)\s+(?<phrase>[^,.;]{4,80})/giu,
  ko: /(?<phrase>[^,.“”]{2,40}?)(?:이|가|을|를)? ?(?:원인(?:이다|으로 (?:보|추정|지목|꼽|밝)|이라|인 것)|때문(?:에 (?:발생|일어|생긴)|인 것으로|이라고)|로 인한 것)[가-힣]*/gu,
};
const actors: Record<string, RegExp> = {
  en: /\b(?:(?:blam(?:ed|es|ing)|accus(?:ed|es|ing))\s+(?<object>(?:the )?\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){0,3})|(?<subject>(?:the )?\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){0,3}) (?:has |have |had )?claimed responsibility|(?:carried out|committed|planted|launched|bombed|attacked|shot|hacked|killed) by (?<agent>(?:the )?\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+){0,3}))/gu,
  ko: /(?<agent>[가-힣A-Za-z]{2,16}?)(?:의 소행|이 배후|가 배후|을 배후|를 배후|이 저지른|가 저지른|이 자행|가 자행)/gu,
};

/**
 * Where documents that appeared within hours of each other give different causes, different actors or opposite
 * states of one thing. English and Korean. A document that knows both is no side. Built for precision: few are
 * found. Copies should not be among `documents`.
 */
export function positionClashes(documents: readonly SourceDocument[]): Disagreement[] {
  const all = documents.map(positionsOf);
  const found: { one: Position; other: Position; score: number }[] = [];
  for (let a = 0; a < all.length; a += 1)
    for (let b = a + 1; b < all.length; b += 1)
      for (const one of all[a]!) {
        const clash = clashOf(one, { own: all[a]!, others: all[b]! });
        if (clash) found.push({ one, ...clash });
      }
  const seen = new Set<string>();
  return found
    .sort((a, b) => b.score - a.score)
    .filter(({ one, other }) => {
      const name = [one, other]
        .map(({ kind, topic, keys }) => [kind, topic, ...keys].join(' '))
        .sort()
        .join('|');
      return !seen.has(name) && seen.add(name);
    })
    .slice(0, foundMax)
    .map(({ one, other, score }) => disagreementOf(one, other, score, all.flat()));
}

function positionsOf(document: SourceDocument): Position[] {
  const lang = primaryLanguage(document.lang);
  if (!causes[lang]) return [];
  return readingOf(document)
    .passages.slice(0, passagesMax)
    .flatMap((passage) => [...causesIn(passage, lang), ...actorsIn(passage, lang), ...statusesIn(passage)])
    .map(({ passage, ...position }) => ({
      ...position,
      passage,
      document,
      context: sentenceContext(passage),
    }));
}

type Found = Omit<Position, 'context' | 'document'>;

function causesIn(passage: Passage, lang: string): Found[] {
  return [...passage.text.matchAll(causes[lang]!)].flatMap((match): Found[] => {
    const phrase = match.groups?.phrase?.trim() ?? '';
    if (/^(?:still|not|unknown|unclear|under|being|yet|unconfirmed)\b/i.test(phrase)) return [];
    const own = sentenceContext({ text: phrase, lang: passage.lang });
    const keys = new Set(
      packFor(lang)
        .tokens(phrase)
        .filter(({ stop, kind }) => !stop && kind === 'word')
        .map(({ norm }) => norm),
    );
    return keys.size === 0 ? [] : [{ kind: 'cause', topic: '', keys, own, passage }];
  });
}

function actorsIn(passage: Passage, lang: string): Found[] {
  return [...passage.text.matchAll(actors[lang]!)].flatMap((match): Found[] => {
    const name = match.groups?.object ?? match.groups?.subject ?? match.groups?.agent ?? '';
    const bare = name.replace(/^the /i, '').trim();
    const keys = new Set(
      [foldName(bare), ...bare.split(' ').map(foldName), ...crossScriptKeys(bare)].filter(Boolean),
    );
    return keys.size === 0 ? [] : [{ kind: 'actor', topic: '', keys, own: undefined, passage }];
  });
}

function statusesIn(passage: Passage): Found[] {
  const pack = packFor(passage.lang);
  if (pack.hedges(passage.text).length > 0 || pack.negations(passage.text).length > 0) return [];
  return statusesOf(passage).map(
    ({ topic, value }): Found => ({
      kind: 'status',
      topic,
      keys: new Set([value]),
      own: undefined,
      passage,
    }),
  );
}

/** `Israel` and `Israeli`. */
function isOneWord(a: string, b: string): boolean {
  const size = Math.min(a.length, b.length);
  return a === b || (size >= 5 && a.slice(0, size) === b.slice(0, size));
}

function isOne(a: Position, b: Position): boolean {
  if (a.kind !== b.kind || a.topic !== b.topic) return false;
  if ([...a.keys].some((key) => [...b.keys].some((other) => isOneWord(key, other)))) return true;
  return a.own !== undefined && b.own !== undefined && a.own.terms.some((term) => hasTerm(b.own!, term));
}

/** The position of the other document that stands against this one. */
function clashOf(
  one: Position,
  { own, others }: { own: readonly Position[]; others: readonly Position[] },
): { other: Position; score: number } | undefined {
  let best: { other: Position; score: number } | undefined;
  for (const other of others) {
    if (one.kind !== other.kind || one.topic !== other.topic || isOne(one, other)) continue;
    const isKnown = others.some((known) => isOne(known, one)) || own.some((known) => isOne(known, other));
    const hours = one.kind === 'status' ? statusHoursMax : undefined;
    const isDated = one.document.publishedAt !== undefined && other.document.publishedAt !== undefined;
    if (isKnown || !areBeside(one.document, other.document, hours) || (one.kind === 'status' && !isDated))
      continue;
    const score = likenessOf(one, other);
    if (score >= Math.max(likenessMin[one.kind], best?.score ?? 0)) best = { other, score };
  }
  return best;
}

function disagreementOf(
  one: Position,
  other: Position,
  score: number,
  all: readonly Position[],
): Disagreement {
  const sides = [one, other].map((position) => {
    const side = { text: position.passage.text, passages: [position.passage] };
    for (const like of all) if (isOne(like, position)) addPassage(side, like.passage);
    return side;
  });
  return { kind: one.kind, sides, score: Math.min(1, score) };
}

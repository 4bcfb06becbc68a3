import { nameParts, sentences, sentencesKo, titles, titlesKo, wordPools } from './news-words.ts';
import { type SmallArticle, type SmallWeb, smallWeb } from './small-web.ts';

/** How much news there is, and how it is spread. The same plan gives the same texts in every run. */
export interface NewsPlan {
  seed: number;
  documents: number;
  sites: number;
}

/** Numbers between 0 and 1 that look random and are the same in every run. */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    // A counter, well mixed: neighbouring seeds have nothing in common.
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** One thing that happened, in words for both languages. */
type Facts = Readonly<Record<string, string>>;

interface Event {
  facts: readonly Facts[];
  at: number;
}

const newsBegins = Date.UTC(2026, 2, 2, 6);
/** Events of one run are spread over as many days as they would have taken: a few a day. */
const eventGapMs = 40 * 60_000;
/** Of the reports of one event, how many are in Korean, and how many are the text of another site. */
const koreanShare = 0.06;
const copyShare = 0.12;
const reportsMax = 7;
/** Things that happened in one event, and of them how many one report tells. */
const factsPerEvent = 10;
const factsPerReport = 8;

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!;
const between = (from: number, to: number, random: Random) => from + Math.floor(random() * (to - from + 1));

function placeName(random: Random): string {
  const middle = random() < 0.5 ? pick(nameParts.middles, random) : '';
  return pick(nameParts.starts, random) + middle + pick(nameParts.ends, random);
}

function eventOf(index: number, random: Random): Event {
  const some = <T>(count: number, make: () => T) => Array.from({ length: count }, make);
  // A few people and places play a part in all of it.
  const people = some(
    4,
    () => `${pick(nameParts.starts, random)}${pick(nameParts.firstEnds, random)} ${placeName(random)}`,
  );
  const places = some(3, () => placeName(random));
  const peopleKo = some(3, () => pick(nameParts.familiesKo, random) + pick(nameParts.firstsKo, random));
  const placesKo = some(
    2,
    () =>
      pick(nameParts.startsKo, random) + pick(nameParts.startsKo, random) + pick(nameParts.endsKo, random),
  );
  const compound = () => pick(nameParts.nouns, random) + pick(nameParts.nouns, random);
  const compoundKo = () => pick(nameParts.nounsKo, random) + pick(nameParts.nounsKo, random);
  const factOf = (): Facts => ({
    ...{ person: pick(people, random), place: pick(places, random) },
    ...{ personKo: pick(peopleKo, random), placeKo: pick(placesKo, random) },
    ...{ role: `${compound()} ${pick(wordPools.roles, random)}`, verb: pick(wordPools.verbs, random) },
    ...{
      when: pick(wordPools.whens, random),
      a: compound(),
      c: compound(),
      b: pick(nameParts.nouns, random),
    },
    ...{ roleKo: compoundKo() + pick(wordPools.rolesKo, random), verbKo: pick(wordPools.verbsKo, random) },
    ...{ whenKo: pick(wordPools.whensKo, random), aKo: compoundKo(), bKo: pick(nameParts.nounsKo, random) },
    cKo: compoundKo(),
    number: String(between(3, 980, random)),
  });
  return { at: newsBegins + index * eventGapMs, facts: some(factsPerEvent, factOf) };
}

const particles: Readonly<Record<string, readonly [string, string]>> = {
  을: ['을', '를'],
  이: ['이', '가'],
  은: ['은', '는'],
};

/** Fills in the facts. Korean particles follow the word before them: with a final consonant the first form. */
function filled(text: string, facts: Facts): string {
  const words = text.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => facts[name] ?? name);
  const whole = words.replace(/(.)\{(.)\}/g, (_, before: string, particle: string) => {
    const hasFinal = (before.charCodeAt(0) - 0xac00) % 28 > 0;
    return before + (particles[particle]?.[hasFinal ? 0 : 1] ?? '');
  });
  return whole[0]!.toUpperCase() + whole.slice(1);
}

type Report = Pick<SmallArticle, 'lang' | 'title' | 'paragraphs'>;

function reportOf({ facts }: Event, random: Random): Report {
  const isKorean = random() < koreanShare;
  const [ownTitles, own] = isKorean ? [titlesKo, sentencesKo] : [titles, sentences];
  const skipped = between(1, facts.length - 1, random);
  // What it began with first, and then most of the rest.
  const told = facts.filter((_, index) => (index + skipped) % facts.length < factsPerReport || index === 0);
  const paragraphs: string[] = [];
  for (const [index, fact] of told.entries()) {
    const sentence = filled(pick(own, random), fact);
    if (index % 2 === 0) paragraphs.push(sentence);
    else paragraphs.push(`${paragraphs.pop()} ${sentence}`);
  }
  return { lang: isKorean ? 'ko' : 'en', title: filled(pick(ownTitles, random), facts[0]!), paragraphs };
}

/** Another site prints what it was sent: the same words, but for the first. */
function copyOf({ paragraphs, ...rest }: Report, site: string): Report {
  const [first = '', ...others] = paragraphs;
  return { ...rest, paragraphs: [`(${site}) ${first}`, ...others] };
}

export function siteName(index: number): string {
  return `outlet${String(index + 1).padStart(2, '0')}`;
}

/** Invented news of many outlets: events told by one to seven of them, in their own words, as copies, in Korean. */
export function inventedNews({ seed, documents, sites }: NewsPlan): SmallArticle[] {
  const random = seededRandom(seed);
  const articles: SmallArticle[] = [];
  for (let number = 0; articles.length < documents; number += 1) {
    const event = eventOf(number, random);
    const reports = Math.min(between(1, reportsMax, random), sites, documents - articles.length);
    const first = between(0, sites - 1, random);
    let told: Report | null = null;
    for (let report = 0; report < reports; report += 1) {
      const site = siteName((first + report) % sites);
      told = told && random() < copyShare ? copyOf(told, site) : reportOf(event, random);
      const published = new Date(event.at + between(0, 180, random) * 60_000).toISOString();
      articles.push({ ...told, site, path: `/news/${number}-${report}`, published });
    }
  }
  return articles;
}

export function newsWeb(plan: NewsPlan): Promise<SmallWeb> {
  return smallWeb(inventedNews(plan));
}

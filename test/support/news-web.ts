import { closings, type NewsKind, nameParts, newsKinds } from './news-words.ts';
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

type Facts = Readonly<Record<string, string>>;

interface Event {
  kind: NewsKind;
  facts: Facts;
  at: number;
}

const newsBegins = Date.UTC(2026, 2, 2, 6);
const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** Events of one run are spread over as many days as they would have taken: a few a day. */
const eventGapMs = 40 * 60_000;
/** Of the reports of one event, how many are in Korean, and how many are the text of another site. */
const koreanShare = 0.1;
const copyShare = 0.12;
const reportsMax = 7;

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!;
const between = (from: number, to: number, random: Random) => from + Math.floor(random() * (to - from + 1));

function placeName(random: Random): string {
  const middle = random() < 0.5 ? pick(nameParts.middles, random) : '';
  return pick(nameParts.starts, random) + middle + pick(nameParts.ends, random);
}

function eventOf(index: number, random: Random): Event {
  const at = newsBegins + index * eventGapMs;
  const date = new Date(at);
  const firm = placeName(random);
  const person = () => `${pick(nameParts.firsts, random)} ${pick(nameParts.families, random)}`;
  const placeKo = () => pick(nameParts.startsKo, random) + pick(nameParts.endsKo, random);
  const hour = `${between(1, 11, random)}:${String(between(0, 59, random)).padStart(2, '0')}`;
  return {
    kind: pick(newsKinds, random),
    at,
    facts: {
      ...{
        place: placeName(random),
        town: placeName(random),
        org: `${firm} ${pick(nameParts.firms, random)}`,
      },
      ...{ person: person(), person2: person(), day: dayNames[date.getUTCDay()]!, hour },
      ...{
        thing: pick(nameParts.things, random),
        thing2: pick(nameParts.starts, random) + pick(['a', 'er', 'el'], random),
      },
      few: String(between(12, 49, random)),
      many: String(between(120, 980, random)),
      halls: String(between(6, 11, random)),
      metres: String(between(2, 9, random)),
      months: String(between(3, 16, random)),
      money: `${between(11, 940, random)}.${between(1, 9, random)}`,
      ...{ placeKo: placeKo(), townKo: placeKo(), dayKo: `${date.getUTCDate()}일` },
      orgKo: pick(nameParts.startsKo, random) + pick(nameParts.firmsKo, random),
      personKo: pick(nameParts.familiesKo, random) + pick(nameParts.firstsKo, random),
    },
  };
}

function filled(text: string, facts: Facts): string {
  const whole = text.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? name);
  return whole[0]!.toUpperCase() + whole.slice(1);
}

type Report = Pick<SmallArticle, 'lang' | 'title' | 'paragraphs'>;

function reportOf({ kind, facts }: Event, random: Random): Report {
  const isKorean = random() < koreanShare;
  const own = isKorean ? kind.ko.titles : kind.titles;
  const texts = isKorean
    ? kind.ko.paragraphs
    : [...kind.slots.map((slot) => pick(slot, random)), pick(closings, random)];
  return {
    lang: isKorean ? 'ko' : 'en',
    title: filled(pick(own, random), facts),
    paragraphs: texts.map((text) => filled(text, facts)),
  };
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

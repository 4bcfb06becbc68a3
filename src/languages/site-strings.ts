import { isUiLanguage, type UiLanguage } from '../domain/site.ts';
import { englishSite } from './en/site-strings.ts';
import { koreanSite } from './ko/site-strings.ts';

/** A part of a page of prose: a heading and paragraphs. */
export interface Prose {
  heading: string;
  paragraphs: readonly string[];
}

/** What the prose pages are told about this desk. */
export interface DeskFacts {
  name: string;
  responsible: string | null;
  contact: string | null;
}

/** Every word of the site's chrome, one row per key. A missing key in a language does not compile. */
export interface SiteStrings {
  /** The language's own name, for the switch. */
  language: string;
  /** Moving about. */
  skip: string;
  front: string;
  latest: string;
  sections: string;
  sources: string;
  search: string;
  searchHint: string;
  about: string;
  policy: string;
  accuracy: string;
  corrections: string;
  feeds: string;
  menu: string;
  readIn: string;
  allLanguages: string;
  onlyThisLanguage: string;
  moreOf(section: string): string;
  archive: string;
  earlierDay: string;
  laterDay: string;
  sectionNames: Readonly<Record<string, string>>;
  noSection: string;

  /** Lines under the name of the paper. */
  motto: string;
  labelNote: string;
  responsible: string;
  contact: string;
  noResponsible: string;
  reportError: string;
  madeWith: string;

  /** Cards. */
  reports(count: number): string;
  voices(count: number): string;
  singleSource: string;
  corrected: string;
  reviewedShort: string;
  updated: string;

  /** The brief page. */
  thisIsIn(language: string): string;
  readThisIn(language: string): string;
  theStory: string;
  wholeStory: string;
  related: string;
  /** Documents beside a brief that no brief tells. */
  relatedOriginals: string;
  relatedOriginalsNote: string;
  originalReport: string;
  originalReportIn(language: string): string;
  /** How far another brief's event is: days after (or, below zero, before) that of the page. */
  daysApart(days: number): string;
  /** Why one brief is related to another: names or words that both have; `when` as `daysApart` gives it. */
  relatedByNames(names: readonly string[], when: string): string;
  relatedByWords(words: readonly string[], when: string): string;
  relatedByMeaning(when: string): string;
  chosenByEditor: string;
  /** Over what is new since the version before. */
  newSince: string;
  newSources(publishers: string): string;
  revisions: string;
  revisionsOf: string;
  revision: string;
  currentRevision: string;
  writer: string;
  writers: Readonly<Record<'extractive' | 'model', string>>;
  contentHash: string;
  correctionKinds: Readonly<Record<'correction' | 'update' | 'withdrawal', string>>;
  before: string;
  after: string;
  /** In the place of `after`, where a sentence has none. */
  leftOut: string;
  withdrawn: string;
  withdrawnText: string;

  /** The story page. */
  story: string;
  timeline: string;
  briefsOfStory: string;
  noBriefYet: string;
  firstReport: string;
  alsoCarriedBy: string;
  /** Of a text that several carry: who was the first, whose it is, by what that is known, who has most of it. */
  firstToPublish: string;
  textOf(name: string, isAgency: boolean): string;
  originSigns: Readonly<Record<'dateline' | 'byline' | 'credit' | 'canonical', (where: string) => string>>;
  fullestAt(name: string): string;
  andOthers(count: number): string;
  /** Before sentences in which a report was the first to say something; for screen readers. */
  newHere: string;
  /** After such a sentence: publishers that said it later. */
  laterAlso(publishers: string): string;
  /** Of a story that one publisher alone tells, and of one that others only copied. */
  singleSourceNote(publisher: string): string;
  singleSourceCopies(publisher: string): string;
  changedText: string;
  withdrawnReport: string;
  disagreements: string;
  disagreementsNote: string;
  disagreementKinds: Readonly<Record<string, string>>;
  saidBy: string;
  growth: string;
  growthNote(documents: number, voices: number, languages: number): string;
  growthReports: string;
  growthVoices: string;
  growthCopy: string;
  growthTable: string;
  publisher: string;
  time: string;
  title: string;
  languageWord: string;
  countryWord: string;
  /** Countries of independent voices, and of how many of them the country is known. */
  countries(names: string, known: number, voices: number): string;
  /** By what a country is known. */
  countryFrom: Readonly<Record<'source' | 'address' | 'language', string>>;
  kindWord: string;
  independent: string;
  copy: string;
  moreReports(count: number): string;
  storySpan: string;

  /** The source page. */
  source: string;
  sourceReports: string;
  sourceBriefs: string;
  sourceHome: string;
  sourceStates: Readonly<Record<'active' | 'paused' | 'gone', string>>;
  lastRead: string;
  noReports: string;
  sourcesNote: string;

  /** Search. */
  results(count: string, more: boolean): string;
  /** After `results`: how many of them were found by their meaning alone. */
  resultsByMeaning(count: string): string;
  foundBy: Readonly<Record<'meaning' | 'both', string>>;
  /** Over the counts beside the results, where there are more matches than are counted. */
  facetsNote(count: string): string;
  noResults: string;
  searchTips: string;
  /** Where the search knows meanings. */
  searchMeaningTip: string;
  searchExamples: readonly string[];
  kinds: Readonly<Record<'brief' | 'document', string>>;
  narrow: string;
  anyLanguage: string;
  anySource: string;
  names: string;
  anyName: string;
  sinceTitle: string;
  /** Today, the last 7, 30 and 365 days. */
  sinceSpans: readonly [string, string, string, string];
  anyDay: string;
  fromDay: string;
  toDay: string;
  nextPage: string;
  previousPage: string;
  searchTrouble(words: string): string;

  /** Corrections. */
  correctionsNote: string;
  noCorrections: string;

  /** Accuracy. */
  accuracyNote: string;
  accuracyMissing: string;
  liveTitle: string;
  liveNote(days: number): string;
  live: Readonly<
    Record<'briefs' | 'sentences' | 'supported' | 'dropped' | 'rewritten' | 'quoted' | 'corrections', string>
  >;
  errorTypes: string;
  errorTypesNote(percent: string): string;
  errorType: string;
  cases: string;
  found: string;
  rightSentences: string;
  rightSentencesNote: string;
  alarms: string;
  measuredSets: string;
  recall: string;
  falseAlarms: string;
  balancedAccuracy: string;
  calibration: string;
  calibrationLead: string;
  /** `percent`: mean distance between risk and share. */
  calibrationNote(percent: string, cases: number): string;
  estimatedRisk: string;
  shareWrong: string;
  acrossLanguages: string;

  /** Prose. */
  aboutText(facts: DeskFacts): readonly Prose[];
  policyText(facts: DeskFacts): readonly Prose[];

  /** Empty and broken. */
  emptyTitle: string;
  emptyText: string;
  emptySteps: readonly string[];
  emptySection: string;
  emptyDay: string;
  missingTitle: string;
  missingText: string;
  goneTitle: string;
  brokenTitle: string;
  brokenText: string;
  backToFront: string;
}

const bySite: Record<UiLanguage, SiteStrings> = { en: englishSite, ko: koreanSite };

/** The words of the chrome in a language of the interface. */
export function siteStrings(ui: UiLanguage): SiteStrings {
  return bySite[ui];
}

/** A section as a reader knows it; one that we have no name for stands as the publisher wrote it. */
export function sectionName(section: string, ui: UiLanguage): string {
  return bySite[ui].sectionNames[section.toLowerCase()] ?? section;
}

/** The order of a paper, from what concerns all to what each reads for pleasure. Sections of one place share a line. */
const paperOrder: readonly (readonly string[])[] = [
  ['politics', '정치', '북한'],
  ['world', 'international', '국제', '세계'],
  ['security', 'defence'],
  ['business', 'economy', 'finance', '경제'],
  ['energy', 'transport'],
  ['society', '사회'],
  ['local', '지역'],
  ['education', 'health'],
  ['environment', 'climate', '환경'],
  ['science', '과학'],
  ['technology', 'tech'],
  ['culture', 'arts', '문화'],
  ['sport', 'sports', '스포츠'],
];

/** Sections in the order of a paper, whatever the language; those that we do not know come last, as they came. */
export function inPaperOrder<T>(sections: readonly T[], nameOf: (section: T) => string): T[] {
  const place = (section: T) => {
    const found = paperOrder.findIndex((names) => names.includes(nameOf(section).toLowerCase()));
    return found < 0 ? paperOrder.length : found;
  };
  return [...sections].sort((a, b) => place(a) - place(b));
}

/** The interface that suits a brief's language; the first of the site where there is none. */
export function interfaceFor(lang: string, offered: readonly UiLanguage[]): UiLanguage {
  const primary = lang.toLowerCase().split('-')[0] ?? '';
  return isUiLanguage(primary) && offered.includes(primary) ? primary : (offered[0] ?? 'en');
}

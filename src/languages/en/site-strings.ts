import type { DeskFacts, Prose, SiteStrings } from '../site-strings.ts';
import { englishPolicy } from './site-policy.ts';

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function counted(count: number, one: string, many: string): string {
  return `${words[count] ?? count} ${count === 1 ? one : many}`;
}

function daysApart(days: number): string {
  if (days === 0) return 'the same day';
  const [size, side] = [Math.abs(days), days < 0 ? 'earlier' : 'later'];
  if (size === 1) return `a day ${side}`;
  if (size < 14) return `${words[size] ?? size} days ${side}`;
  if (size < 60) return `${words[Math.round(size / 7)] ?? Math.round(size / 7)} weeks ${side}`;
  return `${words[Math.round(size / 30)] ?? Math.round(size / 30)} months ${side}`;
}

/** A headline's capital; an acronym keeps its own. */
function uncapitalised(word: string): string {
  return /^\p{Lu}\p{Ll}/u.test(word) ? `${word.charAt(0).toLowerCase()}${word.slice(1)}` : word;
}

function aboutText({ name, responsible, contact }: DeskFacts): readonly Prose[] {
  return [
    {
      heading: 'What this is',
      paragraphs: [
        `${name} follows news sources, reads the original reports, groups those about one event into a story, and publishes a short brief of each. The briefs are made by a program. Where a language model wrote them, the label says so; where the sentences are excerpts chosen from the originals, the label says that.`,
        'Every sentence is tied to the passage of an original that supports it, and is checked against that passage before anybody sees it. Choose a sentence and the passage appears, with the result of each check. A sentence that does not hold is rewritten, replaced by the original’s own words, or left out, and the foot of the page says which.',
      ],
    },
    {
      heading: 'How to read a page',
      paragraphs: [
        'Under the headline stand the label, the time, whether an editor has reviewed the brief, and the originals with their publishers, authors and dates. A thin line under a sentence means that it stands in the original; a dotted line, that it is what somebody says or is said with reserve; a dashed line, that a check has a doubt.',
        '“Independent voices” counts publishers who reported for themselves. Copies of one agency’s text count once, however many outlets carry it.',
      ],
    },
    {
      heading: 'Who answers for it',
      paragraphs: [
        responsible
          ? `Responsible for what is published here: ${responsible}.`
          : 'This desk has not yet named the person who answers for what is published here. Until it does, treat the briefs as a reading aid and rely on the originals.',
        contact
          ? `Errors, requests and complaints: ${contact}. A publisher may ask for its reports to be taken out at the same address.`
          : 'No address for errors and complaints has been set.',
      ],
    },
  ];
}

export const englishSite: SiteStrings = {
  language: 'English',
  skip: 'Skip to the content',
  front: 'Front page',
  latest: 'Latest',
  sections: 'Sections',
  sources: 'Sources',
  search: 'Search',
  searchHint: 'Words, "a phrase", source:, lang:, from:',
  about: 'About',
  policy: 'Editorial policy',
  accuracy: 'How accurate is this?',
  corrections: 'Corrections',
  feeds: 'Feeds',
  menu: 'Pages',
  readIn: 'Language of the site',
  allLanguages: 'Briefs in all languages',
  onlyThisLanguage: 'Only briefs in English',
  moreOf: (section) => `More: ${section}`,
  archive: 'By day',
  earlierDay: 'Earlier',
  laterDay: 'Later',
  sectionNames: {
    world: 'World',
    international: 'World',
    politics: 'Politics',
    business: 'Business',
    economy: 'Economy',
    finance: 'Finance',
    society: 'Society',
    local: 'Local',
    science: 'Science',
    technology: 'Technology',
    tech: 'Technology',
    health: 'Health',
    environment: 'Environment',
    climate: 'Climate',
    culture: 'Culture',
    arts: 'Arts',
    sport: 'Sport',
    sports: 'Sport',
    security: 'Security',
    defence: 'Defence',
    education: 'Education',
    energy: 'Energy',
    transport: 'Transport',
    정치: 'Politics',
    경제: 'Economy',
    사회: 'Society',
    국제: 'World',
    세계: 'World',
    문화: 'Culture',
    과학: 'Science',
    스포츠: 'Sport',
    지역: 'Local',
    환경: 'Environment',
    북한: 'North Korea',
  },
  noSection: 'Other news',

  motto: 'News that shows its work',
  labelNote: 'Made by a program from original reports and checked sentence by sentence',
  responsible: 'Editorially responsible',
  contact: 'Contact',
  noResponsible: 'not named yet',
  reportError: 'Report an error',
  madeWith: 'Made with Standfirst',

  reports: (count) => counted(count, 'report', 'reports'),
  voices: (count) => counted(count, 'independent voice', 'independent voices'),
  singleSource: 'single source',
  corrected: 'Corrected',
  reviewedShort: 'reviewed',
  updated: 'Updated',

  thisIsIn: (language) => `This brief is in ${language}.`,
  readThisIn: (language) => `Read this story in ${language}`,
  theStory: 'The story so far',
  wholeStory: 'All reports, timeline and disagreements',
  related: 'Related briefs',
  relatedOriginals: 'Original reports elsewhere',
  relatedOriginalsNote: 'Not written by us: no brief tells of these yet. The links lead to their publishers.',
  originalReport: 'Original report',
  originalReportIn: (language) => `Original report in ${language}`,
  daysApart,
  relatedByNames: (names, when) => `Also on ${names.join(' and ')}, ${when}`,
  relatedByWords: (topics, when) => `Also about ${topics.map(uncapitalised).join(' and ')}, ${when}`,
  relatedByMeaning: (when) => `On the same subject, ${when}`,
  chosenByEditor: 'Chosen by an editor',
  newSince: 'New since the last version',
  newSources: (publishers) => `Now also from ${publishers}`,
  revisions: 'Earlier versions',
  revisionsOf: 'Versions of this brief',
  revision: 'Version',
  currentRevision: 'public now',
  writer: 'Writer',
  writers: { extractive: 'Excerpts by a program', model: 'Language model' },
  contentHash: 'Content hash',
  correctionKinds: { correction: 'Correction', update: 'Update', withdrawal: 'Withdrawal' },
  before: 'It said',
  after: 'It says now',
  leftOut: 'The sentence is gone.',
  withdrawn: 'This brief was withdrawn',
  withdrawnText: 'It is no longer shown. What is known about the reason stands here.',

  story: 'Story',
  timeline: 'What became known when',
  briefsOfStory: 'Briefs',
  noBriefYet: 'No brief has been published about this story yet.',
  firstReport: 'first report',
  alsoCarriedBy: 'The same text at',
  firstToPublish: 'first to publish this text',
  textOf: (name, isAgency) => (isAgency ? `Agency text of ${name}` : `Text of ${name}`),
  originSigns: {
    dateline: (where) => `dateline at ${where}`,
    byline: (where) => `byline at ${where}`,
    credit: (where) => `credit at ${where}`,
    canonical: (where) => `${where} gives its address as the original`,
  },
  fullestAt: (name) => `longest version at ${name}`,
  andOthers: (count) => `and ${counted(count, 'other', 'others')}`,
  newHere: 'First to report:',
  laterAlso: (publishers) => `Later also: ${publishers}`,
  singleSourceNote: (publisher) =>
    `All of this rests on one source, ${publisher}. No other report of it has been read so far.`,
  singleSourceCopies: (publisher) =>
    `All of this rests on one source, ${publisher}. The other reports are copies of its text.`,
  changedText: 'text changed later',
  withdrawnReport: 'withdrawn',
  disagreements: 'Where the reports disagree',
  disagreementsNote:
    'Both sides, each with who reports it. Which of them is right is not for this page to say.',
  disagreementKinds: {
    number: 'Number',
    cause: 'Cause',
    actor: 'Who',
    status: 'State of things',
    place: 'Place',
    time: 'Time',
  },
  saidBy: 'Reported by',
  growth: 'How the story grew',
  growthNote: (documents, voices, languages) =>
    `${counted(documents, 'report', 'reports')} from ${counted(voices, 'independent voice', 'independent voices')} in ${counted(languages, 'language', 'languages')}`,
  growthReports: 'All reports',
  growthVoices: 'Independent voices',
  growthCopy: 'copy of an earlier text',
  growthTable: 'The same as a table',
  publisher: 'Publisher',
  time: 'Time',
  title: 'Title',
  languageWord: 'Language',
  countryWord: 'Country',
  countries: (names, known, voices) =>
    known === voices ? names : `${names} (country known of ${known} of ${voices} voices)`,
  countryFrom: {
    source: 'as the editors say',
    address: 'by its web address',
    language: 'by its language tag',
  },
  kindWord: 'Kind',
  independent: 'independent',
  copy: 'copy',
  moreReports: (count) => `${counted(count, 'further report is', 'further reports are')} not listed.`,
  storySpan: 'from the first report to the latest',

  source: 'Source',
  sourceReports: 'Reports',
  sourceBriefs: 'Briefs that rest on this source',
  sourceHome: 'Home page',
  sourceStates: { active: 'followed', paused: 'paused', gone: 'no longer there' },
  lastRead: 'Last read',
  noReports: 'Nothing has been read from this source yet.',
  sourcesNote:
    'Everything that this desk follows. Reports stay with their publishers; this site links to them.',

  results: (count, more) => `${more ? 'More than ' : ''}${count} found`,
  resultsByMeaning: (count) => `(${count} by meaning alone)`,
  foundBy: { meaning: 'by meaning', both: 'by words and meaning' },
  facetsNote: (count) => `Counted over the newest ${count} matches.`,
  noResults: 'Nothing was found.',
  searchTips:
    'Words may be in any language; two syllables of Korean are enough. Quotation marks keep words together. source:, lang:, name:, from: and to: narrow the search.',
  searchMeaningTip: 'A question in your own words finds what means the same, in other languages too.',
  searchExamples: ['"six weeks" bridge', 'lang:ko 금리', 'from:2026-03-01 to:2026-03-31'],
  kinds: { brief: 'Brief', document: 'Original' },
  narrow: 'Narrow the search',
  anyLanguage: 'Any language',
  anySource: 'Any source',
  names: 'Names',
  anyName: 'Any name',
  sinceTitle: 'When',
  sinceSpans: ['Today', 'Last 7 days', 'Last 30 days', 'Last 365 days'],
  anyDay: 'Any day',
  fromDay: 'From',
  toDay: 'To',
  nextPage: 'Next page',
  previousPage: 'Previous page',
  searchTrouble: (text) => `This part of the question was not understood: ${text}`,

  correctionsNote:
    'What was wrong and has been put right, what the world has changed since, and what was taken down. Newest first.',
  noCorrections: 'Nothing has been corrected so far.',

  accuracyNote:
    'Every sentence is compared with its original by a set of checks and a small statistical model. They catch much, not all. These are the figures measured for the version that runs here.',
  accuracyMissing: 'This version brings no measured figures along.',
  liveTitle: 'On this desk',
  liveNote: (days) => `Counted over the briefs published in the last ${days} days.`,
  live: {
    briefs: 'briefs published',
    sentences: 'sentences checked',
    supported: 'supported as drafted or rewritten',
    dropped: 'dropped',
    rewritten: 'rewritten',
    quoted: 'replaced by the original’s own words',
    corrections: 'corrections published',
  },
  errorTypes: 'Wrong sentences that are caught',
  errorTypesNote: (percent) =>
    `Sentences made wrong on purpose, one kind of error at a time. Share that is caught, at a threshold that takes at most ${percent} of the right sentences for wrong.`,
  errorType: 'Error',
  cases: 'Cases',
  found: 'Caught',
  rightSentences: 'Right sentences that raise an alarm',
  rightSentencesNote: 'Correct rewordings that a good check lets pass. Less is better.',
  alarms: 'Alarms',
  measuredSets: 'Labelled collections',
  recall: 'Caught',
  falseAlarms: 'False alarms',
  balancedAccuracy: 'Balanced accuracy',
  calibration: 'Are the risks right?',
  calibrationLead:
    'Texts of the labelled collections, by the risk that was estimated for them: how many of them were wrong. On the slanting line the two are the same; the larger a point, the more texts.',
  calibrationNote: (percent, cases) => `${cases} texts, ${percent} from the line on average`,
  estimatedRisk: 'Estimated risk',
  shareWrong: 'Share that was wrong',
  acrossLanguages: 'Sources in the other language',

  aboutText,
  policyText: englishPolicy,

  emptyTitle: 'Nothing has been published yet',
  emptyText:
    'The desk is running and has no brief to show. The first appear within minutes of the first sources.',
  emptySteps: [
    'Add a source: standfirst add https://a-newspaper.example',
    'Or look at the demonstration corpus: standfirst start --demo',
    'Then load this page again.',
  ],
  emptySection: 'No brief in this section so far.',
  emptyDay: 'Nothing was published on this day.',
  missingTitle: 'There is no such page',
  missingText:
    'The address may be old or mistyped. Search for the words you remember, or start at the front page.',
  goneTitle: 'Taken down',
  brokenTitle: 'This page cannot be made right now',
  brokenText: 'Something on our side is not working. Nothing is lost; please try again in a minute.',
  backToFront: 'To the front page',
};

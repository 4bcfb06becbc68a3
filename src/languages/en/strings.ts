import type { CheckedCounts, UiStrings } from '../strings.ts';

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Newspaper style: words up to nine, figures from 10. */
function spelled(count: number): string {
  return words[count] ?? String(count);
}

function counted(count: number, one: string, many: string): string {
  return `${spelled(count)} ${count === 1 ? one : many}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
}

function checkedSummary(counts: CheckedCounts): string {
  const all = counts.claims === 1 ? 'and supported' : 'all of them supported';
  const kept = counts.supported === counts.claims ? all : '';
  const parts = [
    kept || `${spelled(counts.supported)} supported`,
    counts.rewritten > 0 ? `${spelled(counts.rewritten)} rewritten` : '',
    counts.quoted > 0 ? `${spelled(counts.quoted)} replaced by the original’s own words` : '',
    counts.dropped > 0 ? `${spelled(counts.dropped)} dropped` : '',
  ].filter((part) => part !== '');
  return `${capitalised(counted(counts.claims, 'sentence', 'sentences'))} checked${kept === 'and supported' ? ' ' : ': '}${parts.join(', ')}.`;
}

export const englishStrings: UiStrings = {
  aiLabelModel: (sources) =>
    `Written by AI from ${counted(sources, 'original report', 'original reports')}, checked sentence by sentence`,
  aiLabelExcerpts: (sources) =>
    `Excerpts from ${counted(sources, 'original report', 'original reports')}, chosen by a program`,
  aiLabelHeadlineOnly: 'Headline and link only, chosen by a program: no summary passed its checks',
  aiLabelReserved: 'Headline and link only, chosen by a program: the publisher reserves the text',
  aiLabelShort: 'AI-written',
  aiLabelShortExcerpts: 'Excerpts by a program',
  notice:
    'This page was made by a program from the originals named on it. We strive for accuracy, but there may be errors. Please check the original.',
  notReviewed: 'Not reviewed by an editor',
  reviewed: 'Reviewed by an editor',

  originals: 'Originals',
  evidence: 'Evidence',
  whoSaysWhat: 'Who says what',
  keyFigures: 'Key figures',
  background: 'Background',
  relatedBriefs: 'Related briefs',
  notes: 'Evidence, sentence by sentence',
  howChecked: 'How this was checked',
  changed: 'What was changed or left out, and why',
  colophon: 'How this was made',

  skipToText: 'Skip to the text',
  backToText: 'Back to the text',
  close: 'Close',
  readOriginal: 'Read the original',
  evidenceHint: 'Choose any sentence to see the passage of the original it rests on.',
  markSupported: 'stands in the original',
  markAttributed: 'what somebody says, or said with reserve',
  markUnsettled: 'doubtful: its note says why',
  markDropped: 'left out, with the reason',

  by: (names) => `By ${listed(names)}`,
  unknownPublisher: 'Publisher not named',
  untitled: 'Untitled',
  sameTextAs: (names) => `Same text as ${listed(names)}`,
  reportsAndVoices: (reports, voices) =>
    reports === voices
      ? counted(reports, 'report', 'reports')
      : `${counted(reports, 'report', 'reports')}, ${counted(voices, 'independent voice', 'independent voices')}`,
  inLanguage: (language) => `in ${language}`,
  fromTitle: 'headline',
  wordForWord: 'Taken word for word',
  noEvidence: 'No passage of the originals was found for this sentence.',

  verdicts: {
    supported: 'Supported by the original',
    refuted: 'Contradicted by the original',
    'not-enough-information': 'Not settled by the original',
  },
  severities: { block: 'Error', warn: 'Caution', note: 'Note' },
  outcomes: {
    kept: 'Kept as drafted',
    rewritten: 'Rewritten',
    quoted: 'Replaced by the original’s own words',
    dropped: 'Dropped',
  },
  parts: {
    headline: 'Headline',
    standfirst: 'Standfirst',
    lede: 'Opening',
    crosshead: 'Crosshead',
    section: 'Text',
    'pull-quote': 'Quotation',
    'key-figure': 'Key figure',
    'who-says-what': 'Statement',
    background: 'Background',
  },
  risk: (percent) => `Estimated risk of error: ${percent}`,
  originalHas: (text) => `the original has ${text}`,
  draftedAs: 'First drafted as',
  noReason: 'It did not pass its checks.',
  checkedSummary,
  checksRun: (count) =>
    `${capitalised(counted(count, 'kind', 'kinds'))} of check were run on every sentence.`,
  judgedSummary: (model, judged, disagreed) =>
    `A language model (${model}) also judged ${counted(judged, 'sentence', 'sentences')} and ${disagreed === 0 ? 'agreed with the checks' : `disagreed with the checks on ${spelled(disagreed)}`}; the checks decide.`,
  judgeFailed: (model) =>
    `A language model (${model}) was to judge the sentences as well but gave no answer that could be used.`,
  copiedSummary: (count, percent, cap) =>
    `${capitalised(counted(count, 'word is', 'words are'))} taken word for word from one original, ${percent} of it; the limit is ${cap}.`,
  fallbackExtractive: 'The first draft did not hold, so these are excerpts in the originals’ own words.',
  fallbackHeadlineOnly: 'Nothing but the headline passed its checks. Please read the original.',
  reservedHeadlineOnly: 'The publisher reserves the use of the text. Please read the original.',

  saidIn: (publisher) => `as reported by ${publisher}`,
  speakerUnnamed: 'Speaker not named in the original',
  translatedQuote: 'Translated. In the original:',

  figure: 'Figure',
  figureMeaning: 'What it counts',
  claim: 'Claim',
  speaker: 'Who',
  certainty: 'How sure',
  agreedBy: 'Carried by',
  certainties: { stated: 'stated', hedged: 'with reserve', denied: 'denied' },

  writerExtractive: (version) => `Chosen by the extractive writer, version ${version}; no language model.`,
  writerModel: (model) => `Written by the language model ${model}.`,
  writerFallback: (reason) => `Another writer was asked first and could not deliver: ${reason}`,
  revision: (number) => `Revision ${number}`,
  published: 'Made',

  originalCorrected: (publisher) => `${publisher} has corrected its report.`,
  originalChanged: (publisher) => `${publisher} has changed its report.`,
  originalWithdrawn: (publisher) => `${publisher} has taken its report down.`,
  originalsElsewhere: 'The originals that this brief rested on now stand in another story.',
  allOriginalsGone: 'The originals that this brief rested on have been taken down.',
  noLongerUsed:
    'An original that this brief rested on may no longer be used, so the brief has been taken down.',

  clock: (hour, minute) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
  homeOffset: null,
  today: 'today',
  yesterday: 'yesterday',
};

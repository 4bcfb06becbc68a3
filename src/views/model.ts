import {
  type Brief,
  type BriefSource,
  type Claim,
  type Finding,
  headlineWriterVersion,
} from '../domain/brief.ts';
import { numberFormat } from '../kit/formats.ts';
import { packFor } from '../languages/languages.ts';
import type { LanguagePack } from '../languages/pack.ts';
import type { UiStrings } from '../languages/strings.ts';
import { type PassageView, passageViews } from './evidence.ts';
import { localeOf, plain, safeLang, unstopped } from './safe.ts';
import { type SourceView, sourceViews } from './sources.ts';
import { type TimeView, timeView } from './time.ts';

export interface ViewOptions {
  /** IANA zone of the reader. */
  timeZone?: string;
  /** ISO 8601; set only for a page that is made for this moment. */
  now?: string;
}

/** `supported`: thin line; `attributed`: dotted, somebody's word or a reserve; `unsettled`: dashed. */
export type Mark = 'supported' | 'attributed' | 'unsettled';

export interface CautionView {
  severity: string;
  reason: string;
  expected: string | null;
}

/** One sentence as it stands on the page; `number` is its note's. */
export interface SentenceView {
  number: number;
  text: string;
  lang: string;
  mark: Mark;
  /** The page has had this sentence already: it shares the note, and the note leads back to its first place. */
  again: boolean;
}

export interface NoteView extends SentenceView {
  part: string;
  passages: PassageView[];
  confirmations: string[];
  cautions: CautionView[];
  /** Said where it is not that the original supports the sentence. */
  verdict: string | null;
  risk: string;
  /** The first wording, where it was rewritten or replaced. */
  drafted: string | null;
}

export interface ChangedView {
  outcome: string;
  dropped: boolean;
  drafted: string;
  /** What stands there now. */
  text: string | null;
  lang: string;
  reasons: string[];
}

export interface PullQuoteView extends SentenceView {
  speaker: string | null;
  source: SourceView | null;
  original: { text: string; lang: string } | null;
}

export interface BriefView {
  brief: Brief;
  lang: string;
  pack: LanguagePack;
  strings: UiStrings;
  kicker: string | null;
  headline: SentenceView | null;
  standfirst: SentenceView | null;
  lede: SentenceView[];
  sections: { crosshead: SentenceView | null; sentences: SentenceView[] }[];
  pullQuote: PullQuoteView | null;
  keyFigures: { value: string; label: string; sentence: SentenceView }[];
  whoSaysWhat: { sentence: SentenceView; speaker: string; certainty: string; sources: SourceView[] }[];
  background: SentenceView[];
  notes: NoteView[];
  sources: SourceView[];
  changed: ChangedView[];
  created: TimeView | null;
  review: string;
  reports: string;
  /** Sentences about the checks, in order. */
  checked: string[];
  made: string[];
  headlineOnly: string | null;
}

function cautionOf(finding: Finding, strings: UiStrings): CautionView {
  return {
    severity: strings.severities[finding.severity],
    reason: plain(finding.reason),
    expected: finding.expected === undefined ? null : strings.originalHas(plain(finding.expected)),
  };
}

/** Checks that say no more than that the words are the original's. */
const implied = new Set(['evidence', 'coverage']);

function confirmationsOf(claim: Claim, passages: readonly PassageView[], strings: UiStrings): string[] {
  const verbatim = passages.some((passage) => passage.verbatim);
  const telling = claim.confirmations.filter(({ check }) => !verbatim || !implied.has(check));
  return [...(verbatim ? [strings.wordForWord] : []), ...grouped(telling.map(({ note }) => plain(note)))];
}

/** `Name found: A.` and `Name found: B.` as `Name found: A, B`; in whatever words a check speaks. */
export function grouped(notes: readonly string[]): string[] {
  const byHead = Map.groupBy(new Set(notes.map(unstopped)), headOf);
  return [...byHead].flatMap(([head, group]) =>
    head === '' ? group : [`${head}: ${group.map((note) => note.slice(head.length + 2)).join(', ')}`],
  );
}

function headOf(note: string): string {
  return note.includes(': ') ? note.slice(0, note.indexOf(': ')) : '';
}

function markOf(claim: Claim): Mark {
  if (claim.verdict !== 'supported') return 'unsettled';
  if (claim.findings.some(({ severity }) => severity !== 'note')) return 'unsettled';
  const pack = packFor(claim.lang);
  const reserved = pack.attributions(claim.text).length > 0 || pack.hedges(claim.text).length > 0;
  return reserved || claim.part === 'pull-quote' ? 'attributed' : 'supported';
}

function percent(share: number, lang: string): string {
  const format = numberFormat(localeOf(lang), {
    style: 'percent',
    maximumFractionDigits: 0,
  });
  return share > 0 && share < 0.01 ? `< ${format.format(0.01)}` : format.format(share);
}

/** Gives every sentence its number, in the order in which the page asks for them. */
class Numbering {
  readonly notes: NoteView[] = [];
  readonly #byId = new Map<string, NoteView>();
  readonly #claims: Map<string, Claim>;
  readonly #brief: Brief;
  readonly #sources: SourceView[];
  readonly #strings: UiStrings;

  constructor(brief: Brief, sources: SourceView[], strings: UiStrings) {
    this.#brief = brief;
    this.#sources = sources;
    this.#strings = strings;
    this.#claims = new Map(brief.claims.map((claim) => [claim.id, claim]));
  }

  /** Null where the brief names a sentence that it does not hold, or one that was dropped. */
  sentence(id: string | null): NoteView | null {
    const claim = id === null ? undefined : this.#claims.get(id);
    if (!claim || claim.outcome === 'dropped') return null;
    const known = this.#byId.get(claim.id);
    if (known) return { ...known, again: true };
    const made = this.#note(claim, this.notes.length + 1);
    this.#byId.set(claim.id, made);
    this.notes.push(made);
    return made;
  }

  sentences(ids: readonly string[]): NoteView[] {
    return ids.map((id) => this.sentence(id)).filter((note) => note !== null);
  }

  #note(claim: Claim, number: number): NoteView {
    const strings = this.#strings;
    const changed = claim.outcome === 'rewritten' || claim.outcome === 'quoted';
    const passages = passageViews(claim, this.#brief, this.#sources);
    return {
      number,
      text: plain(claim.text),
      lang: safeLang(claim.lang),
      mark: markOf(claim),
      again: false,
      part: strings.parts[claim.part],
      passages,
      confirmations: confirmationsOf(claim, passages, strings),
      cautions: claim.findings.map((finding) => cautionOf(finding, strings)),
      verdict: claim.verdict === 'supported' ? null : strings.verdicts[claim.verdict],
      risk: strings.risk(percent(claim.score, this.#brief.lang)),
      drafted: changed && claim.drafted !== undefined ? plain(claim.drafted) : null,
    };
  }
}

function changedViews(brief: Brief, strings: UiStrings): ChangedView[] {
  return brief.claims
    .filter(({ outcome }) => outcome !== 'kept')
    .map((claim) => {
      const dropped = claim.outcome === 'dropped';
      const reasons = [...new Set(claim.findings.map(({ reason }) => plain(reason)))].slice(0, 4);
      return {
        outcome: strings.outcomes[claim.outcome],
        dropped,
        drafted: plain(claim.drafted ?? claim.text),
        text: dropped ? null : plain(claim.text),
        lang: safeLang(claim.lang),
        reasons: reasons.length > 0 ? reasons : dropped ? [strings.noReason] : [],
      };
    });
}

/** Why there is nothing but the headline; null where there is more. */
function headlineOnlyReason({ verification, writer }: Brief, strings: UiStrings): string | null {
  if (verification.fallback !== 'headline-and-link') return null;
  return writer.version === headlineWriterVersion
    ? strings.reservedHeadlineOnly
    : strings.fallbackHeadlineOnly;
}

function judgeLine(
  { model, judged, disagreed }: NonNullable<Brief['verification']['judge']>,
  strings: UiStrings,
): string {
  return judged === 0
    ? strings.judgeFailed(plain(model))
    : strings.judgedSummary(plain(model), judged, disagreed);
}

function checkedLines(brief: Brief, strings: UiStrings): string[] {
  const { verification, copied } = brief;
  const lines = [strings.checkedSummary(verification), strings.checksRun(verification.checks.length)];
  if (verification.judge) lines.push(judgeLine(verification.judge, strings));
  if (verification.fallback === 'extractive') lines.push(strings.fallbackExtractive);
  const only = headlineOnlyReason(brief, strings);
  if (only !== null) lines.push(only);
  lines.push(strings.copiedSummary(copied.words, percent(copied.share, brief.lang), copied.cap));
  return lines;
}

function madeLines(brief: Brief, strings: UiStrings): string[] {
  const { writer } = brief;
  const lines = [
    writer.kind === 'model'
      ? strings.writerModel(plain(writer.model ?? writer.version))
      : strings.writerExtractive(plain(writer.version)),
  ];
  if (writer.fallbackFrom) lines.push(strings.writerFallback(plain(writer.fallbackFrom.reason)));
  return lines;
}

function pullQuoteView(brief: Brief, numbering: Numbering, sources: SourceView[]): PullQuoteView | null {
  const quote = brief.pullQuote;
  const sentence = quote && numbering.sentence(quote.claim);
  if (!quote || !sentence) return null;
  return {
    ...sentence,
    speaker: quote.speaker === null ? null : plain(quote.speaker),
    source: sources.find(({ id }) => id === quote.source) ?? null,
    original: quote.translated ? { text: plain(quote.original), lang: safeLang(quote.originalLang) } : null,
  };
}

function keyFigureViews(brief: Brief, numbering: Numbering): BriefView['keyFigures'] {
  return brief.keyFigures.flatMap(({ claim, value, label }) => {
    const sentence = numbering.sentence(claim);
    return sentence ? [{ value: plain(value), label: plain(label), sentence }] : [];
  });
}

function statementViews(
  brief: Brief,
  numbering: Numbering,
  sources: SourceView[],
  strings: UiStrings,
): BriefView['whoSaysWhat'] {
  return brief.whoSaysWhat.flatMap(({ claim, speaker, certainty, sources: ids }) => {
    const sentence = numbering.sentence(claim);
    const cited = sources.filter(({ id }) => ids.includes(id));
    // A publisher with several reports carries it once.
    const carriedBy = cited.filter(
      ({ publisher }, index) => cited.findIndex((other) => other.publisher === publisher) === index,
    );
    const words = strings.certainties[certainty];
    return sentence ? [{ sentence, speaker: plain(speaker), certainty: words, sources: carriedBy }] : [];
  });
}

/**
 * Gives out the numbers: first to the running text, where a reader sees them and expects them to rise, then to what
 * bears none on the page (headline, crossheads, figures) and shares the notes.
 */
function partViews(brief: Brief, numbering: Numbering, sources: SourceView[], strings: UiStrings) {
  const lede = numbering.sentences(brief.lede);
  const texts = brief.sections.map(({ sentences }) => numbering.sentences(sentences));
  const whoSaysWhat = statementViews(brief, numbering, sources, strings);
  const background = numbering.sentences(brief.background);
  const headline = numbering.sentence(brief.headline);
  const standfirst = numbering.sentence(brief.standfirst);
  const pullQuote = pullQuoteView(brief, numbering, sources);
  const sections = brief.sections.map(({ crosshead }, index) => ({
    crosshead: numbering.sentence(crosshead),
    sentences: texts[index] ?? [],
  }));
  const keyFigures = keyFigureViews(brief, numbering);
  return { headline, standfirst, lede, keyFigures, pullQuote, sections, whoSaysWhat, background };
}

/** Everything a page says, in reading order, cleaned and in words. Pure; total on any brief that the schema admits. */
export function viewBrief(brief: Brief, options: ViewOptions = {}): BriefView {
  const pack = packFor(brief.lang);
  const { strings } = pack;
  const lang = safeLang(brief.lang);
  const timeOptions = { lang, strings, ...options };
  const sources = sourceViews(brief.sources as readonly BriefSource[], lang, strings, timeOptions);
  const numbering = new Numbering(brief, sources, strings);
  const voices = new Set(brief.sources.map(({ copyGroup }) => copyGroup)).size;
  return {
    brief,
    lang,
    pack,
    strings,
    kicker: brief.kicker === undefined ? null : plain(brief.kicker),
    ...partViews(brief, numbering, sources, strings),
    notes: numbering.notes,
    sources,
    changed: changedViews(brief, strings),
    created: timeView(brief.createdAt, timeOptions),
    review: brief.label.review === 'reviewed' ? strings.reviewed : strings.notReviewed,
    reports: strings.reportsAndVoices(brief.sources.length, voices),
    checked: checkedLines(brief, strings),
    made: madeLines(brief, strings),
    headlineOnly: headlineOnlyReason(brief, strings),
  };
}

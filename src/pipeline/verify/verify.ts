import type { Brief, ClaimPart, Finding } from '../../domain/brief.ts';
import type { CheckedDraft } from '../../domain/checked-draft.ts';
import type { Draft, DraftSentence } from '../../domain/draft.ts';
import type { SourceDocument } from '../../domain/passage.ts';
import { checks } from './checks.ts';
import { copyLedger, sourceWords } from './copy.ts';
import { findVerbatim } from './fold.ts';
import { figureFindings, kickerOf, speakerFindings } from './parts.ts';
import { readSources } from './read.ts';
import { reasonsFor } from './reasons/reasons.ts';
import { Bench } from './repair.ts';
import { scoreTogether } from './score.ts';
import type { Reading, Rewriter } from './types.ts';

export interface VerifyDraftInput {
  draft: Draft;
  /** The documents that the draft was written from, with the ids that its passages name. */
  documents: readonly SourceDocument[];
  /** Asked once for each failing sentence, at most twelve times a brief. */
  rewrite?: Rewriter;
  /** Longest run of words copied from one source in all; no cap where it is not given. */
  copyWordsMax?: number;
  signal?: AbortSignal;
}

type Place = (
  sentence: DraftSentence,
  part: ClaimPart,
  otherwise?: 'drop' | 'quote',
) => Promise<string | null>;

/** The lede stands while one of its sentences does; the last hope is the original's own words. */
async function placeLede(lede: readonly DraftSentence[], place: Place): Promise<string[]> {
  const ids: string[] = [];
  for (const [at, sentence] of lede.entries()) {
    const isLastHope = at === lede.length - 1 && ids.length === 0;
    const id = await place(sentence, 'lede', isLastHope ? 'quote' : 'drop');
    if (id) ids.push(id);
  }
  return ids;
}

/** A section without a crosshead that holds joins the one before it; the first joins the lede. */
async function placeSections(draft: Draft, place: Place, lede: string[]): Promise<CheckedDraft['sections']> {
  const sections: CheckedDraft['sections'] = [];
  for (const { crosshead, sentences } of draft.sections) {
    const ids: string[] = [];
    for (const sentence of sentences) {
      const id = await place(sentence, 'section');
      if (id) ids.push(id);
    }
    if (ids.length === 0) continue;
    const head = await place(crosshead, 'crosshead');
    if (head) sections.push({ crosshead: head, sentences: ids });
    else (sections.at(-1)?.sentences ?? lede).push(...ids);
  }
  return sections;
}

async function placeQuote(draft: Draft, bench: Bench, reading: Reading): Promise<Brief['pullQuote']> {
  const quote = draft.pullQuote;
  if (!quote) return null;
  const { speaker, translated, original, originalLang } = quote;
  const claim = await bench.place({
    sentence: quote,
    part: 'pull-quote',
    otherwise: 'drop',
    speaker,
    original,
    objections: speakerFindings(speaker, quote.text, reading, reasonsFor(draft.lang)),
  });
  if (!claim) return null;
  const home = reading.sources.find((source) => findVerbatim(original, source) !== null)?.document.id;
  const source = home ?? quote.passages[0]?.split(':')[0] ?? 'D1';
  return { claim, speaker, source, translated, original, originalLang };
}

/** A figure or statement that repeats a sentence of the text refers to that sentence. */
async function placeOrReuse(
  sentence: DraftSentence,
  part: ClaimPart,
  bench: Bench,
  objections: Finding[],
  speaker?: string,
) {
  const same = bench.claims.find((claim) => claim.text === sentence.text && claim.outcome !== 'dropped');
  if (!same) {
    const beside = speaker === undefined ? {} : { speaker };
    return bench.place({ sentence, part, otherwise: 'drop', objections, ...beside });
  }
  if (objections.length === 0) return same.id;
  // The sentence stands; what was to be shown beside it does not, and the record says so.
  same.findings.push(...objections.map((finding) => ({ ...finding, severity: 'note' as const })));
  return null;
}

/** A sentence, the passages that it names, and those that checking found for it. */
function textsOf(sentence: DraftSentence, bench: Bench, reading: Reading): string[] {
  const cited = sentence.passages.flatMap((id) => reading.byId.get(id)?.passage.text ?? []);
  const same = bench.claims.find((claim) => claim.text === sentence.text);
  return [sentence.text, ...cited, ...(same?.evidence.map(({ quote }) => quote) ?? [])];
}

async function placeFigures(draft: Draft, bench: Bench, reading: Reading): Promise<Brief['keyFigures']> {
  const figures: Brief['keyFigures'] = [];
  for (const figure of draft.keyFigures) {
    const objections = figureFindings(figure, textsOf(figure, bench, reading), reasonsFor(draft.lang));
    const claim = await placeOrReuse(figure, 'key-figure', bench, objections);
    if (claim) figures.push({ claim, value: figure.value, label: figure.label });
  }
  return figures;
}

async function placeStatements(draft: Draft, bench: Bench, reading: Reading): Promise<Brief['whoSaysWhat']> {
  const statements: Brief['whoSaysWhat'] = [];
  for (const statement of draft.whoSaysWhat) {
    const { speaker, certainty } = statement;
    const objections = speakerFindings(speaker, statement.text, reading, reasonsFor(draft.lang));
    const claim = await placeOrReuse(statement, 'who-says-what', bench, objections, speaker);
    if (!claim) continue;
    const evidence = bench.claims.find((one) => one.id === claim)?.evidence ?? [];
    const sources = [...new Set(evidence.map(({ passage }) => passage.split(':')[0] ?? ''))];
    statements.push({ claim, speaker, certainty, sources });
  }
  return statements;
}

function summaryOf(bench: Bench, isWhole: boolean, lang: string): Brief['verification'] {
  const { claims } = bench;
  const shown = claims.filter((claim) => claim.outcome !== 'dropped');
  const count = (outcome: string) => claims.filter((claim) => claim.outcome === outcome).length;
  return {
    claims: claims.length,
    supported: shown.filter((claim) => claim.verdict === 'supported').length,
    dropped: count('dropped'),
    rewritten: count('rewritten'),
    quoted: count('quoted'),
    fallback: isWhole ? 'none' : 'headline-and-link',
    score: scoreTogether(
      shown.map((claim) => claim.score),
      lang,
    ),
    checks: [...checks.map((check) => check.id), 'copy'],
  };
}

/** Every drafted sentence in the order in which a reader meets it. */
async function placeAll(draft: Draft, bench: Bench, reading: Reading) {
  const place: Place = (sentence, part, otherwise = 'drop') => bench.place({ sentence, part, otherwise });
  const headline = await place(draft.headline, 'headline', 'quote');
  const standfirst = draft.standfirst ? await place(draft.standfirst, 'standfirst') : null;
  const lede = await placeLede(draft.lede, place);
  const sections = await placeSections(draft, place, lede);
  const pullQuote = await placeQuote(draft, bench, reading);
  const keyFigures = await placeFigures(draft, bench, reading);
  const whoSaysWhat = await placeStatements(draft, bench, reading);
  const background: string[] = [];
  for (const sentence of draft.background) {
    const id = await place(sentence, 'background');
    if (id) background.push(id);
  }
  return { headline, standfirst, lede, sections, pullQuote, keyFigures, whoSaysWhat, background };
}

/**
 * Checks a draft sentence by sentence against its documents and repairs what fails: worded anew once where a rewriter
 * is given, else dropped, and where the brief cannot do without it (headline, lede) replaced by the original's own
 * words. Where that fails too, `verification.fallback` is `headline-and-link`: the parts but the headline are then empty.
 * Throws only what the rewriter throws.
 */
export async function verifyDraft(input: VerifyDraftInput): Promise<CheckedDraft> {
  const { draft, documents, rewrite, copyWordsMax, signal } = input;
  const reading = readSources(documents);
  const ledger = copyLedger(reading.sources, copyWordsMax);
  const bench = new Bench({
    reading,
    lang: draft.lang,
    ledger,
    ...(copyWordsMax === undefined ? {} : { copyWordsMax }),
    ...(rewrite ? { rewrite } : {}),
    ...(signal ? { signal } : {}),
  });
  const { headline, ...placed } = await placeAll(draft, bench, reading);
  const isWhole = headline !== null && placed.lede.length > 0;
  const empty = {
    standfirst: null,
    lede: [],
    sections: [],
    pullQuote: null,
    keyFigures: [],
    whoSaysWhat: [],
  };
  const words = Math.max(0, ...reading.sources.map(sourceWords));
  const most = ledger.most();
  return {
    lang: draft.lang,
    ...kickerOf(draft.kicker, draft.lang, reading),
    writer: draft.writer,
    claims: [...bench.claims],
    headline: headline ?? bench.untitled(),
    ...(isWhole ? placed : { ...empty, background: [] }),
    verification: summaryOf(bench, isWhole, draft.lang),
    copied: { share: most.share, words: most.words, cap: copyWordsMax ?? draft.copyCapWords ?? words },
  };
}

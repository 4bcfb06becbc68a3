import { invariant } from '../../domain/errors.ts';
import type { SourceDocument } from '../../domain/passage.ts';
import { detectLanguage } from '../../languages/detect.ts';
import { packFor } from '../../languages/languages.ts';
import { checkClaim } from './claim.ts';
import { readSources } from './read.ts';
import { scoreTogether } from './score.ts';
import type {
  ClaimInput,
  Reading,
  TextSentence,
  TextSource,
  VerifiedSentence,
  VerifiedText,
  VerifyTextInput,
} from './types.ts';

/** More sentences or sources than this are not read: one line of input is one brief, not a library. */
const sentencesMax = 5000;
const sourcesMax = 1000;

/** The language of a text; English where nothing tells (a line of names and numbers). */
function languageOf(text: string): string {
  const { lang } = detectLanguage(text);
  return lang === 'und' ? 'en' : lang;
}

function toDocument(source: TextSource, at: number): SourceDocument {
  return {
    id: `D${at + 1}`,
    title: source.title ?? '',
    text: source.text,
    lang: source.lang ?? languageOf(source.text),
    ...(source.publishedAt === undefined ? {} : { publishedAt: source.publishedAt }),
  };
}

/** The passages that the caller's evidence offsets touch. */
function citedPassages(sentence: TextSentence, given: readonly TextSource[], reading: Reading): string[] {
  if (!Array.isArray(sentence.evidence)) return [];
  return sentence.evidence.slice(0, 50).flatMap(({ source, start, end }) => {
    const read = reading.sources[given.findIndex((one) => one.id === source)];
    return (read?.passages ?? [])
      .filter(({ passage }) => passage.sentence > 0 && passage.start < end && start < passage.end)
      .map(({ passage }) => passage.id);
  });
}

interface Piece {
  text: string;
  start: number;
  cited: string[];
  quote: string;
}

function piecesOf(input: VerifyTextInput, lang: string, reading: Reading): Piece[] {
  if (input.sentences)
    return input.sentences.slice(0, sentencesMax).map((sentence) => ({
      text: sentence.text,
      start: 0,
      cited: citedPassages(sentence, input.sources, reading),
      quote: typeof sentence.evidence === 'string' ? sentence.evidence : '',
    }));
  return packFor(lang)
    .sentences(input.text ?? '')
    .slice(0, sentencesMax)
    .map(({ text, start }) => ({ text, start, cited: [], quote: '' }));
}

function verifyPiece(
  piece: Piece,
  lang: string,
  sources: readonly TextSource[],
  reading: Reading,
): VerifiedSentence {
  const claim: ClaimInput = { text: piece.text, lang, passages: piece.cited, evidence: piece.quote };
  const checked = checkClaim(claim, reading, lang);
  return {
    text: piece.text,
    start: piece.start,
    end: piece.start + piece.text.length,
    score: checked.score,
    verdict: checked.verdict,
    evidence: checked.evidence
      .filter(({ passage }) => !passage.endsWith(':S0'))
      .map(({ passage, start, end }) => {
        const source = sources[Number(passage.slice(1).split(':')[0]) - 1];
        invariant(source, `passage ${passage} belongs to a source`);
        return { source: source.id, start, end };
      }),
    findings: checked.findings.map(({ check, severity, start, end, reason }) => ({
      check,
      severity,
      start: start + piece.start,
      end: end + piece.start,
      reason,
    })),
  };
}

/**
 * Checks a text, or sentences, against sources in any number: the `standfirst verify` door. English and Korean in
 * full; other languages by their words and numbers alone. Offsets are UTF-16 code units. Throws on no input.
 */
export function verifyText(input: VerifyTextInput): VerifiedText {
  const sources = input.sources.slice(0, sourcesMax);
  const reading = readSources(sources.map(toDocument));
  const sample = input.text ?? input.sentences?.map((sentence) => sentence.text).join(' ') ?? '';
  const lang = input.lang ?? languageOf(sample);
  const sentences = piecesOf({ ...input, sources }, lang, reading).map((piece) =>
    verifyPiece(piece, lang, sources, reading),
  );
  const scores = sentences.map((sentence) => sentence.score);
  return { score: scoreTogether(scores, lang), sentences };
}

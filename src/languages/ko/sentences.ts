import type { Sentence } from '../pack.ts';
import { forLastTexts } from './last-text.ts';
import { type QuotePair, quotePairs } from './quote-pairs.ts';

/** Marks that can end a sentence. Ellipses only do so after a final ending. */
const terminators = '.!?。！？…‼⁉';
const closers = '"”’\'」』)〉》]）】';
/** A bracket that has not closed after this many characters is stray. */
const bracketCharsMax = 300;
/** A clause of attribution after a quotation (`홍 의원이 이렇게 덧붙였다`) is no longer than this. */
const attributionCharsMax = 48;

/** Final endings after which even a full stop with no space behind it ends the sentence. */
const finalEnding =
  /(?:[^가-힣]다|[가-힣]다|[어아해세에예네지군나데래대]요|습니까|[니을할될]까|죠|[가-힣]함|했음|됐음|있음|없음|바람|예정임)$/u;
/** What goes on after a quotation with a space before it: particles and verbs of quoting. */
const quotationGoesOn =
  /^\s*(?:이?라(?:고|며|는|면서|던|도|서|거나|지만|기보다)|이?란|하고|하며|하면서|하는\s|한\s|고 |고는|며 |면서|는 |란 |라 |이라 |등의?\s|등으로|등을|등이|등 |을 |를 |에 |에서 |의 |와 |과 |로 |으로 |이나 |처럼 |같은 |식으로|[,·])/u;
const sayingEnd =
  /(?:말|밝혔|밝힌|밝히|전했|전한|설명|강조|주장|덧붙|대답|답|반문|지적|토로|회고|호소|물|되물|외쳤|소리쳤|썼|적었|했|이야기|얘기|언급|발표|반박|비판|당부|촉구|제안|평가|분석|경고|약속|다짐|고백|설명|소개|귀띔|일축|요구|선언|인정|부인)[가-힣]*(?:다|요)$/u;

const latinAbbreviation =
  /(?:^|[\s(["“‘])(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|No|Inc|Co|Corp|Ltd|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|cf|etc|e\.g|i\.e|a\.m|p\.m|approx|Fig|Vol|pp?|[A-Z](?:\.[A-Z])*)$/;

/** A quotation or a bracket: what stands in it may be no sentence of its own. */
interface Guard {
  start: number;
  end: number;
  family: QuotePair['family'] | 'bracket';
}

const bracketClosers: Record<string, string> = { '(': ')', '[': ']', '（': '）', '【': '】' };

function guardsOf(text: string): Guard[] {
  const guards: Guard[] = quotePairs(text).map(({ start, end, family }) => ({ start, end, family }));
  const stack: { at: number; closer: string }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!;
    if (char === '\n') stack.length = 0;
    else if (char in bracketClosers) {
      if (stack.length < 16) stack.push({ at, closer: bracketClosers[char]! });
    } else if (stack.length > 0 && stack.at(-1)!.closer === char) {
      const { at: start } = stack.pop()!;
      if (at - start <= bracketCharsMax) guards.push({ start, end: at + 1, family: 'bracket' });
    }
  }
  return guards.sort((a, b) => a.start - b.start || b.end - a.end);
}

const innerEnd = /[다요까죠오네][.!?…]+\s+\S/u;
/** A pair that opens in mid-sentence and holds sentences is taken for a slip of the marks beyond these lengths. */
const midSentenceMax = { single: 150, double: 600 };

/**
 * Is the pair one piece? So where a particle or verb of quoting follows (`"A. B."라고 말했다`) and where it opens in the
 * middle of a sentence. A quotation that stands for itself is read sentence by sentence.
 */
function isOnePiece(text: string, { start, end, family }: Guard, sentenceStart: number): boolean {
  if (family === 'bracket' || family === 'title' || family === 'corner') return true;
  const inner = text.slice(start + 1, end - 1);
  if (!innerEnd.test(inner)) return true;
  if (/^[가-힣]/.test(text.slice(end, end + 1)) || quotationGoesOn.test(text.slice(end, end + 12)))
    return family === 'double' || inner.length <= 2 * midSentenceMax.single;
  const lead = text.slice(Math.max(sentenceStart, start - 20), start).trim();
  if (lead === '' || /[:,]$/.test(lead)) return false;
  return inner.length <= midSentenceMax[family];
}

/** Is the full stop at `at` part of a number, date, abbreviation, address or name? */
function stopInside(text: string, at: number, sentenceStart: number): boolean {
  const before = text[at - 1] ?? '';
  const after = text[at + 1] ?? '';
  const left = text.slice(Math.max(sentenceStart, at - 24), at);
  if (/[0-9]/.test(before)) {
    if (/[0-9]/.test(after)) return true;
    // 2025. 12. 26. and 12.26. in dates; "1. " at the head of a list entry.
    if (
      /(?:^|[^\d.])(?:[’']?\d{2}|\d{4})\.(?:\s?\d{1,2})$/.test(left) &&
      /^\.\s?\d{1,2}\./.test(text.slice(at, at + 5))
    )
      return true;
    if (/(?:^|\D)(?:\d{4}|[’']\d{2})$/.test(left) && /^\.\s?\d{1,2}\./.test(text.slice(at, at + 6)))
      return true;
    if (/(?:\d{4}|[’']\d{2})\.\s?\d{1,2}\.\s?\d{1,2}$/.test(left))
      return !/^\.\s*(?:\n|$)/.test(text.slice(at, at + 3));
    if (/(?:^|\s)\d{1,2}$/.test(left) && /^\.\s+[가-힣A-Z“"‘]/.test(text.slice(at, at + 4))) return true;
  }
  if (/[A-Za-z]/.test(before)) {
    if (/[A-Za-z0-9]/.test(after)) return true;
    if (latinAbbreviation.test(left)) return true;
  }
  // 가. 나. 다. at the head of an entry.
  return /(?:^|\s)[가나다라마바사아자차카타파하]$/.test(left) && /\s/.test(after);
}

/** Where the run of terminators and closing marks from `at` ends. */
function runEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && terminators.includes(text[end]!)) end += 1;
  return end;
}

/** The end of a sentence whose terminator stands at `at`, or 0 where none ends here. Not inside a bracket or quotation. */
function boundaryAfter(text: string, at: number, sentenceStart: number): number {
  const runTo = runEnd(text, at);
  const run = text.slice(at, runTo);
  if (run === '.' && stopInside(text, at, sentenceStart)) return 0;
  let end = runTo;
  while (end < text.length && closers.includes(text[end]!) && !/\s/.test(text[end]!)) end += 1;
  const after = text[end] ?? '';
  const left = text.slice(Math.max(sentenceStart, at - 12), at);
  if (/[”"’'」』]/.test(text.slice(runTo, end)) && after !== '') {
    const rest = text.slice(end, end + 120);
    if (quotationGoesOn.test(rest) || attributionFollows(rest)) return 0;
  }
  if (/^(?:…+|\.{2,}|\.*…+\.*)$/.test(run)) {
    return after === '' || (/\s/.test(after) && finalEnding.test(left)) ? end : 0;
  }
  if (after === '' || /\s/.test(after)) return end;
  // No space: only after a sure final ending, and never before a particle or inside a Latin word.
  if (/[.。]/.test(run)) return finalEnding.test(left) && /[가-힣A-Z0-9“"‘'([■◆▲▶【]/.test(after) ? end : 0;
  return /[가-힣“"‘]/.test(after) && /[가-힣]$/.test(left) ? end : 0;
}

/** `(사진=가나뉴스)`: a credit is no part of the sentence behind it. */
const credit = /^(?:사진|그래픽|자료|영상|출처|일러스트|캡처|제공)[^=:|]{0,12}[=:|]/;

/** Where a sentence ends with the quotation (or bracket) that ends at `end`, marks around it taken in; 0 where none does. */
function endWithQuotation(text: string, pairStart: number, pairEnd: number, sentenceStart: number): number {
  const inner = text.slice(pairStart + 1, pairEnd - 1).trimEnd();
  const isCredit = pairStart === sentenceStart && credit.test(inner);
  if (!isCredit && !/[.!?。！？…]["”’')]*$/.test(inner.slice(-4))) return 0;
  let end = pairEnd;
  while (end < text.length && closers.includes(text[end]!)) end += 1;
  const rest = text.slice(end, end + 120);
  if (rest === '' || /^\s*\n/.test(rest)) return end;
  if (!/^\s/.test(rest)) return /^[([“‘■◆▶]/.test(rest) && !'‘“"'.includes(text[pairStart]!) ? end : 0;
  if (isCredit) return end;
  if (quotationGoesOn.test(rest)) return 0;
  // In the middle of a sentence a question or exclamation in single marks is a phrase, not an end.
  const opens = text.slice(Math.max(sentenceStart, pairStart - 20), pairStart).trim();
  const isPhrase = "‘'".includes(text[pairStart]!) || (opens !== '' && !/[:,]$/.test(opens));
  if (/[!?…]$/.test(inner) && isPhrase) return 0;
  return attributionFollows(rest) ? 0 : end;
}

/** `... 홍 의원이 덧붙였다.` right after a quotation belongs to the sentence of the quotation. */
function attributionFollows(rest: string): boolean {
  const clause = rest.slice(0, attributionCharsMax + 2).match(/^\s*([^.!?"“”\n]{2,60})[.]/)?.[1];
  return clause !== undefined && sayingEnd.test(clause.trim());
}

/** Does the line break at `at` end a sentence? Hard-wrapped lines go on; headings, list entries and credits do not. */
function lineEnds(text: string, at: number, sentenceStart: number): boolean {
  const rest = text.slice(at, at + 40);
  if (/^\s*\n\s*\n/.test(rest) || /^\s*[▲△■□◆◇●○▶▷※·•▪-]/u.test(rest)) return true;
  const line = text.slice(Math.max(sentenceStart, at - 60), at).trimEnd();
  if (/^\s*\n\s*$/.test(rest) || line === '') return true;
  if (/[,·]$/.test(line)) return false;
  // Wrapped: a long line that stops after a particle or a connective ending.
  return !(
    line.length >= 25 &&
    /[가-힣](?:은|는|을|를|에|에서|에게|의|와|과|으로|하고|하며|면서|지만|라고|다고)$/u.test(line)
  );
}

/**
 * Sentences of Korean text. A quotation with what is said of it (`"..."라고 말했다`, `"..."며 "..."고 덧붙였다`) is one
 * sentence, whatever stands between the marks. Spans leave out the white space around a sentence. Total, linear.
 */
export const koreanSentences: (text: string) => Sentence[] = forLastTexts(sentencesOf);

function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  const guards = guardsOf(text);
  let guardAt = 0;
  let start = text.length - text.trimStart().length;
  const cut = (end: number) => {
    if (end <= start) return;
    const trimmed = text.slice(start, end).trim();
    if (trimmed !== '') sentences.push({ start, end: start + trimmed.length, text: trimmed });
    start = end;
    while (start < text.length && /\s/.test(text[start]!)) start += 1;
  };
  let at = 0;
  while (at < text.length) {
    while (guardAt < guards.length && guards[guardAt]!.start < at) guardAt += 1;
    const guard = guards[guardAt];
    const char = text[at]!;
    if (guard?.start === at && isOnePiece(text, guard, start)) {
      const end = endWithQuotation(text, at, guard.end, start);
      if (end > 0) cut(end);
      at = Math.max(end, guard.end);
    } else if (char === '\n' && lineEnds(text, at, start)) {
      cut(at);
      at += 1;
    } else if (terminators.includes(char)) {
      const end = boundaryAfter(text, at, start);
      if (end > 0) cut(end);
      at = Math.max(end, runEnd(text, at));
    } else at += 1;
  }
  cut(text.length);
  return sentences;
}

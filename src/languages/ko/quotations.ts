import type { Quotation, Sentence } from '../pack.ts';
import { koreanAttributions } from './attributions.ts';
import { quotePairs } from './quote-pairs.ts';
import { koreanSentences } from './sentences.ts';

const clauseEnd = /(?:[.!?…]|[다요죠까네자라군나])["”’']*$/u;
/** A quotation of words that were said, by what follows it. */
const quoted = /^\s?(?:이?라고|이?라며|이?라면서|고\s|고도|고 |며\s|면서|는\s|이?라는|이?란)/;
const directCharsMin = 6;

function kindOf(text: string, start: number, end: number, family: string): Quotation['kind'] {
  if (family === 'title' || family === 'corner') return 'title';
  const inner = text.slice(start + 1, end - 1).trim();
  const isClause = clauseEnd.test(inner) && /\s/.test(inner);
  const after = text.slice(end, end + 8);
  if (family === 'single')
    return isClause && quoted.test(after) && inner.length >= 12 ? 'direct' : 'fragment';
  return inner.length >= directCharsMin && isClause ? 'direct' : 'fragment';
}

function sentenceAt(sentences: readonly Sentence[], at: number): Sentence | undefined {
  let low = 0;
  let high = sentences.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const sentence = sentences[middle]!;
    if (at < sentence.start) high = middle - 1;
    else if (at >= sentence.end) low = middle + 1;
    else return sentence;
  }
  return undefined;
}

/**
 * Quotations with who said them. `direct`: what was said, in a clause; `fragment`: a few words or an emphasis (‘ ’);
 * `title`: works and laws in 《》『』「」. Sorted; a quotation inside another is listed too.
 */
export function koreanQuotations(text: string): Quotation[] {
  const sentences = koreanSentences(text);
  const attributions = koreanAttributions(text);
  let cursor = 0;
  return quotePairs(text).map((pair): Quotation => {
    const { start, end } = pair;
    const kind = kindOf(text, start, end, pair.family);
    const base: Quotation = {
      start,
      end,
      text: text.slice(start, end),
      inner: { start: start + 1, end: end - 1 },
      kind,
    };
    if (kind === 'title') return base;
    const sentence = sentenceAt(sentences, start);
    if (!sentence) return base;
    while (cursor < attributions.length && attributions[cursor]!.cue.end <= start) cursor += 1;
    const next = attributions[cursor];
    const inSame = next && next.cue.start >= end && next.cue.end <= sentence.end ? next : undefined;
    // `김 대표는 "..." 이어 "..."`: a quotation that is a sentence of its own goes on with the speaker before it.
    const standsAlone = sentence.start >= start - 1 && sentence.end <= end + 1;
    const before = standsAlone ? attributions[cursor - 1] : undefined;
    const from = inSame ?? before;
    if (!from) return base;
    return {
      ...base,
      ...(from.speaker ? { speaker: from.speaker } : {}),
      ...(inSame ? { cue: inSame.cue } : {}),
    };
  });
}

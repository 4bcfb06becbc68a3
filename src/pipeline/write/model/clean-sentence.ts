import { linkLike, plainLine, templateToken } from './plain-line.ts';

/** Why a sentence of a model is not taken. */
export type DropReason =
  | 'empty'
  | 'too-long'
  | 'markup'
  | 'link'
  | 'preamble'
  | 'reasoning'
  | 'refusal'
  | 'leaked-prompt'
  | 'repetition';

export type Cleaned = { text: string } | { why: DropReason };

export interface CleanContext {
  /** All documents' visible text: what stands there may be said, even where it looks like a model's own words. */
  original: string;
  leaks(text: string): boolean;
}

const charsMax = 600;

/** Tags that only dress text. Any other tag refuses the sentence. */
const dressing = /<\/?(?:b|i|em|strong|u|p|br|span|mark|small|sup|sub|q|cite)\s*\/?>/gi;
const anyTag = /<\/?[a-z!?][^<>]{0,500}>?/i;
const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
};

/** `[words](target)` keeps its words; pictures and references keep nothing. */
function withoutMarkdown(text: string): string {
  return text
    .replace(/!\[[^\]]{0,300}\]\([^)]{0,2000}\)/g, ' ')
    .replace(/\[([^\]]{1,300})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/^(?:[#>]{1,6}|[-*+•]|\d{1,2}[.)])\s+(?=\S)/, '')
    .replace(/(\*\*|__|~~)(?=\S)([^*_~]{1,400}?)\1/g, '$2')
    .replace(/(^|[\s("“])[*_](?=\S)([^*_]{1,200}?)[*_](?=$|[\s.,;:!?)"”])/g, '$1$2')
    .replace(/`([^`]{1,300})`/g, '$1');
}

const idsInBrackets = /[([]\s*(?:D\d{1,3}:S\d{1,5}[\s,;–-]*){1,12}[)\]]/gi;
/** Half an id at the end of a text that was cut. */
const brokenId = /\s*[([]\s*(?:D\d{0,3}(?::S?\d{0,5})?)?\s*$/i;
const bareId = /\bD\d{1,3}:S\d{1,5}\b\s*[|:]?/gi;
const partLabel =
  /^(?:headline|title|standfirst|lede|lead|crosshead|summary|brief|quote|text|background|제목|부제|요약|리드|소제목|본문|인용문?|배경)\s*[:：]\s+/i;

const preamble =
  /^(?:sure|certainly|of course|absolutely|okay|ok|great)\b[,!.: ]|^here(?:'s|’s| is| are) (?:the|a|an|your|my)\b.{0,60}(?:summary|brief|headline|json|article|text|version|rewrite)|^(?:다음은|아래는|여기).{0,40}(?:입니다|드립니다)[.:]?|^(?:네|물론)[,!.] /i;
const reasoning =
  /\bthe user (?:wants|asks|asked|is asking|requested|said)\b|^(?:okay|ok|alright|hmm|wait)[,.] |^(?:let me|let's|we need to|i need to|i should|i will|i'll|first, i)\b.{0,40}\b(?:write|summari[sz]e|check|think|analy[sz]e|create|generate|look|make|provide)\b|^step \d{1,2}:|사용자가 (?:요청|원하)|(?:작성|요약|생성)해 ?(?:드리)?(?:겠습니다|보겠습니다)/i;
const refusal =
  /\bas an? (?:ai|artificial intelligence|(?:large )?language) (?:language )?(?:model|assistant)\b|^I(?:'|’)?m sorry\b|^I (?:can(?:not|'t|’t)|am unable to|won(?:'t|’t)) (?:help|assist|provide|comply|summari[sz]e|write|access|fulfil)|^죄송(?:하지만|합니다)|(?:AI|인공지능) ?(?:언어 ?)?모델(?:로서|이기)/i;
const jsonish = /[{[]\s*"\w{1,30}"\s*:|"(?:text|passages|evidence)"\s*:/;
const placeholder = /^(?:\.{2,}|…|string|text|n\/a|none|null|undefined|todo|tbd|-+)$/i;

/** A bare domain with or without a path. Names of companies look the same, so the original decides. */
const domainLike =
  /\b(?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.){1,4}(?:com|net|org|info|biz|io|co|ai|app|dev|xyz|top|site|online|shop|club|click|link|live|news|me|tv|ru|cn|kr|uk|de|fr|jp|tk|ly|gl|eu)\b(?:\/[^\s"'<>]{0,500})?/gi;

function hasForeignLink(text: string, original: string): boolean {
  if (text.search(linkLike) >= 0) return true;
  return [...text.matchAll(domainLike)].some(
    ([domain]) => domain.includes('/') || !original.includes(domain),
  );
}

/** A word said six times over, or a phrase that comes round and round: a model that ran into a loop. */
function loops(text: string): boolean {
  const words = text.toLowerCase().split(/\s+/);
  for (let at = 0; at + 6 <= words.length; at += 1)
    if (words.slice(at, at + 6).every((word) => word === words[at])) return true;
  if (/(.{2,12}?)\1{5,}/su.test(text.slice(0, charsMax))) return true;
  const triples = words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`);
  return triples.length >= 12 && new Set(triples).size < triples.length / 2;
}

/**
 * A sentence of a model as plain text, or why it is not taken. What merely dresses it is taken off (markdown, simple
 * tags, ids, part labels, invisible characters); what would lead away, speak of the task or repeat the prompt drops it.
 */
export function cleanSentence(raw: string, { original, leaks }: CleanContext): Cleaned {
  let text = raw.replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_, name: string) => entities[name] ?? '');
  if (text.search(templateToken) >= 0 || /<\/?(?:think|thinking|reasoning)>/i.test(text))
    return { why: 'reasoning' };
  if (/```|~~~/.test(text)) return { why: 'markup' };
  text = withoutMarkdown(plainLine(text.replace(dressing, ' ')));
  text = plainLine(
    text.replace(idsInBrackets, '').replace(bareId, '').replace(brokenId, '').replaceAll('[link]', ''),
  );
  text = text
    .replace(partLabel, '')
    .replace(/\s+([.,;:!?…])/g, '$1')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(text) || placeholder.test(text)) return { why: 'empty' };
  if (anyTag.test(text) || jsonish.test(text)) return { why: 'markup' };
  if (hasForeignLink(text, original)) return { why: 'link' };
  const inOriginal = original.includes(text);
  if (!inOriginal) {
    if (refusal.test(text)) return { why: 'refusal' };
    if (reasoning.test(text)) return { why: 'reasoning' };
    if (preamble.test(text)) return { why: 'preamble' };
  }
  if (leaks(text)) return { why: 'leaked-prompt' };
  if (loops(text)) return { why: 'repetition' };
  return text.length > charsMax ? { why: 'too-long' } : { text };
}

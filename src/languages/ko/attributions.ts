import type { TextSpan } from '../../domain/span.ts';
import type { Attribution, Name, Sentence, Token } from '../pack.ts';
import { overlapIndex } from '../shared/spans.ts';
import { forLastTexts } from './last-text.ts';
import { koreanNames } from './names.ts';
import { type QuotePair, quotePairs } from './quote-pairs.ts';
import { mediaWord, type SayingKind, sayingNouns, sayingVerbs } from './reporting.ts';
import { koreanSentences } from './sentences.ts';
import { koreanTokens } from './tokens.ts';

export type Speaker = TextSpan & { key: string };

/** One sentence as the search for speakers sees it. */
interface Scene {
  text: string;
  sentence: Sentence;
  tokens: Token[];
  quotes: QuotePair[];
  names: Name[];
  isQuoted(at: number): boolean;
  isInName(token: Token): boolean;
}

interface Subject extends TextSpan {
  particle: string;
  /** Index of the particle among the tokens. */
  at: number;
}

const subjectParticles = new Set(['은', '는', '이', '가', '께서', '께서는', '에서는', '에서']);
const notSubjects =
  /^(?:이날|전날|오늘|어제|내일|당시|현재|최근|이번|지난해|올해|내년|작년|것|점|때|수|데|바|경우|뒤|후|전|중|말|이후|이전|여기|이곳|그곳|이것|그것|이는|이|일|날|시|분|년|월|개월|때문|정도|대부분|일부|한편|반면|결과|가운데|누구|무엇|앞서|이어|또|또한|다만|특히)$/;
const timeWords =
  /^(?:이날|전날|오늘|어제|내일|당시|현재|최근|이번|지난해|올해|내년|작년|지난달|이달|앞서|이어|또|또한|다만|특히|한편|반면|이후|이전|그러나|하지만)$/;
const pronouns = /^(?:그|그녀|이들|그들|자신|본인)$/;
/** Words that may stand inside a noun phrase of office and name. */
const phraseTokensMax = 7;

function sceneOf(
  text: string,
  sentence: Sentence,
  tokens: Token[],
  names: Name[],
  quotes: QuotePair[],
): Scene {
  const spoken = quotes.filter(({ family, depth }) => family !== 'title' && depth === 0);
  const inQuote = overlapIndex(spoken.map(({ start, end }) => ({ start: start + 1, end: end - 1 })));
  const inName = overlapIndex(names.map(({ start, end }) => ({ start: start + 1, end })));
  return {
    text,
    sentence,
    tokens,
    quotes,
    names,
    isQuoted: (at) => inQuote({ start: at, end: at + 1 }),
    isInName: (token) => inName(token),
  };
}

/** Noun phrases with a subject or topic particle, outside quotations. */
function subjectsOf(scene: Scene): Subject[] {
  const { text, tokens, isQuoted, isInName } = scene;
  const subjects: Subject[] = [];
  tokens.forEach((token, at) => {
    const head = tokens[at - 1];
    if (!token.stop || !subjectParticles.has(token.text) || !head || head.end !== token.start) return;
    if (token.text.startsWith('에서') && !/(?:측|당국|정부|부|청|당|위|처|실|원|팀|단)$/.test(head.text))
      return;
    if (isInName(token)) return;
    if (isQuoted(token.start) || notSubjects.test(head.text) || head.kind === 'number') return;
    if (/^(?:세|살|도|점|원|달러|배|위|대|초|분)$/.test(head.text) && tokens[at - 2]?.kind === 'number')
      return;
    if (
      /[다라냐자]$/.test(head.text) &&
      head.text.length > 1 &&
      /^[는은]$/.test(token.text) &&
      head.text !== head.norm
    )
      return;
    const start = phraseStart(scene, at - 1);
    subjects.push({ start, end: head.end, text: text.slice(start, head.end), particle: token.text, at });
  });
  for (const [at, token] of tokens.entries()) {
    const match = /^(그|그녀)(?:는|가)$/.exec(token.text);
    if (match && !isQuoted(token.start)) {
      const end = token.start + match[1]!.length;
      subjects.push({
        start: token.start,
        end,
        text: match[1]!,
        particle: token.text.slice(match[1]!.length),
        at,
      });
    }
  }
  return subjects.sort((a, b) => a.start - b.start);
}

/** Where the noun phrase begins whose last word is token `head`: bare nouns before it, and a whole name. */
function phraseStart({ text, tokens, names }: Scene, head: number): number {
  let from = head;
  while (from > 0 && head - from < phraseTokensMax && joins(text, tokens, from)) from -= 1;
  while (from < head && (tokens[from]!.stop || tokens[from]!.kind === 'punctuation')) from += 1;
  const start = tokens[from]!.start;
  const name = names.find(
    (one) => one.start < start && one.end >= start - 1 && /^ ?$/.test(text.slice(one.end, start)),
  );
  return name?.kind === 'person' || name?.kind === 'organisation' ? name.start : start;
}

/** Does the word before token `from` belong to the same noun phrase? Bare nouns do; particles, verbs, dates do not. */
function joins(text: string, tokens: readonly Token[], from: number): boolean {
  const before = tokens[from - 1]!;
  const gap = text.slice(before.end, tokens[from]!.start);
  if (gap !== ' ' && gap !== '') return false;
  if (before.kind === 'punctuation')
    return /[·()ㆍ&]/.test(before.text) || (/^[“”‘’"']$/.test(before.text) === false && before.text === '-');
  if (before.kind === 'number') return gap === '';
  if (before.stop) return before.text === '의' && gap === ' ';
  return (
    before.norm === before.text.toLowerCase() &&
    !timeWords.test(before.text) &&
    !/[일월년]$/.test(before.text.slice(-1) === before.text ? before.text : '')
  );
}

/** The name in a phrase that a speaker is known by, else the phrase without what stands before its last noun. */
function toSpeaker(phrase: TextSpan, names: readonly Name[], last: Speaker | null): Speaker {
  if (pronouns.test(phrase.text) && last) return { ...phrase, key: last.key };
  const inside = names.filter((name) => name.start >= phrase.start && name.end <= phrase.end);
  const best =
    inside.findLast(({ kind }) => kind === 'person') ??
    inside.findLast(({ kind }) => kind === 'organisation');
  const isHead = best && (best.kind === 'person' || best.end === phrase.end);
  return { ...phrase, key: isHead ? best.key : phrase.text.replace(/\s+/g, ' ').toLowerCase() };
}

const quotative =
  /^(?:[”"’'』」]\s?(?:이?라고(?:도|는)?|이?라며|이?라면서|고(?:도|는)?|며|면서|는|이라는|라는)|[가-힣]*[다라냐자까](?:고(?:도|는)?|며|면서|는)|이?라고(?:도|는)?|이?라며)$/;

/** Where the reported clause ends before the verb at `at`: the index of its last token, or -1. */
function quotativeBefore(scene: Scene, at: number): number {
  const { tokens, text } = scene;
  for (let back = at - 1; back >= 0 && at - back <= 14; back -= 1) {
    const token = tokens[back]!;
    if (token.kind === 'punctuation') {
      if (/[,“‘"]/.test(token.text) && at - back > 1) return -1;
      continue;
    }
    const mark =
      /[”"’'』」]\s?$/.exec(text.slice(Math.max(0, token.start - 2), token.start))?.[0].trim() ?? '';
    const word = token.text;
    if (
      quotative.test(mark + word) &&
      (mark !== '' || /(?:[다라냐자]고(?:도|는)?|[다라]며|[다라]면서)$/.test(word))
    )
      return back;
    if (/[다라냐자까](?:고|며|면서)$/.test(word)) return back;
  }
  return -1;
}

const needsClause = new Set([
  '물',
  '말',
  '답',
  '점',
  '이르',
  '쓰',
  '적',
  '하',
  '보',
  '여기',
  '남기',
  '싣',
  '실',
  '이야기',
  '얘기',
  '표현',
  '묘사',
  '결정',
  '판단',
  '알리',
  '바라보',
  '내놓',
  '공개',
  '기대',
  '사과',
  '확인',
  '진단',
  '환영',
  '표명',
  '전달',
  '선언',
  '약속',
  '요구',
  '평가',
  '소개',
  '규정',
  '자신',
  '축하',
  '반발',
  '언급',
  '질문',
  '문의',
  '예고',
  '의심',
  '인정',
  '거부',
  '전하',
  '주문',
  '분석',
  '우려',
  '권고',
  '통보',
  '명시',
  '중계',
  '예측',
  '추정',
  '답변',
]);

function sayingKind(token: Token): { kind: SayingKind; needs: boolean } | null {
  if (token.kind !== 'word' || token.text === token.norm) {
    return null;
  }
  const kind =
    sayingNouns.get(token.norm) ??
    sayingVerbs.get(token.norm) ??
    sayingNouns.get(token.norm.replace(/하$/, ''));
  if (!kind) return null;
  // 발표된, 확인됐다 have no speaker; 발표할, 밝힐 have not been said yet.
  if (/(?:되|된|됐|될|됨|돼|받|당)[가-힣]{0,4}$/.test(token.text.slice(token.norm.replace(/하$/, '').length)))
    return null;
  if (/(?:할|힐|일|물을|려|하자|하라|하기)$/.test(token.text)) return null;
  return { kind, needs: needsClause.has(token.norm.replace(/(?<=.)하$/, '')) };
}

function isLast(scene: Scene, at: number): boolean {
  return scene.tokens.slice(at + 1).every(({ kind }) => kind === 'punctuation');
}

function speakerFor(
  scene: Scene,
  subjects: readonly Subject[],
  verbAt: number,
  clauseEnd: number,
  last: Speaker | null,
): Speaker | null {
  const verb = scene.tokens[verbAt]!;
  const marker = clauseEnd >= 0 ? scene.tokens[clauseEnd]! : null;
  const between = marker ? subjects.filter(({ start, end }) => start >= marker.end && end <= verb.start) : [];
  if (between.length > 0) return toSpeaker(between.at(-1)!, scene.names, last);
  const earlier = subjects.filter(({ end }) => end <= (marker?.start ?? verb.start));
  const quote = scene.quotes.find(({ end }) => marker && end >= marker.start - 2 && end <= marker.start + 1);
  const outside = quote ? earlier.filter(({ end }) => end <= quote.start) : earlier;
  const topic = outside.find(({ particle }) => /[은는]$/.test(particle));
  const first = outside[0];
  if (topic) return toSpeaker(topic, scene.names, last);
  if (first && (quote || !marker || first.start - scene.sentence.start <= 12))
    return toSpeaker(first, scene.names, last);
  return last;
}

const accordingTo = /(?:에|에게)\s?(?:따르면|의하면)|(?:을|를)\s인용(?:해|하여|한)/g;

function accordings(scene: Scene, last: Speaker | null): Attribution[] {
  const found: Attribution[] = [];
  const { sentence, text } = scene;
  for (const match of sentence.text.matchAll(accordingTo)) {
    const start = sentence.start + match.index;
    const end = start + match[0].length;
    const headAt = scene.tokens.findLastIndex((token) => token.end === start);
    if (headAt < 0) continue;
    const from0 = phraseStart(scene, headAt);
    const speaker = toSpeaker(
      { start: from0, end: start, text: text.slice(from0, start) },
      scene.names,
      last,
    );
    const cue = { start, end, text: text.slice(start, end) };
    const isMedia = mediaWord.test(speaker.text) || /인용/.test(match[0]);
    found.push({
      start: from0,
      end,
      text: text.slice(from0, end),
      speaker,
      cue,
      kind: isMedia ? 'report' : 'say',
    });
  }
  return found;
}

const nominal =
  /(?:다는|라는|란|자는)\s(?:게|것이|점을|내용의)?\s?(?:[가-힣]{2,8}(?:의|측)?\s){0,2}(설명|지적|분석|전망|입장|주장|관측|평가|우려|의견|반응|판단|해석|해명|비판|예상)(?:이다|이었다|이며|이고|도 나|이 나|이 제기|이 이어|이 지배적|도 있)[가-힣]*/g;

function nominals(scene: Scene, last: Speaker | null): Attribution[] {
  const found: Attribution[] = [];
  for (const match of scene.sentence.text.matchAll(nominal)) {
    const start = scene.sentence.start + match.index;
    if (scene.isQuoted(start)) continue;
    const nounAt = start + match[0].indexOf(match[1]!);
    const end = start + match[0].length;
    const cue = { start: nounAt, end, text: scene.text.slice(nounAt, end) };
    const kind =
      sayingNouns.get(match[1]!) ?? (/전망|관측|예상|우려|분석|해석/.test(match[1]!) ? 'expect' : 'say');
    const isImpersonal = /나|제기|이어|지배|있/.test(match[0].slice(match[0].indexOf(match[1]!) + 2));
    found.push({ ...cue, cue, kind, ...(last && !isImpersonal ? { speaker: last } : {}) });
  }
  return found;
}

/** Attributions sentence by sentence; a speaker stays the speaker until another comes. */
export const koreanAttributions: (text: string) => Attribution[] = forLastTexts(attributionsOf);

function attributionsOf(text: string): Attribution[] {
  const names = koreanNames(text);
  const quotes = quotePairs(text);
  const tokens = koreanTokens(text);
  const attributions: Attribution[] = [];
  const cursors = { tokens: 0, names: 0, quotes: 0 };
  const slice = <T extends { start: number; end: number }>(
    all: readonly T[],
    key: keyof typeof cursors,
    sentence: Sentence,
  ): T[] => {
    while (cursors[key] < all.length && all[cursors[key]]!.end <= sentence.start) cursors[key] += 1;
    const out: T[] = [];
    for (let at = cursors[key]; at < all.length && all[at]!.start < sentence.end; at += 1) out.push(all[at]!);
    return out;
  };
  let last: Speaker | null = null;
  for (const sentence of koreanSentences(text)) {
    const inside = { tokens: slice(tokens, 'tokens', sentence), names: slice(names, 'names', sentence) };
    const scene = sceneOf(text, sentence, inside.tokens, inside.names, slice(quotes, 'quotes', sentence));
    const found = inSentence(scene, last);
    attributions.push(...found);
    last = found.findLast(({ speaker }) => speaker)?.speaker ?? last;
  }
  return attributions.sort((a, b) => a.start - b.start);
}

/** `“...”며 눈물을 훔쳤다`, `“...”고 선을 그었다`: said with a gesture where no verb of saying stands. */
function gestures(
  scene: Scene,
  subjects: readonly Subject[],
  found: readonly Attribution[],
  last: Speaker | null,
): Attribution[] {
  const { text, tokens, sentence } = scene;
  const quote = scene.quotes.findLast(({ family, depth }) => family === 'double' && depth === 0);
  if (!quote || found.some(({ cue }) => cue.start >= quote.end)) return [];
  const at = tokens.findIndex(({ start }) => start >= quote.end && /[가-힣]/.test(text[start] ?? ''));
  const marker = tokens[at];
  if (!marker || marker.start - quote.end > 1 || !/^(?:이?라)?(?:고|며|면서)$/.test(marker.text)) return [];
  const end = tokens.findLast(({ kind }) => kind === 'word')?.end ?? marker.end;
  const speaker = speakerFor(scene, subjects, at, at, last);
  const cue = {
    start: marker.start,
    end: Math.min(end, sentence.end),
    text: text.slice(marker.start, Math.min(end, sentence.end)),
  };
  return [{ ...cue, cue, kind: 'say', ...(speaker ? { speaker } : {}) }];
}

function inSentence(scene: Scene, last: Speaker | null): Attribution[] {
  const subjects = subjectsOf(scene);
  const found: Attribution[] = [...accordings(scene, last), ...nominals(scene, last)];
  scene.tokens.forEach((token, at) => {
    const isDo = token.norm === '하' && token.text !== '하' && token.kind === 'word';
    const saying = isDo ? { kind: 'say' as const, needs: true } : sayingKind(token);
    if (!saying || scene.isQuoted(token.start)) return;
    const clauseEnd = quotativeBefore(scene, at);
    if (isDo && clauseEnd !== at - 1) return;
    if (clauseEnd < 0 && (saying.needs || !isLast(scene, at))) return;
    const speaker = speakerFor(scene, subjects, at, clauseEnd, last);
    const marker = clauseEnd >= 0 ? scene.tokens[clauseEnd]! : null;
    const particle =
      marker && /^(?:이?라고|고|라며|이라며|며|라면서|면서)/.test(marker.text) && clauseEnd === at - 1;
    const start = particle ? marker.start : token.start;
    const cue = { start, end: token.end, text: scene.text.slice(start, token.end) };
    const isMedia = saying.kind === 'say' && speaker && mediaWord.test(speaker.text) && token.norm === '전하';
    const kind =
      token.norm === '전하' && !(speaker && mediaWord.test(speaker.text))
        ? 'say'
        : isMedia
          ? 'report'
          : saying.kind;
    found.push({ ...cue, cue, kind, ...(speaker ? { speaker } : {}) });
  });
  found.push(...gestures(scene, subjects, found, last));
  return found.sort((a, b) => a.start - b.start);
}

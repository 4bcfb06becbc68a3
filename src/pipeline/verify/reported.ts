import type { Span } from '../../domain/span.ts';
import type { Analysis } from '../../languages/analysis.ts';
import { personWords } from '../../languages/en/name-words.ts';
import { titleSet } from '../../languages/ko/name-words.ts';
import type { Attribution, Token } from '../../languages/pack.ts';

/** A quotation mark right before an attribution: what it reports are the words inside the marks. */
const closingMark = /["”'’」』]\s*,?\s*$/u;
const commaBefore = /[,—–-]\s*$/u;
/** Nothing to report stands behind it. */
const endsHere = /^[\s.,;:!?"”'’)]*$/u;

function hasHangul(text: string): boolean {
  return /[가-힣]/.test(text);
}

/** The quotation that ends right before `at`; where its opening mark is in another sentence, all that stands before. */
function quotedBefore(at: number, { quotations }: Analysis): Span {
  const quotation = quotations.find(({ inner, end }) => inner.end <= at && end <= at && at - end < 4);
  return quotation ? quotation.inner : { start: 0, end: at };
}

/**
 * What an attribution of a passage reports: the clause behind `X said (that)` or `According to X,`; the one before
 * `, X said`, `, according to X` and `-고 밝혔다`. Null where nothing stands there.
 */
export function reportedSpan(attribution: Attribution, passage: Analysis): Span | null {
  const { text } = passage;
  const { start, end, cue, speaker } = attribution;
  const after = text.slice(end);
  if (hasHangul(cue.text)) {
    if (/따르면|의하면/.test(cue.text)) return { start: end, end: text.length };
    const from = speaker && speaker.end <= cue.start ? speaker.end : 0;
    return cue.start - from > 3 ? { start: from, end: cue.start } : null;
  }
  const before = text.slice(0, start);
  if (closingMark.test(before)) return quotedBefore(start, passage);
  if (endsHere.test(after)) return start > 3 ? { start: 0, end: start } : null;
  // Put in between commas, it may speak of what stands on either side.
  if (commaBefore.test(before) && /^\s*,/.test(after)) return null;
  // "Speaking outside the court, Mr Beavis said he ...": what leads in is no part of it.
  return { start: end, end: text.length };
}

const wordsMin = 2;

const isTelling = (token: Token) => token.kind !== 'punctuation' && !token.stop;

/** True where this share of the claim's words of substance stands in `reported`, and not beside it. */
export function tellsReported(claim: Analysis, passage: Analysis, reported: Span, shareMin: number): boolean {
  const inside = new Set(
    passage.tokens
      .filter((token) => token.start >= reported.start && token.end <= reported.end)
      .map((token) => token.norm),
  );
  const own = claim.tokens.filter(isTelling);
  const told = own.filter((token) => inside.has(token.norm)).length;
  return own.length >= wordsMin && told / own.length >= shareMin;
}

/** Who has a side in it, or is nobody answerable. What they say is theirs, not the paper's. */
const partial = new RegExp(
  '\\b(?:lawyers?|attorneys?|critics?|opponents?|activists?|unions?|campaigners?|residents?|witness(?:es)?|' +
    'neighbou?rs?|opposition|rivals?|famil(?:y|ies)|supporters?|protesters?|employees?|workers?|sources?|insiders?|' +
    'people (?:close to|familiar with|briefed on)|relatives?|dockworkers?|shopkeepers?)\\b|' +
    '변호|노조|시민단체|연대|주민|야당|비판|직원|유족|목격|활동가|업계|소식통|노동자|상인|어민|농민|측은|측이',
  'iu',
);

export function hasSide(who: string): boolean {
  return partial.test(who);
}

const views =
  'believes?|believed|claims?|claimed|argues?|argued|thinks?|thought|insists?|insisted|suspects?|suspected|alleges?|alleged|' +
  'maintains?|maintained|contends?|contended|fears?|feared|estimates?|estimated|reckons?|reckoned|warns?|warned|' +
  'suggests?|suggested|predicts?|predicted|accuses?|accused|hopes?|hoped|feels?|felt';
const leadsIn = new RegExp(`([^,;.!?"“”]{0,60})\\b(${views}|says?|said)(?:\\s+that)?\\s*$`, 'iu');
const followsOn = new RegExp(`^\\s*,\\s*([^,;.!?"“”]{1,60}?)\\s(${views}|says?|said)\\b`, 'iu');
const saidWho = new RegExp(`^\\s*,\\s*(${views}|says?|said)\\s([^,;.!?"“”]{1,60})`, 'iu');
const onlyView = new RegExp(`^(?:${views})$`, 'iu');
const onePerson = /\b(?:he|she|mr|mrs|ms|dr|sir|dame)\b/i;

/**
 * Of words cut out of an English passage: what stands right beside the cut says that somebody holds it to be so, and
 * was cut off. Null where nothing of the kind does, or where a body speaks that is answerable for it.
 */
export function viewCutOff({ text, names }: Analysis, cut: Span): string | null {
  const behind = text.slice(cut.end);
  const turned = saidWho.exec(behind);
  const found = leadsIn.exec(text.slice(0, cut.start)) ?? followsOn.exec(behind);
  if (!found && !turned) return null;
  const [who = '', verb = ''] = found ? found.slice(1) : [turned?.[2], turned?.[1]];
  // "Earlier than was thought": by nobody.
  if (/\b(?:than|as|was|were|is|are|be|been)$/i.test(who.trim())) return null;
  const isPerson = names.some(({ kind, text: name }) => kind === 'person' && who.includes(name));
  const isView = onlyView.test(verb) || onePerson.test(who) || hasSide(who) || isPerson;
  return isView ? `${who.trim()} ${verb}`.trim() : null;
}

const pronoun = /^(?:he|she|they|we|i|it|her|him|who|그|그녀|그들|본인)$/i;
/** Speaks for an office or a firm: what such people say is the office's word. */
const mouthpiece = /spokes|대변인|관계자/i;

/** "The nutritionist", "historians": somebody who knows, not an authority. */
const expert = /^(?:[a-z]{3,}(?:ists?|ians?)|experts?|academics?|scholars?|winger|keeper|skipper)$/i;

/** True where one person speaks, by name, office, calling or pronoun, and not for an authority. */
export function isOnePerson({ speaker }: Attribution, { names }: Analysis): boolean {
  if (!speaker || mouthpiece.test(speaker.text)) return false;
  const text = speaker.text.trim();
  if (pronoun.test(text)) return true;
  const isPerson = names.some(
    ({ kind, start, end }) => kind === 'person' && start < speaker.end && speaker.start < end,
  );
  if (isPerson) return true;
  const last = text.split(/\s+/).at(-1) ?? '';
  return hasHangul(text) ? titleSet.has(last) : personWords.has(last.toLowerCase()) || expert.test(last);
}

const firstPerson =
  /(?<![\p{L}'’.])(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me|I['’]m|[Ww]e['’][rv]e)(?![\p{L}.])|(?<![가-힣])(?:우리(?!나라)|저희|나는|내가|제가|저는)/u;
/** Says what ought to be: nobody's fact. */
const ought =
  /\b(?:should(?:n't|n’t)?|must|ought to|needs? to|deserves?)\b|(?:해야|돼야|되어야|어야|아야|여야)\s?(?:한다|할|하며|합니다|했)|필요가 있|바람직|마땅/iu;

function unquoted(text: string): string {
  return text.replace(/["“][^"“”]*["”]/g, ' ');
}

/** Somebody speaks for himself in it, outside of quotation marks. */
export function isFirstPerson(text: string): boolean {
  return firstPerson.test(unquoted(text));
}

/** Words in which somebody speaks for himself or says what ought to be: nothing that a paper says in its own name. */
export function isOpinion(text: string): boolean {
  return isFirstPerson(text) || ought.test(unquoted(text));
}

/** Begins with a quotation mark: the words of somebody. */
export function opensQuotation({ text, quotations }: Analysis): boolean {
  if (!/^\s*["“‘]/.test(text)) return false;
  return quotations.every(({ speaker }) => !speaker);
}

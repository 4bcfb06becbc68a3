import { literal } from '../../../kit/literal.ts';
import type { Reading } from './units.ts';

/** Speakers that name nobody. */
const nameless =
  /^(?:he|she|they|it|we|i|you|who|which|that|this|him|her|them|one|others?|some|many|someone|people|everyone|그|그녀|그들|이들|이|우리|저|나|이는|누군가|일각|업계 일각)$/iu;
/** A group that nobody can ask: `both governments`, `some residents`. */
const vague =
  /^(?:both|all|some|several|many|most|two|three|four|other|others|no|such|few|critics|observers|sources?|insiders)\b/iu;
/** What a sentence's grammar can be mistaken for: a phrase with a preposition is nobody. */
const noSpeaker =
  /^(?:for|on|in|at|with|of|to|by|from|as|about|after|before|and|but|or|close|near)\b|\b(?:and|but|or|that|who|which)$|\d{3}/iu;

const speakerCharsMax = 60;
const officeWordsMax = 7;

/** True where the text can stand as a speaker in a table or under a quotation. */
export function isSpeaker(name: string): boolean {
  if (name.length < 2 || name.length > speakerCharsMax || !/\p{L}/u.test(name)) return false;
  // A dateline.
  if (/^\p{Lu}{7,}$/u.test(name)) return false;
  // `work on a main cable`: a thing, no capital in it.
  if (!/\p{Lu}/u.test(name) && /\s(?:on|in|at|for|with) (?:a|an|the)\s/.test(name)) return false;
  return !nameless.test(name) && !vague.test(name) && !noSpeaker.test(name);
}

/** The office that stands after a name or the name that stands after an office: `Ilsa Brandt, the transport minister`. */
function withApposition(text: string, name: string): string | null {
  const after = new RegExp(
    `${literal(name)}, ((?:the|a|an|its|their|[\\p{Lu}\\p{Ll}]+[’']s?)\\s[^,.;:“”"()\\n]{3,60})(?=[,.;](?!\\d))`,
    'u',
  );
  const office = after.exec(text);
  if (
    office &&
    (office[1]?.split(' ').length ?? 0) <= officeWordsMax &&
    !/\b(?:who|which|said|says|is|was|were|has|had)\b|\d/.test(office[1] ?? '')
  )
    return office[0];
  const named = new RegExp(
    `${literal(name)}, (\\p{Lu}[\\p{L}’'-]{1,24}(?: \\p{Lu}[\\p{L}’'-]{1,24}){1,2})(?=[,.;])`,
    'u',
  ).exec(text);
  return named?.[0] ?? null;
}

/** The longest way in which the document names somebody whose name ends (English) or begins (Korean) like this. */
function fullName(reading: Reading, name: string): string | null {
  const { document, analysis } = reading;
  const bare = name.replace(/^(?:Mr|Mrs|Ms|Dr|Sir)\.?\s+/u, '');
  if (/^\p{Lu}[\p{L}’'-]+$/u.test(bare)) {
    const full = new RegExp(
      `(?<!\\p{L})\\p{Lu}[\\p{L}’'-]{1,24}(?: \\p{Lu}[\\p{L}’'-]{1,24})? ${literal(bare)}(?![\\p{L}])`,
      'u',
    ).exec(document.text);
    return full && !/^(?:Mr|Mrs|Ms|Dr|Sir|The|President|Minister)\b/u.test(full[0]) ? full[0] : null;
  }
  const [first] = name.split(' ');
  if (!/^ko\b/i.test(document.lang) || !first || name.split(' ').length !== 2) return null;
  const longer = analysis.names.find(
    (other) => other.kind === 'person' && other.text !== name && other.text.includes(` ${first}`),
  );
  return longer ? longer.text : null;
}

/** `집 두 채를 둔 강노을 씨`: the end of a clause before a name. */
const adnominal =
  /^(?:둔|온|간|산|쓴|본|낸|된|한|선|탄|판|맡은|사는|하는|다니는|운영하는|나온|열린|만난|키운|지낸|이끄는)\s(?=\p{Script=Hangul}{2,})/u;

/**
 * The speaker as a reader should meet them: full name, and office where the document gives it beside the name.
 * Every form returned stands word for word in the document; the given one where no fuller one does.
 */
export function fullSpeaker(reading: Reading, found: string): string {
  const { text } = reading.document;
  const name = found.replace(adnominal, '');
  const full = fullName(reading, name) ?? name;
  const office = /^en\b/i.test(reading.document.lang) ? withApposition(text, full) : null;
  const best = office ?? full;
  return best.length <= speakerCharsMax ? best : full;
}

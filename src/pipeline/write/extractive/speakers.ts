import { literal } from '../../../kit/literal.ts';
import type { Reading } from './units.ts';

/** Speakers that name nobody. */
const nameless =
  /^(?:he|she|they|it|we|i|you|who|which|that|this|him|her|them|one|others?|some|many|someone|people|everyone|그|그녀|그들|이들|이|우리|저|나|이는|누군가|일각|업계 일각)$/iu;
/** A group that nobody can ask: `both governments`, `some residents`. */
const vague =
  /^(?:both|all|some|several|many|most|two|three|four|other|others|no|such|few|critics|observers|sources?|insiders)\b/iu;
/** What a sentence's grammar can be mistaken for: a phrase with a preposition, a conjunction or an adverb is nobody. */
const noSpeaker =
  /^(?:for|on|in|at|with|of|to|by|from|as|about|after|before|and|but|or|close|near|while|when|whenever|if|unlike|like|even|well|because|since|although|though|not|only|just|why|how|so|then|now|eighteen|one|two|three|four|five|six|seven|eight|nine|ten)\b|\b(?:and|but|or|that|who|which|the \p{Lu})$|\d{3}/iu;
/** A predicate in it: the span runs over more than a name. */
const predicate =
  /\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|that|which|who|when|while|not|said|says|ran|expects?|expressed)\b/iu;
/** Somebody known only through somebody else: `their union`, `his wife`, `its president`. */
const possessive = /^(?:his|her|hers|its|their|my|our|your)\b/iu;
/** Nouns in lower case that can speak: bodies, offices, and people by their work (`researchers`, `citrus growers`). */
const speakingNoun =
  /(?:police|office|ministry|union|company|court|council|county|government|agency|authority|bank|party|group|institute|service|station|association|club|league|fund|university|hospital|school|committee|commission|board|police|treasury|army|navy|crews?|parliament|opposition|firm|operator|owners?|department|federation|team|coastguard|guard|spokesm[ae]n|spokeswom[ae]n|spokesperson|spokespeople|minister|ministers|officials?|doctors|prosecutors?|residents|governments?|families|neighbou?rs|survivors|rescuers|ers|ors|ists|ians|ants|ees)$/iu;
/** An office without a name says who only where its holder is named. */
const officeAlone =
  /^(?:the|a|an) (?:\p{Ll}+ ){0,2}(?:minister|president|prime minister|mayor|governor|chairman|chairwoman|chair|director|chief|spokesman|spokeswoman|spokesperson|official|rapper|actor|actress|singer|player|coach|manager|captain|man|woman|boy|girl|couple|pair|judge|lawyer|professor|teacher|doctor|driver|author|writer|report|paper|newspaper|study|survey|complaint|document|letter|statement|data|charges|expert|chorus|banker|source|brief)$|\b\d+-year-old/iu;
/** Papers and findings do not speak for themselves in a table of people and bodies. */
const thing =
  /\b(?:report|study|survey|poll|data|analysis|testimony|records?|documents?|complaint|charges|rumou?rs?|declaration|plan|modelling|model|disclosures|records|brief|website|site|film|book|motion|rules|selection|tall(?:y|ies)|investigations?|inquiry)\b/iu;
/** Korean: offices, relations and crowds that say who only beside a name. */
const koreanNameless =
  /^(?:(?:한|두|세|네|일부|복수의|여러|다수의|몇몇|익명의)\s.*|(?:.*\s)?(?:관계자|소식통)|전문가들?|업계|누리꾼들?|(?:.*\s)?(?:매체|언론)들?|네티즌들?|부부|배우|가수|대통령|총리|장관|교수|변호인|변호사|래퍼|감독|사장|시장|대표|회장|의원|절반|주민들?|이웃 주민|이웃|회사(?: 쪽| 측)?|정부|당국|경찰|시민들?|씨|그\s.*|이\s.*)$/u;
/** The same with a name of its own. */
const namedThing = /\b(?:Bill|Act|Report|Hub|Survey|Study|Index|Plan|Rumou?rs)$/u;
const koreanThing =
  /(?:조사|자료|서류|보도|연구|보고서|모델|주장|변경|통계|문건|판결|규정|계획|결과|발표|기사|소식통|관계자들|주)$/u;

/** Bodies that speak under their common name. */
const koreanBody = /^(?:정부|경찰|검찰|군|소방 당국|기상 당국|문화 당국|당국)$/u;

const speakerCharsMax = 60;
const officeWordsMax = 7;

/** True where the text can stand as a speaker in a table or under a quotation: a person or a body that a reader can tell. */
export function isSpeaker(name: string): boolean {
  if (name.length < 2 || name.length > speakerCharsMax || !/\p{L}/u.test(name)) return false;
  // A dateline.
  if (/^\p{Lu}{7,}$/u.test(name)) return false;
  // `work on a main cable`: a thing, no capital in it.
  if (!/\p{Lu}/u.test(name) && /\s(?:on|in|at|for|with) (?:a|an|the)\s/.test(name)) return false;
  if (nameless.test(name) || vague.test(name) || noSpeaker.test(name) || possessive.test(name)) return false;
  // `the U`, `A. B. and the U`: cut at the full stop of an abbreviation. `National Center)의`: half a bracket.
  if (/(?:^|\s)\p{Lu}$/u.test(name) || name.split('(').length !== name.split(')').length) return false;
  if (/\p{Script=Hangul}/u.test(name))
    return !koreanThing.test(name) && (!koreanNameless.test(name) || koreanBody.test(name));
  return isLatinSpeaker(name);
}

function isLatinSpeaker(name: string): boolean {
  const [head = ''] = name.split(',');
  // `the company`: which one, where the text has no name that ends with it?
  if (
    /^(?:the|a|an)\s(?:company|firm|ministry|agency|group|union|association|club|office|service)$/iu.test(
      name,
    )
  )
    return false;
  // `Sir Keir dodged several`
  if (/^\p{Lu}.*\s\p{Ll}+ed\b/u.test(head.replace(/^The\s/u, 'the '))) return false;
  if (namedThing.test(head)) return false;
  if (predicate.test(head) || officeAlone.test(name) || thing.test(head.replace(/\p{Lu}\p{L}*/gu, '')))
    return false;
  const bare = head.replace(/^(?:the|a|an)\s/iu, '');
  if (/^\p{Lu}/u.test(bare) || /\s\p{Lu}\p{L}/u.test(bare)) return true;
  // `analysts at the bank`: who speaks stands before the preposition.
  return speakingNoun.test(bare.split(/\s(?:of|at|from|in|for|on|with)\s/u)[0] ?? '');
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
  // `the head of the Narae Space Agency, Mun Chanbyeol`: the name is the head's, not the agency's.
  if (speakingNoun.test(name)) return null;
  const named = new RegExp(
    `${literal(name)}, (\\p{Lu}[\\p{L}’'-]{1,24}(?: \\p{Lu}[\\p{L}’'-]{1,24}){1,2})(?=[,.;])`,
    'u',
  ).exec(text);
  return named?.[0] ?? null;
}

/** Titles and offices before a name. */
const title =
  /^(?:Mr|Mrs|Ms|Dr|Sir|The|But|And|When|President|Prime|Vice|Foreign|Finance|Health|Transport|Interior|Justice|Defence|Defense|Trade|Education|Energy|Home|Culture|Communications|Minister|Secretary|Senator|Governor|Mayor|Professor|Prof|Captain|Chancellor|Judge|Author|Novelist|Attorney|General|Rear|Admiral|Colonel|Gen|CEO|US|U\.S|Rapper|Singer|Actor|Coach)\.?\s+/u;

/** The longest way in which the document names somebody whose name ends (English) or begins (Korean) like this. */
function fullName(reading: Reading, name: string): string | null {
  const { document, analysis } = reading;
  const bare = name.replace(/^(?:Mr|Mrs|Ms|Dr|Sir)\.?\s+/u, '');
  if (/^\p{Lu}[\p{L}’'-]+$/u.test(bare)) {
    const longer = new RegExp(
      `(?<!\\p{L})(?:\\p{Lu}[\\p{L}’'-]{1,24} ){1,3}${literal(bare)}(?![\\p{L}])`,
      'gu',
    );
    for (const [found] of document.text.matchAll(longer)) {
      let full = found;
      while (title.test(full)) full = full.replace(title, '');
      if (/^\p{Lu}\S+ \S/u.test(full)) return full;
    }
    return null;
  }
  if (!/^ko\b/i.test(document.lang)) return null;
  const people = analysis.names.filter(({ kind, text }) => kind === 'person' && text !== name);
  // `차 씨`, `도 총재`: the surname alone, where the text has the whole name.
  const short = /^(\p{Script=Hangul})\s(\p{Script=Hangul}{1,4})$/u.exec(name);
  if (short) {
    const [, surname = '', office = ''] = short;
    const whole = new RegExp(
      `(?<!\\p{L})${surname}\\p{Script=Hangul}{2}\\s?(?:\\p{Script=Hangul}{2,12} )?${office}(?:\\(\\d{2}\\))?`,
      'u',
    ).exec(document.text);
    return whole?.[0] ?? null;
  }
  const [first] = name.split(' ');
  if (!first || name.split(' ').length !== 2) return null;
  return people.find((other) => other.text.includes(` ${first}`))?.text ?? null;
}

/** `the authority`, `관리청`: the one body of the text whose name ends with it, in full. */
function fullBody(reading: Reading, name: string): string | null {
  const noun =
    /^(?:the\s)?(\p{Ll}{4,14})$/iu.exec(name)?.[1] ?? /^(\p{Script=Hangul}{2,5})$/u.exec(name)?.[1];
  if (noun === undefined || !speakingNoun.test(noun)) {
    if (noun === undefined || !/(?:청|부|원|회|사|은행|조합|연맹|협회|위원회)$/u.test(noun)) return null;
  }
  const { document, analysis } = reading;
  const inHangul = (): string[] =>
    [...analysis.names, ...analysis.attributions.flatMap(({ speaker }) => speaker ?? [])].map(
      ({ text }) => text,
    );
  const inLatin = (): string[] => {
    const capital = `${noun[0]?.toUpperCase()}${noun.slice(1)}`;
    const pattern = `(?:\\p{Lu}[\\p{L}’'-]+ ){1,3}${literal(capital)}(?: of(?: the)? \\p{Lu}[\\p{L}]+)?(?![\\p{L}])`;
    return [...document.text.matchAll(new RegExp(pattern, 'gu'))].map(([text]) => text.replace(/^The /u, ''));
  };
  const isFuller = (text: string): boolean =>
    text.length > name.length && text.includes(' ') && (!isHangul || text.endsWith(` ${noun}`));
  const isHangul = /\p{Script=Hangul}/u.test(noun);
  const found = new Set((isHangul ? inHangul() : inLatin()).filter(isFuller));
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

/** `집 두 채를 둔 강노을 씨`: the end of a clause before a name. */
const adnominal =
  /^(?:실제|한편|다만|특히|또|또한|이어|그러나|하지만|둔|온|간|산|쓴|본|낸|된|한|선|탄|판|맡은|사는|하는|다니는|운영하는|나온|열린|만난|키운|지낸|이끄는)\s(?=\p{Script=Hangul}{2,})/u;

/** `the Nurses’ | Union of Halvern`: the possessive that belongs to a body's name. */
function withOwner(text: string, name: string): string {
  if (!/^\p{Lu}\p{Ll}/u.test(name)) return name;
  return (
    new RegExp(`(?:\\p{Lu}\\p{Ll}+ ){0,2}\\p{Lu}\\p{Ll}+s[’'] ${literal(name)}`, 'u')
      .exec(text)?.[0]
      .replace(/^The /u, '') ?? name
  );
}

/**
 * The speaker as a reader should meet them: full name, and office where the document gives it beside the name.
 * Every form returned stands word for word in the document; the given one where no fuller one does.
 */
export function fullSpeaker(reading: Reading, found: string): string {
  const { text } = reading.document;
  const name = withOwner(text, found.replace(adnominal, ''));
  const full = fullName(reading, name) ?? fullBody(reading, name) ?? name;
  const office = /^en\b/i.test(reading.document.lang) ? withApposition(text, full) : null;
  const best = office ?? full;
  return best.length <= speakerCharsMax ? best : full;
}

import { wordingFor } from './wording.ts';

/**
 * What a sentence refers to that another one has to say first: taken out of its text it would speak of somebody or
 * something else. Patterns err towards leaving a sentence out.
 */

/** Something in the text a pronoun can refer to: a name, or a noun with its article. */
const antecedent =
  /\b(?:the|a|an|his|her|one|every|who|mr|mrs|ms|dr)\s+\p{L}|(?<=\p{L},? )\p{Lu}\p{Ll}+(?<!day|January|February|March|April|June|July|August|September|October|November|December)\b|^(?!On|In|At|By|For|From|Last|When|After|Before|While|As|If|Since|Until|During)\p{Lu}\p{L}+ \p{Lu}/u;
/** Somebody whom `he` or `she` can be: a name inside or at the start, or a person by office, work or kin. */
const personAntecedent =
  /\b(?:who|whose|mr|mrs|ms|dr)\b|(?<=\p{L},? |\p{L}['’]s )\p{Lu}\p{Ll}+(?<!day|January|February|March|April|June|July|August|September|October|November|December)\b|^(?!On|In|At|By|For|From|Last|When|After|Before|While|As|If|Since|Until|During|The|A|An|This|That|These|Those|There|It|But|And|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Some|Many|Most|All|Several|Few|Both|No|Not|More|Less|With|Without|Under|Within)\b\p{Lu}\p{L}+ |\b(?:man|woman|boy|girl|child|baby|person|somebody|someone|anybody|anyone|nobody|everybody|everyone|president|student|patient|resident|agent|chief|king|queen|guard|nurse|pilot|judge|vicar|priest|bishop|prince|princess|coach|cook|son|daughter|father|mother|brother|sister|husband|wife|widow|victim|suspect|captain|mayor|actress|heir|spouse|guest|neighbou?r|\p{Ll}{2,}(?:man|woman|ist|ian|ician|yer|eer|or|ant|ent))\b|\b(?!water|river|tower|number|paper|letter|winter|summer|order|power|weather|matter|corner|quarter|other|another|after|over|under|ever|never|whether|either|however|longer|later|earlier|former|latter|higher|lower|bigger|smaller|cover|offer|answer|shelter|chapter|cancer|fever|timber|silver|copper|computer|together|rather|disaster|border|charter|master|center|per|her)\p{Ll}{3,}er\b/u;
const antecedents = new RegExp(antecedent, 'gu');

/** `Since the autumn he`, `On Monday it`: what stands after such an opening without a comma is told by another sentence. */
const afterTime =
  /^(?:on|in|at|by|for|from|since|after|before|during|until|last|this|every|each|then|now)\s(?:[^\s,]+\s){1,4}?(?:he|she|they|it(?!\s(?:is|was|has been|had been|will be|would be|became|emerged|seems|seemed|takes|took|rained|snowed)\b))\s/iu;
/** `of that.`, `than this,`: a pronoun for what was said before. */
const pointer =
  /\b(?:of|about|after|before|for|to|with|by|from|like|than|did|do|done|denies|denied|denying)\s(?:that|this|these|those)(?=[,.;:]|$)/iu;
/** `The company denies it and`: the object is never the subject of its own verb. */
const object =
  /^(.{3,70}?\s\p{Ll}+)\s(?:it|them|him)(?=[,.;]|$|\s(?:and|but|as|in|on|at|to|for|with|by|from|after|before|until|because|again|too)\b)/u;
/** `..., she said.`: who spoke is told before, or would be named here. */
const speaker = /,[”"’']?\s(?:he|she|they|it)\s(?:said|says|added|told\s[^,.]{1,40})[^,”"]{0,40}$/u;
/** `..., its spokeswoman, Dana Felk, said`. */
const owner = /,\s(?:its|their)\s\p{Ll}+\b[^.]{0,60}\b(?:said|says|told|added)\b/u;
/** `“We like to know,” said its captain, Tom Ravell.` */
const saidItsOwn = /(?:^|[”"’',.]\s)(?:said|says|added)\s(?:its|their|his|her)\s\p{Ll}/u;
const bodies =
  /\b(?:company|firm|group|agency|authority|ministry|union|club|council|party|bank|court|office|police|government|association|team|school|hospital|university|operator|service)\b/iu;

/** Bodies of which a story has several, so that `the company` alone says little. */
const oneOfSeveral =
  /^(?:company|firm|group|agency|authority|ministry|union|club|school|hospital|service|association|team|operator)$/u;

function isOwnerless(text: string): boolean {
  const found = owner.exec(text);
  if (!found) return false;
  const before = text.slice(0, found.index);
  return !bodies.test(before) && !/(?<=\s)\p{Lu}\p{L}/u.test(before);
}

/** `A teacher, Orhan Beli, said that he had found her because she was singing`: one person cannot be both. */
function lacksOneOfTwo(text: string): boolean {
  const him = /\b(?:he|him|his)\b/iu.exec(text);
  const her = /\b(?:she|her|hers)\b/iu.exec(text);
  if (!him || !her) return false;
  const before = text.slice(0, Math.max(him.index, her.index));
  const people = before.replace(/\b(?:the|a|an)\s[^,]{1,60},\s(?=\p{Lu})/giu, '');
  return (people.match(antecedents) ?? []).length < 2;
}

function leansInEnglish(text: string): boolean {
  if (
    afterTime.test(text) ||
    pointer.test(text) ||
    speaker.test(text) ||
    saidItsOwn.test(text) ||
    isOwnerless(text) ||
    lacksOneOfTwo(text)
  )
    return true;
  // `the Bank of Halvern raised it`: one body, not two.
  const before = object.exec(text)?.[1]?.replace(/\sof (?:the )?\p{Lu}\p{L}+/gu, '');
  return before !== undefined && (before.match(antecedents) ?? []).length < 2 && !/\bthat\b/.test(before);
}

/** `이 가운데 절반`: of what? A number or a list before it in the sentence says so. */
const amongThese = /(?:^|\s)(?:이|그) ?(?:가운데|중)(?:에서?|의)?\s/u;
/** `그를 발견했다`, `그 시점을`. */
const thatOne =
  /(?:^|\s)그(?:를|에게|의|는|가|와|들[은이을의에]|녀[는가를의])\s|(?:^|\s)그 (?:시점|기간|금액|날|이유|결과|과정|규모|비율|수치|돈|곳|자리)\p{L}{0,2}(?=[\s,.])/u;
/** `이를 부인했다`: what was said stands before. */
const deniesThis = /^\S+(?: \S+){0,3} 이를 (?:전면 |공식 |강하게 )?(?:부인|반박|일축|거부|인정|확인)/u;
const person = /(?:\s씨|\(\d{2,3}\)|대표|장관|의원|교수|시장|위원장|대통령|총리|감독|선수|작가|기자)/u;
const theTwo =
  /^(?:두|세|네) (?:은행|회사|사람|나라|도시|기관|정부|정상|업체|단체|학교|병원|부처|선수|팀)(?:[은이의]|는|가|도|에)\s/u;

/** `하루 4만t을 만들 수 있는 시설이다.`: what is? Neither topic nor subject stands in the sentence. */
const topicless = (text: string): boolean =>
  /이다\.?$/u.test(text) &&
  !/(?:은|(?<!있|없|하|되|같|받|않|오|가)는|이|가|도|께서|에서|에는|에도|란)(?=[\s,])/u.test(text);

function leansInKorean(text: string): boolean {
  if (topicless(text)) return true;
  if (theTwo.test(text) || deniesThis.test(text)) return true;
  const among = amongThese.exec(text);
  if (among && !/\d|[,·]/u.test(text.slice(0, among.index))) return true;
  const that = thatOne.exec(text);
  return that !== null && !person.test(text.slice(0, that.index));
}

const withoutQuotations = (text: string): string =>
  text
    .replace(/["“][^"“”]*["”]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();

/** True where the sentence needs the one before it. `lang`: BCP 47. */
export function leansOn(text: string, lang: string): boolean {
  const wording = wordingFor(lang);
  if (wording.leaning.test(text) || wording.leaningInside.test(text)) return true;
  const unquoted = withoutQuotations(text);
  if (lang.toLowerCase().startsWith('ko')) return leansInKorean(unquoted);
  if (wording.pronoun === null) return false;
  const pronoun = wording.pronoun.exec(unquoted);
  if (pronoun !== null && !personAntecedent.test(unquoted.slice(0, pronoun.index))) return true;
  return leansInEnglish(unquoted);
}

const personal = /\b(?:he|she|him|his|her)\b/iu;

/** True where an English sentence speaks of `he` or `her` and names nobody: the sentence before it has to. */
export function lacksPerson(text: string, lang: string): boolean {
  const unquoted = withoutQuotations(text);
  const found = /^en\b/i.test(lang) ? personal.exec(unquoted) : null;
  return found !== null && !personAntecedent.test(unquoted.slice(0, found.index));
}

/** True where a sentence names somebody whom `he` or `she` can be. */
export const namesPerson = (text: string): boolean => personAntecedent.test(text);

/** The first characters of a noun that tell its forms apart from other words. */
const stemLength = 5;

/**
 * The noun that a sentence opens with as known (`The zone is ...`), where its text has brought it in before (`a large
 * industrial zone`) or where it can mean anything (`The ministry ...`): a reader needs it said first. Null where there
 * is none. `before`: what the text says up to the sentence.
 */
export function knownNoun(text: string, before: string, lang: string): string | null {
  const { pointing, definite } = wordingFor(lang);
  const noun = definite?.exec(text)?.[1]?.toLowerCase();
  if (noun === undefined) return null;
  const stem = noun.slice(0, Math.max(stemLength, noun.length - 1));
  const isBroughtIn = new RegExp(
    `\\b(?:a|an|one|another|two|three)\\s(?:[\\p{Ll}-]+\\s){0,3}${stem}`,
    'iu',
  ).test(before);
  return isBroughtIn || pointing?.test(text) || oneOfSeveral.test(noun) ? stem : null;
}

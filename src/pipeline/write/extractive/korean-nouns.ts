import type { Span } from '../../../domain/span.ts';
import type { LanguagePack } from '../../../languages/pack.ts';

/** Noun phrases in Korean text by the form of its words: what stands without a particle, or with one that can be left off. */

const particle = /(?:으로|에서|은|는|이|가|을|를|의|에|로|와|과)$/u;
/** Endings of verbs, adjectives and adverbs, bound nouns, counters and words of time: no noun that can head a phrase. */
const notNoun =
  /(?:다|고|며|면|서|지|게|던|는데|지만|려고|도록|하는|되는|있는|없는|했던|하던|하지|까지|부터|보다|처럼|만큼|마다|조차|만|도|한|된|할|될|인|적|중|때|등|및|약|더|또|것|수|씨|명|원|개|건|대|년|월|일|시|분|살|번|째|전|후|뒤|간|당|측|쪽|라며|라고|이라|밝혔|말했|위해|통해|대해|따라|관련|지난|올해|내년|작년|이번|다음|현재|모두|가장|매우|다시|이미|아직|특히|함께|바로|각각|지난해|이날|오전|오후|하루|이틀|사흘|나흘|해마다|사이|동안|때문|이상|이하|안팎|가량|정도|최대|최소|평균|전체|이후|이전|여러|모든|어느|아무|무슨|그런|이런|저런)$/u;
/** Words that stand alone as a modifier and never as a thing. */
const notModifier =
  /^(?:그|이|저|한|두|세|네|몇|각|전|새|매|총|약|제|본|당|타|양|이른바|또는|혹은|그리고|하지만)$/u;

/** Adverbs that end like nouns. */
const adverb = /^(?:가까이|많이|같이|없이|굳이|따로|서로|대체로|실제로|새로)$/u;

/** A word of Hangul or Latin letters that reads as a noun without a particle: the pack finds no ending to take off. */
export function isBareNoun(word: string, pack: LanguagePack): boolean {
  if (!/^\d{0,4}[\p{Script=Hangul}A-Za-z·]{2,12}$/u.test(word) || adverb.test(word)) return false;
  if (notNoun.test(word) || notModifier.test(word) || /[은는을를의와과에]$/u.test(word)) return false;
  return pack.tokens(word).every((token) => !token.stop && token.norm === token.text.toLowerCase());
}

/** The noun before its particle: `진화율` of `진화율이`; null where the word has none or is no noun. */
export function nounBeforeParticle(word: string, pack: LanguagePack): string | null {
  const match = particle.exec(word);
  if (!match) return null;
  const stem = word.slice(0, match.index);
  // The pack parts a noun from its particle; the ending of a verb (`올리는`) stays on.
  const ending = pack.tokens(word).at(-1);
  if (!ending?.stop || ending.text !== match[0]) return null;
  return isBareNoun(stem, pack) ? stem : null;
}

/** Nouns that are measured or counted: `진화율이 65%` labels a figure, `화물차는 47㎞` does not. */
const quantityNoun =
  /(?:율|률|액|값|량|폭|비|비용|수|매출|이익|손실|손해|예산|자산|금|대금|규모|면적|길이|높이|무게|인원|가격|요금|임금|세|점수|지수|금리|기온|수온|물가|속도|거리|농도|인구|수위|수익|지출|소득|크기|너비|깊이|용량|부채|주가|시가|자|찬성|반대|피해|차이)$/u;

/** The noun phrase that stands right before `offset`: bare (`주택 38채`) or as topic or subject (`진화율이 65%`). */
export function koreanNounPhraseBefore(text: string, offset: number, pack: LanguagePack): Span | null {
  const before = /(?:[\p{Script=Hangul}A-Za-z0-9·]{1,14} ){1,4}$|[\p{Script=Hangul}A-Za-z·]{1,14} ?$/u.exec(
    text.slice(0, offset),
  );
  const words = before?.[0].trimEnd().split(' ') ?? [];
  const last = words.at(-1);
  if (!before || last === undefined) return null;
  const noun = /(?:은|는|이|가)$/u.test(last) ? nounBeforeParticle(last, pack) : null;
  if (noun !== null && !quantityNoun.test(noun)) return null;
  const head = noun ?? (isBareNoun(last, pack) ? last : null);
  if (head === null || beforeNumber.test(head)) return null;
  const end = before.index + before[0].trimEnd().length - (last.length - head.length);
  let start = end - head.length;
  // Up to two words that belong to it: `추가 비용`, `서리안시의 누수율`.
  for (const word of words.slice(0, -1).reverse().slice(0, 2)) {
    const isOwner = word.endsWith('의') && isBareNoun(word.slice(0, -1), pack);
    const isModifier = isBareNoun(word, pack) && !/[이가]$/u.test(word);
    if (!isModifier && !isOwner) break;
    start -= word.length + 1;
  }
  return { start, end };
}

/** Words that can stand between a noun and its number and name nothing by themselves. */
export const beforeNumber =
  /(?:초속|시속|해발|평균|최대|최소|총|연|한 해|하루|누적|최근|전국|모두|각각|무려|약|전체|추가|당시|현재|올해|지난해|이날|대비|매출액 대비) ?$/u;
const modifierCharsMax = 28;
/** The end of a clause that goes with the next noun: `대피소에 남아 있던 주민`. */
const adnominalEnd = /(?:던|있는|없는|하는|되는|[가-힣]는|한|된|난|친|진|린|온|낸|른|운|의)$/u;
const topicOrSubject = /(?:은|는|이|가|께서|도)$/u;

/** A label with the clause from the start of the sentence that says which: `대피소에 남아 있던 | 주민`. */
export function withModifier(text: string, label: Span): Span {
  const before = text.slice(0, label.start);
  const comma = before.lastIndexOf(', ');
  const start = comma < 0 ? 0 : comma + 2;
  const words = text.slice(start, label.start).trimEnd().split(' ');
  const last = words.at(-1) ?? '';
  if (last === '' || label.end - start > modifierCharsMax || !adnominalEnd.test(last)) return label;
  // `도는 가뭄 대책비`: a lone word in -는 is a topic, unless its stem is a verb's.
  if (words.length === 1 && /[은는]$/u.test(last) && !/(?:있|없|하|되)는$/u.test(last)) return label;
  if (/[\d"“”‘’'()]/u.test(text.slice(start, label.start))) return label;
  if (words.slice(0, -1).some((word) => topicOrSubject.test(word) && !adnominalEnd.test(word))) return label;
  // `관리청은 끊어진 강선`: a topic is no part of the noun phrase.
  return words.length > 1 && /[은는]$/u.test(words[0] ?? '') ? label : { start, end: label.end };
}

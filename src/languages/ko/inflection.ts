import { compose, finalOf, lettersOf, withoutFinal } from './hangul.ts';
import { forWords } from './last-text.ts';
import { stemOf } from './verbs.ts';

const words = (text: string) => text.trim().split(/\s+/);

/** Endings that stand after the stem itself. */
const plainEndings = words(
  `고 고서 고는 고도 고자 고요 지 지만 지는 지도 지가 지를 지요 죠 게 게도 게는 기 기가 기를 기는 기도 기에 기에는 기로 기까지 기만 기의 기보다 기보다는 기조차 는 는데 는데도 는지 는지를 는지에 는지는 는지도 는다 는다고 는다는 는다며 는다면 는가 느냐 느냐고 느냐는 다 다고 다고도 다는 다며 다면 다면서 다면서도 다면서는 다가 다니 다던 다지만 던 던데 던지 도록 자 자고 자는 자며 자면 자마자 거나 거든 거든요 거니와 네 네요 습니다 습니까 습니다만 든 든지 더니 더라 더라도 듯 듯이 듯한 고자 구나 군 군요 나요 냐 냐고 냐는 는구나 십시오 세요 시 려 려고 려는 려던 려면 라 라고 라는 라며 러 며 면 면서 면서도 니 니까 므로 나 나요 소`,
);
/** Endings after a final ㄴ, ㄹ, ㅁ or ㅂ on the base, or after 은, 을, 음. */
const afterN = [
  '',
  ...words(
    '데 데도 지 지는 지도 지를 가 다 다고 다고도 다는 다며 다면 다면서 다는데 다니 다던 다고는 다거나',
  ),
];
const afterR = [
  '',
  ...words(
    '지 지는 지도 지를 지에 지가 까 까요 까봐 수록 게 게요 뿐 뿐만 만큼 만한 만하다 법한 듯 듯하다 때 려고',
  ),
];
const afterM = ['', ...words('을 은 이 에 에도 에 으로 으로써 과 도 에서 의')];
const afterB = words('니다 니까 니다만 시다 시오');
const afterInfinitive = [
  '',
  ...words(
    '서 서는 서도 도 야 야만 야지 야할 요 라 선 주 준 줄 준다 줬다 지 진 진다 질 졌다 지는 지고 졌고 지면서 온 온다 왔다 오는 온 왔던 간 간다 갔다 가는 가고 보 본 봤다 버린 버렸다 내 낸 냈다 놓은 놨다 둔 둘 낸다',
  ),
];
const linkingEndings = words(
  '며 면 면서 면서도 나 니 니까 려 려고 려는 려던 려면 므로 러 시 신 셨다 십니다 라 라고 라는 라며',
);
/** What can follow ㅆ of the past and 겠. */
const afterPast = words(
  '다 다고 다고도 다고는 다는 다며 다면 다면서 다면서도 다가 다가도 다니 다던 다지만 던 던데 던지 고 고요 지 지만 지요 죠 는데 는데도 는지 는지를 는지는 는지도 는가 느냐 느냐고 느냐는 으며 으면 으면서 으면서도 으나 으니 으니까 으므로 을 을지 을까 을까요 을지도 을지는 을수록 을뿐 음 음을 음은 음에도 음이 기 기에 기를 기도 기는 기로 기까지 어 어요 어도 거나 거든 거든요 네 네요 습니다 습니까 습니다만 더라 더라도 더라면 듯 듯이 구나 군 군요 나요 냐 냐고 자',
);

const plainSet = new Set(plainEndings);
const pastSet = new Set(afterPast);
const infinitiveSet = new Set(afterInfinitive);
const linkingSet = new Set(linkingEndings);
const endingCharsMax = 6;

/** Verbs that make a verb of a noun; the noun alone is then the norm (`발표했다`, `발표된` and `발표` share one). */
const lightVerbs = ['하', '되', '시키', '당하', '받', '드리', '스럽', '롭', '답', '지'];

/** Whole words whose last syllable looks like an inflected 하다 or 되다, and endings of compounds that do. */
const notInflected =
  /^(?:여한|대한|시한|기한|무한|관할|할할|이해|새해|서해|동해|남해|오해|화해|저해|살해|상해|공해|영해|박해|가해|황해|군함|전함|현대|시대|기대|군대|부대|세대|연대|상대|반대|무대|토대|지대|은하|이하|전하|폐하|지하|산하|휘하|영하|귀하|유하|치하|강하|낙하|투하|저하|부하|인하|중국|한국|미국|확대|최대|절대)$|(?:북한|남한|권한|제한|최소한|역할|분할|피해|올해|지난해|견해|방해|손해|침해|재해|잠수함|구축함|항공모함|호위함|초계함|상륙함)$/u;

/** The last syllable with its ㅆ undone: `했` -> `하`, `내렸` -> `내리`; null where it is no past. */
function beforePast(word: string): string[] {
  const letters = lettersOf(word.at(-1) ?? '');
  if (letters?.final !== 'ㅆ') return [];
  const head = word.slice(0, -1);
  const open = { ...letters, final: ' ' };
  const undone = (vowel: string) => head + compose({ ...open, vowel });
  if (letters.initial === 'ㅇ' && head !== '' && 'ㅏㅓㅕ'.includes(letters.vowel)) {
    if (letters.vowel === 'ㅕ' && !head.endsWith('하')) {
      // 줄였다 is of 줄이다; after an open syllable 였 may also be the copula (학교였다).
      const verb = `${head}이`;
      return finalOf(head) !== ' ' || stemOf('plain', verb) ? [verb] : [head, verb];
    }
    // 예정이었다: a noun and the copula.
    return head.length > 2 && head.endsWith('이') ? [head, head.slice(0, -1)] : [head];
  }
  if (head.length >= 1 && letters.initial === 'ㄱ' && letters.vowel === 'ㅔ') return [head];
  if (letters.vowel === 'ㅣ') return [];
  if (letters.initial === 'ㅎ' && letters.vowel === 'ㅐ') return [undone('ㅏ')];
  switch (letters.vowel) {
    case 'ㅕ':
      return [undone('ㅣ'), undone('ㅕ')];
    case 'ㅘ':
      return [undone('ㅗ')];
    case 'ㅝ':
      return [undone('ㅜ')];
    case 'ㅙ':
      return [undone('ㅚ')];
    default:
      return [undone(letters.vowel)];
  }
}

function isPastEnding(ending: string): boolean {
  return pastSet.has(ending);
}

/** Verb forms in 았/었/였/겠: sure, whatever the stem. */
function pastStem(word: string): string | null {
  for (let size = Math.min(endingCharsMax, word.length - 1); size >= 1; size -= 1) {
    if (!isPastEnding(word.slice(-size))) continue;
    let bases = beforePast(word.slice(0, -size));
    if (bases.length === 0) continue;
    // 했었다, 했겠다: twice.
    bases = bases.flatMap((base) => (beforePast(base).length > 0 ? beforePast(base) : [base]));
    const infinitive = bases.flatMap(
      (base) => stemOf('infinitive', base) ?? stemOf('infinitive', reInfinitive(base)) ?? [],
    );
    const known = bases.find((base) => stemOf('plain', base) !== undefined);
    return (
      known ?? infinitive[0] ?? bases.findLast((base) => base.length > 1 && !base.endsWith('이')) ?? bases[0]!
    );
  }
  return null;
}

/** `도와` from `도오`: beforePast undid a contraction that was the stem's own. */
function reInfinitive(base: string): string {
  const letters = lettersOf(base.at(-1) ?? '');
  if (!letters) return base;
  const vowel = letters.vowel === 'ㅗ' ? 'ㅘ' : letters.vowel === 'ㅜ' ? 'ㅝ' : letters.vowel;
  return base.slice(0, -1) + compose({ ...letters, vowel });
}

/** What is left of `word` before a final consonant with one of the endings: `내린` -> `내리`, `먹은` -> `먹`. */
function linked(word: string, final: string, written: string, endings: readonly string[]): string[] {
  const bases: string[] = [];
  for (const ending of endings) {
    if (!word.endsWith(ending) || ending.length >= word.length) continue;
    const base = word.slice(0, word.length - ending.length);
    if (base.endsWith(written) && base.length > written.length) bases.push(base.slice(0, -written.length));
    if (lettersOf(base.at(-1) ?? '')?.final === final) bases.push(withoutFinal(base));
  }
  return bases;
}

/** All readings of the word as base + ending. */
function* readings(
  word: string,
): Generator<{ kind: 'plain' | 'linking' | 'infinitive'; base: string; sure: boolean }> {
  for (let size = Math.min(endingCharsMax, word.length - 1); size >= 1; size -= 1) {
    const ending = word.slice(-size);
    const base = word.slice(0, -size);
    if (plainSet.has(ending))
      yield {
        kind: 'plain',
        base,
        sure: /^(?:는다|습니|려고|도록|지만|면서|던|는데|느니|자마자)/.test(ending),
      };
    if (linkingSet.has(ending) || /^(?:는|네|냐|소)/.test(ending))
      yield { kind: 'linking', base, sure: false };
    if (ending.startsWith('으') && linkingSet.has(ending.slice(1)))
      yield { kind: 'linking', base, sure: false };
    if (infinitiveSet.has(ending)) yield { kind: 'infinitive', base, sure: false };
  }
  yield { kind: 'infinitive', base: word, sure: false };
  for (const base of linked(word, 'ㅂ', '읍', afterB)) yield { kind: 'linking', base, sure: true };
  for (const base of linked(word, 'ㄴ', '은', afterN))
    yield {
      kind: 'linking',
      base,
      sure:
        /[ㄴ-ㅎ가-힣]다/.test(word) &&
        word.length - base.length >= 1 &&
        /다/.test(word.slice(base.length - 1)),
    };
  for (const base of linked(word, 'ㄹ', '을', afterR)) yield { kind: 'linking', base, sure: false };
  // 꿈, 몸에, 봄이: nouns, whatever verb of one syllable they could come from.
  for (const base of linked(word, 'ㅁ', '음', afterM))
    if (base.length > 1) yield { kind: 'linking', base, sure: false };
}

/** The 하다 or 되다 that the base is, as its stem: `발표하`, `발표해` -> `발표하`. */
function lightStem(kind: 'plain' | 'linking' | 'infinitive', base: string): string | null {
  if (kind === 'infinitive') {
    if (base.endsWith('해') || base.endsWith('하여')) return `${base.replace(/(?:해|하여)$/, '')}하`;
    if (base.endsWith('돼') || base.endsWith('되어')) return `${base.replace(/(?:돼|되어)$/, '')}되`;
    if (base.endsWith('시켜')) return `${base.slice(0, -1)}키`;
    return null;
  }
  return /(?:하|되|시키)$/.test(base) ? base : null;
}

/** The noun in a noun-made verb, where it is long enough to stand alone. */
export function nounOf(stem: string): string {
  for (const verb of lightVerbs) {
    const noun = stem.slice(0, -verb.length);
    if (
      stem.endsWith(verb) &&
      noun.length >= 2 &&
      (verb === '하' || verb === '되' || verb === '시키' || verb === '당하')
    )
      return noun.endsWith('당') && verb === '하' && noun.length > 2 ? noun.slice(0, -1) : noun;
  }
  return stem;
}

/** The stem of an inflected verb or adjective, null where the word does not look like one. */
export const verbStem: (word: string) => string | null = forWords(stemOfWord);

function stemOfWord(word: string): string | null {
  if (notInflected.test(word)) return null;
  const past = pastStem(word);
  if (past !== null) return past;
  let best: string | null = null;
  let sure: string | null = null;
  for (const { kind, base, sure: isSure } of readings(word)) {
    const known = stemOf(kind, base) ?? lightOf(kind, base, word);
    // 떨어진 is of 떨어지다, not of 떨다: the longer stem explains more of the word.
    if (known && known.length > (best?.length ?? 0) && (base !== word || word.length > 1)) best = known;
    if (isSure && base.length > 1) sure ??= base;
  }
  return best ?? sure;
}

function lightOf(kind: 'plain' | 'linking' | 'infinitive', base: string, word: string): string | null {
  const light = lightStem(kind, base);
  if (light === null || word === '하' || word === '되') return null;
  return light.length > 1 && notInflected.test(base) ? null : light;
}

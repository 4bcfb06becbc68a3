import { unreachable } from '../../domain/errors.ts';
import { endingSound, isHangulSyllable } from './hangul.ts';
import { forWords } from './last-text.ts';
import { nounsEndingLikeParticles } from './nouns.ts';

/** Which endings of a noun a particle may follow. */
type After = 'any' | 'open' | 'closed' | 'open-or-rieul' | 'closed-not-rieul';

/** Case markers and auxiliary particles as in the National Institute's school grammar; compound ones follow from stacking. */
const particleTable: Record<After, string> = {
  any: '에게서 에서부터 에서는 에서도 에서의 에서만 에게는 에게도 에는 에도 에만 에의 에서 에게 에 의 도 만 만큼 까지 까지는 까지도 부터 부터는 보다 보다는 보다도 처럼 만이 만을 만은 만의 마다 조차 마저 밖에 한테 한테서 께서 께서는 께 하고 에다 에다가 마저도 조차도 까지의 부터의 에게로 대로 만으로 만으로도 같이 뿐 뿐만 에서만 에서조차 더러 서 서는',
  open: '는 가 를 와 와의 와는 와도 라고 라며 라는 라면서 란 나 든 든지 야 여서 였던 랑 라도 라서 로서 로써',
  closed:
    '은 이 을 과 과의 과는 과도 이라고 이라며 이라는 이라면서 이란 이나 이든 이든지 이랑 이라도 이라서 이다 이며 이고 이자 이지만 이었다 이던 인데',
  'open-or-rieul': '로 로는 로도 로의 로만 로부터 로까지 로서 로서의 로써 로서는',
  'closed-not-rieul': '으로 으로는 으로도 으로의 으로만 으로부터 으로까지 으로서 으로서의 으로써 으로서는',
};

const particles = new Map<string, After[]>();
for (const [after, words] of Object.entries(particleTable) as [After, string][]) {
  for (const word of words.split(' ')) particles.set(word, [...(particles.get(word) ?? []), after]);
}
const particleCharsMax = Math.max(...[...particles.keys()].map((word) => word.length));

function agrees(stem: string, after: readonly After[]): boolean {
  const sound = endingSound(stem);
  if (sound === null) return true;
  return after.some((rule) => allows(rule, sound));
}

function allows(rule: After, sound: 'open' | 'closed' | 'rieul'): boolean {
  switch (rule) {
    case 'any':
      return true;
    case 'open':
      return sound === 'open';
    case 'closed':
      return sound !== 'open';
    case 'open-or-rieul':
      return sound !== 'closed';
    case 'closed-not-rieul':
      return sound === 'closed';
    default:
      return unreachable(rule);
  }
}

/** True where the whole string is a particle that can stand after `stem` (after anything, where `stem` is not given). */
export function isParticle(word: string, stem?: string): boolean {
  const after = particles.get(word);
  return after !== undefined && (stem === undefined || agrees(stem, after));
}

/**
 * Splits an eojeol (a run of Hangul) into noun and particle: `정부는` -> `정부` + `는`. The longest particle that agrees
 * with the sound before it wins; words that only look as if they carried one (`회의`, `제도`) are whole.
 */
export const splitParticle: (word: string) => Split = forWords(splitWord);

interface Split {
  stem: string;
  particle: string;
}

function splitWord(word: string): Split {
  const whole = { stem: word, particle: '' };
  const copula = copulaOf(word);
  if (copula) return { stem: word.slice(0, -copula.length), particle: copula };
  if (word.length < 2 || nounsEndingLikeParticles.has(word)) return whole;
  for (let size = Math.min(particleCharsMax, word.length - 1); size >= 1; size -= 1) {
    const particle = word.slice(-size);
    const after = particles.get(particle);
    if (!after) continue;
    const stem = word.slice(0, -size);
    if (!agrees(stem, after)) continue;
    if (looksWhole(word, stem, particle)) continue;
    return { stem, particle };
  }
  return whole;
}

/** People and plain nouns in 인, which is no copula there. */
const inIn =
  /(?:[가-힣]국인|군인|노인|부인|본인|개인|법인|상인|시인|장애인|연예인|정치인|경제인|언론인|일반인|민간인|직장인|의인|증인|범인|죄인|여인|달인|원인|요인|확인|승인|공인|기인|유인|무인|할인|지인|타인|만인|성인|거인|신인|명인|장인|대리인|발행인|변호인|피고인|고소인|고발인|참고인|책임인|관리인|상속인|보증인|흑인|백인|동양인|서양인|유대인|아랍인|유럽인|북한인|현지인|의료인|종교인|체육인|문화인|기업인|금융인|주인|애인|연인|미인|행인|이방인|부정인|도장인|온라인|오프라인|라인|디자인|와인|캠페인|코카인|헤로인|우크라인|체인|메인|게인|레인|트레인|크레인|스페인|카인|히로인|팔레스타인|아인슈타인|매케인)$/u;

/** `관문인`, `경쟁사인`: the noun and the copula before another noun. */
function copulaOf(word: string): string {
  return word.length >= 3 && word.endsWith('인') && !inIn.test(word) ? '인' : '';
}

/** Suffixes of nouns that end like a particle, where what stands before them is long enough to be the rest. */
const wholeByEnding =
  /(?:협의|논의|전문가|평가|국가|작가|투자가|활동가|운동가|사업가|기업가|정치가|음악가|제도|속도|온도|태도|철도|반도|농도|밀도|빈도|만족도|지지도|신뢰도|인지도|선호도|경기도|강원도|충청도|전라도|경상도|제주도|북도|남도|황해도|평안도|함경도|효과|초과|경로|통로|항로|진로|선로|철로|회로|어린이|젊은이|늙은이|고양이|호랑이|원숭이|차이|사이|나이|아이|놀이|먹이|고속도로|민주주의|사회주의|자본주의|정상회의|국무회의|수석회의|전체회의|본회의|확대회의|각료회의|안보회의|전원회의|상임위회의|장관회의|이사회의실|조사결과|투표결과|검사결과|개표결과|수사결과|연구결과)$/u;

function looksWhole(word: string, stem: string, particle: string): boolean {
  if (particle.length > 1) return false;
  // A one-syllable stem before a one-syllable particle is most often a two-syllable word, but for the usual few.
  if (stem.length === 1 && isHangulSyllable(stem)) {
    if ('는은을를'.includes(particle)) return !oneSyllableNouns.includes(stem) && '은을'.includes(particle);
    return !oneSyllableNouns.includes(stem);
  }
  return wholeByEnding.test(word);
}

/** Is it a noun of one syllable that commonly carries particles? */
export function isShortNoun(word: string): boolean {
  return word.length === 1 && oneSyllableNouns.includes(word);
}

/** One-syllable nouns and pronouns that commonly carry particles. */
const oneSyllableNouns =
  '키글껌양운잔쌍색점밑암격품쪽편척채명개권장층번건군벌줄삽터낮밤새선꼴색맛옷집밥술차빵쌀콩피뼈살젖숨춤꿈짐짝쇠철금은동납흙돌섬숲길둑배칸층줄공알씨싹잎뿌풀꽃열빛볕달별해눈비이그저나너내네제것수말일날때곳집땅물불길차배책돈힘몸손발눈귀입코병약법당군북남동서한미중일러영불독유시군구도국청부처원측팀표핵총칼벽문방층관역항섬산강비눈꽃개소닭말쥐새벌곰왕신뒤앞옆안밖위끝속중전후간값뜻꿈삶죽음';

import type { TextSpan } from '../../domain/span.ts';
import type { Hedge, Negation } from '../pack.ts';
import { withoutOverlaps } from '../shared/spans.ts';
import { nounOf, verbStem } from './inflection.ts';
import { splitParticle } from './particles.ts';

/** Signs that a statement is not vouched for, by kind. */
const hedgePatterns: [Hedge['kind'], RegExp][] = [
  [
    'possibility',
    /(?<=[ㄱ-힣])\s?수(?:도|가|는)?\s있(?!어야|도록)[가-힣]*|[가-힣]{0,3}[가-힣]지도\s?모[르른를]?[가-힣]*|배제할 수 없[가-힣]*|가능성(?:이|도|을|은|에|까지)?(?:\s(?:있|크|높|제기|배제|거론|열어|큰|점쳐|낮|작|희박|시사)[가-힣]*)?|(?<![가-힣])(?:아마|아마도|혹시|어쩌면|자칫)(?![가-힣])|\s(?:듯(?:하|한|해|했|싶|이)|것 같|모양이)[가-힣]*|우려(?:가|도|된|되|를|하|한|했|스)[가-힣]*/g,
  ],
  [
    'expectation',
    /것으로\s?(?:보|예상|전망|관측|예측|추정|추산|기대|분석|풀이|해석|여겨|점쳐|판단|추측|짐작)[가-힣]*|(?:전망|예상|관측|예측)(?:이다|이라|이며|이고|되|된|됐|했|한다|하고|이 나|도 나|이 지배)[가-힣]*|추정(?:되|된|됐|하|했|이다)[가-힣]*|추산(?:되|된|됐|했)[가-힣]*|유력(?:하|한|시|해)[가-힣]*|(?:으|일|될|할|릴|날|질|갈|올|을)\s?것이라고?|보인다(?![가-힣])|보여진다|셈이다/g,
  ],
  [
    'hearsay',
    /(?:것으로|다고|라고)\s?(?:알려|전해)[졌진지][가-힣]*|알려졌[가-힣]*|전해졌[가-힣]*|(?<![가-힣])(?:소문|풍문|후문|소식통에 따르면)(?:이|에|도|을|으로|은)?[가-힣]*|다는\s(?:소문|후문|말이 나|얘기가 나|설이)[가-힣]*|것으로\s?(?:전해|알려)[가-힣]*/g,
  ],
  [
    'allegation',
    /의혹(?:을|이|에|도|과|은|으로|의)?|혐의(?:를|가|로|에|도|는|의)?|(?<![가-힣])(?:이른바|소위)(?![가-힣])|의심(?:을|되|된|받|하|한|했|스)[가-힣]*|연루(?:설|됐다는|된 의혹)|배후설|음모론/g,
  ],
  [
    'plan',
    /예정(?:이다|이며|이고|이었|인|이라|되|된|됐|으로|대로)?[가-힣]*|방침(?:이다|이며|을|이라|이고|인|으로|도)?[가-힣]*|계획(?:이다|이며|이라|이고|인 것)[가-힣]*|검토(?:하고|\s?중|한다|할|하기로|에 들어|에 착수|하는)[가-힣]*(?:\s있[가-힣]*)?|추진(?:하고|\s?중|한다|할|하기로|될|키로)[가-힣]*(?:\s있[가-힣]*)?|(?:하|짓|내|가|보|키|두|주|기|우|리|이)기로\s(?:했|하|한|결정|합의)[가-힣]*|[가-힣]려고?\s?(?:한다|하고|했)[가-힣]*|[가-힣]겠다(?:고|는|며)|목표(?:로|다|이다|하고)[가-힣]*/g,
  ],
];

/** Words of uncertainty with their kind. Sorted, without overlaps. */
export function koreanHedges(text: string): Hedge[] {
  const hedges: Hedge[] = [];
  for (const [kind, pattern] of hedgePatterns) {
    for (const match of text.matchAll(pattern)) {
      if (/^\s?수/.test(match[0]) && !finalIs(text, match.index, [rieul])) continue;
      if (/^\s(?:듯|것 같|모양)/.test(match[0]) && !finalIs(text, match.index, [rieul, nieun])) continue;
      const lead = match[0].length - match[0].trimStart().length;
      const start = match.index + lead;
      const written = match[0].trim();
      hedges.push({ start, end: start + written.length, text: written, kind });
    }
  }
  return withoutOverlaps(hedges);
}

/** Places of ㄹ and ㄴ among the final consonants. */
const rieul = 8;
const nieun = 4;

/** Does the syllable before `at` end in one of these: `할 수 있다`, not `변수 있다` or `다수 있다`. */
function finalIs(text: string, at: number, finals: readonly number[]): boolean {
  const code = text.charCodeAt(at - (text[at - 1] === ' ' ? 2 : 1)) - 0xac00;
  return code >= 0 && code < 11172 && finals.includes(code % 28);
}

const negationPatterns: RegExp[] = [
  // 할 수 없다: what cannot be is the verb before 수.
  /(?<word>[가-힣]{1,12})\s수(?:는|도|가|조차)?\s?없[가-힣]*/g,
  // 하지 않았다, 하지 못했다, 하지 말라고.
  /(?<word>[가-힣]{1,12})지(?:는|도|를|조차|만은)?\s?(?:않|못\s?[하했한할해]|말[라았고아자])[가-힣]*/g,
  // 안 했다, 못 갔다.
  /(?<![가-힣])(?:안|못)\s(?<word>[가-힣]{1,12})/g,
  // 없다, 아니다.
  /(?<word>[가-힣]{1,12}?)(?:이|가|은|는|도|조차|에|을|를|할|일)?\s?(?<![가-힣]끊임|틀림)(?:없(?=[다었는고으이던을지어습])|아니(?=[다었라며고지]|[ㄱ-힣]?다)|아닌|아닙|아님)[가-힣]*/g,
  // Words that deny: 부인했다, 거부했다, 무산됐다.
  /(?:(?<word>[가-힣]{1,12}?)(?:을|를|은|는|이|가)\s(?:[가-힣]{1,4}(?:히|게|로)\s)?)?(?<![가-힣])(?:부인|부정|거부|거절|일축|반려|철회|취소|무산|중단|기각|불발|불허|배제)(?:했|하|한|할|해|됐|되|된|될|돼|키로)[가-힣]*/g,
  // Prefixes: 불가능, 불참, 미확인, 무혐의, 비공개. One group, since Node 22 has no second one of a name.
  /(?<![가-힣])[불미무비](?<un>(?<=불)(?:가능|참석|참|법|합격|허|인정|기소|구속|가피|출마|투명|확실|신임|승인|안정|충분|만족|이행|응|복)|(?<=미)(?:확인|정|완성|달|납|등록|신고|공개|지급|이행|참석|승인|발표|해결|착공|수교|제출|응답)|(?<=무)(?:혐의|죄|관|산|응답|소속|허가|자격|관심)|(?<=비)(?:공개|핵화|공식|대면|정상|동의|협조|무장|정규))[가-힣]*/g,
  /(?<=[가-힣])못[하했한할해][가-힣]*/g,
];

/** The norm of a word that stands before a negation. */
function normOf(word: string): string {
  const stem = verbStem(`${word}지`) ?? verbStem(word);
  return stem ? nounOf(stem) : splitParticle(word).stem;
}

/** Negated predicates, with the norm of what is negated where it stands beside. Sorted, without overlaps. */
export function koreanNegations(text: string): Negation[] {
  const negations: Negation[] = [];
  for (const pattern of negationPatterns) {
    for (const match of text.matchAll(pattern)) {
      const word = match.groups?.word ?? match.groups?.un;
      // 없애다, 아니라 (not A but B stays a negation of A), 안 되는 stays.
      const start = match.index;
      const written = match[0];
      negations.push({
        start,
        end: start + written.length,
        text: written,
        ...(word ? { of: normOf(word) } : {}),
      });
    }
  }
  // 하지 않을 수 없었다: had to.
  const twice = [...text.matchAll(/(?:않을|안 할)\s?수(?:가|는)?\s?없[가-힣]*/g)];
  const isUndone = ({ start, end }: Negation) =>
    twice.some((match) => start < match.index + match[0].length && match.index < end);
  return withoutOverlaps(negations.filter((one) => !isUndone(one)));
}

const causePatterns: RegExp[] = [
  /때문(?:에|이다|이라|이며|이었|으로|인)?[가-힣]*|(?<=\s)탓(?:에|이다|이라|으로)[가-힣]*|(?<![가-힣])덕분(?:에|이다|으로)[가-힣]*|(?<=\s)덕에(?![가-힣])/g,
  /(?:영향|여파|원인|이유|계기|결과|요인|배경)(?:으로|에 따라|가 됐|이 됐|로 작용|으로 작용|로 꼽|으로 꼽|로 풀이|로 인해)[가-힣]*|(?:으|)로 인(?:해|한|하여)(?![가-힣])|(?<=에 )(?:따라|따른)(?![가-힣])|(?<=에 )의해(?![가-힣])|여파(?:로|에)|(?<=을 |를 )(?:초래|야기|유발|촉발|불러)[가-힣]*|(?:빚|불러일으)[가-힣]+|말미암[가-힣]*|기인[하한했][가-힣]*|비롯(?:됐|된|되)[가-힣]*|(?<=[가-힣])(?:으면서|자) (?=[가-힣])(?!)/g,
];

/** Words that say one thing came of another. */
export function koreanCauses(text: string): TextSpan[] {
  return matches(text, causePatterns);
}

/**
 * Words that judge or shout. Each is here because a neutral word stands beside it: 맹비난 (비판), 초토화 (파괴), 폭망 (실패),
 * 발칵 (놀람), 충격 and 경악 as a headline's own exclamation.
 */
const loaded =
  /(?<![가-힣])(?:충격(?:적|에 빠|을 안|\s?고백|\s?근황|\s?폭로)|경악|맹비난|맹폭|맹공|초토화|발칵|폭망|쑥대밭|아수라장|망언|막말|만행|폭거|농단|적반하장|내로남불|궤변|어불성설|꼼수|뻔뻔|파렴치|후안무치|철면피|악랄|극악무도|잔악|무도한|무자비|참극|패륜|희대의|사상 초유|전대미문|역대급|초대형|핵폭탄급|메가톤급|폭탄\s?발언|폭탄\s?선언|직격탄|일파만파|일촉즉발|점입가경|난장판|막장|굴욕|굴종|참사 수준|대참사|대재앙|재앙적|파국|파탄|아연실색|분노\s?폭발|공분|격노|진노|광기|광란|미친\s|무능한|무책임한|졸속|강행\s?처리|밀어붙이|퍼주기|세금\s?폭탄|독재|폭정|선동|호도|왜곡|날조|짓밟|유린|철퇴|단두대|심판론|눈물바다|소름|대박|쾌거|기염|금자탑|파죽지세|압도적|완벽한|기적적|영웅적|눈부신|혁명적|획기적)[가-힣]*/g;

export function koreanLoadedWords(text: string): TextSpan[] {
  return matches(text, [loaded]);
}

function matches(text: string, patterns: readonly RegExp[]): TextSpan[] {
  const spans = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => {
      const lead = match[0].length - match[0].trimStart().length;
      const written = match[0].trim();
      const start = match.index + lead;
      return { start, end: start + written.length, text: written };
    }),
  );
  return withoutOverlaps(spans.filter(({ end, start }) => end > start));
}

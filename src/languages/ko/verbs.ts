import { compose, lettersOf, withoutFinal } from './hangul.ts';

/** Stems of verbs and adjectives that news uses most, by the way they inflect. Verbs in 하다 and 되다 need no list. */
const regular = `
가 오 보 주 내 나 서 지 치 타 차 자 사 싸 나가 나오 나서 들어가 들어오 돌아가 돌아오 올라가 내려가 넘어가 다가오 가져오 가져가 이어가 이끌어내 찾아가 물러나 일어나
드러나 드러내 늘어나 벗어나 떠나 만나 끝나 끝내 지나 지내 보내 펴내 쏟아내 빼내 뛰어나 살아나 태어나 나타나 나타내 밝혀내 꺼내 세우 내세우 앞세우 채우 비우 키우 싸우 배우
태우 띄우 지우 피우 나누 바꾸 가꾸 꾸 두 거두 멈추 맞추 낮추 늦추 갖추 감추 춤추 비추 부추기 미루 다루 이루 치루 겪 막 먹 적 찍 닦 깎 꺾 묶 볶 섞 엮 찾 맞 잊 맺
늦 갖 꽂 앉 안 신 남 담 감 참 넘 숨 닮 젊 굶 삼 심 다듬 가다듬 머금 보듬 품 잡 뽑 접 씹 입 업 집 좁 굽 높 깊 갚 덮 엎 짚 받 믿 닫 쏟 얻 뻗 뜯 걷어내 벗 빗
씻 솟 웃 빼앗 뺏 같 맡 붙 흩 뱉 얕 짙 있 없 않 많 끊 잃 앓 끓 옳 싫 뚫 괜찮 밝 읽 늙 맑 굵 갉 넓 짧 밟 얇 떫 핥 훑 읊
내리 올리 벌이 줄이 높이 늘리 줄 들이 받아들이 모이 보이 쓰이 쌓이 놓이 붙이 기울이 움직이 망설이 끌어들이 밝히 잡히 막히 갇히 닫히 맞히 뒤집히 부딪히 꼽히 뽑히 읽히
알려지 이어지 벌어지 떨어지 커지 작아지 높아지 낮아지 많아지 적어지 늘어지 사라지 퍼지 빠지 빠뜨리 무너지 쓰러지 쏟아지 터지 깨지 꺼지 켜지 멀어지 가까워지 어려워지 나빠지
좋아지 달라지 빨라지 느려지 이뤄지 치러지 내려지 세워지 만들어지 전해지 정해지 밝혀지 빚어지 번지 던지 만지 숨지 가지 다지 따지 여겨지 미치 마치 치르지 거치 걸치 합치 펼치
바치 고치 그치 끼치 다치 놓치 지치 외치 부치 훔치 겹치 솟구치 멈칫 돌리 몰리 올라서 들어서 앞서 나서 맞서 물러서 넘어서 일어서 돌아서 열리 걸리 팔리 밀리 풀리 갈리 달리
알리 살리 불리 쏠리 흔들리 엇갈리 뚫리 잘리 털리 가리 흐리 버리 기다리 노리 누리 드리 거느리 엎드리 뿌리 때리 터뜨리 떨어뜨리 무너뜨리 그리 느끼 즐기 넘기 남기 옮기 숨기
맡기 챙기 이기 당기 생기 안기 벗기 빼앗기 쫓기 끊기 웃기 잠기 뜨 쓰 크 끄 트 바쁘 나쁘 기쁘 슬프 아프 고프 예쁘 애쓰 힘쓰 모으 담그 잠그 따르 치르 들르 다다르 우러르
놓 쌓 좋 넣 낳 닿 찧 내놓 쏟아놓 빻
시키 가리키 일으키 삼키 지키 꺾이 바뀌 뛰 쉬 쥐 튀 나뉘 사귀 되 참되 세 새 베 메 데 깨 매 재 캐 패 대 기대 개 꿰 떼 건네 지새 헤매 때우 켜 펴 여 피하
덧붙이 밀어붙이 쏘아붙이 곁들이 드리우 깃들이 길들이 벌어들이 거둬들이 맞아들이 들이받 덧붙이 밀어붙이 쏘아붙이 곁들이 벌어들이 거둬들이 다니 마시 자라 가르치 울리 지르 어울리
느리 작 굳 옅 젊 검 희 비싸 값비싸 싸 여기 차리 속이 계시 멋지 없애 내보내 풀리 그만두 내놓 들이닥치 덮치 스치 부딪치 뛰어넘 얽
갉 긁 낡 붉 누그러지 수그러들 잦아지 얻어내 이어받 물려받 넘겨받 떠안 끌어안 감싸 둘러싸 에워싸 뒤엎 뒤흔들 싶 쏘 꼬집 꼬 비꼬 가엾 뵈 죽이 먹이 붙들 매달리 시달리 휩쓸리
휩싸이 얽히 밟히 꺾이 깎이 묶이 섞이 쌓 짊어지 책임지 값지 살찌 찌 뒤지 따라잡 바로잡 사로잡 붙잡 손잡 자리잡 앞지르 힘쓰 손쓰 눈뜨 빼돌리 되돌리 돌려주 되찾 지켜내 버티
견디 헤치 파헤치 망치 해치 스미 죽 쫓 좇 입증 찢 짖 내쫓 뒤쫓 엿보 돌보 살펴보 지켜보 내다보 바라보 알아보 물어보 둘러보 되돌아보 마주보 앞두 거머쥐 빚 꾸짖 미끄러지 들키
비키
`;
const rieul =
  '알 살 열 걸 팔 밀 풀 갈 달 불 쏠 털 들 만들 줄 늘 길 멀 벌 물 날 빌 돌 놀 울 말 일 떨 끌 이끌 흔들 내걸 내몰 몰 힘들 머물 드물 둥글 거칠 저물 어질 잇달 맞물 떠들 받들 모질 시들 날뛸 파고들 뛰어들 줄어들 스며들 몰려들 접어들 사들';
const bieup =
  '놀랍 돕 줍 눕 굽 덥 춥 맵 쉽 어렵 가깝 무겁 가볍 뜨겁 차갑 아름답 고맙 두렵 무섭 반갑 새롭 해롭 이롭 까다롭 괴롭 외롭 날카롭 자유롭 평화롭 안타깝 더럽 부끄럽 자연스럽 갑작스럽 조심스럽 고통스럽 혼란스럽 사랑스럽 부담스럽 우려스럽 어둡 두껍 즐겁 그립 밉 싱겁';
const digeut = '알아듣 귀담아듣 듣 걷 묻 깨닫 싣 일컫 캐묻 되묻 엿듣';
const siot = '짓 낫 잇 붓 긋 젓';
const reu =
  '모르 다르 오르 빠르 흐르 부르 이르 기르 고르 자르 누르 가르 서두르 저지르 머무르 무르 바르 마르 앞지르 지르 거스르 떠오르 잇따르 서투르 게으르 치오르 찌르 두르 휘두르 벼르 주무르 엎지르 타오르 솟아오르 불거르';
const hieut = '그렇 이렇 저렇 어떻 하얗 빨갛 파랗 노랗 까맣 커다랗 아무렇';

interface Bases {
  /** Before consonants: 고, 지, 는. */
  plain: Set<string>;
  /** Before ㄴ, ㄹ, ㅁ, ㅂ, 며, 면 and what takes 으. */
  linking: Set<string>;
  /** The 아/어 form. */
  infinitive: Set<string>;
}

const bright = 'ㅏㅗ';

/** The 아/어 form of a stem that inflects regularly, contracted as it is written. */
function infinitiveOf(stem: string): string[] {
  const letters = lettersOf(stem.at(-1)!)!;
  const head = stem.slice(0, -1);
  if (letters.final !== ' ') return [stem + (bright.includes(letters.vowel) ? '아' : '어')];
  const contracted = (vowel: string) => head + compose({ ...letters, vowel });
  switch (letters.vowel) {
    case 'ㅏ':
    case 'ㅓ':
    case 'ㅐ':
    case 'ㅔ':
    case 'ㅕ':
      return [stem];
    case 'ㅗ':
      return [contracted('ㅘ'), `${stem}아`];
    case 'ㅜ':
      return [contracted('ㅝ'), `${stem}어`];
    case 'ㅣ':
      return [contracted('ㅕ'), `${stem}어`];
    case 'ㅚ':
      return [contracted('ㅙ'), `${stem}어`];
    case 'ㅡ': {
      const before = lettersOf(head.at(-1) ?? '');
      return [contracted(before && bright.includes(before.vowel) ? 'ㅏ' : 'ㅓ')];
    }
    default:
      return [`${stem}어`];
  }
}

function doubledRieul(stem: string): string[] {
  const head = stem.slice(0, -1);
  const before = lettersOf(head.at(-1) ?? '');
  if (!before) return [];
  const vowel = bright.includes(before.vowel) ? '라' : '러';
  return [head.slice(0, -1) + compose({ ...before, final: 'ㄹ' }) + vowel];
}

const stemsByBase = {
  plain: new Map<string, string>(),
  linking: new Map<string, string>(),
  infinitive: new Map<string, string>(),
};

function add(stem: string, linking: string[], infinitive: string[]): void {
  const put = (map: Map<string, string>, base: string) => {
    if (!map.has(base)) map.set(base, stem);
  };
  put(stemsByBase.plain, stem);
  for (const base of linking) put(stemsByBase.linking, base);
  for (const base of infinitive) put(stemsByBase.infinitive, base);
}

const list = (words: string) => words.trim().split(/\s+/);
for (const stem of list(regular)) add(stem, [stem], infinitiveOf(stem));
for (const stem of list(rieul)) {
  add(stem, [withoutFinal(stem)], infinitiveOf(stem));
}
for (const stem of list(bieup)) {
  const bare = withoutFinal(stem);
  add(stem, [`${bare}우`], [stem === '돕' ? '도와' : `${bare}워`]);
}
for (const stem of list(digeut)) {
  const rieulForm = stem.slice(0, -1) + compose({ ...lettersOf(stem.at(-1)!)!, final: 'ㄹ' });
  add(stem, [rieulForm], infinitiveOf(rieulForm));
}
for (const stem of list(siot)) {
  const bare = withoutFinal(stem);
  add(stem, [`${bare}으`], [bare + (bright.includes(lettersOf(bare.at(-1)!)!.vowel) ? '아' : '어')]);
}
for (const stem of list(reu))
  add(stem, [stem], stem === '이르' ? ['이르러', '일러'] : [...doubledRieul(stem), ...infinitiveOf(stem)]);
for (const stem of list(hieut)) {
  const bare = withoutFinal(stem);
  add(stem, [bare], [bare.slice(0, -1) + compose({ ...lettersOf(bare.at(-1)!)!, vowel: 'ㅐ' })]);
}

export type BaseKind = keyof Bases;

/** The stem in the list that has this base, or undefined. */
export function stemOf(kind: BaseKind, base: string): string | undefined {
  return stemsByBase[kind].get(base);
}

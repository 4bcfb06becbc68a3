import type { Token } from '../../languages/pack.ts';
import { antonymsOf } from './lexicon.ts';

/**
 * Words that turn a sentence round when one stands for the other. Each row: words of one sense, words of the other.
 * English words are norms (the pack's stems are compared as well); Korean ones are stems that a word begins with.
 */
const english: [string, string][] = [
  [
    'increase rise grow grew climb gain surge jump soar expand up higher more',
    'decrease fall decline drop shrink shrank slump plunge sink sank slip cut reduce lower down fewer less',
  ],
  ['rise rose risen', 'fall fell fallen'],
  ['higher', 'lower'],
  ['more', 'less fewer'],
  ['most', 'least'],
  ['above over exceed', 'below under'],
  ['before', 'after'],
  ['earlier', 'later'],
  ['begin began begun start launch open', 'end finish stop close halt conclude'],
  ['win won victory beat', 'lose lost defeat'],
  ['accept approve back support endorse welcome', 'reject refuse oppose criticise criticize condemn dismiss'],
  ['allow permit let enable legal authorise authorize', 'ban forbid prohibit block bar prevent illegal'],
  ['agree', 'disagree dispute'],
  ['admit confirm acknowledge', 'deny'],
  ['succeed success successful pass', 'fail failure unsuccessful'],
  ['earn profit', 'lose lost loss'],
  ['protest demonstrate', 'celebrate'],
  ['thorough careful', 'rushed careless hasty'],
  ['halt stop slow', 'speed sped accelerate hasten'],
  ['scrap cancel abandon axe', 'keep kept retain restore double'],
  ['withdraw', 'deploy send'],
  ['repair restore rebuild', 'remove dismantle damage'],
  ['survive', 'die'],
  ['meet', 'avoid miss'],
  ['encouraging', 'discouraging worrying'],
  ['shut', 'open reopen'],
  ['ill sick', 'well healthy'],
  ['thin thinner', 'thick thicker'],
  ['sound robust', 'flawed faulty'],
  ['upgrade', 'downgrade'],
  ['everyone everybody everything all both', 'nobody none neither nothing'],
  ['deficit', 'surplus'],
  ['demand', 'supply'],
  ['question', 'answer'],
  ['recover', 'relapse'],
  ['hope', 'fear'],
  ['praise', 'criticise criticize condemn blame'],
  ['borrow', 'lend lent'],
  ['shorten', 'extend lengthen'],
  ['separate split', 'merge unite'],
  ['arrive enter', 'leave depart exit'],
  ['buy bought purchase acquire', 'sell sold'],
  ['hire recruit appoint', 'fire dismiss sack'],
  ['arrest detain jail', 'release free'],
  ['guilty convict jail', 'innocent acquit clear free'],
  ['safe', 'dangerous unsafe'],
  ['alive survive live', 'dead die kill'],
  ['improve strengthen better best', 'worsen weaken worse worst deteriorate'],
  ['positive', 'negative'],
  ['possible', 'impossible'],
  ['likely', 'unlikely'],
  ['able', 'unable'],
  ['large big huge major larger bigger largest biggest', 'small little tiny minor smaller smallest'],
  ['highest', 'lowest'],
  ['cheap cheaper', 'dear dearer expensive'],
  ['mild', 'severe'],
  ['working', 'broken'],
  ['long', 'short'],
  ['early', 'late'],
  ['first', 'last'],
  ['old older', 'young younger new'],
  ['rich wealthy', 'poor'],
  ['strong', 'weak'],
  ['fast quick rapid', 'slow'],
  ['hot warm', 'cold cool'],
  ['public', 'private secret'],
  ['include', 'exclude'],
  ['join', 'quit leave'],
  ['raise', 'lower reduce cut'],
  ['profit', 'loss'],
  ['import', 'export'],
  ['always', 'never'],
  ['all every', 'none no'],
  ['many', 'few'],
  ['majority', 'minority'],
  ['maximum', 'minimum'],
  ['present', 'absent'],
  ['attack', 'defend'],
  ['create build', 'destroy demolish'],
  ['encourage', 'discourage'],
  ['expect', 'unexpected'],
  ['easy simple', 'difficult hard complex'],
  ['north northern', 'south southern'],
  ['east eastern', 'west western'],
  ['left', 'right'],
  ['male man men boy father son brother husband', 'female woman women girl mother daughter sister wife'],
  ['domestic local', 'foreign international'],
  ['true', 'false'],
  ['remember', 'forget'],
  ['love like', 'hate dislike'],
  ['give', 'take'],
  ['teach', 'learn'],
  ['inside', 'outside'],
  ['efficient effective', 'inefficient ineffective'],
  ['supervised', 'unsupervised'],
  ['stable', 'unstable'],
  ['known', 'unknown'],
  ['fair', 'unfair'],
  ['similar', 'different'],
  ['complete', 'incomplete partial'],
  ['permanent', 'temporary'],
  ['voluntary', 'compulsory mandatory'],
  ['optimistic', 'pessimistic'],
  ['confident', 'uncertain doubtful'],
  ['satisfied happy pleased', 'dissatisfied unhappy angry'],
  ['ahead', 'behind'],
  ['offline', 'online'],
  ['sufficient', 'insufficient'],
  ['peace', 'war'],
  ['ally friend', 'enemy rival'],
  ['gain', 'lose'],
  ['advance', 'retreat'],
  ['promote', 'demote'],
  ['reveal disclose', 'hide conceal'],
  ['tighten', 'loosen ease'],
  ['widen', 'narrow'],
];

const korean: [string, string][] = [
  ['증가 늘어 늘었 늘린 늘리 늘 급증', '감소 줄어 줄었 줄인 줄이 급감'],
  ['상승 오르 올랐 오른 올라 급등', '하락 내리 내렸 내린 떨어 급락'],
  ['확대', '축소'],
  ['강화', '완화 약화'],
  ['개선 호전', '악화'],
  ['찬성 지지 환영', '반대 비판 규탄'],
  ['수용 승인 허용 허가 합법', '거부 거절 불허 금지 불법'],
  ['합의 타결', '결렬 무산'],
  ['인정 시인', '부인'],
  ['성공', '실패'],
  ['승리 이겼 이긴 우승', '패배 졌 패한'],
  ['시작 착수 개시 개막', '종료 중단 폐막 마무리'],
  ['재개', '중지 중단 보류'],
  ['개방 열', '폐쇄 닫'],
  ['체포 구속', '석방 불구속'],
  ['유죄', '무죄'],
  ['흑자 이익', '적자 손실'],
  ['수출', '수입'],
  ['매수 사들', '매도 팔'],
  ['최대 최고', '최소 최저'],
  ['이상', '이하 미만'],
  ['이전 앞서', '이후'],
  ['전날', '다음날 이튿날'],
  ['많', '적'],
  ['높', '낮'],
  ['크', '작'],
  ['길', '짧'],
  ['빠르 빨라', '느리 느려'],
  ['안전', '위험'],
  ['가능', '불가능'],
  ['공개', '비공개 은폐'],
  ['긍정', '부정'],
  ['낙관', '비관'],
  ['포함', '제외'],
  ['참석 참가 참여', '불참'],
  ['생존', '사망'],
  ['남쪽 남부 남측', '북쪽 북부 북측'],
  ['동쪽 동부', '서쪽 서부'],
  ['국내', '해외 국외'],
  ['남성 남자', '여성 여자'],
  ['입국 도착', '출국 출발'],
  ['고용 채용', '해고'],
  ['진실 사실', '거짓 허위'],
  ['좋', '나쁘 나쁜'],
  ['통과 가결', '부결 무산'],
  ['앞서 앞섰 앞선', '뒤졌 뒤진 뒤처'],
  ['꺾', '졌 패'],
  ['멈추 멈췄 중단', '계속 이어'],
  ['탄탄 튼튼', '허술 부실'],
  ['두껍', '얇'],
  ['충분', '부족 모자라'],
  ['뛰었 뛰 치솟', '떨어 내려 급락'],
  ['늦', '빠르 빨라'],
  ['건강', '아프 아팠'],
  ['살아남', '숨지 숨졌 죽'],
  ['수리 복구', '철거 훼손'],
  ['인상', '인하'],
  ['만족', '불만'],
  ['동의', '반대 이의'],
  ['연장', '단축'],
  ['통합', '분리'],
  ['증액', '삭감 감액'],
  ['취임', '퇴임 사임'],
  ['입원', '퇴원'],
  ['충실', '졸속 부실'],
  ['호재', '악재'],
  ['쉽 쉬운', '어렵 어려'],
  ['기억', '잊'],
  ['사랑 좋아', '미워 싫어'],
  ['모든 모두 항상 언제나', '없 아무 전혀 결코'],
];

interface Side {
  row: number;
  side: 0 | 1;
}

function tableOf(rows: readonly [string, string][]): Map<string, Side[]> {
  const table = new Map<string, Side[]>();
  rows.forEach((pair, row) => {
    for (const side of [0, 1] as const) {
      for (const word of pair[side].split(' ')) table.set(word, [...(table.get(word) ?? []), { row, side }]);
    }
  });
  return table;
}

const englishTable = tableOf(english);
const koreanTable = tableOf(korean);
const koreanStemMax = 3;

function englishForms(word: string): string[] {
  const forms = [word];
  if (word.endsWith('ies')) forms.push(`${word.slice(0, -3)}y`);
  if (word.endsWith('s')) forms.push(word.slice(0, -1));
  if (word.endsWith('es') || word.endsWith('ed')) forms.push(word.slice(0, -2), word.slice(0, -1));
  if (word.endsWith('ing')) forms.push(word.slice(0, -3), `${word.slice(0, -3)}e`);
  return forms;
}

function sidesOf(word: string): Side[] {
  if (!/[가-힣]/.test(word)) return englishForms(word).flatMap((form) => englishTable.get(form) ?? []);
  const stems = Array.from({ length: Math.min(koreanStemMax, word.length) }, (_, at) =>
    word.slice(0, at + 1),
  );
  return stems.flatMap((stem) => koreanTable.get(stem) ?? []);
}

/** The senses of a word, as `row:side`, and those that turn it round. Lower-case words. */
export function sensesOf(word: string): { own: string[]; opposite: string[] } {
  const sides = sidesOf(word);
  return {
    own: sides.map(({ row, side }) => `${row}:${side}`),
    opposite: sides.map(({ row, side }) => `${row}:${1 - side}`),
  };
}

/** The senses of a token, by its norm and as it is written. */
export function sensesOfToken({ text, norm }: Pick<Token, 'text' | 'norm'>): {
  own: string[];
  opposite: string[];
} {
  const [a, b] = [sensesOf(text.toLowerCase()), sensesOf(norm)];
  return { own: [...a.own, ...b.own], opposite: [...a.opposite, ...b.opposite] };
}

/** One word turns the other round: by the table above or by the lexicon. */
export function areOpposites(a: Token, b: Token): boolean {
  const { own, opposite } = sensesOfToken(a);
  const theirs = sensesOfToken(b).own;
  if (theirs.some((sense) => own.includes(sense))) return false;
  return (
    theirs.some((sense) => opposite.includes(sense)) ||
    antonymsOf(a.norm).includes(b.norm) ||
    antonymsOf(b.norm).includes(a.norm)
  );
}

import { pick, renamed, replaced, withoutStop } from './edit.ts';
import type { CleanSentence, Made, Maker, Next } from './types.ts';

/** Longest first; a part of a word may be replaced, since Korean joins endings to it. */
function table(pairs: string): [string, string][] {
  return pairs
    .trim()
    .split(/\s*[,\n]\s*/)
    .flatMap((pair): [string, string][] => {
      const [left, right] = pair.split('|');
      return left && right
        ? [
            [left, right],
            [right, left],
          ]
        : [];
    })
    .sort(([a], [b]) => b.length - a.length);
}

const opposites = table(`
늘었|줄었, 늘어|줄어, 늘릴|줄일, 늘린|줄인, 증가|감소, 올랐|내렸, 올라|내려, 상승|하락, 인상|인하, 찬성|반대, 승소|패소, 이겼|졌, 승리|패배
허용|금지, 확대|축소, 강화|완화, 시작|종료, 개통|폐쇄, 개장|폐장, 합의했|결렬됐, 가결|부결, 흑자|적자, 수출|수입, 매수|매도, 최고|최저
최대|최소, 많다|적다, 높다|낮다, 앞섰|뒤졌, 성공|실패, 합격|불합격, 유죄|무죄, 재개|중단, 인정했|부인했, 도착|출발, 입원|퇴원, 고용|해고
급증|급감, 급등|급락, 호전|악화, 이상|이하, 초과|미만, 전진|후퇴, 개선|악화
`);
const units = table(`
명|가구, 원|달러, 톤|킬로그램, ㎞|m, 킬로미터|미터, 대|척, 건|명, 개월|년, 시간|분, 마리|톤, 퍼센트|퍼센트포인트, %|%포인트, 그루|헥타르, 도|%
`);
const magnitudes = table('억|조, 만|억');
const offices = table(`
대통령|총리, 장관|차관, 시장|도지사, 대표|회장, 사장|부사장, 교수|연구원, 감독|코치, 위원장|사무총장, 대변인|국장, 군수|구청장, 의원|시장
판사|검사, 이사장|원장, 소장|과장, 팀장|소장, 총재|부총재, 주장|감독, 서장|과장, 교장|교사
`);
const loaded: [string, string][] = [
  ['비판했다', '맹비난을 퍼부었다'],
  ['말했다', '뻔뻔하게 주장했다'],
  ['밝혔다', '호언장담했다'],
  ['발표했다', '충격적인 발표를 내놨다'],
  ['줄었다', '곤두박질쳤다'],
  ['늘었다', '폭발적으로 치솟았다'],
];

/** Where a word of a table stands for itself: a unit behind its number, an office at the end of its word. */
function patternOf(kind: string, word: string, whole: boolean): string {
  if (whole) return `(?<=\\d ?|\\d[만억조천]? ?)${word}(?![가-힣]*[년월일])`;
  if (kind === 'office') return `${word}(?=(?:은|는|이|가|을|를|의|도|에게|과|와|께서)?(?![가-힣]))`;
  // One syllable inside of a word is a part of another one (`부풀려졌다`).
  return word.length === 1 ? `(?<![가-힣])${word}` : word;
}

function byTable(kind: string, pairs: readonly [string, string][], whole = false): Maker {
  return {
    kind,
    lang: 'ko',
    unsupported: true,
    make({ text, analysis }, next) {
      const found = pairs.flatMap(([word, by]) =>
        [...text.matchAll(new RegExp(patternOf(kind, word, whole), 'gu'))].map(({ index }) => ({
          index,
          word,
          by,
        })),
      );
      const free = found.filter(
        ({ index }) =>
          kind === 'quote' || !analysis.quotations.some((one) => one.start <= index && index < one.end),
      );
      const hit = pick(free, next);
      return hit ? renamed(text, hit.index, hit.index + hit.word.length, hit.by) : null;
    },
  };
}

/** Another day, month or year. */
function wrongDate({ text }: CleanSentence, next: Next): Made | null {
  const match = pick([...text.matchAll(/(?<!\d)(\d{1,4})(?=(?:일|월|년)(?!간|째|생|차))/g)], next);
  const weekday = pick([...text.matchAll(/[월화수목금토일](?=요일)/g)], next);
  if (weekday && (!match || next() < 0.5)) {
    const by = pick(
      [...'월화수목금토일'].filter((day) => day !== weekday[0]),
      next,
    )!;
    return replaced(text, weekday.index, weekday.index + 1, by);
  }
  if (!match) return null;
  const value = Number(match[0]);
  const step = 1 + Math.floor(next() * 6);
  const by = value > 31 ? value + (next() < 0.5 ? -1 : 1) * Math.min(4, step) : ((value + step - 1) % 12) + 1;
  return by === value ? null : replaced(text, match.index, match.index + match[0].length, String(by));
}

const durations = table(
  '하루|사흘, 이틀|나흘, 사흘|닷새, 열흘|보름, 두 달|석 달, 지난해|올해, 지난달|이달, 오전|오후, 올해|내년, 어제|오늘',
);

/** `A가 B를` is told as `B가 A를`. */
function turnedRound({ text }: CleanSentence, next: Next): Made | null {
  const found = [
    ...text.matchAll(
      /([가-힣A-Za-z]{2,10})(이|가|은|는) ((?:[가-힣]{2,6} ){0,2})([가-힣A-Za-z]{2,10})(을|를|에게)(?= )/gu,
    ),
  ];
  const match = pick(found, next);
  if (!match) return null;
  const [whole, left = '', , middle = '', right = '', mark = ''] = match;
  const closed = (word: string) => (word.charCodeAt(word.length - 1) - 0xac00) % 28 !== 0;
  const subject = right + (closed(right) ? '이' : '가');
  const object = left + (mark === '에게' ? mark : closed(left) ? '을' : '를');
  return replaced(text, match.index, match.index + whole.length, `${subject} ${middle}${object}`);
}

const hedges: [RegExp, string][] = [
  [/할 것으로 (?:보인다|예상된다|전망된다|내다봤다|보고 있다)/, '한다'],
  [/될 것으로 (?:보인다|예상된다|전망된다|내다봤다|보고 있다)/, '된다'],
  [/한 것으로 (?:알려졌다|보인다|추정된다|전해졌다|보고 있다)/, '했다'],
  [/된 것으로 (?:알려졌다|보인다|추정된다|전해졌다|보고 있다)/, '됐다'],
  [/할 수 있다/, '한다'],
  [/될 수 있다/, '된다'],
  [/(?:할|될) (?:전망|예정|계획|방침)이다/, '했다'],
  [/할 가능성이 (?:있다|크다|높다)/, '한다'],
  [/인 것으로 (?:알려졌다|보인다|추정된다)/, '이다'],
];

function hedgeDropped({ text }: CleanSentence): Made | null {
  for (const [pattern, by] of hedges) {
    const match = pattern.exec(text);
    if (match) return replaced(text, match.index, match.index + match[0].length, by);
  }
  return null;
}

/** The end of a sentence in the past, and the same in doubt. */
const pastEnds: [RegExp, string][] = [
  [/했다(?=\.?$)/, '한 것으로 보인다'],
  [/됐다(?=\.?$)/, '된 것으로 추정된다'],
  [/이다(?=\.?$)/, '인 것으로 알려졌다'],
];

function hedgeAdded({ text, analysis }: CleanSentence): Made | null {
  if (analysis.hedges.length > 0 || /말했다|밝혔다|전했다/.test(text)) return null;
  for (const [pattern, by] of pastEnds) {
    const match = pattern.exec(text);
    if (match) return replaced(text, match.index, match.index + match[0].length, by);
  }
  return null;
}

const negations: [RegExp, string][] = [
  [/하지 않았다/, '했다'],
  [/하지 않는다/, '한다'],
  [/되지 않았다/, '됐다'],
  [/하지 못했다/, '했다'],
  [/(?<=[가-힣]) 없다(?=\.?$)/, ' 있다'],
  [/(?<=[가-힣]) 없었다(?=\.?$)/, ' 있었다'],
  [/(?<=[가-힣]) 있다(?=\.?$)/, ' 없다'],
  [/(?<=[가-힣]{2})했다(?=\.?$)/, '하지 않았다'],
  [/(?<=[가-힣])됐다(?=\.?$)/, '되지 않았다'],
];

function negated({ text }: CleanSentence): Made | null {
  if (/(?:말|전|강조|주장|설명)했다\.?$/.test(text)) return null;
  for (const [pattern, by] of negations) {
    const match = pattern.exec(text);
    if (match) return replaced(text, match.index, match.index + match[0].length, by);
  }
  return null;
}

/** `X는 S고 말했다` -> `S.` */
function attributionDropped({ text, analysis }: CleanSentence): Made | null {
  if (analysis.quotations.length > 0) return null;
  const match =
    /^(?:[가-힣A-Za-z0-9 ]{2,30}?(?:은|는|이|가) )(.{10,200}다)고 (?:말했다|밝혔다|전했다|주장했다|설명했다|분석했다|내다봤다)\.?$/u.exec(
      text,
    );
  if (match?.[1]) return { text: `${match[1]}.`, start: 0, end: match[1].length };
  const lead = /^[가-힣A-Za-z0-9 ]{2,30}에 따르면 /u.exec(text);
  return lead ? { text: text.slice(lead[0].length), start: 0, end: 1 } : null;
}

const sayers = ['보건당국은', '노조는', '한 전문가는', '국제기구는', '경찰은'];

function attributionInvented({ text, analysis }: CleanSentence, next: Next): Made | null {
  const plain = withoutStop(text);
  if (analysis.attributions.length > 0 || analysis.quotations.length > 0 || !/[했됐었았]다$/.test(plain))
    return null;
  const lead = `${pick(sayers, next)} `;
  return { text: `${lead}${plain}고 밝혔다.`, start: 0, end: lead.length };
}

function causeInvented({ text, sentences, at, analysis }: CleanSentence): Made | null {
  const other = sentences[at + 2];
  if (!other || analysis.causes.length > 0 || /["“”]/.test(text + other) || text.length + other.length > 200)
    return null;
  const match = /(?:했|됐)다\.?$/.exec(other);
  if (!match) return null;
  const cause = `${other.slice(0, match.index)}${match[0].startsWith('했') ? '했' : '됐'}기 때문에 `;
  return { text: cause + text, start: cause.length - 6, end: cause.length };
}

function quotationMade({ text, analysis }: CleanSentence): Made | null {
  if (analysis.quotations.length > 0) return null;
  const match =
    /^([가-힣A-Za-z0-9 ]{2,30}?(?:은|는|이|가) )(.{10,200}다)(고 (?:말했다|밝혔다|전했다|설명했다)\.?)$/u.exec(
      text,
    );
  if (!match?.[1] || !match[2] || !match[3]) return null;
  const out = `${match[1]}"${match[2]}"${match[3]}`;
  return { text: out, start: match[1].length, end: match[1].length + match[2].length + 2 };
}

const background = [
  '올해 들어 세 번째로 ',
  '1987년 문을 연 뒤 처음으로 ',
  '주민 반발 속에 ',
  '예산 120억 원을 들여 ',
  '전국에서 가장 먼저 ',
];

function backgroundAdded({ text, analysis }: CleanSentence, next: Next): Made | null {
  if (analysis.quotations.length > 0) return null;
  const match = /(?:은|는|이|가) (?=[가-힣\d])/u.exec(text);
  if (!match) return null;
  const at = match.index + match[0].length;
  return replaced(text, at, at, pick(background, next)!);
}

/** The subject of one sentence with what another tells. */
function wiredAcross({ text, sentences, at }: CleanSentence): Made | null {
  const other = sentences[at + 3] ?? sentences[at - 3];
  if (!other || /["“”]/.test(text + other)) return null;
  const subject = /^[가-힣A-Za-z0-9 ]{2,20}?(?:은|는) /u;
  const [left, right] = [subject.exec(text), subject.exec(other)];
  if (!left || !right || left[0] === right[0]) return null;
  const rest = other.slice(right[0].length);
  return { text: left[0] + rest, start: 0, end: left[0].length };
}

const one = (kind: string, make: Maker['make']): Maker => ({ kind, lang: 'ko', unsupported: true, make });

export const koreanErrors: readonly Maker[] = [
  byTable('opposite', opposites),
  byTable('unit', units, true),
  byTable('magnitude', magnitudes, true),
  byTable('office', offices),
  byTable('date', durations),
  byTable('loaded', loaded),
  one('date', wrongDate),
  one('role', turnedRound),
  one('hedge-dropped', hedgeDropped),
  one('hedge-added', hedgeAdded),
  one('negation', negated),
  one('attribution-dropped', attributionDropped),
  one('attribution-invented', attributionInvented),
  one('cause', causeInvented),
  one('quote-paraphrase', quotationMade),
  one('background', backgroundAdded),
  one('cross-wired', wiredAcross),
];

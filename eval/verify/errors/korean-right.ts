import { pick, renamed, replaced } from './edit.ts';
import type { CleanSentence, Made, Maker, Next } from './types.ts';

/** Written this way or that, it means the same in news. */
const same: [RegExp, string][] = [
  [/말했다(?=\.?$)/, '밝혔다'],
  [/밝혔다(?=\.?$)/, '말했다'],
  [/전했다(?=\.?$)/, '말했다'],
  [/했다(?=\.?$)/, '하였다'],
  [/지난해/, '작년'],
  [/작년/, '지난해'],
  [/이번 달/, '이달'],
  [/약 (?=\d)/, ''],
  [/늘었다/, '증가했다'],
  [/줄었다/, '감소했다'],
  [/증가했다/, '늘었다'],
  [/감소했다/, '줄었다'],
  [/올랐다/, '상승했다'],
  [/내렸다/, '하락했다'],
  [/숨졌다/, '사망했다'],
  [/사망했다/, '숨졌다'],
  [/다쳤다/, '부상을 입었다'],
  [/시작했다/, '개시했다'],
  [/만들었다/, '제작했다'],
  [/때문에/, '탓에'],
  [/하지만|그러나/, '다만'],
  [/주민들/, '주민'],
  [/예정이다/, '계획이다'],
  [/전망이다/, '것으로 전망된다'],
  [/퍼센트/, '%'],
  [/(?<=\d)%/, '퍼센트'],
  [/에 대해/, '에 관해'],
  [/를 통해/, '로'],
];

function reworded({ text, analysis }: CleanSentence, next: Next): Made | null {
  const found = same.flatMap(([pattern, by]) => {
    const match = pattern.exec(text);
    return match && !analysis.quotations.some((one) => one.start <= match.index && match.index < one.end)
      ? [{ match, by }]
      : [];
  });
  const hit = pick(found, next);
  return hit ? replaced(text, hit.match.index, hit.match.index + hit.match[0].length, hit.by) : null;
}

/** `3만2400명` -> `약 3만 명`, `1,234` -> `약 1200`. */
/** A rounding by more than this says something else. */
const roundedShare = 0.05;

function rounded({ text }: CleanSentence, next: Next): Made | null {
  const found = [
    ...text.matchAll(/(?<![\d,.약 ]{2}|\d)(\d{1,3})(만|억|조)\s?(\d{3,4})(만|억)?\s?(?=[가-힣]|㎞|㎡)/gu),
  ];
  const match = pick(found, next);
  if (match) {
    const size =
      match[2] === '조' ? match[4] === '억' : match[2] === '억' ? match[4] === '만' : match[4] === undefined;
    if (!size) return null;
    const exact = Number(match[1]) + Number(match[3]!.padEnd(4, '0')) / 10000;
    const value = Math.round(exact);
    if (Math.abs(value - exact) > roundedShare * exact) return null;
    return replaced(text, match.index, match.index + match[0].length, `약 ${value}${match[2]} `);
  }
  const plain = pick(
    [...text.matchAll(/(?<![\d,.])\d{4,6}(?=(?:명|대|건|가구|톤|그루|개)(?![년월]))/gu)],
    next,
  );
  if (!plain) return null;
  const value = Number(plain[0]);
  const step = 10 ** (String(value).length - 2);
  const near = Math.round(value / step) * step;
  return near === value ? null : replaced(text, plain.index, plain.index + plain[0].length, `약 ${near}`);
}

const natives = ['한', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉', '열'];

/** `2조1000억` -> `2.1조`, `3명` -> `세 명`, `1900명` -> `1,900명`. */
function converted({ text }: CleanSentence, next: Next): Made | null {
  const big = /(?<!\d)(\d{1,3})(조|억)\s?(\d)000(억|만)/.exec(text);
  if (big && (big[2] === '조') === (big[4] === '억'))
    return replaced(text, big.index, big.index + big[0].length, `${big[1]}.${big[3]}${big[2]}`);
  const small = pick(
    [...text.matchAll(/(?<![\d,.만억조])([1-9]|10)\s?(?=명|마리|곳|차례|번|그루|척)/g)],
    next,
  );
  if (small)
    return replaced(text, small.index, small.index + small[0].length, `${natives[Number(small[1]) - 1]} `);
  const plain = pick([...text.matchAll(/(?<![\d,.만억조])\d{4,6}(?=[가-힣])(?!년)/g)], next);
  return plain
    ? replaced(text, plain.index, plain.index + plain[0].length, Number(plain[0]).toLocaleString('en-US'))
    : null;
}

/** Two neighbouring sentences as one: `했다. ` -> `했고, `. */
function merged({ text, sentences, at }: CleanSentence): Made | null {
  const other = sentences[at + 1];
  const match = /([했됐었았였])다\.?$/.exec(text);
  if (!other || !match || /["“”]/.test(text + other) || /^(?:그|이에|하지만|그러나)/.test(other)) return null;
  const head = `${text.slice(0, match.index)}${match[1]}으며 `
    .replace(/([했됐었았였])으며/, '$1고, ')
    .replace(/ {2}/, ' ');
  return { text: head + other, start: Math.max(0, head.length - 4), end: head.length };
}

/** The saying clause at the other end. */
function attributionMoved({ text, analysis }: CleanSentence): Made | null {
  if (analysis.quotations.length > 0) return null;
  const said =
    /^([가-힣A-Za-z0-9 ]{2,30}?)(은|는) (.{10,200}[했됐었았이한된]다)고 (?:말했다|밝혔다|전했다|설명했다)\.?$/u.exec(
      text,
    );
  if (said?.[1] && said[3]) {
    const lead = `${said[1]}에 따르면 `;
    return { text: `${lead}${said[3]}.`, start: 0, end: lead.length };
  }
  const according = /^([가-힣A-Za-z0-9 ]{2,30}?)에 따르면 (.{10,200}다)\.?$/u.exec(text);
  if (!according?.[1] || !according[2]) return null;
  const made = renamed(`${according[1]}은 ${according[2]}고 밝혔다.`, 0, according[1].length, according[1]);
  return { ...made, end: according[1].length + 1 };
}

/** Without an adverb or a bracket. */
function shortened({ text, analysis }: CleanSentence): Made | null {
  if (analysis.quotations.length > 0) return null;
  const match =
    /\([^()]{2,40}\)/.exec(text) ??
    /(?<=[가-힣] |^)(?:이미|또|또한|특히|매우|이날|앞서|한편) /.exec(text) ??
    /^(?:올해|지난해|\d{1,2}일) (?!\d{1,2}월)/.exec(text);
  return match ? replaced(text, match.index, match.index + match[0].length, '') : null;
}

/** `윤채아 시장` -> `윤 시장`. */
function byAlias({ text, analysis }: CleanSentence, next: Next): Made | null {
  const name = pick(
    analysis.names.filter(
      (one) =>
        one.kind === 'person' &&
        /^[가-힣]{3}$/.test(one.text) &&
        /^ [가-힣]*(?:시장|대표|교수|장관|감독|회장|의원|위원장|소장|대변인|군수|팀장)/.test(
          text.slice(one.end),
        ),
    ),
    next,
  );
  return name ? replaced(text, name.start, name.end, name.text.slice(0, 1)) : null;
}

/** The time at the head for the time behind the subject, and the topic particle for the subject's. */
function reordered({ text }: CleanSentence): Made | null {
  const time =
    /^([가-힣A-Za-z0-9 ]{2,25}?(?:은|는|이|가)) ((?:지난 )?\d{1,2}일|올해|지난해|지난달|이날) /u.exec(text);
  if (time?.[1] && time[2]) {
    const lead = `${time[2]} ${time[1]} `;
    return { text: lead + text.slice(time[0].length), start: 0, end: lead.length };
  }
  const subject = /^([가-힣]{2,10})(은|는|이|가) /.exec(text);
  if (!subject) return null;
  const by = { 은: '이', 는: '가', 이: '은', 가: '는' }[subject[2]!]!;
  const at = subject[1]!.length;
  return replaced(text, at, at + 1, by);
}

const one = (kind: string, make: Maker['make']): Maker => ({ kind, lang: 'ko', unsupported: false, make });

export const koreanRights: readonly Maker[] = [
  one('same/synonym', reworded),
  one('same/round', rounded),
  one('same/convert', converted),
  one('same/merge', merged),
  one('same/attribution', attributionMoved),
  one('same/drop', shortened),
  one('same/alias', byAlias),
  one('same/reorder', reordered),
];

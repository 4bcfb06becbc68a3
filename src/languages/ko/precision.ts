import type { Precision } from '../pack.ts';

const before: [RegExp, Precision][] = [
  [/(?:^|[^가-힣])(?:약|대략|어림잡아|줄잡아|근|대개|평균적으로)\s*$/, 'about'],
  [/(?:^|[^가-힣])거의\s*$/, 'nearly'],
  [/(?:^|[^가-힣])(?:최소|최소한|적어도|적게는|못해도)\s*$/, 'at-least'],
  [/(?:^|[^가-힣])(?:최대|최고|많게는|많아야|기껏해야|최장)\s*$/, 'at-most'],
];

/** What follows the unit, over 씩, 짜리, 규모. */
const after: [RegExp, Precision][] = [
  [/^(?:씩|어치|짜리)?[이가을를]?\s*(?:넘|초과|웃돌|웃도|상회|돌파|뛰어넘|훌쩍 넘|훨씬 넘)/, 'more-than'],
  [/^(?:씩|어치|짜리)?\s*(?:이상|플러스)/, 'at-least'],
  [/^(?:씩|어치|짜리)?\s*(?:이하|이내|한도)/, 'at-most'],
  [/^(?:씩|어치|짜리)?\s*미만/, 'less-than'],
  [/^(?:에도|에|을|를)?\s*(?:조금|약간|살짝|다소)\s?(?:못\s?미|밑돌|모자라|안 되|덜 되)/, 'nearly'],
  [
    /^(?:에도|에|을|를|도|이|가)?\s*(?:못\s?미[치친쳤칠]|채 (?:안|못)|안 되|안 된|밑돌|밑도|하회|채 되지)/,
    'less-than',
  ],
  [/^(?:에)?\s*(?:육박|가까[운이웠]|근접|다다)/, 'nearly'],
  [/^(?:씩|어치|짜리)?\s*(?:가량|정도|쯤|안팎|내외|남짓|전후|즈음)/, 'about'],
];

/** How exact a number says it is, from the words around it. `fuzzy`: the numeral itself says so (`10여`, `수십`). */
export function precisionOf(left: string, right: string, fuzzy: boolean): { precision: Precision } {
  for (const [pattern, precision] of after) if (pattern.test(right)) return { precision };
  for (const [pattern, precision] of before) if (pattern.test(left)) return { precision };
  return { precision: fuzzy ? 'about' : 'exact' };
}

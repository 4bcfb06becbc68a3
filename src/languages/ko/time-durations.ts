import type { TimeExpression } from '../pack.ts';
import { readDigits, readNative, readSino } from './numerals.ts';
import type { Groups, Reading, Rule } from './time-rules.ts';

const named: Record<string, [number, TimeExpression['grain']]> = {
  하루: [1, 'day'],
  이틀: [2, 'day'],
  사흘: [3, 'day'],
  나흘: [4, 'day'],
  닷새: [5, 'day'],
  엿새: [6, 'day'],
  이레: [7, 'day'],
  여드레: [8, 'day'],
  아흐레: [9, 'day'],
  열흘: [10, 'day'],
  보름: [15, 'day'],
  일주일: [1, 'week'],
  반년: [6, 'month'],
  '반 년': [6, 'month'],
};
const grains: Record<string, TimeExpression['grain']> = {
  분: 'minute',
  시간: 'hour',
  일: 'day',
  주: 'week',
  주일: 'week',
  개월: 'month',
  달: 'month',
  년: 'year',
  해: 'year',
  세기: 'century',
};

function lasting(amount: number, grain: TimeExpression['grain']): Reading {
  return { range: null, grain, kind: 'duration', relative: false, amount };
}

function counted(groups: Groups): Reading | null {
  const numeral = readDigits(groups.count!, 0) ?? readNative(groups.count!, 0) ?? readSino(groups.count!, 0);
  const grain = grains[groups.unit!];
  if (!numeral || !grain || numeral.high > 10_000) return null;
  const half = groups.more?.trim() === '반' ? 0.5 : 0;
  return lasting(numeral.low + half, grain);
}

/** Lengths of time. A bare `3일` is a date, so days need a word that makes them a length; months and hours need none. */
export const durationRules: Rule[] = [
  {
    pattern:
      /(?<![가-힣])(?<word>하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름|일주일|반년|반 년)(?=$|[^가-힣]|간|동안|째|만에|만의|이나|가량|여|의|도|이|씩|치|을|를|정도|쯤|넘)/g,
    refuses: (_before, after, groups) =>
      groups.word === '하루' && !/^(?:\s?(?:만에|만의|동안|종일|간|이틀)|이나|도 )/.test(after),
    read: ({ word }) => lasting(...named[word!]!),
  },
  {
    pattern:
      /(?<![\d.,가-힣]|[A-Za-z])(?<count>\d{1,4}(?:\.\d)?)여?\s?(?<unit>시간|개월|주일|주|달|년|분)(?<more>\s?반)?(?=$|[^가-힣]|간|동안|째|만에|만의|이나|가량|여|의|도|이|씩|치|을|를|정도|쯤|넘|짜리|형|전|후|뒤|내|마다|은|는|과|와|으로|로|에|까지|부터|보다|차|연속)/g,
    refuses: (before, after, groups) =>
      (groups.unit === '년' && /^[12]\d{3}$/.test(groups.count!)) ||
      (groups.unit === '주' && Number(groups.count) >= 100) ||
      (groups.unit === '분' && /시\s?$/.test(before)) ||
      (groups.unit === '년' && /[’']$/.test(before)) ||
      /^(?:년?대|분기|주년|시간대|의\s?\d)/.test(after),
    read: counted,
  },
  {
    pattern:
      /(?<![\d.,가-힣]|[A-Za-z])(?<count>\d{1,4})여?(?<unit>일)\s?(?=간(?:$|[^가-힣]|의|에|은|이|으로)|동안|째|만에|만의|연속|이내|이상|가량|여)/g,
    read: counted,
  },
  {
    pattern:
      /(?<![가-힣])(?<count>한|두|세|네|석|넉|다섯|여섯|일곱|여덟|아홉|열|열두|스무|서너|두세|한두|몇)\s?(?<unit>시간|달|해|주|개월)(?<more>\s?반)?(?=$|[^가-힣]|간|동안|째|만에|만의|이나|가량|여|의|도|이|씩|을|를|정도|쯤|넘|전|후|뒤|내|은|는|에|보다|연속|가까이)/g,
    read: counted,
  },
  {
    pattern:
      /(?<=(?:적어도|최소|최대|약|불과|단|무려|향후|앞으로|최근) )(?<count>\d{1,3})여?(?<unit>일)(?!\s?(?:오전|오후|새벽|밤))/g,
    read: counted,
  },
  {
    pattern: /(?<![\d.,가-힣]|[A-Za-z])(?<count>\d{1,3})여?(?<unit>일)(?=[이은]?\s?(?:걸[리렸]|소요))/g,
    read: counted,
  },
  {
    pattern:
      /(?<![가-힣])(?<count>[이삼사오육칠팔구]?십[일이삼사오육칠팔구]?|[삼사오육칠팔구])\s?(?<unit>년|개월)(?=$|[^가-힣]|간|동안|째|만에|이나|가량|의|도|이|을|를|정도|전|후|뒤|에)/g,
    read: counted,
  },
];

import {
  addDays,
  addMonths,
  dayRange,
  isoDate,
  type LocalDate,
  type LocalRange,
  nearestWeekday,
  shiftedRange,
  weekday,
  weekRange,
  yearRange,
} from '../shared/calendar.ts';
import { bareDay, fullYear, inYear, isComing, yearOfMonth } from './time-parts.ts';
import { type Calendar, type Groups, point, type Reading, type Rule } from './time-rules.ts';

const yearWords: Record<string, number> = {
  올해: 0,
  올: 0,
  금년: 0,
  당해: 0,
  지난해: -1,
  작년: -1,
  전년: -1,
  재작년: -2,
  지지난해: -2,
  내년: 1,
  후년: 2,
  내후년: 2,
};
const monthWords: Record<string, number> = {
  지난달: -1,
  '지난 달': -1,
  전월: -1,
  이달: 0,
  '이번 달': 0,
  이번달: 0,
  금월: 0,
  다음달: 1,
  '다음 달': 1,
  내달: 1,
  지지난달: -2,
  다다음달: 2,
};
const dayWords: Record<string, number> = {
  오늘: 0,
  금일: 0,
  어제: -1,
  어저께: -1,
  그제: -2,
  그저께: -2,
  그끄저께: -3,
  내일: 1,
  모레: 2,
  글피: 3,
  작일: -1,
  명일: 1,
  어젯밤: -1,
  지난밤: -1,
  '지난 밤': -1,
  간밤: -1,
};
const weekdays = '월화수목금토일';

const number = (text: string | undefined) => Number(text);

const yearTail = String.raw`(?:\s?(?:(?<month>1[0-2]|0?[1-9])월(?:\s?(?<day>[12]\d|3[01]|0?[1-9])(?:일?\s?[~∼～–-]\s?(?<last>[12]\d|3[01]|0?[1-9]))?일|\s?(?<part>초순|중순|하순|초|말)(?![가-힣]))?|(?<quarter>[1-4])\s?분기|(?<half>상반기|하반기|전반기|후반기)|(?<season>봄|여름|가을|겨울)(?![가-힣]{2})))?`;
const notYear =
  /^(?:대(?!에|의|회|비)|여|산\s|형\s|차\s|치\s|째|간|동안|만에|전\s|후\s|뒤\s|이상|이나|생\s?(?:이상))/;

/** Dates of the calendar, exact or in relation to the day of publication. */
export const dateRules: Rule[] = [
  {
    pattern: new RegExp(String.raw`(?<![\d,.])(?<year>[12]\d{3}|[’']\d{2})\s?년도?${yearTail}`, 'g'),
    refuses: (_before, after, groups) =>
      !groups.month && !groups.quarter && !groups.half && notYear.test(after),
    read: (groups) => inYear(fullYear(groups.year!), groups, false),
  },
  {
    pattern:
      /(?<![\d.])(?<year>[12]\d{3}|[’']\d{2})(?<mark>[.\-/])\s?(?<month>1[0-2]|0?[1-9])\k<mark>\s?(?<day>[12]\d|3[01]|0?[1-9])(?![\d])\.?/g,
    read: (groups) => inYear(fullYear(groups.year!), groups, false),
  },
  {
    // 2018 러시아 월드컵, (2019): a year without 년.
    pattern: /(?<![\d.,:\-/]|[A-Za-z])(?<year>19\d{2}|20[0-4]\d)(?=\s(?:[가-힣]{2}|[A-Z][a-z])|\))/g,
    refuses: (_before, after) =>
      /^\s(?:여|명|개|달러|원|엔|위안|유로|파운드|만|억|조|천|건|곳|대|척|톤|킬로|미터|제곱|평|가구|세대|마리|시간|년|분|초|포인트|배|회|번|장|권|점|표|석|인|사람|헥타르|배럴|마일|피트|에이커|퍼센트)/.test(
        after,
      ),
    read: (groups) => inYear(fullYear(groups.year!), groups, false),
  },
  {
    pattern: /(?<![\d.])(?<year>[12]\d{3})\s?[~∼～–-]\s?(?<last>[12]\d{3}|\d{2})년(?!대|간)/g,
    read: ({ year, last }) => {
      const until = last!.length === 2 ? Number(year!.slice(0, 2) + last) : number(last);
      const years = until - number(year) + 1;
      return years > 1 && years < 200 ? point(yearRange(number(year), years), 'year', false) : null;
    },
  },
  {
    pattern: new RegExp(
      String.raw`(?<![가-힣])(?<word>올해|금년|당해|지난해|지난 해|작년|재작년|지지난해|내년|후년|내후년)(?:\s?(?:도|의)(?=\s))?${yearTail}(?:\s(?<edge>초|중반|말)(?![가-힣]{2}))?`,
      'g',
    ),
    read: (groups, { anchor }) => {
      const shift = yearWords[groups.word!.replace('지난 해', '지난해')] ?? 0;
      const parts = groups.edge && !groups.month ? { ...groups, part: groups.edge } : groups;
      return inYear(anchor ? anchor.year + shift : null, parts, true);
    },
  },
  {
    pattern: /(?<![가-힣])(?<word>올|지난)\s?(?<season>봄|여름|가을|겨울)(?=[^가-힣]|은|에|까지|부터|철)/g,
    read: (groups, { anchor }) => {
      if (!anchor) return point(null, 'quarter', true);
      const starts: Record<string, number> = { 봄: 3, 여름: 6, 가을: 9, 겨울: 12 };
      const start = starts[groups.season!] ?? 3;
      const shift = groups.word === '올' || start + 2 < anchor.month ? 0 : -1;
      return inYear(anchor.year + shift, { season: groups.season }, true);
    },
  },
  {
    pattern: new RegExp(`(?<![가-힣])(?<word>그해|같은 해|이듬해|다음 해|전해(?=[에의 ]))${yearTail}`, 'g'),
    read: (groups, { day, near, anchor }) => {
      const base = near?.date ?? day ?? anchor;
      const shift = /이듬|다음/.test(groups.word!) ? 1 : groups.word === '전해' ? -1 : 0;
      return inYear(base ? base.year + shift : null, groups, true);
    },
  },
  {
    pattern:
      /(?<![가-힣])(?<word>지난 ?달|전월|이달|이번 ?달|금월|다음 ?달|내달|지지난달|다다음달)(?:\s?(?<day>[12]\d|3[01]|0?[1-9])(?:일?\s?[~∼～–-]\s?(?<last>[12]\d|3[01]|0?[1-9]))?일(?!간|동안)|\s?(?<part>초순|중순|하순|초|말)(?![가-힣]{2}))?/g,
    read: (groups, { anchor }) => {
      const grain = groups.day ? 'day' : 'month';
      if (!anchor) return point(null, grain, true);
      const month = addMonths(
        { ...anchor, day: 1 },
        monthWords[groups.word!.replace(' ', '')] ?? monthWords[groups.word!] ?? 0,
      );
      return inYear(month.year, { ...groups, month: String(month.month) }, true);
    },
  },
  {
    pattern:
      /(?<![\d.,가-힣])(?<month>1[0-2]|0?[1-9])월\s?(?:(?<day>[12]\d|3[01]|0?[1-9])(?:일?\s?[~∼～–-]\s?(?<last>[12]\d|3[01]|0?[1-9]))?일(?!간|동안)|(?<part>초순|중순|하순|초|말)(?![가-힣]{2}))?/g,
    read: (groups, calendar) => inYear(yearOfMonth(number(groups.month), calendar), groups, true),
  },
  {
    pattern:
      /(?<![\d.,:]|[A-Za-z]|[가-힣]{3})(?<day>[12]\d|3[01]|0?[1-9])(?:일?\s?[~∼～–-]\s?(?<last>[12]\d|3[01]|0?[1-9]))?일(?=$|[^가-힣]|[에은는의이로자도과부까]|현지|오전|오후|새벽|밤|낮|저녁|아침|정오|자정|인 )/g,
    refuses: (before, after) =>
      /^(?:간|동안|째|만에|이내|이상|이나|\s?(?:동안|연속|이내|만에|전에?(?![가-힣])|뒤에?(?![가-힣])|후에?(?![가-힣])|이상|가량|정도|간|째))/.test(
        after,
      ) ||
      /(?:최근|향후|앞으로|약|총|단|불과|적어도|최소|최대|무려)\s?$/.test(before) ||
      /^이?\s?(?:걸[리렸]|소요|남았|지났)/.test(after),
    read: bareDay,
  },
  {
    pattern:
      /(?<![가-힣])(?<word>이날|당일|같은 날|그날|전날|하루 전|하루 전날|전일|다음 ?날|이튿날|익일)(?=$|[^가-힣]|[은는이에의도과로]|까지|부터|밤|낮|새벽|오전|오후|아침|저녁)/g,
    read: ({ word }, { day, anchor }) => {
      const base = day ?? anchor;
      const shift = /전/.test(word!) ? -1 : /다음|이튿|익일/.test(word!) ? 1 : 0;
      return point(base ? dayRange(addDays(base, shift)) : null, 'day', true, { deictic: true });
    },
  },
  {
    pattern:
      /(?<![가-힣])(?<word>오늘|금일|어제|어저께|그제|그저께|그끄저께|내일|모레|글피|어젯밤|지난 ?밤|간밤)(?=$|[^가-힣]|(?:은|는|이|가|의|도|과|와|로|부터|까지|밤|에|에는|에도)(?:$|[^가-힣]))/g,
    refuses: (_before, after) => /^날/.test(after),
    read: ({ word }, { anchor }) =>
      point(anchor ? dayRange(addDays(anchor, dayWords[word!] ?? 0)) : null, 'day', true, { deictic: true }),
  },
  {
    pattern:
      /(?<![가-힣])(?<word>지난 ?주|이번 ?주|금주|다음 ?주|내주|지지난 ?주)(?:\s?(?<weekday>[월화수목금토일])요일|\s?(?<end>말))?(?=$|[^가-힣]|[에은는의부까도]|께|쯤|초|중)/g,
    read: (groups, { anchor }) => {
      if (!anchor) return point(null, groups.weekday ? 'day' : 'week', true);
      const shift = /지지/.test(groups.word!)
        ? -2
        : /지난/.test(groups.word!)
          ? -1
          : /다음|내주/.test(groups.word!)
            ? 1
            : 0;
      const monday = addDays(anchor, -weekday(anchor) + shift * 7);
      if (groups.weekday)
        return point(dayRange(addDays(monday, weekdays.indexOf(groups.weekday))), 'day', true);
      if (groups.end) return point(weekendOf(anchor, groups.word!), 'day', true, { deictic: true });
      return point(weekRange(monday), 'week', true);
    },
  },
  {
    pattern:
      /(?<![가-힣])(?:(?<word>지난|오는|이번|다음|매주)\s)?(?<weekday>[월화수목금토일])요일(?=$|[^가-힣]|[에은는의이부까도로과인]|밤|낮|오전|오후|아침|저녁|새벽)/g,
    refuses: (before, _after, groups) => groups.word === '매주' || /(?:매주|마다)\s?$/.test(before),
    read: (groups, { anchor, after }) => {
      const wanted = weekdays.indexOf(groups.weekday!);
      const future = /오는|다음/.test(groups.word ?? '') || (!groups.word && isComing(after));
      return point(
        anchor ? dayRange(nearestWeekday(anchor, wanted, future ? 'future' : 'past')) : null,
        'day',
        true,
      );
    },
  },
  {
    pattern:
      /(?<![\d가-힣])(?<quarter>[1-4])\s?분기(?=$|[^가-힣]|[에은는의이도부까와로])|(?<![가-힣])(?<half>상반기|하반기)(?=$|[^가-힣]|[에은는의이도부까와로])/g,
    read: (groups, calendar) =>
      inYear(calendar.near?.date.year ?? calendar.anchor?.year ?? null, groups, true),
  },
  {
    pattern: /(?<![\d.,])(?<decade>[12]\d{2}0|[’']?[1-9]0)년대(?:\s?(?<edge>초반|초|중반|후반|말))?/g,
    read: ({ decade }) => point(yearRange(fullYear(decade!), 10), 'decade', false),
  },
  {
    pattern: /(?<![\d.,])(?<century>[12]?\d)세기(?!동안|에 걸쳐|\s?동안)/g,
    refuses: (_before, after) => /^\s?(?:전|만에|넘)/.test(after),
    read: ({ century }) =>
      number(century) > 0 && number(century) < 31
        ? point(yearRange((number(century) - 1) * 100 + 1, 100), 'century', false)
        : null,
  },
  {
    pattern:
      /(?<![\d가-힣])(?<count>\d{1,3}|한|두|세|네|석|넉|다섯|하루|이틀|사흘|나흘|닷새|엿새|열흘|보름|몇|며칠)\s?(?<unit>일|주일?|개월|달|년|해)?여?\s?(?<side>전|뒤|후)(?=$|[^가-힣]|[에인의만부까은과도보]|쯤)/g,
    read: ago,
  },
];

function weekendOf(anchor: LocalDate, word: string): LocalRange {
  const monday = addDays(anchor, -weekday(anchor));
  // On a Sunday the weekend just past is still "this" one.
  const shift = /지난/.test(word) ? -1 : /다음|내주/.test(word) ? 1 : 0;
  const saturday = addDays(monday, 5 + shift * 7);
  return { from: isoDate(saturday), to: isoDate(addDays(saturday, 2)) };
}

const counts: Record<string, number> = { 한: 1, 두: 2, 세: 3, 석: 3, 네: 4, 넉: 4, 다섯: 5 };
const dayCounts: Record<string, number> = {
  하루: 1,
  이틀: 2,
  사흘: 3,
  나흘: 4,
  닷새: 5,
  엿새: 6,
  열흘: 10,
  보름: 15,
};

function grainOf(unit: string): Reading['grain'] {
  if (unit === '일') return 'day';
  if (unit.startsWith('주')) return 'week';
  return unit === '년' || unit === '해' ? 'year' : 'month';
}

/** `사흘 전`, `2년 전`, `석 달 뒤`: as exact as the unit. */
function ago(groups: Groups, { anchor, day }: Calendar): Reading | null {
  const days = dayCounts[groups.count!];
  if (groups.count === '며칠') return point(null, 'day', true, { deictic: true });
  if (days === undefined && groups.unit === undefined) return null;
  const count = days ?? counts[groups.count!] ?? Number(groups.count);
  if (Number.isNaN(count))
    return groups.count === '몇' ? point(null, grainOf(groups.unit!), true, { deictic: true }) : null;
  const sign = groups.side === '전' ? -1 : 1;
  const unit = groups.unit ?? '일';
  const grain = days === undefined ? grainOf(unit) : 'day';
  const base = grain === 'day' ? (sign > 0 ? (day ?? anchor) : anchor) : anchor;
  return point(base ? shiftedRange(base, grain, sign * count) : null, grain, true, { deictic: true });
}

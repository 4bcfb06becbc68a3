import { describe, expect, it } from 'vitest';
import { korean } from '../src/languages/ko.ts';

/** text, then one row per quantity: words, low, high, unit (`명` after `count`), precision, `nth` for ordinals. */
const quantities: [string, ...string[]][] = [
  ['정부는 1억1천만 달러를 냈다', '1억1천만 달러 110000000 110000000 USD exact'],
  ['예산은 3조 2000억 원이다', '3조 2000억 원 3200000000000 3200000000000 KRW exact'],
  ['관중 12만3천명이 들었다', '12만3천명 123000 123000 count:명 exact'],
  ['1조원대 사업', '1조원대 1000000000000 2000000000000 KRW about'],
  ['1억 4천 2백만 명', '1억 4천 2백만 명 142000000 142000000 count:명 exact'],
  ['열두 명이 스무 살이다', '열두 명 12 12 count:명 exact', '스무 살 20 20 year-of-age exact'],
  ['세 번째 사고', '세 번째 3 3 count:번째 exact nth'],
  ['수십 명이 다쳤다', '수십 명 20 90 count:명 about'],
  ['수백만 명이 떠났다', '수백만 명 2000000 9000000 count:명 about'],
  ['서너 곳을 뒤졌다', '서너 곳 3 4 count:곳 about'],
  [
    '4.5%에서 4.75%로 0.25%포인트 올렸다',
    '4.5% 4.5 4.5 percent exact',
    '4.75% 4.75 4.75 percent exact',
    '0.25%포인트 0.25 0.25 percentage-point exact',
  ],
  ['3.2%p 차이', '3.2%p 3.2 3.2 percentage-point exact'],
  ['5∼6% 늘었다', '5∼6% 5 6 percent exact'],
  ['10~15명이 모였다', '10~15명 10 15 count:명 exact'],
  ['3∼4만 명', '3∼4만 명 30000 40000 count:명 exact'],
  ['10만∼15만 원', '10만∼15만 원 100000 150000 KRW exact'],
  ['20㎞에서 30㎞까지', '20㎞에서 30㎞ 20 30 kilometre exact'],
  ['약 1만5천여 명', '1만5천여 명 15000 15000 count:명 about'],
  ['300여만 명', '300여만 명 3000000 3000000 count:명 about'],
  ['10여 곳', '10여 곳 10 10 count:곳 about'],
  ['120명가량', '120명 120 120 count:명 about'],
  ['2만 대 안팎', '2만 대 20000 20000 count:대 about'],
  ['5천 명 이상', '5천 명 5000 5000 count:명 at-least'],
  ['18세 미만', '18세 18 18 year-of-age less-than'],
  ['100만 원 이하', '100만 원 1000000 1000000 KRW at-most'],
  ['20%를 넘는 비율', '20% 20 20 percent more-than'],
  ['10억 달러에 육박했다', '10억 달러 1000000000 1000000000 USD nearly'],
  ['목표치 50%에 못 미쳤다', '50% 50 50 percent less-than'],
  ['최소 40명', '40명 40 40 count:명 at-least'],
  ['최대 8발', '8발 8 8 count:발 at-most'],
  ['베른(63)은 웃었다', '63 63 63 year-of-age exact'],
  ['3일 간 머물렀다', '3일 3 3 day exact'],
  ['37세 남성과 30대 여성', '37세 37 37 year-of-age exact', '30대 30 39 year-of-age exact'],
  ['버스 30대가 멈췄다', '30대 30 30 count:대 exact'],
  ['3배로 늘었다', '3배 3 3 times exact'],
  ['두 배 이상', '두 배 2 2 times at-least'],
  ['절반이 찬성했다', '절반 0.5 0.5 fraction exact'],
  ['3분의 2가 반대했다', '3분의 2 0.666666666666667 0.666666666666667 fraction exact'],
  ['제3차 회담', '제3차 3 3 count:차 exact nth'],
  ['사상 최초로 성공했다', '사상 최초 1 1 count exact nth'],
  ['3-1로 이겼다', '3-1 3 1 score exact'],
  ['찬성 52대 48로 갈렸다', '52대 48 52 48 score exact'],
  ['8700톤급 구축함 2척', '8700톤 8700 8700 ton exact', '2척 2 2 count:척 exact'],
  ['시속 60㎞', '60㎞ 60 60 kilometre-per-hour exact'],
  ['84㎡ 아파트는 25평쯤이다', '84㎡ 84 84 square-metre exact', '25평 25 25 pyeong about'],
  ['영하 12.3도까지 내렸다', '12.3도 -12.3 -12.3 degree-celsius exact'],
  ['규모 5.2의 지진', '5.2 5.2 5.2 magnitude exact'],
  ['$120를 €95로 바꿨다', '$120 120 120 USD exact', '€95 95 95 EUR exact'],
  ['500엔과 30위안', '500엔 500 500 JPY exact', '30위안 30 30 CNY exact'],
  ['호주 달러로 20호주달러', '20호주달러 20 20 AUD exact'],
  ['60일간 열린다', '60일간 60 60 day exact'],
  ['두 시간 반이 걸렸다', '두 시간 반 2.5 2.5 hour exact'],
  ['천만 원을 받았다', '천만 원 10000000 10000000 KRW exact'],
  ['5경기 연속', '5경기 5 5 count:경기 exact'],
  // No amounts.
  ['010-1234-5678로 전화했다'],
  ['K-9 자주포와 F-35 전투기'],
  ['코로나19와 아이폰15'],
  ['2025년 12월 26일 오전 9시 30분'],
  ['지난해 4분기'],
  ['형법 제307조 제1항'],
  ['6·25 전쟁과 5·18'],
  ['한 관계자는 한때 수박을 두고 서방을 말했다'],
  ['구조원과 조명'],
];

function quantityRows(text: string): string[] {
  return korean.quantities(text).map((one) => {
    const unit = one.noun !== undefined && one.unit === 'count' ? `count:${one.noun}` : one.unit;
    return `${one.text} ${one.low} ${one.high} ${unit} ${one.precision}${one.ordinal ? ' nth' : ''}`;
  });
}

/** 27 December 2025 was a Saturday. */
const anchor = { at: '2025-12-27T08:00:00+09:00', zone: 'Asia/Seoul' };

/** text, then one row per time: words, from/to (or amount), grain. */
const times: [string, ...string[]][] = [
  ['26일 발표했다', '26일 2025-12-26/2025-12-27 day'],
  ['28일 공개했다', '28일 2025-11-28/2025-11-29 day'],
  [
    '2028년 하반기에 만든다. 22일 의결했다',
    '2028년 하반기 2028-07-01/2029-01-01 half',
    '22일 2025-12-22/2025-12-23 day',
  ],
  [
    '2025-12-26 07:48',
    '2025-12-26 2025-12-26/2025-12-27 day',
    '07:48 2025-12-26T07:48/2025-12-26T07:49 minute',
  ],
  ['30일 열릴 예정이다', '30일 2025-12-30/2025-12-31 day'],
  ['오는 30일 만난다', '30일 2025-12-30/2025-12-31 day'],
  ['지난달 26일', '지난달 26일 2025-11-26/2025-11-27 day'],
  ['다음 달 초', '다음 달 초 2026-01-01/2026-01-11 month'],
  ['이달 중순', '이달 중순 2025-12-11/2025-12-21 month'],
  ['지난해 4분기', '지난해 4분기 2024-10-01/2025-01-01 quarter'],
  ['올해 초', '올해 초 2025-01-01/2025-04-01 year'],
  ['내년 상반기', '내년 상반기 2026-01-01/2026-07-01 half'],
  ['지난해 3월', '지난해 3월 2024-03-01/2024-04-01 month'],
  ['10월 3일', '10월 3일 2025-10-03/2025-10-04 day'],
  ['2025년 12월 26일', '2025년 12월 26일 2025-12-26/2025-12-27 day'],
  ['’25.12.26 기준', '’25.12.26 2025-12-26/2025-12-27 day'],
  ['2025. 12. 26. 개최', '2025. 12. 26. 2025-12-26/2025-12-27 day'],
  ['26일 오전 9시 30분', '26일 오전 9시 30분 2025-12-26T09:30/2025-12-26T09:31 minute'],
  ['26일 오후 3시께', '26일 오후 3시 2025-12-26T15:00/2025-12-26T16:00 hour'],
  ['26∼28일 연다', '26∼28일 2025-12-26/2025-12-29 day'],
  [
    '24일 시찰했다. 전날 도착해 이날 떠났다',
    '24일 2025-12-24/2025-12-25 day',
    '전날 2025-12-23/2025-12-24 day',
    '이날 2025-12-24/2025-12-25 day',
  ],
  ['이날 밝혔다', '이날 2025-12-27/2025-12-28 day'],
  ['3월 2일과 5일', '3월 2일 2025-03-02/2025-03-03 day', '5일 2025-03-05/2025-03-06 day'],
  ['어제와 그제', '어제 2025-12-26/2025-12-27 day', '그제 2025-12-25/2025-12-26 day'],
  ['지난 주말', '지난 주말 2025-12-20/2025-12-22 day'],
  ['다음 주 화요일', '다음 주 화요일 2025-12-30/2025-12-31 day'],
  ['지난 금요일', '지난 금요일 2025-12-26/2025-12-27 day'],
  ['1990년대', '1990년대 1990-01-01/2000-01-01 decade'],
  ['21세기', '21세기 2001-01-01/2101-01-01 century'],
  ['2022∼2024년', '2022∼2024년 2022-01-01/2025-01-01 year'],
  ['2년 전', '2년 전 2023-01-01/2024-01-01 year'],
  ['1년 전보다 줄었다', '1년 전 2024-01-01/2025-01-01 year'],
  ['사흘 전', '사흘 전 2025-12-24/2025-12-25 day'],
  ['3일간', '3일 3 day'],
  ['사흘간', '사흘 3 day'],
  ['열흘 동안', '열흘 10 day'],
  ['보름 만에', '보름 15 day'],
  ['최근 3년', '3년 3 year'],
  ['두 달 만에', '두 달 2 month'],
  ['한 시간 반', '한 시간 반 1.5 hour'],
  ['적어도 5일이 걸린다', '5일 5 day'],
];

function timeRows(text: string): string[] {
  return korean.times(text, anchor).map(({ text: words, from, to, amount, grain }) => {
    return `${words} ${amount ?? `${from}/${to}`} ${grain}`;
  });
}

describe('Korean numbers', () => {
  it.each(quantities)('%s', (text, ...rows) => expect(quantityRows(text)).toEqual(rows));

  it('know the place of the last digit that counts', () => {
    const steps = ['1억1천만 달러', '1만5천 명', '3.2%', '120명'].map(
      (text) => korean.quantities(text)[0]?.step,
    );
    expect(steps).toEqual([1e7, 1000, 0.1, 10]);
  });
});

describe('Korean times', () => {
  it.each(times)('%s', (text, ...rows) => expect(timeRows(text)).toEqual(rows));

  it('stay unresolved without a day to count from', () => {
    expect(korean.times('26일과 지난해 4분기').map(({ from }) => from)).toEqual([null, null]);
    expect(korean.times('2025년 12월 26일').map(({ from }) => from)).toEqual(['2025-12-26']);
  });

  it('are counted in the zone of the anchor', () => {
    const late = { at: '2025-12-26T16:00:00Z', zone: 'Asia/Seoul' };
    expect(korean.times('오늘', late).map(({ from }) => from)).toEqual(['2025-12-27']);
  });
});

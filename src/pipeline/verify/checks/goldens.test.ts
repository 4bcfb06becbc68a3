import { describe, expect, it } from 'vitest';
import { inspectClaim } from '../claim.ts';
import { readSources } from '../read.ts';

const publishedAt = '2026-03-06T09:00:00+01:00';

/** check, language, source, a claim that passes it, a claim that it speaks of, what it says. */
type Golden = [check: string, lang: string, source: string, good: string, bad: string, reason: RegExp];

const goldens: Golden[] = [
  [
    'number',
    'en',
    'The freighter Lumen carried 8,700 tons of grain when it sank off Port Ansel.',
    'About 8,700 tons of grain were aboard the Lumen when it sank.',
    'The Lumen carried 87,000 tons of grain when it sank off Port Ansel.',
    /^The source says 8,700 tons, not 87,000 tons\.$/,
  ],
  [
    'number',
    'en',
    'Repairs to the quay will cost 12 million crowns, the harbour office said.',
    'The harbour office put the cost of repairs at 12 million crowns.',
    'Repairs to the quay will cost 12 billion crowns, the harbour office said.',
    /12 million, not 12 billion/,
  ],
  [
    'number',
    'ko',
    '침몰한 화물선 루멘호에는 곡물 8700톤이 실려 있었다.',
    '화물선 루멘호에는 곡물 8700톤이 있었다.',
    '침몰한 화물선 루멘호에는 곡물 8만7000톤이 실려 있었다.',
    /^원문은 8700톤인데 8만7000톤이라고 썼습니다\.$/,
  ],
  [
    'number',
    'ko',
    '한별반도체는 매출이 3조2000억 원이라고 밝혔다.',
    '한별반도체 매출은 3조2000억 원이다.',
    '한별반도체는 매출이 3200억 원이라고 밝혔다.',
    /3조2000억 원인데 3200억 원/,
  ],
  [
    'time',
    'en',
    'The court in Brenn will rule on the appeal on 12 March, its clerk said.',
    'A ruling on the appeal in Brenn is due on 12 March.',
    'The court in Brenn will rule on the appeal on 21 March, its clerk said.',
    /12 March, not .*21 March/,
  ],
  [
    'time',
    'ko',
    '은솔지방법원은 항소심 판결을 3월 12일 내린다.',
    '은솔지방법원의 항소심 판결은 3월 12일 나온다.',
    '은솔지방법원은 항소심 판결을 3월 21일 내린다.',
    /3월 12일.*3월 21일/,
  ],
  [
    'name',
    'en',
    'Engineer Ida Brandt inspected the quay in Varnholm with two divers.',
    'Brandt inspected the Varnholm quay.',
    'Engineer Carla Mendes inspected the quay in Varnholm with two divers.',
    /Carla Mendes/,
  ],
  [
    'quotation',
    'en',
    '"We found rust where there should have been steel," engineer Ida Brandt said.',
    'Brandt said: "We found rust where there should have been steel."',
    'Brandt said: "We found steel where there should have been rust."',
    /The quotation was altered\. The source has: “We found rust/,
  ],
  [
    'quotation',
    'ko',
    '윤채아 시장은 "균열의 길이는 40m이고 더 커지지 않고 있다"고 밝혔다.',
    '윤 시장은 "균열의 길이는 40m이고 더 커지지 않고 있다"고 말했다.',
    '윤채아 시장은 "균열은 이미 멈췄고 걱정할 것이 없다"고 밝혔다.',
    /원문/,
  ],
  [
    'speaker',
    'en',
    '"The tunnel is safe to use again," said minister Joel Kemp. Director Sian Prothero was not there. Other people spoke later in the day about fares. The line reopened at noon in Aldport.',
    '"The tunnel is safe to use again," said Kemp.',
    '"The tunnel is safe to use again," said Carla Mendes.',
    /Joel Kemp who says this, not Carla Mendes|Kemp/,
  ],
  [
    'attribution',
    'en',
    'The dockers’ union claims that the harbour office ignored two warnings.',
    'According to the dockers’ union, the harbour office ignored two warnings.',
    'The harbour office ignored two warnings.',
    /somebody’s words \(“The dockers’ union claims”\); here it is told as a fact/,
  ],
  [
    'hedge',
    'en',
    'The coast guard said engine failure may have caused the loss of the Lumen.',
    'Engine failure may have caused the loss of the Lumen, the coast guard said.',
    'Engine failure caused the loss of the Lumen.',
    /less sure: “may”/,
  ],
  [
    'hedge',
    'ko',
    '사른시는 9월 중순이면 식수가 떨어질 가능성이 있다.',
    '사른시는 9월 중순 식수가 떨어질 가능성이 있다.',
    '사른시는 9월 중순이면 식수가 떨어진다.',
    /단정하지 않았습니다/,
  ],
  [
    'negation',
    'en',
    'The electoral board did not find signs of fraud in Talmark.',
    'In Talmark the electoral board did not find signs of fraud.',
    'The electoral board found signs of fraud in Talmark.',
    /contrary/,
  ],
  [
    'opposite',
    'en',
    'Bank lending fell 2.3 percent in the first quarter, the bank said.',
    'Lending declined 2.3 percent in the first quarter, the bank said.',
    'Bank lending rose 2.3 percent in the first quarter, the bank said.',
    /opposite/,
  ],
  [
    'opposite',
    'ko',
    '한별반도체의 매출은 1분기에 38% 증가했다.',
    '한별반도체 매출은 1분기에 38% 늘었다.',
    '한별반도체의 매출은 1분기에 38% 감소했다.',
    /반대로/,
  ],
  [
    'role',
    'en',
    'Norrail criticised Kemp in May for his plans.',
    'Kemp was criticised by Norrail in May.',
    'Kemp criticised Norrail in May for his plans.',
    /other way round/,
  ],
  [
    'role',
    'ko',
    '물길연대가 한누리시를 지난달 고발했다.',
    '지난달 물길연대가 한누리시를 고발했다.',
    '한누리시가 물길연대를 지난달 고발했다.',
    /주체와 대상이 바뀌었습니다/,
  ],
  [
    'swap',
    'en',
    'Board member Aldo Fierz voted against the increase. Governor Mirela Costin defended the decision before parliament.',
    'Aldo Fierz, a board member, voted against the increase.',
    'Board member Mirela Costin voted against the increase.',
    /Aldo Fierz, not of Mirela Costin/,
  ],
  [
    'substitution',
    'en',
    'Rosa Keel was a telephone operator at the time, her family said.',
    'At the time Rosa Keel was a telephone operator.',
    'Rosa Keel was a computer operator at the time, her family said.',
    /“telephone”, not “computer”/,
  ],
  [
    'cause',
    'en',
    'The line closed in 2017. A strike began in the same year at the depot.',
    'The line closed in 2017.',
    'The line closed in 2017 because of a strike at the depot.',
    /led to the other/,
  ],
  [
    'office',
    'en',
    'Environment minister Kofi Brandl rejected calls for a state of emergency.',
    'Minister Kofi Brandl rejected calls for a state of emergency.',
    'Prime minister Kofi Brandl rejected calls for a state of emergency.',
    /office/,
  ],
  [
    'loaded-word',
    'en',
    'The opposition criticised the plan in a statement on Friday.',
    'The opposition criticised the plan on Friday.',
    'The opposition slammed the plan in a statement on Friday.',
    /judging word/,
  ],
  [
    'coverage',
    'en',
    'The port will close its northern quay on Monday.',
    'The port will close its northern quay Monday.',
    'The airport lounge will offer champagne breakfasts to passengers.',
    /does not say/,
  ],
  [
    'link',
    'en',
    'The port will close.',
    'The port will close.',
    'The port will close: www.evil.example/x',
    /link|address/,
  ],
  [
    'leak',
    'en',
    'The port will close.',
    'The port will close.',
    'Here is a summary of the article: the port will close.',
    /model/,
  ],
  [
    'leak',
    'ko',
    '항구가 문을 닫는다.',
    '항구가 문을 닫는다.',
    '다음은 기사 요약입니다: 항구가 문을 닫는다.',
    /모델/,
  ],
];

function findingsOf(check: string, lang: string, source: string, text: string) {
  const reading = readSources([{ id: 'D1', title: '', text: source, lang, publishedAt }]);
  const { findings } = inspectClaim({ text, lang, passages: [], evidence: '' }, reading, lang);
  return findings.filter((finding) => finding.check === check);
}

describe('each check has a sentence that it lets pass and one that it speaks of', () => {
  it.each(goldens)('%s (%s): %s', (check, lang, source, good, bad, reason) => {
    const alarms = findingsOf(check, lang, source, good).filter((finding) => finding.severity !== 'note');
    expect(alarms).toEqual([]);
    const reasons = findingsOf(check, lang, source, bad).map((finding) => finding.reason);
    expect(reasons.join('\n')).toMatch(reason);
  });
});

describe('evidence', () => {
  it('must exist and stand in the source word for word', () => {
    const reading = readSources([
      { id: 'D1', title: '', text: 'The port will close on Monday.', lang: 'en' },
    ]);
    const check = (passages: string[], evidence: string) =>
      inspectClaim(
        { text: 'The port will close.', lang: 'en', passages, evidence },
        reading,
        'en',
      ).findings.filter((finding) => finding.check === 'evidence');
    expect(check(['D1:S1'], 'will close on Monday')).toEqual([]);
    expect(check(['D1:S9'], '')[0]?.reason).toContain('D1:S9');
    expect(check(['D1:S1'], 'will close for ever')[0]?.severity).toBe('block');
  });
});

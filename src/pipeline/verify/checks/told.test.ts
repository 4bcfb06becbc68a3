import { describe, expect, it } from 'vitest';
import { inspectClaim } from '../claim.ts';
import { readSources } from '../read.ts';

/** The checks that doubt a claim over one source text. */
function doubtsOf(lang: string, source: string, claim: string): string[] {
  const reading = readSources([{ id: 'D1', title: '', text: source, lang }]);
  const { findings } = inspectClaim({ text: claim, lang, passages: [], evidence: '' }, reading, lang);
  return findings.filter(({ severity }) => severity !== 'note').map(({ check }) => check);
}

type Case = [what: string, lang: string, source: string, claim: string];

describe('what one side, one person or nobody answerable says is not told as a fact', () => {
  it.each<Case>([
    [
      'a scholar by name',
      'en',
      'Dr Fan said the species inhabits forests at 2,700 metres.',
      'The species inhabits forests at 2,700 metres.',
    ],
    [
      'a pronoun',
      'en',
      'The council ordered a review in May, he said.',
      'The council ordered a review in May.',
    ],
    [
      'experts whose belief was cut off',
      'en',
      'Experts believe they have found the wreck of the Lumen.',
      'They have found the wreck of the Lumen.',
    ],
    [
      'an estimate whose author was cut off',
      'en',
      'Hanbit overtook Corvex in the spring, Delta Research estimates.',
      'Hanbit overtook Corvex in the spring.',
    ],
    [
      'what ought to be',
      'en',
      'The report also says the older docks should be closed first.',
      'The older docks should be closed first.',
    ],
    [
      'words in the first person',
      'en',
      '"We lost our harbour and nobody helped us," the union said.',
      'We lost our harbour and nobody helped us.',
    ],
    [
      'a claim, whatever else the sentence plans',
      'en',
      'A student has claimed that the cost of trying to study in Brenn left her with no choice.',
      'The cost of trying to study in Brenn left her with no choice.',
    ],
    [
      'a coach',
      'ko',
      '새인FC의 페레이라 감독은 판정에 불만이 있지만 패배를 받아들인다고 밝혔다.',
      '판정에 불만이 있지만 패배를 받아들인다.',
    ],
  ])('%s (%s)', (_, lang, source, claim) => {
    expect(doubtsOf(lang, source, claim)).toContain('attribution');
  });

  it.each<Case>([
    [
      'an authority on what it is answerable for',
      'en',
      'Police said the road was closed for two hours.',
      'The road was closed for two hours.',
    ],
    [
      'what stands beside the words of a person',
      'en',
      'The office opened in May, and Mara Quist said that she was glad of it.',
      'The office opened in May.',
    ],
    [
      'a speaker who is named with another verb',
      'en',
      'Mara Quist told the manager not to sign the striker.',
      'Mara Quist informed the manager not to sign the striker.',
    ],
    [
      'the country, which is no pronoun',
      'en',
      'The man fled the US after the trial, police said.',
      'The man fled the US after the trial.',
    ],
    [
      'an authority',
      'ko',
      '국토부는 사고의 관련성은 확인되지 않았다고 밝혔다.',
      '사고의 관련성은 확인되지 않았다.',
    ],
  ])('but %s may be (%s)', (_, lang, source, claim) => {
    expect(doubtsOf(lang, source, claim)).not.toContain('attribution');
  });
});

describe('a plan', () => {
  it.each<Case>([
    ['done', 'ko', '공장은 2029년 상반기에 가동할 예정이다.', '공장은 2029년 상반기에 가동했다.'],
    [
      'done',
      'en',
      'The ministry plans to vaccinate 1.2 million children by 2027.',
      'The ministry has vaccinated 1.2 million children by 2027.',
    ],
  ])('is not told as %s (%s)', (_, lang, source, claim) => {
    expect(doubtsOf(lang, source, claim)).toContain('hedge');
  });

  it.each<Case>([
    ['a plan', 'ko', '공장은 2029년 상반기에 가동할 예정이다.', '공장은 2029년 상반기에 가동할 계획이다.'],
    [
      'a plan',
      'en',
      'The ministry plans to vaccinate 1.2 million children by 2027.',
      '1.2 million children are to be vaccinated by 2027, the ministry plans.',
    ],
    [
      'what was done beside it',
      'ko',
      '고은별 장관은 계획을 환영했지만 예산은 지원하지 않겠다고 했다.',
      '고은별 장관은 계획을 환영했다.',
    ],
  ])('is told as %s (%s)', (_, lang, source, claim) => {
    expect(doubtsOf(lang, source, claim)).toEqual([]);
  });
});

describe('words are not put into a mouth', () => {
  const source =
    'Judge Irena Kolar opened the hearing in Brenn at noon. The evidence was not sufficient, the clerk wrote in May. ' +
    'The hall was full. Rain fell on the square.';
  it('of somebody who says nothing of the kind', () => {
    expect(doubtsOf('en', source, 'The mayor had stolen the money, Kolar said.')).toContain('mouth');
  });
  it('but may be told by whoever said them', () => {
    expect(doubtsOf('en', source, 'The clerk wrote that the evidence was not sufficient.')).toEqual([]);
  });
});

describe('Korean places and causes', () => {
  const source =
    '인구 5만2000명인 사른시는 9월 중순이면 식수가 떨어질 수 있다. 이웃한 테벤시는 댐을 새로 짓는다. 시장은 어제 사과했다. 호수는 하루 4cm씩 낮아지고 있다.';
  it('one town does not stand in the place of another', () => {
    const claim = '인구 5만2000명인 테벤시는 9월 중순이면 식수가 떨어질 수 있다.';
    expect(doubtsOf('ko', source, claim)).toContain('swap');
  });
  it('what no sentence joins is not joined by a cause', () => {
    expect(doubtsOf('ko', source, '테벤시가 댐을 새로 짓지 않아 호수가 낮아지고 있다.')).toContain('cause');
    expect(doubtsOf('ko', source, '사른시는 9월 중순이면 식수가 떨어질 수 있다.')).toEqual([]);
  });
  it.each([
    ['한별철도는 열차를 늘린다고 밝혔다.', '한별철도는 열차를 늘린다고 말했다.'],
    ['공장은 내년 3월 착공할 예정이다.', '공장은 내년 3월 착공할 계획이다.'],
  ])('another word for saying or planning is no change: %s', (said, claim) => {
    expect(doubtsOf('ko', said, claim)).toEqual([]);
  });
});

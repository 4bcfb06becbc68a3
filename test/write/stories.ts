import type { SourceDocument } from '../../src/domain/passage.ts';

/** Invented stories, each with traps that a writer of excerpts falls into. */

export const daminWorks: SourceDocument = {
  id: 'D1',
  title: 'Damin tannery to close in June with loss of 240 jobs | The Orrel Courier',
  publisher: 'The Orrel Courier',
  lang: 'en',
  publishedAt: '2026-03-05T09:00:00+00:00',
  text: [
    'ORREL (Courier) — The Damin tannery, the largest employer in the Orrel valley, will close at the end of June with the loss of 240 jobs, its owner said on Wednesday.',
    'But it had been expected. He told workers at a meeting before the early shift. “This is the hardest decision of my life,” said Peter Damin, the managing director. (Photo: Orrel Courier)',
    'The valley has lost nearly a third of its industrial jobs since the tannery’s last rival shut. The so-called “golden mile” of workshops along the river is mostly empty. Sales at the tannery fell 38% last year after two furniture makers moved their orders abroad, the company reported.',
    'A long goodbye',
    '“We asked for two more years and a loan to replace the drying halls, and the bank gave us two weeks and an apology,” said Mira Solberg, who chairs the works council. The council denied that 60 people had already left.',
    'Orrel’s mayor, Jon Faber, said that the town would lose €1.4 million in taxes a year. He said it may have to close the swimming pool. The regional government reportedly offered a grant of €3 million in January, but the company did not accept it.',
    'What happens to the site',
    'The company plans to sell the site, which covers 12 hectares beside the railway. Environmental tests found chromium in the soil in 2019. Cleaning it up could cost between €8 million and €11 million, according to a study by the valley’s water board.',
    'Read more: Our series on the valley. Sign up here for the newsletter.',
    'Reporting by Ada Lind; editing by Tor Vik',
  ].join('\n\n'),
};

export const daminCopy: SourceDocument = {
  ...daminWorks,
  id: 'D2',
  title: 'Tannery closes, 240 jobs go',
  publisher: 'Valley Radio',
};

export const daminOther: SourceDocument = {
  id: 'D3',
  title: 'Valley in shock as Damin announces closure',
  publisher: 'Northern Wire',
  lang: 'en',
  publishedAt: '2026-03-05T12:00:00+00:00',
  text: [
    'Workers at the Damin tannery learned on Wednesday that their factory will shut for good this summer. The closure ends 130 years of leather making in the Orrel valley.',
    'Peter Damin, the managing director, said that energy costs had doubled in four years. Union officials blamed the owners for refusing to invest.',
    '“My father worked there, and my grandmother, and I thought that my daughter would too,” said Elin Berg, a machine operator. She has been there for 19 years.',
    'Orrel’s mayor, Jon Faber, said that the town would lose €1.4 million in taxes each year. The council will meet on Friday to discuss a rescue fund of €500,000.',
  ].join('\n\n'),
};

export const sejinPort: SourceDocument = {
  id: 'D1',
  title: '[단독] 세진항 크레인 멈췄다…컨테이너 1만2000개 발 묶여 :: 나루일보',
  publisher: '나루일보',
  lang: 'ko',
  publishedAt: '2026-05-12T10:00:00+09:00',
  text: [
    '(세진=나루일보) 한가람 기자 = 세진항의 하역 크레인 14대가 전산 장애로 11일 밤부터 멈춰 서면서 컨테이너 1만2000개의 발이 묶였다. 세진항만공사는 복구에 최소 사흘이 걸릴 것으로 내다봤다.',
    '[사진=세진항만공사 제공]',
    '이어 그는 원인을 조사하고 있다고 말했다. 공사는 하역 순서를 정하는 프로그램을 새로 바꾸는 과정에서 오류가 난 것으로 추정했다. 해킹 가능성에 대해서는 “사실이 아니다”라고 부인했다.',
    '한편, 부두에는 화물차 800대가 줄지어 서 있다. 화물차 기사 도민재 씨는 “열네 시간째 한 발짝도 못 움직였는데 언제 풀린다는 말조차 없다”고 하소연했다. 그러나 대체 부두를 쓰는 방안은 비용 때문에 미뤄졌다.',
    '수출 기업의 피해도 커지고 있다. 무역협회는 하루 손실액을 320억 원으로 추산했다. 냉동 수산물을 실은 컨테이너 450개는 전력 공급이 끊기면 상할 수 있다.',
    '정부는 12일 오전 비상대책반을 꾸리고 인근 두 항만에 선박 9척을 나눠 보내기로 했다. 윤슬기 해운물류국장은 “급한 화물부터 빼내는 데 모든 장비를 돌리겠다”고 밝혔다.',
    '세진항에서는 2021년 8월에도 같은 프로그램이 멈춰 이틀 동안 하역이 중단됐다. 당시 손실은 90억 원이었다.',
    'garam@naru.example',
    '저작권자 ⓒ 나루일보, 무단 전재 및 재배포 금지',
  ].join('\n\n'),
};

import type { DeskFacts, Prose } from '../site-strings.ts';

/** The editorial policy in Korean: what is promised is what the program does. */
export function koreanPolicy({ name, responsible, contact }: DeskFacts): readonly Prose[] {
  return [
    {
      heading: '무엇을 싣는가',
      paragraphs: [
        '원문에 근거가 있는 문장만 싣습니다. 숫자, 이름, 날짜, 인용문과 말한 사람, 유보와 부인까지 하나씩 원문과 맞춰 봅니다. 통과하지 못한 문장은 한 번 고쳐 쓰고, 그래도 맞지 않으면 원문 문장으로 바꾸거나 뺍니다.',
        `${name}의 의견은 싣지 않으며, 밝혀 둔 원문에 없는 내용을 덧붙이지 않습니다. 배경 설명은 이곳에 먼저 실린 기사에서만 가져오고 똑같이 출처를 밝힙니다. 보도가 엇갈리면 양쪽을 출처와 함께 싣습니다.`,
      ],
    },
    {
      heading: '어떻게 표시하는가',
      paragraphs: [
        'AI가 썼는지, 프로그램이 원문에서 고른 발췌문인지를 제목 옆과 목록, 피드, 내보낸 파일에 글로 밝힙니다. 같은 내용을 페이지의 메타데이터와 응답 헤더, 피드에도 기계가 읽을 수 있게 넣습니다.',
        '‘편집자 검토 완료’는 이름을 밝힌 사람이 바로 그 판을 살펴본 경우에만 붙습니다. 이후 프로그램이 내용을 바꾸면 이 표시는 저절로 사라집니다.',
      ],
    },
    {
      heading: '원문과 권리',
      paragraphs: [
        '본문에 앞서 원문의 매체, 기자, 날짜를 밝히고 링크를 겁니다. 원문 확인도 권합니다. 그대로 옮기는 분량에는 한도가 있고, 다른 매체의 사진은 싣지 않습니다.',
        '매체가 밝힌 권리 표시(robots.txt, TDMRep, RSL, Content-Signal)를 읽고 따릅니다. 매체가 요청하면 그 매체의 기사를 내립니다.',
      ],
    },
    {
      heading: '바로잡기',
      paragraphs: [
        '잘못이 확인되면 고치고, 날짜와 함께 고치기 전과 후의 문장을 기사 맨 위에 밝힙니다. 상황이 바뀐 것이면 업데이트로 구분합니다. 원문이 바뀌거나 내려가면 그에 기댄 문장을 다시 확인합니다. 모든 정정은 한 페이지에 모아 둡니다.',
        contact ? `오류 신고: ${contact}` : '오류를 신고할 주소가 아직 정해지지 않았습니다.',
      ],
    },
    {
      heading: '책임',
      paragraphs: [responsible ? `편집 책임자: ${responsible}` : '편집 책임자가 아직 정해지지 않았습니다.'],
    },
  ];
}

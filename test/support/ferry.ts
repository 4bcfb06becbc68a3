import type { SmallArticle } from './small-web.ts';

/** Invented news for tests of the whole desk: a ferry aground, told by three outlets in two languages; a library. */
export function ferryNews(): SmallArticle[] {
  return [
    {
      site: 'harbour',
      path: '/osk-ferry',
      lang: 'en',
      title: 'Ferry Sula runs aground off Osk with 212 aboard',
      published: '2026-03-03T21:00:00+00:00',
      paragraphs: [
        'The ferry Sula ran aground on the Merrow reef off Osk on Tuesday evening with 212 people aboard, the Vellish coastguard said.',
        'Nobody was hurt, and all passengers were brought ashore in lifeboats by midnight. The coastguard said the ship had left the marked channel in thick fog.',
        '"We felt three hard knocks and then the engines stopped," passenger Ilse Varga told reporters in Osk harbour.',
        'The operator, Vell Lines, said two of its ships would take over the route between Osk and Port Vell from Wednesday.',
        'Divers are expected to examine the hull of the 84-metre ferry on Thursday. The coastguard has opened an inquiry.',
      ],
    },
    {
      site: 'isle',
      path: '/news/ferry-sula',
      lang: 'en',
      title: 'Coastguard opens inquiry after ferry Sula hits Merrow reef off Osk',
      published: '2026-03-04T08:00:00+00:00',
      paragraphs: [
        'The coastguard has opened an inquiry into how the ferry Sula came to strike the Merrow reef off the island of Osk in fog on Tuesday.',
        'The 84-metre ship, run by Vell Lines, had left the marked channel about ten minutes before it struck, coastguard captain Henrik Oss said.',
        'All of those aboard reached the shore unhurt. Tugs from Port Vell will try to refloat the Sula at high water on Friday, Oss said.',
        'Vell Lines denied that the ship had been sailing without a second officer on the bridge.',
      ],
    },
    {
      site: 'badasori',
      path: '/2026/0304/sula',
      lang: 'ko',
      title: '벨 오스크섬 앞바다서 여객선 술라호 좌초…212명 전원 구조',
      published: '2026-03-04T10:00:00+09:00',
      paragraphs: [
        '벨 해안경비대는 3일 저녁 오스크섬 앞바다 메로 암초에 여객선 술라호가 좌초했다고 밝혔다. 배에는 212명이 타고 있었다.',
        '다친 사람은 없으며 승객은 자정까지 모두 구명정으로 뭍에 내렸다. 해안경비대는 술라호가 짙은 안개 속에서 지정 항로를 벗어났다고 설명했다.',
        '선사 벨라인은 4일부터 다른 여객선 2척을 오스크와 포트벨 사이 항로에 투입한다고 밝혔다.',
        '길이 84m인 술라호의 선체 조사는 5일 이뤄질 전망이다. 해안경비대는 사고 원인을 조사하고 있다.',
      ],
    },
    {
      site: 'harbour',
      path: '/library',
      lang: 'en',
      title: 'Tarnby opens library in former rope works',
      published: '2026-03-04T07:00:00+00:00',
      paragraphs: [
        'The town of Tarnby opened a public library in its former rope works on Wednesday, nine years after the last rope was made there.',
        'The conversion cost 6.4 million crowns, of which the town paid half, mayor Pia Lund said at the opening.',
        'The library holds 48,000 books and has a hall for 120 people. It will be open on all days but Monday.',
      ],
    },
  ];
}

/**
 * Sentences for invented news, with facts in braces. Of each slot a report takes one wording; two reports of one event
 * share the facts, not the words.
 */
export interface NewsKind {
  section: string;
  titles: readonly string[];
  slots: readonly (readonly string[])[];
  ko: { titles: readonly string[]; paragraphs: readonly string[] };
}

export const newsKinds: readonly NewsKind[] = [
  {
    section: 'world',
    titles: [
      'Fire at {org} plant in {place} injures {few}',
      '{few} hurt as blaze destroys {org} works outside {place}',
      '{place} crews battle {org} factory fire through the night',
    ],
    slots: [
      [
        'A fire that broke out on {day} in a {thing} plant of {org} on the edge of {place} injured {few} people and destroyed two of its {halls} halls, the fire service said.',
        '{few} workers were taken to hospital after flames swept through the {org} works near {place} on {day}, where some {many} people make {thing}, according to the fire service.',
      ],
      [
        'The alarm was raised at {hour} by a night guard. By the time the first engines arrived the roof of the paint shop had fallen in, fire chief {person} told reporters at the gate.',
        'Fire chief {person} said the first call came at {hour} and that the roof of the paint shop gave way within minutes. No neighbouring building caught fire, {person} added.',
      ],
      [
        '"We had {many} litres of solvent to keep cool, and that is what we did all night," {person} said. Residents of {town} were told to keep their windows closed until noon.',
        'Smoke drifted as far as {town}, where residents were asked to stay indoors until noon. "The solvent tanks were our first worry," {person} said, "and they held."',
      ],
      [
        '{org} put the damage at {money} million crowns. Its chief executive, {person2}, said wages would be paid in full while the halls are rebuilt, which is expected to take {months} months.',
        'The chief executive of {org}, {person2}, estimated the damage at {money} million crowns and promised that nobody would lose pay in the {months} months that rebuilding may take.',
      ],
      [
        'The cause is not known. Inspectors of the labour office had found {few} faults in the wiring of the plant in an inspection last spring, all of which {org} says it had mended.',
        'Investigators have not named a cause. The labour office confirmed that it listed {few} wiring faults at the plant last spring; {org} says that every one of them had been put right.',
      ],
    ],
    ko: {
      titles: ['{placeKo} {orgKo} 공장 화재로 {few}명 부상', '{orgKo} {placeKo} 공장 불…{few}명 병원 이송'],
      paragraphs: [
        '{placeKo} 외곽 {orgKo} 공장에서 {dayKo} 불이 나 {few}명이 다치고 작업동 두 곳이 탔다고 소방당국이 밝혔다.',
        '소방당국은 {hour}쯤 야간 경비원의 신고를 받고 출동했으며 도장 작업장의 지붕이 이미 무너진 상태였다고 설명했다. 이 공장에서는 약 {many}명이 일한다.',
        '{personKo} 소방서장은 "밤새 용제 탱크를 식히는 데 집중했다"고 말했다. 인근 {townKo} 주민에게는 정오까지 창문을 닫아 달라는 안내가 나갔다.',
        '{orgKo}는 피해액을 {money}백만 크라운으로 추산했다. 회사는 복구에 걸리는 {months}개월 동안 임금을 모두 지급하겠다고 밝혔다.',
        '화재 원인은 아직 확인되지 않았다. 노동청은 지난봄 점검에서 배선 결함 {few}건을 지적했고 회사는 모두 고쳤다고 주장했다.',
      ],
    },
  },
  {
    section: 'world',
    titles: [
      'River {thing2} floods {place} after {few} days of rain',
      '{many} leave homes in {place} as {thing2} bursts banks',
      'Dyke near {town} gives way, {place} under water',
    ],
    slots: [
      [
        'The river {thing2} burst its banks at {place} on {day} after {few} days of rain and drove about {many} people from their homes, the regional government said.',
        'About {many} people had to leave their homes in {place} when the {thing2} flooded the lower town on {day}, the regional government said after {few} days without a break in the rain.',
      ],
      [
        'The water stood {metres} metres above its usual level at {hour}, the highest since measurements began in the town, hydrologist {person} of the river office said.',
        'At {hour} the gauge in {place} showed {metres} metres above normal. "We have no higher figure in the books," said {person}, a hydrologist at the river office.',
      ],
      [
        'A dyke near {town} gave way over a length of {many} metres. Soldiers filled sandbags through the night and brought {few} patients of a nursing home to safety in boats.',
        'Soldiers used boats to bring {few} patients out of a nursing home after a dyke near {town} broke. The gap in the dyke is {many} metres long, the army said.',
      ],
      [
        'Mayor {person2} said no one was missing. "Everybody knocked on the door of their neighbour, and that made the difference," {person2} said at the school that serves as a shelter.',
        '"People knocked at every door," mayor {person2} said in the school where many spent the night. According to {person2}, nobody in the town is missing.',
      ],
      [
        'Insurers expect claims of {money} million crowns. The insurance group {org} sent {halls} assessors to the valley and said first payments would be made within {months} weeks.',
        'The insurance group {org} said it had {halls} assessors in the valley already and would pay first sums within {months} weeks; the industry expects claims of {money} million crowns.',
      ],
    ],
    ko: {
      titles: ['{placeKo} 강 범람…주민 {many}명 대피', '{few}일 이어진 비에 {placeKo} 침수'],
      paragraphs: [
        '{few}일 동안 이어진 비로 {placeKo}의 강이 {dayKo} 범람해 주민 약 {many}명이 집을 떠났다고 지방정부가 밝혔다.',
        '하천관리소 {personKo} 연구관은 {hour} 기준 수위가 평소보다 {metres}m 높아 관측 이래 가장 높았다고 설명했다.',
        '{townKo} 인근 제방은 {many}m가량 무너졌다. 군은 밤새 모래주머니를 쌓고 요양원 환자 {few}명을 보트로 옮겼다.',
        '시장은 실종자가 없다며 "이웃이 서로 문을 두드려 준 덕분"이라고 말했다. 학교는 임시 대피소로 쓰이고 있다.',
        '보험사 {orgKo}는 {months}주 안에 첫 보험금을 지급할 예정이라고 밝혔다. 업계는 청구액을 {money}백만 크라운으로 예상한다.',
      ],
    },
  },
  {
    section: 'business',
    titles: [
      '{org} profit rises {few} percent on demand for {thing}',
      '{thing} maker {org} lifts outlook after strong quarter',
      '{org} to hire {many} in {place} as orders grow',
    ],
    slots: [
      [
        '{org}, which makes {thing} in {place}, said on {day} that its operating profit rose {few} percent to {money} million crowns in the last quarter, more than analysts had expected.',
        'Operating profit at {org} of {place} went up {few} percent to {money} million crowns in the last quarter, the maker of {thing} said on {day}, beating the forecasts of analysts.',
      ],
      [
        'Orders from abroad grew faster than those at home. Chief executive {person} said the company would hire {many} people in {place} and open a second line at its works in {town}.',
        'The company plans to take on {many} people in {place} and to run a second line in {town}, chief executive {person} said, because orders from abroad have outgrown those at home.',
      ],
      [
        '"We sold what we could make, and we could have sold more," {person} told analysts in a call. The order book now reaches {months} months ahead.',
        'The order book reaches {months} months into the future. "What we could make, we sold," {person} said in a call with analysts.',
      ],
      [
        'The price of copper, which makes up a {halls}th of its costs, remains a risk, finance chief {person2} said. A rise of {metres} percent in wages was agreed with the union in spring.',
        'Finance chief {person2} called copper, about a {halls}th of all costs, the main risk of the year. Wages at the company went up {metres} percent in spring.',
      ],
      [
        'Shares of {org} closed {metres} percent higher at {hour} trading in the capital. A rival, which sells its own {thing} at a lower price, reports its figures next week.',
        'The stock gained {metres} percent in the capital by {hour}. Next week a rival that undercuts {org} on {thing} is to present its own results.',
      ],
    ],
    ko: {
      titles: ['{orgKo} 영업이익 {few}% 증가', '{orgKo}, {placeKo}서 {many}명 채용'],
      paragraphs: [
        '{placeKo}에 본사를 둔 {orgKo}는 {dayKo} 지난 분기 영업이익이 {few}% 늘어난 {money}백만 크라운이라고 밝혔다. 시장 전망을 웃도는 실적이다.',
        '해외 주문이 국내보다 빠르게 늘었다. {personKo} 대표는 {placeKo}에서 {many}명을 채용하고 {townKo} 공장에 두 번째 라인을 열겠다고 설명했다.',
        '{personKo} 대표는 분석가 설명회에서 "만들 수 있는 만큼 팔았다"고 말했다. 수주 잔고는 {months}개월치에 이른다.',
        '회사는 원가의 상당 부분을 차지하는 구리 가격을 위험 요인으로 꼽았다. 임금은 지난봄 {metres}% 올랐다.',
        '{orgKo} 주가는 {metres}% 오른 채 마감했다. 더 싼 제품을 파는 경쟁사는 다음 주 실적을 발표할 예정이다.',
      ],
    },
  },
  {
    section: 'politics',
    titles: [
      '{place} council votes {few} to {halls} for new {thing2} bridge',
      'Council of {place} approves bridge over the {thing2}',
      'Bridge over {thing2} to cost {money} million, {place} council says yes',
    ],
    slots: [
      [
        'The council of {place} voted by {few} to {halls} on {day} to build a second bridge over the {thing2} for {money} million crowns, ending a dispute of {months} years.',
        'A second bridge over the {thing2} will be built in {place}: the council approved the plan of {money} million crowns on {day} by {few} votes to {halls}, after {months} years of dispute.',
      ],
      [
        'The bridge is to carry trams, bicycles and people on foot, and no cars. Work should begin next spring under the firm {org}, which offered the lowest price of the bidders.',
        'No cars will use the bridge, which is meant for trams, cyclists and walkers. The firm {org} was cheapest among the bidders and is to start work next spring.',
      ],
      [
        'Mayor {person} called the vote "a promise to the east bank, where {many} people wait at the old bridge every morning". {person} had made it the main question of the last election.',
        '"On the east bank {many} people queue at the old bridge each morning. This is our promise to them," said mayor {person}, whose last election campaign turned on the question.',
      ],
      [
        'The opposition led by {person2} said the town could not pay for it. "We are building a monument with the money for {metres} schools," {person2} said before the vote at {hour}.',
        'Before the vote at {hour} opposition leader {person2} warned of debt. The sum, {person2} said, would have paid for {metres} schools.',
      ],
      [
        'The neighbouring town of {town} has asked for a hearing, because the new ramp crosses its water meadows. A court could still stop the work until the question is settled.',
        'A court may yet hold up the work: {town}, whose water meadows lie under the planned ramp, has asked for a hearing of its objections.',
      ],
    ],
    ko: {
      titles: ['{placeKo} 의회, 새 다리 건설 의결', '{placeKo} 두 번째 다리에 {money}백만 크라운'],
      paragraphs: [
        '{placeKo} 의회는 {dayKo} 찬성 {few}표, 반대 {halls}표로 두 번째 다리를 짓기로 의결했다. 사업비는 {money}백만 크라운이다.',
        '새 다리에는 전차와 자전거, 보행자만 다닐 수 있다. 공사는 가장 낮은 값을 써낸 {orgKo}가 내년 봄 시작할 예정이다.',
        '{personKo} 시장은 "매일 아침 옛 다리에서 기다리는 동쪽 주민 {many}명과의 약속"이라고 말했다.',
        '야당은 시가 감당할 수 없는 사업이라고 반발했다. 야당은 같은 돈이면 학교 {metres}곳을 지을 수 있다고 주장했다.',
        '이웃한 {townKo}는 진입로가 습지를 지난다며 청문을 요구했다. 법원이 공사를 멈출 가능성도 남아 있다.',
      ],
    },
  },
  {
    section: 'science',
    titles: [
      '{place} team finds new {thing2} moth in {town} caves',
      'Moth unknown to science lives in caves near {town}',
      'Researchers describe cave moth found by {place} students',
    ],
    slots: [
      [
        'Biologists of the university of {place} have described a moth that lives only in the caves near {town}; its wings span {halls} millimetres, they reported on {day}.',
        'A moth with wings of {halls} millimetres, unknown until now, lives in the caves near {town}, biologists of the university of {place} reported on {day}.',
      ],
      [
        'Students saw the first one {months} years ago while they counted bats. It took {few} further visits to find enough animals to be sure, said {person}, who led the work.',
        'The first animal was seen by students on a bat count {months} years ago. "We went back {few} times before we were sure," said {person}, the leader of the study.',
      ],
      [
        'The moth feeds on a lichen that grows at the mouth of the caves. About {many} animals may live there, {person2} of the natural history museum estimated, and nowhere else.',
        'It eats a lichen from the mouths of the caves. {person2} of the natural history museum, who was not part of the team, put the number of animals at about {many}.',
      ],
      [
        'The work was paid for by a foundation of the company {org}, which runs a quarry {metres} kilometres away and had asked for a survey of the hill before it digs further.',
        'A foundation of {org} paid {money} thousand crowns for the survey. The company runs a quarry {metres} kilometres off and wants to extend it.',
      ],
      [
        'The nature office said it would decide by autumn whether the caves are closed to visitors. Guided tours, last given at {hour} on Sundays, have been stopped until then.',
        'Guided tours of the caves have been stopped, and the nature office wants to decide by autumn whether they may begin again. The last one set off at {hour} on Sunday.',
      ],
    ],
    ko: {
      titles: ['{townKo} 동굴서 신종 나방 발견', '{placeKo} 대학 연구진, 신종 나방 보고'],
      paragraphs: [
        '{placeKo} 대학 연구진은 {townKo} 인근 동굴에서만 사는 신종 나방을 찾았다고 {dayKo} 밝혔다. 날개 폭은 {halls}mm다.',
        '{months}년 전 박쥐를 세던 학생들이 처음 발견했다. 연구를 이끈 {personKo} 교수는 "확신하기까지 {few}번 더 찾아갔다"고 말했다.',
        '이 나방은 동굴 입구에 자라는 지의류를 먹는다. 자연사박물관은 개체 수를 약 {many}마리로 추정했다.',
        '조사 비용은 {metres}km 떨어진 곳에서 채석장을 운영하는 {orgKo} 재단이 댔다. 회사는 채석장을 넓히려 하고 있다.',
        '환경청은 동굴 출입을 막을지 가을까지 결정할 예정이다. 일요일 안내 관람은 그때까지 중단됐다.',
      ],
    },
  },
  {
    section: 'sport',
    titles: [
      '{place} beat {town} in cup final after {few} penalties',
      'Cup goes to {place}: {person} saves the last penalty',
      '{town} lose final to {place} on penalties',
    ],
    slots: [
      [
        '{place} won the cup on {day} when goalkeeper {person} saved the last of {few} penalties in the final against {town} before {many} spectators.',
        'Goalkeeper {person} stopped the last of {few} penalties and gave {place} the cup in the final against {town} on {day}, which {many} people watched in the stadium.',
      ],
      [
        'After {metres} minutes of play added to the second half the score was still level. {town} had led early through {person2}, who struck from {halls} metres.',
        'An early shot of {person2} from {halls} metres had put {town} ahead; {place} drew level, and {metres} minutes of added time changed nothing.',
      ],
      [
        '"I looked at the ball and not at the player, as I was told to for {months} years," {person} said afterwards, with the cup under one arm.',
        'With the cup in hand {person} explained the save: "For {months} years they told me to look at the ball and not at the player."',
      ],
      [
        'The club of {place} plays in the second division and had sold its best striker in winter for {money} million crowns to pay for a new stand, built by {org}.',
        'For the second-division side it is the first cup. In winter it had let its best striker go for {money} million crowns, which paid for a stand that {org} built.',
      ],
      [
        'The town hall will open its balcony to the team at {hour} on Sunday. Police expect as many people as at the last title and will close the bridge to cars.',
        'At {hour} on Sunday the team is to be received at the town hall. The police want to close the bridge to cars for the day.',
      ],
    ],
    ko: {
      titles: ['{placeKo}, 승부차기 끝에 컵 우승', '{townKo} 꺾은 {placeKo}, 첫 컵 우승'],
      paragraphs: [
        '{placeKo}가 {dayKo} 결승에서 {townKo}를 승부차기로 꺾고 컵을 차지했다. 관중 {many}명이 경기를 지켜봤다.',
        '골키퍼 {personKo}가 마지막 {few}번째 승부차기를 막았다. {townKo}는 {halls}m 중거리 슛으로 먼저 앞서갔으나 동점을 허용했다.',
        '{personKo}는 "선수가 아니라 공을 보라는 말을 {months}년 동안 들었다"고 말했다.',
        '{placeKo}는 2부 리그 팀으로 겨울에 주전 공격수를 {money}백만 크라운에 팔았다. 그 돈으로 {orgKo}가 새 관중석을 지었다.',
        '시청은 일요일 {hour} 선수단을 맞을 예정이다. 경찰은 이날 다리의 차량 통행을 막는다.',
      ],
    },
  },
];

/** Paragraphs that fit any report of a place: what a desk must not take for the news itself. */
export const closings: readonly string[] = [
  '{place} lies on the {thing2}, {metres} kilometres from {town}, and has about {many} thousand inhabitants. It was last in the news when its station was closed for repairs for {months} months.',
  'The regional government will discuss the matter in its next sitting. A spokesperson said a report would be public within {months} weeks and that nothing more could be said before then.',
  'Readers in {town} told this newspaper that they had heard of it on the radio first. The local office of the postal service opened {few} minutes late that morning, and the buses ran as usual.',
  'Weather in the region is expected to stay mild, with light wind from the west. On the roads around {place} traffic was normal on the following day, the road office said.',
];

/** Beginnings and ends of invented names, in Latin letters and in Hangul. */
export const nameParts = {
  starts:
    'Bar Cal Dor Eld Fen Gar Hol Ist Jor Kel Lun Mar Nor Ost Pel Quil Ros Sel Tam Ulv Ves Wend Yar Zel'.split(
      ' ',
    ),
  middles: 'an e ing o ar i um a'.split(' '),
  ends: 'by dale ford gate ham holm mark mouth ness stad ton vik wick worth'.split(' '),
  firsts: 'Ada Bo Carla Dmitri Elin Farid Greta Hugo Ines Jonas Kaja Lior Mira Nils Olga Petra'.split(' '),
  families: 'Adler Brandt Corvin Dahl Ekman Falk Grieg Holt Imre Jansky Kova Lind Moreau Nagel'.split(' '),
  firms: 'Works Group Lines Systems Mills Foundry Optics Marine'.split(' '),
  things: 'turbines,ball bearings,tram doors,heat pumps,lenses,bicycle frames,cable drums,ovens'.split(','),
  startsKo: '가람 노을 다온 라온 마루 바다 사론 아라 자작 차오 하늘 두리 모래 소나 은행 푸른'.split(' '),
  endsKo: '성 읍 포 진 골 천 산 원'.split(' '),
  familiesKo: '김 이 박 최 정 강 조 윤 장 임'.split(' '),
  firstsKo: '하린 도윤 서준 지우 예나 민재 수아 태오'.split(' '),
  firmsKo: '전자 기계 정공 해운 제철 광학'.split(' '),
} as const;

/**
 * Sentences of invented news, each for one thing that happened: who did what to which things, where, when, how many.
 * Reports of one event tell the same things in other sentences; two events have hardly more in common than grammar.
 */
export const sentences: readonly string[] = [
  '{role} under {person} {verb} the {a} and {number} {b}s in {place} {when} the {c}.',
  '{when} the {c}, {number} {b}s and the {a} of {place} were {verb} by {role}, {person} said.',
  '"We {verb} the {a} first, then {number} {b}s," said {person} in {place}; the {role} had come {when} the {c}.',
  'According to {person}, {role} {verb} {number} {b}s and the {a} {when} the {c} in {place}.',
  'In {place} the {a} was {verb} {when} the {c}; {person} of the {role} speaks of {number} {b}s.',
  'It was {person} of {place} who said that the {role} had {verb} the {a} and {number} {b}s {when} the {c}.',
];

export const sentencesKo: readonly string[] = [
  '{personKo}의 {roleKo}{은} {cKo} {whenKo} {placeKo}에서 {aKo}{을} {verbKo}다고 했다. {bKo}{은} {number}개다.',
  '{cKo} {whenKo} {placeKo}의 {aKo}{이} 그랬듯이 {roleKo}{은} {bKo} {number}개를 {verbKo}다.',
  '{personKo}{은} "{roleKo} 편에서 {aKo}{을} {verbKo}다"고 했다. {placeKo}에는 {cKo} {whenKo} {bKo} {number}개가 있었다.',
  '{placeKo} {roleKo}{은} {cKo} {whenKo} {bKo} {number}개와 {aKo}{을} {verbKo}다.',
];

export const titles: readonly string[] = [
  '{role} of {place}: {number} {b}s and the {a} {verb}',
  '{a} {verb} in {place}, {person} says',
  '{person} and the {a} of {place}',
];

export const titlesKo: readonly string[] = [
  '{placeKo} {aKo}, {roleKo} "{bKo} {number}개"',
  '{roleKo}, {placeKo}서 {aKo} {verbKo}다',
];

/** What fills the sentences. Verbs read the same in the active and in the passive. */
export const wordPools = {
  roles: 'inspectors nurses farmers divers engineers teachers sailors bakers keepers makers'.split(' '),
  verbs: (
    'sealed moved counted repaired painted guarded measured auctioned photographed cleaned donated examined fenced ' +
    'flooded lifted loaded locked marked opened packed planted polished praised questioned raised rejected removed ' +
    'rescued restored returned scrapped searched shipped smuggled sorted stored tested towed traced unearthed unveiled ' +
    'valued vandalised varnished warmed washed weighed welded wrapped borrowed buried carved confiscated copied drained'
  ).split(' '),
  whens: ['after', 'before', 'during', 'since', 'despite'],
  rolesKo:
    '소방대 어민회 교사회 잠수팀 기술진 간호사회 농민회 조사단 합창단 양봉회 변호인단 학생회 상인회 연구진 정비반 산악회'.split(
      ' ',
    ),
  verbsKo:
    '옮겼 고쳤 세었 칠했 지켰 측정했 경매했 촬영했 청소했 기증했 조사했 봉인했 들어올렸 포장했 심었 복원했 되찾았 시험했'.split(
      ' ',
    ),
  whensKo: ['뒤', '앞', '동안', '탓에'],
} as const;

/** Beginnings and ends of invented names, in Latin letters and in Hangul. */
export const nameParts = {
  starts:
    'Bar Cal Dor Eld Fen Gar Hol Ist Jor Kel Lun Mar Nor Ost Pel Quil Ros Sel Tam Ulv Ves Wend Yar Zel'.split(
      ' ',
    ),
  middles: 'an e ing o ar i um a'.split(' '),
  ends: 'by dale ford gate ham holm mark mouth ness stad ton vik wick worth'.split(' '),
  firstEnds: 'a in o ric ette on ild us'.split(' '),
  nouns: (
    'anchor anvil apron aqueduct archive arsenal atlas attic awning axle badger balcony ballad banner barge barley barrel ' +
    'basin basket bakery beacon beaver bellows bishop blanket bobbin boiler bonnet bottle boulder bracket brewery bucket ' +
    'buckle bugle bunker buoy butcher cabin cactus camel candle cannon canoe canvas capsule caravan cargo carpet cart ' +
    'castle cattle cedar cellar chapel chariot cherry chimney chisel choir cider cistern clarinet clay cloister clover ' +
    'coal cobbler coffin compass copper coral cork cornet cottage cotton cradle crane crater crayon crypt cupboard dagger ' +
    'dairy dam depot diary donkey dovecote dragon drawbridge drum duck dune dyer eagle easel elevator elm embassy ' +
    'engine envelope falcon fence fern ferret fiddle fig flagpole flax flute fountain foundry fox fresco funnel furnace ' +
    'gallery garlic garnet gazebo geyser glacier glider goat goose gramophone granary granite grape gravel greenhouse ' +
    'guitar gutter hammer hammock harp harvest hatchery hawk hazel hedge helmet herring hive honey hoof horn hostel ' +
    'hourglass ink inn iron ivory ivy jacket jar jetty jug juniper kennel kettle kiln kite ladder lamp lantern larch ' +
    'lavender ledger lemon lentil library lighthouse lilac lime linen lobby lobster locket locomotive loft loom lute ' +
    'magnet mandolin mantle maple marble mast meadow melon mill minaret mine mirror moat monastery moss mortar mosaic ' +
    'mule mural mushroom needle nettle nursery oak oar oats observatory olive onion orchard organ otter oven owl paddle ' +
    'pagoda palace panther parchment parrot pasture pavilion peacock pear pearl pebble pelican pepper piano pigeon ' +
    'pillar pine pipe piston plough plum pond poplar porch portrait potter prism pulley pump quarry quartz quilt rabbit ' +
    'radish raft ramp raven reed reservoir ribbon rocket roof rope rudder rye saddle saffron sail salmon sandal sapphire ' +
    'satchel scaffold scarf sculpture seal shed shutter sickle siren sledge sluice spade spindle spire stable statue'
  ).split(' '),
  nounsKo: (
    '가마솥 강아지 거문고 고래 공책 구슬 국수 굴뚝 그네 기와 깃발 나침반 난로 낙타 냄비 다리미 달력 대문 도자기 돗자리 ' +
    '두루미 등잔 망원경 맷돌 모종 무지개 물레 바구니 바이올린 방앗간 배나무 벽화 보리 부채 빗자루 사다리 사전 살구 ' +
    '소금 손수레 수레 시계탑 썰매 안경 양조장 연못 연필 오리 온실 우산 우체통 은행나무 자물쇠 장독대 저울 종이배 ' +
    '주전자 지팡이 책장 첼로 촛대 축음기 컨테이너 크레인 탁자 트럭 팔찌 풍차 피리 필름 항아리 호미 화로 활자 회전문'
  ).split(' '),
  startsKo: '가람 노을 다온 라온 마루 바다 사론 아라 자작 차오 하늘 두리 모래 소나 은행 푸른'.split(' '),
  endsKo: '성 읍 포 진 골 천 산 원'.split(' '),
  familiesKo: '김 이 박 최 정 강 조 윤 장 임'.split(' '),
  firstsKo: '하린 도윤 서준 지우 예나 민재 수아 태오'.split(' '),
} as const;

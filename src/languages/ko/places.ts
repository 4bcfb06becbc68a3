import { countryKey, countryNames } from '../shared/countries.ts';
import { foldName } from '../shared/name-keys.ts';

/** Place names of Korean news with their English forms: countries from CLDR, the rest written by hand. */
const cities = `
서울 seoul|부산 busan pusan|대구 daegu|인천 incheon|광주 gwangju|대전 daejeon|울산 ulsan|세종 sejong|수원 suwon|창원 changwon
제주 jeju|제주도 jeju|경기도 gyeonggi|강원도 gangwon|충청북도|충청남도|전라북도|전라남도|경상북도|경상남도|충북|충남|전북|전남|경북|경남|경기|강원|독도 dokdo
울릉도 ulleung|백령도|연평도 yeonpyeong|판문점 panmunjom|개성 kaesong|평양 pyongyang|원산 wonsan|신의주 sinuiju|영변 yongbyon
동창리|풍계리 punggye-ri|함흥 hamhung|남포 nampo|신포 sinpo|나진|라선 rason|용산 yongsan|여의도 yeouido|강남 gangnam
평택 pyeongtaek|포항 pohang|전주 jeonju|춘천 chuncheon|강릉 gangneung|목포 mokpo|여수 yeosu
도쿄 tokyo|오사카 osaka|교토 kyoto|후쿠시마 fukushima|오키나와 okinawa|히로시마 hiroshima|나가사키 nagasaki|베이징 beijing
상하이 shanghai|선전 shenzhen|광저우 guangzhou|톈진 tianjin|우한 wuhan|신장 xinjiang|티베트 tibet|타이베이 taipei|하노이 hanoi
호찌민 ho chi minh city|방콕 bangkok|마닐라 manila|자카르타 jakarta|쿠알라룸푸르 kuala lumpur|뉴델리 new delhi|뭄바이 mumbai
이슬라마바드 islamabad|카불 kabul|테헤란 tehran|바그다드 baghdad|다마스쿠스 damascus|베이루트 beirut|예루살렘 jerusalem|텔아비브 tel aviv
가자 gaza|가자지구 gaza strip|서안 west bank|라파 rafah|두바이 dubai|아부다비 abu dhabi|도하 doha|리야드 riyadh|앙카라 ankara
이스탄불 istanbul
모스크바 moscow|상트페테르부르크 st petersburg|블라디보스토크 vladivostok|하바롭스크 khabarovsk|키이우 kyiv kiev|키예프 kyiv kiev
하르키우 kharkiv|오데사 odesa odessa|돈바스 donbas donbass|도네츠크 donetsk|루한스크 luhansk|크림반도 crimea|크림 crimea
쿠르스크 kursk|민스크 minsk|바르샤바 warsaw|부다페스트 budapest|프라하 prague|빈 vienna|베를린 berlin|뮌헨 munich|함부르크 hamburg
프랑크푸르트 frankfurt|파리 paris|마르세유 marseille|런던 london|맨체스터 manchester|리버풀 liverpool|버밍엄 birmingham
에든버러 edinburgh|글래스고 glasgow|스코틀랜드 scotland|잉글랜드 england|웨일스 wales|북아일랜드 northern ireland|더블린 dublin
브뤼셀 brussels|헤이그 the hague|암스테르담 amsterdam|제네바 geneva|취리히 zurich|다보스 davos|로마 rome|밀라노 milan|바티칸 vatican
마드리드 madrid|바르셀로나 barcelona|카탈루냐 catalonia|카탈루니아 catalonia|카탈로니아 catalonia|리스본 lisbon|아테네 athens
스톡홀름 stockholm|오슬로 oslo|코펜하겐 copenhagen|헬싱키 helsinki
워싱턴 washington|뉴욕 new york|로스앤젤레스 los angeles|LA los angeles|샌프란시스코 san francisco|샌디에이고 san diego
시카고 chicago|휴스턴 houston|보스턴 boston|시애틀 seattle|마이애미 miami|애틀랜타 atlanta|라스베이거스 las vegas|라스베가스 las vegas
피닉스 phoenix|디트로이트 detroit|필라델피아 philadelphia|캘리포니아 california|텍사스 texas|플로리다 florida|애리조나 arizona
아리조나 arizona|네바다 nevada|유타 utah|조지아 georgia|하와이 hawaii|알래스카 alaska|괌 guam|오타와 ottawa|토론토 toronto
밴쿠버 vancouver|멕시코시티 mexico city|아바나 havana|브라질리아 brasilia|상파울루 sao paulo|리우데자네이루 rio de janeiro
부에노스아이레스 buenos aires|카라카스 caracas|시드니 sydney|멜버른 melbourne|캔버라 canberra|카이로 cairo|나이로비 nairobi
요하네스버그 johannesburg|하르툼 khartoum|트리폴리 tripoli
유럽 europe|아시아 asia|아프리카 africa|중동 middle east|남미 south america|북미 north america|중남미 latin america
동남아 southeast asia|동남아시아 southeast asia|한반도 korean peninsula|남중국해 south china sea|동중국해 east china sea
대만해협 taiwan strait|태평양 pacific pacific ocean|대서양 atlantic atlantic ocean|인도양 indian ocean|홍해 red sea
흑해 black sea|지중해 mediterranean|북극 arctic|남극 antarctica|동해 east sea sea of japan|서해 yellow sea west sea
호르무즈해협 strait of hormuz|페르시아만 persian gulf|팔루 palu|롬복 lombok|술라웨시 sulawesi|발리 bali|수마트라 sumatra|자바 java
`;

/** Korean short and second names of countries beside those of CLDR. */
const countryWords: Record<string, string> = {
  한국: 'KR',
  대한민국: 'KR',
  남한: 'KR',
  남측: 'KR',
  우리나라: 'KR',
  북한: 'KP',
  북측: 'KP',
  조선민주주의인민공화국: 'KP',
  미국: 'US',
  美: 'US',
  日: 'JP',
  中: 'CN',
  北: 'KP',
  韓: 'KR',
  英: 'GB',
  獨: 'DE',
  佛: 'FR',
  러: 'RU',
  영국: 'GB',
  독일: 'DE',
  호주: 'AU',
  남아공: 'ZA',
  체코: 'CZ',
  튀르키예: 'TR',
  터키: 'TR',
  러시아: 'RU',
  대만: 'TW',
  홍콩: 'HK',
  마카오: 'MO',
  팔레스타인: 'PS',
  아랍에미리트: 'AE',
  UAE: 'AE',
  사우디: 'SA',
  보스니아: 'BA',
  콩고민주공화국: 'CD',
  콩고: 'CG',
  미얀마: 'MM',
  북마케도니아: 'MK',
  마케도니아: 'MK',
  시리아: 'SY',
  교황청: 'VA',
  이태리: 'IT',
  불란서: 'FR',
  소련: 'SU',
  코트디부아르: 'CI',
  조지아: 'GE',
  스와질란드: 'SZ',
  동티모르: 'TL',
  필리핀: 'PH',
  네덜란드: 'NL',
};

const englishExtra: Record<string, string> = {
  US: 'us usa america united-states-of-america',
  GB: 'uk britain great-britain',
  KR: 'south-korea korea republic-of-korea',
  KP: 'north-korea dprk',
  CN: 'china',
  TW: 'taiwan',
  HK: 'hong-kong',
  RU: 'russia',
  AE: 'uae emirates',
  TR: 'turkey turkiye',
  PS: 'palestine',
  CZ: 'czech-republic',
  MK: 'macedonia north-macedonia',
  MM: 'myanmar burma',
  CD: 'dr-congo congo',
  CG: 'congo',
  BA: 'bosnia',
  SU: 'soviet-union',
  CI: 'ivory-coast',
  SZ: 'eswatini',
};

export interface Place {
  /** Folded English forms. */
  english: string[];
  region?: string;
}

const byWord = new Map<string, Place>();

function addCountries(): void {
  const english = new Map([...countryNames('en')].map(([name, region]) => [region, name]));
  const put = (word: string, region: string) => {
    const name = english.get(region);
    const extra = (englishExtra[region] ?? '').split(' ').filter(Boolean);
    const forms = [...(name ? [foldName(name)] : []), ...extra.map((one) => one.replaceAll('-', ' '))];
    byWord.set(word, { english: [...new Set([countryKey(region), ...forms])], region });
  };
  for (const [word, region] of countryNames('ko')) if (/^[가-힣]{2,10}$/.test(word)) put(word, region);
  for (const [word, region] of Object.entries(countryWords)) put(word, region);
}

addCountries();
for (const entry of cities.trim().split(/[|\n]/)) {
  const [word = '', ...rest] = entry.trim().split(' ');
  if (word === '') continue;
  const english = rest.join(' ');
  // Several spellings of one word, or one name of several words.
  const isOne =
    / /.test(english) &&
    /^(?:new|los|san|las|st|tel|abu|ho|hong|kuala|mexico|sao|rio|buenos|the|west|gaza|northern|middle|south|north|latin|southeast|korean|east|taiwan|indian|red|black|strait|persian)\b/.test(
      english,
    );
  byWord.set(word, { english: isOne ? [english] : rest });
}

/** The place that a whole word (no particle) names. */
export function placeOf(word: string): Place | undefined {
  return byWord.get(word);
}

/** Provinces, cities, counties, districts by their suffix: `수원시`, `가평군`, `종로구`, `서울 여의도동`. */
export function isAdministrative(word: string): boolean {
  if (!/^[가-힣]{3,7}$/.test(word)) return false;
  if (/(?:특별시|광역시|특별자치시|특별자치도)$/.test(word)) return true;
  if (
    /^(?:경기|강원|충청[남북]|전라[남북]|경상[남북]|황해[남북]?|평안[남북]|함경[남북]|양강|자강|제주)도$/.test(
      word,
    )
  )
    return true;
  const base = word.slice(0, -1);
  return /[시군구읍]$/.test(word) && (byWord.has(base) || districts.has(word));
}

const districts = new Set(
  '종로구 중구 용산구 성동구 광진구 동대문구 중랑구 성북구 강북구 도봉구 노원구 은평구 서대문구 마포구 양천구 강서구 구로구 금천구 영등포구 동작구 관악구 서초구 강남구 송파구 강동구 해운대구 분당구 수원시 성남시 용인시 고양시 부천시 안산시 안양시 화성시 평택시 의정부시 파주시 김포시 광명시 시흥시 이천시 여주시 양주시 포천시 구리시 남양주시 하남시 청주시 천안시 아산시 전주시 군산시 익산시 여수시 순천시 목포시 나주시 포항시 경주시 구미시 안동시 김천시 창원시 진주시 김해시 양산시 거제시 통영시 춘천시 원주시 강릉시 속초시 동해시 삼척시 제주시 서귀포시 가평군 양평군 연천군 철원군 화천군 양구군 인제군 고성군 평창군 정선군 울릉군 옹진군 강화군 기장군 달성군 울주군'.split(
    ' ',
  ),
);

/** A question about an event of the demo corpus, without its names: who asks has not read the reports. */
export interface Question {
  /** As the corpus calls the event. */
  event: string;
  text: string;
}

/** English, about events that Korean outlets report: a Korean report is to be found. */
export const englishQuestions: readonly Question[] = [
  { event: 'kelmora-quake', text: 'How many people died in the earthquake in the mountains?' },
  { event: 'kelmora-quake', text: 'child pulled alive from the rubble after the quake' },
  { event: 'grain-ship', text: 'Which cargo ship is accused of carrying stolen wheat?' },
  { event: 'grain-ship', text: 'freighter with suspect grain stuck off the coast' },
  { event: 'wellnote-leak', text: 'How did patient data leak from a medical app?' },
  { event: 'wellnote-leak', text: 'health app data breach test server' },
  { event: 'seorian-drought', text: 'Is there enough drinking water in the reservoir?' },
  { event: 'seorian-drought', text: 'dam level falls, water rationing threatened by drought' },
  { event: 'vacant-homes', text: 'a tax on houses that stand empty' },
  { event: 'vacant-homes', text: 'Did parliament pass the law on vacant homes?' },
  { event: 'byeolha-fire', text: 'residents evacuated from a wildfire on an island' },
  { event: 'byeolha-fire', text: 'Has the forest fire been put out?' },
  { event: 'harrow-prize', text: 'Which novelist won a literary award abroad?' },
  { event: 'harrow-prize', text: 'author of a novel about salt wins international prize' },
  { event: 'garam-site', text: 'Where will the new battery materials factory be built?' },
  { event: 'garam-site', text: 'city offers half rent to attract a factory' },
  { event: 'parcel-note', text: 'a letter from a seven-year-old to the delivery driver' },
  { event: 'parcel-note', text: 'Who answered the note of a child to a parcel courier?' },
  {
    event: 'halvern-inflation',
    text: 'Will the central bank raise interest rates again because of inflation?',
  },
  { event: 'halvern-inflation', text: 'consumer prices rose more than expected in February' },
  { event: 'tellin-bridge', text: 'Why was the big suspension bridge closed to traffic?' },
  { event: 'tellin-bridge', text: 'more broken wires found in the bridge cable' },
  { event: 'haebit-launch', text: 'Did the satellite make contact after its launch?' },
  { event: 'haebit-launch', text: 'observation satellite reaches orbit' },
  { event: 'night-market', text: 'a traditional market opens at night again after three years' },
  { event: 'night-market', text: 'When does the night market come back?' },
  { event: 'garam-results', text: 'operating profit of the battery materials company fell last year' },
  { event: 'garam-results', text: 'How much did annual earnings decline at the materials maker?' },
  { event: 'straits-cup', text: "women's football team reaches its first final with a late header" },
  { event: 'straits-cup', text: 'Who scored in extra time of the semi-final?' },
  { event: 'neoul-retirement', text: 'securities firm offers voluntary redundancy to its staff' },
  { event: 'neoul-retirement', text: 'Which brokerage cuts jobs by early retirement?' },
  { event: 'school-library', text: 'a closed school turned into a library' },
  { event: 'school-library', text: 'How many visitors did the library in the old school have?' },
];

/** Korean, about events that English outlets report: an English report is to be found. */
export const koreanQuestions: readonly Question[] = [
  { event: 'toll-vote', text: '의회가 다리 통행료 인상안을 부결했나' },
  { event: 'mortgage-relief', text: '주택담보대출 이자 지원은 언제까지 연장되나' },
  { event: 'nurses-strike', text: '간호사 파업이 왜 중단됐나' },
  { event: 'lighthouse-library', text: '등대 안에 있는 도서관' },
  { event: 'swimmers', text: '헤엄쳐서 출근하는 사람들' },
  { event: 'ferry-captain', text: '차량 수를 세는 여객선 선장' },
  { event: 'night-baker', text: '밤에 빵을 굽는 마지막 제빵사' },
  { event: 'ferry-hawk', text: '갈매기를 쫓는 매' },
  { event: 'tide-mill', text: '7세기 조력 방앗간 발굴' },
  { event: 'kelmora-quake', text: '지진 위험을 미리 경고받은 골짜기' },
  { event: 'wellnote-leak', text: '건강 앱에서 환자 기록이 유출된 사고' },
  { event: 'grain-ship', text: '훔친 밀을 실은 것으로 의심받는 배' },
  { event: 'tellin-bridge', text: '다리 폐쇄 첫날 배로 건넌 사람은 몇 명인가' },
  { event: 'byeolha-fire', text: '산불로 피해를 본 감귤 농가' },
  { event: 'vacant-homes', text: '1년 넘게 비운 집에 매기는 세금' },
  { event: 'seorian-drought', text: '밤에 수압을 낮추는 도시' },
];

/** About nothing in the corpus. */
export const strangeQuestions: readonly string[] = [
  'A recipe for apple cake with cinnamon',
  'How do I reset my password?',
  'best running shoes for flat feet',
  'lyrics of a lullaby',
  'how to train a puppy not to bite',
  '기타 줄 가는 방법',
];

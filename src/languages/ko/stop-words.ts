/** Words that carry no content of their own: pronouns, conjunctions, bound nouns, auxiliaries and their stems. */
const stopWords = new Set(
  `그 그는 그가 그의 그를 그녀 그녀는 그들 그들은 이 이는 이를 이에 이번 저 저는 나 나는 내 내가 우리 우리는 너 당신 자신 자기 이것 그것 저것 이곳 그곳 여기 거기 저기 누구 무엇 어디 언제 어떤 어느 무슨 모든 각 각각 여러 다른 또 또는 또한 및 그리고 그러나 하지만 그런데 그래서 따라서 그러므로 즉 다만 한편 특히 이어 이후 아울러 더불어 이밖에 그밖에 먼저 우선 결국 물론 바로 더 더욱 가장 매우 아주 너무 많이 조금 좀 잘 못 안 다시 이미 아직 계속 함께 모두 다 약 등 것 수 때 때문 중 뒤 앞 위 아래 속 안팎 사이 동안 가운데 대해 대한 대하여 관해 관한 위해 위한 통해 통한 따라 따르면 의해 의한 인해 인한 비해 향해 두고 놓고 가지고 이라고 라고 라며 이라며 이라는 라는 고 며 는 은 하 되 있 없 않 이다 아니 같 보 주 지 오 가 내 나오 위하 대하 통하 따르 의하 관하 인하 향하 이렇 그렇 저렇 어떻 그렇게 이렇게 이같이 이처럼 그처럼 만큼 뿐 채 듯 데 바 줄 체 지금 현재 당시 이날 점 측 쪽 경우 정도 말 말하 밝히 전하 덧붙이 설명 강조`.split(
    /\s+/,
  ),
);

/** Words of content that a list of stop words would swallow are not in it: 말하다, 밝히다 stay visible to the checks. */
const kept = new Set([
  '말',
  '말하',
  '밝히',
  '전하',
  '덧붙이',
  '설명',
  '강조',
  '없',
  '않',
  '아니',
  '안',
  '못',
  '이날',
  '현재',
  '당시',
]);

export function isStopWord(word: string): boolean {
  return stopWords.has(word) && !kept.has(word);
}

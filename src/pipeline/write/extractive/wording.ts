/** Words that tell whether a sentence can stand on its own, and page furniture, per language. Matched at the start. */
export interface Wording {
  /** Openings that lean on what came before: pronouns, contrasting connectives. */
  leaning: RegExp;
  /** The same, told by how the sentence goes on or ends: `43 of them`, `...때문이다`. */
  leaningInside: RegExp;
  /** Additive connectives that may be cut off where what is left is a sentence by its own typography. */
  droppable: RegExp;
  /** Pronouns that need a person named earlier in the same sentence. */
  pronoun: RegExp | null;
  /** Phrases that send a sentence to the past of the story: `a day earlier`, `앞서`. */
  earlier: RegExp;
  /** Openings with `the` that point at something told before, unless the headline has just named it. The noun is captured. */
  pointing: RegExp | null;
  /** The noun of an opening such as `The zone is`, unless words after it say which one. */
  definite: RegExp | null;
  /** Whole sentences that are furniture: credits, appeals to subscribe, copyright lines. */
  furniture: RegExp;
}

const english: Wording = {
  leaning:
    /^["“'‘]?\s?(?:(?:if|when|once|as|while|because|since|although|though|until|before|after) (?:he|she|they|it)|the (?:man|woman|couple|boy|girl|victim|suspect|driver)(?=,)|he|she|it|they|his|her|hers|its|their|theirs|him|them|this|that|these|those|such|both|neither|either|another|others|the (?:last|first|next|previous|earlier|other) (?:ones?|two|three|four)(?=[\s,])|the (?:latter|former|same|two|pair|duo|three|trio|couple|move|decision|incident|announcement|comments?|remarks?|ruling|statement|delay|outcome)|but|and|or|so|yet|nor|then|thus|hence|however|nevertheless|nonetheless|instead|otherwise|therefore|consequently|still|rather|similarly|likewise|besides|meanwhile|moreover|furthermore|also|additionally|afterwards?|later|earlier|in (?:addition|contrast|response|turn|fact|that case|doing so)|as a result|for (?:example|instance|that reason)|on the other hand|at the (?:time|same time)|because of (?:this|that)|among them|one of them|some of them|after (?:this|that)|since then|by then|if so|not so|here|there(?! (?:is|are|was|were|has|have|will)\b)|why|how come|no wonder|indeed|of course|that's|it's|he's|she's|they're|what's more)\b/iu,
  leaningInside:
    /^[^,;]{0,60}\b(?:\d+|some|all|most|many|none|both|each|one|two|three|half) of (?:them|these|those|it)\b|\bthe (?:figure|count|claim|allegation|accusation|estimate|request|offer|comment|remark|finding)s?[.”"’']{0,2}$|\bthe (?:figure|number|total|count)\b(?! (?:of|for|that|to|at)\b)|^[^,;]{0,60}\b(?:\d+|one|two|three|four|five|six|several|a few) (?:minutes|hours|days|weeks|months|years) later\b|\b(?:on|about|to|by|of|with) (?:that|this) (?:report|number|figure|claim|plan|decision|offer|statement|story|study)\b|\b(?:he|she|they|it) (?:did|does|do|had|was|were|is|are|would|will|could)(?: so| not)?\.$|\b(?:neither|either) (?:number|figure|side|claim|account)\b|\b(?:higher|lower|larger|smaller|fewer)(?=[,.;])|\bsaid (?:that )?the (?:figure|count|claim|allegation|accusation|estimate|request|offer|finding)s?\b/iu,
  droppable:
    /^(?:meanwhile|separately|also|moreover|furthermore|additionally|in addition|elsewhere|in other news)\s?,\s+(?=\p{Lu})/iu,
  pronoun: /\b(?:he|she)\b/iu,
  pointing:
    /^the (?:\p{Ll}+ )?(zone|ward|area|facility|factory|board|ship|plans?|proposals?|reports?|stud(?:y|ies)|agreements?|deals?|bills?|laws?|rules?|measures?|schemes?|projects?|programmes?|programs?|attacks?|accident|crash|incidents?|blaze|fire|victims?|suspects?|man|woman|men|women|couple|company|firm|group|team|agency|authority|minister|president|governor|mayor|official|spokesman|spokeswoman|committee|court|judge|vote|result|increase|rise|fall|cut|ban|order|document|letter|data|figures?|numbers?|findings?|researchers|scientists|authors|officers|family|boy|girl|child|driver|work|site|building|event|meeting|talks|case|claim|charges?|change|step|goal|idea|aim|issue|problem|question|answer|reason|latest|first|second|third|other)\b(?! of\b)/iu,
  definite:
    /^the (\p{Ll}{3,})(?:[’']s)?\s(?!(?:of|who|whose|which|that|in|at|on|near|for|from|to|where|between|by|with|behind|under)\b)/iu,
  earlier:
    /\b(?:(?:a|one|two|three|several|\d+) (?:days?|weeks?|months?|years?) (?:earlier|ago|before)|last (?:week|month|year|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december)|previously|formerly|the previous (?:day|week|month|year)|since (?:19|20)\d\d|back in (?:19|20)\d\d)\b/iu,
  furniture:
    /^(?:read more|more on this|related|advertisement|scroll down|click here|watch|sign up|subscribe|share this|follow us|copyright|all rights reserved|photo(?:graph)?:|image:|picture:|video:|listen to|have you been affected|contact us|reporting by|editing by|additional reporting|writing by|tell us|let us know|(?:did|do|have|are|were|will|would) you\b[^.“”]*\?$|by [\p{Lu}][\p{L}.-]+(?: [\p{Lu}][\p{L}.-]+){1,2}$|©)|\b(?:listen (?:here|now)|podcast platform|published without changes|our (?:newsroom|editors|reporters|correspondents?)|this (?:article|report|story) (?:was|has been) (?:first |originally )?(?:published|updated|amended|corrected)|newsletter|in your inbox|sign up (?:here|now|for)|subscribe (?:here|now|to)|follow us on|read the full|can read here|in the comments(?: below)?[.!]?$|click (?:here|to))\b/iu,
};

const korean: Wording = {
  leaning:
    /^["“'‘]?\s?(?:그는|그가|그의|그녀[는가의]|그들[은이의]|이들[은이의도]|이는|이것[은이]|그것[은이]|이를|이에|이로써|이로 인해|이와 관련|이에 따라|이에 대해|이 때문에|이 같은|이같은|이러한|이런|그런|그러한|그러나|하지만|그런데|그래서|그러므로|그러자|그러면서|따라서|반면|반대로|다만|오히려|결국|이어서?|이후|그 뒤|그 후|그 결과|그 이유|당시|여기에|여기서|이때|그때|이 자리에서|이 과정에서|이 회의|이 사건|이 사고|이 계획|이 제도|이 사업|이 중|이 가운데|이 밖에|이 외에|그중|그 중|그 가운데|그동안|그간|해당|동시에|같은 (?:날|기간|시각|달|해|자리)|예를 들어|예컨대|즉|특히|더욱이|게다가|나아가|실제로|물론|이처럼|이렇게|그렇게|(?:이틀|사흘|나흘|닷새|\d+(?:일|주|개월|달|년|시간|분)|한 달|일주일|한 시간|몇 (?:분|시간|일|달|년)) (?:뒤|후)|이튿날|다음 날|(?:이|그) (?:[가-힣]{1,6} )?[가-힣]{1,7}(?:은|는|이|가|을|를|에서|에|의|도|로)|가장 \S+ (?:곳|것|사람|회사|나라|도시)[은이]|이와 달리|이와 반대로|이와 같이|그럼에도|그렇지만|그렇다고|왜냐하면|또 다른|두 사람|양측[은이])(?=[\s,·]|$)/u,
  leaningInside:
    /(?:아서|어서|여서|해서|라서|때문|셈|뜻|의미|얘기|이야기|이유|까닭|덕분|탓)(?:이)?(?:다|었다|였다)\.?$|^.{0,30}\s(?:이|그|해당) (?:수치|금액|발표|주장|결과|제안|방침|계획|사실|문제|조치|회사|남성|여성|사람|사건|사고|법안|제도|시설|공사|보고서|학교|마을|지역|도시|다리|공장|병원|작품|영화|책|섬)/u,
  droppable:
    /^(?:한편|또한?|아울러|이와 함께|이와 별도로|이 밖에도?|이외에도?|더불어|이어)\s?,?\s+(?=[\p{L}\p{N}"“'‘])/u,
  pronoun: null,
  pointing: null,
  definite: null,
  earlier:
    /(?:^앞서|지난해|작년|재작년|지난달|지난주|지난 ?\d+(?:일|월|년)|전날|전년|\d+(?:일|주|개월|달|년) 전|이전에는?|(?:19|20)\d\d년|당초|그동안|기존에는?)/u,
  furniture:
    /^(?:관련 ?기사|관련 ?뉴스|사진 ?[=:]|자료 ?사진|그래픽 ?[=:]|영상 ?[=:]|출처 ?[=:]|기사 ?제보|저작권자|무단 ?전재|ⓒ|©|▶|☞|■ ?제보|구독|카카오톡|[^.]{0,80}(?:청취|시청)할 수 있(?:다|습니다)|\S+@\S+|[가-힣]{2,4} (?:기자|특파원|인턴기자|선임기자)(?:\s*\S+@\S+)?$)|(?:무단 ?전재|재배포) ?(?:및|-|,)? ?(?:재배포)? ?금지|기자 ?\S+@\S+$/u,
};

const none = /(?!)/u;
const unknown: Wording = {
  leaning: none,
  leaningInside: none,
  droppable: none,
  pronoun: null,
  pointing: null,
  definite: null,
  earlier: none,
  furniture: none,
};

/** The table for a BCP 47 tag; for a language without one, a table that matches nothing. */
export function wordingFor(lang: string): Wording {
  const primary = lang.toLowerCase().split('-')[0];
  if (primary === 'en') return english;
  return primary === 'ko' ? korean : unknown;
}

type Kind = 'leak' | 'instruction';

/**
 * What a model says of itself or its task, and what is said to a model. None of these reads like news, but each may be
 * quoted by a story on such machines: so a match inside quotation marks of a sentence from the source is let through.
 */
export const machineTalk: { kind: Kind; pattern: RegExp }[] = [
  {
    kind: 'leak',
    pattern:
      /<\/?(?:think|thinking|reasoning|system|assistant|user|tool|s)>|<\|[\w-]{1,30}\|>|\[\/?INST\]/giu,
  },
  {
    kind: 'leak',
    pattern: /\bas an? (?:ai|artificial intelligence|large language) (?:language )?(?:model|assistant)\b/giu,
  },
  { kind: 'leak', pattern: /^(?:sure|certainly|of course|okay|ok)[,!.] (?:here|i|let|below)\b/giu },
  {
    kind: 'leak',
    pattern:
      /\bhere(?:'s| is| are) (?:the|a|an|your|my) (?:\w{1,15} ){0,3}(?:summary|brief|headline|rewrite|json|translation|output)\b/giu,
  },
  {
    kind: 'leak',
    pattern:
      /\b(?:the user|the prompt|my instructions|the system prompt|the instructions) (?:asks?|wants?|says?|said|requires?|asked|is asking)\b/giu,
  },
  {
    kind: 'leak',
    pattern:
      /\b(?:i (?:need|have|should|must|will|can(?:not|'t)|am (?:un)?able) (?:to )?(?:summari[sz]e|write|provide|generate|produce|rewrite|browse|access|comply))\b/giu,
  },
  {
    kind: 'leak',
    pattern:
      /\b(?:let me|let's|we need to|we should|first, i) (?:think|summari[sz]e|write|check|produce|output|parse|analy[sz]e)\b/giu,
  },
  {
    kind: 'leak',
    pattern:
      /\bD[1-9]\d{0,2}:S\d{1,4}\b|\bpassage ids?\b|"(?:headline|standfirst|lede|passages|evidence)"\s*:/gu,
  },
  { kind: 'leak', pattern: /\b(?:my|the) (?:knowledge|training) (?:cut-?off|data)\b|\btoken limit\b/giu },
  {
    kind: 'leak',
    pattern: /(?:저는|나는) (?:AI|인공지능|언어 ?모델)|(?:AI|인공지능|언어) ?(?:언어 ?)?모델로서/giu,
  },
  {
    kind: 'leak',
    pattern:
      /(?:다음은|아래는|여기) .{0,20}(?:요약|번역|기사|브리핑)(?:문|본)?(?:입니다|이에요|예요)|요약하(?:면|자면) 다음과 같습니다/gu,
  },
  {
    kind: 'leak',
    pattern:
      /(?:사용자|유저)(?:가|의) (?:요청|지시|질문|프롬프트)|(?:시스템 )?프롬프트에 따|(?:요약|작성|번역)해 ?드리겠습니다/gu,
  },
  {
    kind: 'instruction',
    pattern:
      /\b(?:ignore|disregard|forget|override) (?:\w{1,12} ){0,3}(?:previous|prior|above|earlier|preceding|system) (?:\w{1,12} ){0,2}(?:instructions?|prompts?|messages?|text|rules?|context)\b/giu,
  },
  {
    kind: 'instruction',
    pattern: /\b(?:you are now|from now on,? you|you must now|new instructions?:|system prompt:)/giu,
  },
  {
    kind: 'instruction',
    pattern:
      /\b(?:respond|reply|answer|output|print) (?:only )?(?:with|in) (?:the |a |an )?(?:word|phrase|json|following|exact|emoji|base64)\b/giu,
  },
  {
    kind: 'instruction',
    pattern: /\b(?:in|to|into|of|from|within) your (?:responses?|repl(?:y|ies)|answers?|output|summary)\b/giu,
  },
  {
    kind: 'instruction',
    pattern:
      /^(?:please )?(?:summari[sz]e|translate|rewrite|paraphrase|repeat|write a|tell me|give me|list the|explain) (?:this|the (?:following|above|text|article)|a |me |how )/giu,
  },
  {
    kind: 'instruction',
    pattern:
      /(?:이전|위|앞|기존)의? ?(?:모든 )?(?:지시|명령|프롬프트|지침)(?:사항)?(?:을|를|은|는)? ?(?:모두 )?(?:무시|잊|따르지)/gu,
  },
  {
    kind: 'instruction',
    pattern: /(?:이제부터 (?:너는|당신은)|(?:다음|아래)(?:과 같이|의 형식으로) (?:답|출력|응답)(?:하|해))/gu,
  },
  {
    kind: 'instruction',
    pattern:
      /^(?:please )?(?:modify|provide|render|enhance|scramble|augment|integrate|format|encode|express|deliver|group|jumble|replace|convert)\b.{0,80}\byour (?:responses?|repl(?:y|ies)|answers?|output|messages?|summary)\b/giu,
  },
  {
    kind: 'instruction',
    pattern:
      /^(?:please )?(?:explain|describe|draft|compose|summari[sz]e|generate|paraphrase) (?:the|an?|how|why|me|us|this) /giu,
  },
  {
    kind: 'instruction',
    pattern:
      /^(?:please )?(?:say|state|write|report|mention|tell (?:the )?(?:readers?|users?|everyone)|add|include|conclude|note) (?:only )?(?:that|the (?:sentence|words|link|following)|a link)\b/giu,
  },
  {
    kind: 'instruction',
    pattern:
      /(?:인공지능|챗봇|언어 ?모델|AI|요약(?:문|할 때|하는 사람)).{0,80}(?:할 것|하라|해라|하시오|하십시오|하세요|해 ?주세요|말 것)[.!]?$/giu,
  },
  {
    kind: 'instruction',
    pattern:
      /(?:라고|다고) (?:요약|작성|서술|보도|출력|답변?|써|쓰|말)(?:할 것|하라|해라|하시오|하십시오|하세요|해 ?주세요|라)[.!]?$/gu,
  },
];

/** True for a sentence of a source that speaks to whoever summarises it, outside quotation marks: it proves nothing. */
export function readsLikeOrder(text: string): boolean {
  return machineTalk.some(({ kind, pattern }) => {
    if (kind !== 'instruction') return false;
    return [...text.matchAll(pattern)].some(({ index }) => !/["“‘'「『]/u.test(text.slice(0, index)));
  });
}

/** What language a text is in, by its script, its function words and its special letters. No model, no data files. */
export interface DetectedLanguage {
  /** BCP 47 primary tag; `und` where nothing speaks for one language. */
  lang: string;
  /** 0..1: how far ahead of the next best. Under 0.3 it is a guess. */
  confidence: number;
}

/** Only the beginning is read: more does not change the answer. */
const charsMax = 20_000;

/** Scripts that (nearly) one language of the news uses. */
const scriptLanguages: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Armenian}/u, 'hy'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Telugu}/u, 'te'],
  [/\p{Script=Kannada}/u, 'kn'],
  [/\p{Script=Malayalam}/u, 'ml'],
  [/\p{Script=Gujarati}/u, 'gu'],
  [/\p{Script=Gurmukhi}/u, 'pa'],
  [/\p{Script=Sinhala}/u, 'si'],
  [/\p{Script=Khmer}/u, 'km'],
  [/\p{Script=Lao}/u, 'lo'],
  [/\p{Script=Myanmar}/u, 'my'],
  [/\p{Script=Ethiopic}/u, 'am'],
];

/** Function words (the most frequent closed-class words of each language) and letters that few neighbours share. */
const profiles: Record<
  string,
  { script: 'latin' | 'cyrillic' | 'arabic' | 'devanagari'; words: string; letters: string }
> = {
  en: {
    script: 'latin',
    words:
      'the of and to in that is was for on with as it his by at from he be are have has had not but they said who which this were been will would their an or its after more about',
    letters: '',
  },
  de: {
    script: 'latin',
    words:
      'der die und das von den mit ist des im für auf dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei',
    letters: 'üß',
  },
  fr: {
    script: 'latin',
    words:
      'le la les de des et en un une du dans est que qui pour au par sur pas plus ne se ce il sont avec son ses ont été cette mais aux sa elle leur ou été a d l n s c qu ces fait',
    letters: 'éèêçàùœ',
  },
  es: {
    script: 'latin',
    words:
      'de la que el en y los del se las por un para con una su al lo como más pero sus le ha este sí porque esta entre cuando muy sin sobre también hasta hay donde fue desde están han',
    letters: 'ñáóíú¿¡',
  },
  it: {
    script: 'latin',
    words:
      'di che la il un per una in con non del da le si al dei come della più nel alla gli anche sono ha i è lo ma delle dal dalla questo ed nella stato essere degli ai hanno',
    letters: 'àèìòù',
  },
  pt: {
    script: 'latin',
    words:
      'de que o a do da em um para com não uma os no se na por mais as dos como mas ao das à seu sua ou foi pelo pela são até isso também já está nos entre após ser foram ex',
    letters: 'ãõçâê',
  },
  nl: {
    script: 'latin',
    words:
      'de het van een en in is dat op te zijn met voor niet die aan er om ook als dan maar bij uit nog naar door over ze wordt heeft hij werd deze tot meer was hebben',
    letters: '',
  },
  sv: {
    script: 'latin',
    words:
      'och att det i på är som en för av med den till har inte om ett de var från men vid eller efter kan ska så också när han hon sig mot under blir blev mellan flera sedan år där detta deras mer än ut upp dog minst över',
    letters: 'åäö',
  },
  da: {
    script: 'latin',
    words:
      'og at det i på er som en for af med den til har ikke om et de var fra men ved eller efter kan skal så også når han hun sig mod blev af der hvor mellem siden flere dette nogle deres hos mens mere end ud op bliver under før døde',
    letters: 'åæø',
  },
  no: {
    script: 'latin',
    words:
      'og at det i på er som en for av med den til har ikke om et de var fra men ved eller etter kan skal så også når han hun seg mot ble hos dette noen deres mellom flere siden hvor år blant mens mer enn over ut opp blir under før døde',
    letters: 'åæø',
  },
  fi: {
    script: 'latin',
    words:
      'ja on ei että se oli hän ovat myös mutta kun niin kuin sen mukaan tai joka jos ole vuoden ollut mitä nyt sekä kanssa jo vuonna jälkeen ensimmäinen ainakin kuoli kuollut yli noin muun muassa olivat sai asti eli vastaan hänen heidän tänä viime välillä aikana presidentti jotka sitä siitä',
    letters: 'äö',
  },
  pl: {
    script: 'latin',
    words:
      'w i na z się nie do że to jest o jak po od przez dla za ale co jego są przed był czy oraz tym tak tylko może które który już jej',
    letters: 'ąćęłńśźż',
  },
  cs: {
    script: 'latin',
    words:
      'a v se na je že s o z do i to k ve pro ale za by si po jako od jsou byl také které který už podle však při bylo',
    letters: 'ěščřžýůť',
  },
  hu: {
    script: 'latin',
    words:
      'a az és hogy nem is egy ez van meg de volt csak már el mint még ki szerint azt vagy ha lesz ezt után',
    letters: 'őűáéí',
  },
  ro: {
    script: 'latin',
    words:
      'de și în a la cu o nu că pe din care este un se mai au fost pentru sa lui al ale prin după dar sunt fi către între iar sau dintre său unui unei președintele',
    letters: 'ăâîșțşţ',
  },
  tr: {
    script: 'latin',
    words:
      've bir bu da de için ile olarak çok daha olan gibi kadar sonra en ise ne var dedi değil ancak tarafından diye',
    letters: 'ğışçİ',
  },
  id: {
    script: 'latin',
    words:
      'yang dan di dari ini untuk dengan pada itu tidak dalam akan juga adalah ke karena oleh kata telah saat bisa ada sebagai lebih mereka',
    letters: '',
  },
  vi: {
    script: 'latin',
    words:
      'và của là có trong được cho một các với không người đã những này khi từ đến về để ở ra năm cũng như',
    letters: 'ơưđạảấầậắặẹếềệịọốồộớờợụứừựỳ',
  },
  ru: {
    script: 'cyrillic',
    words: 'и в не на что с по как к из у за от это его для о был он а до но также года которые было их при',
    letters: 'ыэё',
  },
  uk: {
    script: 'cyrillic',
    words: 'і в не на що з та у за до як це про від для його він є але також року які було їх при під',
    letters: 'іїєґ',
  },
  bg: {
    script: 'cyrillic',
    words: 'и на да в за от се с че е не са по като до ще това при има той но или към след която който са',
    letters: 'ъ',
  },
  be: {
    script: 'cyrillic',
    words: 'і ў у не на што з да як за ад па для пра быў была гэта але ён яна каб пры пад',
    letters: 'ўі',
  },
  sr: {
    script: 'cyrillic',
    words: 'и је у да на се за су од са не који као о што до ће би али из то',
    letters: 'ђјљњћџ',
  },
  ar: {
    script: 'arabic',
    words: 'في من على إلى أن عن التي الذي هذا هذه مع ما لا كان قد بعد أو بين وقال قال وقد كما خلال',
    letters: 'ةىأإ',
  },
  fa: {
    script: 'arabic',
    words: 'در و به از که این را با است برای آن یک تا می بر شد خود های شده کرد',
    letters: 'پچژگیک',
  },
  ur: {
    script: 'arabic',
    words: 'کے کی میں ہے کا اور سے کو نے پر کہ اس یہ کہا ہیں بھی ان تھا',
    letters: 'ٹڈڑںےھہ',
  },
  hi: { script: 'devanagari', words: 'के में की है और से को का ने पर कि यह इस हैं भी कहा लिए था', letters: '' },
  mr: { script: 'devanagari', words: 'आहे आणि या च्या हे ते आहेत केली करण्यात होते असे मात्र', letters: 'ळ' },
};

const profileWords = new Map(
  Object.entries(profiles).map(([lang, profile]) => [lang, new Set(profile.words.split(' '))]),
);

/** Weight of a function word: the fewer languages share it, the more it says. */
const wordWeights = new Map<string, number>();
for (const words of profileWords.values())
  for (const word of words) wordWeights.set(word, (wordWeights.get(word) ?? 0) + 1);
for (const [word, languages] of wordWeights) wordWeights.set(word, 1 / languages);

interface Vocabulary {
  languages: readonly string[];
  /** For each function word its weight and the languages (by place in `languages`) that have it. */
  words: ReadonlyMap<string, { weight: number; at: readonly number[] }>;
  /** For each special letter the languages that have it. */
  letters: ReadonlyMap<string, readonly number[]>;
}

/** The profiles of one script turned around, so that a text is gone through once for all its languages. */
const vocabularies = new Map(
  [...new Set(Object.values(profiles).map(({ script }) => script))].map((script): [string, Vocabulary] => {
    const languages = Object.keys(profiles).filter((lang) => profiles[lang]?.script === script);
    const words = new Map<string, { weight: number; at: number[] }>();
    const letters = new Map<string, number[]>();
    languages.forEach((lang, at) => {
      for (const word of profileWords.get(lang) ?? []) {
        const known = words.get(word);
        if (known) known.at.push(at);
        else words.set(word, { weight: wordWeights.get(word) ?? 0, at: [at] });
      }
      for (const letter of new Set(profiles[lang]?.letters))
        letters.set(letter, [...(letters.get(letter) ?? []), at]);
    });
    return [script, { languages, words, letters }];
  }),
);

const scripts: readonly (readonly [string, RegExp])[] = [
  ['latin', /\p{Script=Latin}/gu],
  ['cyrillic', /\p{Script=Cyrillic}/gu],
  ['arabic', /\p{Script=Arabic}/gu],
  ['devanagari', /\p{Script=Devanagari}/gu],
  ['hangul', /\p{Script=Hangul}/gu],
  ['kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['han', /\p{Script=Han}/gu],
  ...scriptLanguages.map(([pattern, lang]): [string, RegExp] => [lang, new RegExp(pattern.source, 'gu')]),
];

/** What no script but the Latin one has letters among: Latin blocks, punctuation, currency signs. */
const beyondLatin = /[^\u0000-\u036F\u2000-\u206F\u20A0-\u20CF]/;

/** Counts code points of each script among the first `charsMax` code units. */
function scriptCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const onlyLatin = !beyondLatin.test(text);
  for (const [name, pattern] of scripts)
    counts.set(name, onlyLatin && name !== 'latin' ? 0 : (text.match(pattern)?.length ?? 0));
  return counts;
}

/**
 * The language of a text. Reads at most its first 20,000 code units,
 so it is fast on any input. Short texts of
 * few function words come out with a low confidence, text without letters as `und`.
 */
export function detectLanguage(text: string): DetectedLanguage {
  const sample = text.slice(0, charsMax);
  const counts = scriptCounts(sample);
  const count = (name: string) => counts.get(name) ?? 0;
  // One ideograph or syllable weighs about as much as two and a half letters of an alphabet.
  const east = count('hangul') + count('kana') + count('han');
  const alphabetic = [...counts].reduce(
    (sum, [name, n]) => (/^(hangul|kana|han)$/.test(name) ? sum : sum + n),
    0,
  );
  const total = east * 2.5 + alphabetic;
  if (total === 0) return { lang: 'und', confidence: 0 };
  if (east * 2.5 >= total * 0.4)
    return eastAsian(count('hangul'), count('kana'), count('han'), (east * 2.5) / total);
  const [script, letters] = [...counts]
    .filter(([name]) => !/^(hangul|kana|han)$/.test(name))
    .reduce((best, next) => (next[1] > best[1] ? next : best));
  if (script.length === 2) return { lang: script, confidence: letters / total };
  return byWords(sample, script, letters);
}

function eastAsian(hangul: number, kana: number, han: number, share: number): DetectedLanguage {
  if (hangul >= kana + han * 0.5) return { lang: 'ko', confidence: share };
  if (kana >= (kana + han) * 0.08) return { lang: 'ja', confidence: share };
  return { lang: 'zh', confidence: share };
}

/** No special letter is ASCII. */
const beyondAscii = /[^\u0000-\u007F]/gu;

function byWords(sample: string, script: string, letters: number): DetectedLanguage {
  const words = sample.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  const vocabulary = vocabularies.get(script);
  const languages = vocabulary?.languages ?? [];
  const inWords = languages.map(() => 0);
  const inLetters = languages.map(() => 0);
  for (const word of words) {
    const known = vocabulary?.words.get(word);
    if (known) for (const at of known.at) inWords[at]! += known.weight;
  }
  for (const char of sample.match(beyondAscii) ?? [])
    for (const at of vocabulary?.letters.get(char) ?? []) inLetters[at]! += 1;
  const scores = languages
    .map((lang, at) => {
      const byWord = inWords[at]! / Math.max(words.length, 1);
      return { lang, score: byWord + (2 * inLetters[at]!) / Math.max(letters, 1) };
    })
    .sort((a, b) => b.score - a.score);
  const [best, second] = scores;
  if (!best || best.score === 0)
    return { lang: script === 'latin' ? 'und' : (best?.lang ?? 'und'), confidence: 0 };
  const lead = (best.score - (second?.score ?? 0)) / best.score;
  return { lang: best.lang, confidence: lead * Math.min(1, words.length / 20) };
}

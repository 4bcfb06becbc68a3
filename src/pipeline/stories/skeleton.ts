/**
 * Consonant skeletons: what is left of a name in any script when vowels, voices and doublings are gone. `Trump`, 트럼프,
 * トランプ and Трамп all come to `TLMP`. Close kin of the keys in `languages/shared/romanise.ts`, which are for whole
 * names inside one text; these are for single words, and looser, since a story has other evidence beside them.
 */
const initials = 'K K N T T L M P P S S - C C C K T P H'.split(' ');
const finals = '- K K KS N NC N T L LK LM LP LS LT LP L M P PS T T N T T K T P T'.split(' ');

const consonantsMin = 2;
const skeletonCharsMax = 8;

/** Letters of other scripts in Latin ones, as far as consonants go. */
const letters: Record<string, string> = {};
function spell(from: string, to: string): void {
  const sounds = to.split(' ');
  [...from].forEach((char, at) => {
    letters[char] = sounds[at] ?? '';
  });
}
spell(
  'абвгдеёжзийклмнопрстуфхцчшщыэюяіїєґў',
  'a b v g d e e j z i i k l m n o p r s t u f h ts ch sh sh i e u a i i e g u',
);
spell('αβγδεζηθικλμνξοπρσςτυφχψω', 'a b g d e z i th i k l m n ks o p r s s t i f h ps o');
spell(
  'ابتثجحخدذرزسشصضطظعغفقكلمنهويىپچژگکیآأإئؤة',
  'a b t th j h kh d z r z s sh s d t z a gh f k k l m n h u i a p ch j g k i a a a i u a',
);
spell('אבגדהוזחטיכךלמםנןסעפףצץקרשת', 'a b g d h u z h t i k k l m m n n s a p p ts ts k r sh t');

const kanaRows: readonly (readonly [string, string])[] = [
  ['アイウエオァィゥェォー', ''],
  ['カキクケコ', 'k'],
  ['ガギグゲゴ', 'g'],
  ['サシスセソ', 's'],
  ['ザジズゼゾ', 'z'],
  ['タツテト', 't'],
  ['チ', 'ch'],
  ['ダヂヅデド', 'd'],
  ['ナニヌネノン', 'n'],
  ['ハヒヘホ', 'h'],
  ['フ', 'f'],
  ['バビブベボヴ', 'b'],
  ['パピプペポ', 'p'],
  ['マミムメモ', 'm'],
  ['ラリルレロ', 'r'],
  ['ヤユヨャュョワヲッ', ''],
];
for (const [row, consonant] of kanaRows) for (const char of row) letters[char] = `${consonant}a`;

const classes: Record<string, string> = {
  b: 'P',
  c: 'K',
  d: 'T',
  f: 'P',
  g: 'K',
  j: 'C',
  k: 'K',
  l: 'L',
  m: 'M',
  n: 'N',
  p: 'P',
  q: 'K',
  r: 'L',
  s: 'S',
  t: 'T',
  v: 'P',
  x: 'KS',
  z: 'C',
  '1': 'C',
  '2': 'S',
};

function fromHangul(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const index = text.charCodeAt(at) - 0xac00;
    if (index < 0 || index >= 11_172) continue;
    const initial = initials[Math.floor(index / 588)] ?? '';
    if (initial === '-') out += at === 0 ? 'A' : '';
    else if (initial !== 'H' || at === 0) out += initial;
    const final = finals[index % 28] ?? '';
    if (final !== '-') out += final;
  }
  return out;
}

function fromLatin(text: string): string {
  const plain = text
    .replace(/sch|sh/g, '2')
    .replace(/tch|ch/g, '1')
    .replace(/ph/g, 'p')
    .replace(/th/g, '2')
    .replace(/kh|ck/g, 'k')
    .replace(/gh(?![aeiouy])/g, '')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/g(?=[eiy])/g, 'j')
    .replace(/ng/g, 'n')
    .replace(/ts|tz/g, '1')
    // A silent r: the British way, and that of most transcriptions.
    .replace(/([aeiou])r(?=[^aeiouy]|$)/g, '$1');
  let out = '';
  for (let at = 0; at < plain.length; at += 1) {
    const char = plain.charAt(at);
    if ('aeiouwy'.includes(char)) {
      if (at === 0) out += 'A';
    } else if (char === 'h') {
      if (at === 0) out += 'H';
    } else out += classes[char] ?? '';
  }
  return out;
}

const foreign = /[\u0370-\u06ff\u3040-\u30ff\u0590-\u05ff]/;

/** The skeleton of one word of any script; empty where it has too few consonants to tell names apart. */
export function skeletonOf(word: string): string {
  const lower = word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
  const raw = /[가-힣]/.test(lower)
    ? fromHangul(lower)
    : fromLatin(foreign.test(lower) ? spelled(lower) : lower);
  const out = raw
    .replace(/(.)\1+/g, '$1')
    .replace(/N(?=P)/g, 'M')
    .slice(0, skeletonCharsMax);
  return out.replace(/[AH]/g, '').length >= consonantsMin ? out : '';
}

function spelled(word: string): string {
  let out = '';
  for (const char of word) out += letters[char] ?? letters[katakana(char)] ?? char;
  return out;
}

function katakana(char: string): string {
  const code = char.charCodeAt(0);
  return code >= 0x3041 && code <= 0x3096 ? String.fromCharCode(code + 0x60) : char;
}

/** Revised Romanization of Korean (Ministry of Culture and Tourism, 2000), letter by letter, without assimilation. */
const initials = 'g gg n d dd r m b bb s ss - j jj ch k t p h'.split(' ').map((s) => (s === '-' ? '' : s));
const vowels = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const finals = '- g gg gs n nj nh d l lg lm lb ls lt lp lh m b bs s ss ng j ch k t p h'
  .split(' ')
  .map((s) => (s === '-' ? '' : s));

interface Syllable {
  initial: string;
  vowel: string;
  final: string;
}

function syllableOf(char: string): Syllable | null {
  const index = char.charCodeAt(0) - 0xac00;
  if (index < 0 || index >= 11_172) return null;
  return {
    initial: initials[Math.floor(index / 588)] ?? '',
    vowel: vowels[Math.floor((index % 588) / 28)] ?? '',
    final: finals[index % 28] ?? '',
  };
}

/** Hangul in Latin letters: `김정은` -> `gimjeongeun`. What is not Hangul stays. */
export function romaniseHangul(text: string): string {
  let out = '';
  for (const char of text) {
    const syllable = syllableOf(char);
    out += syllable ? syllable.initial + syllable.vowel + syllable.final : char;
  }
  return out;
}

/** Usual Latin spellings of Korean family names whose consonants the Revised Romanization does not give. */
const surnames: Record<string, string> = {
  이: 'lee yi rhee li ri',
  박: 'park pak bak',
  임: 'lim im rim',
  림: 'lim rim im',
  유: 'yoo yu ryu you',
  류: 'ryu yoo yu',
  노: 'roh noh no',
  로: 'roh noh ro',
  나: 'na ra',
  라: 'ra na',
  여: 'yeo ryeo',
  양: 'yang ryang',
  김: 'kim gim',
  최: 'choi choe',
  정: 'jeong jung chung',
  강: 'kang gang',
  조: 'cho jo',
  윤: 'yoon yun',
  장: 'jang chang',
  한: 'han',
  오: 'oh',
  서: 'seo suh',
  신: 'shin sin',
  권: 'kwon gwon',
  황: 'hwang',
  안: 'ahn an',
  송: 'song',
  전: 'jeon chun jun',
  홍: 'hong',
  고: 'ko go koh',
  문: 'moon mun',
  손: 'son sohn',
  배: 'bae pae',
  백: 'baek paik',
  허: 'heo huh hur',
  남: 'nam',
  심: 'shim sim',
  하: 'ha',
  곽: 'kwak gwak',
  성: 'sung seong',
  차: 'cha',
  주: 'joo ju',
  우: 'woo',
  구: 'koo gu ku',
  민: 'min',
  진: 'jin chin',
  지: 'ji chi',
  엄: 'eom um',
  채: 'chae',
  원: 'won',
  천: 'cheon chun',
  방: 'bang pang',
  공: 'kong gong',
  현: 'hyun hyeon',
  함: 'ham',
  변: 'byun byeon',
  염: 'yeom yum',
  추: 'choo chu',
  도: 'do',
  석: 'seok suk',
  선: 'sun seon',
  설: 'seol sul',
  마: 'ma',
  길: 'gil kil',
  연: 'yeon',
  위: 'wi',
  표: 'pyo',
  명: 'myung myeong',
  기: 'ki gi',
  반: 'ban',
  왕: 'wang',
  금: 'keum geum',
  옥: 'ok',
  육: 'yook yuk',
  인: 'in',
  맹: 'maeng',
  제: 'je',
  모: 'mo',
  탁: 'tak',
  국: 'kook guk',
  은: 'eun',
  편: 'pyun pyeon',
  용: 'yong',
};

const doubleSurnames = new Set(['남궁', '황보', '제갈', '사공', '선우', '서문', '독고', '동방']);

/** True for two to four syllables of Hangul that begin with a Korean family name. */
export function looksKoreanName(text: string): boolean {
  if (!/^[가-힣]{2,4}$/.test(text)) return false;
  return text.length === 4 ? doubleSurnames.has(text.slice(0, 2)) : text.slice(0, 1) in surnames;
}

/**
 * Consonants of a Latin spelling, in classes that survive the ways in which a name is romanised. `broad` joins voiced
 * and voiceless and keeps the place of vowels (Korean names: Kim/Gim, but not Jong Un/Yo Jong); `fine` keeps voices
 * apart and drops vowels (foreign names: Biden is not Putin, Trump is 트럼프).
 */
export function latinSkeleton(text: string, grade: 'broad' | 'fine'): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    // A digit stands for ch until the end, so that it is not taken for a plain c.
    .replace(/sch|sh/g, 's')
    .replace(/tch|ch/g, '1')
    .replace(/ph/g, 'p')
    .replace(/th/g, 's')
    .replace(/kh|ck/g, 'k')
    .replace(/gh(?![aeiouy])/g, '')
    .replace(/ng/g, 'n');
  const classes: Record<string, string> = { q: 'k', x: 'ks', v: 'b', f: 'p', r: 'l', z: 'j', 1: 'c' };
  let out = '';
  for (let at = 0; at < plain.length; at += 1) {
    const char = plain[at] ?? '';
    if ('aeiouwy'.includes(char)) {
      if (grade === 'broad') out += '_';
      continue;
    }
    const hardOrSoft = 'eiy'.includes(plain[at + 1] ?? '-') ? 's' : 'k';
    const sound = char === 'c' ? hardOrSoft : (classes[char] ?? char);
    if (char === 'h' && !'aeiouwy'.includes(plain[at + 1] ?? '-')) continue;
    out += grade === 'broad' ? broad(sound) : sound;
  }
  return out.replace(/(.)\1+/g, '$1');
}

function broad(sound: string): string {
  const classes: Record<string, string> = { g: 'k', d: 't', b: 'p', c: 'j' };
  return [...sound].map((char) => classes[char] ?? char).join('');
}

function hangulLetters(text: string, spelling: (syllable: Syllable) => string): string {
  return [...text]
    .map((char) => {
      const syllable = syllableOf(char);
      return syllable ? spelling(syllable) : '';
    })
    .join('');
}

const skeletonConsonantsMin = 3;

/**
 * Comparison keys that a Hangul name shares with its Latin forms: `~b:` keys for names that look Korean, `~f:` keys
 * for the others (도널드 트럼프). Empty for short skeletons, which would match too much.
 */
export function hangulNameKeys(text: string): string[] {
  const joined = text.replace(/[^가-힣]/g, '');
  if (joined.length < 2) return [];
  if (looksKoreanName(joined)) {
    const family = doubleSurnames.has(joined.slice(0, 2)) ? joined.slice(0, 2) : joined.slice(0, 1);
    const given = romaniseHangul(joined.slice(family.length));
    const spellings = (surnames[family] ?? romaniseHangul(family)).split(' ');
    return keysOf(
      '~b:',
      spellings.map((spelling) => `${latinSkeleton(spelling, 'broad')}-${latinSkeleton(given, 'broad')}`),
    );
  }
  const letters = hangulLetters(text, ({ initial, vowel, final }) => `${initial}${vowel}${final}`);
  return keysOf('~f:', [
    latinSkeleton(
      letters.replace(/(gg|dd|bb|jj)/g, (pair) => hard[pair] ?? pair),
      'fine',
    ),
  ]);
}

const hard: Record<string, string> = { gg: 'k', dd: 't', bb: 'p', jj: 'j' };

/** The same keys for a name in Latin letters, given name first or family name first. */
export function latinNameKeys(text: string): string[] {
  const words = text.split(/[\s\-‐·]+/).filter((word) => /\p{L}/u.test(word));
  if (words.length === 0 || words.length > 6 || text.length > 80) return [];
  const orders = words.length > 1 ? [words, [words.at(-1) ?? '', ...words.slice(0, -1)]] : [words];
  const broadKeys = orders.map(
    ([family = '', ...given]) =>
      `${latinSkeleton(family, 'broad')}-${latinSkeleton(given.join(''), 'broad')}`,
  );
  const fine = latinSkeleton(words.join(''), 'fine');
  const silentR = latinSkeleton(words.join(' ').replace(/([aeiou])r(?=[^aeiou]|$)/gi, '$1'), 'fine');
  return [...(words.length > 1 ? keysOf('~b:', broadKeys) : []), ...keysOf('~f:', [fine, silentR])];
}

function keysOf(prefix: string, skeletons: string[]): string[] {
  const collapsed = skeletons.map((skeleton) => skeleton.replace(/(.)\1+/g, '$1'));
  const consonants = (skeleton: string) => skeleton.replace(/[_-]/g, '').length;
  return [...new Set(collapsed.filter((skeleton) => consonants(skeleton) >= skeletonConsonantsMin))].map(
    (skeleton) => `${prefix}${skeleton}`,
  );
}

import type { Reasons } from './reasons.ts';

const digitEnds = '영일이삼사오육칠팔구';
/** Final consonants by their place: none, ㄹ, any other. */
const [open, closed] = [0, 1];
/** Units that are read as words with an open end (미터), and with a closed one (그램). */
const unitEnd = /[\d만억조]\s?(?:[kcmn]?m|k?t|ha|㎞|㎝|㎜|㎡|m²|km²|℃|°C|kWh|MWh|GWh|Hz)$/;
const closedUnitEnd = /[\d만억조]\s?(?:k?g|mg|㎏|㎎|GW|MW|kW|W)$/;

/** A word in Latin letters, as it is most often read: letter by letter where it is all capitals. */
function latinFinal(word: string): number {
  if (/^[A-Z]{2,}$/.test(word)) return /[LMNR]$/.test(word) ? closed : open;
  return /(?:[lmn]|ng|ck?|[aeiou]k)$/i.test(word) ? closed : open;
}

/** Final consonant of the last syllable as it is read: 0 none; digits, units and Latin letters by their reading. */
function finalOf(text: string): number {
  const said = text.replace(/[^\p{L}\p{N}%²℃㎞㎏㎝㎜㎎㎡]+$/u, '');
  if (unitEnd.test(said)) return open;
  if (closedUnitEnd.test(said)) return /W$/.test(said) ? open : closed;
  const word = /[A-Za-z]+$/.exec(said)?.[0];
  if (word) return latinFinal(word);
  const last = said.at(-1) ?? '';
  const read = /\d/.test(last) ? (digitEnds[Number(last)] ?? '') : last;
  const code = read.charCodeAt(0) - 0xac00;
  return code >= 0 && code < 11172 ? code % 28 : open;
}

/** 은/는, 이/가, (이)라고 after a word. */
const topic = (text: string) => (finalOf(text) ? '은' : '는');
const subject = (text: string) => (finalOf(text) ? '이' : '가');
const along = (text: string) => (finalOf(text) ? '과' : '와');
const quoted = (text: string) => (finalOf(text) ? '이라고' : '라고');

export const koreanReasons: Reasons = {
  untitled: '원문 기사',
  passageMissing: (id) => `이 문장이 근거로 든 ${id} 문장이 원문에 없습니다.`,
  quoteMissing: (quote) => `근거로 든 문구가 원문에 없습니다: “${quote}”`,
  evidenceMissing: '이 문장을 뒷받침하는 대목을 원문에서 찾지 못했습니다.',
  quoteFound: '근거로 든 문구가 원문에 그대로 있습니다.',
  notInSource: (words) => `원문에 없는 말입니다: ${words}`,
  carried: '주요 낱말이 모두 원문에 있습니다.',
  numberFound: (text) => `원문에서 같은 수치를 확인했습니다: ${text}`,
  numberDerived: (text) => `원문의 수치에서 계산되는 값입니다: ${text}`,
  numberDiffers: (source, claim) => `원문은 ${source}인데 ${claim}${quoted(claim)} 썼습니다.`,
  numberQualifier: (source, claim) =>
    `원문은 “${source}”인데 “${claim}”${quoted(claim)} 썼습니다. 기준의 방향이 다릅니다.`,
  numberMissing: (claim) => `원문에 없는 수치입니다: ${claim}`,
  numberElsewhere: (claim, source) =>
    `${claim}${topic(claim)} 원문의 다른 대목에 나온 수치입니다. 이 대목에는 ${source}${quoted(source)} 되어 있습니다.`,
  numberStray: (claim) => `${claim}${topic(claim)} 원문의 다른 대목에 있습니다.`,
  timeFound: (text) => `원문에서 같은 시점을 확인했습니다: ${text}`,
  timeDiffers: (source, claim) => `원문은 “${source}”인데 “${claim}”${quoted(claim)} 썼습니다.`,
  timeMissing: (claim) => `원문에 없는 날짜나 기간입니다: ${claim}`,
  timeStray: (claim) => `“${claim}”${topic(claim)} 원문의 다른 대목에 있습니다.`,
  nameFound: (text) => `원문에서 이름을 확인했습니다: ${text}`,
  nameDiffers: (source, claim) => `원문의 이름은 ${source}인데 ${claim}${quoted(claim)} 썼습니다.`,
  nameMissing: (claim) => `원문에 나오지 않는 이름입니다: ${claim}`,
  nameSwapped: (source, claim) =>
    `원문에서 이 자리에 나오는 이름은 ${claim}${subject(claim)} 아니라 ${source}입니다.`,
  substituted: (source, claim) =>
    `원문은 이 자리에 “${source}”${quoted(source)} 썼는데 “${claim}”${quoted(claim)} 바꿔 썼습니다.`,
  added: (claim) => `원문의 이 대목에 없는 말을 덧붙였습니다: “${claim}”`,
  changedPlaces: (first, second) => `“${first}”${along(first)} “${second}”의 자리가 원문과 바뀌었습니다.`,
  quoteVerbatim: '인용한 말이 원문에 그대로 있습니다.',
  quoteTranslated: '번역한 인용문입니다. 원래 발언은 원문에 있습니다.',
  quoteAltered: (source) => `인용문이 원문과 다릅니다. 원문: “${source}”`,
  quoteInvented: (claim) => `원문에서 아무도 하지 않은 말입니다: “${claim}”`,
  quoteNotSaid: (claim) => `원문이 서술한 내용이지 누가 한 말이 아닙니다: “${claim}”`,
  speakerFound: (text) => `말한 사람을 확인했습니다: ${text}`,
  speakerDiffers: (source, claim) =>
    `원문에서 이 말을 한 쪽은 ${claim}${subject(claim)} 아니라 ${source}입니다.`,
  speakerMissing: (claim) => `원문에서 ${claim}${subject(claim)} 이런 말을 한 대목을 찾지 못했습니다.`,
  attributionKept: '누구의 말인지 밝혀 두었습니다.',
  attributionDropped: (source, who) =>
    `원문은 ${who === null ? '누군가' : who}의 말로 전했는데(“${source}”) 여기서는 사실처럼 썼습니다.`,
  attributionInvented: (claim) => `원문의 이 대목에는 말한 사람이 나오지 않습니다: “${claim}”`,
  denialAsFact: (source) => `원문은 부인했다는 내용입니다: “${source}”`,
  hedgeKept: '원문이 열어 둔 가능성을 그대로 옮겼습니다.',
  hedgeDropped: (source) => `원문은 단정하지 않았습니다: “${source}”`,
  hedgeAdded: (claim) => `원문은 사실로 단정했는데 “${claim}”${quoted(claim)} 썼습니다.`,
  negationKept: '원문의 부정을 그대로 옮겼습니다.',
  negationAdded: (claim) => `원문은 부정하지 않은 내용입니다: “${claim}”`,
  negationDropped: (source) => `원문은 부정한 내용입니다: “${source}”`,
  opposite: (source, claim) => `원문은 “${source}”인데 반대로 “${claim}”${quoted(claim)} 썼습니다.`,
  rolesSwapped: (agent, patient) =>
    `주체와 대상이 바뀌었습니다. 원문에서는 ${agent}${subject(agent)} 주체이고 ${patient}${subject(patient)} 대상입니다.`,
  causeFound: '원문이 밝힌 인과 관계입니다.',
  causeInvented: (claim) => `원문에 없는 인과 관계입니다: “${claim}”`,
  officeFound: (text) => `원문에서 직함을 확인했습니다: ${text}`,
  officeDiffers: (source, claim) => `원문의 직함은 ${source}인데 ${claim}${quoted(claim)} 썼습니다.`,
  officeMissing: (title, name) => `원문에서 ${name}의 직함은 “${title}”${subject(title)} 아닙니다.`,
  loadedWord: (claim) => `원문이 쓰지 않은 평가하는 말입니다: “${claim}”`,
  markup: (text) => `기사에 쓸 수 없는 마크업이 들어 있습니다: ${text}`,
  foreignLink: (text) => `원문 출처가 아닌 링크나 주소입니다: ${text}`,
  leak: (text) => `기사가 아니라 모델이 자기 작업을 설명하는 말로 보입니다: “${text}”`,
  instruction: (text) => `기사가 아니라 기계에 내리는 지시로 보입니다: “${text}”`,
  overCap: (cap) => `이 문장을 더하면 한 원문에서 옮긴 낱말이 허용 한도 ${cap}개를 넘습니다.`,
  judgeRefutes: (claim, quote, alone) =>
    `판정 모델은 “${claim}” 부분이 원문과 어긋난다고 보았습니다. 원문: “${quote}”${alone ? ' (규칙 점검에서는 문제가 없었습니다.)' : ''}`,
  judgeDoubts: (claim, quote, alone) =>
    `판정 모델은 “${claim}” 부분의 근거를 찾지 못했습니다. 가장 가까운 대목: “${quote}”${alone ? ' (규칙 점검에서는 문제가 없었습니다.)' : ''}`,
  judgeSupports: (quote) =>
    `판정 모델은 근거가 있는 문장으로 보았습니다: “${quote}” (규칙 점검의 의문은 그대로 남습니다.)`,
  judgeWouldKeep: (quote) =>
    `판정 모델은 근거가 있는 문장으로 보았습니다: “${quote}” (규칙 점검을 통과하지 못해 싣지 않았습니다.)`,
};

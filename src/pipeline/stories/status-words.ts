import type { Span } from '../../domain/span.ts';
import { literal } from '../../kit/literal.ts';
import { primaryLanguage } from '../../languages/languages.ts';

/** Where a thing stands, as a sentence says it in the words of the span: of the values of one topic, one holds at a time. */
export interface Status extends Span {
  topic: string;
  value: string;
  text: string;
}

interface StatusWord {
  topic: string;
  value: string;
  /** Global, whole words. */
  pattern: RegExp;
  /** What the sentence must speak of. */
  about?: RegExp;
}

/** Things that these topics are about: `the deal was closed` says nothing of a road. */
const subjects: Record<string, RegExp> = {
  access:
    /\b(?:bridges?|roads?|streets?|schools?|airports?|borders?|ports?|harbours?|tunnels?|stations?|lines?|crossings?|offices?|museums?|factory|plant)\b|다리|대교|도로|학교|공항|국경|항구|터널|역|노선|시설|공장|박물관/iu,
  fire: /\b(?:fires?|blazes?|flames|wildfires?)\b|산불|화재|불길|주불|불이/iu,
  contact: /\b(?:satellites?|probes?|crafts?|spacecraft|ground|ship|crew)\b|위성|탐사선|우주선|교신/iu,
  work: /\b(?:strikes?|walked out|workers|nurses|union)\b|파업|노조/iu,
};

/** A line: topic, value, then what says so, parted by commas. `*` stands for the rest of a word. */
const english = `
access closed | closed to traffic, is closed, was closed, remains closed, shut, shuts, stays closed, stay closed
access closed | will stay shut
access open | reopened to, has reopened, reopens, open again, open to traffic
custody held | arrested, detained, in custody, taken into custody, remanded
custody free | released on bail, freed, released from custody, released from prison, walked free
custody free | released without charge
trial charged | charged with, indicted, was charged, were charged
trial guilty | convicted, found guilty, pleaded guilty, sentenced to
trial innocent | acquitted, found not guilty, cleared of
vote passed | passed a law, passed the, passes tax, voted for, approved the, adopted the, enacted
vote failed | rejected a, rejected the, rejects higher, rejects bridge, voted down, voted against, vetoed
work stopped | on strike, walked out, went on strike
work resumed | suspended the strike, suspend strike, suspended their strike, strike is over
work resumed | called off the strike, calls off strike, ended the strike, returned to work
fire burning | out of control, still burning, still burns, is spreading
fire out | contained, extinguished, brought under control, under control
contact none | no contact, has not made contact, lost contact, without contact
contact made | made contact, makes contact, first signal
search on | still missing, are missing, is missing, remain missing, was missing, were missing
search over | found alive, was found dead, were found dead, search was called off, end search, ended the search
search over | search for survivors has ended
plan dropped | called off, cancelled, canceled, scrapped, abandoned the plan, withdrew the, postponed
plan agreed | signed a deal, reached an agreement, struck a deal, agreed a deal, a deal was reached`;

const korean = `
access closed | 전면 통제, 통제됐, 통제된, 폐쇄됐, 폐쇄했, 통행을 막, 운행을 중단, 운항을 중단
access open | 통행을 재개, 다시 열, 재개통, 통제가 풀, 통제를 풀, 운행을 재개, 운항을 재개
custody held | 체포됐, 체포했, 구속됐, 구속했, 구속 수감, 붙잡혔, 붙잡았
custody free | 석방됐, 석방했, 풀려났, 보석으로
trial charged | 기소됐, 기소했, 불구속 기소
trial guilty | 유죄를 선고, 유죄 판결, 징역 *, 실형을 선고
trial innocent | 무죄를 선고, 무죄 판결, 무혐의
vote passed | 본회의를 통과, 국회를 통과, 국회 통과, 의결했, 가결됐, 가결했
vote failed | 부결됐, 부결했, 부결시켰, 거부권을 행사
work stopped | 파업에 들어, 파업에 돌입, 총파업에
work resumed | 파업을 중단, 파업을 철회, 파업을 유보, 파업을 끝
fire burning | 번지고 있, 불길이 잡히지, 확산하고 있
fire out | 주불을 잡았, 주불 잡았, 완전히 꺼, 진화를 마쳤, 불길을 잡았, 주불을 진화
contact none | 교신하지 못, 교신에는 아직, 교신은 아직, 교신에 실패, 연락이 끊
contact made | 교신에 성공, 첫 신호를, 교신했
search on | 실종됐, 실종된, 실종 상태, 행방이 확인되지
search over | 수색을 종료, 수색을 끝, 수색 종료, 숨진 채 발견, 무사히 구조, 구조됐, 구조했
plan dropped | 취소됐, 취소했, 철회했, 무산됐, 백지화, 연기됐, 연기했
plan agreed | 합의했, 합의에 이르, 계약을 맺, 계약을 체결, 협약을 맺`;

function read(table: string, isHangul: boolean): StatusWord[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [head = '', phrases = ''] = line.split(' | ');
      const [topic = '', value = ''] = head.split(' ');
      const words = phrases.split(',').map((phrase) => phrase.trim().replace(/ \*$/, ''));
      const any = words.map(literal).join('|');
      const source = isHangul
        ? `(?<![가-힣])(?:${any})[가-힣]*`
        : String.raw`(?<![\p{L}\p{N}])(?:${any})(?![\p{L}\p{N}])`;
      const about = subjects[topic];
      return { topic, value, pattern: new RegExp(source, 'giu'), ...(about && { about }) };
    });
}

const byLanguage: Record<string, readonly StatusWord[]> = {
  en: read(english, false),
  ko: read(korean, true),
};

/** What an English or Korean sentence says of where things stand, by its first words for it; nothing in other languages. */
export function statusesOf({ text, lang }: { text: string; lang: string }): Status[] {
  return (byLanguage[primaryLanguage(lang)] ?? []).flatMap(({ topic, value, pattern, about }) => {
    if (about?.test(text) === false) return [];
    const [match] = text.matchAll(pattern);
    if (!match) return [];
    const [said] = match;
    return [{ topic, value, text: said, start: match.index, end: match.index + said.length }];
  });
}

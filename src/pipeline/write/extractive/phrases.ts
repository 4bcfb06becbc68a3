import { overlaps } from '../../../domain/span.ts';
import type { Token } from '../../../languages/pack.ts';
import { isBareNoun, nounBeforeParticle } from './korean-nouns.ts';
import type { Story } from './story.ts';
import type { Unit } from './units.ts';

/** A phrase that may head a section, where it stands in a unit's text. */
export interface Phrase {
  unit: Unit;
  text: string;
  norms: readonly string[];
  isName: boolean;
}

const phraseCharsMax = 44;
const phraseCharsMin = { latin: 8, dense: 4 };

/** English words that cannot stand at the edge of a noun phrase, beside the pack's stop words. */
const edgeStop =
  /^(?:said|says|say|told|added|according|also|about|around|more|most|less|least|many|much|several|some|few|other|others|another|such|same|own|first|last|next|new|old|early|late|earlier|later|recent|previous|former|current|one|two|three|four|five|six|seven|eight|nine|ten|dozen|dozens|hundred|hundreds|thousand|thousands|million|millions|billion|billions|year|years|month|months|week|weeks|day|days|hour|hours|minute|minutes|today|yesterday|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|people|man|woman|men|women|mr|mrs|ms|dr|sir|part|lot|number|way|thing|things|time|times|end|start|beginning|spokesman|spokeswoman|spokesperson|here|there|now|then|very|just|even|only|still|yet|already|however|while|able|likely|unlikely|including|following|despite|within|without|among|across|along|beyond|behind|below|above|near|inside|outside|towards|toward|via|upon|around|nearby|higher|lower|better|worse|larger|smaller|bigger|longer|shorter|harder|easier|per|cent|percent|ago|far|long|well|back|out|up|down|off|left|right|made|make|makes|take|takes|took|taken|get|got|gets|go|goes|went|gone|come|comes|came|give|gives|gave|given|put|set|let|keep|kept|show|shows|showed|shown|need|needs|want|wants|use|uses|see|saw|seen|know|knew|known|think|thought|find|found|call|calls|try|tries|become|became|begin|began|begun|run|ran|hold|held|bring|brought|leave|lead|led|meet|met|pay|paid|stand|stood|lose|lost|send|sent|build|built|fall|fell|fallen|cut|rise|rose|risen|speak|spoke|spoken|grow|grew|grown|win|won|buy|bought|sell|sold|write|wrote|written|break|broke|broken|turn|turns|move|moves|work|works|plan|plans|help|helps|ask|asks|seem|seems|feel|felt|remain|remains|open|opens|close|closes|start|starts|stop|stops|expect|expects|believe|believes|consider|considers|allow|allows|include|includes|provide|provides|receive|receives|reach|reaches|face|faces|hit|hits|warn|warns|mean|means|meant|minister|ministers|president|chief|director|professor|chairman|chairwoman|chair|coach|captain|assistant|executive|secretary|governor|mayor|senator|engineer|engineers|conference|interview|statement|statements|university|ministry|association|institute|spokespeople|official|officials|member|members|expert|experts|analyst|analysts|head|leader|briefing|report|reports|news|struck|sought|fought|taught|drew|drove|flew|shot|sank|swept|threw|caught|felt|dealt|chose|costs|requests|requested|allowed|asked)$/iu;
const verbEnding = /(?:ed|ing|ly|n't)$/iu;

function isEdge(token: Token): boolean {
  return (
    !token.stop &&
    token.kind === 'word' &&
    !edgeStop.test(token.text) &&
    !edgeStop.test(token.norm) &&
    token.text.length > 2
  );
}

const isCapital = (token: Token): boolean => /^\p{Lu}/u.test(token.text);

/** What may stand left of a noun phrase: a determiner, a preposition, or the start of the sentence. */
const opensPhrase =
  /^(?:the|a|an|of|for|in|on|at|to|with|from|by|into|over|its|their|his|her|our|this|that|these|those|and|or|new|about|against|between|under|through|any|no|some|all|each|every|both|more|most)$/iu;
/** What may stand right of one: a preposition, conjunction or auxiliary, or punctuation. */
const closesPhrase =
  /^(?:of|for|in|on|at|to|with|from|by|into|over|and|or|but|that|which|who|is|are|was|were|has|have|had|will|would|could|can|may|might|must|should|as|after|before|since|until|because|when|where|while|than|said|says|s|rose|fell|dropped|grew|shrank|lost|gained|climbed|jumped|slipped|costs?|found|showed?|warned|needs?|falls?|rises?|includes?|means?)$/iu;

function latinPhrases(unit: Unit): Phrase[] {
  const all = unit.reading.analysis.pack.tokens(unit.text);
  const found: Phrase[] = [];
  all.forEach((first, from) => {
    if (!isEdge(first)) return;
    for (let to = from + 1; to < Math.min(all.length, from + 4); to++) {
      const run = all.slice(from, to + 1);
      const last = run.at(-1);
      if (!last || run.some((token) => token.kind === 'punctuation' && token.text !== '-')) break;
      if (
        !isEdge(last) ||
        run.slice(1, -1).some((token) => !isEdge(token) && !/^(?:of|for|-)$/i.test(token.text))
      )
        continue;
      const names = run.every((token) => isCapital(token) || /^(?:of|for)$/i.test(token.text));
      if (!names && !isNounPhrase(unit, all, from, to, run)) continue;
      const text = unit.text.slice(first.start, last.end);
      if (text.length > phraseCharsMax || text.length < phraseCharsMin.latin) continue;
      found.push({ unit, text, norms: run.filter((t) => !t.stop).map((t) => t.norm), isName: names });
    }
  });
  return found;
}

function isNounPhrase(
  unit: Unit,
  all: readonly Token[],
  from: number,
  to: number,
  run: readonly Token[],
): boolean {
  const before = all[from - 1];
  const after = all[to + 1];
  const last = run.at(-1) as Token;
  // `upload of doctors’ notes`, `the Statistics Office estimates that`, `and published 200 records`.
  if (/^['’]/u.test(unit.text.slice(last.end))) return false;
  if (!isCapital(last) && /s$/u.test(last.text) && isCapital(run.at(-2) as Token)) return false;
  if (/ed$/iu.test(run[0]?.text ?? '') && /^(?:and|or)$|^\d/iu.test(`${before?.text}`)) return false;
  if (run.some((token) => /^\d/.test(token.text)) || run.slice(1, -1).some(({ text }) => /ed$/u.test(text)))
    return false;
  const opens =
    from === 0 ? after !== undefined && closesPhrase.test(after.text) : opensPhrase.test(before?.text ?? '');
  if (!opens) return false;
  // `to build`, `to the city`: after a bare `to` comes a verb more often than a noun.
  if (/^to$/i.test(before?.text ?? '')) return false;
  if (after && after.kind !== 'punctuation' && !closesPhrase.test(after.text)) return false;
  if (
    run.some((token, at) => verbEnding.test(token.text) && (at === run.length - 1 || /ly$/i.test(token.text)))
  )
    return false;
  // A capital beside lower case is half of a name.
  if (run.some(isCapital) && !run.every(isCapital))
    return isCapital(run[0] as Token) && !isCapital(run.at(-1) as Token);
  if (before && isCapital(before) && isCapital(run[0] as Token) && from > 1) return false;
  return true;
}

/** A noun that heads a section alone has at least so many syllables. */
const aloneCharsMin = 2;
/** Offices tell who speaks, not what about. */
const office =
  /(?:장|장관|차관|대표|교수|위원|연구원|의원|기자|대변인|관계자|총리|대통령|감독|선수|씨|주민|당국|정부)$/u;

/** Korean: one to three bare nouns and a last one whose particle is left off. Endings of verbs and adverbs are told by form. */
function hangulPhrases(unit: Unit): Phrase[] {
  const found: Phrase[] = [];
  const { pack } = unit.reading.analysis;
  const words = [...unit.text.matchAll(/[\p{Script=Hangul}A-Za-z0-9·]+/gu)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  words.forEach((first, from) => {
    for (let to = from; to < Math.min(words.length, from + 3); to++) {
      const run = words.slice(from, to + 1);
      const gaps = run.slice(1).every((word, at) => unit.text.slice(run[at]?.end, word.start) === ' ');
      if (!gaps) break;
      if (!run.slice(0, -1).every((word) => isBareNoun(word.text, pack) && !/^\d|[이가]$/u.test(word.text)))
        break;
      const stem = nounBeforeParticle(run.at(-1)?.text ?? '', pack);
      if (!stem || office.test(stem) || (to === from && stem.length < aloneCharsMin)) continue;
      const text = unit.text.slice(first.start, (run.at(-1)?.start ?? 0) + stem.length);
      if (text.length > phraseCharsMax / 2 || text.length < phraseCharsMin.dense) continue;
      found.push({ unit, text, norms: text.split(' '), isName: false });
    }
  });
  return found;
}

/** Every phrase of the given units that could head a section. */
export function phrasesOf(units: readonly Unit[]): Phrase[] {
  return units.flatMap((unit) => {
    const { script } = unit.reading.analysis.pack.typography;
    if (script === 'latin' || /^en\b/i.test(unit.reading.document.lang)) return latinPhrases(unit);
    return /^ko\b/i.test(unit.reading.document.lang) ? hangulPhrases(unit) : [];
  });
}

/** Who speaks, and where, is not what a section is about. */
export function namesPlaceOrSpeaker({ unit, text, isName }: Phrase, story: Story): boolean {
  const start = unit.start + unit.text.indexOf(text);
  const at = { start, end: start + text.length };
  const { names } = unit.reading.analysis;
  if (names.some((name) => name.kind === 'person' && overlaps(name, at))) return true;
  const isHangul = /\p{Script=Hangul}/u.test(text);
  if ((isName || isHangul) && names.some((name) => name.kind === 'place' && overlaps(name, at))) return true;
  const said = text.toLowerCase();
  if (story.readings.some(({ document }) => document.publisher?.toLowerCase().includes(said))) return true;
  return story.readings.some(({ analysis }) =>
    analysis.attributions.some(({ speaker }) => speaker?.text.toLowerCase().includes(said)),
  );
}

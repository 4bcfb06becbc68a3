import { wordSet } from '../shared/words.ts';

/** Irregular forms of frequent verbs and nouns: base, then its forms. */
const irregularForms = `
be am is are was were been being 'm 're|have has had having 've|do does did done|say said|go goes went gone|get got gotten
make made|take took taken|come came|see saw seen|know knew known|give gave given|find found|think
thought|tell told
become became|show shown|leave left|feel felt|bring brought|begin began begun|keep kept|hold held|write
wrote written
stand stood|hear heard|mean meant|meet met|run ran|pay paid|sit sat|speak spoke spoken|lead led|grow grew
grown
lose lost|fall fell fallen|send sent|build built|understand understood|draw drew drawn|break broke
broken|spend spent
rise rose risen|drive drove driven|buy bought|wear wore worn|choose chose chosen|seek sought|throw threw
thrown
catch caught|deal dealt|win won|fight fought|teach taught|eat ate eaten|sell sold|shoot shot|strike struck
stricken
steal stole stolen|fly flew flown flies|flee fled|sing sang sung|drink drank drunk|swim swam swum|ride rode
ridden
forget forgot forgotten|forgive forgave forgiven|bear bore borne|bite bit bitten|blow blew blown|feed
fed|bleed bled
breed bred|freeze froze frozen|hang hung|hide hid hidden|lay laid|lie lay lain lying lied|light lit|prove
proven
sink sank sunk|shake shook shaken|shine shone|sleep slept|slide slid|swear swore sworn|sweep swept|swing swung
tear tore torn|wake woke woken|weep wept|wind wound|withdraw withdrew withdrawn|undergo underwent undergone
overcome overcame|overthrow overthrew overthrown|undertake undertook undertaken|uphold upheld|bind
bound|burn burnt
dig dug|forbid forbade forbidden|foresee foresaw foreseen|learn learnt|lend lent|mistake mistook mistaken
shrink shrank shrunk|spin spun|spring sprang sprung|stick stuck|sting stung|strive strove striven|bend bent
die died dying dies|tie tied tying ties|use used using uses|can could 'ca'|will would wo 'll|shall should
man men|woman women|child children|person people|foot feet|tooth teeth|mouse mice|goose geese|life
lives|wife wives
knife knives|leaf leaves|half halves|self selves|shelf shelves|wolf wolves|thief thieves|loaf loaves|calf
calves
datum data|medium media|criterion criteria|phenomenon phenomena|crisis crises|analysis analyses|basis bases
spokesman spokesmen|spokeswoman spokeswomen|spokesperson spokespersons spokespeople|policeman
policemen|fisherman fishermen
lawmaker lawmakers|businessman businessmen|serviceman servicemen|congressman congressmen|gunman
gunmen|chairman chairmen
ox oxen|index indices|appendix appendices|virus viruses|bus buses|gas gases|focus focused focusing focuses
good better best|bad worse worst|not n't n’t|travel travelled travelling|cancel cancelled cancelling|label labelled
model modelled|fuel fuelled|signal signalled|total totalled|level levelled|picnic picnicked|panic panicked
panicking
programme program programs programmes|tonne ton tons tonnes|metre meter metres meters|centre center centres
centers
defence defense|favour favor|labour labor|colour color|neighbour neighbor neighbours neighbors|harbour harbor
kilometre kilometer kilometres kilometers km|organisation organization organisations organizations
recognise recognize|organise organize|grey gray|tyre tire|cheque check|aeroplane airplane
percent %|agree agreed|free freed|guarantee guaranteed|add added adding|decree decreed|referee refereed`;

const irregular = new Map<string, string>();
for (const group of irregularForms.split(/[|\n]/)) {
  const [base, ...forms] = group.trim().split(/\s+/);
  if (!base) continue;
  for (const form of forms) if (!irregular.has(form)) irregular.set(form, base);
}

/** Words that only look inflected. */
const invariable = wordSet(`
  this his its us is was has as yes thus plus news always perhaps besides politics economics ethics physics
  athletics
  series species means headquarters afterwards towards whereas unless across less alias atlas canvas
  christmas texas
  kansas paris athens brussels wales philippines netherlands mars james jones charles thomas davis lewis
  harris adams
  williams hundred red bed need speed seed indeed sacred naked wicked rugged shed sled fed led wed ted fred
  alfred
  king thing ring sing wing spring string bring during morning evening nothing something anything
  everything ceiling
  beijing viking boeing sibling pudding wedding sterling darling herring viking outing being
  united business process access address success congress press progress express witness illness campus
  census status
  virus bonus focus bus gas minus versus corps chaos lens crisis basis analysis diabetes rabies mumps measles`);

const vowel = /[aeiouy]/;

/**
 * What the inflected forms of one English word share (`officials` and `official`, `made` and `make`, `stopped` and
 * `stop`). A comparison key, not always a word: a final `e` or a double consonant may be gone. Takes lower case.
 */
export function lemma(lower: string): string {
  const word = lower.replace(/’/g, "'");
  const known = irregular.get(word);
  if (known !== undefined) return finish(known);
  if (word.length < 4 || invariable.has(word) || !/^[a-z'-]+$/.test(word)) return finish(word);
  if (word.endsWith('ies') && word.length > 4) return finish(`${word.slice(0, -3)}y`);
  if (word.endsWith('ied') && word.length > 4) return finish(`${word.slice(0, -3)}y`);
  const singular = withoutPlural(word);
  if (singular !== word) return finish(irregular.get(singular) ?? singular);
  if (word.endsWith('ing') && vowel.test(word.slice(0, -3))) return finish(verbStem(word.slice(0, -3)));
  if (word.endsWith('ed') && !word.endsWith('eed') && vowel.test(word.slice(0, -2)))
    return finish(verbStem(word.slice(0, -2)));
  return finish(word);
}

function withoutPlural(word: string): string {
  if (!word.endsWith('s') || /(?:ss|us|is|'s)$/.test(word)) return word;
  if (/(?:sses|shes|ches|xes|zzes)$/.test(word)) return word.slice(0, -2);
  if (/[^aeiou]oes$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** A stem that lost `ed` or `ing`: one short syllable without a doubled consonant had an `e` (`rat-ed` is of rate). */
function verbStem(stem: string): string {
  if (stem.length < 2) return stem;
  if (/[bdfgmnprt]$/.test(stem) && stem.at(-1) === stem.at(-2)) return stem.slice(0, -1);
  if (/^[^aeiou]*[aeiouy][^aeiouwxy]$/.test(stem)) return `${stem}e`;
  return stem;
}

/** Takes off what the spelling of inflected forms adds or drops: a doubled last consonant, a last `e` of long words. */
function finish(word: string): string {
  if (word.length <= 3 || !/[a-z]$/.test(word)) return word;
  let out = word;
  if (out.endsWith('e') && out.length > 4 && vowel.test(out.slice(0, -1))) out = out.slice(0, -1);
  if (/([bdfgklmnprtz])\1$/.test(out) && out.length > 4) out = out.slice(0, -1);
  return out;
}

import type { Sentence } from '../pack.ts';
import { englishQuoteStyle } from '../shared/quotes.ts';
import { type SentenceRules, splitSentences } from '../shared/sentences.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter((word) => word !== ''));

/** Abbreviations of news English, as the AP and Reuters style guides use them, in lower case. */
const rules: SentenceRules = {
  quotes: englishQuoteStyle,
  neverLast: words(`
    mr mrs ms mx dr prof rev revd hon gen lt col maj capt cmdr cdr adm sgt cpl pvt pfc brig sen rep reps
    sens gov govs
    lieut pres supt det insp ald amb atty st ste mt ft messrs mme mlle fr sr-gen lt-gen maj-gen brig-gen
    lt-col vice-adm
    e.g i.e cf viz vs v approx ca esp incl bros jan-feb msgr archbp bp mgr pte spc ssgt msgt cllr hon-gen
    sec-gen gov-gen
    a.k.a d.b.a`),
  beforeNumber: words(`
    no nos p pp para fig figs art arts sec secs ch vol vols ed eds ver v rs op ext tel approx ca c
    jan feb mar apr jun jul aug sep sept oct nov dec`),
  seldomLast: words(`
    inc corp co ltd llc plc bros jr sr ph.d m.d b.a m.a b.sc m.sc d.phil esq dept univ assn assoc ave blvd
    rd hwy
    ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore
    pa tenn tex
    vt va wash wis wyo jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
    sat sun
    al intl gov est fed natl admin cent cmte comm`),
  oftenLast: words('a.m p.m am pm etc ft lb lbs oz sq cu km cm mm kg mph kph b.c a.d bc ad bn tn mn'),
  firstWords: words(`
    the a an this that these those he she it they we you i his her its their our my your there here but and
    or so yet
    if when while as at in on by for from with without after before since until during under over among
    between
    although though because however meanwhile instead also then now not no some many most all both each
    every any
    what who why how where which whose one two three several officials police investigators authorities it's he's
    she's they're we're i'm that's there's what's nor once earlier later last next to about despite according
    following around more less even still just only another other others such than today yesterday tomorrow`),
  notFirst: words(`
    est edt et pst pdt pt cst cdt ct mst mdt mt gmt utc bst cet cest kst jst ist eastern pacific central
    mountain
    local monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august
    september october november december jan feb aug sept oct nov dec`),
  markedNames: words('yahoo jeopardy yum joomla oklahoma kahoot chips panic e'),
  sayingVerbs: words(`
    said says asked asks replied replies answered added adds shouted shouts cried cries wrote writes told
    tells wondered
    wonders exclaimed exclaims yelled demanded demands quipped joked recalled insisted screamed whispered
    continued
    tweeted posted remarked responded countered inquired enquired mused`),
};

/** Sentences of English text, also of pre-tokenised and badly spaced text. Total and linear. */
export function englishSentences(text: string): Sentence[] {
  return splitSentences(text, rules);
}

import { englishStrings } from './en/strings.ts';
import { genericPack } from './generic.ts';
import type { LanguagePack } from './pack.ts';

export const german: LanguagePack = genericPack('de', 'Deutsch', englishStrings, {
  stop: `der die das und von den mit ist des im für auf dem nicht ein eine als auch es an werden aus er hat dass sie nach
    wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr
    durch man sein wurde
    sei in zu ich wir ihr ihn ihm ihre ihren seiner seine wenn dann doch schon sehr was wer wo dies diese dieser dieses`,
  neverLast: `bzw z.b u.a d.h ca evtl ggf inkl vgl dr prof hr fr abs bsp sog usf s.o s.u o.ä i.d.r v.a st gest geb
    hrsg jh max min mind tel vors zzgl mio mrd tsd`,
  beforeNumber: 'art abs nr bd kap jan feb mär apr jun jul aug sept okt nov dez ziff',
  firstWords: `der die das ein eine er sie es wir ich und aber doch in im am auf bei nach vor mit für von zu als wenn weil
    so auch nun jetzt dann da dort hier wie was wer warum zudem außerdem dennoch trotzdem laut seit`,
  quotes: { pairs: { '„': '“', '‚': '‘', '»': '«', '›': '‹' }, apostrophes: true },
  saying: {
    say: `sagte sagt sagten erklärte erklärt erklärten teilte mitteilte betonte betont schrieb schreibt meinte fügte
      kündigte ankündigte warnte warnt äußerte hieß twitterte kommentierte räumte forderte`,
    claim: 'behauptete behauptet behaupteten glaubt glaubte warf',
    confirm: 'bestätigte bestätigt bestätigten',
    deny: 'dementierte dementiert bestritt bestreitet wies',
    expect: 'erwartet erwartete erwarten rechnet rechnete prognostizierte schätzt schätzte hofft hoffte',
    ask: 'fragte fragt fragten',
    report: 'berichtete berichtet berichteten meldete meldet meldeten zitierte',
  },
  according: 'laut, zufolge, nach Angaben, nach Angaben von, so',
  hedges: {
    possibility: `könnte, könnten, möglicherweise, vielleicht, wahrscheinlich, vermutlich, womöglich, wohl, dürfte, dürften,
      offenbar, anscheinend, eventuell, kann, können, möglich`,
    expectation: 'wird erwartet, voraussichtlich, werden erwartet, soll, sollen, sollte',
    allegation:
      'mutmaßlich, mutmaßliche, mutmaßlichen, mutmaßlicher, angeblich, angebliche, angeblichen, verdächtigt',
    hearsay: 'Berichten zufolge, soll demnach, es heißt, gerüchteweise',
    plan: 'plant, planen, will, wollen, beabsichtigt, strebt an, erwägt',
  },
  negations:
    'nicht, kein, keine, keinen, keinem, keiner, keines, nie, niemals, niemand, nichts, weder, ohne, kaum, nirgends',
  causes: `weil, wegen, aufgrund, infolge, dank, daher, deshalb, deswegen, verursachte, verursacht, führte zu, führt zu, löste aus,
    ausgelöst durch, denn, sodass, nachdem`,
  capitalNouns: true,
  ordinalDots: true,
  typography: { script: 'latin', quotes: ['„', '“', '‚', '‘'] },
});

import { englishStrings } from './en/strings.ts';
import { genericPack } from './generic.ts';
import type { LanguagePack } from './pack.ts';

export const french: LanguagePack = genericPack('fr', 'français', englishStrings, {
  stop: `le la les l de des d et en un une du dans est que qui pour au par sur pas plus ne se ce il sont avec son ses ont été
    cette mais aux sa elle leur ou à a n s c qu ces fait nous vous ils elles on y être avoir comme tout
    tous très aussi leurs
    si sans entre après avant même je me te lui où dont`,
  neverLast: 'm mm mme mlle dr pr me mgr st ste cf etc p.ex env av bd éd vol chap art al',
  beforeNumber: 'n no art p pp vol chap fig janv févr avr juil sept oct nov déc',
  firstWords: `le la les l un une il elle ils elles on nous je et mais en dans à pour par sur avec selon après avant depuis
    ce cette ces c si quand comme alors ainsi cependant toutefois pourtant aussi puis`,
  quotes: { pairs: { '«': '»', '“': '”', '‘': '’', '‹': '›' }, apostrophes: true },
  saying: {
    say: `dit déclaré déclare déclarait affirmé affirme expliqué explique indiqué indique annoncé annonce ajouté ajoute
      souligné souligne précisé précise écrit lancé lance assuré assure estimé estime répondu répond averti
      avertit
      rappelé rappelle regretté regrette insisté confié raconté raconte conclu commenté noté martelé`,
    claim: 'prétend prétendu accusé accuse soutient soutenu croit pense',
    confirm: 'confirmé confirme confirment',
    deny: 'démenti dément nié nie rejeté rejette contesté conteste',
    expect: 'prévoit prévu attend espère espéré prédit craint',
    ask: 'demandé demande réclamé réclame interrogé',
    report: 'rapporté rapporte rapportent cité cite publié',
  },
  according: "selon, d'après, d’après, aux yeux de",
  hedges: {
    possibility: `peut-être, pourrait, pourraient, peut, peuvent, probablement, sans doute, possible, possiblement, semble,
      semblent, apparemment, éventuellement, susceptible`,
    expectation: 'devrait, devraient, est attendu, sont attendus, prévu, attendu',
    allegation:
      'présumé, présumée, présumés, prétendument, soupçonné, soupçonnée, suspecté, accusé de, serait, seraient, aurait, auraient',
    hearsay: 'selon des informations, dit-on, il semblerait',
    plan: 'compte, prévoit de, entend, souhaite, envisage de, veut',
  },
  negations: 'ne, pas, jamais, aucun, aucune, rien, personne, sans, ni, non, nul, nulle, guère',
  causes: `parce que, parce qu, car, à cause de, en raison de, grâce à, suite à, provoqué, provoquée, causé, causée, entraîné,
    entraînant, donc, par conséquent, dû à, due à`,
  typography: { script: 'latin', quotes: ['« ', ' »', '“', '”'] },
});

import { englishStrings } from './en/strings.ts';
import { genericPack } from './generic.ts';
import type { LanguagePack } from './pack.ts';

export const spanish: LanguagePack = genericPack('es', 'español', englishStrings, {
  stop: `de la que el en y los del se las por un para con una su al lo como más pero sus le ha este sí porque esta entre
    cuando muy sin sobre también hasta hay donde fue desde están han a o e u no es son ser si ya todo nos
    yo él ella ellos
    me mi tu te les esto eso estas estos otro otra sólo solo`,
  neverLast:
    'sr sra srta dr dra d dña ud uds prof gral lic ing arq pág etc av avda admón ee ee.uu ej p.ej vs aprox dpto',
  beforeNumber: 'n núm nº art pág págs vol cap fig ene feb mar abr may jun jul ago sept oct nov dic',
  firstWords: `el la los las un una él ella ellos ellas y pero en de a por para con según tras desde cuando como si no se lo
    este esta estos estas su sus también además sin sobre al hoy ayer así entonces`,
  quotes: { pairs: { '«': '»', '“': '”', '‘': '’' }, apostrophes: true },
  saying: {
    say: `dijo dice dijeron declaró declaran afirmó afirma afirmaron explicó explica señaló señala añadió añade agregó agrega
      indicó indica anunció anuncia aseguró asegura sostuvo sostiene manifestó destacó destaca recordó
      escribió subrayó
      advirtió advierte comentó respondió insistió reconoció lamentó precisó apuntó expresó informó`,
    claim: 'alegó alega acusó acusa pretende cree piensa',
    confirm: 'confirmó confirma confirmaron',
    deny: 'negó niega desmintió desmiente rechazó rechaza',
    expect: 'espera prevé pronosticó estima estimó calcula teme',
    ask: 'preguntó pregunta pidió pide exigió exige reclamó',
    report: 'reportó reporta publicó citó cita reveló',
  },
  according: 'según, de acuerdo con, en palabras de, a juicio de',
  hedges: {
    possibility: `podría, podrían, puede, pueden, quizá, quizás, tal vez, probablemente, posiblemente, posible, probable,
      parece, parecen, aparentemente, a lo mejor`,
    expectation: 'se espera, se prevé, está previsto, previsto, prevista, debería, deberían',
    allegation:
      'presunto, presunta, presuntos, presuntas, presuntamente, supuesto, supuesta, supuestamente, sospechoso, acusado de, acusada de, habría, habrían',
    hearsay: 'al parecer, según informes, se dice',
    plan: 'planea, planean, pretende, quiere, quieren, busca, buscan, piensa, prevé',
  },
  negations: 'no, nunca, jamás, ningún, ninguno, ninguna, nada, nadie, sin, ni, tampoco, apenas',
  causes: `porque, a causa de, debido a, por culpa de, gracias a, provocó, provocado, provocada, causó, causado, causada, por lo que,
    por eso, ya que, como consecuencia, desató`,
  typography: { script: 'latin', quotes: ['«', '»', '“', '”'] },
});

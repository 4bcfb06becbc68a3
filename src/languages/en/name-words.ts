import { wordSet } from '../shared/words.ts';

/** Words of an office or a form of address; several may stand together (`Deputy Prime Minister`). Lower case. */
export const officeWords = wordSet(`
  mr mrs ms miss mx dr sir dame lord lady madam prof professor rev reverend father sister brother rabbi
  imam sheikh pope
  cardinal archbishop bishop king queen prince princess emperor sultan emir duke duchess president
  vice-president vice
  deputy prime minister premier chancellor secretary-general secretary general attorney governor gov
  senator sen
  representative rep congressman congresswoman mayor councillor councilman councilwoman ambassador envoy
  judge justice
  chief executive officer ceo cfo coo cto chairman chairwoman chairperson chair director managing founder
  co-founder
  captain capt lieutenant lt colonel col major maj sergeant sgt admiral adm commander cmdr gen brigadier
  marshal
  inspector superintendent detective officer constable sheriff commissioner coach manager striker
  midfielder defender
  goalkeeper spokesman spokeswoman spokesperson leader speaker lawmaker lawyer analyst economist professor
  doctor
  researcher scientist author writer director actor actress singer former acting interim then-president
  ex-president
  foreign defense defence interior finance health education home trade justice energy environment culture
  transport
  state treasury labour labor senior chief police supreme leader first under permanent national security
  adviser advisor
  crown mp msp mep lawmaker vice-chairman pm editor head secretary-general undersecretary presenter hon cllr
  financial operating technology challenger incumbent prosecutor candidate astronomer physicist economist
  engineer
  historian counsel barrister physician surgeon nurse activist campaigner whip chairperson bishop sergeant
  treasurer auditor curator pilot businessman businesswoman journalist editor photographer artist novelist
  poet
  winger pitcher quarterback forward winger captain headteacher principal teacher pastor priest`);

/** Office words that may stand right before a name in small letters and name a person. */
export const personWords = wordSet(`
  president minister premier chancellor secretary governor senator congressman congresswoman mayor
  councillor ambassador
  judge justice executive officer ceo chairman chairwoman chairperson director founder co-founder captain
  colonel general
  commander sergeant detective sheriff commissioner coach manager striker midfielder defender goalkeeper
  spokesman
  spokeswoman spokesperson leader speaker lawmaker lawyer attorney analyst economist professor doctor
  researcher scientist
  author writer actor actress singer adviser advisor chief star husband wife son daughter brother sister
  mother father
  resident student teacher driver pilot owner boss presenter editor journalist reporter photographer
  activist farmer
  candidate rival champion envoy prosecutor historian expert columnist winner player teammate defendant
  suspect victim
  witness survivor head principal neighbour neighbor artist designer engineer biologist astronomer nurse volunteer`);

/** Words that make a run of capitals an organisation, wherever they stand in it. */
export const organisationWords = wordSet(`
  inc corp ltd plc llc co company corporation group holdings bank ministry department agency authority
  commission committee
  council board bureau office service services institute institution university college school academy
  hospital foundation
  association federation union league party congress senate parliament assembly house court police army
  navy force forces
  guard times post news herald tribune journal gazette guardian telegraph observer press media network
  radio television
  airlines airways air motors electronics technologies systems software pharmaceuticals energy oil gas
  steel industries
  partners capital fund trust society club team fc united city rovers wanderers athletic museum library
  theatre orchestra
  center centre church organization organisation programme program project alliance coalition front
  movement brigade
  battalion regiment staff command administration government treasury exchange reserve fire rescue cabinet
  society
  chamber tribunal inquiry taskforce laboratory laboratories observatory`);

/** Words that make a run of capitals a place. */
export const placeWords = wordSet(`
  street avenue road boulevard lane square park river lake mount mountain mountains sea ocean gulf bay
  strait channel
  island islands peninsula valley desert forest bridge airport station harbour harbor port beach coast
  county province
  state district region city town village territory republic kingdom emirates peninsula canal falls creek
  hill hills
  north south east west northern southern eastern western central cape palace tower castle stadium highway`);

/** Heads behind which `of`, `for`, `on` and `and` go on with the name. */
export const linkingHeads = wordSet(`
  ministry department bank university institute center centre council committee commission house court
  bureau office
  board secretary gulf isle strait bay cape republic kingdom city port college school academy society
  association
  federation league union church museum library agency organization organisation chamber order director
  minister
  duke duchess prince princess archbishop bishop foundation fund state states people army museum church school`);

/** Frequent given names: where one begins a run of capitals, the run is a person. */
export const givenNames = wordSet(`
  james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony
  mark donald
  steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary
  nicholas eric
  jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack
  dennis jerry
  tyler aaron jose adam henry nathan douglas peter zachary kyle walter ethan jeremy harold keith christian
  roger noah gerald
  carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel
  logan alan juan
  wayne roy ralph randy eugene vincent russell elijah louis bobby philip johnny mary patricia jennifer
  linda elizabeth
  barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle
  carol amanda
  dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda
  pamela emma nicole
  helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie
  olivia joyce
  virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha
  gloria teresa
  ann sara madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris
  marilyn danielle
  beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori tony tim tom mike jim
  bob bill ben sam
  dan dave steve chris nick matt greg jeff joe alex max leo oscar harry simon ian graham neil colin nigel
  stuart gareth
  gordon craig derek trevor martin barry clive hugh ross owen liam fiona claire nicola joanne tracy lucy
  jane kate sally
  wendy hillary barack joe kamala bernie vladimir sergei sergey dmitry alexei ivan mikhail boris igor yuri
  oleg andrei
  volodymyr viktor nikolai angela olaf emmanuel nicolas francois françois jean pierre jacques michel
  giorgia silvio matteo
  mario marco luca pedro carlos luis miguel javier fernando rafael jorge hugo diego pablo alberto ricardo
  manuel sofia
  ahmed mohammed muhammad mohamed ali hassan hussein ibrahim abdullah omar yusuf khalid fatima aisha
  mahmoud bashar
  benjamin naftali yair ehud narendra rahul amit sanjay priya imran nawaz xi jinping wang li zhang chen liu
  shinzo fumio
  yoshihide hiroshi takashi kenji yuki antonio antónio jens ursula josep charles recep tayyip nicolás
  javier gustavo lula
  jair elon jeff mark sundar satya warren oprah lionel cristiano roger rafael novak serena andy lewis usain
  jurgen jürgen
  sebastian lars erik anders magnus karl hans klaus wolfgang ludwig heinrich friedrich greta ingrid astrid
  freya maja
  kofi kwame nelson cyril desmond thabo chinua amina ngozi paulo joao joão rosa lucia elena irina olga
  natalia tatiana
  svetlana yulia oksana katarzyna agnieszka zofia jana petra eva nina vera ada ida ella mia zoe chloe ruby
  lily daisy
  jasmine tariq samir rashid karim nadia leila yasmin layla zara tomas tomás ines inés julio rodrigo
  enrique raul raúl ignacio lorenzo giovanni paolo roberto stefano
  franco dieter jan piet willem johan johannes bjorn björn sven leif stig mats mikael jukka timo juha pavel
  tomasz piotr
  andrzej lech janusz vaclav václav milos miloš zoran goran dragan nikola stefan bogdan ion mihai laszlo
  lászló istvan
  sandor ferenc attila mehmet mustafa ahmet emre kemal yasser khaled faisal salman bilal hamid reza arash
  abbas saeed
  arjun vikram rajesh sunil anil deepak ravi kumar anita sunita meera akira ken takeshi satoshi naoki
  haruto yoko keiko
  naomi emeka chidi ade kwesi yaw jabari sipho themba ines carmen pilar dolores consuelo beatriz mercedes
  juana paola
  francesca chiara giulia valentina silvia monica helena birgit ulrike sabine heike anja katja annika
  linnea elin
  sigrid solveig kirsten mette kaisa aino yusuf rosa miriam priya ralf dieter fiona graca ana`);

/** Family names that come first in Korean and Chinese names. */
export const familyFirst = wordSet(`
  kim lee park choi jung jeong chung kang cho jo yoon yun jang chang lim im han oh seo suh shin kwon hwang
  ahn an song
  jeon yoo ryu hong ko koh moon mun yang son bae baek paik heo huh nam shim noh roh ha kwak sung cha joo
  woo koo min jin
  ji eom chae won cheon bang kong hyun ham byun yeom choo ri pak xi wang li zhang chen liu yang zhao huang
  zhou wu xu sun
  hu zhu gao lin guo ma luo liang deng xie tang feng deng mao jiang wen ban nguyen tran le pham`);

/** Given names of women among the frequent ones: for telling which of two people "she" is. */
export const femaleNames = wordSet(`
  mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra
  ashley kimberly
  emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen
  amy angela
  shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet
  catherine maria
  heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan
  andrea cheryl
  hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice abigail alice julia judy
  sophia grace
  denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla
  alexis lori
  fiona claire nicola joanne tracy lucy jane kate sally wendy hillary kamala giorgia sofia fatima aisha
  priya yuki oprah
  serena greta ingrid astrid freya maja amina ngozi rosa lucia elena irina olga natalia tatiana svetlana
  yulia oksana
  katarzyna agnieszka zofia jana petra eva nina vera ada ida ella mia zoe chloe ruby lily daisy jasmine
  nadia leila
  yasmin layla zara ursula ines inés anita sunita meera yoko keiko naomi carmen pilar dolores consuelo
  beatriz mercedes
  juana paola francesca chiara giulia valentina silvia monica helena birgit ulrike sabine heike anja katja
  annika
  linnea elin sigrid solveig kirsten mette kaisa aino miriam ana sue ruth lena`);

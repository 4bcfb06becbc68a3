/** A news agency: its name, the other names and spellings it goes by, and the hosts of its own sites. */
export interface Agency {
  name: string;
  aliases: readonly string[];
  hosts: readonly string[];
}

/** A line: name | other names | hosts. Names in Korean, Japanese and Chinese as papers there credit them. */
const table = `
Reuters | Thomson Reuters, Reuters News Agency, 로이터, 로이터통신, 로이터 통신, ロイター, 路透社, 路透 | reuters.com
AP | Associated Press, The Associated Press, AP통신, AP 통신, AP通信, 美联社, 美聯社 | apnews.com
AFP | Agence France-Presse, Agence France Presse, AFP통신, AFP 통신, AFP時事, AFP通信, 法新社 | afp.com
dpa | Deutsche Presse-Agentur, DPA통신 | dpa.com
Bloomberg | Bloomberg News, 블룸버그, 블룸버그통신, 블룸버그 통신, ブルームバーグ | bloomberg.com
UPI | United Press International, UPI통신 | upi.com
PA Media | Press Association, PA | pa.media
AAP | Australian Associated Press | aap.com.au
The Canadian Press | Canadian Press | thecanadianpress.com
PTI | Press Trust of India | ptinews.com
ANI | Asian News International | aninews.in
IANS | Indo-Asian News Service | ians.in
Xinhua | Xinhua News Agency, 신화통신, 신화 통신, 新华社, 新華社 | xinhuanet.com, news.cn
China News Service | CNS, 中新社, 中国新闻社 | chinanews.com
Kyodo | Kyodo News, 교도통신, 교도 통신, 共同, 共同通信, 共同通信社 | kyodonews.net
Jiji | Jiji Press, 지지통신, 時事, 時事通信, 時事通信社 | jiji.com
CNA | Central News Agency, 中央社 | cna.com.tw
연합뉴스 | Yonhap, Yonhap News, Yonhap News Agency, 연합, 聯合ニュース, 韩联社 | yna.co.kr, yonhapnews.co.kr
뉴시스 | Newsis | newsis.com
뉴스1 | News1 | news1.kr
KCNA | Korean Central News Agency, 조선중앙통신, 朝鮮中央通信 | kcna.kp
TASS | ITAR-TASS, 타스통신, 타스 통신, タス通信, 塔斯社 | tass.com, tass.ru
Interfax | 인테르팍스, 인테르팍스통신 | interfax.com, interfax.ru
RIA Novosti | 리아노보스티, 리아노보스티통신 | ria.ru
Ukrinform | | ukrinform.net
ANSA | | ansa.it
EFE | Agencia EFE, 에페통신 | efe.com
Europa Press | | europapress.es
Lusa | | lusa.pt
APA | Austria Presse Agentur | apa.at
Keystone-SDA | SDA, ATS | keystone-sda.ch
Belga | | belga.be
ANP | | anp.nl
Ritzau | | ritzau.dk
NTB | | ntb.no
TT | TT Nyhetsbyrån | tt.se
STT | | stt.fi
PAP | Polska Agencja Prasowa | pap.pl
ČTK | CTK | ctk.cz
MTI | | mti.hu
Anadolu | Anadolu Agency, AA, 아나돌루, 아나돌루통신 | aa.com.tr
Bernama | | bernama.com
Antara | | antaranews.com
VNA | Vietnam News Agency, TTXVN | vnanet.vn
SPA | Saudi Press Agency | spa.gov.sa
WAM | Emirates News Agency | wam.ae
MENA | Middle East News Agency | mena.org.eg
SANA | Syrian Arab News Agency | sana.sy
IRNA | Islamic Republic News Agency | irna.ir
epd | Evangelischer Pressedienst | epd.de
KNA | Katholische Nachrichten-Agentur | kna.de
SID | Sport-Informations-Dienst | sid.de`;

const list: readonly Agency[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', aliases = '', hosts = ''] = line.split('|').map((part) => part.trim());
    const several = (text: string) =>
      text
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean);
    return { name, aliases: several(aliases), hosts: several(hosts) };
  });

const fold = (name: string) => name.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
const byName = new Map(
  list.flatMap((one) => [one.name, ...one.aliases].map((name) => [fold(name), one] as const)),
);
const byHost = new Map(list.flatMap((one) => one.hosts.map((host) => [host, one] as const)));

/** The agency of this name, in any of its spellings; the whole name must be it. */
export function agencyNamed(name: string): Agency | undefined {
  return name.length > 60 ? undefined : byName.get(fold(name));
}

/** The agency whose own site this host is or belongs to. */
export function agencyAt(host: string): Agency | undefined {
  const labels = host.toLowerCase().split('.');
  for (let at = 0; at < Math.min(labels.length - 1, 6); at += 1) {
    const agency = byHost.get(labels.slice(at).join('.'));
    if (agency) return agency;
  }
  return undefined;
}

import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../src/languages/detect.ts';
import { segmentText } from '../src/languages/segment.ts';

const samples: [string, string][] = [
  [
    'en',
    'The council has not said when the bridge will be open to traffic again, but it is expected by May.',
  ],
  ['ko', '시의회는 다리가 언제 다시 열릴지 밝히지 않았다. AFP와 BBC도 이 소식을 전했다.'],
  ['ja', '市議会は橋がいつ再開されるか明らかにしていない。'],
  ['zh', '市议会尚未说明大桥何时重新开放。'],
  ['de', 'Der Stadtrat hat nicht gesagt, wann die Brücke wieder für den Verkehr geöffnet wird.'],
  ['fr', 'Le conseil municipal n’a pas dit quand le pont sera rouvert à la circulation.'],
  ['es', 'El ayuntamiento no ha dicho cuándo se abrirá el puente al tráfico, pero será más tarde.'],
  ['it', 'Il consiglio comunale non ha detto quando il ponte sarà riaperto al traffico della città.'],
  ['pt', 'A câmara municipal não disse quando a ponte será reaberta ao trânsito, mas foi mais tarde.'],
  ['nl', 'De gemeenteraad heeft niet gezegd wanneer de brug weer open gaat voor het verkeer.'],
  ['sv', 'Kommunen har inte sagt när bron ska öppnas för trafik igen, men det är inte i år.'],
  ['pl', 'Rada miasta nie powiedziała, kiedy most zostanie otwarty, ale to nie jest pewne.'],
  ['tr', 'Belediye meclisi köprünün ne zaman açılacağını söylemedi ancak bu yıl için değil dedi.'],
  ['vi', 'Hội đồng thành phố không cho biết khi nào cây cầu được mở lại.'],
  ['ru', 'Городской совет не сообщил, когда мост будет открыт для движения.'],
  ['uk', 'Міська рада не повідомила, коли міст буде відкрито для руху, але це не є таємницею.'],
  ['ar', 'لم يذكر مجلس المدينة متى سيعاد فتح الجسر أمام حركة المرور في هذا العام.'],
  ['fa', 'شورای شهر نگفته است که پل چه زمانی برای عبور و مرور باز می شود.'],
  ['el', 'Το δημοτικό συμβούλιο δεν είπε πότε θα ανοίξει η γέφυρα.'],
  ['hi', 'नगर परिषद ने यह नहीं कहा है कि पुल कब खुलेगा।'],
  ['th', 'สภาเทศบาลยังไม่ได้บอกว่าสะพานจะเปิดเมื่อใด'],
];

describe('the language of a text', () => {
  it.each(samples)('is seen to be %s', (lang, text) => expect(detectLanguage(text).lang).toBe(lang));

  it('is unknown where there are no letters or no known words', () => {
    for (const text of ['', '12:30 — 15%', '\u0000\ud800', 'xqzt'])
      expect(detectLanguage(text).lang).toBe('und');
  });

  it('is found in long texts without reading all of them', () => {
    expect(detectLanguage(`${samples[0]?.[1]} `.repeat(20_000)).lang).toBe('en');
  });
});

describe('segmentText', () => {
  it('guesses the language where none is given', () => {
    expect(segmentText(`${samples[0]?.[1]} It rained.`)).toMatchObject({ lang: 'en', sentences: [{}, {}] });
    expect(segmentText('A b. C d.', 'en-GB').lang).toBe('en-GB');
    expect(segmentText('')).toEqual({ lang: 'und', sentences: [] });
  });
});

import { describe, expect, it } from 'vitest';
import { packFor } from '../src/languages/languages.ts';

const anchor = { at: '2025-12-27T08:00:00+01:00', zone: 'Europe/Berlin' };

describe('sentences of languages that read through CLDR', () => {
  it.each([
    ['de', ['Am 3. Mai kam Dr. Berg, z.B. mit dem Zug.', '„Gut“, sagte sie.', 'Es regnete.']],
    ['de', ['„Wir gehen.“', 'Er blieb.']],
    ['fr', ['« Nous partons. »', 'M. Petit est resté.', 'Il pleuvait.']],
    ['es', ['EE. UU. ganó.', '¿Quién lo sabía?', 'Nadie, dijo el Sr. Ruiz.']],
    ['ja', ['「家を失った。」と市長は述べた。', '雨が降った。']],
    ['zh', ['他走了。', '“我们输了。”他说。']],
    ['ru', ['Он ушёл.', 'Потом пошёл дождь.']],
    ['ar', ['هل ذهب؟', 'نعم.']],
    ['hi', ['वह चला गया।', 'बारिश हुई।']],
  ])('%s: %j', (tag, sentences) => {
    const joint = /^(?:ja|zh)$/.test(tag) ? '' : ' ';
    expect(
      packFor(tag)
        .sentences(sentences.join(joint))
        .map(({ text }) => text),
    ).toEqual(sentences);
  });
});

describe('figures of languages that read through CLDR', () => {
  const figures = (tag: string, text: string) =>
    packFor(tag)
      .quantities(text)
      .map(({ low, unit, step }) => [low, unit, step]);

  it.each([
    ['de', 'Das kostet 4,5 Milliarden Euro.', [[4_500_000_000, 'EUR', 100_000_000]]],
    [
      'de',
      'Es waren 1.200 Menschen oder 12,5 Prozent.',
      [
        [1200, 'count', 100],
        [12.5, 'percent', 0.1],
      ],
    ],
    [
      'fr',
      'Cela coûte 3,2 milliards d’euros, soit 1 200 maisons.',
      [
        [3_200_000_000, 'EUR', 100_000_000],
        [1200, 'count', 100],
      ],
    ],
    [
      'es',
      'Son 3,2 millones de dólares y 20 kilómetros.',
      [
        [3_200_000, 'USD', 100_000],
        [20, 'kilometre', 10],
      ],
    ],
    ['ja', '損害は3億2000万円に上る。', [[320_000_000, 'JPY', 10_000_000]]],
    ['sv', 'Det var 3,2 miljarder.', [[3_200_000_000, 'count', 100_000_000]]],
  ])('%s: %s', (tag, text, expected) => expect(figures(tag, text)).toEqual(expected));
});

describe('days of languages that read through CLDR', () => {
  it.each([
    ['de', 'Er kam am 26. Dezember 2025.', '2025-12-26'],
    ['de', 'Er kam gestern.', '2025-12-26'],
    ['de', 'Er kam am 26.12.2025.', '2025-12-26'],
    ['de', 'Er kam am Freitag.', '2025-12-26'],
    ['fr', 'Il est venu le 26 décembre 2025.', '2025-12-26'],
    ['es', 'Vino el 26 de diciembre de 2025.', '2025-12-26'],
    ['ja', '彼は12月26日に来た。', '2025-12-26'],
    ['zh', '他于2025年12月26日来到。', '2025-12-26'],
    ['ru', 'Он пришёл 26 декабря 2025 года.', '2025-12-26'],
    ['pl', 'Przyszedł 26 grudnia 2025.', '2025-12-26'],
  ])('%s: %s', (tag, text, day) => expect(packFor(tag).times(text, anchor)[0]?.from).toBe(day));
});

describe('speech in languages with word lists', () => {
  it.each([
    ['de', '„Wir haben alles verloren“, sagte Anna Berg am Freitag.', 'anna berg'],
    ['fr', '« Nous avons tout perdu », a déclaré Marie Duval.', 'marie duval'],
    ['es', '«Lo perdimos todo», dijo Ana López.', 'ana lopez'],
  ])('%s: %s', (tag, text, key) => {
    const [quotation] = packFor(tag).quotations(text);
    expect([quotation?.kind, quotation?.speaker?.key]).toEqual(['direct', key]);
    expect(packFor(tag).attributions(text)[0]?.kind).toBe('say');
  });

  it('has hedges and negations from the lists', () => {
    expect(
      packFor('de')
        .hedges('Er könnte mutmaßlich gehen.')
        .map(({ kind }) => kind),
    ).toEqual(['possibility', 'allegation']);
    expect(packFor('es').negations('Ayer no vino nadie.')).toHaveLength(2);
    expect(packFor('ja').hedges('雨の可能性がある。')).toHaveLength(1);
  });
});

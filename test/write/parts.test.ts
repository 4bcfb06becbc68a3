import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/domain/passage.ts';
import { isBackground } from '../../src/pipeline/write/extractive/background.ts';
import { chooseCrosshead } from '../../src/pipeline/write/extractive/crossheads.ts';
import { extractiveWriter } from '../../src/pipeline/write/extractive/extractive.ts';
import { chooseHeadline } from '../../src/pipeline/write/extractive/headline.ts';
import { findQuotes } from '../../src/pipeline/write/extractive/quotes.ts';
import { isRepeated } from '../../src/pipeline/write/extractive/repeats.ts';
import { chooseStatements } from '../../src/pipeline/write/extractive/statements.ts';
import { readStory, type Story } from '../../src/pipeline/write/extractive/story.ts';

/** The parts of a brief, each as an editor would judge it. */

const opening = 'The ferry of Aldra stopped on Monday. The harbour was closed to all ships.';

function storyOf(texts: readonly string[], lang = 'en', titles: readonly string[] = []): Story {
  const documents = texts.map(
    (text, at): SourceDocument => ({
      id: `D${at + 1}`,
      title: titles[at] ?? '',
      text,
      lang,
      publisher: `Paper ${at + 1}`,
      publishedAt: '2026-03-05T09:00:00Z',
    }),
  );
  return readStory(documents, lang);
}

describe('quotes to display', () => {
  const quotesOf = (text: string, lang = 'en') =>
    findQuotes(storyOf([text], lang)).map((quote) => [quote.speaker, quote.text]);

  it.each([
    ['an office without a name', '“We have done all that could be done here,” the 31-year-old said.'],
    ['a body', '“The rain will be heavy in the north of the island,” the Weather Office said.'],
    ['half a sentence', 'Mira Solberg said that it “drives the growth of several large towns here”.'],
    ['words that lean', '“That is what they said to us in the end,” said Mira Solberg.'],
    ['no comment', '“We would not comment on anything of this kind,” said Mira Solberg.'],
  ])('none of %s', (_, text) => {
    expect(quotesOf(text)).toEqual([]);
  });

  it('has the full name of somebody who is named by surname', () => {
    const text = `Finance Minister Greta Lund spoke on Thursday. “Borrowers did not choose the day on which rates rose,” Lund said.`;
    expect(quotesOf(text)).toEqual([['Greta Lund', 'Borrowers did not choose the day on which rates rose']]);
  });

  it('is not pinned on somebody of another sentence', () => {
    const text =
      '한설연 작가는 시상식에서 “기쁘다”고 말했다. 번역가 이머전 패로는 “소금을 뜻하는 낱말 하나는 끝내 옮기지 못했다”고 말했다.';
    expect(quotesOf(text, 'ko').map(([speaker]) => speaker)).not.toContain('한설연 작가');
    const statements = chooseStatements(storyOf([text], 'ko'), () => 1);
    expect(
      statements.filter(({ speaker, unit }) => /한설연/.test(speaker) && /낱말/.test(unit.text)),
    ).toEqual([]);
  });
});

describe('background', () => {
  const isHistoric = (sentence: string, lang = 'en', before = opening): boolean => {
    const story = storyOf([`${before} ${sentence}`], lang);
    const unit = story.units.at(-1);
    return unit !== undefined && unit.text === sentence && isBackground(unit, story);
  };

  it.each([
    'In June 1979 the bridge was opened after six years of work.',
    'The toll was last raised in 2018, by 30 cents.',
  ])('is: %s', (sentence) => {
    expect(isHistoric(sentence)).toBe(true);
  });

  it.each([
    'Narae play Halvern in the final on Sunday.',
    'The hospital has already printed new rotas for September, in two versions.',
    'The contract of the company, worth £18 million a year, runs out in December.',
    'The opposition called on the minister to publish all reports since 2019.',
    'The advice centres are open on Saturday from 9am to 1pm.',
    'Bram Tolliver said that he had found the server on 26 February.',
  ])('is not: %s', (sentence) => {
    expect(isHistoric(sentence)).toBe(false);
  });

  const before = '다리가 4일 통제됐다. 시는 우회로를 마련했다.';
  it('knows a Korean one from a forecast', () => {
    expect(isHistoric('1998년 지진 뒤 켈모라는 새 건물에 철근을 의무화했다.', 'ko', before)).toBe(true);
    expect(isHistoric('기상 당국은 6일 비가 내리겠지만 부족할 것으로 내다봤다.', 'ko', before)).toBe(false);
    expect(isHistoric('낡은 엘리베이터는 1일 새것으로 바꾼다.', 'ko', before)).toBe(false);
  });
});

describe('repetitions', () => {
  const repeats = (texts: readonly string[], lang: string): boolean => {
    const { units } = storyOf(texts, lang);
    const [first, last] = [units[0], units.at(-1)];
    return first !== undefined && last !== undefined && first !== last && isRepeated(last, [first]);
  };

  it('are the same figure of one document in other words', () => {
    const text =
      '하르번의 소비자물가가 2월 들어 4.1% 뛰었다. 하르번 통계청은 2월 소비자물가가 지난해 같은 달보다 4.1% 올랐다고 발표했다.';
    expect(repeats([text], 'ko')).toBe(true);
  });

  it('are the news as two reports open with it', () => {
    const first = 'Parliament voted down an increase in the toll for the Tellin Bridge late on Tuesday.';
    const second = 'The coalition of Caldmoor lost a vote on a bridge toll late on Tuesday in parliament.';
    expect(repeats([first, second], 'en')).toBe(true);
    expect(repeats([first, 'The next ferry leaves at noon from the quay of the old town.'], 'en')).toBe(
      false,
    );
  });

  it('are two reports that differ on one number, side by side', () => {
    expect(repeats(['순이익은 1260억원으로 감소했다.', '순이익은 1620억원으로 집계됐다.'], 'ko')).toBe(true);
  });
});

describe('crossheads', () => {
  const headOf = (texts: readonly string[], titles: readonly string[], from: number): string | undefined => {
    const story = storyOf(texts, 'en', titles);
    const section = story.units.filter((unit) => unit.reading === story.readings[from]);
    const [headed = null] = story.readings;
    const taken = [titles[0] ?? ''];
    return chooseCrosshead(section, { story, taken, others: [], headed })?.text;
  };
  const news = 'The bridge of Aldra was closed on Monday after rust had been found in a cable.';
  const ferries =
    'By noon the queue for the ferries reached the market. The ferries carried 19,000 people across the water.';

  it('are the title of the report that a section is taken from', () => {
    expect(headOf([news, ferries], ['Aldra bridge is closed', 'Queues for the ferries'], 1)).toBe(
      'Queues for the ferries',
    );
  });

  it.each([
    ['repeats the headline', 'Bridge at Aldra closed'],
    ['asks', 'Can the ferries carry all?'],
    ['waits for something', 'Ferries are expected to start on Tuesday'],
    ['speaks of something else', 'Stock exchange gains again'],
  ])('are no title that %s', (_, title) => {
    expect(headOf([news, ferries], ['Aldra bridge is closed', title], 1)).not.toBe(title);
  });

  it('are the original’s own over the sentences that it was drawn from, and over no others', () => {
    const text = [
      'The strike of the nurses was called off on Thursday after a long night of talks in the capital.',
      'The government offered the nurses more pay over two years, and the nurses agreed to take it.',
      'Prices a risk',
      'The rise of the cost of living may eat up the new wage within a year, analysts said.',
      'Operations that were to be postponed will go ahead at the hospitals in the north.',
      'Hospitals in the north have many posts to fill before the autumn of the year.',
      'The union will ask its members to vote on the offer.',
      'The vote will end in March.',
    ].join('\n\n');
    const story = storyOf([text]);
    const under = story.units.filter((unit) => unit.under !== null);
    const around = { story, taken: [], others: [], headed: null };
    expect(chooseCrosshead(under.slice(0, 2), around)?.text).toBe('Prices a risk');
    expect(chooseCrosshead(under.slice(1, 3), around)?.text).not.toBe('Prices a risk');
  });

  it('are a few words that somebody says, where they are not the whole of a sentence', () => {
    const text =
      'Callers were waiting for more than two hours on Tuesday, according to Mira Solberg, who called the service “a queue with a logo”. The line is open on Sunday.';
    expect(headOf([text], [''], 0)).toBe('“a queue with a logo”');
    expect(
      headOf(['“No fault was recorded at all,” said Mira Solberg. The line is open.'], [''], 0),
    ).toBeUndefined();
  });

  it('are a phrase that a section comes back to, else nothing', () => {
    const text =
      'Doctors at the clinic warn of the waiting list. Nobody knows how long the waiting list will be in the spring. The mayor was not there.';
    expect(headOf([text], [''], 0)).toBe('Waiting list');
    const odd =
      'The roofs are layers of clay, half a metre thick and heavy. Rescuers arrived from the coast.';
    expect(headOf([odd], [''], 0)).toBeUndefined();
  });
});

describe('the headline', () => {
  it('is news rather than a quotation, a question or what was awaited', () => {
    const news =
      'Nurses of the north suspended a strike on Thursday after an offer of more pay by the government.';
    const feature =
      'Nurses of the north heard of the offer of more pay from a patient who had a radio at night.';
    const headOf = (title: string): string | undefined =>
      chooseHeadline(storyOf([feature, news], 'en', [title, 'Nurses suspend strike']))?.sentence.text;
    expect(headOf('“Six nights I can do for the nurses of the north, and more pay”')).toBe(
      'Nurses suspend strike',
    );
    expect(headOf('Will nurses of the north take the offer of more pay?')).toBe('Nurses suspend strike');
  });
});

describe('a brief', () => {
  it('says a sentence once: in the text, in the quote or in the table', async () => {
    const text = [
      'Parliament voted down a higher toll for the Tellin Bridge on Tuesday, by 54 votes to 41, after a long debate.',
      'Transport Minister Ilsa Brandt said that she would submit the plan for the toll again before the summer.',
      'The leader of the Coast Party, Edvin Rask, said that the bridge authority should spend its reserves first.',
      'The town of Wexmouth denied that its commuters had been promised a lower toll in the autumn by anybody.',
      '“Every vote now has a price, and everybody in the chamber knows it,” said Sunniva Calder, a political scientist.',
      'The bridge links the port with Wexmouth and carries about 62,000 vehicles on a day of the week.',
      'The hangers of the bridge are to be replaced from 2028, at a cost that the authority puts at €71 million.',
    ].join('\n\n');
    const document: SourceDocument = {
      id: 'D1',
      title: 'Parliament rejects higher toll',
      text,
      lang: 'en',
    };
    const draft = await extractiveWriter.write({ documents: [document], lang: 'en', copyWordsMax: 400 });
    const shown = [
      ...draft.lede,
      ...draft.sections.flatMap(({ sentences }) => sentences),
      ...draft.whoSaysWhat,
      ...draft.background,
    ].map((sentence) => sentence.text);
    expect(new Set(shown).size).toBe(shown.length);
    expect(draft.pullQuote?.speaker).toMatch(/^Sunniva Calder/);
    expect(shown.join('\n')).not.toContain('Every vote now has a price');
    expect(shown.join('\n')).toContain('denied that its commuters');
    expect(new Set(draft.whoSaysWhat.map(({ speaker }) => speaker)).size).toBe(draft.whoSaysWhat.length);
  });

  it('gives one speaker one row, whatever office stands beside the name', async () => {
    const texts = [
      '텔린 대교의 강선 43가닥이 끊어진 것으로 확인됐다고 관리청이 6일 밝혔다. 토마스 베린 수석 기술관은 “점검을 27일까지 끝내고 결과를 모두 공개할 생각”이라고 말했다. 해안당은 “관리청이 위험을 알고도 숨겼다”고 주장했다. 시는 여객선 두 척을 더 띄우기로 했다. 다리는 하루 6만 대가 건넌다.',
      '다리를 막은 지 이틀이 지났다. 토마스 베린 관리청 수석 기술관은 “케이블의 나머지 구간은 아직 열어 보지 못했다”고 밝혔다. 화물운송협회는 “우회로 탓에 비용이 두 배로 늘었다”고 호소했다. 학교들은 수업 시간을 늦췄다.',
    ];
    const documents = texts.map(
      (text, at): SourceDocument => ({ id: `D${at + 1}`, title: '텔린 대교 통제', text, lang: 'ko' }),
    );
    const draft = await extractiveWriter.write({ documents, lang: 'ko', copyWordsMax: 400 });
    const rows = draft.whoSaysWhat.filter(({ speaker }) => speaker.includes('토마스 베린'));
    expect(draft.whoSaysWhat.length).toBeGreaterThan(1);
    expect(rows.length).toBeLessThan(2);
  });

  it('has no lines over sentences for which there is none, and loses none of them for it', async () => {
    const document: SourceDocument = {
      id: 'D1',
      title: 'Ferry stops',
      lang: 'en',
      text: [
        'The Aldra ferry stopped on Monday after its engine had failed in the harbour of the island.',
        'Engineers from the mainland will look at the engine on Tuesday in the dry dock of Orrel.',
        'Residents of Aldra use a fishing boat to reach the market and the doctor on the mainland.',
      ].join('\n\n'),
    };
    const draft = await extractiveWriter.write({ documents: [document], lang: 'en', copyWordsMax: 400 });
    expect(draft.sections).toEqual([]);
    expect([draft.standfirst, ...draft.lede].filter((one) => one !== null)).toHaveLength(3);
  });
});

import { describe, expect, it } from 'vitest';
import { quotationGoldens, sentenceGoldens, tableGoldens } from '../eval/languages/goldens.ts';
import { english } from '../src/languages/en.ts';
import type { Name, Quantity, TimeExpression } from '../src/languages/pack.ts';

const anchor = { at: '2025-12-27T08:00:00+09:00', zone: 'Asia/Seoul' };

function figure(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function quantityLine({ low, high, unit, noun, precision, ordinal }: Quantity): string {
  const value = low === high && unit !== 'score' ? figure(low) : `${figure(low)}..${figure(high)}`;
  const counted = noun === undefined ? unit : `${unit}/${noun}`;
  return [
    value,
    counted,
    ...(precision === 'exact' ? [] : [precision]),
    ...(ordinal ? ['ordinal'] : []),
  ].join(' ');
}

function timeLine({ kind, amount, grain, from, to }: TimeExpression): string {
  if (kind === 'duration') return `${amount} ${grain}`;
  return from === null ? `unresolved ${grain}` : `${from}..${to} ${grain}`;
}

/** The aliases are many; a golden names one that must be there. */
function nameMatches(line: string, { key, kind, aliases, title }: Name): boolean {
  const match = /^(.+?) (person|organisation|place|work|other)(?: = (\S.*?))?(?: \((.+)\))?$/.exec(line);
  if (!match) return false;
  const [, wantedKey, wantedKind, alias, wantedTitle] = match;
  return (
    key === wantedKey && kind === wantedKind && (!alias || aliases.includes(alias)) && title === wantedTitle
  );
}

describe('English sentences', () => {
  it.each(sentenceGoldens('en').map((golden) => [golden.topic, golden] as const))('%s', (_topic, golden) => {
    const wanted = golden.sentences.map(({ start, end }) => golden.text.slice(start, end));
    expect(english.sentences(golden.text).map(({ text }) => text)).toEqual(wanted);
  });
});

describe('English quantities', () => {
  it.each(tableGoldens('en', 'quantities.txt').map(({ text, expected }) => [text, expected] as const))(
    '%s',
    (text, expected) => {
      // A golden writes the noun as a word, the pack gives its norm.
      const norm = (line: string) =>
        line.replace(/\/(\S+)/, (_all, noun: string) => `/${english.tokens(noun)[0]?.norm ?? noun}`);
      expect(english.quantities(text).map(quantityLine)).toEqual(expected.map(norm));
    },
  );
});

describe('English times', () => {
  it.each(tableGoldens('en', 'times.txt').map(({ text, expected }) => [text, expected] as const))(
    '%s',
    (text, expected) => {
      expect(english.times(text, anchor).map(timeLine)).toEqual(expected);
    },
  );

  it('are left unresolved without a publication date, never guessed', () => {
    for (const text of [
      'He came on Friday.',
      'It opened in March.',
      'Two weeks ago it rained.',
      'Early next year.',
    ]) {
      expect(english.times(text).map(({ from, relative }) => [from, relative])).toEqual([[null, true]]);
    }
  });
});

describe('English names', () => {
  it.each(tableGoldens('en', 'names.txt').map(({ text, expected }) => [text, expected] as const))(
    '%s',
    (text, expected) => {
      const names = english.names(text);
      const lines = names.map((name, index) =>
        nameMatches(expected[index] ?? '', name) ? expected[index] : JSON.stringify(name),
      );
      expect(lines).toEqual(expected);
    },
  );

  it('have the key of their country in every language', () => {
    expect(english.names('Britain and the UK')[0]?.aliases).toEqual(
      english.names('Britain and the UK')[1]?.aliases,
    );
  });
});

describe('English quotations', () => {
  const goldens = [...quotationGoldens('en'), ...quotationGoldens('en', 'quotations-second.txt')];
  it.each(goldens.map((golden) => [golden.topic, golden] as const))('%s', (_topic, { text, quotations }) => {
    const found = english.quotations(text).map(({ inner, kind, speaker }, index) => {
      const wanted = quotations[index];
      const words = text.slice(inner.start, inner.end);
      return {
        begins: words.slice(0, wanted?.begins.length),
        kind,
        speakers: wanted?.speakers.includes(speaker?.key ?? '')
          ? wanted.speakers
          : speaker
            ? [speaker.key]
            : [],
      };
    });
    expect(found).toEqual(quotations);
  });
});

describe('English attributions, hedges and negations', () => {
  const attributions = (text: string) =>
    english.attributions(text).map(({ speaker, cue, kind }) => `${speaker?.key}: ${cue.text} (${kind})`);

  it.each([
    ['Officials said that nine people died.', ['officials: said (say)']],
    ['According to the ministry, the dam broke.', ['ministry: According to (say)']],
    ['The dam broke, the Works Ministry said.', ['works ministry: said (say)']],
    ['The company denied the claims.', ['company: denied (deny)']],
    ['Greg Ruiz, who runs the port, confirmed the loss.', ['greg ruiz: confirmed (confirm)']],
    ['KCNA reported that the ship sank.', ['kcna: reported (report)']],
    ['The claim was never tested.', []],
    ['She expects prices to fall.', ['she: expects (expect)']],
  ])('%s', (text, expected) => expect(attributions(text)).toEqual(expected));

  it.each([
    ['He may have left.', ['possibility']],
    ['The alleged thief is expected to appear.', ['allegation', 'expectation']],
    ['She reportedly plans to resign.', ['hearsay', 'plan']],
    ['It opens in May. May 5 is free. Theresa May left.', []],
    ['May he rest.', ['possibility']],
  ])('%s', (text, expected) => expect(english.hedges(text).map(({ kind }) => kind)).toEqual(expected));

  it.each([
    ["The bank didn't close.", [["didn't", 'close']]],
    ['The bank did not close.', [['not', 'close']]],
    ['Police denied the report.', [['denied', 'report']]],
    ['She failed to reach the shore.', [['failed to', 'reach']]],
    ['Not only the bank closed.', []],
    ['No. 5 won.', []],
    ['He left without a coat.', [['without', 'coat']]],
    ["They do n't agree .", [["do n't", 'agree']]],
  ])('%s', (text, expected) => {
    const norm = (word: string) => english.tokens(word)[0]?.norm;
    expect(english.negations(text).map(({ text: cue, of }) => [cue, of])).toEqual(
      expected.map(([cue, of]) => [cue, norm(of ?? '')]),
    );
  });
});

describe('English words', () => {
  it.each([
    ['officials', 'official'],
    ['made', 'makes'],
    ['stopped', 'stopping'],
    ['rated', 'rating'],
    ['studies', 'studied'],
    ['charged', 'charges'],
    ['children', 'child'],
    ['fell', 'falling'],
    ['agreed', 'agrees'],
    ['women', 'woman'],
    ['denied', 'denies'],
    ['tonnes', 'tons'],
    ['killing', 'killed'],
    ['visited', 'visits'],
  ])('%s and %s have one norm', (a, b) =>
    expect(english.tokens(a)[0]?.norm).toBe(english.tokens(b)[0]?.norm),
  );

  it.each([
    ['news', 'new'],
    ['morning', 'mornings'.slice(0, 4)],
    ['hundred', 'hundr'],
    ['was', 'wa'],
    ['hopped', 'hoped'],
    ['united', 'unit'],
  ])('%s and %s do not', (a, b) => expect(english.tokens(a)[0]?.norm).not.toBe(english.tokens(b)[0]?.norm));

  it('are parted from their clitics, tokenised or not', () => {
    const norms = (text: string) => english.tokens(text).map(({ norm }) => norm);
    expect(norms("The team's coach didn't win.")).toEqual(norms("The team 's coach did n't win ."));
    expect(norms('the 8,700-ton ship')).toContain('8700');
  });
});

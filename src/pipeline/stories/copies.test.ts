import { describe, expect, it } from 'vitest';
import { copyScore, sketchOf } from './copies.ts';

const quotes = [
  'We were asked to leave the hall before the vote was counted and nobody could tell us why',
  'There will be another count on Tuesday and every box will be opened in front of both sides',
  'My grandmother cast her first ballot in this building and she would not have stood for it',
];

/** Words that no other report has. */
function own(report: string, from: number, count: number): string {
  return Array.from({ length: count }, (_, at) => `${report}${from + at}`).join(' ');
}

const score = (a: string, b: string) =>
  copyScore(sketchOf({ title: '', text: a }), sketchOf({ title: '', text: b }));

describe('copyScore', () => {
  const short = `${own('short', 0, 15)}. "${quotes.join('. ')}." ${own('short', 50, 8)}.`;

  it('takes no two reports for copies that quote one speech, the one in a row, the other throughout', () => {
    const long = quotes.map((quote, at) => `${own('long', at * 100, 60)}. "${quote}."`).join(' ');
    expect(score(short, long)).toBe(0);
    expect(score(long, short)).toBe(0);
  });

  it('finds a copy with words around it and one cut out of a longer text', () => {
    expect(score(short, `${own('wrap', 0, 20)}. ${short} ${own('wrap', 50, 20)}.`)).toBeGreaterThan(0.8);
    expect(
      score(short, `${own('long', 0, 90)}. "${quotes.join('. ')}." ${own('long', 100, 90)}.`),
    ).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from 'vitest';
import { copyGroups } from './copy-groups.ts';

const wire =
  'The harbour board of Ostmere said on Tuesday that it would dredge the northern channel by the end of next year, ' +
  'after three grain carriers ran aground there since August and insurers raised their premiums for the port.';
const korean =
  '오스트미어 항만청은 화요일 북쪽 수로를 내년 말까지 준설하겠다고 밝혔다. 8월 이후 곡물 운반선 세 척이 이곳에서 좌초했고 보험사들이 ' +
  '항만 보험료를 올린 데 따른 것이다. 항만청은 공사비로 120억 원을 잡았다고 설명했다.';

describe('copy groups', () => {
  it('counts the same text as one voice whatever the white space', () => {
    expect(copyGroups([wire, wire.replaceAll(' ', '\n')])).toEqual([1, 1]);
  });

  it('finds a wire text inside a longer one', () => {
    expect(copyGroups([wire, `Ostmere Gazette. ${wire} Reporting by our own staff.`])).toEqual([1, 1]);
  });

  it('keeps two reports on one event apart', () => {
    const other =
      'Ostmere will deepen its northern channel next year, the port said, blaming three groundings since August.';
    expect(copyGroups([wire, other])).toEqual([1, 2]);
  });

  it('finds a Korean copy that was cut', () => {
    const cut = korean.slice(0, korean.indexOf(' 항만청은 공사비로'));
    expect(copyGroups([korean, wire, cut])).toEqual([1, 2, 1]);
  });

  it('does not call two empty or tiny texts copies unless they are equal', () => {
    expect(copyGroups(['One line.', 'Another line.', 'One line.'])).toEqual([1, 2, 1]);
  });
});

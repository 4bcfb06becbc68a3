import { describe, expect, it } from 'vitest';
import type { StoryChange, StoryDocument } from '../../domain/story.ts';
import { StoryEngine } from './engine.ts';

const day = (n: number, hour = 9) =>
  `2026-03-${String(n).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`;

const ledger: StoryDocument = {
  id: 'ledger',
  title: 'Averil Bridge closed after inspectors find 31 broken wires',
  text: 'Inspectors closed the Averil Bridge on Monday after they found 31 broken wires in a main cable. Traffic over the river Tamsin is being sent to the Holm tunnel, the transport office said.',
  lang: 'en',
  publishedAt: day(2),
};
const courier: StoryDocument = {
  id: 'courier',
  title: 'Broken cable wires shut Averil Bridge for weeks',
  text: 'The Averil Bridge will stay closed for weeks, the transport office said, after broken wires were found in a main cable during an inspection. Drivers must use the Holm tunnel.',
  lang: 'en',
  publishedAt: day(2, 14),
};
const bank: StoryDocument = {
  id: 'bank',
  title: 'Central bank of Halvern raises interest rates to 4.5 percent',
  text: 'The central bank raised its main interest rate by a quarter point to 4.5 percent on Tuesday and said inflation was too high.',
  lang: 'en',
  publishedAt: day(3),
};
const korean: StoryDocument = {
  id: 'korean',
  title: '애버릴 다리 폐쇄…점검에서 끊어진 강선 31개 발견',
  text: '애버릴 다리가 월요일 폐쇄됐다. 점검에서 주 케이블의 끊어진 강선 31개가 발견됐기 때문이다. 교통 당국은 운전자들이 터널을 이용해야 한다고 밝혔다.',
  lang: 'ko',
  publishedAt: day(2, 20),
};

function storiesOf(engine: StoryEngine, documents: readonly StoryDocument[]): string[] {
  return documents.map(({ id }) => engine.storyOf(id) ?? 'gone');
}

const inventedStream = (length: number) =>
  Array.from({ length }, (_, at): StoryDocument => {
    const base = [ledger, courier, bank, korean][(at * 7) % 4]!;
    const words = `${base.title} ${['again', 'later', 'report', 'update', 'briefing'][at % 5]} ${at % 9}`;
    return { ...base, id: `d${at}`, title: words, publishedAt: day(1 + Math.floor(at / 3), at % 24) };
  });
const documentsIn = (changes: readonly StoryChange[]) =>
  changes.flatMap((change) => (change.kind === 'undone' ? [] : change.documents));

describe('a story engine', () => {
  it('puts two reports of one event together and another event apart, and says why', () => {
    const engine = new StoryEngine();
    expect(engine.add(ledger)).toMatchObject({ story: 'ledger', joined: false });
    const joined = engine.add(courier);
    expect(joined).toMatchObject({ story: 'ledger', joined: true });
    expect(joined.why.flatMap(({ items }) => items)).toContain('Averil');
    expect(engine.add(bank)).toMatchObject({ story: 'bank', joined: false });
  });

  it('finds a copy, names the original and gives it no voice of its own', () => {
    const engine = new StoryEngine();
    engine.add(ledger);
    const copy = engine.add({ ...ledger, id: 'copy', publishedAt: day(3) });
    expect(copy).toMatchObject({ story: 'ledger', copyOf: 'ledger', joined: true });
    expect(engine.add({ ...ledger, id: 'much later', publishedAt: day(9) }).copyOf).toBeUndefined();
  });

  it('changes nothing when a document is added twice', () => {
    const engine = new StoryEngine();
    for (const document of [ledger, courier, ledger]) engine.add(document);
    expect(engine.documentsOf('ledger')).toEqual(['ledger', 'courier']);
  });

  it('links Korean and English coverage of one event', () => {
    const engine = new StoryEngine();
    for (const document of [bank, ledger, courier, korean]) engine.add(document);
    engine.mergePass();
    expect(engine.currentId(engine.storyOf('korean')!)).toBe('ledger');
  });

  it('lets an editor merge, split and undo, and no pass does it again', () => {
    const engine = new StoryEngine();
    for (const document of [ledger, courier, bank]) engine.add(document);
    const merged = engine.merge('ledger', 'bank');
    expect(merged).toMatchObject({ kind: 'merged', into: 'ledger', from: 'bank', documents: ['bank'] });
    expect(engine.currentId('bank')).toBe('ledger');
    engine.undo(merged);
    expect(engine.storyOf('bank')).toBe('bank');
    const split = engine.split('ledger', ['courier']);
    expect(split).toMatchObject({ kind: 'split', story: 'courier', documents: ['courier'] });
    engine.mergePass();
    expect(engine.storyOf('courier')).toBe('courier');
    engine.undo(split);
    expect(engine.storyOf('courier')).toBe('ledger');
  });

  it('keeps the ids of merged stories good, through several merges, and undoes the last', () => {
    const engine = new StoryEngine();
    for (const document of [
      ledger,
      bank,
      { ...bank, id: 'far', title: 'Wheat harvest fails in Orrin', text: '' },
    ])
      engine.add(document);
    engine.merge('bank', 'far');
    const second = engine.merge('ledger', 'bank');
    expect([engine.currentId('far'), engine.currentId('bank')]).toEqual(['ledger', 'ledger']);
    expect(engine.state().aliases).toEqual(
      expect.arrayContaining([
        ['far', 'ledger'],
        ['bank', 'ledger'],
      ]),
    );
    engine.undo(second);
    expect(engine.documentsOf('far')).toEqual(['bank', 'far']);
    expect(engine.currentId('far')).toBe('bank');
  });

  it('forgets what is two weeks old, and one wrong date does not make it forget', () => {
    const engine = new StoryEngine();
    for (const document of [ledger, courier]) engine.add(document);
    engine.add({ ...bank, id: 'wrong date', publishedAt: '2099-01-01T00:00:00Z' });
    expect(engine.storyOf('ledger')).toBe('ledger');
    engine.add({ ...bank, id: 'later', publishedAt: '2026-04-01T00:00:00Z' });
    engine.add({ ...bank, id: 'later still', publishedAt: '2026-04-02T00:00:00Z' });
    expect(engine.storyOf('ledger')).toBeUndefined();
  });

  it('answers related: the reader’s language first, no copies of the document itself, with a reason', () => {
    const engine = new StoryEngine();
    for (const document of [ledger, courier, bank, korean, { ...ledger, id: 'copy' }]) engine.add(document);
    const forEnglish = engine.related('ledger', { lang: 'en' });
    expect(forEnglish.map(({ id }) => id)).toEqual(['courier', 'korean']);
    expect(forEnglish.every(({ why }) => why.length > 0)).toBe(true);
    expect(engine.related('ledger', { lang: 'ko' })[0]?.id).toBe('korean');
  });

  it('goes on alike when it is rebuilt between any two documents', () => {
    const stream = inventedStream(60);
    const through = new StoryEngine();
    let broken = new StoryEngine();
    for (const [at, document] of stream.entries()) {
      const one = through.add(document);
      const rows = stream.slice(0, at).flatMap(({ id }) => broken.row(id) ?? []);
      broken = StoryEngine.restore(
        JSON.parse(JSON.stringify(rows.reverse())),
        JSON.parse(JSON.stringify(broken.state())),
      );
      expect(broken.add(document)).toEqual(one);
      if (at % 11 === 10) expect(broken.mergePass()).toEqual(through.mergePass());
      expect(storiesOf(broken, stream)).toEqual(storiesOf(through, stream));
    }
  });

  it('goes on alike when several take turns, each reading what it missed', () => {
    const stream = inventedStream(60);
    const through = new StoryEngine();
    const three = [0, 1, 2].map(() => ({ engine: new StoryEngine(), read: 0 }));
    /** Ids of the documents that came or changed their story, in that order; and the state after the last of them. */
    const changed: string[] = [];
    let last = three[0]!.engine;
    const turn = <T>(at: number, act: (engine: StoryEngine) => T): T => {
      const own = three[(at * at) % 3]!;
      const rows = [...new Set(changed.slice(own.read))].flatMap((id) => last.row(id) ?? []);
      if (own.engine !== last)
        own.engine.takeOver(
          JSON.parse(JSON.stringify(rows.reverse())),
          JSON.parse(JSON.stringify(last.state())),
        );
      own.read = changed.length;
      last = own.engine;
      return act(own.engine);
    };
    for (const [at, document] of stream.entries()) {
      expect(turn(at, (engine) => engine.add(document))).toEqual(through.add(document));
      changed.push(document.id);
      if (at % 7 !== 6) continue;
      const passed = turn(at + 1, (engine) => engine.mergePass());
      expect(passed).toEqual(through.mergePass());
      changed.push(...documentsIn(passed));
      const story = through.storyOf(document.id)!;
      if (through.documentsOf(story).length < 2) continue;
      const split = turn(at + 2, (engine) => engine.split(story, [document.id]));
      expect(split).toEqual(through.split(story, [document.id]));
      changed.push(document.id);
      if (at % 2 === 0) continue;
      const undone = turn(at, (engine) => engine.undo(split));
      expect(undone).toEqual(through.undo(split));
      changed.push(document.id);
    }
    expect(storiesOf(last, stream)).toEqual(storiesOf(through, stream));
    expect(last.state()).toEqual(through.state());
  });
});

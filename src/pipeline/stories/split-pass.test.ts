import { describe, expect, it } from 'vitest';
import type { StoryChange, StoryDocument } from '../../domain/story.ts';
import { StoryEngine } from './engine.ts';

const bridge = [
  'Averil Bridge closed after inspectors find broken wires in main cable',
  'Broken wires in main cable close Averil Bridge for weeks',
  'Drivers sent to tunnel as Averil Bridge stays closed over broken cable wires',
  'Engineers count broken wires in Averil Bridge cable while it stays closed',
  'Averil Bridge cable lost wires to rust, inspectors say; bridge stays closed',
];
const harbour = [
  'Harbour of Tolland floods after storm breaks sea wall',
  'Storm breaks sea wall and floods Tolland harbour',
  'Tolland harbour under water as storm breaks old sea wall',
  'Families leave Tolland harbour after sea wall breaks in storm',
  'Sea wall at Tolland harbour broke in storm, engineers say',
];

const documents = [...bridge, ...harbour].map(
  (title, at): StoryDocument => ({
    id: `d${at}`,
    title,
    lang: 'en',
    publishedAt: `2026-03-02T${String(8 + at).padStart(2, '0')}:00:00Z`,
  }),
);
const [bridgeIds, harbourIds] = [documents.slice(0, 5), documents.slice(5)].map((of) =>
  of.map(({ id }) => id),
);

/** An engine in which all of the documents are in one story that was touched, kept ones put there by an editor. */
function allInOne(kept: string[] = []): StoryEngine {
  const engine = new StoryEngine();
  for (const document of documents) engine.add(document);
  const rows = documents.map(({ id }) => ({ ...engine.row(id)!, story: 'd0', storyKey: 0 }));
  return StoryEngine.restore(rows, { ...engine.state(), kept, touched: ['d0'] });
}

const splitsOf = (changes: readonly StoryChange[]) => changes.filter(({ kind }) => kind === 'split');

describe('a pass over stories that fall in two', () => {
  it('parts them, leaves the id with the first report and says what sets the other apart', () => {
    const engine = allInOne();
    const [change, ...more] = splitsOf(engine.mergePass());
    expect(more).toEqual([]);
    expect(change).toMatchObject({ from: 'd0', documents: harbourIds, by: 'pass' });
    if (change?.kind !== 'split') return;
    expect(change.why[0]).toMatchObject({ kind: 'told-apart' });
    expect(change.why[0]?.items).toContain('Tolland');
    expect(engine.documentsOf('d0')).toEqual(bridgeIds);
    expect(engine.documentsOf(change.story)).toEqual(harbourIds);
    expect(engine.mergePass()).toEqual([]);
  });

  it('leaves a story alone in which an editor placed a document', () => {
    expect(allInOne(['d7']).mergePass()).toEqual([]);
  });

  it('does not part again what an editor put together again', () => {
    const engine = allInOne();
    const [change] = splitsOf(engine.mergePass());
    engine.undo(change!);
    expect(engine.documentsOf('d0')).toEqual([...bridgeIds!, ...harbourIds!]);
    engine.add({ ...documents[0]!, id: 'later', title: `${bridge[0]} again` });
    expect(splitsOf(engine.mergePass())).toEqual([]);
    expect(engine.storyOf('d9')).toBe('d0');
  });

  it('leaves one event whole', () => {
    const engine = new StoryEngine();
    for (const title of [...bridge, ...bridge.map((one) => `${one}, office confirms`)])
      engine.add({ ...documents[0]!, id: title, title });
    engine.mergePass();
    expect(engine.liveStories).toBe(1);
  });
});

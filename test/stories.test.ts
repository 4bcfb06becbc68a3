import { describe, expect, it } from 'vitest';
import { demoDocuments, demoScores } from '../eval/stories/demo.ts';
import { StoryEngine } from '../src/pipeline/stories/engine.ts';
import { ferryNews } from './support/ferry.ts';

describe('stories in several languages', () => {
  it('puts the Korean report of the ferry beside the English ones, in any order, and the library apart', () => {
    const documents = ferryNews().map(({ site, path, title, paragraphs, lang, published }) => ({
      id: `${site}${path}`,
      title,
      text: paragraphs.join('\n\n'),
      lang,
      publishedAt: published,
    }));
    for (let first = 0; first < documents.length; first += 1) {
      const engine = new StoryEngine();
      for (const document of [...documents.slice(first), ...documents.slice(0, first)]) engine.add(document);
      engine.mergePass();
      const stories = documents.map(({ id }) => engine.storyOf(id));
      expect(new Set(stories.slice(0, 3)).size).toBe(1);
      expect(stories[3]).not.toBe(stories[0]);
    }
  });

  it('keeps the stories of the demo corpus pure in every order of arrival', () => {
    for (const { grouped, across } of demoScores(demoDocuments())) {
      expect(grouped.precision).toBeGreaterThan(0.88);
      expect(grouped.recall).toBeGreaterThan(0.74);
      expect(across.precision).toBeGreaterThan(0.85);
    }
  });
});

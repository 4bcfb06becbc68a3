import { StoryEngine } from '../../src/pipeline/stories/engine.ts';
import { randomFrom } from './sets.ts';

const wordsPerDocument = 60;
const vocabularySize = 60_000;
const measuredDocuments = 1_000;
const letters = 'abcdefghijklmnopqrstuvwxyz';

export interface Cost {
  liveStories: number;
  /** CPU time of one document, everything included, in milliseconds. */
  cpuMs: number;
  /** Documents that joined their story, of those whose story was there. */
  rightStory: number;
  /** New stories that were wrongly joined to another. */
  wrongJoins: number;
}

/**
 * A synthetic stream: words by Zipf's law, every story with twelve words of its own. Fills the engine with stories of
 * one document, then measures more documents of these stories and as many new ones.
 */
export function costAt(liveStories: readonly number[]): Cost[] {
  const random = randomFrom(11);
  const zipf = () => Math.min(vocabularySize - 1, Math.floor(vocabularySize ** random()));
  const wordOf = (rank: number) => {
    let word = '';
    for (let rest = rank * 7919 + 17; word.length < 7; rest = Math.floor(rest / 26) + word.length * 131)
      word += letters[rest % 26];
    return word;
  };
  const own = (story: number) => Array.from({ length: 12 }, (_, at) => wordOf(1_000_000 + story * 12 + at));
  const textOf = (story: number) => {
    const words = own(story).filter(() => random() < 0.7);
    while (words.length < wordsPerDocument) words.push(wordOf(zipf()));
    return words;
  };
  const engine = new StoryEngine();
  let next = 0;
  const add = (story: number) => {
    const words = textOf(story);
    const id = `${story}/${next++}`;
    return engine.add({
      id,
      title: words.slice(0, 10).join(' '),
      text: words.slice(10).join(' '),
      lang: 'en',
    });
  };
  let stories = 0;
  return liveStories.map((wanted) => {
    while (stories < wanted) add(stories++);
    const before = process.cpuUsage();
    let [right, wrong] = [0, 0];
    for (let at = 0; at < measuredDocuments / 2; at += 1) {
      const story = Math.floor(random() * stories);
      if (add(story).story.startsWith(`${story}/`)) right += 1;
      if (add(stories++).joined) wrong += 1;
    }
    const used = process.cpuUsage(before);
    return {
      liveStories: engine.liveStories,
      cpuMs: (used.user + used.system) / 1000 / measuredDocuments,
      rightStory: right / (measuredDocuments / 2),
      wrongJoins: wrong / (measuredDocuments / 2),
    };
  });
}

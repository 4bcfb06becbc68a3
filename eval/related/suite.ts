import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packFor, primaryLanguage } from '../../src/languages/languages.ts';
import { BuiltinEmbedder } from '../../src/models/encoder/builtin.ts';
import { relatedBriefs } from '../../src/pipeline/stories/related-briefs.ts';
import type { RelatedText } from '../../src/pipeline/stories/related-profile.ts';
import { viewOf } from '../../src/pipeline/stories/view.ts';
import { demoDocuments } from '../stories/demo.ts';
import type { Measure, Suite } from '../suite.ts';
import { documentFigures, newestDocuments, ranked, untoldDocuments } from './documents.ts';
import { abroadWorth, count, discounted, type Figures, textChars } from './figures.ts';

const shown = 5;

const pairs = z.array(z.tuple([z.string(), z.string(), z.int().min(1).max(3)]));
const pairsFile = z.object({
  about: z.string(),
  pairs,
  documents: z.object({ about: z.string(), pairs }),
});

/** One text for each event and language, the newest report standing for the brief. */
function briefs(): RelatedText[] {
  const newest = new Map<string, RelatedText>();
  for (const { id, gold, lang = 'en', title, text = '', publishedAt = '', publisher } of demoDocuments()) {
    const primary = primaryLanguage(lang);
    if (primary !== 'en' && primary !== 'ko') continue;
    newest.set(`${gold} ${primary}`, {
      ...{ id, story: gold, lang: primary, title, text: text.slice(0, textChars), at: publishedAt },
      ...(publisher !== undefined && { publishers: [publisher] }),
    });
  }
  return [...newest.values()];
}

type Rank = (query: RelatedText, candidates: readonly RelatedText[]) => string[];

function figuresOf(
  texts: readonly RelatedText[],
  gradeOf: (a: string, b: string) => number,
  rank: Rank,
): Figures {
  const figures: Figures = { ndcg: 0, queries: 0, items: 0, useless: 0 };
  const byId = new Map(texts.map((text) => [text.id, text]));
  for (const query of texts) {
    const others = texts.filter(({ story }) => story !== query.story);
    const worth = (text: RelatedText) =>
      (2 ** gradeOf(query.story, text.story) - 1) * (text.lang === query.lang ? 1 : abroadWorth);
    const best = new Map<string, number>();
    for (const text of others) best.set(text.story, Math.max(best.get(text.story) ?? 0, worth(text)));
    const ideal = discounted(
      [...best.values()].sort((a, b) => b - a),
      shown,
    );
    const seen = new Set<string>();
    const gains = rank(query, texts)
      .slice(0, shown)
      .flatMap((id) => {
        const text = byId.get(id);
        if (!text) return [];
        const gain = seen.has(text.story) ? 0 : worth(text);
        seen.add(text.story);
        return [gain];
      });
    count(figures, gains, { ideal, shown });
  }
  return figures;
}

async function embedded(texts: readonly RelatedText[]): Promise<RelatedText[]> {
  const embedder = new BuiltinEmbedder();
  const vectors = await embedder.embed(
    texts.map(({ title, text }) => {
      const view = viewOf({ title, text });
      return `${view.title}\n${view.lead}`;
    }),
  );
  return texts.map((text, at) => ({ ...text, vector: { model: embedder.id, values: vectors[at]! } }));
}

/** Words of one language, weighed by their rarity: what a search engine would take. */
function tfIdf(texts: readonly RelatedText[]): Rank {
  const counted = new Map(
    texts.map((text) => {
      const counts = new Map<string, number>();
      for (const { norm, stop, kind } of packFor(text.lang).tokens(`${text.title}\n${text.text}`))
        if (kind === 'word' && !stop) counts.set(norm, (counts.get(norm) ?? 0) + 1);
      return [text.id, counts];
    }),
  );
  const spread = new Map<string, number>();
  for (const counts of counted.values())
    for (const word of counts.keys()) spread.set(word, (spread.get(word) ?? 0) + 1);
  const idf = (word: string) => Math.log((texts.length + 1) / (spread.get(word) ?? 1));
  const lengthOf = (counts: ReadonlyMap<string, number>) =>
    Math.sqrt([...counts].reduce((sum, [word, count]) => sum + (count * idf(word)) ** 2, 0));
  return (query, candidates) => {
    const own = counted.get(query.id) ?? new Map<string, number>();
    const score = ({ id }: RelatedText) => {
      const other = counted.get(id) ?? new Map<string, number>();
      let dot = 0;
      for (const [word, count] of own) dot += count * (other.get(word) ?? 0) * idf(word) ** 2;
      return dot / Math.max(1e-9, lengthOf(own) * lengthOf(other));
    };
    return ordered(query, candidates, score);
  };
}

/** Nearest by the encoder alone. */
const nearest: Rank = (query, candidates) =>
  ordered(query, candidates, ({ vector }) =>
    [...(vector?.values ?? [])].reduce((sum, value, at) => sum + value * (query.vector?.values[at] ?? 0), 0),
  );

const newestFirst: Rank = (query, candidates) =>
  ordered(query, candidates, ({ at, lang }) => Date.parse(at) + (lang === query.lang ? 1e15 : 0));

function ordered(
  query: RelatedText,
  candidates: readonly RelatedText[],
  score: (text: RelatedText) => number,
): string[] {
  return candidates
    .filter(({ story }) => story !== query.story)
    .map((text) => ({ id: text.id, score: score(text) }))
    .sort((a, b) => b.score - a.score)
    .map(({ id }) => id);
}

/** Related briefs over our own corpus, one text for each event and language: small, invented, graded by one person. */
export const suite: Suite = {
  name: 'related',
  about: 'related briefs: nDCG at 5 over graded pairs of events, share of items that are of no use',
  async run({ print, args }): Promise<Measure[]> {
    const file = join(import.meta.dirname, 'pairs.json');
    const read = pairsFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    const grades = new Map(
      [...read.pairs, ...read.documents.pairs].flatMap(([a, b, grade]) => [
        [`${a} ${b}`, grade] as const,
        [`${b} ${a}`, grade] as const,
      ]),
    );
    const gradeOf = (a: string, b: string) => grades.get(`${a} ${b}`) ?? 0;
    const plain = briefs();
    const withVectors = await embedded(plain);
    const documents = untoldDocuments();
    const documentsWithVectors = await embedded(documents);
    const own: Rank = (query, candidates) =>
      relatedBriefs(query, candidates, { lang: query.lang }).map(({ id }) => id);
    if (args.includes('--show'))
      for (const query of withVectors) {
        print(`${query.story} [${query.lang}] ${query.title}`);
        const listed = new Set(
          relatedBriefs(query, withVectors, { lang: query.lang }).map(
            ({ id }) => withVectors.find((one) => one.id === id)?.story,
          ),
        );
        const missed = [...new Set(withVectors.map(({ story }) => story))].filter(
          (story) => gradeOf(query.story, story) > 1 && !listed.has(story),
        );
        if (missed.length > 0)
          print(`  missed: ${missed.map((story) => `${story} ${gradeOf(query.story, story)}`).join(', ')}`);
        for (const { id, score, why } of relatedBriefs(query, withVectors, { lang: query.lang })) {
          const text = withVectors.find((one) => one.id === id);
          const said = why.map(({ kind, items }) => `${kind} ${items.join(', ')}`).join('; ');
          print(
            `  ${gradeOf(query.story, text?.story ?? '')} ${score} [${text?.lang}] ${text?.title}: ${said}`,
          );
        }
      }
    if (args.includes('--show'))
      for (const query of withVectors)
        for (const id of ranked(withVectors, documentsWithVectors)(query)) {
          const story = documents.find((one) => one.id === id)?.story ?? '';
          print(
            `  ${Math.max(gradeOf(query.story, id), gradeOf(query.story, story))} ${query.story} [${query.lang}]: ${id}`,
          );
        }
    const documentRuns: [string, Figures, boolean][] = [
      ['words', documentFigures(plain, documents, gradeOf, ranked(plain, documents)), false],
      [
        'with-vectors',
        documentFigures(withVectors, documents, gradeOf, ranked(withVectors, documentsWithVectors)),
        false,
      ],
      ['peer-newest', documentFigures(plain, documents, gradeOf, newestDocuments(documents)), true],
    ];
    const runs: [string, Figures, boolean][] = [
      ['words', figuresOf(plain, gradeOf, own), false],
      ['with-vectors', figuresOf(withVectors, gradeOf, own), false],
      ['peer-tf-idf', figuresOf(plain, gradeOf, tfIdf(plain)), true],
      ['peer-encoder', figuresOf(withVectors, gradeOf, nearest), true],
      ['peer-newest', figuresOf(plain, gradeOf, newestFirst), true],
    ];
    const all: [string, Figures, boolean, number][] = [
      ...runs.map(([name, ...rest]): [string, Figures, boolean, number] => [name, ...rest, 5]),
      ...documentRuns.map(([name, ...rest]): [string, Figures, boolean, number] => [
        `documents-${name}`,
        ...rest,
        3,
      ]),
    ];
    return all.flatMap(([name, { ndcg, queries, items, useless }, informative, top]): Measure[] => {
      print(
        `${name}: nDCG@${top} ${(ndcg / queries).toFixed(3)} over ${queries} briefs; ${useless} of ${items} items of no use`,
      );
      const key = `related/demo/${name}`;
      return [
        { key: `${key}/ndcg-${top}`, value: ndcg / queries, cases: queries, informative },
        {
          key: `${key}/of-no-use`,
          value: useless / Math.max(1, items),
          cases: items,
          lowerIsBetter: true,
          informative,
        },
      ];
    });
  },
};

import { describe, expect, it } from 'vitest';
import { brief as briefSchema } from '../../src/domain/brief.ts';
import type { Draft, DraftSentence } from '../../src/domain/draft.ts';
import { sha256 } from '../../src/kit/hash.ts';
import { passagesOf } from '../../src/languages/passages.ts';
import { composeBrief } from '../../src/pipeline/pipeline.ts';
import { verifyDraft } from '../../src/pipeline/verify/verify.ts';
import { extractiveWriter } from '../../src/pipeline/write/extractive/extractive.ts';
import type { Writer } from '../../src/pipeline/write/types.ts';

const document = {
  title: 'Ostmere to dredge its northern channel',
  lang: 'en',
  publishedAt: '2026-03-04T09:00:00+01:00',
  publisher: 'Ostmere Gazette',
  url: 'https://gazette.example/dredge',
  text:
    'The harbour board of Ostmere will dredge the northern channel by the end of next year, it said on Tuesday. ' +
    'Three grain carriers have run aground there since August.\n\n' +
    'The work will cost 12.4 million crowns, said Ilse Varga, who chairs the board. ' +
    '“We cannot wait for the fourth ship,” she told reporters. ' +
    'Insurers may lower their premiums once the channel is 14 metres deep.\n\n' +
    'Fishermen fear that the mud will bury the mussel banks. The board has not published its survey of them.',
};

const sentence = (text: string, passages: string[], evidence = ''): DraftSentence => ({
  text,
  lang: 'en',
  passages,
  evidence,
});

/** A writer that is wrong in a given way: what a model may do on a bad day. */
function lyingWriter(change: (draft: Draft) => void): Writer {
  return {
    kind: 'model',
    version: 'test',
    async write({ lang }) {
      const draft: Draft = {
        lang,
        headline: sentence(
          'Ostmere to dredge its northern channel',
          ['D1:S0'],
          'dredge its northern channel',
        ),
        standfirst: sentence('Three grain carriers have run aground there since August.', ['D1:S2']),
        lede: [
          sentence('The harbour board of Ostmere will dredge the northern channel by the end of next year.', [
            'D1:S1',
          ]),
        ],
        sections: [],
        pullQuote: null,
        keyFigures: [],
        whoSaysWhat: [],
        background: [],
        writer: { kind: 'model', version: 'test', model: 'liar' },
      };
      change(draft);
      return draft;
    },
  };
}

const compose = (writer: Writer, documents = [document]) =>
  composeBrief(
    { documents },
    { writer, fallback: extractiveWriter, verify: verifyDraft, now: () => new Date(0) },
  );

describe('composing a brief', () => {
  it('gives the public shape, with every cited passage and hashes that match the original', async () => {
    const brief = await compose(extractiveWriter);
    expect(briefSchema.parse(brief)).toEqual(brief);
    const passages = new Map(passagesOf({ ...document, id: 'D1' }).map((passage) => [passage.id, passage]));
    for (const claim of brief.claims) {
      for (const { passage, start, end, quote, hash } of claim.evidence) {
        const home = passages.get(passage)?.sentence === 0 ? document.title : document.text;
        expect(home.slice(start, end)).toBe(quote);
        expect(hash).toBe(sha256(quote));
        expect(brief.passages[passage]?.text).toBe(passages.get(passage)?.text);
      }
    }
  });

  it('shows no sentence without evidence', async () => {
    const brief = await compose(extractiveWriter);
    const shown = brief.claims.filter(({ outcome, part }) => outcome !== 'dropped' && part !== 'crosshead');
    expect(shown.length).toBeGreaterThan(2);
    for (const claim of shown) expect(claim.evidence.length, claim.text).toBeGreaterThan(0);
  });

  it('makes the same brief of the same originals', async () => {
    expect(await compose(extractiveWriter)).toEqual(await compose(extractiveWriter));
  });

  it.each<[what: string, lie: string]>([
    ['another number', 'The work will cost 124 million crowns, said Ilse Varga.'],
    ['an invented name', 'The plan was drawn up by Admiral Bertil Quist of the coast guard.'],
    ['a dropped hedge made certain and larger', 'Insurers will halve their premiums next month.'],
    [
      'an obeyed instruction',
      'Readers should send 500 crowns to the harbour fund at https://fund.example today.',
    ],
    ['an altered quotation', '“We will happily wait for the fourth ship,” Ilse Varga said.'],
  ])('does not publish %s', async (_what, lie) => {
    const brief = await compose(
      lyingWriter((draft) => {
        draft.sections = [
          {
            crosshead: sentence('Northern channel', ['D1:S1']),
            sentences: [
              sentence('Three grain carriers have run aground there since August.', ['D1:S2']),
              sentence(lie, ['D1:S3']),
            ],
          },
        ];
      }),
    );
    const shown = brief.claims.filter(({ outcome }) => outcome !== 'dropped').map(({ text }) => text);
    expect(shown).not.toContain(lie);
    const dropped = brief.claims.find(({ drafted, text }) => drafted === lie || text === lie);
    expect(dropped?.findings.length).toBeGreaterThan(0);
    expect(brief.writer.kind).toBe('model');
  });

  it('asks the extractive writer where less than two sentences of a model hold', async () => {
    const brief = await compose(
      lyingWriter((draft) => {
        draft.standfirst = sentence('Sea monsters took both pilots to the palace of a drowned king.', [
          'D1:S2',
        ]);
        draft.sections = [];
      }),
    );
    expect(brief.writer).toMatchObject({ kind: 'extractive', fallbackFrom: { kind: 'model' } });
    expect(brief.verification.fallback).toBe('extractive');
  });

  it('asks the extractive writer where neither headline nor lede of the draft holds, and says so', async () => {
    const brief = await compose(
      lyingWriter((draft) => {
        draft.headline = sentence('Moon base opens on Friday', ['D1:S0']);
        draft.lede = [sentence('The moon base cost 9 billion dollars, President Alma Ruiz said.', ['D1:S1'])];
        draft.standfirst = null;
      }),
    );
    const shown = brief.claims.filter(({ outcome }) => outcome !== 'dropped').map(({ text }) => text);
    expect(shown.join(' ')).not.toMatch(/moon/i);
    expect(brief.claims.find(({ id }) => id === brief.headline)?.text).toBe(document.title);
  });

  it('refuses originals without a text', async () => {
    await expect(compose(extractiveWriter, [{ ...document, text: ' \n ' }])).rejects.toMatchObject({
      code: 'no-text',
    });
  });

  it('counts copies of one text as one voice', async () => {
    const copy = { ...document, publisher: 'Northern Post', url: 'https://post.example/dredge' };
    const brief = await compose(extractiveWriter, [document, copy]);
    expect(brief.sources.map(({ copyGroup }) => copyGroup)).toEqual([1, 1]);
  });
});

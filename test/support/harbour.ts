import type { Draft } from '../../src/domain/draft.ts';
import type { SourceDocument } from '../../src/domain/passage.ts';
import type { Writer } from '../../src/pipeline/write/types.ts';

/** Two reports of one invented event, in English and Korean. */
export const english: SourceDocument = {
  id: 'D1',
  title: 'Port of Vell reopens after four-day closure',
  publisher: 'Northern Courier',
  publishedAt: '2026-03-02T09:00:00+00:00',
  lang: 'en',
  text: `The port of Vell reopened on Monday after a closure of four days, the harbour authority said.

About 8,700 tons of grain had been waiting in the outer basin. "We lost four days, but we lost no cargo," harbour master Mara Quist told reporters.

Repairs to the northern lock are expected to take until May. The authority denied that the lock had been neglected.`,
};

export const korean: SourceDocument = {
  id: 'D2',
  title: '벨 항구, 나흘 만에 다시 열려',
  publisher: '북항일보',
  publishedAt: '2026-03-02T18:30:00+09:00',
  lang: 'ko',
  text: `벨 항구가 나흘간의 폐쇄 끝에 월요일 다시 열렸다고 항만청이 밝혔다.

곡물 8700톤이 외항에서 대기하고 있었다. 마라 퀴스트 항만장은 "나흘을 잃었지만 화물은 잃지 않았다"고 말했다.`,
};

const cite = (text: string, evidence: string, ...passages: string[]) => ({ passages, evidence, text });

/** A model's answer that does all that it was asked to. */
export function goodAnswer() {
  return {
    headline: cite('Vell port back in use after four days', 'reopens after four-day closure', 'D1:S0'),
    standfirst: cite(
      'The port of Vell reopened on Monday after a closure of four days, its authority said.',
      'reopened on Monday after a closure of four days',
      'D1:S1',
    ),
    lede: [
      cite('Some 8,700 tons of grain had been waiting outside.', 'About 8,700 tons of grain', 'D1:S2'),
      cite('No cargo was lost, the harbour master said.', 'we lost no cargo', 'D1:S3'),
    ],
    sections: [
      {
        crosshead: cite('Lock repairs until May', 'expected to take until May', 'D1:S4'),
        sentences: [
          cite(
            'Repairs to the northern lock are expected to last until May.',
            'expected to take until May',
            'D1:S4',
          ),
          cite(
            'The authority denied having neglected the lock.',
            'denied that the lock had been neglected',
            'D1:S5',
          ),
        ],
      },
    ],
    pullQuote: {
      ...cite('We lost four days, but we lost no cargo', 'We lost four days, but we lost no cargo', 'D1:S3'),
      speaker: 'Mara Quist',
    },
    keyFigures: [
      {
        ...cite('About 8,700 tons of grain were waiting.', 'About 8,700 tons of grain', 'D1:S2'),
        value: '8,700 tons',
        label: 'grain waiting',
      },
    ],
    whoSaysWhat: [
      {
        ...cite('Mara Quist said no cargo was lost.', 'we lost no cargo', 'D1:S3'),
        speaker: 'Mara Quist',
        certainty: 'stated',
      },
    ],
    background: [] as ReturnType<typeof cite>[],
  };
}

/** Stands in for the writer that needs no model. */
export const plainWriter: Writer = {
  kind: 'extractive',
  version: 'test',
  async write({ documents, lang }): Promise<Draft> {
    const { title, lang: titleLang } = documents[0]!;
    const headline = { text: title, lang: titleLang, passages: ['D1:S0'], evidence: title };
    return {
      lang,
      headline,
      standfirst: null,
      lede: [headline],
      sections: [],
      pullQuote: null,
      keyFigures: [],
      whoSaysWhat: [],
      background: [],
      writer: { kind: 'extractive', version: 'test' },
    };
  },
};

/** Every word of a draft that a reader could see. */
export function wordsShown(draft: Draft): string {
  const { removed, ...shown } = draft;
  return JSON.stringify(shown);
}

import { headlineWriterVersion as version } from '../../domain/brief.ts';
import { passagesOf } from '../../languages/passages.ts';
import type { Writer } from './types.ts';

/**
 * For originals whose publisher allows neither a summary nor excerpts: the headline as it stands, and the links that
 * every brief carries. What it drafts has no lede, so the verifier ends it as `headline-and-link`.
 */
export const headlineWriter: Writer = {
  kind: 'extractive',
  version,
  async write({ documents, lang }) {
    const best = documents[0];
    const title = best && passagesOf(best).find(({ sentence }) => sentence === 0);
    return {
      lang,
      headline: {
        text: title?.text ?? '',
        lang: title?.lang ?? lang,
        passages: title ? [title.id] : [],
        evidence: title?.text ?? '',
      },
      standfirst: null,
      lede: [],
      sections: [],
      pullQuote: null,
      keyFigures: [],
      whoSaysWhat: [],
      background: [],
      writer: { kind: 'extractive', version },
    };
  },
};

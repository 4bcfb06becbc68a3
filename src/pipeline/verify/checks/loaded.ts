import { bare, foldedSource } from '../fold.ts';
import type { Check } from '../types.ts';
import { nothing, shown } from './shared.ts';

/** Words that judge ("slammed", "맹비난") are the source's own or do not stand. */
export const loadedCheck: Check = {
  id: 'loaded-word',
  // Texts it spoke of that were unsupported: 11/11 (100 %) of our own, 12/20 (60 %) of the labelled sets.
  severityMax: 'warn',
  run(context) {
    const { analysis, reading, foreign, say } = context;
    if (foreign) return nothing();
    const findings = analysis.loadedWords.slice(0, 10).flatMap(({ start, end, text }) => {
      const word = bare(text);
      const stem = /[가-힣]/.test(word) ? word.slice(0, 2) : word.slice(0, Math.max(4, word.length - 3));
      const isTheirs = reading.sources.some((source) => {
        const { text: body, title } = foldedSource(source);
        return body.text.includes(stem) || title.text.includes(stem);
      });
      return isTheirs ? [] : [{ severity: 'warn' as const, start, end, reason: say.loadedWord(shown(text)) }];
    });
    return { findings, confirmations: [] };
  },
};

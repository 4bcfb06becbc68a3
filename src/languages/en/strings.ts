import type { UiStrings } from '../strings.ts';

export const englishStrings: UiStrings = {
  aiLabelModel: (sources) =>
    `Written by AI from ${sources === 1 ? 'one original report' : `${sources} original reports`}, checked sentence by sentence`,
  aiLabelExcerpts: (sources) =>
    `Excerpts chosen by a program from ${sources === 1 ? 'one original report' : `${sources} original reports`}`,
  aiLabelShort: 'AI-made',
  notice: 'We strive for accuracy, but there may be errors. Please check the original.',
  notReviewed: 'Not reviewed by an editor',
  originals: 'Originals',
  evidence: 'Evidence',
  whoSaysWhat: 'Who says what',
  keyFigures: 'Key figures',
  background: 'Background',
  relatedBriefs: 'Related briefs',
};

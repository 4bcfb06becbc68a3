import type { BriefLabel, WriterInfo } from './brief.ts';

/** Words of the label in the page's language; every language pack's strings have them. */
export interface LabelStrings {
  aiLabelModel(sources: number): string;
  aiLabelExcerpts(sources: number): string;
  aiLabelShort: string;
  notice: string;
}

const sourceTypes = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/**
 * The AI label of a brief, made in one place for every format. `sources`: number of originals.
 * Written by a model: `trainedAlgorithmicMedia`. Excerpts chosen by a program out of texts that people wrote:
 * `compositeWithTrainedAlgorithmicMedia`, since the choice is a trained program's (IPTC digital source types).
 */
export function labelFor(writer: WriterInfo['kind'], sources: number, strings: LabelStrings): BriefLabel {
  const byModel = writer === 'model';
  return {
    disclosure: byModel ? 'ai-generated' : 'ai-excerpts',
    digitalSourceType: `${sourceTypes}${byModel ? 'trainedAlgorithmicMedia' : 'compositeWithTrainedAlgorithmicMedia'}`,
    text: byModel ? strings.aiLabelModel(sources) : strings.aiLabelExcerpts(sources),
    short: strings.aiLabelShort,
    notice: strings.notice,
    review: 'not-reviewed',
  };
}

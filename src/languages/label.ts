import type { Brief, BriefLabel } from '../domain/brief.ts';
import { packFor } from './languages.ts';

const iptc = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

export interface LabelInput {
  /** Language of the brief, BCP 47. */
  lang: string;
  writer: Brief['writer']['kind'];
  /** Number of original reports. */
  sources: number;
  fallback: Brief['verification']['fallback'];
  /** The publisher allows no more than the headline and the link. */
  reserved?: boolean;
  review?: BriefLabel['review'];
}

/**
 * The one place where the words and codes of the AI label come from.
 * Words in the brief's language stand near the headline (EU AI Act Art. 50(4) and (5); Korea's AI Basic Act Art. 31).
 * The code is an IPTC digital source type: model text is `trainedAlgorithmicMedia`; excerpts are a `composite` of
 * human texts that a program put together, and no trained generative model had a hand in them.
 */
export function labelFor({
  lang,
  writer,
  sources,
  fallback,
  reserved = false,
  review = 'not-reviewed',
}: LabelInput): BriefLabel {
  const { strings } = packFor(lang);
  const excerpts = writer === 'extractive' || fallback !== 'none';
  const isBare = fallback === 'headline-and-link';
  const words = excerpts ? strings.aiLabelExcerpts(sources) : strings.aiLabelModel(sources);
  return {
    disclosure: excerpts ? 'ai-excerpts' : 'ai-generated',
    digitalSourceType: `${iptc}${excerpts ? 'composite' : 'trainedAlgorithmicMedia'}`,
    text: reserved ? strings.aiLabelReserved : isBare ? strings.aiLabelHeadlineOnly : words,
    short: excerpts ? strings.aiLabelShortExcerpts : strings.aiLabelShort,
    notice: strings.notice,
    review,
  };
}

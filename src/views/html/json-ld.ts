import { jsonForScript } from '../json-script.ts';
import type { BriefView } from '../model.ts';
import type { SourceView } from '../sources.ts';

/** schema.org's names for the IPTC codes that a label can carry. */
const schemaOrgSource: Record<string, string> = {
  trainedAlgorithmicMedia: 'https://schema.org/TrainedAlgorithmicMediaDigitalSource',
  compositeWithTrainedAlgorithmicMedia:
    'https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource',
};

function originalOf(source: SourceView, byline: readonly string[]): Record<string, unknown> {
  return {
    '@type': 'NewsArticle',
    headline: source.title,
    inLanguage: source.lang,
    publisher: { '@type': 'Organization', name: source.publisher },
    ...(source.url === null ? {} : { url: source.url }),
    ...(source.published === null ? {} : { datePublished: source.published.iso }),
    ...(byline.length === 0 ? {} : { author: byline.map((name) => ({ '@type': 'Person', name })) }),
  };
}

/** A brief as schema.org's NewsArticle: what it is based on and how it was made. */
export function briefLd(view: BriefView): Record<string, unknown> {
  const { brief } = view;
  const code = brief.label.digitalSourceType.split('/').at(-1) ?? '';
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    identifier: brief.id,
    version: brief.revision,
    headline: view.headline?.text ?? brief.id,
    ...(view.standfirst === null ? {} : { description: view.standfirst.text }),
    ...(view.kicker === null ? {} : { articleSection: view.kicker }),
    inLanguage: view.lang,
    datePublished: brief.createdAt,
    dateModified: brief.createdAt,
    digitalSourceType: schemaOrgSource[code] ?? brief.label.digitalSourceType,
    creditText: brief.label.text,
    creativeWorkStatus: brief.label.review,
    creator: { '@type': 'SoftwareApplication', name: 'Standfirst', softwareVersion: brief.writer.version },
    isBasedOn: view.sources.map((source, index) => originalOf(source, brief.sources[index]?.byline ?? [])),
    citation: view.sources.flatMap(({ url }) => (url === null ? [] : [url])),
  };
}

/** The page for machines, safe inside a script element: no character in it can end the element. */
export function jsonLd(view: BriefView): string {
  return jsonForScript(briefLd(view));
}

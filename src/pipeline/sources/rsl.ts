import type { RslLicence, RslRule } from '../../domain/feed.ts';
import { feedLimits } from './limits.ts';
import { webAddress } from './relative.ts';
import { allText, childNamed, childrenNamed, type XmlElement } from './xml-tree.ts';

function rulesOf(licence: XmlElement, name: string): RslRule[] {
  return childrenNamed(licence, name)
    .slice(0, feedLimits.listMax)
    .map((rule) => {
      const type = rule.attributes.get('type');
      const values = allText(rule)
        .slice(0, feedLimits.lineCharsMax)
        .split(/[\s,]+/)
        .filter((value) => value !== '');
      return { ...(type !== undefined && { type }), values };
    });
}

function licenceOf(licence: XmlElement, content: XmlElement | undefined): RslLicence {
  const url = webAddress(content?.attributes.get('url'), content?.base);
  const server = webAddress(content?.attributes.get('server'), content?.base);
  const payment = childNamed(licence, 'rsl:payment')?.attributes.get('type');
  return {
    ...(url !== undefined && { url }),
    ...(server !== undefined && { server }),
    permits: rulesOf(licence, 'rsl:permits'),
    prohibits: rulesOf(licence, 'rsl:prohibits'),
    ...(payment !== undefined && { payment }),
  };
}

/** Licences in an element of RSL (https://rslstandard.org/rsl): `rsl`, `content` or `license`. */
export function rslLicencesOf(element: XmlElement): RslLicence[] {
  if (element.name === 'rsl:license') return [licenceOf(element, undefined)];
  if (element.name === 'rsl:rsl')
    return childrenNamed(element, 'rsl:content').slice(0, feedLimits.listMax).flatMap(rslLicencesOf);
  return childrenNamed(element, 'rsl:license')
    .slice(0, feedLimits.listMax)
    .map((licence) => licenceOf(licence, element));
}

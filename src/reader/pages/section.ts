import type { BriefCard } from '../../domain/reading.ts';
import { sectionPage as view } from '../../views/site/lists.ts';
import { definePage, fresh, type Loaded, langsOf, type PageRequest, uiPattern } from '../page.ts';

interface SectionData {
  name: string;
  cards: BriefCard[];
  languages: string[];
  isAll: boolean;
}

/** A section that no brief in any language was ever filed under is no page. */
async function load({ reading, ui, params }: PageRequest, isAll: boolean): Promise<Loaded<SectionData>> {
  const { section: name = '' } = params;
  const data = await reading.section(name, langsOf(ui, isAll));
  if (data.cards.length === 0 && !(await reading.sections([])).includes(name)) return { kind: 'missing' };
  return { kind: 'found', data: { name, isAll, ...data } };
}

export const sectionPage = definePage<SectionData>({
  name: 'section',
  path: `${uiPattern}/sections/:section`,
  cache: fresh,
  load: (request) => load(request, false),
  view: (data, chrome) => view(data, data.isAll, chrome),
});

export const sectionAllPage = definePage<SectionData>({
  name: 'section-all',
  path: `${uiPattern}/sections/:section/all`,
  cache: fresh,
  load: (request) => load(request, true),
  view: (data, chrome) => view(data, data.isAll, chrome),
});

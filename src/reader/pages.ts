import type { AnyPage } from './page.ts';
import { briefPage, briefSlugPage, revisionsPage } from './pages/brief.ts';
import { dayPage } from './pages/day.ts';
import { feedPages } from './pages/feeds.ts';
import { allPage, frontPage } from './pages/front.ts';
import { machinePages } from './pages/machine.ts';
import { aboutPage, accuracyPage, correctionsPage, policyPage } from './pages/prose.ts';
import { searchJsonPage, searchPage } from './pages/search.ts';
import { sectionAllPage, sectionPage } from './pages/section.ts';
import { sourcePage, sourcesPage } from './pages/source.ts';
import { storyPage } from './pages/story.ts';

/** Every page of the site. To add one: a file in `pages/` and a line here; the contract suite picks it up. */
export const pages: readonly AnyPage[] = [
  frontPage,
  allPage,
  ...feedPages,
  sectionAllPage,
  sectionPage,
  dayPage,
  revisionsPage,
  briefSlugPage,
  briefPage,
  storyPage,
  sourcePage,
  sourcesPage,
  searchPage,
  searchJsonPage,
  aboutPage,
  policyPage,
  accuracyPage,
  correctionsPage,
  ...machinePages,
];

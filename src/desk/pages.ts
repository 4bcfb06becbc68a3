import type { PageContext, PageResult } from './context.ts';
import { briefPage, briefsPage, revisionPage } from './pages/briefs.ts';
import { costsPage } from './pages/costs.ts';
import { deadPage } from './pages/dead.ts';
import { documentPage } from './pages/document.ts';
import { entryPage } from './pages/entry.ts';
import { logPage } from './pages/log.ts';
import { opmlPage } from './pages/opml.ts';
import { overviewPage } from './pages/overview.ts';
import { hostPage, rightsPage } from './pages/rights.ts';
import { sessionsPage } from './pages/sessions.ts';
import { sourcePage } from './pages/source.ts';
import { addSourcePage } from './pages/source-add.ts';
import { removeSourcePage } from './pages/source-forms.ts';
import { sourcesPage } from './pages/sources.ts';
import { storiesPage } from './pages/stories.ts';
import { storyPage } from './pages/story.ts';
import { changesPage } from './pages/story-events.ts';
import { undoPage } from './pages/story-forms.ts';

/** One address of the desk and what it shows. */
export interface DeskPage {
  /** Below `/desk`, as hono writes paths. */
  path: string;
  show(context: PageContext): Promise<PageResult>;
}

/** Every page of the desk, exact paths before those with a parameter; to add one: a file and a row. */
export const deskPages: readonly DeskPage[] = [
  { path: '/', show: overviewPage },
  { path: '/sources', show: sourcesPage },
  { path: '/sources/add', show: addSourcePage },
  { path: '/sources/opml', show: opmlPage },
  { path: '/sources/:id', show: sourcePage },
  { path: '/sources/:id/remove', show: removeSourcePage },
  { path: '/entries/:id', show: entryPage },
  { path: '/documents/:id', show: documentPage },
  { path: '/stories', show: storiesPage },
  { path: '/stories/changes', show: changesPage },
  { path: '/stories/changes/:event/undo', show: undoPage },
  { path: '/stories/:id', show: storyPage },
  { path: '/briefs', show: briefsPage },
  { path: '/briefs/:id', show: briefPage },
  { path: '/briefs/:id/:revision', show: revisionPage },
  { path: '/log', show: logPage },
  { path: '/dead', show: deadPage },
  { path: '/rights', show: rightsPage },
  { path: '/rights/:host', show: hostPage },
  { path: '/costs', show: costsPage },
  { path: '/sessions', show: sessionsPage },
];

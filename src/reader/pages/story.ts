import type { StoryData } from '../../domain/reading.ts';
import { at } from '../../views/site/chrome.ts';
import { storyPage as view } from '../../views/site/story.ts';
import { definePage, fresh, uiPattern } from '../page.ts';

export const storyPage = definePage<StoryData>({
  name: 'story',
  path: `${uiPattern}/stories/:id`,
  cache: fresh,
  async load({ reading, ui, params }) {
    const { id = '' } = params;
    if (!/^[a-z0-9]{1,40}$/.test(id)) return { kind: 'missing' };
    const found = await reading.story(id);
    if (found.kind === 'moved') return { kind: 'redirect', to: at.story(ui, found.id), status: 301 };
    return found.kind === 'found' ? found : { kind: 'missing' };
  },
  view,
});

import type { AccuracyReport } from '../../domain/accuracy.ts';
import { type CorrectionRow, type LiveCounts, liveDays } from '../../domain/reading.ts';
import { accuracyPage as accuracyView } from '../../views/site/accuracy.ts';
import { correctionsPage as correctionsView } from '../../views/site/lists.ts';
import { aboutPage as aboutView, policyPage as policyView } from '../../views/site/prose.ts';
import { readAccuracy } from '../accuracy-file.ts';
import { definePage, fresh, steady, uiPattern } from '../page.ts';

export const aboutPage = definePage<null>({
  name: 'about',
  path: `${uiPattern}/about`,
  cache: steady,
  load: async () => ({ kind: 'found', data: null }),
  view: (_, chrome) => aboutView(chrome),
});

export const policyPage = definePage<null>({
  name: 'policy',
  path: `${uiPattern}/policy`,
  cache: steady,
  load: async () => ({ kind: 'found', data: null }),
  view: (_, chrome) => policyView(chrome),
});

export const accuracyPage = definePage<{ report: AccuracyReport | null; live: LiveCounts }>({
  name: 'accuracy',
  path: `${uiPattern}/accuracy`,
  cache: steady,
  async load({ reading, now }) {
    const live = await reading.liveCounts(liveDays, now.toISOString());
    return { kind: 'found', data: { report: await readAccuracy(), live } };
  },
  view: accuracyView,
});

export const correctionsPage = definePage<CorrectionRow[]>({
  name: 'corrections',
  path: `${uiPattern}/corrections`,
  cache: fresh,
  async load({ reading }) {
    return { kind: 'found', data: await reading.corrections() };
  },
  view: correctionsView,
});

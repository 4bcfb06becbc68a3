/** Writes demo/sources.opml: what to follow of the demo web. Run it after a feed was added to a `site.json`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCorpus } from '../src/demo/corpus.ts';
import { demoOpml, demoOpmlPort } from '../src/demo/demo-web.ts';

writeFileSync(join(import.meta.dirname, '..', 'demo', 'sources.opml'), demoOpml(readCorpus(), demoOpmlPort));

import { newsWeb } from '../test/support/news-web.ts';

/* The web of the bench in a process of its own, so that its work is not counted as the desk's. */
const web = await newsWeb(JSON.parse(process.argv[2] ?? ''));
process.send?.({ port: web.fetchOptions.ports[0] });
process.on('disconnect', () => void web.close());

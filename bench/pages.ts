import { get } from 'node:http';

/** What readers met while the desk was at work. Milliseconds. */
export interface PageFigures {
  served: number;
  /** Answers other than 200, and those that never came. */
  failed: number;
  p50: number;
  p99: number;
  max: number;
}

const linksKept = 200;
const timeoutMs = 30_000;

interface Answer {
  status: number;
  body: string;
}

function ask(url: string): Promise<Answer> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: timeoutMs }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
      response.on('error', () => resolve({ status: 0, body: '' }));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve({ status: 0, body: '' }));
  });
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/**
 * Readers: so many requests a second, sent at their time whether or not earlier ones were answered, to the front pages
 * in both languages, the feed, and the briefs that these link to. Gives a function that ends it.
 */
export function startReaders(origin: string, perSecond: number): () => Promise<PageFigures> {
  const waits: number[] = [];
  const under = new Set<Promise<void>>();
  let briefs: string[] = [];
  let failed = 0;
  let count = 0;
  const fixed = ['/en/', '/ko/', '/en/feed.rss'];
  const pathOf = (n: number) =>
    (n % 2 === 0 ? briefs[(n * 7) % Math.max(1, briefs.length)] : fixed[(n >> 1) % fixed.length]) ?? '/en/';
  const one = async (dueAt: number, path: string) => {
    const { status, body } = await ask(origin + path);
    waits.push(performance.now() - dueAt);
    if (status !== 200 && status !== 301) failed += 1;
    const links = [...body.matchAll(/href="(\/(?:en|ko)\/briefs\/[^"#?]+)"/g)].map((match) => match[1]!);
    if (path.length === 4 && links.length > 0)
      briefs = [...new Set([...links, ...briefs])].slice(0, linksKept);
  };
  const begun = performance.now();
  const timer = setInterval(() => {
    // A late timer sends what was due meanwhile.
    for (; begun + (count * 1000) / perSecond <= performance.now(); count += 1) {
      const done = one(begun + (count * 1000) / perSecond, pathOf(count)).finally(() => under.delete(done));
      under.add(done);
    }
  }, 1000 / perSecond);
  return async () => {
    clearInterval(timer);
    await Promise.all(under);
    const round = (ms: number) => Math.round(ms * 10) / 10;
    return {
      served: waits.length,
      failed,
      p50: round(percentile(waits, 0.5)),
      p99: round(percentile(waits, 0.99)),
      max: round(Math.max(0, ...waits)),
    };
  };
}

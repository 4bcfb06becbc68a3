import { injectedCases, markedTexts } from '../eval/verify/inject.ts';
import { peers } from '../eval/verify/peers.ts';
import { checkClaim } from '../src/pipeline/verify/claim.ts';
import { readSources } from '../src/pipeline/verify/read.ts';
import type { Reading } from '../src/pipeline/verify/types.ts';

/**
 * `node bench/verify.ts`: claims a second of one core for the whole verifier, beside looking up numbers and capitalised
 * words alone, and the memory it takes. Processor time, so that other work on the machine counts little.
 */
const cases = injectedCases(markedTexts());
const rounds = 5;

function cpuSeconds(work: () => void): number {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}

function readingOf({ title, source, lang, publishedAt }: (typeof cases)[number]): Reading {
  const dated = publishedAt === undefined ? {} : { publishedAt };
  return readSources([{ id: 'D1', title: title ?? '', text: source, lang, ...dated }]);
}

function perSecond(lang: string): { claims: number; read: number; lookUp: number } {
  const own = cases.filter((one) => one.lang === lang);
  const readings = new Map<string, Reading>();
  const first = own.filter((one, at) => own.findIndex((other) => other.source === one.source) === at);
  for (const one of first) readings.set(one.source, readingOf(one));
  const checkAll = () => {
    for (const { text, source } of own)
      checkClaim({ text, lang, passages: [], evidence: '' }, readings.get(source)!, lang);
  };
  // The first round compiles, loads the lexicon and reads the sources.
  checkAll();
  const checking = cpuSeconds(() => {
    for (let round = 0; round < rounds; round += 1) checkAll();
  });
  const reading = cpuSeconds(() => {
    for (const one of first) readings.set(one.source, readingOf(one));
    checkAll();
  });
  const lookingUp = cpuSeconds(() => {
    for (let round = 0; round < rounds; round += 1) for (const one of own) peers[0]!.score(one);
  });
  return {
    claims: (own.length * rounds) / checking,
    read: first.length / Math.max(1e-9, reading - checking / rounds),
    lookUp: (own.length * rounds) / lookingUp,
  };
}

for (const lang of ['en', 'ko']) {
  const { claims, read, lookUp } = perSecond(lang);
  console.log(
    `${lang}: ${claims.toFixed(0)} claims/s checked in full, ${read.toFixed(0)} sources/s read, ` +
      `${lookUp.toFixed(0)} claims/s looked up alone (${(lookUp / claims).toFixed(1)} times as many)`,
  );
}
console.log(`memory: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`);

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Measure, Suite, SuiteOptions } from '../suite.ts';
import { type Reader, standfirst } from './door.ts';
import { type Assertion, passes, passesInFull, plainOnly, readAssertions } from './feedparser-set.ts';
import { gofeedDifferences, gofeedPasses, readGofeed } from './gofeed-set.ts';
import { peers } from './peers.ts';

const readers: Record<string, Reader> = { standfirst, ...peers };

async function share<T>(cases: readonly T[], ok: (one: T) => Promise<boolean> | boolean): Promise<T[]> {
  const passed: T[] = [];
  for (const one of cases) if (await ok(one)) passed.push(one);
  return passed;
}

function measure(key: string, passed: number, cases: number, name: string): Measure {
  const isOurs = name === 'standfirst';
  return {
    key: isOurs ? `feeds/${key}` : `feeds/${key}/${name}`,
    value: passed / cases,
    cases,
    ...(!isOurs && { informative: true }),
  };
}

async function compare(
  key: string,
  assertions: readonly Assertion[],
  { print, args }: SuiteOptions,
): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const [name, reader] of Object.entries(readers)) {
    const passed = await share(assertions, (one) => passes(reader, one));
    measures.push(measure(key, passed.length, assertions.length, name));
    print(`${key.padEnd(20)} ${name.padEnd(28)} ${passed.length} of ${assertions.length}`);
    if (name !== 'standfirst' || !args.includes('--failures')) continue;
    for (const one of assertions)
      if (!passed.includes(one)) print(`  ${one.input.file} ${JSON.stringify(one.checks)}`);
  }
  return measures;
}

function inFull(assertions: readonly Assertion[], { print, args }: SuiteOptions): Measure[] {
  const groups = Map.groupBy(assertions, ({ input }) => {
    const [top, folder] = input.file.split('/');
    return top === 'wellformed' ? (folder ?? '') : (top ?? '');
  });
  let passed = 0;
  for (const [group, members] of groups) {
    const results = members.map((one) => ({ one, ...passesInFull(one) }));
    const good = results.filter((result) => result.ok).length;
    passed += good;
    print(`in full: ${group.padEnd(18)} ${good} of ${members.length}`);
    if (args.includes('--failures'))
      for (const { one, ok, failed } of results) if (!ok) print(`  ${one.input.file} ${failed.join('; ')}`);
  }
  return [measure('feedparser-in-full', passed, assertions.length, 'standfirst')];
}

async function gofeed(options: SuiteOptions): Promise<Measure[]> {
  const cases = readGofeed(options.dataDir);
  const measures: Measure[] = [];
  for (const [name, reader] of Object.entries(readers)) {
    const passed = await share(cases, (one) => gofeedPasses(reader, one));
    measures.push(measure('gofeed', passed.length, cases.length, name));
    options.print(`${'gofeed'.padEnd(20)} ${name.padEnd(28)} ${passed.length} of ${cases.length}`);
    if (name !== 'standfirst' || !options.args.includes('--failures')) continue;
    for (const one of cases)
      if (!passed.includes(one))
        options.print(`  ${one.input.file} ${(await gofeedDifferences(reader, one)).join('; ')}`);
  }
  return measures;
}

export const suite: Suite = {
  name: 'feeds',
  about: "feedparser's assertions, its entity files and gofeed's pairs, beside the parsers that npm offers",
  async run(options) {
    if (!existsSync(join(options.dataDir, 'feeds/feedparser/expect.jsonl'))) {
      options.print('no feeds in the data folder');
      return [];
    }
    const all = readAssertions(options.dataDir);
    const entities = all.filter(({ input }) => input.file.startsWith('entities/'));
    const asked = (checks: Assertion[]) =>
      checks.map((one) => ({ ...one, checks: one.checks.filter((check) => check.path !== 'bozo') }));
    return [
      ...(await compare('feedparser-plain', plainOnly(all), options)),
      ...(await compare('entities', asked(entities), options)),
      ...(await gofeed(options)),
      ...inFull(all, options),
    ];
  },
};

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseRobots, robotsVerdict } from './robots.ts';

interface Case {
  id: number;
  test: string;
  robots: string;
  agent: string;
  url: string;
  allowed: boolean;
}

const cases = readFileSync(join(import.meta.dirname, '../../test/fixtures/robots/robots.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

describe('the published cases', () => {
  it('are all there', () => expect(cases.length).toBe(70));
  it.each(cases)('$id $test: $agent $url $allowed', ({ robots, agent, url, allowed }) => {
    expect(robotsVerdict(parseRobots(robots), url, agent).allowed).toBe(allowed);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { groupFor, parseRobots, robotsBytesMax, robotsVerdict } from './robots.ts';

interface Case {
  id: number;
  test: string;
  robots: string;
  agent: string;
  url: string;
  allowed: boolean;
}

const fixture = join(import.meta.dirname, '../../test/fixtures/robots/robots.jsonl');
const cases = readFileSync(fixture, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

const allowed = (robots: string | Uint8Array, url: string, agent?: string) =>
  robotsVerdict(parseRobots(robots), url, agent).allowed;

describe('the published cases of Google’s parser', () => {
  it('are all there', () => expect(cases.length).toBe(70));
  it.each(cases)('$id $test: $agent $url $allowed', (one) =>
    expect(allowed(one.robots, one.url, one.agent)).toBe(one.allowed),
  );
});

describe('lines', () => {
  it.each([
    ['CR', 'User-agent: *\rDisallow: /x\r'],
    ['CR LF', 'User-agent: *\r\nDisallow: /x\r\n'],
    ['no end of line', 'User-agent: *\nDisallow: /x'],
    ['tabs and spaces', '\t User-agent \t:\t * \n  Disallow\t:   /x  \t'],
    ['comments', '# all\nUser-agent: * # everybody\n# more\nDisallow: /x # secret'],
    ['a byte order mark', '\uFEFFUser-agent: *\nDisallow: /x'],
    ['no colon', 'User-agent *\nDisallow /x'],
    ['misspelt keys', 'useragent: *\ndissallow: /x'],
    ['blank lines between agent and rule', 'User-agent: *\n\n\nDisallow: /x'],
    ['NUL bytes in a comment', 'User-agent: *\n#\0\0\nDisallow: /x'],
  ])('with %s are read', (_, robots) => {
    expect(allowed(robots, 'https://a.example/x')).toBe(false);
    expect(allowed(robots, 'https://a.example/y')).toBe(true);
  });

  it('half a byte order mark is taken off, another start is not', () => {
    const rest = Buffer.from('User-agent: *\nDisallow: /x');
    expect(allowed(Buffer.concat([Buffer.from([0xef, 0xbb]), rest]), '/x')).toBe(false);
    expect(allowed(Buffer.concat([Buffer.from([0xef, 0x11, 0xbf]), rest]), '/x')).toBe(true);
  });

  it.each(['<!doctype html><title>Not found</title><p>Disallow: /', '{"disallow": "/"}', '\0\0\0', ''])(
    'a file that is none allows: %j',
    (robots) => expect(allowed(robots, '/')).toBe(true),
  );

  it('nothing beyond 500 KiB is read, all within is', () => {
    const filler = `# ${'x'.repeat(97)}\n`.repeat(Math.floor(robotsBytesMax / 100) - 1);
    expect(allowed(`User-agent: *\n${filler}Disallow: /x\n`, '/x')).toBe(false);
    expect(allowed(`User-agent: *\n${filler}${filler}Disallow: /x\n`, '/x')).toBe(true);
  });
});

describe('groups', () => {
  const robots = [
    'User-agent: Standfirst',
    'User-agent: OtherBot',
    'Disallow: /ours',
    'Crawl-delay: 5',
    '',
    'User-agent: *',
    'Disallow: /all',
    'Crawl-delay: 60',
    'User-agent: standfirst/2.0 (news)',
    'Disallow: /again',
  ].join('\n');

  it('our own stands in place of everybody’s, from wherever it is named', () => {
    expect(allowed(robots, '/ours')).toBe(false);
    expect(allowed(robots, '/again')).toBe(false);
    expect(allowed(robots, '/all')).toBe(true);
    expect(groupFor(parseRobots(robots))?.crawlDelayMs).toBe(5000);
  });

  it('others have everybody’s', () => {
    expect(allowed(robots, '/all', 'SomeBot')).toBe(false);
    expect(allowed(robots, '/ours', 'SomeBot')).toBe(true);
    expect(groupFor(parseRobots(robots), 'SomeBot')?.crawlDelayMs).toBe(60_000);
  });

  it('a name that only begins like ours is another’s', () => {
    expect(allowed('User-agent: StandfirstBot\nDisallow: /', '/x')).toBe(true);
    expect(allowed('User-agent: Stand\nDisallow: /', '/x')).toBe(true);
  });

  it('our own without rules allows all', () =>
    expect(allowed('User-agent: *\nDisallow: /\n\nUser-agent: Standfirst\nDisallow:', '/x')).toBe(true));

  it('thousands of agents with thousands of rules share them', () => {
    const agents = Array.from(
      { length: 17_000 },
      (_, at) => `User-agent: ${at.toString(26).replace(/\d/g, 'z')}x`,
    );
    const robots = `${agents.join('\n')}\nUser-agent: Standfirst\n${'Disallow: /x\n'.repeat(8000)}`;
    const parsed = parseRobots(robots);
    expect(parsed.blocks).toHaveLength(1);
    expect(robotsVerdict(parsed, '/x').allowed).toBe(false);
  });

  it('a name like a property of objects is just a name', () => {
    for (const agent of ['__proto__', 'constructor', 'toString'])
      expect(allowed(`User-agent: ${agent}\nDisallow: /`, '/x', agent)).toBe(false);
    expect(allowed('User-agent: *\nAllow: /', '/x', '__proto__')).toBe(true);
  });
});

describe('paths', () => {
  const one = (rule: string, url: string) => allowed(`User-agent: *\n${rule}`, url);

  it.each([
    ['Disallow: /*?print=', 'https://a.example/news?print=1', false],
    ['Disallow: /*?print=', 'https://a.example/news', true],
    ['Disallow: *.pdf$', 'https://a.example/a/b.pdf', false],
    ['Disallow: *.pdf$', 'https://a.example/a/b.pdf?x', true],
    ['Disallow: /a$b', 'https://a.example/a$b/c', false],
    ['Disallow: /$', 'https://a.example/', false],
    ['Disallow: /$', 'https://a.example/x', true],
    ['Disallow: /***', 'https://a.example/x', false],
    ['Disallow: *', 'https://a.example/x', false],
    ['Disallow: /a*a$', 'https://a.example/a', true],
    ['Disallow: /a*a$', 'https://a.example/aa', false],
    ['Disallow: /a*b*c', 'https://a.example/axbxc', false],
    ['Disallow: /a*b*c', 'https://a.example/axcxb', true],
    ['Disallow: news', 'https://a.example/news', true],
    ['Disallow: /a', 'https://a.example', true],
    ['Disallow: /', 'https://a.example?x=1', false],
    ['Disallow: /', 'https://a.example#part', false],
    ['Disallow: /x', 'https://user@a.example:8443/x#part', false],
    ['Disallow: /x', '//a.example/x', false],
    ['Disallow: /%EA%B8%B0', 'https://a.example/%ea%b8%b0%ec%82%ac', false],
    ['Disallow: /기', 'https://a.example/%EA%B8%B0%EC%82%AC', false],
    ['Disallow: /a b', 'https://a.example/a%20b', false],
    ['Disallow: /a%2fb', 'https://a.example/a%2Fb', false],
    ['Disallow: /a%2Fb', 'https://a.example/a/b', true],
    // The RFC takes these for the same, Google's parser does not: a ban holds, a permission does not.
    ['Disallow: /%70rivate', 'https://a.example/private', false],
    ['Disallow: /private', 'https://a.example/%70rivate', false],
    ['Disallow: /\nAllow: /%70ublic', 'https://a.example/public', false],
    ['Disallow: /robots.txt\nDisallow: /', 'https://a.example/robots.txt', true],
  ])('%j and %s: %s', (rule, url, expected) => expect(one(rule, url)).toBe(expected));

  it('a path in another charset is compared byte by byte', () => {
    const robots = Buffer.concat([Buffer.from('User-agent: *\nDisallow: /'), Buffer.from([0xb1, 0xe2])]);
    expect(allowed(robots, '/%B1%E2')).toBe(false);
    expect(allowed(robots, '/%EA%B8%B0')).toBe(true);
  });

  it('hostile patterns cost no more than long ones', () => {
    const pattern = `/${'*a'.repeat(4000)}b`;
    const robots = `User-agent: *\n${`Disallow: ${pattern}\n`.repeat(50)}`;
    expect(allowed(robots, `/${'a'.repeat(8000)}`)).toBe(true);
    expect(allowed(robots, `/${'a'.repeat(8000)}b`)).toBe(false);
  });

  it('the verdict names the line', () =>
    expect(robotsVerdict(parseRobots('User-agent: *\nAllow: /x/y\nDisallow: /x'), '/x/z')).toEqual({
      allowed: false,
      rule: { allow: false, pattern: '/x', line: 3 },
    }));
});

describe('what else a file says', () => {
  const robots = parseRobots(
    [
      'Content-Signal: ai-train=no',
      'User-agent: *',
      'Crawl-delay: 2.5',
      'Content-Signal: search=yes, ai-input=no',
      'Content-Usage: /open/ train-ai=y',
      'Content-Usage: train-ai=n',
      'Disallow: /x',
      'User-agent: GreedyBot',
      'Crawl-delay: 9999999999',
      'Content-Signal: ai-input=yes',
      'Disallow: /',
      'Sitemap: https://a.example/뉴스.xml',
      'License: /license.xml',
    ].join('\n'),
  );

  it('is kept with the group that it stands in', () => {
    const group = groupFor(robots);
    expect(group?.crawlDelayMs).toBe(2500);
    expect(group?.usage).toEqual([
      { name: 'content-signal', pattern: '/', value: 'search=yes, ai-input=no' },
      { name: 'content-usage', pattern: '/open/', value: 'train-ai=y' },
      { name: 'content-usage', pattern: '/', value: 'train-ai=n' },
    ]);
    expect(robots.usage).toEqual([{ name: 'content-signal', pattern: '/', value: 'ai-train=no' }]);
  });

  it('sitemaps and licences hold for everybody', () => {
    expect(robots.sitemaps).toEqual(['https://a.example/뉴스.xml']);
    expect(robots.licences).toEqual(['/license.xml']);
  });

  it('a delay that makes no sense is cut or left out', () => {
    expect(groupFor(robots, 'GreedyBot')?.crawlDelayMs).toBe(null);
    const delay = (value: string) =>
      groupFor(parseRobots(`User-agent: *\nCrawl-delay: ${value}`))?.crawlDelayMs;
    expect(delay('999999')).toBe(86_400_000);
    for (const value of ['-1', 'soon', '1e9', '', '0']) expect(delay(value)).toBe(null);
  });
});

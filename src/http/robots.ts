import { decidingRule, escapePath, type PathRule, pathOf } from '../kit/path-pattern.ts';

/** RFC 9309, 2.5: at least this much is read; what is beyond is not. */
export const robotsBytesMax = 500 * 1024;
/** Longer lines are cut: no path is as long. Eight times the longest URL that old browsers took. */
const lineCharsMax = 8 * 2083;
/** A delay that would let a feed be read less than once a day is a mistake of the site's. */
const crawlDelayMsMax = 24 * 3600 * 1000;

/** The name that robots.txt files know us by (RFC 9309, 2.2.1). */
export const productToken = 'Standfirst';

export interface RobotsRule extends PathRule {
  /** 1-based. */
  line: number;
}

/** A line that says what content may be used for: `Content-Signal` or the draft `Content-Usage`. */
export interface UsageLine {
  name: 'content-signal' | 'content-usage';
  /** The path pattern that it starts with; `/` where it has none. */
  pattern: string;
  /** `search=yes, ai-input=no` as it was written. */
  value: string;
}

/** All lines that hold for one agent, from every group that names it. */
export interface RobotsGroup {
  /** Lower case; `*` for everybody. */
  agent: string;
  rules: RobotsRule[];
  crawlDelayMs: number | null;
  usage: UsageLine[];
}

/** Lines that stand together, with all agents that are named above them. Shared: a file names thousands at will. */
interface Block extends Omit<RobotsGroup, 'agent'> {
  agents: ReadonlySet<string>;
}

export interface RobotsFile {
  blocks: readonly Block[];
  sitemaps: string[];
  /** `License` lines (RSL 1.0): addresses of licence documents, for everybody wherever they stand. */
  licences: string[];
  /** Usage lines before any group: for everybody. */
  usage: UsageLine[];
}

export interface RobotsVerdict {
  allowed: boolean;
  /** The line that decided; null where none matched. */
  rule: RobotsRule | null;
}

type Key = 'user-agent' | 'allow' | 'disallow' | 'crawl-delay' | 'sitemap' | 'license' | UsageLine['name'];

/** Keys and the frequent misspellings of them that Google's parser is known to take. */
const keys: ReadonlyMap<string, Key> = new Map<string, Key>([
  ['user-agent', 'user-agent'],
  ['useragent', 'user-agent'],
  ['user agent', 'user-agent'],
  ['allow', 'allow'],
  ['disallow', 'disallow'],
  ...['dissallow', 'dissalow', 'disalow', 'diasllow', 'disallaw'].map((typo) => [typo, 'disallow'] as const),
  ['crawl-delay', 'crawl-delay'],
  ['crawldelay', 'crawl-delay'],
  ['sitemap', 'sitemap'],
  ['site-map', 'sitemap'],
  ['license', 'license'],
  ['licence', 'license'],
  ['content-signal', 'content-signal'],
  ['content-signals', 'content-signal'],
  ['content-usage', 'content-usage'],
]);

/** Bytes of a file as one character each, its byte order mark (even half of one) taken off. */
function latin1Of(file: string | Uint8Array): string {
  const bytes = typeof file === 'string' ? Buffer.from(file, 'utf8') : Buffer.from(file);
  const mark = [0xef, 0xbb, 0xbf];
  const start = mark.findIndex((byte, at) => bytes[at] !== byte);
  return bytes.subarray(start === -1 ? 3 : start, robotsBytesMax).toString('latin1');
}

const utf8Of = (latin1: string) => Buffer.from(latin1, 'latin1').toString('utf8');

/** Percent-encodes bytes above ASCII one by one: what they are encoded in does not matter. */
const escapeBytes = (latin1: string) =>
  escapePath(
    latin1.replace(/[\u0080-\u00ff]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
  );

/** `key: value`, or `key value` where there are just two words (a colon is often forgotten). */
function keyAndValue(line: string): [key: Key, value: string] | null {
  const text = line.slice(0, lineCharsMax).replace(/#.*$/, '').trim();
  const colon = text.indexOf(':');
  const [, name, value] =
    colon === -1
      ? (/^(\S+)\s+(\S+)$/.exec(text) ?? [])
      : ['', text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
  const key = keys.get(name?.toLowerCase() ?? '');
  return key === undefined || value === undefined ? null : [key, value];
}

/** The agent that a `User-agent` value names: its leading letters, `-` and `_`, in lower case; `*` for everybody. */
function agentOf(value: string): string | null {
  if (/^\*(?:\s|$)/.test(value)) return '*';
  return /^[a-z_-]+/i.exec(value)?.[0].toLowerCase() ?? null;
}

function usageLine(name: UsageLine['name'], value: string): UsageLine {
  const [, path, rest] = /^([/*]\S*)\s+(.*)$/.exec(value) ?? [];
  return {
    name,
    pattern: path === undefined ? '/' : escapeBytes(path),
    value: (rest ?? value).slice(0, 2000),
  };
}

function delayMs(value: string): number | null {
  if (!/^\d{1,9}(?:\.\d{1,9})?$/.test(value)) return null;
  return Math.min(Math.ceil(Number(value) * 1000), crawlDelayMsMax);
}

/** The rules of one Allow or Disallow line. */
function rulesOf(allow: boolean, value: string, line: number): RobotsRule[] {
  if (value === '') return [];
  const pattern = escapeBytes(value);
  const rules = [{ allow, pattern, line }];
  // Google's reading: who allows /news/index.html means /news/ as well.
  const folder = allow ? /^(.*\/)index\.html?[^/]*$/.exec(pattern)?.[1] : undefined;
  if (folder !== undefined) rules.push({ allow, pattern: `${folder}$`, line });
  return rules;
}

/** What is known while a file is read. */
interface Reading extends RobotsFile {
  blocks: (Block & { agents: Set<string> })[];
  /** The last line that counts named an agent: the next one names another of the same block. */
  namesAgents: boolean;
}

function take(reading: Reading, key: Key, value: string, line: number): void {
  const block = reading.blocks.at(-1);
  switch (key) {
    case 'user-agent': {
      const agent = agentOf(value);
      const own = reading.namesAgents && block !== undefined ? block : newBlock(reading);
      reading.namesAgents = true;
      if (agent !== null) own.agents.add(agent);
      break;
    }
    case 'allow':
    case 'disallow':
      reading.namesAgents = false;
      block?.rules.push(...rulesOf(key === 'allow', value, line));
      break;
    case 'crawl-delay':
      if (block !== undefined) block.crawlDelayMs = longer(block.crawlDelayMs, delayMs(value));
      break;
    case 'sitemap':
      reading.sitemaps.push(utf8Of(value));
      break;
    case 'license':
      reading.licences.push(utf8Of(value));
      break;
    default:
      (block ?? reading).usage.push(usageLine(key, value));
  }
}

function newBlock(reading: Reading) {
  const block = { agents: new Set<string>(), rules: [], crawlDelayMs: null, usage: [] };
  reading.blocks.push(block);
  return block;
}

const longer = (a: number | null, b: number | null) => Math.max(a ?? 0, b ?? 0) || null;

/**
 * Reads a robots.txt (RFC 9309), as forgiving as Google's own parser. Never throws; at most 500 KiB are read.
 * Beside the rules it keeps Crawl-delay, Sitemap, License (RSL), Content-Signal and Content-Usage.
 */
export function parseRobots(file: string | Uint8Array): RobotsFile {
  const reading: Reading = { blocks: [], sitemaps: [], licences: [], usage: [], namesAgents: false };
  latin1Of(file)
    .split(/\r\n?|\n/)
    .forEach((text, at) => {
      const [key, value] = keyAndValue(text) ?? [];
      if (key !== undefined && value !== undefined) take(reading, key, value, at + 1);
    });
  const { blocks, sitemaps, licences, usage } = reading;
  return { blocks, sitemaps, licences, usage };
}

/** Groups that were asked for, so that many pages of one site do not put them together one by one. */
const known = new WeakMap<RobotsFile, Map<string, RobotsGroup | null>>();
const agentsMax = 20;

function groupOf({ blocks }: RobotsFile, agent: string): RobotsGroup | null {
  const own = blocks.filter(({ agents }) => agents.has(agent));
  if (own.length === 0) return null;
  return {
    agent,
    rules: own.flatMap(({ rules }) => rules),
    crawlDelayMs: own.reduce<number | null>((most, { crawlDelayMs }) => longer(most, crawlDelayMs), null),
    usage: own.flatMap(({ usage }) => usage),
  };
}

/** The group that holds for an agent: its own, else everybody's, else none. Agents compare without case. */
export function groupFor(robots: RobotsFile, agent: string = productToken): RobotsGroup | null {
  const name = agent.toLowerCase();
  const groups = known.get(robots) ?? new Map<string, RobotsGroup | null>();
  known.set(robots, groups);
  const before = groups.get(name);
  if (before !== undefined) return before;
  const group = groupOf(robots, name) ?? groupOf(robots, '*');
  if (groups.size < agentsMax) groups.set(name, group);
  return group;
}

/**
 * Whether a robots.txt lets an agent fetch a URL: the longest matching rule decides, allow wins a tie, no match allows.
 * `url` may be a whole URL or a path.
 */
export function robotsVerdict(robots: RobotsFile, url: string, agent: string = productToken): RobotsVerdict {
  const group = groupFor(robots, agent);
  const path = pathOf(url);
  // RFC 9309, 2.2.2: /robots.txt is implicitly allowed.
  const rule = group === null || path === '/robots.txt' ? null : decidingRule(group.rules, path);
  return { allowed: rule?.allow ?? true, rule };
}

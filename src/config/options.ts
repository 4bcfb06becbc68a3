import { embedderOptions } from './embedder-options.ts';
import {
  addresses,
  decimal,
  integer,
  language,
  oneOf,
  type Parser,
  portList,
  secret,
  someOf,
  text,
  url,
} from './parsers.ts';

/** One setting: what it is called everywhere, what it is when nobody sets it, how it is read. */
export interface Option<T> {
  /** Name in the configuration file. */
  key: string;
  env: string;
  /** Undefined: off until set. */
  fallback: T | undefined;
  parse: Parser<T>;
  help: string;
}

const option = <T>(row: Option<T>): Option<T> => row;
const unset = undefined;

/** The one table of settings. To add one: a row here; `standfirst config`, the docs and validation follow. */
export const options = {
  lang: option({
    key: 'lang',
    env: 'STANDFIRST_LANG',
    fallback: unset,
    parse: language,
    help: 'Language of the briefs. Unset: the language of the originals.',
  }),
  writer: option({
    key: 'writer',
    env: 'STANDFIRST_WRITER',
    fallback: unset,
    parse: oneOf('extractive', 'model'),
    help: 'Who writes. Unset: the model where one is configured, else the extractive writer.',
  }),
  judge: option({
    key: 'verify.judge',
    env: 'STANDFIRST_VERIFY_JUDGE',
    fallback: 'no',
    parse: oneOf('no', 'yes'),
    help: 'Whether the configured model is asked, in one more call, what it makes of the sentences that it wrote.',
  }),
  copyWordsMax: option({
    key: 'copyWordsMax',
    env: 'STANDFIRST_COPY_WORDS_MAX',
    fallback: unset,
    parse: integer(10, 5000),
    help: "Most words a brief may take over word for word from one original. Unset: the writer's own cap.",
  }),
  provider: option({
    key: 'model.provider',
    env: 'STANDFIRST_MODEL_PROVIDER',
    fallback: unset,
    parse: oneOf('openai-compatible', 'anthropic', 'google', 'ollama', 'gguf'),
    help: 'Where the language model lives. Unset: no model.',
  }),
  model: option({
    key: 'model.name',
    env: 'STANDFIRST_MODEL',
    fallback: unset,
    parse: text,
    help: "The model's name at the provider.",
  }),
  baseUrl: option({
    key: 'model.baseUrl',
    env: 'STANDFIRST_MODEL_BASE_URL',
    fallback: unset,
    parse: url,
    help: 'Address of the endpoint, up to and including /v1.',
  }),
  apiKey: option({
    key: 'model.apiKey',
    env: 'STANDFIRST_MODEL_API_KEY',
    fallback: unset,
    parse: secret,
    help: 'Key for the provider. Never printed, logged or recorded.',
  }),
  ggufPath: option({
    key: 'model.ggufPath',
    env: 'STANDFIRST_MODEL_GGUF',
    fallback: unset,
    parse: text,
    help: 'A local GGUF file (provider gguf; needs "npm install node-llama-cpp").',
  }),
  temperature: option({
    key: 'model.temperature',
    env: 'STANDFIRST_MODEL_TEMPERATURE',
    fallback: 0.2,
    parse: decimal(0, 2),
    help: 'Sampling temperature.',
  }),
  modelTimeoutMs: option({
    key: 'model.timeoutMs',
    env: 'STANDFIRST_MODEL_TIMEOUT_MS',
    fallback: 120_000,
    parse: integer(1000, 3_600_000),
    help: 'Longest wait for one model call, retries not counted, in milliseconds.',
  }),
  tokensMax: option({
    key: 'model.tokensMax',
    env: 'STANDFIRST_MODEL_TOKENS_MAX',
    fallback: 60_000,
    parse: integer(500, 10_000_000),
    help: 'Most tokens, in and out, that one brief may use.',
  }),
  costMaxUsd: option({
    key: 'model.costMaxUsd',
    env: 'STANDFIRST_MODEL_COST_MAX_USD',
    fallback: 0.5,
    parse: decimal(0, 1000),
    help: 'Most money that one brief may cost, in US dollars (needs the two prices).',
  }),
  inputUsdPerMillion: option({
    key: 'model.inputUsdPerMillion',
    env: 'STANDFIRST_MODEL_INPUT_USD_PER_MILLION',
    fallback: unset,
    parse: decimal(0, 10_000),
    help: 'Price of a million tokens that go in, in US dollars.',
  }),
  outputUsdPerMillion: option({
    key: 'model.outputUsdPerMillion',
    env: 'STANDFIRST_MODEL_OUTPUT_USD_PER_MILLION',
    fallback: unset,
    parse: decimal(0, 10_000),
    help: 'Price of a million tokens that come out, in US dollars.',
  }),
  record: option({
    key: 'model.record',
    env: 'STANDFIRST_MODEL_RECORD',
    fallback: unset,
    parse: text,
    help: 'File to which every model call is added, as JSON Lines.',
  }),
  replay: option({
    key: 'model.replay',
    env: 'STANDFIRST_MODEL_REPLAY',
    fallback: unset,
    parse: text,
    help: 'Answer model calls from such a file instead of the provider.',
  }),
  ...embedderOptions,
  dataDir: option({
    key: 'dataDir',
    env: 'STANDFIRST_DATA_DIR',
    fallback: './data',
    parse: text,
    help: 'Where the desk keeps its embedded database, its lock and its dumps.',
  }),
  databaseUrl: option({
    key: 'databaseUrl',
    env: 'DATABASE_URL',
    fallback: unset,
    parse: secret,
    help: 'A PostgreSQL server to use instead: postgres://user:password@host:5432/standfirst.',
  }),
  databasePool: option({
    key: 'databasePool',
    env: 'STANDFIRST_DATABASE_POOL',
    fallback: 10,
    parse: integer(2, 500),
    help: 'Most connections that one process opens to that server.',
  }),
  contact: option({
    key: 'http.contact',
    env: 'STANDFIRST_CONTACT',
    fallback: unset,
    parse: text,
    help: 'Address or mailbox named in the user agent, so that a site can reach you.',
  }),
  pageBytesMax: option({
    key: 'http.pageBytesMax',
    env: 'STANDFIRST_PAGE_BYTES_MAX',
    fallback: 15 * 1024 * 1024,
    parse: integer(1024, 100 * 1024 * 1024),
    help: 'Largest page that is fetched or read, in decoded bytes.',
  }),
  fetchTimeoutMs: option({
    key: 'http.timeoutMs',
    env: 'STANDFIRST_FETCH_TIMEOUT_MS',
    fallback: 20_000,
    parse: integer(1000, 300_000),
    help: 'Longest time one page may take to arrive, in milliseconds.',
  }),
  hostConcurrency: option({
    key: 'http.hostConcurrency',
    env: 'STANDFIRST_HOST_CONCURRENCY',
    fallback: 2,
    parse: integer(1, 16),
    help: 'Most requests to one host at a time.',
  }),
  hostDelayMs: option({
    key: 'http.hostDelayMs',
    env: 'STANDFIRST_HOST_DELAY_MS',
    fallback: 1000,
    parse: integer(0, 600_000),
    help: "Least time between two requests to one host, in milliseconds; a site's Crawl-delay makes it longer.",
  }),
  allowAddresses: option({
    key: 'http.allowAddresses',
    env: 'STANDFIRST_ALLOW_ADDRESSES',
    fallback: unset,
    parse: addresses,
    help:
      'Addresses or ranges off the public internet that may be fetched from, for intranet sources. Dangerous: any ' +
      'page or feed can then make this machine ask there. Unset: none.',
  }),
  ports: option({
    key: 'http.ports',
    env: 'STANDFIRST_PORTS',
    fallback: unset,
    parse: portList,
    help: 'Ports that may be fetched from. Unset: 80 and 443.',
  }),
  pollIntervalMinMs: option({
    key: 'poll.intervalMinMs',
    env: 'STANDFIRST_POLL_INTERVAL_MIN_MS',
    fallback: 10 * 60 * 1000,
    parse: integer(1000, 24 * 3600 * 1000),
    help: 'Shortest time between two polls of a source, in milliseconds.',
  }),
  pollIntervalMaxMs: option({
    key: 'poll.intervalMaxMs',
    env: 'STANDFIRST_POLL_INTERVAL_MAX_MS',
    fallback: 12 * 3600 * 1000,
    parse: integer(60_000, 30 * 24 * 3600 * 1000),
    help: 'Longest time between two polls of a source that works, in milliseconds.',
  }),
  pollParseFailuresMax: option({
    key: 'poll.parseFailuresMax',
    env: 'STANDFIRST_POLL_PARSE_FAILURES_MAX',
    fallback: 5,
    parse: integer(1, 1000),
    help: 'A source is paused after so many polls that brought no feed.',
  }),
  extractTimeoutMs: option({
    key: 'extract.timeoutMs',
    env: 'STANDFIRST_EXTRACT_TIMEOUT_MS',
    fallback: 4000,
    parse: integer(100, 60_000),
    help: 'Longest time one page may take to be read, in milliseconds.',
  }),
  webHost: option({
    key: 'web.host',
    env: 'STANDFIRST_HOST',
    fallback: '127.0.0.1',
    parse: text,
    help: 'Address that the site is served on; 0.0.0.0 for every one of this machine.',
  }),
  webPort: option({
    key: 'web.port',
    env: 'STANDFIRST_PORT',
    fallback: 8080,
    parse: integer(0, 65_535),
    help: 'Port that the site is served on; 0 for a free one.',
  }),
  deskRemote: option({
    key: 'desk.remote',
    env: 'STANDFIRST_DESK_REMOTE',
    fallback: 'no',
    parse: oneOf('no', 'yes'),
    help: 'Whether the desk answers other machines too: only behind TLS.',
  }),
  settleMs: option({
    key: 'write.settleMs',
    env: 'STANDFIRST_WRITE_SETTLE_MS',
    fallback: 60_000,
    parse: integer(0, 3_600_000),
    help: 'A story must be quiet for this long before its briefs are written, in milliseconds.',
  }),
  mergeAfterMs: option({
    key: 'stories.mergeAfterMs',
    env: 'STANDFIRST_STORIES_MERGE_AFTER_MS',
    fallback: 120_000,
    parse: integer(0, 3_600_000),
    help: 'Stories that got documents are compared with each other so long after, in milliseconds.',
  }),
  siteName: option({
    key: 'site.name',
    env: 'STANDFIRST_SITE_NAME',
    fallback: 'Standfirst',
    parse: text,
    help: 'Name of the paper, over every page and in the feeds.',
  }),
  siteUrl: option({
    key: 'site.url',
    env: 'STANDFIRST_SITE_URL',
    fallback: unset,
    parse: url,
    help: 'Public address of the site, without a path. Unset: the address of the request, on this machine only.',
  }),
  siteContact: option({
    key: 'site.contact',
    env: 'STANDFIRST_SITE_CONTACT',
    fallback: unset,
    parse: text,
    help: 'Mailbox or page where readers report errors and publishers ask for removal. Shown on every page.',
  }),
  siteResponsible: option({
    key: 'site.responsible',
    env: 'STANDFIRST_SITE_RESPONSIBLE',
    fallback: unset,
    parse: text,
    help: 'Who bears editorial responsibility, with role. Shown on every page: the law asks for it.',
  }),
  siteLanguages: option<('en' | 'ko')[]>({
    key: 'site.languages',
    env: 'STANDFIRST_SITE_LANGUAGES',
    fallback: ['en', 'ko'],
    parse: someOf('en', 'ko'),
    help: 'Languages of the site, the first is the default: en,ko.',
  }),
  siteHub: option({
    key: 'site.hub',
    env: 'STANDFIRST_SITE_HUB',
    fallback: unset,
    parse: url,
    help: 'WebSub hub that the feeds name. Unset: none.',
  }),
  logDays: option({
    key: 'keep.logDays',
    env: 'STANDFIRST_KEEP_LOG_DAYS',
    fallback: 90,
    parse: integer(1, 36_500),
    help: 'The fetch log is kept for so many days.',
  }),
  capturesKept: option({
    key: 'keep.captures',
    env: 'STANDFIRST_KEEP_CAPTURES',
    fallback: 3,
    parse: integer(1, 1000),
    help: 'Fetched versions of a page that are kept whole, beside those that a brief was written from.',
  }),
  backupsKept: option({
    key: 'keep.backups',
    env: 'STANDFIRST_KEEP_BACKUPS',
    fallback: 7,
    parse: integer(1, 1000),
    help: 'Daily backups of the embedded database that are kept.',
  }),
} as const;

export type OptionName = keyof typeof options;

type ValueOf<O> = O extends Option<infer T> ? T : never;

/** What every part gets its slice of. */
export type Config = { [K in OptionName]: ValueOf<(typeof options)[K]> | undefined };

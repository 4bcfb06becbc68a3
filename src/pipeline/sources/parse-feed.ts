import type { FeedOutcome, ParsedFeed, QuarantinedItem } from '../../domain/feed.ts';
import { decodeFeed } from './decode.ts';
import type { Details } from './details.ts';
import { readJsonFeed } from './json-feed.ts';
import { FeedProblem, feedLimits } from './limits.ts';
import { readXmlFeed } from './xml-feed.ts';

export interface FeedInput {
  /** Charset still unknown; transfer encodings taken off. */
  body: Uint8Array;
  /** Address that the body came from: relative addresses are meant against it. */
  url?: string;
  /** The Content-Type header, where one came with it. */
  contentType?: string;
  /** The Content-Language header. */
  contentLanguage?: string;
}

/** A feed with everything that it says. The desk keeps `feed`; evaluation and diagnosis look at the rest. */
export interface ReadFeed {
  feed: ParsedFeed;
  details: Details;
  /** As many as `feed.entries`, in the same order; empty for sitemaps and JSON. */
  entryDetails: Details[];
}

/**
 * Reads RSS 0.9x/1.0/2.0, Atom 0.3/1.0, CDF, JSON Feed, sitemaps and sitemap indexes, strictly and then
 * forgivingly, under limits (`feedLimits`); time and memory are linear in the body. Never throws: what is no feed, or
 * breaks a limit, is refused with a reason and a hint.
 */
export function parseFeed(input: FeedInput): FeedOutcome {
  try {
    return { kind: 'parsed', feed: readFeed(input).feed };
  } catch (error) {
    if (!(error instanceof FeedProblem)) throw error;
    return { kind: 'refused', code: error.code, message: error.message, hint: error.hint };
  }
}

/** As `parseFeed`, with all details. Throws `FeedProblem`. */
export function readFeed(input: FeedInput): ReadFeed {
  const { body } = input;
  if (body.length > feedLimits.bytesMax)
    throw new FeedProblem(
      'too-large',
      `The feed has ${body.length} bytes; ${feedLimits.bytesMax} are read at most.`,
      'Ask its publisher for a shorter feed, or add its site as a page.',
    );
  const { text, encoding, problem } = decodeFeed(body, input.contentType);
  const document = text.replace(/^[\s\uFEFF]+/, '');
  if (document === '')
    throw new FeedProblem('empty', 'The response holds nothing.', 'Try again later; check the address.');
  const read = document.startsWith('{')
    ? readJsonFeed(document, input)
    : readXmlFeed(document, input, encoding);
  const { problems } = read.feed;
  const ofDecoding = problem === undefined ? {} : { wellFormed: false, problems: [...problems, problem] };
  return limited({ ...read, feed: { ...read.feed, encoding, ...ofDecoding } });
}

/** Keeps the first entries; one record stands for the rest. */
function limited(read: ReadFeed): ReadFeed {
  const { entries, quarantined } = read.feed;
  const { entriesMax } = feedLimits;
  if (entries.length <= entriesMax) return read;
  const rest: QuarantinedItem = {
    reason: 'over-limit',
    message: `Only the first ${entriesMax} entries of a response are kept.`,
    count: entries.length - entriesMax,
  };
  return {
    ...read,
    feed: { ...read.feed, entries: entries.slice(0, entriesMax), quarantined: [...quarantined, rest] },
    entryDetails: read.entryDetails.slice(0, entriesMax),
  };
}

import type { FeedRefusal } from '../../domain/feed.ts';

/** A limit on everything that a feed can make large. */
export const feedLimits = {
  /** As the client's own limit for a body. */
  bytesMax: 16 * 1024 * 1024,
  /** Items of one response that are counted at all: what the sitemap protocol allows in one file. */
  itemsMax: 50_000,
  /** Entries that are kept; the rest is quarantined as one record with its count. */
  entriesMax: 5_000,
  depthMax: 256,
  /** Elements held at one time: those of one item, or of the feed's own data. */
  elementsMax: 200_000,
  attributesPerElementMax: 256,
  attributeCharsMax: 65_536,
  /** Title, name, identifier. */
  lineCharsMax: 2_000,
  summaryCharsMax: 20_000,
  contentCharsMax: 2_000_000,
  urlCharsMax: 8_192,
  /** Links, categories, people, enclosures, contents of one entry. */
  listMax: 200,
  /** Simple elements of other vocabularies that are kept by name. */
  extrasMax: 200,
  problemsMax: 10,
  quarantinedMax: 200,
  /** Entities that a document type may declare, and the length of one. */
  entitiesMax: 200,
  entityCharsMax: 2_000,
  /** Code units that declared entities may add to a document. */
  entityGrowthMax: 1_000_000,
} as const;

/** A document that broke a limit or is no feed. Thrown inside the parser, turned into an outcome by `parseFeed`. */
export class FeedProblem extends Error {
  readonly code: FeedRefusal;
  readonly hint: string;

  constructor(code: FeedRefusal, message: string, hint: string) {
    super(message);
    this.name = 'FeedProblem';
    this.code = code;
    this.hint = hint;
  }
}

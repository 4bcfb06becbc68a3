import type {
  FeedCategory,
  FeedEnclosure,
  FeedImage,
  FeedLink,
  FeedPerson,
  FeedText,
  RslLicence,
} from '../../domain/feed.ts';

/** Roles that texts play, whatever a format calls them. */
export type TextRole = 'title' | 'subtitle' | 'summary' | 'rights' | 'info' | 'generator';

export type DateRole = 'published' | 'updated' | 'created' | 'expired' | 'validFrom' | 'validUntil';

export type PersonRole = 'author' | 'contributor' | 'publisher' | 'owner' | 'maintainer';

export interface WrittenDate {
  written: string;
  /** ISO 8601 with offset; absent where it is no date. */
  at?: string;
  /** Dublin Core's `date`, which is both the time of publication and of the last change. */
  isPublication?: boolean;
}

export interface Generator {
  name?: string;
  url?: string;
  version?: string;
}

/**
 * Everything that a feed, an item, or the origin of an item says, by role. The first value of the best vocabulary wins:
 * the core's own before Dublin Core, Media RSS and podcasts.
 */
export interface Details {
  texts: Partial<Record<TextRole, FeedText>>;
  contents: FeedText[];
  dates: Partial<Record<DateRole, WrittenDate>>;
  people: Record<PersonRole, FeedPerson[]>;
  links: FeedLink[];
  /** The address of the thing itself, as RSS writes it. */
  link?: string;
  guid?: string;
  guidIsLink: boolean;
  tags: FeedCategory[];
  enclosures: FeedEnclosure[];
  image?: FeedImage;
  generator?: Generator;
  lang?: string;
  licences: RslLicence[];
  origin?: Details;
  /** Simple elements by name (`docs`, `itunes:block`), and attributes of empty ones under `name/attribute`. */
  values: Map<string, string>;
}

export function emptyDetails(): Details {
  return {
    texts: {},
    contents: [],
    dates: {},
    people: { author: [], contributor: [], publisher: [], owner: [], maintainer: [] },
    links: [],
    guidIsLink: false,
    tags: [],
    enclosures: [],
    licences: [],
    values: new Map(),
  };
}

import type { Span } from './span.ts';

/** Blocks whose text a brief may cite. They alone make up `Document.text`. */
export type TextBlock =
  | { type: 'paragraph'; text: string; time?: string }
  | { type: 'crosshead'; text: string; level: number }
  | { type: 'quote'; text: string; cite?: string }
  | { type: 'list'; text: string; items: string[]; ordered: boolean };

/** Blocks that are kept and shown on the desk, and are never cited as the body. */
export type SideBlock =
  | { type: 'table'; rows: string[][]; caption?: string }
  | { type: 'image'; url?: string; alt?: string; caption?: string; credit?: string }
  | { type: 'embed'; provider: string; url?: string; text?: string }
  | { type: 'note'; kind: NoteKind; text: string };

/** A text block also says where it lies in `Document.text`. */
export type Block = (TextBlock & Span) | SideBlock;

/** Text on the page that is about the body or made from it, so not evidence. */
export type NoteKind = 'standfirst' | 'ai-summary' | 'correction' | 'byline' | 'about-author';

/** Something that was taken out before anybody reads or cites the text. */
export interface Removed {
  /** Why: `hidden-css`, `comment`, `zero-width`, `tag-characters`, `bidi-controls`, `template`, ... */
  why: string;
  /** What was removed, cut to 500 code units. */
  text: string;
}

export interface LeadImage {
  url: string;
  caption?: string;
  credit?: string;
}

/**
 * Text and metadata extracted from one capture.
 * Times are ISO 8601 with offset (or a plain date where the page gives no time); languages are BCP 47.
 */
export interface Document {
  title: string;
  byline: string[];
  publishedAt?: string;
  modifiedAt?: string;
  lang: string;
  publisher?: string;
  canonicalUrl?: string;
  section?: string;
  image?: LeadImage;
  /** The text blocks joined by one blank line. */
  text: string;
  blocks: Block[];
  removed: Removed[];
  /** 0..1: agreement of the page's own data, the candidates and the block classifier. */
  confidence: number;
}

/** Why a page holds no article. */
export type NoArticleReason =
  | 'empty'
  | 'not-html'
  | 'index-page'
  | 'error-page'
  | 'paywall-stub'
  | 'consent-wall'
  | 'no-body';

/** What extracting one page came to. */
export type ExtractOutcome =
  | { kind: 'extracted'; document: Document }
  | { kind: 'no-article'; reason: NoArticleReason; message: string; document?: Document }
  | { kind: 'refused'; code: ExtractRefusal; message: string };

/** A page that broke a limit. */
export type ExtractRefusal =
  | 'too-many-bytes'
  | 'too-deep'
  | 'too-many-nodes'
  | 'timed-out'
  | 'out-of-memory'
  | 'failed';

/** What `extract` reads: bytes (charset still unknown) or text that has been decoded already. */
export interface PageInput {
  body: Uint8Array | string;
  url?: string;
  /** The Content-Type header, charset included, where one came with the page. */
  contentType?: string;
}

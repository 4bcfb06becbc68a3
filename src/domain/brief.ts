import { z } from 'zod';

/**
 * The public shape of a brief, version 1. `schema/brief.schema.json` is made from here.
 * Offsets are UTF-16 code units; times ISO 8601; languages BCP 47. Additions only.
 */
export const briefSchemaId = 'standfirst.brief/1';

const span = { start: z.int().min(0), end: z.int().min(0) };

/** `D1:S3` is sentence 3 of document 1; `D1:S0` is the document's title. */
export const passageId = z.string().regex(/^D[1-9]\d*:S\d+$/);

export const severity = z.enum(['block', 'warn', 'note']);
export const verdict = z.enum(['supported', 'refuted', 'not-enough-information']);

export const finding = z.object({
  check: z.string(),
  severity,
  /** The offending span inside the claim's text. */
  ...span,
  /** As a person would say it, in the brief's language. */
  reason: z.string(),
  /** What the original has instead, where one can be named. */
  expected: z.string().optional(),
  passage: passageId.optional(),
});

/** A check that looked for something and found it: what the reader sees as proof. */
export const confirmation = z.object({ check: z.string(), ...span, note: z.string() });

export const evidence = z.object({
  passage: passageId,
  /** Offsets into the source document's text (into its title for `S0`). */
  ...span,
  quote: z.string(),
  /** SHA-256 of the quoted text, hex: an altered original shows at once. */
  hash: z.string(),
});

/** A sentence of an original that some claim cites: what a reader is shown as the proof. */
export const citedPassage = z.object({
  /** `D1` */
  document: z.string().regex(/^D[1-9]\d*$/),
  /** Where it lies in the document's text (in its title for `S0`). */
  ...span,
  text: z.string(),
  lang: z.string(),
});

export const claimPart = z.enum([
  'headline',
  'standfirst',
  'lede',
  'crosshead',
  'section',
  'pull-quote',
  'key-figure',
  'who-says-what',
  'background',
]);

/** What became of a drafted sentence. */
export const claimOutcome = z.enum(['kept', 'rewritten', 'quoted', 'dropped']);

export const claim = z.object({
  id: z.string(),
  part: claimPart,
  text: z.string(),
  lang: z.string(),
  evidence: z.array(evidence),
  verdict,
  /** Calibrated probability, 0..1, that something in it is not supported. */
  score: z.number().min(0).max(1),
  findings: z.array(finding),
  confirmations: z.array(confirmation),
  outcome: claimOutcome,
  /** The drafted wording, where it was rewritten, quoted instead or dropped. */
  drafted: z.string().optional(),
});

export const source = z.object({
  id: z.string().regex(/^D[1-9]\d*$/),
  title: z.string(),
  publisher: z.string().optional(),
  byline: z.array(z.string()),
  publishedAt: z.string().optional(),
  url: z.string().optional(),
  lang: z.string(),
  /** SHA-256 of the document's text, hex. */
  hash: z.string(),
  /** Documents with the same text share a number and count as one independent voice. */
  copyGroup: z.int(),
});

export const writerInfo = z.object({
  kind: z.enum(['extractive', 'model']),
  version: z.string(),
  model: z.string().optional(),
  /** Set where another writer was asked first. */
  fallbackFrom: z.object({ kind: z.string(), reason: z.string() }).optional(),
});

export const label = z.object({
  disclosure: z.enum(['ai-generated', 'ai-excerpts']),
  digitalSourceType: z.string(),
  /** Beside the headline, in the brief's language. */
  text: z.string(),
  /** For cards and feeds. */
  short: z.string(),
  /** The notice to check the original. */
  notice: z.string(),
  review: z.enum(['not-reviewed', 'reviewed']),
});

const claimRef = z.string();

export const brief = z.object({
  schema: z.literal(briefSchemaId),
  id: z.string(),
  revision: z.int().min(1),
  lang: z.string(),
  createdAt: z.string(),
  kicker: z.string().optional(),
  writer: writerInfo,
  label,
  sources: z.array(source),
  /** Every passage that evidence or a finding names, by id, so that the proof can be shown without the originals. */
  passages: z.record(passageId, citedPassage),
  /** Every drafted sentence, the dropped ones too. The parts below refer to these by id. */
  claims: z.array(claim),
  headline: claimRef,
  standfirst: claimRef.nullable(),
  lede: z.array(claimRef),
  sections: z.array(z.object({ crosshead: claimRef, sentences: z.array(claimRef) })),
  pullQuote: z
    .object({
      claim: claimRef,
      speaker: z.string().nullable(),
      source: z.string(),
      /** True where `text` is a translation; `original` then holds the words that were said. */
      translated: z.boolean(),
      original: z.string(),
      originalLang: z.string(),
    })
    .nullable(),
  keyFigures: z.array(z.object({ claim: claimRef, value: z.string(), label: z.string() })),
  whoSaysWhat: z.array(
    z.object({
      claim: claimRef,
      speaker: z.string(),
      certainty: z.enum(['stated', 'hedged', 'denied']),
      /** Sources (D1, D2 ...) that carry the same statement. */
      sources: z.array(z.string()),
    }),
  ),
  background: z.array(claimRef),
  verification: z.object({
    claims: z.int(),
    supported: z.int(),
    dropped: z.int(),
    rewritten: z.int(),
    quoted: z.int(),
    /** Nothing but headline and link could be kept. */
    fallback: z.enum(['none', 'extractive', 'headline-and-link']),
    score: z.number().min(0).max(1),
    checks: z.array(z.string()),
    /** Set where a language model was asked what it makes of the sentences; the checks alone decide. */
    judge: z
      .object({
        model: z.string(),
        /** Sentences that it was asked about; those on which it gave a verdict with a quote that stands. */
        asked: z.int(),
        judged: z.int(),
        /** Sentences that it and the checks came to different ends on. */
        disagreed: z.int(),
        /** Why there is no answer. */
        failed: z.string().optional(),
      })
      .optional(),
  }),
  /** Of the source that is repeated most: its share and words that stand in the brief word for word, and the cap. */
  copied: z.object({ share: z.number(), words: z.int(), cap: z.int() }),
});

/** Version of the writer that gives no more than the headline, because the publisher reserves the text. */
export const headlineWriterVersion = 'headline-1';

export type Brief = z.infer<typeof brief>;
export type Claim = z.infer<typeof claim>;
export type ClaimPart = z.infer<typeof claimPart>;
export type ClaimOutcome = z.infer<typeof claimOutcome>;
export type Evidence = z.infer<typeof evidence>;
export type Finding = z.infer<typeof finding>;
export type Confirmation = z.infer<typeof confirmation>;
export type Severity = z.infer<typeof severity>;
export type Verdict = z.infer<typeof verdict>;
export type CitedPassage = z.infer<typeof citedPassage>;
export type BriefSource = z.infer<typeof source>;
export type BriefLabel = z.infer<typeof label>;
export type WriterInfo = z.infer<typeof writerInfo>;

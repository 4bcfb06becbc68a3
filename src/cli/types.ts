import type { Readable, Writable } from 'node:stream';
import type { LoadedConfig } from '../config/load.ts';
import type { AccuracyReport } from '../domain/accuracy.ts';
import type { Brief } from '../domain/brief.ts';
import type { Document, ExtractOutcome, PageInput } from '../domain/document.ts';
import type { Embedder } from '../domain/embedder.ts';
import type { StandfirstError } from '../domain/errors.ts';
import type { FeedOutcome } from '../domain/feed.ts';
import type { SourceDocument } from '../domain/passage.ts';
import type { StoryDocument } from '../domain/story.ts';
import type { Sentence } from '../languages/pack.ts';
import type { StoryEngine, StoryEngineOptions } from '../pipeline/stories/engine.ts';
import type { VerifiedText, VerifyTextInput } from '../pipeline/verify/types.ts';

/** Where a command reads and writes. Results go to `stdout`, everything else to `stderr`. */
export interface Io {
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
  /** A person sits in front of `stderr`: progress may be shown. */
  interactive: boolean;
}

export type BriefFormat = 'html' | 'md' | 'txt' | 'json';

/** A document read from a page, with where it came from. */
export interface ReadDocument {
  document: Document;
  url?: string;
}

export interface BriefRequest {
  /** Ids are given by `brief`: the order is the reading order. */
  documents: Omit<SourceDocument, 'id'>[];
  /** Language of the brief; the originals' where absent. */
  lang?: string;
  writer?: 'extractive' | 'model';
  signal?: AbortSignal;
  onStage?(stage: 'writing' | 'checking'): void;
  /** Told why the model did not write, where the excerpts stand in for it. */
  onFallback?(error: StandfirstError): void;
}

export interface ModelStatus {
  /** `provider/model`. */
  id: string;
  baseUrl: string | null;
  timeoutMs: number;
  tokensMax: number;
  costMaxUsd: number | null;
  /** Without the two prices no money limit can be kept. */
  hasPrice: boolean;
}

/** The parts that commands use, put together by `app.ts`. */
export interface Services {
  /** The bytes of a file, of `-` (standard input) or of an http(s) address, through the guarded client. */
  readPage(target: string, io: Io): Promise<PageInput>;
  extract(page: PageInput): Promise<ExtractOutcome>;
  /** Reads RSS, Atom, JSON Feed or a sitemap; charset still unknown. */
  parseFeed(page: { body: Uint8Array; url?: string; contentType?: string }): FeedOutcome;
  segment(text: string, lang?: string): { lang: string; sentences: Sentence[] };
  /** What turns texts into vectors, opened once; null where the settings want none. */
  embedder(): Promise<Embedder | null>;
  /** A new, empty grouping of documents into stories. */
  stories(options: StoryEngineOptions): StoryEngine;
  /** The document with its sentence vector, where the settings give one that grouping can read. */
  withVector(document: StoryDocument): Promise<StoryDocument>;
  verify(input: VerifyTextInput): Promise<VerifiedText>;
  /** What the verifier of this version was measured to do. */
  accuracy(): AccuracyReport;
  brief(request: BriefRequest): Promise<Brief>;
  /** The configured language model; null where there is none. Throws `bad-config` where it is half configured. */
  model(): ModelStatus | null;
  /** Asks the model one small question. Throws what went wrong, with what to do. */
  tryModel(): Promise<{ durationMs: number; inputTokens: number | null; outputTokens: number | null }>;
  render(brief: Brief, format: BriefFormat): Promise<string>;
  /** Writes the reader site of the desk as files. */
  exportSite(dir: string, onFile: (files: number) => void): Promise<{ files: number; bytes: number }>;
  close(): Promise<void>;
}

/** What a process of a desk does: everything, or one part of it beside others on a PostgreSQL server. */
export type DeskRole = 'all' | 'web' | 'worker' | 'scheduler';

export interface StartOptions {
  role: DeskRole;
  /** Over the invented web of the package, in a data directory of its own. */
  demo: boolean;
  /** For a worker: whose jobs it does; all where absent. */
  stages?: readonly string[];
  host?: string;
  port?: number;
  demoPort?: number;
  /** Told of errors of the background. */
  onProblem(error: unknown): void;
  /** Told that the database is gone for good: the process must end. */
  onLost(error: Error): void;
}

export interface DeskStatus {
  open: { stage: string; open: number }[];
  sources: number;
  documents: number;
  briefs: number;
}

export interface RunningDesk {
  /** Null for a process that serves nothing. */
  siteUrl: string | null;
  /** Opens the desk once. */
  deskLink: string | null;
  status(): Promise<DeskStatus>;
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** The desk as commands reach it, put together by `app-commands.ts`. */
export interface DeskDoors {
  start(options: StartOptions): Promise<RunningDesk>;
  /** Has the running desk do something, or opens the database for it; `apiActions` of src/desk/api.ts. */
  ask(action: string, input: object): Promise<unknown>;
  backup(file: string): Promise<{ tables: number; rows: number; bytes: number }>;
  restore(
    file: string,
    options: { force: boolean },
  ): Promise<{ tables: number; rows: number; keptAt: string | null }>;
}

export interface CommandContext {
  args: string[];
  io: Io;
  config: LoadedConfig;
  doors: DeskDoors;
  /** Opens the services on first use: `--help` costs nothing. */
  services(): Promise<Services>;
}

/** One command: one file in `cli/`, one line in `commands.ts`. */
export interface Command {
  name: string;
  /** One line for the list. */
  summary: string;
  /** What `--help` prints: fits a screen, ends with an example that works offline. */
  help: string;
  /** Resolves to the exit status: 0 done, 1 failed, 2 bad usage. */
  run(context: CommandContext): Promise<number>;
}

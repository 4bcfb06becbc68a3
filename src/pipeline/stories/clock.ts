import type { StoryDocument } from '../../domain/story.ts';

const dayMs = 86_400_000;
/** A jump of more than this needs two documents in a row: one wrong date must not age everything out. */
const jumpDaysMax = 3;

/** Time as the documents tell it. Runs forwards only. */
export class StoryClock {
  readonly liveDaysMax: number;
  #now = 0;
  #ahead: number | undefined;

  constructor(liveDaysMax: number) {
    this.liveDaysMax = liveDaysMax;
  }

  state(): { now: number; ahead?: number } {
    return { now: this.#now, ...(this.#ahead !== undefined && { ahead: this.#ahead }) };
  }

  set(now: number, ahead: number | undefined): void {
    this.#now = now;
    this.#ahead = ahead;
  }

  /** When a document was published and when it came, in epoch milliseconds; moves the clock. */
  read({ publishedAt, seenAt }: StoryDocument): { at: number; seenAt: number } {
    const published = publishedAt === undefined ? Number.NaN : Date.parse(publishedAt);
    const seen = seenAt === undefined ? Number.NaN : Date.parse(seenAt);
    if (Number.isFinite(seen)) this.#now = Math.max(this.#now, seen);
    else if (Number.isFinite(published)) this.#hear(published);
    return { at: Number.isFinite(published) ? published : this.#now, seenAt: this.#now };
  }

  #hear(at: number): void {
    if (at <= this.#now) return;
    const isJump = this.#now > 0 && at - this.#now > jumpDaysMax * dayMs;
    if (!isJump) this.#now = at;
    else if (this.#ahead === undefined) {
      this.#ahead = at;
      return;
    } else this.#now = Math.min(at, this.#ahead);
    this.#ahead = undefined;
  }

  /** A document that came then is no longer remembered. */
  isOver(seenAt: number): boolean {
    return seenAt < this.#now - this.liveDaysMax * dayMs;
  }
}

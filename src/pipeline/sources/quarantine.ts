import type { QuarantinedItem } from '../../domain/feed.ts';
import { oneLine } from './html-text.ts';
import { feedLimits } from './limits.ts';

const sampleCharsMax = 200;

/** Items that could not be used. Beyond a limit, those of one reason share a record, so that the count stays true. */
export class Quarantine {
  readonly list: QuarantinedItem[] = [];

  add(reason: string, message: string, sample: string): void {
    const last = this.list.at(-1);
    if (this.list.length >= feedLimits.quarantinedMax && last !== undefined) {
      const same = this.list.findLast((item) => item.reason === reason) ?? last;
      same.count++;
      return;
    }
    const short = oneLine(sample.slice(0, 2_000), sampleCharsMax);
    this.list.push({ reason, message, count: 1, ...(short !== '' && { sample: short }) });
  }
}

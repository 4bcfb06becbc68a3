import { ModelError } from './errors.ts';
import type { Price } from './options.ts';

/** Below this no brief can be worded: better to stop before paying for half of one. */
const outputTokensMin = 64;

export interface BudgetOptions {
  tokensMax: number;
  /** Null: no limit on money, or no price to count it by. */
  costMaxUsd: number | null;
  price: Price | null;
  timeMs: number;
  now: () => number;
}

/** What a call may use. */
export interface Allowance {
  outputTokensMax: number;
  timeMs: number;
}

/**
 * Tokens as a budget counts them where nobody reports: a quarter of a token for each ASCII character, one for each
 * other. Near the truth for English and on the high side for Korean, whose syllables share tokens in newer models.
 */
export function estimateTokens(text: string): number {
  let other = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) other += 1;
  return Math.ceil((text.length - other) / 4 + other);
}

/** Tokens, money and time that the calls of one run share. Asked before a call, told after it. */
export class Budget {
  tokensSpent = 0;
  costUsdSpent = 0;
  readonly #options: BudgetOptions;
  readonly #deadlineMs: number;

  constructor(options: BudgetOptions) {
    this.#options = options;
    this.#deadlineMs = options.now() + options.timeMs;
  }

  costOf(inputTokens: number, outputTokens: number): number | null {
    const { price } = this.#options;
    if (price === null) return null;
    return (inputTokens * price.inputUsdPerMillion + outputTokens * price.outputUsdPerMillion) / 1e6;
  }

  get timeLeftMs(): number {
    return Math.max(0, this.#deadlineMs - this.#options.now());
  }

  /** Narrows a call to what is left. Throws `budget-exceeded` where that is too little to be of use. */
  admit(inputTokens: number, outputTokensWanted: number): Allowance {
    const { tokensMax, costMaxUsd, price, timeMs } = this.#options;
    if (this.timeLeftMs === 0) throw exceeded(`${timeMs / 1000} s`, 'model.timeoutMs');
    let outputTokensMax = Math.min(outputTokensWanted, tokensMax - this.tokensSpent - inputTokens);
    if (outputTokensMax < outputTokensMin) throw exceeded(`${tokensMax} tokens`, 'model.tokensMax');
    if (price !== null && costMaxUsd !== null) {
      const left = costMaxUsd - this.costUsdSpent - (this.costOf(inputTokens, 0) ?? 0);
      if (price.outputUsdPerMillion > 0)
        outputTokensMax = Math.min(outputTokensMax, Math.floor((left * 1e6) / price.outputUsdPerMillion));
      if (left < 0 || outputTokensMax < outputTokensMin) throw exceeded(`$${costMaxUsd}`, 'model.costMaxUsd');
    }
    return { outputTokensMax, timeMs: this.timeLeftMs };
  }

  /** Books a call, failed ones too: the provider does. */
  spend(inputTokens: number, outputTokens: number): void {
    this.tokensSpent += inputTokens + outputTokens;
    this.costUsdSpent += this.costOf(inputTokens, outputTokens) ?? 0;
  }
}

function exceeded(limit: string, option: string): ModelError {
  return new ModelError('budget-exceeded', `The budget of ${limit} for one brief is used up.`, {
    hint: `Raise ${option}, or give fewer or shorter documents.`,
  });
}

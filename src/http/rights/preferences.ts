import type { Saying, SignalTopic } from '../../domain/rights.ts';

/**
 * The words of Content-Signal (contentsignals.org: search, ai-input, ai-train; yes, no), of AIPREF's Content-Usage
 * (draft-ietf-aipref-vocab: search, ai-use, train-ai; y, n) and of their earlier drafts, in our own.
 */
const topics: ReadonlyMap<string, readonly SignalTopic[]> = new Map<string, readonly SignalTopic[]>([
  ['search', ['search']],
  ['ai-input', ['ai-input']],
  ['ai-use', ['ai-input']],
  ['ai-train', ['ai-train']],
  ['train-ai', ['ai-train']],
  ['train-genai', ['ai-train']],
  ['genai', ['ai-train']],
  // Drafts before September 2025: "bots" is all automated processing, "ai" all of it that is AI.
  ['bots', ['search', 'ai-input', 'ai-train']],
  ['all', ['search', 'ai-input', 'ai-train']],
  ['ai', ['ai-input', 'ai-train']],
]);

const answers: ReadonlyMap<string, Saying['says']> = new Map<string, Saying['says']>([
  ['yes', 'yes'],
  ['y', 'yes'],
  ['?1', 'yes'],
  ['no', 'no'],
  ['n', 'no'],
  ['?0', 'no'],
]);

/** Reads `search=yes, ai-input=no`. Unknown words are left out; of two answers on one topic "no" counts. */
export function readPreferences(value: string): Saying[] {
  const said = new Map<SignalTopic, Saying['says']>();
  for (const part of value.toLowerCase().split(/[,;]/)) {
    const [, word, answer] = /^\s*([a-z-]+)\s*=\s*"?([?a-z01]+)"?\s*$/.exec(part) ?? [];
    const says = answers.get(answer ?? '');
    if (word === undefined || says === undefined) continue;
    for (const topic of topics.get(word) ?? []) if (said.get(topic) !== 'no') said.set(topic, says);
  }
  return [...said].map(([about, says]) => ({ about, says }));
}

import { rawText, type Saying } from '../../domain/rights.ts';
import { productToken } from '../robots.ts';
import type { SignalPart } from './tdm.ts';

/** Directives whose value follows a colon of its own, so that it is no name of an agent. */
const valued = /^(max-snippet|max-image-preview|max-video-preview|unavailable_after)$/;

/** What a robots directive says: `noindex`, `nosnippet`, `max-snippet:50`, `none`, `noai` ... */
function directive(word: string): { sayings: Saying[]; snippetCharsMax?: number } {
  const refuse = (...about: Saying['about'][]) => ({
    sayings: about.map((topic): Saying => ({ about: topic, says: 'no' })),
  });
  switch (word) {
    case 'noindex':
    case 'none':
      return refuse('search');
    // Google counts the input of its AI answers as a snippet; so do we.
    case 'nosnippet':
      return refuse('snippet');
    // Nobody has defined noai; read as it is written: no AI, whether it learns or reads.
    case 'noai':
      return refuse('ai-input', 'ai-train');
    default: {
      const chars = /^max-snippet:\s*(-?\d{1,9})$/.exec(word)?.[1];
      if (chars === '0') return refuse('snippet');
      // -1: no limit.
      return chars === undefined || Number(chars) < 0
        ? { sayings: [] }
        : { sayings: [], snippetCharsMax: Number(chars) };
    }
  }
}

/**
 * Reads one X-Robots-Tag value or the content of a robots meta element. `agent: noindex, nosnippet` holds for that
 * agent only, up to the next one that is named. Null where nothing in it is for us.
 */
export function robotsTag(value: string, agent: string = productToken): SignalPart | null {
  const sayings: Saying[] = [];
  let snippetCharsMax: number | undefined;
  let forUs = true;
  for (const part of value.toLowerCase().split(',')) {
    const [, name, rest] = /^\s*([a-z0-9_*-]+)\s*:\s*(.*)$/s.exec(part) ?? [];
    const named = name !== undefined && !valued.test(name);
    if (named) forUs = name === agent.toLowerCase() || name === '*';
    if (!forUs) continue;
    const said = directive((named ? (rest ?? '') : part).trim());
    sayings.push(...said.sayings);
    if (said.snippetCharsMax !== undefined)
      snippetCharsMax = Math.min(snippetCharsMax ?? Number.POSITIVE_INFINITY, said.snippetCharsMax);
  }
  if (sayings.length === 0 && snippetCharsMax === undefined) return null;
  const raw = rawText(value);
  return { kind: 'robots-tag', raw, sayings, ...(snippetCharsMax === undefined ? {} : { snippetCharsMax }) };
}

import { type DefaultTreeAdapterMap, defaultTreeAdapter, type TreeAdapter } from 'parse5';
import type { ExtractOutcome, ExtractRefusal } from '../../domain/document.ts';

/** What one page may cost. */
export interface ExtractLimits {
  /** Bytes as they come, and code units once decoded. */
  bytesMax: number;
  nodesMax: number;
  depthMax: number;
  timeoutMs: number;
  memoryMbMax: number;
}

/**
 * Measured on 1,038 real pages: none is deeper than 70 elements, none has 60,000 nodes. Chrome itself builds no tree
 * deeper than 512. The time leaves a second of the promised five for ending the thread.
 */
export const defaultLimits: ExtractLimits = {
  bytesMax: 15 * 1024 * 1024,
  nodesMax: 300_000,
  depthMax: 512,
  timeoutMs: 4_000,
  memoryMbMax: 512,
};

/** Thrown out of the parser when a page breaks a limit; caught where parsing began. */
export class PageLimitError extends Error {
  readonly limit: 'too-deep' | 'too-many-nodes';

  constructor(limit: 'too-deep' | 'too-many-nodes') {
    super(limit);
    this.name = 'PageLimitError';
    this.limit = limit;
  }
}

/** Siblings looked at while nodes are moved about: foster parenting is quadratic, so its work is counted. */
const movesMax = 30_000_000;

/** On one element. */
const attributesMax = 2_000;

/**
 * parse5's own tree adapter with the caps built in, so that a hostile page stops while it is being parsed: nodes made,
 * elements open at once, and the work of putting nodes in front of others (`<table>` full of misplaced markup).
 */
export function limitedTreeAdapter(
  limits: Pick<ExtractLimits, 'nodesMax' | 'depthMax'>,
): TreeAdapter<DefaultTreeAdapterMap> {
  let nodes = 0;
  let depth = 0;
  let moves = 0;
  const count = () => {
    if (++nodes > limits.nodesMax) throw new PageLimitError('too-many-nodes');
  };
  const move = (among: number) => {
    moves += among;
    if (moves > movesMax) throw new PageLimitError('too-many-nodes');
  };
  return {
    ...defaultTreeAdapter,
    createElement(tagName, namespace, attributes) {
      if (attributes.length > attributesMax) throw new PageLimitError('too-many-nodes');
      count();
      return defaultTreeAdapter.createElement(tagName, namespace, attributes);
    },
    createCommentNode(data) {
      count();
      return defaultTreeAdapter.createCommentNode(data);
    },
    insertText(parent, text) {
      count();
      defaultTreeAdapter.insertText(parent, text);
    },
    insertBefore(parent, node, reference) {
      count();
      move(parent.childNodes.length);
      defaultTreeAdapter.insertBefore(parent, node, reference);
    },
    insertTextBefore(parent, text, reference) {
      count();
      move(parent.childNodes.length);
      defaultTreeAdapter.insertTextBefore(parent, text, reference);
    },
    detachNode(node) {
      move(node.parentNode?.childNodes.length ?? 0);
      defaultTreeAdapter.detachNode(node);
    },
    onItemPush() {
      if (++depth > limits.depthMax + 1) throw new PageLimitError('too-deep');
    },
    onItemPop() {
      depth--;
    },
  };
}

/** The outcome for a page that broke a limit: which one, and what to do. */
export function refusal(code: ExtractRefusal, limits: ExtractLimits, why = ''): ExtractOutcome {
  return { kind: 'refused', code, message: refusalMessage(code, limits, why) };
}

function refusalMessage(code: ExtractRefusal, limits: ExtractLimits, why: string): string {
  const megabytes = Math.round(limits.bytesMax / 1024 / 1024);
  switch (code) {
    case 'too-many-bytes':
      return `The page is larger than ${megabytes} MB, far more than any news page. Save the text alone and try that.`;
    case 'too-deep':
      return `The page nests elements deeper than ${limits.depthMax}; no browser would show that as text.`;
    case 'too-many-nodes':
      return `The page has more than ${limits.nodesMax} elements and pieces of text. Save the text alone and try that.`;
    case 'timed-out':
      return `The page took longer than ${limits.timeoutMs} ms to read, and was given up.`;
    case 'out-of-memory':
      return `The page needed more than ${limits.memoryMbMax} MB of memory to read, and was given up.`;
    case 'failed':
      return `The page could not be read${why === '' ? '' : `: ${why}`}. Please report it.`;
  }
}

import { join } from 'node:path';
import { extractFromHtml } from '@extractus/article-extractor';
import { Readability } from '@mozilla/readability';
import { Defuddle } from 'defuddle/node';
import { parseHTML } from 'linkedom';
import { foldOf } from '../../scripts/train-extract/folds.ts';
import { readBodyModel } from '../../src/pipeline/extract/classify.ts';
import { extractPage } from '../../src/pipeline/extract/extract.ts';
import type { BoostedTrees } from '../../src/pipeline/extract/trees.ts';

/** Decoded HTML to body text; the empty string where there is none. */
export type Extractor = (html: string, url: string) => string | Promise<string>;

const blocks =
  /<\/?(?:p|div|h[1-6]|li|ul|ol|blockquote|tr|table|figure|figcaption|br|section|article|pre)\b[^>]*>/gi;

/** Text of an extractor that returns HTML, its blocks on lines of their own. */
function plainText(html: string): string {
  const { document } = parseHTML(`<html><body>${html.replace(blocks, '\n$&')}</body></html>`);
  return document.body.textContent ?? '';
}

const foldModels = new Map<number, BoostedTrees>();

function foldModel(fold: number): BoostedTrees {
  const model = foldModels.get(fold) ?? readBodyModel(join(process.env.FOLDS ?? '.', `body-${fold}.json`));
  foldModels.set(fold, model);
  return model;
}

/** Ours and the libraries that a TypeScript user can pick today, each set up as its documentation prescribes. */
export const extractors: Record<string, Extractor> = {
  standfirst(html, url) {
    const outcome = extractPage({ body: html, ...(url ? { url } : {}) });
    return outcome.kind === 'refused' ? '' : (outcome.document?.text ?? '');
  },
  /** Ours with, for each page, weights that were trained without its site: `FOLDS` is the folder of the training script. */
  'standfirst-held-out'(html, url) {
    const outcome = extractPage({ body: html, ...(url ? { url } : {}) }, { model: foldModel(foldOf(url)) });
    return outcome.kind === 'refused' ? '' : (outcome.document?.text ?? '');
  },
  readability(html) {
    const { document } = parseHTML(html);
    // linkedom shows the contents of templates as elements; Readability then throws on some pages.
    for (const template of document.querySelectorAll('template')) template.remove();
    const article = new Readability(
      document as unknown as ConstructorParameters<typeof Readability>[0],
    ).parse();
    return article?.content ? plainText(article.content) : '';
  },
  async defuddle(html, url) {
    const { document } = parseHTML(html);
    const result = await Defuddle(
      document as unknown as Parameters<typeof Defuddle>[0],
      url || 'https://example.org/',
      {
        useAsync: false,
      },
    );
    return plainText(result.content);
  },
  async extractus(html, url) {
    const article = await extractFromHtml(html, url || 'https://example.org/');
    return article?.content ? plainText(article.content) : '';
  },
};

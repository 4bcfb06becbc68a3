import type { Brief } from '../domain/brief.ts';
import { unreachable } from '../domain/errors.ts';
import type { HtmlOptions } from './html/page.ts';
import { renderBriefJson } from './json.ts';
import { renderBriefMarkdown } from './markdown.ts';
import { renderBriefText } from './text.ts';

export const briefFormats = ['md', 'html', 'txt', 'json'] as const;
export type BriefFormat = (typeof briefFormats)[number];

/** A brief in one of the formats of the command line. All of them carry label, originals, evidence and checks. */
export async function renderBrief(
  brief: Brief,
  format: BriefFormat,
  options: HtmlOptions = {},
): Promise<string> {
  switch (format) {
    case 'md':
      return renderBriefMarkdown(brief, options);
    case 'html':
      // Loaded when asked for: fonts and style cost more than the other formats take in all.
      return await (await import('./html/page.ts')).renderBriefHtml(brief, options);
    case 'txt':
      return renderBriefText(brief, options);
    case 'json':
      return renderBriefJson(brief);
    default:
      return unreachable(format);
  }
}

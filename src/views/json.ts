import type { Brief } from '../domain/brief.ts';

/** The public schema itself, indented, with a line feed at the end. Label, sources and evidence are part of it. */
export function renderBriefJson(brief: Brief): string {
  return `${JSON.stringify(brief, null, 2)}\n`;
}

import { readFileSync } from 'node:fs';

/** Where the style sheets lie, from the sources and from the built package alike. */
const folder = new URL('../../../assets/css/', import.meta.url);

/** Comments and indentation out; strings in our own sheets hold neither. */
export function condensed(css: string): string {
  return css
    .replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{};,>])\s*/g, '$1')
    .replace(/([a-z-]): /g, '$1:')
    .replace(/;\}/g, '}')
    .trim();
}

/** The page's own style, in the order of the cascade. */
export const pageStyle: string = ['base', 'page', 'notes', 'media']
  .map((name) => condensed(readFileSync(new URL(`${name}.css`, folder), 'utf8')))
  .join('\n');

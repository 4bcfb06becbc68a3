import { type DefaultTreeAdapterTypes, parse } from 'parse5';

/** What a run of text is set in; the style sheet has a class of the same name for each, `f-text`. */
export const fontRoles = ['text', 'strong', 'display', 'cite', 'ui', 'ui-strong'] as const;
export type FontRole = (typeof fontRoles)[number];

type Node = DefaultTreeAdapterTypes.Node;

function roleOf(node: Node, inherited: FontRole): FontRole {
  if (!('attrs' in node)) return inherited;
  const classes = node.attrs.find(({ name }) => name === 'class')?.value.split(' ') ?? [];
  return fontRoles.find((role) => classes.includes(`f-${role}`)) ?? inherited;
}

/** The characters that a page shows, by the role they are set in. */
export function charactersByRole(page: string): Map<FontRole, Set<string>> {
  const found = new Map<FontRole, Set<string>>(fontRoles.map((role) => [role, new Set<string>()]));
  const waiting: [Node, FontRole][] = [[parse(page), 'text']];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [node, inherited] = next;
    if (node.nodeName === 'head' || node.nodeName === 'script' || node.nodeName === 'style') continue;
    const role = roleOf(node, inherited);
    if ('value' in node && node.nodeName === '#text')
      for (const character of node.value) found.get(role)?.add(character);
    if ('childNodes' in node) for (const child of node.childNodes) waiting.push([child, role]);
  }
  return found;
}

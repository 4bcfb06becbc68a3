/** The look of one note in each of its three places: list at the foot, margin panel, bottom sheet. */
export const notesCss = `
.legend{font-size:var(--s-2);line-height:1.5;color:var(--soft);padding-top:1rem}
.legend h2{color:var(--ink)}
.legend ul{display:none}
.legend .s,.legend del{color:var(--ink)}
.notes{margin-top:.25rem;columns:2 17rem;column-gap:2.5rem}
.note{break-inside:avoid;padding:.75rem 0;font-size:var(--s-2);line-height:1.5;color:var(--soft)}
.note:focus{outline:none}
.note .top{display:flex;gap:.625rem;align-items:baseline}
.note .number{color:var(--accent);text-decoration:none;min-width:1.25em;font-variant-numeric:tabular-nums}
.note .close{display:none;margin-left:auto;color:var(--accent);text-underline-offset:.2em}
.passage{font-size:1.0625rem;line-height:1.45;color:var(--ink);margin-top:.25rem;text-wrap:pretty}
.passage:lang(ko){font-size:1rem;line-height:1.65}
mark{background:var(--tint);color:inherit;padding:.06em 0;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.from{margin-top:.125rem}
.from a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.2em}
.from cite{font-size:1.0625em}
.passage+.from+.passage{margin-top:.625rem}
.checks{margin-top:.5rem}
.checks li{padding-left:1.125rem;position:relative}
.checks li::before{content:"";position:absolute;left:.0625rem;top:.5em;width:.5em;height:.25em;border:solid var(--accent);border-width:0 0 1.5px 1.5px;transform:rotate(-45deg)}
.checks .caution::before{border:0;border-top:2px dotted var(--ink);width:.625em;height:0;top:.72em;transform:none}
.checks .caution{color:var(--ink)}
`;

const panel = `position:fixed;z-index:5;left:calc(50% + (var(--col) + var(--gap) - var(--margin))/2);width:var(--margin);top:2rem;
max-height:calc(100vh - 3rem);overflow:auto;background:var(--paper);margin:0;padding:.5rem 0 1rem;border-top:3px solid var(--accent)`;

const anchored = 'top:anchor(top);position-try-fallbacks:--raised';

const sheet = `position:fixed;z-index:5;left:0;right:0;bottom:0;max-height:62vh;overflow:auto;overscroll-behavior:contain;background:var(--paper);
margin:0;padding:.625rem 1.25rem 1.5rem;border-top:3px solid var(--accent)`;

const lit =
  'background:var(--tint);text-decoration-color:var(--accent);-webkit-box-decoration-break:clone;box-decoration-break:clone';

export const wideMedia = '(min-width:64rem)';

/**
 * What ties sentence N to note N, without script: hover or keyboard focus (`:has`), or the note being the target.
 * One sentence has the floor at a time: the pointer goes before the keyboard, the keyboard before the target.
 * `top`: numbers of the sentences above the two columns, whose notes are set at the head of the margin.
 */
export function bindingCss(numbers: readonly number[], top: readonly number[]): string {
  const by = (selector: (number: number) => string) => numbers.map(selector).join(',');
  if (numbers.length === 0) return '';
  const still = ':root:not(:has(.s:hover))';
  const hovered = by((number) => `:root:has(#s${number}:hover) #n${number}`);
  const focused = by((number) => `:root:has(#s${number}:focus-visible) #n${number}`);
  const focusedOnly = by((number) => `${still}:has(#s${number}:focus-visible) #n${number}`);
  const target = ':root:not(:has(.s:focus-visible)) .note:target';
  const targetOnly = `${still}:not(:has(.s:focus-visible)) .note:target`;
  const targeted = by((number) => `:root:has(#n${number}:target) #s${number}`);
  const anchors = numbers.map((number) => {
    const name = top.includes(number) ? '--top' : `--s${number}`;
    const own = top.includes(number) ? '' : `#s${number}{anchor-name:${name}}`;
    return `${own}#n${number}{position-anchor:${name}}`;
  });
  return `
.s:hover,.s:focus-visible,${targeted}{${lit}}
@media ${wideMedia}{
${hovered},${focusedOnly},${targetOnly}{${panel}}
${by((number) => `:root:has(#n${number}:target) #n${number} .close`)}{display:block}
.cols{anchor-name:--top}
@supports(top:anchor(top)){${anchors.join('')}
${hovered},${focusedOnly},${targetOnly}{${anchored}}
@position-try --raised{top:auto;bottom:1rem}}
:root:has(.s:hover,.s:focus-visible,.note:target) .legend{visibility:hidden}
}
@media not all and ${wideMedia}{
${focused},${target}{${sheet}}
.note:target .close{display:block}
html:has(.s:focus-visible){scroll-padding-bottom:62vh}
}
`;
}

/** Beside the sentence on a wide screen. Without anchor positioning: at the foot of the margin. */
const panel = [
  'position:fixed;z-index:5;bottom:1rem;left:calc(50% + (var(--col) + var(--gap) - var(--margin))/2);width:var(--margin)',
  'max-height:calc(100vh - 3rem);overflow:auto;background:var(--paper);padding:.5rem 0 1rem;border-top:3px solid var(--accent)',
].join(';');

const anchored = 'top:anchor(top);bottom:auto;position-try-fallbacks:--raised';

/** Along the lower edge of a phone. */
const sheet = [
  'position:fixed;z-index:5;left:0;right:0;bottom:0;max-height:62vh;overflow:auto;overscroll-behavior:contain',
  'background:var(--paper);border-top:3px solid var(--accent)',
  'padding:.625rem max(1.25rem,(100vw - var(--col))/2) 1.5rem',
].join(';');

const lit = 'background:var(--tint);text-decoration-color:var(--accent)';

/** The foot keeps the place of a note that has moved away, so that nothing jumps. */
const kept = 'contain:size';

/** Heights of notes are told to the style sheet in whole rems, up to this. */
export const noteRemMax = 60;

/** Class of the list item whose note stands about this tall at the foot. */
export function placeClass(heightRem: number): string {
  return `r${Math.max(1, Math.min(noteRemMax, Math.round(heightRem)))}`;
}

/**
 * What ties a sentence to its note N, without script: hover or keyboard focus (`:has`), or the note being the target.
 * One sentence has the floor at a time and bears the anchor: the pointer goes before the keyboard, the keyboard before
 * the target. A sentence may stand on the page more than once; `#sN` is its first place. Made for the numbers 1 to `notes`;
 * what a page lacks matches nothing.
 */
export function bindingCss(notes: number): string {
  if (notes === 0) return '';
  const by = (selector: (number: number) => string) =>
    Array.from({ length: notes }, (_, index) => selector(index + 1)).join(',');
  const note = (number: number) => `#n${number}`;
  const place = (number: number) => `li:has(>#n${number})`;
  const still = ':root:not(:has(.s:hover))';
  const idle = ':not(:has(.s:focus-visible))';
  const when = (root: string, state: string, what: typeof note) =>
    by((number) => `${root}:has(.s[href="#n${number}"]:${state}) ${what(number)}`);
  const targeted = (root: string, what: typeof note) =>
    by((number) => `${root}:has(#n${number}:target) ${what(number)}`);
  const wide = [
    when(':root', 'hover', note),
    when(still, 'focus-visible', note),
    `${still}${idle} .note:target`,
  ].join();
  const wideKept = [
    when(':root', 'hover', place),
    when(still, 'focus-visible', place),
    `${still}${idle} li:has(>.note:target)`,
  ].join();
  const narrow = [when(':root', 'focus-visible', note), `:root${idle} .note:target`].join();
  const narrowKept = [when(':root', 'focus-visible', place), `:root${idle} li:has(>.note:target)`].join();
  const anchor = `.s:hover,${still} .s:focus-visible,${targeted(still + idle, (number) => `#s${number}`)}`;
  const places = Array.from({ length: noteRemMax }, (_, index) => index + 1);
  return `
${places.map((rem) => `.r${rem}{contain-intrinsic-block-size:${rem}rem}`).join('')}
.s:hover,.s:focus-visible,${targeted(':root', (number) => `.s[href="#n${number}"]`)}{${lit}}
@media screen and (min-width:64rem){
${wide}{${panel}}
${wideKept}{${kept}}
.note:target .close{display:block}
@supports(top:anchor(top)){${anchor}{anchor-name:--on}.note{position-anchor:--on}.note.head-note{position-anchor:--top}
${wide}{${anchored}}}
:root:has(.s:hover,.s:focus-visible,.note:target) .legend{visibility:hidden}
}
@media screen and (max-width:63.99rem){
${narrow}{${sheet}}
${narrowKept}{${kept}}
.note:target .close{display:block}
html:has(.s:focus-visible){scroll-padding-bottom:62vh}
}
`;
}

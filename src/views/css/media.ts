import { wideMedia } from './notes.ts';

/** Wide screens, phones, paper, and readers who want less motion or more contrast. */
export const mediaCss = `
@media ${wideMedia}{
.cols{display:grid;grid-template-columns:minmax(0,var(--col)) var(--margin);column-gap:var(--gap);align-items:start}
.cols>*{grid-column:1}
.cols>.legend{grid-column:2;grid-row:2;padding-top:1.625rem}
.legend{border:0}
.legend ul{display:block;margin-top:.625rem}
.legend li{padding:.1875rem 0}
.cols>.wide{grid-column:1/-1}
.notes{columns:3 16rem}
}
@media(max-width:40rem){
body{padding:0 1.125rem}
.figures th{width:46%}
.voices thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.voices,.voices tbody,.voices tr,.voices td{display:block;width:auto!important}
.voices tr{border-top:1px solid var(--rule);padding:.625rem 0}
.voices tbody tr:first-child{border-top:0;padding-top:.25rem}
.voices td{border:0;padding:.0625rem 0}
.voices td[data-label]::before{content:attr(data-label) "\\2002";color:var(--soft);font-size:var(--s-2)}
.quote{margin:1.625rem 0}
}
@media(prefers-reduced-motion:no-preference){.s{transition:background-color .12s,text-decoration-color .12s}}
@media(prefers-contrast:more){:root{--soft:var(--ink);--rule:var(--ink)}.s{text-decoration-color:var(--ink)}}
@media(forced-colors:active){mark{text-decoration:underline}.checks li::before{border-color:CanvasText}}
@media print{
:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#333;--rule:#aaa;--accent:#000;--tint:#fff}
@page{margin:18mm 20mm 20mm}
body{padding:0;font-size:10.5pt}
main{max-width:none}
.skip,.legend,.close{display:none!important}
.head{margin-top:0}
h1{font-size:26pt}
.cols{display:block}
.s{text-decoration:none}
.notes{columns:2}
mark{text-decoration:underline;background:none}
.originals .title::after,.from a::after,.check a::after{content:" (" attr(href) ")";font-size:.85em;color:var(--soft);word-break:break-all}
details::details-content{content-visibility:visible;block-size:auto}
h2{break-after:avoid}
.quote,.figures tr,.voices tr,.note{break-inside:avoid}
}
`;

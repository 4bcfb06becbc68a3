/** Head, originals, text, tables and foot, from the top of the page down. */
export const pageCss = `
.head{border-top:3px solid var(--ink);margin-top:1.5rem;padding-top:.4375rem}
.head::before{content:"";display:block;border-top:1px solid var(--ink);margin-top:-.25rem;margin-bottom:1.125rem}
.kicker{font-size:var(--s-1);color:var(--accent);margin-bottom:.5rem}
h1{font-size:var(--s3);line-height:1.08;letter-spacing:-.012em;text-wrap:balance;max-width:24em}
.ko h1{line-height:1.28;letter-spacing:-.02em}
.standfirst{font-size:var(--s1);line-height:1.38;margin-top:1.125rem;text-wrap:pretty}
.ko .standfirst{line-height:1.62}
.label{margin-top:1.25rem;padding:.6875rem 0;border-top:1px solid var(--ink);border-bottom:1px solid var(--rule);font-size:var(--s-1);line-height:1.5}
.label strong{display:block}
.label span,.label time{color:var(--soft)}
.label span::after{content:"\\2002"}
.originals{padding:.875rem 0 1rem;border-bottom:1px solid var(--ink)}
.originals h2,.legend h2{font-size:var(--s-2);line-height:1.5}
.originals h2 span{color:var(--soft);padding-left:.5em}
.originals li{padding:.5625rem 0 .0625rem;font-size:var(--s-2);line-height:1.5}
.originals .title{font-size:1.0625rem;line-height:1.4;text-decoration-thickness:1px;text-decoration-color:var(--accent);text-underline-offset:.2em;color:var(--accent)}
.originals .facts{color:var(--soft)}
.originals .facts cite{color:var(--ink);font-size:1.0625em}
.facts>*+*::before,.from>*+*::before{content:"\\2002";white-space:normal}
.text{padding-top:1.5rem}
.text:focus{outline:none}
.text>p,.background p{text-wrap:pretty;font-variant-numeric:oldstyle-nums}
.text>p+p{margin-top:1em}
.text h2{font-size:1.375rem;line-height:1.3;margin-top:1.75em;margin-bottom:.375em;text-wrap:balance}
.ko .text h2{font-size:1.25rem;line-height:1.45}
.s{color:inherit;text-decoration:underline solid 1px;text-decoration-color:color-mix(in srgb,var(--ink) 17%,transparent);text-underline-offset:.26em;text-decoration-skip-ink:none}
.attributed{text-decoration-style:dotted;text-decoration-thickness:1.5px;text-decoration-color:color-mix(in srgb,var(--ink) 42%,transparent)}
.unsettled{text-decoration-style:dashed;text-decoration-thickness:1.5px;text-decoration-color:color-mix(in srgb,var(--ink) 70%,transparent)}
.ko .s{text-underline-offset:.32em}
.s.bare{text-decoration-line:none}
.s sup,.legend sup{font-size:.5625em;vertical-align:super;color:var(--soft);padding-left:.2em;text-decoration:none;display:inline-block;font-variant-numeric:tabular-nums;line-height:1}
.here{position:fixed;top:0;left:0}
.quote{margin:2rem 0;padding:1.125rem 0 1.25rem;border-top:3px solid var(--ink);border-bottom:1px solid var(--ink)}
.quote blockquote{font-size:var(--s2);line-height:1.24;letter-spacing:-.005em;text-wrap:balance}
.ko .quote blockquote{line-height:1.5}
.quote figcaption{margin-top:.75rem;font-size:var(--s-1);line-height:1.5;color:var(--soft)}
.quote figcaption .f-ui-strong{color:var(--ink)}
.quote .said{margin-top:.5rem;padding-left:1rem;border-left:1px solid var(--rule)}
.quote .said q{display:block;font-size:1.0625rem;color:var(--ink)}
q{quotes:none}
table{border-collapse:collapse;width:100%}
.block{margin-top:2.25rem;border-top:1px solid var(--ink);padding-top:.625rem}
.block>h2,.text .block h2{font-size:var(--s-1);line-height:1.5;margin:0 0 .25rem}
.figures td,.figures th,.voices td,.voices th{text-align:left;vertical-align:baseline;padding:.5rem 1rem .5rem 0;border-top:1px solid var(--rule);font-weight:inherit}
.figures tr:first-child th,.figures tr:first-child td{border-top:0}
.figures th{font-size:var(--s1);line-height:1.25;width:42%;font-variant-numeric:lining-nums tabular-nums}
.figures td{font-size:var(--s-1);line-height:1.45;padding-right:0}
.voices{font-size:var(--s-1);line-height:1.45}
.voices thead th{color:var(--soft);font-size:var(--s-2);border-top:0;padding-top:0}
.voices td:first-child{font-size:1.0625rem;width:44%}
.voices td:last-child{padding-right:0}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.background{font-size:1.0625rem;line-height:1.55;padding-left:1.25rem;border-left:3px solid var(--rule);border-top:0;padding-top:0}
.ko .background{font-size:1rem;line-height:1.72}
.only{font-size:var(--s1);line-height:1.45}
.foot{font-size:var(--s-1);line-height:1.55;color:var(--soft)}
.foot h2,.foot .strong{color:var(--ink)}
.foot p+p{margin-top:.375rem}
.foot summary{color:var(--ink);cursor:pointer;padding:.25rem 0;margin-top:.5rem}
.changed li{padding:.75rem 0;border-top:1px solid var(--rule)}
.changed li:first-child{border-top:0}
.changed del{color:var(--soft);text-decoration-thickness:1px}
.changed ins{color:var(--ink);text-decoration:none}
.changed del,.changed ins{font-size:1.0625rem;display:block}
.changed .why{display:block}
.check{color:var(--ink)}
.check p{font-size:1.0625rem;line-height:1.5}
.check li{margin-top:.5rem;font-size:var(--s-1);line-height:1.45}
.check a{color:var(--accent);text-underline-offset:.2em}
.colophon{padding-bottom:4rem}
`;

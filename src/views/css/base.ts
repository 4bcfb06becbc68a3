/** Colour, type and the page's skeleton. Sizes are a scale of six; colours are one pair and one accent. */
export const baseCss = `
:root{color-scheme:light dark;--paper:#fbf9f4;--ink:#1c1a17;--soft:#5d584e;--rule:#d6cfc0;--accent:#1d4c78;--tint:#dfe8ef;
--s-2:.8125rem;--s-1:.9375rem;--s0:1.1875rem;--s1:1.4375rem;--s2:1.9375rem;--s3:clamp(2.125rem,1.2rem + 3.4vw,3.375rem);
--lead:1.6;--col:35rem;--gap:3.5rem;--margin:19rem;
--serif:sf-text,sf-serif-fallback,Georgia,"Times New Roman","Noto Serif KR","Noto Serif CJK KR","Nanum Myeongjo",AppleMyungjo,Batang,serif;
--sans:sf-ui,sf-sans-fallback,system-ui,"Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR","Noto Sans CJK KR",sans-serif}
@media(prefers-color-scheme:dark){:root{--paper:#1a1916;--ink:#e9e4d8;--soft:#aba495;--rule:#3d3932;--accent:#9fc3e6;--tint:#25394c}}
@font-face{font-family:sf-serif-fallback;src:local("Times New Roman"),local("Liberation Serif"),local("Tinos");size-adjust:104%;ascent-override:73%;descent-override:26%;line-gap-override:0%;unicode-range:U+0-24F,U+2000-206F,U+20A0-20CF}
@font-face{font-family:sf-sans-fallback;src:local("Arial"),local("Liberation Sans"),local("Arimo");size-adjust:107%;ascent-override:90%;descent-override:22%;line-gap-override:0%;unicode-range:U+0-24F,U+2000-206F,U+20A0-20CF}
*,*::before,*::after{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:2rem}
body{margin:0;padding:0 1.25rem;font-size:var(--s0);line-height:var(--lead);overflow-wrap:break-word;hanging-punctuation:first allow-end;text-rendering:optimizeLegibility;font-synthesis:none;-webkit-font-smoothing:antialiased}
h1,h2,h3,p,ol,ul,blockquote,figure,table{margin:0;padding:0}
ol,ul{list-style:none}
h1,h2,h3{font-size:inherit;font-weight:inherit}
a{color:inherit}
sup{line-height:0}
.f-text,.f-strong,.f-cite{font-family:var(--serif);font-weight:400;font-style:normal}
.f-strong{font-weight:600}
.f-cite{font-style:italic}
.f-display{font-family:sf-display,var(--serif);font-weight:500;font-style:normal}
.f-ui,.f-ui-strong{font-family:var(--sans);font-weight:400;font-style:normal;font-variant-numeric:lining-nums}
.f-ui-strong{font-weight:600}
:lang(ko) .f-cite,.f-cite:lang(ko){font-style:normal}
.ko{--s0:1.09375rem;--s1:1.3125rem;--s2:1.6875rem;--s3:clamp(1.875rem,1.2rem + 2.5vw,2.75rem);--lead:1.75}
.ko body{overflow-wrap:anywhere}
:lang(ko){word-break:keep-all}
.skip{position:absolute;left:1rem;top:-4rem;padding:.5rem .75rem;background:var(--ink);color:var(--paper);font-size:var(--s-1);z-index:9}
.skip:focus{top:.5rem}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px}
main{display:block;max-width:calc(var(--col) + var(--gap) + var(--margin));margin:0 auto}
::selection{background:var(--tint);color:var(--ink)}
`;

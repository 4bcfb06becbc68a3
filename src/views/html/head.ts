import { html, raw } from 'hono/html';
import { sha256Base64 } from '../../kit/hash.ts';
import type { BriefView } from '../model.ts';
import { jsonLd } from './json-ld.ts';
import type { Markup } from './parts.ts';

/** Nothing is loaded from anywhere, nothing runs; the one style sheet is named by its hash. */
function policy(css: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${sha256Base64(css)}'`,
    'font-src data:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The document head. `css` is ours alone: no text from a brief ever enters it. */
export function headOf(view: BriefView, css: string): Markup {
  const { brief } = view;
  const title = view.headline?.text ?? brief.id;
  const description = `${brief.label.short}: ${view.standfirst?.text ?? brief.label.text}`;
  const disclosure = brief.label.disclosure === 'ai-generated' ? 'ai-generated' : 'ai-assisted';
  return html`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(css)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${description}">
<meta name="ai-disclosure" content="${disclosure}">
<meta name="digital-source-type" content="${brief.label.digitalSourceType}">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Standfirst">
<meta property="og:type" content="article">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<link rel="icon" href="data:,">
<style>${raw(css)}</style>
<script type="application/ld+json">${raw(jsonLd(view))}</script>
</head>`;
}

import { html } from 'hono/html';
import { z } from 'zod';
import { documentById } from '../../db/documents.ts';
import { sourceById } from '../../db/sources.ts';
import { wordsFor } from '../../languages/desk-strings.ts';
import type { Markup } from '../../views/html/parts.ts';
import { idOf, type PageContext, type PageResult } from '../context.ts';
import {
  deskPath,
  empty,
  facts,
  langAttribute,
  line,
  link,
  outside,
  type Part,
  percent,
  reason,
  revealed,
  section,
  time,
} from '../html/parts.ts';
import { table } from '../html/table.ts';

const blocksMax = 2000;
const removedMax = 200;
const blockCharsMax = 20_000;

const text = z.string().catch('');
/** What a document keeps beside its text. Read leniently: an older version of a stage may have written it. */
const kept = z.object({
  blocks: z
    .array(
      z.object({
        type: text,
        kind: z.string().optional(),
        text: z.string().optional(),
        rows: z.array(z.array(text)).optional(),
        url: z.string().optional(),
        alt: z.string().optional(),
        caption: z.string().optional(),
        credit: z.string().optional(),
        provider: z.string().optional(),
      }),
    )
    .catch([]),
  removed: z.array(z.object({ why: text, text })).catch([]),
  confidence: z.number().optional().catch(undefined),
});

type KeptBlock = z.infer<typeof kept>['blocks'][number];

/** One text as it was read: typed blocks, and what was taken out before anybody read it. */
export async function documentPage(context: PageContext): Promise<PageResult> {
  const { db, strings, params } = context;
  const id = idOf(params.id);
  const document = id === null ? undefined : await documentById(db, id);
  if (!document) return null;
  const words = strings.documentPage;
  const source = await sourceById(db, document.source_id);
  const { blocks, removed, confidence } = kept.parse(document.data ?? {});
  const lang = langAttribute(document.lang);
  const body = html`${facts([
    [words.original, outside(document.url)],
    [words.history, link(deskPath('entries', document.entry_id), `${strings.entry} ${document.entry_id}`)],
    [strings.sourcePage.publisher, line(document.publisher, 120)],
    [words.byline, document.byline.map((name) => line(String(name), 80)).join(', ')],
    [strings.languageOf, line(document.lang, 35)],
    [strings.entryPage.published, time(context, document.published_at)],
    [words.modified, document.modified_at === null ? null : time(context, document.modified_at)],
    [words.read, time(context, document.created_at)],
    [strings.entryPage.versions, strings.entryPage.version(document.version)],
    [words.confidence, confidence === undefined ? null : percent(context, confidence)],
    [words.hash, html`<code>${line(document.hash, 64)}</code>`],
    [strings.briefPage.inputs, line(document.stage_version, 60)],
  ])}
${section(words.removed, removedTable(context, removed), 'removed')}
${section(words.text, blocks.length === 0 ? plainText(context, document.text, lang) : html`<div class="blocks">${blocks.slice(0, blocksMax).map((block) => blockOf(context, block, lang))}</div>`, 'text')}`;
  const crumbs = [
    { href: '/desk/sources', text: strings.sources.title },
    { href: deskPath('sources', document.source_id), text: line(source?.title, 120) || strings.source },
    { href: deskPath('entries', document.entry_id), text: `${strings.entry} ${document.entry_id}` },
  ];
  return { title: line(document.title, 300) || strings.untitled, crumbs, body };
}

function plainText(context: PageContext, all: string, lang: Markup | ''): Markup {
  if (all === '') return empty(context.strings.documentPage.noBlocks);
  return html`${empty(context.strings.documentPage.noBlocks)}<div class="blocks"><div class="block"><span></span><div class="f-text"${lang}>${revealed(all.slice(0, 10 * blockCharsMax))}</div></div></div>`;
}

function blockOf(context: PageContext, block: KeptBlock, lang: Markup | ''): Markup {
  const { blocks } = context.strings.documentPage;
  const name = line(wordsFor(blocks, block.type), 40);
  const kind = block.kind === undefined ? '' : html`<small>${line(block.kind, 40)}</small>`;
  return html`<div class="block ${Object.hasOwn(blocks, block.type) ? block.type : 'other'}"><span>${name}${kind}</span><div class="f-text"${lang}>${contentOf(block)}</div></div>`;
}

function contentOf(block: KeptBlock): Part {
  if (block.rows !== undefined) {
    const rows = block.rows
      .slice(0, 200)
      .map(
        (cells) =>
          html`<tr>${cells.slice(0, 40).map((cell) => html`<td>${revealed(cell.slice(0, 500))}</td>`)}</tr>`,
      );
    return html`<table class="inner"><tbody>${rows}</tbody></table>${line(block.caption)}`;
  }
  const parts = [block.text, block.alt, block.caption, block.credit, block.provider].filter(
    (one): one is string => one !== undefined && one !== '',
  );
  const shown = parts.map((one) => html`<p>${revealed(one.slice(0, blockCharsMax))}</p>`);
  return html`${shown}${block.url === undefined ? '' : html`<p class="note">${outside(block.url)}</p>`}`;
}

function removedTable(context: PageContext, removed: readonly { why: string; text: string }[]): Markup {
  const { strings } = context;
  return table({
    caption: strings.documentPage.removed,
    columns: [{ label: strings.why }, { label: strings.text, wide: true }],
    rows: removed
      .slice(0, removedMax)
      .map((one) => [
        reason(context, one.why),
        html`<code class="removed">${revealed(one.text.slice(0, 500))}</code>`,
      ]),
    empty: strings.documentPage.noRemoved,
  });
}

import type { LeadImage } from '../../domain/document.ts';
import type { StructuredData } from './structured-data.ts';
import { attr, closest, elementsWithin, type PageElement, type PageTree, squeeze, textOf } from './tree.ts';

const captionCharsMax = 600;

/** The picture the page leads with, with the caption and credit that stand under it. */
export function readLeadImage(
  tree: PageTree,
  data: StructuredData,
  heading: PageElement | null,
  base: string | undefined,
): LeadImage | undefined {
  const stated = [
    data.meta.get('og:image')?.[0],
    data.items.find((item) => item.rank >= 2 && item.image)?.image?.url,
    data.meta.get('twitter:image')?.[0],
  ].find((url) => url !== undefined && url !== '');
  const figure = leadFigure(tree, heading, stated);
  const url = resolved(stated ?? figure?.src ?? '', base);
  if (url === null) return undefined;
  const item = data.items.find(({ image }) => image?.caption !== undefined || image?.credit !== undefined);
  const caption = figure?.caption || item?.image?.caption || '';
  const parts = splitCredit(caption);
  const credit = figure?.credit || parts.credit || item?.image?.credit;
  return {
    url,
    ...(parts.caption ? { caption: parts.caption } : {}),
    ...(credit ? { credit } : {}),
  };
}

interface Figure {
  src: string;
  caption: string;
  credit: string;
}

/** File name without size suffixes: the same picture is offered in many crops. */
function stem(url: string): string {
  const name = url.split(/[?#]/)[0]?.split('/').pop() ?? '';
  return name
    .toLowerCase()
    .replace(/(?:[-_](?:\d{2,5}x\d{2,5}|\d{3,4}w?|scaled|large|medium|small|master))*\.\w{2,5}$/, '');
}

function leadFigure(tree: PageTree, heading: PageElement | null, stated: string | undefined): Figure | null {
  let near: Figure | null = null;
  for (const image of elementsWithin(tree, tree.root, 'img')) {
    if (image.hidden !== null) continue;
    const src = attr(image, 'src') || attr(image, 'data-src');
    const figure = closest(image, ({ tag }) => tag === 'figure') ?? captionedParent(tree, image);
    const same = stated !== undefined && stem(src).length > 5 && stem(src) === stem(stated);
    const close = heading !== null && image.order > heading.order && image.order < heading.end + 250;
    if (!same && !(close && figure && near === null)) continue;
    const found = figure ? { src, ...captionOf(tree, figure) } : { src, caption: '', credit: '' };
    if (same && found.caption !== '') return found;
    if (close) near ??= found;
  }
  return near;
}

const captionClass = /caption|legende|photo-?desc|img_desc|(?:^|\s)cap(?:\s|$)/i;
const creditClass = /credit|copyright|photographer|byline|source|fotograf/i;

/** A `div` that holds one picture and a line called caption. */
function captionedParent(tree: PageTree, image: PageElement): PageElement | null {
  let at = image.parent;
  for (let level = 0; at && level < 3; level++, at = at.parent) {
    if (at.end - at.order > 30) return null;
    for (const inner of elementsWithin(tree, at)) if (captionClass.test(attr(inner, 'class'))) return at;
  }
  return null;
}

function captionOf(tree: PageTree, figure: PageElement): { caption: string; credit: string } {
  let caption = '';
  let credit = '';
  for (const inner of elementsWithin(tree, figure)) {
    const text = squeeze(textOf(tree, inner)).slice(0, captionCharsMax);
    if (text === '') continue;
    if (credit === '' && creditClass.test(attr(inner, 'class'))) credit = text;
    else if (caption === '' && (inner.tag === 'figcaption' || captionClass.test(attr(inner, 'class'))))
      caption = text;
  }
  if (credit !== '' && caption.endsWith(credit)) caption = caption.slice(0, -credit.length).trim();
  return { caption, credit: withoutLabel(credit) };
}

const creditLabel =
  /^(?:photo(?:graph)?s?|photo credit|image|picture|credit|foto|bild|crédit|crédits photo|fotografía|사진|写真|图片|來源|来源)\s?(?:by)?\s*[:=：/]\s*/iu;

function withoutLabel(credit: string): string {
  return credit
    .replace(/^[[(]\s*|\s*[\])]$/g, '')
    .replace(creditLabel, '')
    .trim();
}

/** `Caption. Photograph: Jane/Agency`, `캡션 [사진=기관]`, `캡션. /기관 제공`. */
export function splitCredit(text: string): { caption: string; credit: string } {
  const bracket =
    /^(.*?)\s*[[(【]\s*((?:사진|写真|photo|foto|image|credit)\s?[:=：]?\s*[^\])】]{1,80}|[^\])】]{1,60}(?:제공|=연합뉴스))\s*[\])】]\s*$/isu.exec(
      text,
    );
  if (bracket) return { caption: bracket[1] ?? '', credit: withoutLabel(bracket[2] ?? '') };
  const labelled =
    /^(.*?[.!?…。”"]?)\s+(?:photo(?:graph)?s?(?: credit)?|image|picture|credit|foto|bild|crédit|사진)\s?(?:by)?\s*[:=：]\s*(.{2,80})$/isu.exec(
      text,
    );
  if (labelled) return { caption: labelled[1] ?? '', credit: (labelled[2] ?? '').trim() };
  const korean = /^(.*?)[.\s]+\/?\s*([^\s./][^./]{1,30}?)\s?제공\.?$/su.exec(text);
  if (korean) return { caption: korean[1] ?? '', credit: korean[2] ?? '' };
  return { caption: text, credit: '' };
}

function resolved(value: string, base: string | undefined): string | null {
  const text = value.trim();
  if (text === '' || text.length > 4_000 || text.startsWith('data:')) return null;
  const url =
    base !== undefined && URL.canParse(text, base)
      ? new URL(text, base)
      : URL.canParse(text)
        ? new URL(text)
        : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

import type { NoteKind } from '../../domain/document.ts';
import { textGroups } from './boilerplate-words.ts';
import { groupNames, type PageContext } from './context.ts';
import { likeness, wordSet } from './likeness.ts';
import type { Segment } from './segments.ts';
import { attr, closest, isWithin, type PageElement } from './tree.ts';

/** Text about the body or made from it: kept apart with its kind, never cited as the body. */
export interface Note {
  segment: Segment;
  kind: NoteKind;
}

/** A box that a language model wrote, as the page says itself. */
const aiLabel =
  /^\W{0,3}(?:뉴스 ?요약|AI ?(?:기사|뉴스)? ?요약|AI가 ?(?:요약|정리)|인공지능 ?요약|AI ?요약봇|AI要約|AIによる要約|AI(?:智能)?摘要|AI[- ]generated (?:summary|highlights|key)|summary (?:generated|created|written) (?:by|with|using) (?:AI|an? (?:AI|artificial))|AI (?:summary|overview|recap)|KI[- ](?:generierte )?Zusammenfassung|Zusammenfassung (?:von|durch|mit) KI|Résumé (?:généré )?par (?:l[’'])?IA|Resumen (?:generado |hecho )?(?:por|con) (?:la )?IA|Resumo (?:gerado |feito )?por IA|Riassunto (?:generato )?(?:da|con) (?:l[’'])?IA)|(?:generated|made|written) (?:by|with|using) (?:AI|ChatGPT|generative AI)|(?:laget|skrevet|generert) (?:av|med) (?:ChatGPT|KI|AI)|생성형 ?AI|AI가 (?:자동 ?)?(?:생성|요약)/iu;
const aiClass = /\bai[-_]?summary|summary[-_]?ai\b|aisummary|ai[-_](?:recap|digest|highlights)/i;
const aiLabelUnitsMax = 40;
/** A summary box holds at most this share of the page's prose. */
const aiBoxShareMax = 0.35;

const correction =
  /^\W{0,3}(?:corrections?\b|clarification\b|(?:an )?earlier version of this (?:article|story)|this (?:article|story) (?:has been|was) (?:corrected|amended|updated to correct)|정정(?:합니다|보도|:|\])|바로잡습니다|알립니다|訂正|お詫びと訂正|更正|korrektur\b|berichtigung\b|anmerkung der redaktion|correction ?:|rectificatif|fe de errores|corrección|errata|rettelse|rättelse|rectificatie|errata corrige)/iu;
const correctionUnitsMax = 120;

const koreanByline =
  /^(?:\[[^\]]{2,20}\] ?)?[^.。]{0,24}(?:기자|특파원|앵커|논설위원|객원기자|통신원)[\s=()[\]|/·,]{0,4}(?:\S+@\S+)?\W*$/u;
const mailOnly = /^\W*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\W*$/u;
const byline =
  /^(?:(?:written |reported |story |text )?by|von|par|por|di|door|av|af|text|words|reporting by|edited by|editing by|reporter):? \p{Lu}[\p{L}'’.-]+(?: (?:\p{Lu}[\p{L}'’.-]*|and|und|et|y|e|de|van|von|in|for|at)){0,10}[,;]?.{0,40}$/u;
const bylineUnitsMax = 16;

/** Finds the notes among all segments. Those that are in the body by mistake are taken out of `kept`. */
export function takeNotes(context: PageContext, kept: Set<Segment>, description: string): Note[] {
  const notes = new Map<Segment, NoteKind>();
  for (const box of aiBoxes(context)) {
    for (const segment of context.segments) {
      if (isWithin(segment.element, box) && segment.units > 0) notes.set(segment, 'ai-summary');
    }
  }
  for (const segment of context.segments) {
    if (notes.has(segment)) continue;
    const kind = lineNote(segment, kept);
    if (kind) notes.set(segment, kind);
  }
  for (const segment of notes.keys()) kept.delete(segment);
  const standfirst = findStandfirst(context, kept, notes, description);
  if (standfirst) notes.set(standfirst, 'standfirst');
  for (const segment of aboutAuthor(context, kept, notes)) notes.set(segment, 'about-author');
  return [...notes]
    .map(([segment, kind]) => ({ segment, kind }))
    .sort((a, b) => a.segment.index - b.segment.index);
}

/** The smallest box around each label that holds more than the label. */
function aiBoxes({ segments, sums, total, tree }: PageContext): PageElement[] {
  const boxes: PageElement[] = [];
  const marks = new Map<PageElement, boolean>();
  for (const segment of segments) {
    const isLabel = segment.units <= aiLabelUnitsMax && aiLabel.test(segment.text);
    const marked = closest(segment.element, (element) => isMarked(element, marks));
    const box = marked ?? (isLabel ? boxAround(segment, sums.units) : null);
    if (!box || box === tree.root || boxes.includes(box)) continue;
    if (sums.prose[box.order]! <= total.prose * aiBoxShareMax && box.tag !== 'body') boxes.push(box);
  }
  return boxes;
}

/** Segments share most of the elements around them: each is looked at once. */
function isMarked(element: PageElement, marks: Map<PageElement, boolean>): boolean {
  let marked = marks.get(element);
  if (marked === undefined) {
    marked = aiClass.test(`${attr(element, 'class')} ${attr(element, 'id')}`);
    marks.set(element, marked);
  }
  return marked;
}

function boxAround(segment: Segment, units: Float64Array): PageElement | null {
  return closest(segment.element, (element) => units[element.order]! >= segment.units + 12);
}

function lineNote(segment: Segment, kept: ReadonlySet<Segment>): NoteKind | null {
  const { text, units, role } = segment;
  if (units <= correctionUnitsMax && correction.test(text) && role !== 'heading') return 'correction';
  if (!kept.has(segment) || units > bylineUnitsMax || role === 'heading' || role === 'item') return null;
  return isByline(text) ? 'byline' : null;
}

/** True for a line (not a sentence) that only says who wrote the text. */
export function isByline(line: string): boolean {
  return koreanByline.test(line) || mailOnly.test(line) || byline.test(line);
}

/** The summary line between the headline and the first paragraph, where the classifier left it out of the body. */
function findStandfirst(
  { segments, inherited, own }: PageContext,
  kept: ReadonlySet<Segment>,
  notes: ReadonlyMap<Segment, NoteKind>,
  description: string,
): Segment | null {
  const first = [...kept].find(({ role }) => role !== 'heading');
  if (!first) return null;
  const said = wordSet(description);
  const summary = 1 << groupNames.indexOf('summary');
  const candidates = segments.slice(Math.max(0, first.index - 25), first.index).filter((segment) => {
    if (kept.has(segment) || notes.has(segment) || segment.linked > 0.5 || segment.units < 5) return false;
    if (segment.role === 'caption' || segment.role === 'cell') return false;
    const { order, parent } = segment.element;
    const isNamed = ((own[order]! | (parent ? own[parent.order]! : 0) | inherited[order]!) & summary) !== 0;
    return (
      likeness(wordSet(segment.text), said) > 0.6 || (isNamed && segment.units >= 8 && segment.level !== 1)
    );
  });
  return candidates.at(-1) ?? null;
}

/** Lines about the writer after the body. */
function aboutAuthor(
  { segments, own, inherited }: PageContext,
  kept: ReadonlySet<Segment>,
  notes: ReadonlyMap<Segment, NoteKind>,
): Segment[] {
  const last = [...kept].at(-1);
  const meta = 1 << groupNames.indexOf('meta');
  if (!last) return [];
  return segments.slice(last.index + 1, last.index + 15).filter((segment) => {
    if (notes.has(segment) || segment.units < 8 || segment.linked > 0.5) return false;
    const isNamed = ((own[segment.element.order]! | inherited[segment.element.order]!) & meta) !== 0;
    return isNamed && textGroups.author!.test(segment.text);
  });
}

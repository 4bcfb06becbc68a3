import { groupsIn, textGroups } from './boilerplate-words.ts';
import { groupNames, type PageContext, tagBits } from './context.ts';
import { coveredBy, letterRuns, likeness, wordSet } from './likeness.ts';
import { sentenceEndsIn } from './measure.ts';
import { proseOf } from './prose.ts';
import type { Segment } from './segments.ts';
import { isWithin, type PageElement } from './tree.ts';

/** What the page says of itself, as far as single segments are compared with it. */
export interface PageClaims {
  title: string;
  description: string;
  /** Body text of the publisher's own data; empty where there is none. */
  body: string;
}

const roles = ['paragraph', 'heading', 'item', 'cell', 'caption', 'quote', 'preformatted', 'loose'] as const;
const textNames = Object.keys(textGroups);
const tagNames = Object.keys(tagBits);
const terminal = /[.!?。！？…:：;]["'”’»」』)\]]*$/u;
const fullStop = /[.!?。！？…]["'”’»」』)\]]*$/u;
const dateLike =
  /\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}년|\d{1,2}월 ?\d{1,2}일|\d{4}年|\d{1,2}:\d{2}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}|\d{1,2}\.? (?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])/i;

/** Neighbours on each side whose figures a segment carries. */
const around = [-2, -1, 1, 2] as const;

/** Columns of the first pass, in order. The model file names the same columns, and is refused where they differ. */
export const featureNames: readonly string[] = [
  ...roles.map((role) => `role-${role}`),
  ...['level', 'units', 'prose', 'linked', 'bold', 'italic', 'links', 'sentences', 'units-per-sentence'],
  ...[
    'ends-stop',
    'ends-mark',
    'starts-capital',
    'capitals',
    'digits',
    'commas',
    'quotes',
    'pipes',
    'at',
    'date',
    'short',
  ],
  ...textNames.map((name) => `text-${name}`),
  ...groupNames.map((name) => `above-${name}`),
  ...groupNames.map((name) => `near-${name}`),
  ...tagNames.filter((name) => name !== 'ol').map((name) => `in-${name}`),
  ...['parent', 'grandparent', 'great'].flatMap((who) => [
    `${who}-prose`,
    `${who}-linked`,
    `${who}-mean`,
    `${who}-count`,
  ]),
  ...['in-main', 'in-wide', 'main-steps', 'depth-to-main', 'semantic-prose', 'article-rank'],
  ...['sig-count', 'sig-prose', 'sig-linked', 'sig-mean'],
  ...['index', 'prose-before', 'prose-after', 'from-title', 'since-prose', 'until-prose', 'after-last'],
  ...around.flatMap((by) => [
    `n${by}-units`,
    `n${by}-linked`,
    `n${by}-stop`,
    `n${by}-heading`,
    `n${by}-same`,
  ]),
  ...[
    'window-prose',
    'section-prose',
    'section-linked',
    'under-level',
    'under-related',
    'under-comment',
    'under-author',
  ],
  ...['title-likeness', 'description-likeness', 'claimed', 'repeats', 'repeats-before'],
  ...['page-prose', 'page-linked', 'page-segments', 'main-share'],
];

/** One row of figures per segment, in the order of `featureNames`. O(segments x columns). */
export function featuresOf(context: PageContext, claims: PageClaims): Float32Array[] {
  const flow = flowOf(context, claims);
  return context.segments.map((segment) => {
    const row: number[] = [];
    pushTextFeatures(row, segment, flow);
    pushMarkupFeatures(row, segment, context);
    pushFlowFeatures(row, segment, context, flow);
    return new Float32Array(row);
  });
}

function pushTextFeatures(row: number[], segment: Segment, flow: Flow): void {
  const { units } = segment;
  for (const role of roles) row.push(segment.role === role ? 1 : 0);
  const told = tellingOf(segment.text, flow);
  row.push(segment.level, Math.log1p(units), Math.log1p(proseOf(segment)), segment.linked, segment.bold);
  row.push(segment.italic, Math.min(9, segment.links));
  row.push(Math.min(30, told.sentences), units / Math.max(1, told.sentences));
  for (const figure of told.figures) row.push(figure);
  for (const said of told.groups) row.push(said ? Math.min(60, units) : -1);
}

/** What the characters of a text tell, whatever stands around it. Menus and cards say the same things many times. */
interface Telling {
  sentences: number;
  figures: number[];
  /** Which of `textGroups` its opening speaks of. */
  groups: boolean[];
}

function tellingOf(text: string, { tellings }: Flow): Telling {
  const known = tellings.get(text);
  if (known) return known;
  const words = Math.max(1, text.split(' ').length);
  const figures = [
    flag(fullStop.test(text)),
    flag(terminal.test(text)),
    flag(/^\P{L}*\p{Lu}/u.test(text)),
    (text.match(/(?:^|\s)\p{Lu}/gu)?.length ?? 0) / words,
    (text.match(/\d/g)?.length ?? 0) / text.length,
    (text.match(/[,、，]/g)?.length ?? 0) / words,
    flag(/["“”„«»「『]/.test(text)),
    text.match(/[|·•›»>]/g)?.length ?? 0,
    flag(text.includes('@')),
    flag(dateLike.test(text)),
    text.length,
  ];
  // Long running text mentions anything; these words only tell in short ones.
  const groups = groupsIn(text.slice(0, 300));
  const telling = { sentences: sentenceEndsIn(text), figures, groups };
  tellings.set(text, telling);
  return telling;
}

function pushMarkupFeatures(row: number[], { element }: Segment, context: PageContext): void {
  const { inherited, own, tags, sums, total, main, wide } = context;
  const parent = element.parent ?? element;
  const grandparent = parent.parent ?? parent;
  const near = own[element.order]! | own[parent.order]! | own[grandparent.order]!;
  for (let at = 0; at < groupNames.length; at += 1) row.push((inherited[element.order]! >> at) & 1);
  for (let at = 0; at < groupNames.length; at += 1) row.push((near >> at) & 1);
  for (const name of tagNames)
    if (name !== 'ol') row.push(flag((tags[element.order]! & tagBits[name]!) !== 0));
  for (const ancestor of [parent, grandparent, grandparent.parent ?? grandparent]) {
    const at = ancestor.order;
    const count = Math.max(1, sums.segments[at]!);
    row.push(
      sums.prose[at]! / Math.max(1, total.prose),
      sums.linkedUnits[at]! / Math.max(1, sums.units[at]!),
    );
    row.push(Math.log1p(sums.units[at]! / count), Math.log1p(count));
  }
  const article = nearestSemantic(element);
  row.push(flag(main !== null && isWithin(element, main)), flag(wide !== null && isWithin(element, wide)));
  row.push(main ? stepsTo(element, main) : -1, main ? element.depth - main.depth : 0);
  row.push(
    article ? sums.prose[article.order]! / Math.max(1, total.prose) : -1,
    article ? article.depth : -1,
  );
}

function nearestSemantic(element: PageElement): PageElement | null {
  for (let at: PageElement | null = element; at; at = at.parent)
    if (at.tag === 'article' || at.tag === 'main') return at;
  return null;
}

/** Steps up from `element` until the main element lies below. */
function stepsTo(element: PageElement, main: PageElement): number {
  let steps = 0;
  for (let at: PageElement | null = element; at; at = at.parent, steps += 1) {
    if (isWithin(main, at) || isWithin(element, main)) return isWithin(element, main) ? 0 : steps;
  }
  return steps;
}

/** Figures that run along the page. */
interface Flow {
  before: number[];
  lastProse: number[];
  nextProse: number[];
  titleAt: number;
  /** Index of the heading that each segment stands under, or -1. */
  under: number[];
  /** For each heading: prose and link share of what follows it up to the next heading. */
  sections: Map<number, { prose: number; units: number; linkedUnits: number }>;
  titleWords: Set<string>;
  descriptionWords: Set<string>;
  claimed: Set<string> | null;
  seen: Map<string, { count: number; first: number }>;
  lastLong: number;
  /** Whether each segment ends with a full stop. */
  stops: number[];
  /** What each heading's words say of what stands under it. */
  said: Map<Segment, number[]>;
  tellings: Map<string, Telling>;
}

function flowOf({ segments }: PageContext, claims: PageClaims): Flow {
  const flow: Flow = {
    before: [],
    lastProse: [],
    nextProse: [],
    titleAt: titleIndex(segments, claims.title),
    under: [],
    sections: new Map(),
    titleWords: wordSet(claims.title),
    descriptionWords: wordSet(claims.description),
    claimed: claims.body.length > 200 ? letterRuns(claims.body) : null,
    seen: new Map(),
    lastLong: 0,
    stops: segments.map(({ text }) => flag(fullStop.test(text))),
    said: new Map(),
    tellings: new Map(),
  };
  let prose = 0;
  let last = -1;
  let heading = -1;
  for (const segment of segments) {
    flow.before.push(prose);
    flow.lastProse.push(last);
    flow.under.push(heading);
    const own = proseOf(segment);
    prose += own;
    if (own > 12) last = segment.index;
    if (own > 30) flow.lastLong = segment.index;
    if (segment.role === 'heading') {
      heading = segment.index;
      flow.sections.set(heading, { prose: 0, units: 0, linkedUnits: 0 });
    } else {
      const section = flow.sections.get(heading);
      if (section) addTo(section, own, segment);
    }
    const same = flow.seen.get(segment.text);
    if (same) same.count += 1;
    else flow.seen.set(segment.text, { count: 1, first: segment.index });
  }
  let next = segments.length;
  for (let at = segments.length - 1; at >= 0; at -= 1) {
    flow.nextProse[at] = next;
    if (proseOf(segments[at]!) > 12) next = at;
  }
  return flow;
}

function addTo(
  section: { prose: number; units: number; linkedUnits: number },
  prose: number,
  segment: Segment,
): void {
  section.prose += prose;
  section.units += segment.units;
  section.linkedUnits += segment.units * segment.linked;
}

function pushFlowFeatures(row: number[], segment: Segment, context: PageContext, flow: Flow): void {
  const { segments, sums, total, signatureOf, main } = context;
  const at = segment.index;
  const prose = proseOf(segment);
  const signature = signatureOf[at]!;
  row.push(Math.log1p(signature.count), signature.prose / Math.max(1, total.prose));
  row.push(
    signature.linkedUnits / Math.max(1, signature.units),
    Math.log1p(signature.units / signature.count),
  );
  row.push(at / segments.length, flow.before[at]! / Math.max(1, total.prose));
  row.push((total.prose - flow.before[at]! - prose) / Math.max(1, total.prose));
  row.push(flow.titleAt < 0 ? -999 : clamp(at - flow.titleAt, 200));
  row.push(
    clamp(at - flow.lastProse[at]!, 50),
    clamp(flow.nextProse[at]! - at, 50),
    clamp(at - flow.lastLong, 100),
  );
  for (const by of around) {
    const other = segments[at + by];
    row.push(other ? Math.log1p(other.units) : -1, other ? other.linked : -1);
    row.push(flow.stops[at + by] ?? -1, other ? other.level : -1);
    row.push(other ? flag(signatureOf[at + by] === signature) : -1);
  }
  let window = 0;
  for (let by = -3; by <= 3; by += 1) window += by === 0 ? 0 : proseOf(segments[at + by] ?? nothing);
  const headingAt = segment.role === 'heading' ? at : flow.under[at]!;
  const section = flow.sections.get(headingAt);
  const heading = headingAt === at ? undefined : segments[headingAt];
  row.push(Math.log1p(window), Math.log1p(section?.prose ?? 0));
  row.push(section ? section.linkedUnits / Math.max(1, section.units) : -1, heading?.level ?? 0);
  row.push(...(heading ? saidBy(heading, flow) : unsaid));
  const words = wordSet(segment.text);
  const same = flow.seen.get(segment.text);
  row.push(
    likeness(words, flow.titleWords),
    likeness(words, flow.descriptionWords),
    claimedShare(segment, flow),
  );
  row.push(same?.count ?? 1, flag(same !== undefined && same.first < at));
  row.push(Math.log1p(total.prose), sums.linkedUnits[context.tree.root.order]! / Math.max(1, total.units));
  row.push(Math.log1p(segments.length), main ? sums.prose[main.order]! / Math.max(1, total.prose) : 0);
}

const unsaid = [0, 0, 0];

function saidBy(heading: Segment, { said }: Flow): number[] {
  const known = said.get(heading);
  if (known) return known;
  const found = ['related', 'comment', 'author'].map((name) => flag(textGroups[name]!.test(heading.text)));
  said.set(heading, found);
  return found;
}

const nothing = { units: 0, role: 'loose', text: '', linked: 0 } as unknown as Segment;

/** Where the title stands: the first top heading, else the first heading that shares most words with it. */
function titleIndex(segments: readonly Segment[], title: string): number {
  const words = wordSet(title);
  const match = segments.find(({ role, text }) => role === 'heading' && likeness(wordSet(text), words) > 0.6);
  return (match ?? segments.find(({ level }) => level === 1))?.index ?? -1;
}

/** Share of the segment that the publisher's own body text has too; -1 where there is none to compare with. */
function claimedShare({ text }: Segment, { claimed }: Flow): number {
  if (!claimed) return -1;
  return coveredBy(text, claimed) ?? -0.5;
}

function flag(value: boolean): number {
  return value ? 1 : 0;
}

function clamp(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}

import { attr, type PageElement } from './tree.ts';

/**
 * As much of CSS as it takes to tell what a page's own `<style>` hides: compound selectors of tag, id and classes,
 * joined by descendant and child combinators, with the cascade's order (importance, specificity, place). Rules under
 * width or print media, with pseudo-classes or attributes are left out: they hide at times, or by state.
 */

const cssCharsMax = 1_000_000;
const rulesMax = 6_000;
const selectorsPerRuleMax = 60;
const compoundsMax = 5;

interface Compound {
  tag: string;
  id: string;
  classes: string[];
}

interface Rule {
  /** Right to left: `parts[0]` is the element itself. */
  parts: { compound: Compound; child: boolean }[];
  specificity: number;
  order: number;
  declarations: Declaration[];
}

export interface Declaration {
  name: string;
  value: string;
  important: boolean;
}

/** Properties by which text is hidden, or shown again. */
const relevant =
  /^(?:display|visibility|opacity|font-size|font|position|left|top|right|bottom|text-indent|clip|clip-path|width|height|max-width|max-height|overflow|overflow-x|overflow-y|color|background|background-color|transform|content-visibility|margin-left|margin-top|filter|letter-spacing|-webkit-text-fill-color|scale|zoom)$/;

/** A body of declarations that may hide something. */
const suspect =
  /text-fill-color|letter-spacing\s*:\s*-|(?:scale|zoom)\s*:\s*0|filter\s*:\s*opacity\(|display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0?(?:\.0|\s*[;!}]|$|0\b)|:\s*-\d{3,}|-\d{2,3}(?:em|rem|vw|vh)|clip|font(?:-size)?\s*:\s*[0-2](?:px|pt|em|rem|%|\s*[;!/}]|$)|text-indent\s*:\s*-|transparent|scale\(\s*0|(?:height|width)\s*:\s*[01](?:px|\s*[;!}]|$)|content-visibility\s*:\s*hidden|(?:^|[;\s])color\s*:\s*(?:#f[\da-f]|white|snow|ivory|ghostwhite|rgba?\(|hsla?\()|background(?:-color)?\s*:[^;]{1,80};\s*color\s*:|[;\s]color\s*:[^;]{1,80};\s*background/i;

const nothing: ReadonlyMap<string, string> = new Map();
const noDeclarations: readonly Declaration[] = [];

export class StyleRules {
  private readonly byKey = new Map<string, Rule[]>();
  private readonly sets = new Map<string, ReadonlySet<string>>();
  private readonly byClasses = new Map<string, readonly Rule[]>();
  private count = 0;

  /** Reads one style sheet; later sheets come later in the cascade. */
  constructor(sheets: readonly string[]) {
    const raw: { selector: string; body: string }[] = [];
    let charsLeft = cssCharsMax;
    for (const sheet of sheets) {
      if (charsLeft <= 0) break;
      readSheet(sheet.slice(0, charsLeft), raw);
      charsLeft -= sheet.length;
    }
    const keys = new Set<string>();
    const known = raw.map(({ selector, body }) => {
      if (!suspect.test(body)) return null;
      const own = keysOf(selector);
      for (const key of own) keys.add(key);
      return own;
    });
    if (keys.size === 0) return;
    raw.forEach(({ selector, body }, order) => {
      if ((known[order] ?? keysOf(selector)).some((key) => keys.has(key))) this.add(selector, body, order);
    });
  }

  private add(selector: string, body: string, order: number): void {
    const declarations = readDeclarations(body);
    if (declarations.length === 0) return;
    for (const one of selector.split(',', selectorsPerRuleMax)) {
      const parts = readSelector(one);
      if (parts === null || this.count >= rulesMax) continue;
      this.count++;
      const own = parts[0]!.compound;
      const key = own.id ? `#${own.id}` : own.classes[0] ? `.${own.classes[0]}` : own.tag;
      const rules = this.byKey.get(key) ?? [];
      rules.push({ parts, specificity: specificityOf(parts), order, declarations });
      this.byKey.set(key, rules);
    }
  }

  /** What the sheets and the element's own `style` say together, by property. */
  declared(element: PageElement): ReadonlyMap<string, string> {
    const style = attr(element, 'style');
    const inline = style === '' ? noDeclarations : readDeclarations(plainCss(style.slice(0, 4_000)));
    const rules = this.matching(element);
    if (rules.length === 0 && inline.length === 0) return nothing;
    const result = new Map<string, string>();
    const found: { rank: number; order: number; declaration: Declaration }[] = [];
    for (const rule of rules)
      for (const declaration of rule.declarations)
        found.push({
          rank: (declaration.important ? 1e9 : 0) + rule.specificity,
          order: rule.order,
          declaration,
        });
    for (const declaration of inline)
      found.push({ rank: (declaration.important ? 1e9 : 0) + 1e6, order: 0, declaration });
    found.sort((a, b) => a.rank - b.rank || a.order - b.order);
    for (const { declaration } of found) result.set(declaration.name, declaration.value);
    return result;
  }

  private matching(element: PageElement): Rule[] {
    if (this.count === 0) return noRules;
    const named = this.ofClasses(attr(element, 'class'));
    const id = attr(element, 'id');
    const own = id === '' ? undefined : this.byKey.get(`#${id}`);
    const tagged = this.byKey.get(element.tag);
    if (named.length === 0 && own === undefined && tagged === undefined) return noRules;
    const found = named.filter((rule) => this.matches(rule, element));
    for (const rule of own ?? noRules) if (this.matches(rule, element)) found.push(rule);
    for (const rule of tagged ?? noRules) if (this.matches(rule, element)) found.push(rule);
    return found;
  }

  /** Pages repeat few class attributes many times: each is looked up once. */
  private ofClasses(value: string): readonly Rule[] {
    if (value === '') return noRules;
    const known = this.byClasses.get(value);
    if (known) return known;
    const found = [...new Set(classNames(value))].flatMap((name) => this.byKey.get(`.${name}`) ?? []);
    this.byClasses.set(value, found);
    return found;
  }

  private matches(rule: Rule, element: PageElement): boolean {
    const { parts } = rule;
    if (!this.fits(parts[0]!.compound, element)) return false;
    let at: PageElement | null = element;
    for (let index = 1; index < parts.length; index++) {
      const { compound } = parts[index]!;
      const direct = parts[index - 1]!.child;
      at = at?.parent ?? null;
      if (direct) {
        if (at === null || !this.fits(compound, at)) return false;
        continue;
      }
      // The nearest ancestor that fits: enough for the simple selectors that hide things.
      while (at !== null && !this.fits(compound, at)) at = at.parent;
      if (at === null) return false;
    }
    return true;
  }

  private fits({ tag, id, classes }: Compound, element: PageElement): boolean {
    if (tag !== '' && tag !== element.tag) return false;
    if (id !== '' && id !== attr(element, 'id')) return false;
    if (classes.length === 0) return true;
    const value = attr(element, 'class');
    if (value.length < classes[0]!.length) return false;
    const own = this.classSet(value);
    return classes.every((name) => own.has(name));
  }

  private classSet(value: string): ReadonlySet<string> {
    const known = this.sets.get(value);
    if (known) return known;
    const set = new Set(classNames(value));
    this.sets.set(value, set);
    return set;
  }
}

const noRules: Rule[] = [];
const classesPerElementMax = 50;

function classNames(value: string): string[] {
  return value.slice(0, 4_000).split(/\s+/, classesPerElementMax).filter(Boolean);
}

const nestingMax = 32;
const bodyCharsMax = 4_000;

interface Frame {
  /** Empty for an at-rule's block. */
  selector: string;
  body: string;
  skip: boolean;
}

/** Splits a sheet into rules in one pass; blocks of width and print media are skipped, other at-rules are entered. */
function readSheet(sheet: string, rules: { selector: string; body: string }[]): void {
  const css = sheet.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ').replace(/<!--|-->/g, ' ');
  const stack: Frame[] = [];
  let from = 0;
  const close = (frame: Frame | undefined, rest: string) => {
    if (!frame || frame.skip || frame.selector === '') return;
    rules.push({ selector: frame.selector, body: frame.body + rest.slice(0, bodyCharsMax) });
  };
  for (const mark of css.matchAll(/[{};]/g)) {
    if (rules.length >= rulesMax * 4 || stack.length > nestingMax) break;
    const text = css.slice(from, mark.index);
    const top = stack.at(-1);
    from = mark.index + 1;
    if (mark[0] === '{') stack.push(frameOf(text.trim(), top));
    else if (mark[0] === '}') close(stack.pop(), text);
    else if (top && top.body.length < bodyCharsMax) top.body += `${text.slice(0, bodyCharsMax)};`;
  }
  // What the end of the sheet cuts off counts, as in browsers.
  close(stack.pop(), css.slice(from, from + bodyCharsMax));
}

function frameOf(head: string, parent: Frame | undefined): Frame {
  if (head.startsWith('@'))
    return { selector: '', body: '', skip: parent?.skip === true || !entersBlock(head) };
  const outer = parent?.selector ?? '';
  const selector = outer === '' ? head : outer.includes(',') ? '' : `${outer} ${head.replace(/^&\s*/, '')}`;
  return { selector: selector.slice(0, 20_000), body: '', skip: parent?.skip === true };
}

function entersBlock(head: string): boolean {
  if (/^@(?:supports|layer|scope)\b/i.test(head)) return true;
  return /^@media\s+(?:all|screen|only screen)\s*$/i.test(head);
}

/** Comments out, escapes (`dis\\70lay`) read: what hides words from filters does not hide them from browsers. */
function plainCss(text: string): string {
  if (!text.includes('\\') && !text.includes('/*')) return text;
  return text
    .replace(/\/\*[\s\S]*?(?:\*\/|$)/g, '')
    .replace(/\\([\da-f]{1,6})\s?|\\(.)/gi, (_, hex: string | undefined, char: string | undefined) => {
      const code = hex === undefined ? 0 : Number.parseInt(hex, 16);
      return hex === undefined ? (char ?? '') : code > 0 && code < 0x110000 ? String.fromCodePoint(code) : '';
    });
}

function readDeclarations(body: string): Declaration[] {
  if (body === '') return [];
  const found: Declaration[] = [];
  for (const part of body.split(';', 200)) {
    const colon = part.indexOf(':');
    if (colon < 0) continue;
    const name = part.slice(0, colon).trim().toLowerCase();
    if (!relevant.test(name)) continue;
    const value = part
      .slice(colon + 1, colon + 200)
      .trim()
      .toLowerCase();
    const important = value.endsWith('!important') || /!\s*important$/.test(value);
    found.push({ name, value: important ? value.replace(/\s*!\s*important$/, '') : value, important });
  }
  return found;
}

/** Keys of the last compounds: enough to find other rules for the same elements. */
function keysOf(selector: string): string[] {
  const keys: string[] = [];
  for (const one of selector.slice(0, 4_000).split(',', selectorsPerRuleMax)) {
    const last =
      one
        .trim()
        .split(/[\s>+~]+/)
        .pop() ?? '';
    for (const key of last.match(/[.#]?[\w-]+/g) ?? []) keys.push(key);
  }
  return keys;
}

function readSelector(text: string): Rule['parts'] | null {
  const selector = text.trim();
  if (selector === '' || selector.length > 300 || /[:[\]*+~&%@\\|]/.test(selector)) return null;
  const tokens = selector.replace(/\s*>\s*/g, ' > ').split(/\s+/);
  const parts: Rule['parts'] = [];
  let child = false;
  for (const token of tokens.reverse()) {
    if (token === '>') {
      child = true;
      continue;
    }
    const compound = readCompound(token);
    if (compound === null || parts.length >= compoundsMax) return null;
    if (child && parts.length > 0) parts[parts.length - 1]!.child = true;
    child = false;
    parts.push({ compound, child: false });
  }
  return parts.length === 0 ? null : parts;
}

function readCompound(token: string): Compound | null {
  if (!/^(?:[a-zA-Z][\w-]*)?(?:[.#][\w-]+)*$/.test(token) || token === '') return null;
  const pieces = token.match(/[.#]?[\w-]+/g) ?? [];
  const compound: Compound = { tag: '', id: '', classes: [] };
  for (const piece of pieces) {
    if (piece.startsWith('.')) compound.classes.push(piece.slice(1));
    else if (piece.startsWith('#')) compound.id = piece.slice(1);
    else compound.tag = piece.toLowerCase();
  }
  return compound;
}

function specificityOf(parts: Rule['parts']): number {
  let value = 0;
  for (const { compound } of parts)
    value += (compound.id ? 10_000 : 0) + compound.classes.length * 100 + (compound.tag ? 1 : 0);
  return Math.min(value, 900_000);
}

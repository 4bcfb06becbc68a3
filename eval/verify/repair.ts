import type { Claim } from '../../src/domain/brief.ts';
import type { Draft, DraftSentence } from '../../src/domain/draft.ts';
import type { SourceDocument } from '../../src/domain/passage.ts';
import type { Rewriter } from '../../src/pipeline/verify/types.ts';
import { verifyDraft } from '../../src/pipeline/verify/verify.ts';
import type { Measure, Suite, SuiteOptions } from '../suite.ts';
import { type InjectedCase, injectedCases, type MarkedText, markedTexts, random } from './inject.ts';

/*
 * What reaches the reader: drafts of briefs over the marked texts, in which three sentences of eight are wrong, go
 * through checks and repair as a model's draft does. The weights never saw these texts.
 */

const wrongInDraft = 3;
const rightInDraft = 5;

interface DraftedCase {
  marked: MarkedText;
  wrong: InjectedCase[];
  right: InjectedCase[];
}

/** Every wrong sentence of a text in one draft, each draft filled up with right ones, most in other words. */
function draftsOf(marked: MarkedText, next: () => number): DraftedCase[] {
  const cases = injectedCases([marked]);
  const wrong = cases.filter(({ unsupported }) => unsupported);
  const reworded = cases.filter(({ unsupported, kind }) => !unsupported && kind !== 'verbatim');
  const verbatim = cases.filter(({ kind }) => kind === 'verbatim');
  const shuffled = wrong
    .map((one) => ({ one, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
  const drafts: DraftedCase[] = [];
  for (let at = 0; at < shuffled.length; at += wrongInDraft) {
    const own = (list: readonly InjectedCase[], count: number) =>
      Array.from({ length: Math.min(count, list.length) }, (_, step) => list[(at + step) % list.length]!);
    const right = [...own(reworded, rightInDraft - 1), ...own(verbatim, 1)];
    const texts = new Set(right.map(({ text }) => text));
    const faults = shuffled.slice(at, at + wrongInDraft).filter(({ text }) => !texts.has(text));
    drafts.push({ marked, wrong: faults, right });
  }
  return drafts;
}

function documentOf({ title, text, lang, publishedAt }: MarkedText): SourceDocument {
  return { id: 'D1', title, text, lang, ...(publishedAt === '' ? {} : { publishedAt }) };
}

/** Headline and lede are right; right and wrong sentences take turns in the section. */
function toDraft({ marked, wrong, right }: DraftedCase): Draft {
  const { lang, title } = marked;
  const sentence = (text: string): DraftSentence => ({ text, lang, passages: [], evidence: '' });
  const [first, ...others] = right.toReversed();
  const mixed = Array.from({ length: Math.max(wrong.length, others.length) }, (_, at) => [
    others[at],
    wrong[at],
  ]).flat();
  const texts = new Set(mixed.flatMap((one) => one?.text ?? []));
  return {
    lang,
    headline: sentence(title),
    standfirst: null,
    lede: first ? [sentence(first.text)] : [],
    sections: [{ crosshead: sentence(title), sentences: [...texts].map(sentence) }],
    pullQuote: null,
    keyFigures: [],
    whoSaysWhat: [],
    background: [],
    writer: { kind: 'model', version: 'eval' },
  };
}

/** Stands in for a model at its worst: whatever fails is answered with another wrong sentence of the same text. */
function careless(wrong: readonly InjectedCase[], next: () => number): Rewriter {
  return ({ text }) => {
    const others = wrong.filter((one) => one.text !== text);
    return Promise.resolve(others[Math.floor(next() * others.length)]?.text ?? null);
  };
}

interface Counts {
  wrong: number;
  /** Wrong sentences that stand in the brief as they were drafted. */
  undetected: number;
  /** Sentences that failed and came back wrong. */
  misrepaired: number;
  right: number;
  lost: number;
  kinds: Map<string, number>;
}

const isShown = ({ outcome }: Claim) => outcome === 'kept' || outcome === 'rewritten';

function count(
  claims: readonly Claim[],
  { wrong, right }: DraftedCase,
  faults: ReadonlySet<string>,
  to: Counts,
) {
  const claimOf = (text: string) =>
    claims.find((claim) => claim.part !== 'headline' && (claim.drafted ?? claim.text) === text);
  for (const { text, kind } of wrong) {
    const claim = claimOf(text);
    to.wrong += 1;
    if (!claim || !isShown(claim)) continue;
    if (claim.outcome === 'kept') {
      to.undetected += 1;
      to.kinds.set(kind, (to.kinds.get(kind) ?? 0) + 1);
    } else if (faults.has(claim.text)) to.misrepaired += 1;
  }
  for (const { text } of right) {
    const claim = claimOf(text);
    to.right += 1;
    if (claim?.outcome !== 'kept') to.lost += 1;
    if (claim?.outcome === 'rewritten' && faults.has(claim.text)) to.misrepaired += 1;
  }
}

/** One run with the careless rewriter tells both: what it is never asked about does not depend on it. */
async function measureLanguage(lang: string): Promise<Counts> {
  const counts: Counts = { wrong: 0, undetected: 0, misrepaired: 0, right: 0, lost: 0, kinds: new Map() };
  for (const marked of markedTexts().filter((one) => one.lang === lang)) {
    const next = random(11 + marked.text.length);
    const drafts = draftsOf(marked, next);
    const faults = drafts.flatMap(({ wrong }) => wrong);
    const rewrite = careless(faults, next);
    for (const drafted of drafts) {
      const { claims } = await verifyDraft({
        draft: toDraft(drafted),
        documents: [documentOf(marked)],
        rewrite,
      });
      count(claims, drafted, new Set(faults.map(({ text }) => text)), counts);
    }
  }
  return counts;
}

async function run({ print }: SuiteOptions): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const lang of ['en', 'ko']) {
    const { wrong, undetected, misrepaired, right, lost, kinds } = await measureLanguage(lang);
    const told = [...kinds].sort((a, b) => b[1] - a[1]).map(([kind, own]) => `${kind} ${own}`);
    print(`${lang}: ${undetected} of ${wrong} wrong sentences undetected (${told.join(', ')})`);
    print(`${lang}: ${misrepaired} came back wrong; ${lost} of ${right} right sentences lost`);
    const at = (name: string, value: number, cases: number): Measure => ({
      key: `repair/${lang}/${name}`,
      value,
      cases,
      lowerIsBetter: true,
    });
    measures.push(
      at('wrong-published', undetected / wrong, wrong),
      at('wrong-published-careless-rewriter', (undetected + misrepaired) / wrong, wrong),
      at('right-lost', lost / right, right),
    );
  }
  return measures;
}

export const suite: Suite = {
  name: 'repair',
  about: 'drafts with wrong sentences through checks and repair: wrong ones published, right ones lost',
  run,
};

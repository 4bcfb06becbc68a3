import { type Brief, briefSchemaId, type Claim, headlineWriterVersion } from '../domain/brief.ts';
import type { CheckedDraft } from '../domain/checked-draft.ts';
import { StandfirstError } from '../domain/errors.ts';
import type { Judge } from '../domain/judge.ts';
import type { SourceDocument } from '../domain/passage.ts';
import { defined } from '../kit/defined.ts';
import { sha256 } from '../kit/hash.ts';
import { labelFor } from '../languages/label.ts';
import { passagesOf } from '../languages/passages.ts';
import { copyGroups } from './copy-groups.ts';
import { judgeDraft } from './verify/judge.ts';
import type { Rewriter } from './verify/types.ts';
import type { verifyDraft } from './verify/verify.ts';
import type { Writer } from './write/types.ts';

/*
 * START HERE. One brief, from originals to the public JSON:
 *
 *   page -extract-> document -(here)-> numbered sources -write-> draft -verify-> checked draft -(here)-> brief
 *
 * Extracting happens before (src/pipeline/extract, in a worker of its own); rendering after (src/views). Stages do not
 * know one another: they meet in the plain data of src/domain.
 */

export interface ComposeRequest {
  /** The originals of one story, best first. They become D1, D2 ... */
  documents: readonly Omit<SourceDocument, 'id'>[];
  /** Language of the brief, BCP 47; that of the first original where absent. */
  lang?: string;
  copyWordsMax?: number;
  signal?: AbortSignal;
  onStage?(stage: 'writing' | 'checking'): void;
}

export interface ComposeParts {
  writer: Writer;
  /** Asked where the checked draft of `writer` keeps neither headline nor lede. */
  fallback: Writer;
  verify: typeof verifyDraft;
  /** Words a failing sentence anew, once; none without a model. */
  rewrite?: Rewriter;
  /** Asked once what it makes of the checked sentences of a model; nobody unless given. */
  judge?: Judge;
  now(): Date;
}

type Verified = { checked: CheckedDraft; sources: SourceDocument[] };

/**
 * Writes and checks one brief about `documents`. Whatever the writer does, what comes back has passed the verifier.
 * Throws `no-text` where no document has a text, and what the writer throws where even the fallback cannot write.
 */
export async function composeBrief(request: ComposeRequest, parts: ComposeParts): Promise<Brief> {
  const sources = numbered(request.documents);
  const lang = request.lang ?? sources[0]!.lang;
  const verified = await writeAndVerify(request, parts, sources, lang);
  return toBrief(await judged(verified, request, parts), parts.now());
}

function numbered(documents: ComposeRequest['documents']): SourceDocument[] {
  const withText = documents.filter(({ text }) => text.trim() !== '');
  if (withText.length === 0) {
    throw new StandfirstError('no-text', 'None of the originals has a text to write from.', {
      hint: 'Hand over at least one page with an article, or a document with "text".',
    });
  }
  return withText.map((document, index) => ({ ...document, id: `D${index + 1}` }));
}

/** A model's brief of fewer sentences that held is less than the excerpts would be. */
const ownSentencesMin = 2;

/** Different sentences of the text that stand as they were drafted or reworded, not replaced by the original's. */
function ownSentences({ claims }: CheckedDraft): number {
  const parts: readonly string[] = ['standfirst', 'lede', 'section'];
  const own = claims.filter(
    ({ part, outcome }) => parts.includes(part) && /^(?:kept|rewritten)$/.test(outcome),
  );
  return new Set(own.map(({ text }) => text)).size;
}

async function writeAndVerify(
  { copyWordsMax, signal, onStage }: ComposeRequest,
  { writer, fallback, verify, rewrite }: ComposeParts,
  sources: SourceDocument[],
  lang: string,
): Promise<Verified> {
  const limits = { ...(copyWordsMax !== undefined && { copyWordsMax }), ...(signal && { signal }) };
  const check = async (author: Writer) => {
    onStage?.('writing');
    const draft = await author.write({ documents: sources, lang, ...limits });
    onStage?.('checking');
    // What stands in for a model's draft is labelled as excerpts: no model may word it anew.
    const mayRewrite = rewrite && draft.writer.kind === 'model';
    return verify({ draft, documents: sources, ...limits, ...(mayRewrite && { rewrite }) });
  };
  const checked = await check(writer);
  const isEnough = checked.verification.fallback === 'none' && ownSentences(checked) >= ownSentencesMin;
  if (isEnough || writer === fallback || checked.writer.kind === fallback.kind) return { checked, sources };
  const second = await check(fallback);
  const reason = 'Too little of the draft passed the checks.';
  return {
    sources,
    checked: {
      ...second,
      writer: { ...second.writer, fallbackFrom: { kind: writer.kind, reason } },
      verification: {
        ...second.verification,
        fallback: second.verification.fallback === 'none' ? 'extractive' : second.verification.fallback,
      },
    },
  };
}

/** Excerpts are the originals' own words, and where they stand for a text that no model may read, none is shown it. */
async function judged(
  { checked, sources }: Verified,
  { signal }: ComposeRequest,
  { judge }: ComposeParts,
): Promise<Verified> {
  if (!judge || checked.writer.kind !== 'model') return { checked, sources };
  const limits = signal ? { signal } : {};
  return { sources, checked: await judgeDraft({ checked, documents: sources, judge, ...limits }) };
}

/** Every passage that evidence or a finding of a claim names, by id. */
function citedPassages(claims: readonly Claim[], sources: readonly SourceDocument[]): Brief['passages'] {
  const cited = new Set(
    claims.flatMap(({ evidence, findings }) => [
      ...evidence.map(({ passage }) => passage),
      ...findings.flatMap(({ passage }) => passage ?? []),
    ]),
  );
  const passages: Brief['passages'] = {};
  for (const { id, document, start, end, text, lang } of sources.flatMap(passagesOf)) {
    if (cited.has(id)) passages[id] = { document, start, end, text, lang };
  }
  return passages;
}

function toBrief({ checked, sources }: Verified, now: Date): Brief {
  const hashes = sources.map(({ title, text }) => sha256(`${title}\n\n${text}`));
  const groups = copyGroups(sources.map(({ text }) => text));
  const { kind, version, model = '' } = checked.writer;
  return {
    schema: briefSchemaId,
    // The same originals, language and writer make the same brief: asked again, it is a revision, not a second brief.
    id: sha256([...hashes, checked.lang, kind, version, model].join(' ')).slice(0, 24),
    revision: 1,
    createdAt: now.toISOString(),
    label: labelFor({
      lang: checked.lang,
      writer: kind,
      sources: sources.length,
      fallback: checked.verification.fallback,
      reserved: version === headlineWriterVersion,
    }),
    sources: sources.map(({ text, byline = [], ...source }, index) => ({
      ...defined(source),
      byline,
      hash: sha256(text),
      copyGroup: groups[index]!,
    })),
    passages: citedPassages(checked.claims, sources),
    ...checked,
  };
}

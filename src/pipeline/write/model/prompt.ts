import type { Passage, SourceDocument } from '../../../domain/passage.ts';
import { sha256 } from '../../../kit/hash.ts';
import { passagesOf } from '../../../languages/passages.ts';
import { instructionsFor } from './instructions.ts';
import { linkLike, plainLine, templateToken } from './plain-line.ts';
import { choosePassages } from './salience.ts';

/** Documents of one brief at most; a story with more is cut before it comes here. */
const documentsMax = 20;
/** A sentence of a page is rarely over 600; what is longer is a list or an attack. */
const passageCharsMax = 2000;

export interface Prompt {
  system: string;
  prompt: string;
  /** Every passage of the documents by id, whether it was sent or not. */
  passages: Map<string, Passage>;
  /** The ids of those that were sent. */
  ids: string[];
  /** Facts for the record. */
  about: Record<string, string | number | boolean>;
}

/**
 * A passage as the model sees it: one visible line, no links, no tokens of chat templates. Being on a line that starts
 * with its id, it cannot pass for an instruction of ours, whatever it says.
 */
export function passageLine(text: string): string {
  const line = plainLine(text).slice(0, passageCharsMax);
  return line.replace(templateToken, '…').replace(linkLike, '[link]');
}

/** A line that no page can contain: it would have to hold its own hash. */
function markOf(texts: readonly string[]): string {
  return `=====${sha256(texts.join('\n')).slice(0, 16)}=====`;
}

function headOf({ id, publisher, publishedAt, lang }: SourceDocument): string {
  const facts = [publisher, publishedAt && `published ${publishedAt}`, `language ${lang}`];
  const said = facts.flatMap((fact) => (fact ? [passageLine(fact).slice(0, 120)] : []));
  return `[${id}] ${said.join('; ')}`;
}

/**
 * The prompt for one brief. `charsMax` bounds the documents' part; the longest documents are cut by salience, which
 * `about` then says.
 */
export function briefPrompt(
  documents: readonly SourceDocument[],
  lang: string,
  { charsMax, compact }: { charsMax: number; compact: boolean },
): Prompt {
  const read = documents
    .slice(0, documentsMax)
    .map((document) => ({ document, passages: passagesOf(document) }));
  const chosen = choosePassages(read, charsMax);
  const { instructions, language } = instructionsFor(lang);
  const blocks = read.map(({ document, passages }, at) => {
    const sent = chosen[at] ?? [];
    const lines = sent.map(({ id, text }) => `${id} | ${passageLine(text)}`);
    const missing = passages.length - sent.length;
    return [headOf(document), ...lines, ...(missing > 0 ? [instructions.leftOut(missing)] : [])].join('\n');
  });
  const mark = markOf(blocks);
  const total = read.reduce((sum, { passages }) => sum + passages.length, 0);
  const sent = chosen.reduce((sum, passages) => sum + passages.length, 0);
  return {
    system: instructions.brief(language, mark, compact),
    prompt: [mark, blocks.join('\n\n'), mark, '', instructions.ask(language)].join('\n'),
    passages: new Map(read.flatMap(({ passages }) => passages.map((passage) => [passage.id, passage]))),
    ids: chosen.flat().map(({ id }) => id),
    about: {
      lang,
      compact,
      documents: documents.length,
      documentsSent: read.length,
      passages: total,
      passagesSent: sent,
      cutBySalience: sent < total,
    },
  };
}

/** The prompt for one repair call. */
export function rewritePrompt(
  sentence: { text: string; lang: string },
  reasons: readonly string[],
  passages: readonly Passage[],
): { system: string; prompt: string } {
  const { instructions, language } = instructionsFor(sentence.lang);
  const lines = passages.map(({ id, text }) => `${id} | ${passageLine(text)}`);
  const wrong = reasons.map((reason) => `- ${passageLine(reason).slice(0, 300)}`);
  const failed = JSON.stringify({ text: passageLine(sentence.text) });
  const mark = markOf([...lines, failed]);
  return {
    system: instructions.rewrite(language, mark),
    prompt: [mark, ...lines, mark, '', failed, ...wrong, '', instructions.askRewrite].join('\n'),
  };
}

/** The prompt for one judgement of a brief: the passages that its sentences rest on, then the sentences. */
export function judgePrompt(
  sentences: readonly { id: string; text: string; passages: readonly Passage[] }[],
  lang: string,
): { system: string; prompt: string } {
  const { instructions } = instructionsFor(lang);
  const passages = new Map(sentences.flatMap((one) => one.passages).map(({ id, text }) => [id, text]));
  const theirs = [...passages].map(([id, text]) => `${id} | ${passageLine(text)}`);
  const ours = sentences.map(
    ({ id, text, passages: own }) => `${id} (${own.map((one) => one.id).join(', ')}) | ${passageLine(text)}`,
  );
  const mark = markOf([...theirs, ...ours]);
  return {
    system: instructions.judge(mark),
    prompt: [mark, ...theirs, mark, ...ours, mark, '', instructions.askJudge].join('\n'),
  };
}

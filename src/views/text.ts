import type { Brief } from '../domain/brief.ts';
import { type BriefView, type NoteView, type SentenceView, type ViewOptions, viewBrief } from './model.ts';
import { inQuotes } from './quotes.ts';
import { unstopped } from './safe.ts';

/** Columns of a terminal line; a Hangul or Han character takes two. */
const columnsMax = 78;

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

function columns(text: string): number {
  let count = 0;
  for (const character of text) count += wide.test(character) ? 2 : 1;
  return count;
}

/** Broken at spaces only; `indent` goes before every line after the first. */
function wrap(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    const size = columns(word);
    if (line !== '' && used + 1 + size > columnsMax - columns(indent)) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line = line === '' ? word : `${line} ${word}`;
    used += used === 0 ? size : size + 1;
  }
  return [...lines, line].join(`\n${indent}`);
}

function rule(mark: string, text: string): string {
  return mark.repeat(Math.min(columnsMax, Math.max(2, columns(text))));
}

function heading(text: string): string {
  return `${text}\n${rule('-', text)}`;
}

function sentence({ text, number }: SentenceView): string {
  return `${text} [${number}]`;
}

function paragraph(views: readonly SentenceView[]): string {
  return wrap(views.map(sentence).join(' '));
}

function head(view: BriefView): string[] {
  const { brief, strings, headline } = view;
  const label = [brief.label.text, view.review, view.created?.text].filter((part) => part !== undefined);
  const sources = view.sources.map((source, index) => {
    const facts = [
      source.publisher,
      source.byline,
      source.published?.text,
      source.language,
      source.sameTextAs,
    ];
    const first = wrap(`${index + 1}. ${source.title}`, '   ');
    const known = facts.filter((fact) => fact !== null && fact !== undefined);
    return [first, `   ${wrap(known.join(' · '), '   ')}`, ...(source.url ? [`   ${source.url}`] : [])].join(
      '\n',
    );
  });
  return [
    view.kicker ?? '',
    headline ? `${wrap(headline.text)}\n${rule('=', headline.text)}` : '',
    view.standfirst ? paragraph([view.standfirst]) : '',
    wrap(label.join(' · ')),
    heading(strings.originals),
    sources.join('\n'),
  ];
}

function pullQuote({ pullQuote: quote, strings, pack }: BriefView): string[] {
  if (!quote) return [];
  const speaker = [quote.speaker ?? strings.speakerUnnamed];
  if (quote.source) speaker.push(strings.saidIn(quote.source.publisher));
  const text = inQuotes(quote.text, pack.typography.quotes);
  const lines = [sentence({ ...quote, text }), `— ${speaker.join(', ')}`];
  if (quote.original) lines.push(`${strings.translatedQuote} ${inQuotes(quote.original.text, ['“', '”'])}`);
  return [lines.map((line) => `    ${wrap(line, '    ')}`).join('\n')];
}

function body(view: BriefView): string[] {
  const sections = view.sections.map(({ crosshead, sentences }) => [
    ...(crosshead ? [heading(crosshead.text)] : []),
    paragraph(sentences),
  ]);
  const [first = [], ...rest] = sections;
  return [paragraph(view.lede), ...keyFigures(view), ...first, ...pullQuote(view), ...rest.flat()];
}

function keyFigures({ keyFigures: figures, strings }: BriefView): string[] {
  if (figures.length === 0) return [];
  const rows = figures.map(({ value, label, sentence: { number } }) =>
    wrap(`- ${value}: ${label} [${number}]`, '  '),
  );
  return [heading(strings.keyFigures), rows.join('\n')];
}

function whoSaysWhat({ whoSaysWhat: statements, strings, sources }: BriefView): string[] {
  if (statements.length === 0) return [];
  const rows = statements.map((row) => {
    const carried = row.sources.map(({ publisher }) => publisher).join(', ');
    const facts = [
      row.certainty,
      ...(carried === '' || sources.length < 2 ? [] : [`${strings.agreedBy}: ${carried}`]),
    ];
    return wrap(`- ${row.speaker}: ${sentence(row.sentence)} (${facts.join('; ')})`, '  ');
  });
  return [heading(strings.whoSaysWhat), rows.join('\n')];
}

function background({ background: sentences, strings }: BriefView): string[] {
  return sentences.length === 0 ? [] : [heading(strings.background), paragraph(sentences)];
}

/** In quotation marks, but for words that bring their own. */
function quoted(text: string): string {
  return /[“”"«»]/.test(text) ? text : `“${text}”`;
}

function note(view: NoteView, { strings }: BriefView): string {
  const indent = ' '.repeat(String(view.number).length + 3);
  const passages = view.passages.map(({ source, pieces, language }) => {
    const from = [source?.publisher, language].filter((fact) => fact !== null && fact !== undefined);
    return wrap(`${quoted(pieces.map(({ text }) => text).join(''))} (${from.join(', ')})`, indent);
  });
  if (passages.length === 0) passages.push(wrap(strings.noEvidence, indent));
  const cautions = view.cautions.map(
    ({ severity, reason, expected }) => `${severity}: ${reason}${expected ? ` (${expected})` : ''}`,
  );
  const verdict = view.verdict ?? strings.verdicts.supported;
  const checks = [verdict, ...view.confirmations, ...cautions, view.risk].map(unstopped);
  return `[${view.number}] ${[...passages, wrap(`${checks.join('; ')}.`, indent)].join(`\n${indent}`)}`;
}

function foot(view: BriefView): string[] {
  const { strings, brief } = view;
  const changed = view.changed.map(({ outcome, drafted, text, reasons }) => {
    const now = text === null ? '' : ` -> ${text}`;
    return wrap(`- ${outcome}: ${drafted}${now} (${reasons.join(' ')})`, '  ');
  });
  return [
    heading(strings.howChecked),
    wrap(view.checked.join(' ')),
    ...(changed.length > 0 ? [heading(strings.changed), changed.join('\n')] : []),
    wrap(view.made.join(' ')),
    heading(strings.notes),
    view.notes.map((item) => note(item, view)).join('\n'),
    [wrap(brief.label.notice), ...view.sources.flatMap(({ url }) => (url ? [url] : []))].join('\n'),
  ];
}

/** Plain text for a terminal or a mail: the same label, originals, evidence and checks as the page. */
export function renderBriefText(brief: Brief, options: ViewOptions = {}): string {
  const view = viewBrief(brief, options);
  const parts = [...head(view), ...body(view), ...whoSaysWhat(view), ...background(view), ...foot(view)];
  return `${parts.filter((part) => part.trim() !== '').join('\n\n')}\n`;
}

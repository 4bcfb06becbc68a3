import type { Brief } from '../domain/brief.ts';
import { type BriefView, type NoteView, type SentenceView, type ViewOptions, viewBrief } from './model.ts';
import { inQuotes } from './quotes.ts';
import { unstopped } from './safe.ts';
import type { SourceView } from './sources.ts';

/** Text in which no character means anything to CommonMark, footnotes and raw HTML included. */
function md(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~$^]/g, (mark) => `\\${mark}`)
    .replace(/&/g, '&amp;')
    .replace(
      /(https?|ftp|mailto)(:)|(www)(\.)/gi,
      (_, a = '', b = '', c = '', d = '') => `${a}${c}\\${b}${d}`,
    )
    .replace(/@/g, '\\@')
    .replace(
      /^(\s*)([-+=](?=[-=\s]|$)|\d{1,9}[.)](?=\s|$))/,
      (_, space, mark) => `${space}${escapedMarker(mark)}`,
    );
}

function escapedMarker(mark: string): string {
  return /^\d/.test(mark) ? `${mark.slice(0, -1)}\\${mark.slice(-1)}` : `\\${mark}`;
}

/** Brackets in an address would end the link. */
function target(url: string): string {
  return `<${url.replace(/[<>\s]/g, (mark) => encodeURIComponent(mark))}>`;
}

function link(text: string, url: string | null): string {
  return url === null ? md(text) : `[${md(text)}](${target(url)})`;
}

function sentence(view: SentenceView): string {
  return `${md(view.text)}[^${view.number}]`;
}

function paragraph(views: readonly SentenceView[]): string {
  return views.map(sentence).join(' ');
}

function sourceLine(source: SourceView, index: number): string {
  const facts = [source.byline, source.published?.text, source.language, source.sameTextAs];
  const known = facts.filter((fact) => fact !== null && fact !== undefined).map((fact) => md(fact));
  const rest = known.length === 0 ? '' : ` (${known.join(', ')})`;
  return `${index + 1}. ${md(source.publisher)}: ${link(source.title, source.url)}${rest}`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads.map(md)), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

function note(view: NoteView, { strings }: BriefView): string {
  const passages = view.passages.map(({ source, pieces, language }) => {
    const words = pieces.map(({ text, marked }) => (marked ? strong(text) : md(text))).join('');
    const facts = [source?.publisher, language].filter((fact) => fact !== null && fact !== undefined).map(md);
    const marks = /[“”"«»]/.test(words) ? ['', ''] : ['“', '”'];
    return `${marks[0]}${words}${marks[1]} (${facts.join(', ')})`;
  });
  const cautions = view.cautions.map(
    ({ severity, reason, expected }) => `${severity}: ${reason}${expected ? ` (${expected})` : ''}`,
  );
  const verdict = view.verdict ? [view.verdict] : [strings.verdicts.supported];
  const checks = [...verdict, ...view.confirmations, ...cautions, view.risk].map((words) =>
    md(unstopped(words)),
  );
  const body = passages.length === 0 ? md(strings.noEvidence) : passages.join('; ');
  return `[^${view.number}]: ${body} ${checks.join('; ')}.`;
}

/** Bold around the words, never around the white space beside them. */
function strong(text: string): string {
  const inner = text.trim();
  if (inner === '') return text;
  const [before = '', after = ''] = [
    text.slice(0, text.indexOf(inner)),
    text.slice(text.indexOf(inner) + inner.length),
  ];
  return `${before}**${md(inner)}**${after}`;
}

function head(view: BriefView): string[] {
  const { brief, strings } = view;
  const label = [brief.label.text, view.review, view.created?.text].filter((part) => part !== undefined);
  return [
    view.kicker ? `*${md(view.kicker)}*` : '',
    view.headline ? `# ${md(view.headline.text)}` : '',
    view.standfirst ? `**${md(view.standfirst.text)}**[^${view.standfirst.number}]` : '',
    `> ${label.map(md).join(' · ')}`,
    `## ${md(strings.originals)}`,
    view.sources.map(sourceLine).join('\n'),
    '---',
  ];
}

function pullQuote({ pullQuote: quote, strings, pack }: BriefView): string[] {
  if (!quote) return [];
  const from = quote.source ? strings.saidIn(quote.source.publisher) : null;
  const speaker = [quote.speaker ?? strings.speakerUnnamed, from].filter((part) => part !== null).join(', ');
  const original = quote.original
    ? `\n>\n> ${md(strings.translatedQuote)} ${md(inQuotes(quote.original.text, ['“', '”']))}`
    : '';
  const text = inQuotes(quote.text, pack.typography.quotes);
  return [`> ${sentence({ ...quote, text })}\n>\n> ${md(speaker)}${original}`];
}

function body(view: BriefView): string[] {
  const sections = view.sections.map(({ crosshead, sentences }) => [
    ...(crosshead ? [`## ${md(crosshead.text)}`] : []),
    paragraph(sentences),
  ]);
  const [first = [], ...rest] = sections;
  return [paragraph(view.lede), ...keyFigures(view), ...first, ...pullQuote(view), ...rest.flat()];
}

function keyFigures({ keyFigures: figures, strings }: BriefView): string[] {
  if (figures.length === 0) return [];
  const rows = figures.map(({ value, label, sentence: { number } }) => [
    md(value),
    `${md(label)}[^${number}]`,
  ]);
  return [`## ${md(strings.keyFigures)}`, table([strings.figure, strings.figureMeaning], rows)];
}

function whoSaysWhat({ whoSaysWhat: statements, strings }: BriefView): string[] {
  if (statements.length === 0) return [];
  const rows = statements.map((row) => [
    sentence(row.sentence),
    md(row.speaker),
    md(row.certainty),
    md(row.sources.map(({ publisher }) => publisher).join(', ')),
  ]);
  const heads = [strings.claim, strings.speaker, strings.certainty, strings.agreedBy];
  return [`## ${md(strings.whoSaysWhat)}`, table(heads, rows)];
}

function background({ background: sentences, strings }: BriefView): string[] {
  return sentences.length === 0 ? [] : [`## ${md(strings.background)}`, paragraph(sentences)];
}

function foot(view: BriefView): string[] {
  const { strings, brief } = view;
  const changed = view.changed.map(({ outcome, drafted, text, reasons }) => {
    const now = text === null ? '' : ` → ${md(text)}`;
    return `- ${md(outcome)}: ~~${md(drafted)}~~${now} ${reasons.map(md).join(' ')}`;
  });
  const links = view.sources.map(({ publisher, title, url }) => link(`${publisher}: ${title}`, url));
  return [
    '---',
    `## ${md(strings.howChecked)}`,
    view.checked.map(md).join(' '),
    ...(changed.length > 0 ? [`### ${md(strings.changed)}`, changed.join('\n')] : []),
    view.made.map(md).join(' '),
    `**${md(brief.label.notice)}** ${links.join(' · ')}`,
    view.notes.map((item) => note(item, view)).join('\n'),
  ];
}

/** CommonMark with footnotes: the same label, originals, evidence and checks as the page. */
export function renderBriefMarkdown(brief: Brief, options: ViewOptions = {}): string {
  const view = viewBrief(brief, options);
  const parts = [...head(view), ...body(view), ...whoSaysWhat(view), ...background(view), ...foot(view)];
  return `${parts.filter((part) => part.trim() !== '').join('\n\n')}\n`;
}

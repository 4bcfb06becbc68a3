import { z } from 'zod';
import type { AccuracyReport } from '../domain/accuracy.ts';
import { StandfirstError } from '../domain/errors.ts';
import type { LiveCounts } from '../domain/reading.ts';
import type { Command } from './types.ts';
import { exitDone, oneOf, parseCommandLine } from './usage.ts';

const words = {
  en: {
    title: (version: string) => `How accurate is the verifier of Standfirst ${version}?`,
    found: (share: string) => `Wrong sentences found, at most ${share} of right sentences being alarms`,
    right: 'Right sentences that were alarms all the same',
    together: 'all together',
    sets: 'Labelled sets, scored by models that saw no text of the same source',
    setHead: ['balanced accuracy', 'found', 'false alarms', 'AUC', 'texts'],
    calibration: 'Score and truth apart on average (expected calibration error)',
    both: 'across languages',
    desk: (days: number) => `On this desk, in the briefs published in the last ${days} days`,
    counts: {
      briefs: 'briefs',
      sentences: 'sentences drafted',
      supported: 'published as supported',
      rewritten: 'reworded after a check failed',
      quoted: 'replaced by the original’s own words',
      dropped: 'dropped',
      corrections: 'corrections published',
    },
  },
  ko: {
    title: (version: string) => `Standfirst ${version} 검증기의 정확도`,
    found: (share: string) => `찾아낸 틀린 문장(올바른 문장의 오경보 ${share} 이하)`,
    right: '오경보가 난 올바른 문장',
    together: '모두',
    sets: '판정이 붙은 자료(같은 원문을 본 적 없는 모델로 채점)',
    setHead: ['균형 정확도', '찾음', '오경보', 'AUC', '글 수'],
    calibration: '점수와 실제의 평균 차이(기대 보정 오차)',
    both: '언어 간',
    desk: (days: number) => `이 데스크에서 최근 ${days}일 동안 실은 기사`,
    counts: {
      briefs: '기사',
      sentences: '처음 쓴 문장',
      supported: '확인되어 실은 문장',
      rewritten: '점검에 걸려 고쳐 쓴 문장',
      quoted: '원문으로 바꾼 문장',
      dropped: '뺀 문장',
      corrections: '정정',
    },
  },
} as const;

type Lang = keyof typeof words;

const percent = (value: number) => `${(value * 100).toFixed(1)} %`.padStart(7);

/** Columns that a text takes in a terminal: Hangul takes two. */
function columns(text: string): number {
  return [...text].reduce((sum, char) => sum + (/[ᄀ-ᇿ⺀-鿿가-힣]/u.test(char) ? 2 : 1), 0);
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

/** One line a kind, English and Korean texts side by side. */
function typeLines<
  T extends { type: string; lang: string; cases: number; label: { en: string; ko: string } },
>(rows: readonly T[], value: (row: T) => number, lang: Lang): string[] {
  const types = [...new Set(rows.map((row) => row.type))];
  return types.map((type) => {
    const own = rows.filter((row) => row.type === type);
    const cells = ['en', 'ko'].map((of) => {
      const row = own.find((one) => one.lang === of);
      return row ? `${percent(value(row))} (${row.cases})`.padEnd(18) : '-'.padStart(7).padEnd(18);
    });
    return `  ${padded(own[0]!.label[lang], 44)}${cells.join('').trimEnd()}`;
  });
}

function setLines({ sets }: AccuracyReport, lang: Lang): string[] {
  const { setHead } = words[lang];
  return sets.flatMap(({ label, about, cases, ...one }) => [
    `  ${label[lang]}: ${about[lang]}`,
    `    ${setHead[0]} ${percent(one.balancedAccuracy).trim()}, ${setHead[1]} ${percent(one.recall).trim()}, ` +
      `${setHead[2]} ${percent(one.falseAlarms).trim()}, ${setHead[3]} ${one.auc.toFixed(3)}, ${setHead[4]} ${cases}`,
  ]);
}

/** The report as a person reads it in a terminal. */
function textOf(report: AccuracyReport, lang: Lang): string {
  const say = words[lang];
  const head = ' '.repeat(46) + ['en', 'ko'].map((of) => of.padStart(7).padEnd(18)).join('');
  const together = report.together.map((row) => `${percent(row.found)} (${row.cases})`.padEnd(18)).join('');
  const calibration = report.calibration.map(
    ({ lang: of, error }) => `${of === 'cross' ? say.both : of} ${error.toFixed(3)}`,
  );
  return [
    say.title(report.product),
    '',
    report.about[lang],
    '',
    say.found(percent(report.falseAlarmShare).trim()),
    head.trimEnd(),
    ...typeLines(report.errorTypes, (row) => row.found, lang),
    `  ${padded(say.together, 44)}${together.trimEnd()}`,
    '',
    say.right,
    ...typeLines(report.rightSentences, (row) => row.alarms, lang),
    '',
    say.sets,
    ...setLines(report, lang),
    '',
    `${say.calibration}: ${calibration.join(', ')}`,
    '',
  ].join('\n');
}

const counted = z.int().nonnegative();
const liveCounts: z.ZodType<LiveCounts> = z.object({
  days: counted,
  briefs: counted,
  sentences: counted,
  supported: counted,
  rewritten: counted,
  quoted: counted,
  dropped: counted,
  corrections: counted,
});

/** What the desk itself counted. Throws `desk-strange` where a desk of another version answers. */
function liveFrom(answer: unknown): LiveCounts {
  const read = liveCounts.safeParse(answer);
  if (read.success) return read.data;
  throw new StandfirstError('desk-strange', 'The desk that runs here is of another version.', {
    hint: 'Stop it and start it again.',
  });
}

function liveText({ days, ...live }: LiveCounts, lang: Lang): string {
  const { desk, counts } = words[lang];
  const keys = Object.keys(counts) as (keyof typeof counts)[];
  const rows = keys.map((key) => `  ${padded(counts[key], 44)}${String(live[key]).padStart(7)}`);
  return ['', desk(days), ...rows, ''].join('\n');
}

export const accuracyCommand: Command = {
  name: 'accuracy',
  summary: 'Show how accurate the verifier of this version was measured to be.',
  help: `standfirst accuracy [--desk] [--lang en|ko] [--json]

Prints what the checks of this version found and missed, by kind of error and language, with the texts that it was
measured on described. The figures were written by the evaluation, not by hand; a brief can score better or worse.

  --desk        what this desk itself counted as well: sentences published, reworded, dropped, corrected
  --lang en|ko  language of the report (default en)
  --json        the whole report as JSON

Example:
  standfirst accuracy --lang ko
`,
  async run({ args, io, services, doors }) {
    const { values } = parseCommandLine('accuracy', {
      args,
      options: { lang: { type: 'string' }, json: { type: 'boolean' }, desk: { type: 'boolean' } },
    });
    const lang = oneOf(values.lang ?? 'en', ['en', 'ko'], '--lang', 'accuracy');
    const report = (await services()).accuracy();
    const live = values.desk ? liveFrom(await doors.ask('live-counts', {})) : null;
    const whole = live === null ? report : { ...report, live };
    const text = `${textOf(report, lang)}${live === null ? '' : liveText(live, lang)}`;
    io.stdout.write(values.json ? `${JSON.stringify(whole, null, 2)}\n` : text);
    return exitDone;
  },
};

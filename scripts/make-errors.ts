import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { ownCleanTexts, parseClean } from '../eval/verify/errors/clean.ts';
import { madeCases } from '../eval/verify/errors/make.ts';

/**
 * `node scripts/make-errors.ts [TEXT ...] [--seed N] [--per-kind N] [--out FILE]`: wrong sentences of every kind, and
 * right ones in other words, from clean texts in English or Korean, as JSON Lines. A TEXT has a head (`lang: ko`,
 * `published: ...`, `title: ...`), an empty line and a body; without one the project's own clean texts are taken. The
 * same texts and seed give the same sentences. A line: id, lang, kind, unsupported, text, start and end of what was
 * changed, the original sentence, and the source.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    'per-kind': { type: 'string', default: '1' },
    out: { type: 'string' },
  },
});
const texts =
  positionals.length > 0
    ? positionals.map((path) => parseClean(basename(path).replace(/\.\w+$/, ''), readFileSync(path, 'utf8')))
    : ownCleanTexts();
const cases = madeCases(texts, {
  seed: Number(values.seed),
  perKindMax: Number(values['per-kind']),
  set: 'made',
});
const lines = cases.map(({ id, lang, kind, unsupported, text, start, end, original, source }) =>
  JSON.stringify({ id, lang, kind, unsupported, text, start, end, original, source }),
);
if (values.out) writeFileSync(values.out, `${lines.join('\n')}\n`);
else console.log(lines.join('\n'));
const counts = new Map<string, number>();
for (const { kind } of cases) counts.set(kind, (counts.get(kind) ?? 0) + 1);
console.error([...counts].map(([kind, count]) => `${kind} ${count}`).join(', '));

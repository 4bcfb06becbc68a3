import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sha256 } from '../../src/kit/hash.ts';

/** One page with the bodies that are allowed for it. */
export interface LabelledPage {
  id: string;
  path: string;
  url: string;
  lang: string;
  bodies: string[];
}

interface Row {
  id: string;
  file: string;
  url?: string;
  lang?: string;
  text: string;
  alts?: string[];
}

/**
 * Reads `FILE.jsonl` ({id, file, url, text, alts?, lang?}; `file` relative to the list, `.gz` allowed). Packed pages are
 * unpacked once into the folder for temporary files, so that a command under test sees plain HTML.
 */
export function readCorpus(listPath: string): LabelledPage[] {
  const scratch = join(tmpdir(), `standfirst-eval-${sha256(listPath).slice(0, 12)}`);
  mkdirSync(scratch, { recursive: true });
  return readFileSync(listPath, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const row = JSON.parse(line) as Row;
      return {
        id: row.id,
        path: unpacked(join(dirname(listPath), row.file), scratch),
        url: row.url ?? '',
        lang: row.lang ?? '??',
        bodies: [row.text, ...(row.alts ?? [])],
      };
    });
}

function unpacked(path: string, scratch: string): string {
  if (!path.endsWith('.gz')) return path;
  const target = join(scratch, basename(path, '.gz'));
  if (!existsSync(target)) writeFileSync(target, gunzipSync(readFileSync(path)));
  return target;
}

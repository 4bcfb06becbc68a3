import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** Where the fonts lie, from the sources and from the built package alike. */
const folder = new URL('../../../assets/fonts/', import.meta.url);

const slice = z.object({ file: z.string(), ranges: z.array(z.tuple([z.int(), z.int()])) });
const faceTable = z.record(z.string(), z.array(slice));

/** One file of a face and the characters it has. */
export type FontSlice = z.infer<typeof slice>;

let table: Promise<Record<string, FontSlice[]>> | undefined;
const files = new Map<string, Promise<Buffer>>();

/** The slices of a face, as `scripts/fonts.ts` wrote them down. */
export async function slicesOf(face: string): Promise<readonly FontSlice[]> {
  table ??= readFile(new URL('faces.json', folder), 'utf8').then((text) => faceTable.parse(JSON.parse(text)));
  return (await table)[face] ?? [];
}

/** A font file, read once per process. */
export function fontFile(file: string): Promise<Buffer> {
  const known = files.get(file);
  if (known) return known;
  const read = readFile(new URL(file, folder));
  files.set(file, read);
  return read;
}

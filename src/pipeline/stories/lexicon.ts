import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** English stems that a form of another language may stand for, with their share (0..1). */
export type Translations = readonly (readonly [stem: string, share: number])[];

export interface BridgeLexicon {
  /** Longest form, in characters: the longest match need not look further. */
  formCharsMax: number;
  forms: ReadonlyMap<string, Translations>;
}

const none: BridgeLexicon = { formCharsMax: 0, forms: new Map() };
const loaded = new Map<string, BridgeLexicon>();

/**
 * The bridge lexicon of a language (BCP 47 primary tag), read from `models/stories` on first use; an empty one where we
 * ship none. Made by `scripts/make-bridge.ts`.
 */
export function bridgeLexicon(lang: string): BridgeLexicon {
  const known = loaded.get(lang);
  if (known) return known;
  const read = /^[a-z]{2,3}$/.test(lang) ? readLexicon(lang) : none;
  loaded.set(lang, read);
  return read;
}

function readLexicon(lang: string): BridgeLexicon {
  const url = new URL(`../../../models/stories/bridge-${lang}.txt.gz`, import.meta.url);
  return existsSync(url) ? parseLexicon(gunzipSync(readFileSync(url)).toString('utf8')) : none;
}

/** One form a line: the form, a tab, then stems and their shares in per cent, blank between. */
export function parseLexicon(text: string): BridgeLexicon {
  const forms = new Map<string, Translations>();
  let formCharsMax = 0;
  for (const line of text.split('\n')) {
    const tab = line.indexOf('\t');
    if (tab <= 0) continue;
    const fields = line.slice(tab + 1).split(' ');
    const translations: [string, number][] = [];
    for (let at = 0; at + 1 < fields.length; at += 2) {
      translations.push([fields[at]!, Number(fields[at + 1]) / 100]);
    }
    forms.set(line.slice(0, tab), translations);
    if (tab > formCharsMax) formCharsMax = tab;
  }
  return { formCharsMax, forms };
}

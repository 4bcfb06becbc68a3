import { primaryLanguage } from '../../languages/languages.ts';

/** A document as far as counting voices goes. */
export interface VoicedDocument {
  id: string;
  lang?: string;
  publisher?: string;
  /** The original of its copy group, where it is a copy. */
  copyOf?: string;
}

export interface Voices {
  /** Copy groups, those of one publisher counted once: who says it independently. */
  independent: number;
  /** True where one voice stands for the whole story: readers are told. */
  isSingleSource: boolean;
  documents: number;
  publishers: string[];
  languages: string[];
}

/** Who speaks in a story. Documents without a publisher are voices of their own. */
export function voicesOf(documents: readonly VoicedDocument[]): Voices {
  const originals = documents.filter(({ copyOf }) => copyOf === undefined);
  const heard = originals.length > 0 ? originals : documents.slice(0, 1);
  const voices = new Set(
    heard.map(({ publisher, id }) => publisher?.trim().toLowerCase() || `document ${id}`),
  );
  const publishers = documents.flatMap(({ publisher }) => publisher?.trim() || []);
  const languages = documents.flatMap(({ lang }) => (lang === undefined ? [] : primaryLanguage(lang)));
  return {
    independent: voices.size,
    isSingleSource: voices.size === 1,
    documents: documents.length,
    publishers: [...new Set(publishers)].sort(),
    languages: [...new Set(languages)].sort(),
  };
}

import type { StoryDocument } from '../../src/domain/story.ts';
import { SentenceEncoder } from '../../src/models/encoder/sentence-encoder.ts';
import { vectorText } from '../../src/pipeline/stories/view.ts';

/** Gives documents their sentence vectors, as a desk with the encoder in the package does. */
export type WithVectors = <T extends StoryDocument>(documents: readonly T[]) => T[];

export async function openVectors(): Promise<WithVectors> {
  const encoder = await SentenceEncoder.open();
  const model = `${encoder.model.name}/${encoder.model.revision}`;
  const known = new Map<string, number[]>();
  return (documents) =>
    documents.map((document) => {
      const text = vectorText(document);
      const values = known.get(text) ?? [...encoder.encode(text)];
      known.set(text, values);
      return { ...document, vector: { model, values } };
    });
}

/** How documents come: as they are, or with vectors; `suffix` is that of the names of what is measured. */
export interface Variant {
  prepared: WithVectors;
  suffix: string;
  withVectors: boolean;
}

export const asWritten: Variant = { prepared: (documents) => [...documents], suffix: '', withVectors: false };

import { describe, expect, it } from 'vitest';
import { unfaithfulParts } from '../../eval/write/faithful.ts';
import { StandfirstError } from '../../src/domain/errors.ts';
import type { SourceDocument } from '../../src/domain/passage.ts';
import { extractiveWriter } from '../../src/pipeline/write/extractive/extractive.ts';

function documentOf(id: string, title: string, text: string, lang = 'en'): SourceDocument {
  return { id, title, text, lang, publishedAt: '2026-03-05T09:00:00+00:00' };
}

describe('the extractive writer', () => {
  it('refuses documents without a sentence, and says why', async () => {
    const empty = documentOf('D1', 'A title alone', '   ');
    await expect(extractiveWriter.write({ documents: [empty], lang: 'en' })).rejects.toThrow(StandfirstError);
    await expect(extractiveWriter.write({ documents: [], lang: 'en' })).rejects.toThrow('holds a sentence');
  });

  it('makes a short brief of a single sentence', async () => {
    const document = documentOf(
      'D1',
      'Ferry stops',
      'The Aldra ferry stopped on Monday after its engine failed.',
    );
    const draft = await extractiveWriter.write({ documents: [document], lang: 'en' });
    expect(draft.headline.text).toBe('Ferry stops');
    expect(draft.lede.map(({ text }) => text)).toEqual([document.text]);
    expect(draft.sections).toEqual([]);
    expect(unfaithfulParts(draft, [document])).toEqual([]);
  });
});

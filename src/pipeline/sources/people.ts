import type { FeedPerson } from '../../domain/feed.ts';
import { decodeReferences } from './entities.ts';
import { oneLine } from './html-text.ts';
import { feedLimits } from './limits.ts';
import { resolveAgainst } from './relative.ts';
import { allText, childNamed, ownText, type XmlElement } from './xml-tree.ts';

const address = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/;

/** A person element of any format: Atom's `name`, `email`, `uri`, else text such as `me@example.org (My Name)`. */
export function personOf(element: XmlElement): FeedPerson | null {
  const part = (...names: string[]): string | undefined => {
    for (const name of names) {
      const child = childNamed(element, name);
      const text = child === undefined ? '' : oneLine(allText(child), feedLimits.lineCharsMax);
      if (text !== '') return text;
    }
    return undefined;
  };
  const child = childNamed(element, 'uri') ?? childNamed(element, 'url') ?? childNamed(element, 'homepage');
  const url = child === undefined ? undefined : resolveAgainst(ownText(child), child.base);
  const name = part('name', 'itunes:name', 'foaf:name');
  const email = part('email', 'itunes:email');
  if (name === undefined && email === undefined && url === undefined) return personFromText(allText(element));
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(url !== undefined && { url }),
  };
}

/** `me@example.org (My Name)`, `My Name <me@example.org>`, `My Name`. Null where nothing is left. */
export function personFromText(written: string): FeedPerson | null {
  const text = oneLine(decodeReferences(written), feedLimits.lineCharsMax);
  const email = address.exec(text)?.[0];
  if (email === undefined) return text === '' ? null : { name: text };
  const name = text
    .replace(email, ' ')
    .replace(/(?:mailto:|<\s*>|&lt;\s*&gt;|\(\s*\)|\[\s*\])/gi, ' ')
    .replace(/^[\s,;:<([-]+|[\s,;:>)\]-]+$/g, '')
    .replace(/\s+/g, ' ');
  return { ...(name !== '' && { name }), email };
}

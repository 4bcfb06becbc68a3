import type { Name } from '../pack.ts';
import { crossScriptKeys, foldName } from '../shared/name-keys.ts';
import type { Unit } from './name-units.ts';
import { placeOf } from './places.ts';

/** Names written in Latin letters, by their capitals. */
export function latinNames(text: string): Name[] {
  const names: Name[] = [];
  const pattern =
    /(?<![A-Za-z0-9])(?:[A-Z][A-Za-z\u00c0-\u024f]*(?:[&.'’-][A-Za-z]+)*)(?: (?:of|the|and|de|van|von|al|bin) (?=[A-Z])| (?=[A-Z])|[A-Z][A-Za-z\u00c0-\u024f'’-]*){0,8}/g;
  for (const match of text.matchAll(pattern)) {
    const written = match[0].trimEnd();
    if (written.length < 2 || /\d\s?$/.test(text.slice(Math.max(0, match.index - 2), match.index))) continue;
    const isAcronym = /^[A-Z][A-Z&.]{1,7}$/.test(written);
    const key = foldName(written);
    const place = placeOf(written);
    names.push({
      start: match.index,
      end: match.index + written.length,
      text: written,
      kind: place ? 'place' : isAcronym ? 'organisation' : 'other',
      key,
      aliases: [...new Set([...(isAcronym ? [] : crossScriptKeys(written)), ...(place?.english ?? [])])],
    });
  }
  return names;
}

/** `조선중앙통신(KCNA)`, `베스트우드(Bestwood)`: what stands in the brackets is another form of the name before them. */
export function joinBrackets(text: string, names: Name[], units: readonly Unit[]): Name[] {
  const byEnd = new Map(names.map((name) => [name.end, name]));
  const unitByEnd = new Map(units.map((unit) => [unit.end, unit]));
  const added: Name[] = [];
  for (const match of text.matchAll(/(?<=[가-힣])\s?\(([A-Z][A-Za-z0-9 .,'’&·-]{1,60})\)/g)) {
    const inside = match[1]!.trim();
    let owner = byEnd.get(match.index);
    const unit = unitByEnd.get(match.index);
    if (!owner && unit && unit.word.length >= 2) {
      owner = {
        start: unit.start,
        end: unit.end,
        text: unit.word,
        kind: 'other',
        key: foldName(unit.word),
        aliases: crossScriptKeys(unit.word),
      };
      added.push(owner);
    }
    if (!owner) continue;
    owner.aliases = [
      ...new Set([
        ...owner.aliases,
        foldName(inside),
        ...(/^[A-Z.&]+$/.test(inside) ? [] : crossScriptKeys(inside)),
      ]),
    ];
    const start = match.index + match[0].indexOf('(') + 1;
    added.push({ ...owner, start, end: start + match[1]!.length, text: match[1]! });
  }
  return [...added, ...names];
}

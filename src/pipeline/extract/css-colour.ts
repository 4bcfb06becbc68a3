/** The colours that pages hide text with, as red, green and blue 0..255; null for what is not read here. */

const named: Record<string, [number, number, number]> = {
  white: [255, 255, 255],
  black: [0, 0, 0],
  snow: [255, 250, 250],
  ivory: [255, 255, 240],
  whitesmoke: [245, 245, 245],
  ghostwhite: [248, 248, 255],
  floralwhite: [255, 250, 240],
  gray: [128, 128, 128],
  grey: [128, 128, 128],
  silver: [192, 192, 192],
  lightgray: [211, 211, 211],
  lightgrey: [211, 211, 211],
  red: [255, 0, 0],
  blue: [0, 0, 255],
  green: [0, 128, 0],
  yellow: [255, 255, 0],
  navy: [0, 0, 128],
};

export function colourOf(value: string): [number, number, number] | null {
  const text = value.trim().toLowerCase();
  const first = /^[^\s(]+(?:\([^)]{0,60}\))?/.exec(text)?.[0] ?? '';
  if (Object.hasOwn(named, first)) return named[first] ?? null;
  const hex = /^#?([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/.exec(first)?.[1];
  if (hex !== undefined && (first.startsWith('#') || hex.length === 6)) {
    const wide = hex.length <= 4 ? [...hex].map((digit) => digit + digit).join('') : hex;
    return [0, 2, 4].map((at) => Number.parseInt(wide.slice(at, at + 2), 16)) as [number, number, number];
  }
  const rgb = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})/.exec(first);
  if (rgb) return [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])];
  const hsl = /^hsla?\(\s*[\d.]+(?:deg)?[\s,]+[\d.]+%[\s,]+(100|0)%/.exec(first);
  return hsl ? (hsl[1] === '100' ? [255, 255, 255] : [0, 0, 0]) : null;
}

/** Too close to read: under 24 of 255 apart in every channel. */
export function sameColour(
  a: readonly [number, number, number],
  b: readonly [number, number, number],
): boolean {
  return a.every((channel, at) => Math.abs(channel - (b[at] ?? 0)) < 24);
}

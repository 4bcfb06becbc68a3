/** Characters that XML 1.0 does not allow at all, in any form. */
const forbidden = /[^\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text or attribute value, safe in every place of a document. */
export function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(forbidden, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&apos;');
}

/** `<name attribute="...">text</name>`; the text is escaped here and nowhere else. */
export function element(name: string, text: string, attributes: Record<string, string> = {}): string {
  const own = Object.entries(attributes).map(([key, value]) => ` ${key}="${xml(value)}"`);
  return text === '' ? `<${name}${own.join('')}/>` : `<${name}${own.join('')}>${xml(text)}</${name}>`;
}

export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

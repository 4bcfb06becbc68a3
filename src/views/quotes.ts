/** Words in the quotation marks of the page's language, whatever marks they came with. */
export function inQuotes(text: string, [open, close]: readonly string[]): string {
  const bare = text
    .replace(/^["“”„‟'‘’«»「『]+\s*/, '')
    .replace(/[\s,]*["“”'‘’«»」』]+$/, '')
    .replace(/,$/, '');
  return /["“”„«»「」『』]/.test(bare) ? text : `${open}${bare}${close}`;
}

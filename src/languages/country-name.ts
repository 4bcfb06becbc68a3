/** A country's name in a language, such as `South Korea` for KR; the code where there is none; null for no country. */
export function countryName(code: string | null, lang: string): string | null {
  if (code === null) return null;
  try {
    return new Intl.DisplayNames([lang, 'en'], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/**
 * Where a voice is, and how we know: said by an editor (`source`), by the country in the report's web address
 * (`address`), or by the region in a language tag (`language`). ISO 3166-1 code of two letters.
 */
export interface Country {
  code: string;
  from: 'source' | 'address' | 'language';
}

/** Endings of addresses that are sold for how they read, or that are no country's. */
const soldEverywhere = new Set(
  'AC AD AG AI AM AQ BZ CC CD CO CP CX DJ EU FM GD GG GL GP GS IM IO JE LA LC LI LY ME MN MS MU NU PM PN PW QA RE SC SH SO ST SU SX TF TK TL TO TV UN VC VG WF WS YT ML GA CF GQ'.split(
    ' ',
  ),
);

/** Addresses that do not write the ISO code. */
const otherEndings: Record<string, string> = { UK: 'GB' };

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
/** What CLDR names and no state or territory is. */
const noCountries = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '));

/** The code in capitals, where there is such a country; else null. */
export function countryCode(text: string): string | null {
  const code = text.trim().toUpperCase();
  if (!/^[A-Z]{2}$/.test(code) || noCountries.has(code)) return null;
  return names.of(code) === undefined ? null : code;
}

/** The country whose domain an address lies in: `https://news.example.co.uk/` is in GB. */
function ofAddress(address: string): string | null {
  const host = URL.parse(address)?.hostname.replace(/\.$/, '') ?? '';
  const ending = /\.([a-z]{2})$/.exec(host)?.[1]?.toUpperCase() ?? '';
  if (soldEverywhere.has(ending)) return null;
  return countryCode(otherEndings[ending] ?? ending);
}

/** `en-GB` is of GB. American English is what publishing software says where nobody chose: it tells nothing. */
function ofLanguage(tag: string): string | null {
  try {
    const { language, region } = new Intl.Locale(tag);
    return region === undefined || (language === 'en' && region === 'US') ? null : countryCode(region);
  } catch {
    return null;
  }
}

/**
 * The country of a report: the editor's word for its source first, then its address, then the language tags of the page
 * and of the source. Null where none of them tells.
 */
export function countryOf(of: {
  said: string | null;
  address: string;
  languages: readonly (string | null)[];
}): Country | null {
  const said = of.said === null ? null : countryCode(of.said);
  if (said !== null) return { code: said, from: 'source' };
  const there = ofAddress(of.address);
  if (there !== null) return { code: there, from: 'address' };
  for (const tag of of.languages) {
    const region = tag === null ? null : ofLanguage(tag);
    if (region !== null) return { code: region, from: 'language' };
  }
  return null;
}

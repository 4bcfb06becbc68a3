/**
 * Countries by their ISO 3166 codes,
 so that a country has the same key in every language: the names come from the
 * platform's CLDR data, the usual short names and nationalities from the packs.
 */
const codes = (
  'AF AL DZ AD AO AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI KH CM CA CV CF TD CL CN CO KM CG ' +
  'CD CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HK HU IS ' +
  'IN ID IR IQ IE IL IT JM JP JO KZ KE KI KP KR KW KG LA LV LB LS LR LY LI LT LU MO MG MW MY MV ML MT MH MR MU MX FM ' +
  'MD MC MN ME MA MZ MM NA NR NP NL NZ NI NE NG MK NO OM PK PW PS PA PG PY PE PH PL PT QA RO RU RW WS SM SA SN RS SC ' +
  'SL SG SK SI SB SO ZA SS ES LK SD SR SE CH SY TW TJ TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US UY UZ VU VA VE VN ' +
  'YE ZM ZW XK GL PR GI'
).split(' ');

const byLanguage = new Map<string, ReadonlyMap<string, string>>();

/** Folded country name to code, in one language. Empty where the platform has no names for it. */
export function countryNames(lang: string): ReadonlyMap<string, string> {
  const known = byLanguage.get(lang);
  if (known) return known;
  const names = new Map<string, string>();
  try {
    const display = new Intl.DisplayNames([lang], { type: 'region', fallback: 'none' });
    for (const code of codes) {
      const name = display.of(code);
      if (name) names.set(name.toLowerCase(), code);
    }
  } catch {
    // A tag that Intl does not take: no names.
  }
  byLanguage.set(lang, names);
  return names;
}

/** The alias that a country's names in all languages share. */
export function countryKey(code: string): string {
  return `~c:${code}`;
}

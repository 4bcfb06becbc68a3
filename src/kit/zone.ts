/**
 * The time zone of a country that has one, or nearly all of whose press lives in one, by its top-level domain. `com`
 * and its like, and countries over several zones, are left out: no zone is better than a wrong one.
 */
const zoneOfDomain: Record<string, string> = {
  at: 'Europe/Vienna',
  be: 'Europe/Brussels',
  bg: 'Europe/Sofia',
  by: 'Europe/Minsk',
  ch: 'Europe/Zurich',
  cn: 'Asia/Shanghai',
  cz: 'Europe/Prague',
  de: 'Europe/Berlin',
  dk: 'Europe/Copenhagen',
  ee: 'Europe/Tallinn',
  es: 'Europe/Madrid',
  fi: 'Europe/Helsinki',
  fr: 'Europe/Paris',
  gr: 'Europe/Athens',
  hk: 'Asia/Hong_Kong',
  hr: 'Europe/Zagreb',
  hu: 'Europe/Budapest',
  ie: 'Europe/Dublin',
  il: 'Asia/Jerusalem',
  in: 'Asia/Kolkata',
  ir: 'Asia/Tehran',
  is: 'Atlantic/Reykjavik',
  it: 'Europe/Rome',
  jp: 'Asia/Tokyo',
  ke: 'Africa/Nairobi',
  kr: 'Asia/Seoul',
  lt: 'Europe/Vilnius',
  lu: 'Europe/Luxembourg',
  lv: 'Europe/Riga',
  my: 'Asia/Kuala_Lumpur',
  ng: 'Africa/Lagos',
  nl: 'Europe/Amsterdam',
  no: 'Europe/Oslo',
  nz: 'Pacific/Auckland',
  ph: 'Asia/Manila',
  pk: 'Asia/Karachi',
  pl: 'Europe/Warsaw',
  ro: 'Europe/Bucharest',
  rs: 'Europe/Belgrade',
  se: 'Europe/Stockholm',
  sg: 'Asia/Singapore',
  si: 'Europe/Ljubljana',
  sk: 'Europe/Bratislava',
  th: 'Asia/Bangkok',
  tr: 'Europe/Istanbul',
  tw: 'Asia/Taipei',
  ua: 'Europe/Kyiv',
  uk: 'Europe/London',
  vn: 'Asia/Ho_Chi_Minh',
  za: 'Africa/Johannesburg',
};

/** Languages whose press is written in one zone, for pages on `com` and its like. */
const zoneOfLanguage: Record<string, string> = {
  cs: 'Europe/Prague',
  de: 'Europe/Berlin',
  da: 'Europe/Copenhagen',
  fi: 'Europe/Helsinki',
  he: 'Asia/Jerusalem',
  hu: 'Europe/Budapest',
  it: 'Europe/Rome',
  ja: 'Asia/Tokyo',
  ko: 'Asia/Seoul',
  nb: 'Europe/Oslo',
  nn: 'Europe/Oslo',
  no: 'Europe/Oslo',
  pl: 'Europe/Warsaw',
  sv: 'Europe/Stockholm',
  th: 'Asia/Bangkok',
  tr: 'Europe/Istanbul',
  uk: 'Europe/Kyiv',
  vi: 'Asia/Ho_Chi_Minh',
  'zh-cn': 'Asia/Shanghai',
  'zh-hk': 'Asia/Hong_Kong',
  'zh-tw': 'Asia/Taipei',
};

/** The zone in which a page's local times are most likely meant; null where it could be any of several. */
export function likelyZone(host: string | null, lang: string | undefined): string | null {
  const domain = host?.toLowerCase().split('.').at(-1) ?? '';
  const tag = lang?.toLowerCase() ?? '';
  return zoneOfDomain[domain] ?? zoneOfLanguage[tag] ?? zoneOfLanguage[tag.split('-')[0] ?? ''] ?? null;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(zone, format);
  return format;
}

/** Minutes east of UTC in an IANA zone when its clocks show the given local time (as if it were UTC, in milliseconds). */
export function offsetMinutesAt(zone: string, localMillis: number): number {
  const shownAt = (instant: number): number => {
    const parts = new Map(
      formatFor(zone)
        .formatToParts(instant)
        .map((part) => [part.type, Number(part.value)]),
    );
    const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    return Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'));
  };
  const minute = 60_000;
  const local = Math.floor(localMillis / minute) * minute;
  const first = (shownAt(local) - local) / minute;
  return (shownAt(local - first * minute) - (local - first * minute)) / minute;
}

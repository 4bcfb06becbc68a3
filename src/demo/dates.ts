const monthNames: Record<string, readonly string[]> = {
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  de: [
    'Januar',
    'Februar',
    'März',
    'April',
    'Mai',
    'Juni',
    'Juli',
    'August',
    'September',
    'Oktober',
    'November',
    'Dezember',
  ],
};

const halves: Record<string, readonly [string, string]> = { ko: ['오전', '오후'] };

/**
 * A time as an outlet writes it. `iso` is ISO 8601 with offset and is shown as it stands there, in the outlet's own
 * zone; the pattern has {yyyy} {M} {MM} {d} {dd} {H} {HH} {h} {mm} {ampm} {month}.
 */
export function timeText(iso: string, pattern: string, lang: string): string {
  const [, yyyy = '', MM = '', dd = '', HH = '', mm = ''] =
    iso.match(/^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/) ?? [];
  const hour = Number(HH);
  const language = lang.slice(0, 2);
  const [am, pm] = halves[language] ?? ['am', 'pm'];
  const parts: Record<string, string> = {
    yyyy,
    MM,
    dd,
    HH,
    mm,
    M: String(Number(MM)),
    d: String(Number(dd)),
    H: String(hour),
    h: String(hour % 12 || 12),
    ampm: hour < 12 ? am : pm,
    month: monthNames[language]?.[Number(MM) - 1] ?? MM,
  };
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? '');
}

/** RFC 822 as feeds use it, in the zone of the text: `Tue, 03 Mar 2026 06:30:00 +0100`. */
export function feedTime(iso: string): string {
  const zone = iso.match(/([+-]\d\d):(\d\d)$/);
  const local = new Date(`${iso.slice(0, 19)}Z`).toUTCString();
  return local.replace('GMT', zone ? `${zone[1]}${zone[2]}` : '+0000');
}

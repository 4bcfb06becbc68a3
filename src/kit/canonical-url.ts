/** Parameters that say where a reader came from, never what the page is. Lower case. */
const trackingNames = new Set(
  (
    'fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ymclid twclid ttclid igshid igsh li_fat_id mc_cid mc_eid ' +
    'mkt_tok _ga _gl _hsenc _hsmi vero_id oly_enc_id oly_anon_id rb_clickid s_cid sc_cid wickedid ml_subscriber ' +
    'ml_subscriber_hash cmpid cmp icid ocid ito xtor spm smid smtyp ref_src ref_url referrer ncid cid_source ' +
    'wt.mc_id wt_mc_id wt.zmc ns_campaign ns_mchannel ns_source ns_linkname ns_fee phpsessid jsessionid ' +
    'sessionid session_id feedtype ftag guce_referrer guce_referrer_sig guccounter amp_js_v usqp'
  ).split(' '),
);
const trackingPrefixes =
  /^(?:utm_|pk_|mtm_|piwik_|matomo_|hsa_|at_(?:medium|campaign|custom|link|format|bbc|ptr)|fb_|ga_)/;

function isTracking(name: string): boolean {
  return trackingNames.has(name) || trackingPrefixes.test(name);
}

/** Percent-encoding in one spelling: unreserved characters bare, the rest in upper case (RFC 3986, 6.2.2). */
function normalEscapes(text: string): string {
  return text.replace(/%[0-9A-Fa-f]{2}/g, (octet) => {
    const char = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(char) ? char : octet.toUpperCase();
  });
}

function normalPath(pathname: string): string {
  let path = normalEscapes(pathname).replace(/;(?:jsessionid|phpsessid|sid)=[^/;]*/gi, '');
  // A parser of addresses reads `/.` and `/..` as steps; what is left of the path must not turn into one.
  while (/\/\.{0,2}$|\/index\.html?$/i.test(path)) path = path.slice(0, path.lastIndexOf('/'));
  return path;
}

function normalQuery(search: string): string {
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter((pair) => pair !== '' && !isTracking((pair.split('=')[0] ?? '').toLowerCase()))
    .map(normalEscapes)
    .sort();
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

/**
 * One spelling for the addresses of one page: for telling whether two are the same, not for fetching. Scheme, `www.`,
 * default port, fragment (but for `#!`), trailing slash, `index.html`, tracking parameters and their order make no
 * difference. Idempotent; an address that is not http(s) is given back trimmed.
 */
export function canonicalUrl(address: string): string {
  const url = URL.parse(address.trim());
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return address.trim();
  const host = url.hostname.replace(/^(?:www\d?\.)+(?=[^.]+\.[^.])/, '').replace(/\.+$/, '');
  if (host === '') return address.trim();
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  const fragment = url.hash.startsWith('#!') ? normalEscapes(url.hash) : '';
  return `https://${host}${port}${normalPath(url.pathname)}${normalQuery(url.search)}${fragment}`;
}

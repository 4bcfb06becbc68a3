/**
 * The form of an address: its path with what changes from article to article taken out. Articles of one site share one
 * or a few forms, and menus do not.
 */
export interface AddressForm {
  /** `w/w/YEAR/N/NAME`, `view.html?idx=N`; section names are `w`. */
  form: string;
  /** Something in it looks like it names one article: a number, a date, a long name. */
  isArticle: boolean;
}

const segmentsMax = 12;

function kindOf(segment: string): 'YEAR' | 'N' | 'NAME' | 'ID' | null {
  const bare = segment.replace(/\.(?:s?html?|php|aspx?|jsp|do|cms|ece|amp)$/i, '');
  if (/^(?:19|20)\d\d$/.test(bare)) return 'YEAR';
  if (/^\d+$/.test(bare)) return 'N';
  if (/%[0-9A-F]{2}.*%[0-9A-F]{2}/i.test(bare)) return 'NAME';
  if ((bare.match(/[-_+]/g) ?? []).length >= 3 || /[-_]\d{4,}$|^\d{4,}[-_]/.test(bare)) return 'NAME';
  if (bare.length >= 8 && /\d/.test(bare) && /[A-Za-z]/.test(bare) && !/[-_]/.test(bare)) return 'ID';
  return /^[A-Za-z]{0,3}\d{4,}[A-Za-z]?$/.test(bare) ? 'ID' : null;
}

/** Parameters whose value is a number or an identifier name the article on sites that have one page for all. */
function queryForm(url: URL): { form: string; isArticle: boolean } {
  const keys: string[] = [];
  let isArticle = false;
  for (const [name, value] of [...url.searchParams].slice(0, segmentsMax)) {
    if (value.length > 100) continue;
    if (/^(?:page|p|pg|start|offset|sort|lang|view|tab|limit|size)$/i.test(name)) keys.push(`${name}=*`);
    else if (/^[A-Za-z]{0,3}\d{3,}$/.test(value)) {
      keys.push(`${name}=N`);
      isArticle = true;
    } else keys.push(`${name}=*`);
  }
  return { form: keys.length === 0 ? '' : `?${keys.sort().join('&')}`, isArticle };
}

const files =
  /\.(?:jpe?g|png|gif|webp|svg|avif|pdf|docx?|xlsx?|pptx?|hwpx?|zip|mp[34]|m4a|xml|rss|json|css|js|ics)$/i;

/** The form of an address. Files that are no pages are never articles. */
export function addressForm(url: URL): AddressForm {
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const kinds = segments.slice(0, segmentsMax).map(kindOf);
  const last = segments.length - 1;
  const hasDate = kinds.includes('YEAR') && kinds.filter((kind) => kind !== null).length >= 2;
  const parts = kinds.map((kind, at) => {
    if (kind !== null) return kind;
    // Under a date the last segment names an article, however short it is.
    if (at === last) return hasDate ? 'NAME' : (segments[at] ?? '').toLowerCase().slice(0, 60);
    return 'w';
  });
  const query = queryForm(url);
  const lastKind = kinds.at(-1) ?? null;
  // A short number alone at the end is a page of a list, not an article.
  const isShortNumber = lastKind === 'N' && (segments[last] ?? '').length < 3;
  const isArticle =
    query.isArticle ||
    (lastKind !== null && lastKind !== 'YEAR' && !isShortNumber) ||
    (hasDate && lastKind !== 'N');
  return { form: `${parts.join('/')}${query.form}`, isArticle: isArticle && !files.test(url.pathname) };
}

/** Who publishes the site: what the law wants to be found in one click. */
export interface SiteIdentity {
  name: string;
  /** Public origin, `https://news.example`; null: only known from the address of a request on this machine. */
  url: string | null;
  /** Mail address or page where errors are reported. */
  contact: string | null;
  /** The person or body that answers for what is published, with role. */
  responsible: string | null;
  /** Languages of the interface and of the front pages, the first is the default. */
  languages: readonly UiLanguage[];
  /** WebSub hub named in the feeds. */
  hub: string | null;
}

/** Languages that the interface speaks (src/languages/site-strings.ts). */
export const uiLanguages = ['en', 'ko'] as const;
export type UiLanguage = (typeof uiLanguages)[number];

export function isUiLanguage(tag: string): tag is UiLanguage {
  return (uiLanguages as readonly string[]).includes(tag);
}

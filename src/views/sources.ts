import type { BriefSource } from '../domain/brief.ts';
import { primaryLanguage } from '../languages/languages.ts';
import type { UiStrings } from '../languages/strings.ts';
import { hostOf, localeOf, plain, safeLang, safeUrl } from './safe.ts';
import { type TimeOptions, type TimeView, timeView } from './time.ts';

/** One original as the page names it. */
export interface SourceView {
  /** `D1` */
  id: string;
  title: string;
  publisher: string;
  byline: string | null;
  published: TimeView | null;
  url: string | null;
  lang: string;
  /** The language's name, where it is not the page's. */
  language: string | null;
  /** Said of a copy of an earlier original. */
  sameTextAs: string | null;
}

/** A language's name in the reader's language, without its region; the tag where there is none. */
function languageName(tag: string, lang: string): string {
  try {
    return new Intl.DisplayNames([localeOf(lang)], { type: 'language' }).of(primaryLanguage(tag)) ?? tag;
  } catch {
    return tag;
  }
}

/** The language's name where it differs from the page's; null where there is nothing to say. */
function foreignLanguage(tag: string, lang: string): string | null {
  return primaryLanguage(tag) === primaryLanguage(lang) || tag === 'und' ? null : languageName(tag, lang);
}

/** `in Korean`; null where the language is the page's. */
export function inLanguage(tag: string, lang: string, strings: UiStrings): string | null {
  const name = foreignLanguage(tag, lang);
  return name === null ? null : strings.inLanguage(name);
}

export function sourceViews(
  sources: readonly BriefSource[],
  lang: string,
  strings: UiStrings,
  time: TimeOptions,
): SourceView[] {
  const views: SourceView[] = [];
  sources.forEach((source, index) => {
    const url = safeUrl(source.url);
    const copies = views.filter((_, at) => at < index && sources[at]?.copyGroup === source.copyGroup);
    const names = source.byline.map(plain).filter((name) => name !== '');
    views.push({
      id: source.id,
      title: plain(source.title) || strings.untitled,
      publisher: plain(source.publisher ?? '') || hostOf(url) || strings.unknownPublisher,
      byline: names.length === 0 ? null : strings.by(names),
      published: timeView(source.publishedAt, time),
      url,
      lang: safeLang(source.lang),
      language: inLanguage(safeLang(source.lang), lang, strings),
      sameTextAs: copies.length === 0 ? null : strings.sameTextAs(copies.map(({ publisher }) => publisher)),
    });
  });
  return views;
}

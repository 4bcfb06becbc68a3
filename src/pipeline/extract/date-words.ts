/** Where and in which words pages say when they were published and changed. Weights: see `Witness` in `dates.ts`. */

export const publishedMeta: Record<string, number> = {
  'article:published_time': 3,
  'og:article:published_time': 3,
  'og:published_time': 2.5,
  'article:published': 2.5,
  datepublished: 2.5,
  'date.published': 2,
  pubdate: 2,
  'publish-date': 2,
  publishdate: 2,
  publish_date: 2,
  'publication-date': 2,
  publication_date: 2,
  'article-publish-date': 2,
  'parsely-pub-date': 2,
  'sailthru.date': 2,
  'cxenseparse:recs:publishtime': 2,
  'cxenseparse:publishtime': 2,
  citation_publication_date: 1.5,
  citation_date: 1.5,
  'dc.date.issued': 2,
  'dcterms.issued': 2,
  'dcterms.created': 1.8,
  'dc.date.created': 1.8,
  'dc.created': 1.8,
  'date.created': 1.8,
  datecreated: 1.8,
  'dcterms.date': 1.6,
  'dc.date': 1.6,
  'dc.date.publication': 1.8,
  'rnews:datepublished': 2,
  'vr:published_time': 2,
  'bt:pubdate': 2,
  'dable:published_time': 2,
  'article:created': 1.6,
  'video:release_date': 1,
  'og:pubdate': 2,
  'og:regdate': 2,
  date: 1.5,
  created: 1.4,
  timestamp: 1.2,
  'last-published': 1,
  originalpublicationdate: 2,
  displaydate: 1.5,
  release_date: 1.2,
};

export const modifiedMeta: Record<string, number> = {
  'article:modified_time': 3,
  'og:updated_time': 2.5,
  'og:article:modified_time': 2.5,
  'article:modified': 2,
  datemodified: 2,
  'dcterms.modified': 2,
  'dc.date.modified': 2,
  'date.modified': 2,
  lastmod: 2,
  'last-modified': 1.5,
  revised: 1.5,
  modified_time: 1.5,
  utime: 1,
};

export const updatedWord =
  /\b(?:updated?|modified|last change|edited|revised|aktualisiert|aktualisierung|geändert|stand|mis à jour|modifié|actualizado|actualización|atualizado|modificato|aggiornat[oa]|bijgewerkt|opdateret|oppdatert|uppdaterad|päivitetty|zaktualizowano|aktualizov|обновлен|изменен|оновлен|güncelle|diperbarui)|수정|업데이트|최종\s?수정|更新|修改/iu;
export const publishedWord =
  /\b(?:published|posted|first published|created|released?|veröffentlicht|erstellt|publié|publicado|pubblicato|gepubliceerd|udgivet|publisert|publicerad|julkaistu|opublikowan|vydáno|опубликован|опубліковано|yayın|diterbitkan|dipublikasikan|on|datum|date|fecha|data)\b|입력|등록|승인|송고|게재|작성|기사입력|公開|掲載|配信|发布|發布|发表/iu;
export const otherWord =
  /©|copyright|comments?|kommentar|댓글|reply|joined|member since|lesezeit|related|next post|event date|geboren|born/iu;

export const farNames =
  /comment|related|sidebar|footer|teaser|recommend|most-?read|popular|latest|newsfeed|listing|carousel|\bnav|event|calendar|copyright|widget/;
export const dateNames =
  /date|time|publish|posted|pubdate|created|byline|entry-meta|post-meta|article-meta|meta|info|stamp|timestamp|updated|released/;

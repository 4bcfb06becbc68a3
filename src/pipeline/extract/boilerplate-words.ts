/**
 * Words by which pages name what is not their text, in English, Korean, Japanese, Chinese, German, French, Spanish,
 * Portuguese, Italian and a few of Dutch, Nordic, Turkish and Polish. None decides alone: each group is one feature of
 * the block classifier. Patterns are plain alternations, so matching is linear.
 */
const group = (...words: string[]): RegExp => new RegExp(words.join('|'), 'iu');

export const textGroups: Record<string, RegExp> = {
  share: group(
    '\\bshare\\b|\\btweet\\b|facebook|twitter|whatsapp|pinterest|linkedin|telegram|copy link|email this|print this|follow us|instagram|youtube',
    '공유|카카오톡|페이스북|트위터|좋아요|글자 ?크기|프린트|シェア|ツイート|いいね|分享|微博|微信|点赞',
    'teilen|drucken|partage[rz]|compartir|comparte|compart?ilhar?|condividi|stampa|delen\\b|\\bdela\\b|paylaş|udostępnij',
  ),
  subscribe: group(
    'newsletter|subscri(?:be|ption|ber)|sign ?up|inbox|free trial|already a (?:member|subscriber)|become a member|unlock',
    '구독|뉴스레터|회원 ?가입|로그인|메일매거진|メールマガジン|購読|会員|登録|有料|ログイン|订阅|訂閱|注册|登录|登录后',
    'abonnieren|abonnent|\\babo\\b|anmelden|abonne[zr]|inscri(?:vez|ption)|suscr[ií]b|bolet[ií]n|iscriviti|abbonat|abonează|assine|assinante|inscreva|abonneer|nyhetsbrev|prenumer|abone ol|prenumeruj',
  ),
  related: group(
    'related|read (?:more|also|next|the full)|see also|also read|more (?:from|on|stories|news)|you (?:may|might) (?:also )?(?:like|be interested)|recommended|trending|most (?:read|popular|viewed)|popular (?:now|posts|stories)|up next|don.t miss|editor.?s.? picks?|latest (?:news|stories|posts)|previous (?:post|article)|next (?:post|article)|keep reading|continue reading',
    '관련 ?(?:기사|뉴스|글)|추천 ?(?:기사|뉴스)|인기 ?(?:기사|뉴스)|많이 ?본|더 ?보기|주요 ?뉴스|핫이슈|최신 ?(?:기사|뉴스)|이전 ?기사|다음 ?기사|이 ?기사도|함께 ?보면|랭킹',
    '関連(?:記事|ニュース)|あわせて読みたい|おすすめ|人気(?:記事|の)|ランキング|もっと見る|続きを読む|次の記事|前の記事|【写真】|相关(?:阅读|新闻|推荐|文章)|相關新聞|推荐(?:阅读)?|延伸閱讀|热门|热点|熱門|更多|下一篇|上一篇|点击排行',
    'mehr (?:zum thema|dazu|lesen|aus)|lesen sie (?:auch|mehr)|auch interessant|weitere (?:artikel|themen|nachrichten)|das könnte sie|meistgelesen|lesetipp|zum thema|siehe auch|passend dazu',
    'lire aussi|à lire|sur le même sujet|articles? (?:liés|similaires|associés)|les plus lus|voir aussi|en savoir plus|lea? también|te puede interesar|más (?:noticias|leíd[oa]s|información)|noticias relacionadas|ver más|seguir leyendo|leia (?:também|mais)|veja (?:também|mais)|saiba mais|mais lidas|notícias relacionadas|leggi anche|potrebbe interessarti|più letti|articoli correlati|vedi anche|continua a leggere|lees ook|meer (?:over|lezen)|läs (?:också|mer)|les også|læs også|ilgili haber|czytaj (?:też|także|więcej)|zobacz (?:też|także)',
  ),
  comment: group(
    'comments?\\b|leave a (?:reply|comment)|post a comment|join the (?:discussion|conversation)|report abuse|\\brepl(?:y|ies)\\b',
    '댓글|의견|기사 ?제보|コメント|评论|評論|留言|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|yorum|komentarz',
  ),
  legal: group(
    '©|\\(c\\) ?\\d{4}|copyright|all rights reserved|terms of (?:use|service)|privacy policy|affiliate|commission|disclaimer|disclosure|may not be (?:published|reproduced)|reprints?\\b',
    '무단 ?전재|재배포|저작권|무단 ?복제|ⓒ|AI ?학습|無断転載|無断複写|著作権|版权|版權|转载|轉載|未经授权|免责声明',
    'alle rechte|nutzungsbedingungen|datenschutz|impressum|tous droits|mentions légales|todos los derechos|derechos reservados|todos os direitos|tutti i diritti|riproduzione riservata|alle rechten|tüm hakları',
  ),
  consent: group(
    'cookies?\\b|consent|privacy|personal data|third.party|ad.?blocker|browser|javascript|enable|accept all|log ?in|password|log ?out|my account',
    '쿠키|개인정보|브라우저|クッキー|ブラウザ|隐私|einwilligung|zustimm|externe[nr]? inhalt|werbung|anzeige\\b|publicité|publicidad|publicidade|pubblicità|advertis(?:e|ing|ement)|sponsored|광고|広告|广告|廣告|スポンサー|reklam',
  ),
  credit: group(
    '(?:photo|image|picture|illustration|video|graphic)s?(?: by|:| credit| courtesy)|\\bcredit:|getty|shutterstock|istock|\\bafp\\b|\\(ap\\b|/ap\\b|reuters/|file photo|pictured|screenshot|stock photo',
    '사진 ?[=:제]|\\[사진|연합뉴스 ?제공|자료 ?사진|캡처|©|写真[=＝:：]|撮影|提供[=＝:：]|图片|圖片|新华社(?:记者|发)|摄',
    'foto:|bild:|\\bdpa\\b|imago|quelle:|crédits?:?|photo ?:|fotograf|fuente:|fonte:|imagem:|reprodução|bildquelle',
  ),
  byline: group(
    '^(?:by|von|par|por|di|door|af|av) \\p{Lu}|written by|reporting by|edited by|editing by|(?:staff|senior) (?:writer|reporter)|correspondent\\b|contributed to this report|published (?:on|at|by)|updated|min(?:ute)?s? read|reading time',
    '기자$|기자 ?[=(]|특파원|[가-힣]{2,4} ?기자|입력 ?[:\\d]|수정 ?[:\\d]|송고|등록 ?[:\\d]|記者|【[^】]{1,12}】$|記者報道|记者|编辑[:：]|责任编辑|責任編輯|来源[:：]|來源',
    'veröffentlicht|aktualisiert|stand:|lesezeit|publié le|mis à jour|temps de lecture|publicado|actualizado|atualizado|pubblicato|aggiornato|tempo di lettura|gepubliceerd|publicerad|oppdatert|publiceret|yayınlanma|güncelleme',
  ),
  author: group(
    'is an? (?:\\w+ ){0,3}(?:writer|reporter|editor|journalist|author|correspondent|columnist|contributor|freelancer|professor|blogger|founder)|about the author|view all posts|more by|contact (?:the )?(?:author|reporter)|has (?:been )?(?:written|covered|worked)|follow (?:him|her|them) on|the author',
    '필자|저자|著者|筆者|作者|über den autor|über die autorin|ist redakteur|ist freie|autor(?:in)?:|l.auteur|sobre el autor|sobre o autor|l.autore|biograf',
  ),
  action: group(
    'click here|shop now|buy (?:now|on)|download|learn more|get started|contact us|book a|request a|view (?:all|more|gallery)|show more|load more|watch (?:now|the)|listen|play video|get (?:a|your) (?:free )?quote|add to|order now|check (?:price|latest)|sign in|skip to|back to top|table of contents|jump to|toggle|menu|search|close',
    '바로가기|자세히|신청|다운로드|목록|닫기|검색|메뉴|もっと|詳しく|ダウンロード|目次|閉じる|検索|查看|点击|下载|打开|目录|搜索|关闭',
    'hier klicken|mehr erfahren|jetzt|herunterladen|inhaltsverzeichnis|schließen|suche|menü|cliquez|télécharger|fermer|sommaire|haga clic|descargar|cerrar|clique|baixar|clicca|scarica|chiudi',
  ),
};

/** An East Asian character that the alternative begins with, and cannot do without. */
const eastFirst = /^[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7A3](?![?*{])/;
const east = /[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7A3]/;

/** Each group in two: most texts have no East Asian letter, and need not be searched for words that begin with one. */
const halves = Object.values(textGroups).map(({ source }) => {
  const words = alternativesOf(source);
  return {
    eastern: group(...words.filter((word) => eastFirst.test(word))),
    others: group(...words.filter((word) => !eastFirst.test(word))),
  };
});

/** The outermost alternatives of a pattern. */
function alternativesOf(source: string): string[] {
  const found: string[] = [''];
  let depth = 0;
  for (const piece of source.match(/\\.|\[(?:\\.|[^\]])*\]|[\s\S]/gu) ?? []) {
    if (piece === '(') depth += 1;
    if (piece === ')') depth -= 1;
    if (piece === '|' && depth === 0) found.push('');
    else found[found.length - 1] += piece;
  }
  return found;
}

/** Which of `textGroups` the text speaks of, in their order. */
export function groupsIn(text: string): boolean[] {
  const isEast = east.test(text);
  return halves.map(({ eastern, others }) => others.test(text) || (isEast && eastern.test(text)));
}

/** Words in class names, ids, roles and test ids of an element and what they usually hold. */
export const markupGroups: Record<string, RegExp> = {
  social: /share|sharing|social|follow-|-follow|addtoany|sns\b/i,
  related:
    /relat|recommend|recirc|more-|-more|trending|popular|teaser|\bcards?\b|card-|read-?next|also|outbrain|taboola|carousel|slider|swiper|latest|most-?read|ranking|mostread|upnext|suggest|explore|posts-list|list-posts|linklist|link-list|series/i,
  subscribe:
    /newsletter|subscri|sign-?up|paywall|regwall|piano|membership|\bcta\b|cta-|-cta|callout|donat|form\b|offer|optin|lead-?magnet/i,
  comment: /comment|disqus|respond|repl(?:y|ies)|discussion|livefyre|feedback/i,
  chrome:
    /side-?bar|footer|\bfoot\b|\bnav|-nav|menu|header|breadcrumb|toolbar|skip|modal|pop-?up|overlay|cookie|consent|gdpr|banner|widget|aside|dialog|dropdown|offcanvas|masthead|topbar|search|pagination|pager/i,
  meta: /author|byline|\bbio\b|-bio|bio-|\bmeta\b|-meta|meta-|\bdate|time(?:stamp)?\b|\btags?\b|categor|topic|kicker|read-?time|dateline|contributor|writer|profile|reporter|journalist/i,
  contents: /\btoc\b|toc-|-toc|table-of-contents|contents-list|jump-?link|anchor-?list/i,
  media:
    /caption|credit|gallery|figure|\bimage|\bimg|photo|video|media|embed|player|slideshow|infographic|copyright/i,
  advert: /\bads?\b|\bad-|-ad\b|-ads\b|advert|sponsor|dfp|promo|commercial|affiliate|product|price|deal/i,
  summary:
    /summary|highlights?\b|key-?(?:points|takeaways)|takeaways|tl-?dr|excerpt|standfirst|\bdek\b|\bdeck\b|intro|lead\b|lede|subtitle|sub-?head|abstract|teaser-text|description|ai-?summary/i,
  disclaimer: /disclaim|disclosure|correction|editor-?note|legal|notice|copyright|trust|fact-?check/i,
  body: /article-?(?:body|content|text)|entry-?content|post-?(?:content|body|text)|story-?(?:body|content|text)|content-?body|body-?(?:content|text|copy)|articlebody|rich-?text|\bprose\b|wysiwyg|main-?content|single-content|blog-?(?:content|body|post)|paragraph|text-?block|article__|news_?(?:body|text|con)/i,
};

import type { Segment } from './segments.ts';

/**
 * Lines that pages set between the paragraphs of a body and that are not its text. Each is anchored and tried on
 * short segments only, so that a sentence which merely mentions "subscribe" or `구독` stays.
 */
const lineUnitsMax = 28;

/** Wherever they stand, whatever else the line says. */
const always: readonly RegExp[] = [
  // Marks of a template that nobody filled in.
  /^\W*(?:\$\$|\{\{|\[\[|%%)[\w .-]{1,40}(?:\$\$|\}\}|\]\]|%%)\W*$/u,
  /무단\s*(?:전재|복제|배포)|재배포\s*금지|저작권자\s*[ⓒ©(]|^[ⓒ©]|AI\s*학습\s*(?:및\s*활용\s*)?금지/u,
  /無断(?:転載|複写|複製|使用)|版权所有|版權所有|未经(?:授权|许可).{0,12}(?:转载|使用)|未經(?:授權|許可)/u,
  /all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados/iu,
  /todos os direitos reservados|tutti i diritti riservati|riproduzione riservata|alle rechten voorbehouden/iu,
  /^(?:copyright|©|\(c\)) ?(?:\d{4}|by |the )/iu,
  /^(?:좋아요|싫어요|슬퍼요|화나요|훈훈해요|후속기사 원해요|공감|추천|댓글|조회)(?: ?수)? ?[\d,]+$/u,
];

/** The whole line, but for marks around it and a name after it. */
const whole: readonly RegExp[] = [
  /^(?:advertis(?:e|ing|ement)s?|sponsored(?: content)?|promoted|story continues below(?: advertisement)?|article continues (?:below|after).*|scroll (?:down )?to continue.*|(?:continue|keep) reading.*|read (?:full|the full) (?:story|article).*|article content|loading\W*|share(?: this)?(?: article| story| post| page)?|(?:print|email|save|copy link|comments?|reply|menu|search|close|next|previous|more|top stories|latest news)|video player is loading.*|this article is more than .{1,20} old|table of contents|in this article|on this page|back to top|skip to .{1,30}|\d+ ?(?:shares?|comments?|views?)|sign (?:up|in)|log ?in|subscribe(?: now)?|newsletter)\W*$/iu,
  /^(?:광고|공유(?:하기)?|구독(?:하기)?|스크랩|프린트|인쇄|글자 ?크기|기사 ?제보|댓글(?: ?쓰기)?|더 ?보기|목록|이전 ?기사|다음 ?기사|관련 ?기사|추천 ?기사|인기 ?(?:기사|뉴스)|많이 ?본 ?(?:기사|뉴스)|주요 ?뉴스|핫 ?이슈|URL ?복사|음성으로 ?듣기|닫기|이 ?기사를 ?공유합니다|좋아요|Copyright)\W*$/u,
  /^(?:広告|PR|シェア|ツイート|関連記事|関連ニュース|あわせて読みたい|おすすめ記事|人気記事|アクセスランキング|続きを読む|もっと見る|次へ|前へ|目次|広告|分享|评论|相关阅读|相关新闻|推荐阅读|热门推荐|延伸閱讀|更多|返回顶部|扫一扫.{0,20}|点击(?:查看|进入).{0,10})\W*$/u,
  /^(?:anzeige|werbung|teilen|drucken|merken|kommentare?|inhaltsverzeichnis|mehr zum thema|auch interessant|publicité|partager|commentaires?|sommaire|sur le même sujet|publicidad|compartir|comentarios|te puede interesar|publicidade|continua (?:após|depois d)a publicidade|compartilhar|comentários|pubblicità|condividi|commenti|advertentie|annonse?|reklam)\W*$/iu,
];

/** Openings of a pointer to another text: out where the line is mostly a link, or ends with the colon. */
const pointers: readonly RegExp[] = [
  /^\W*(?:read (?:more|also|next|here|our|the)|also read|see also|see more|related|more (?:from|on|about|stories|news|coverage)|recommended|don[’']t miss|watch|listen|in pictures|in case you missed|what to read next|you may (?:also )?like|you might (?:also )?like|further reading|explore more|click here|find out more|learn more|sign up|subscribe|follow|download|join)\b/iu,
  /^\W*(?:관련 ?기사|관련 ?뉴스|함께 ?보면|추천 ?기사|이 ?기사도|더 ?보기|바로 ?가기|▶|☞|■ ?제보|\[관련)/u,
  /^[▶☞►▷]/u,
  /^\W*(?:関連|あわせて読|おすすめ|【写真|【関連|【画像|【動画|詳しくは|こちらも|相关|相關|推荐|延伸閱讀|更多|阅读更多|点击)/u,
  /^\W*(?:lesen sie|lies auch|mehr (?:zum|dazu|über|lesen|aus|news)|auch interessant|siehe auch|passend (?:zum|dazu)|zum thema|weitere (?:artikel|infos|informationen|news|themen)|hier (?:geht|lesen|finden)|das könnte)/iu,
  /^\W*(?:lire aussi|lire (?:la suite|également)|à lire|à voir|voir aussi|en savoir plus|retrouvez|lea? (?:también|más)|lee (?:también|más)|te puede interesar|más información|ver (?:también|más)|noticias? relacionadas?|sigue leyendo)/iu,
  /^\W*(?:leia (?:também|mais)|veja (?:também|mais)|saiba mais|confira|leggi (?:anche|tutto|di più)|vedi anche|approfondisci|potrebbe interessarti|lees (?:ook|meer|verder)|läs (?:också|mer|även)|les (?:også|mer|mere)|læs (?:også|mere)|czytaj (?:też|także|więcej)|zobacz (?:też|także))/iu,
];

/** Picture credits and captions that stand as lines of their own. */
const captions: readonly RegExp[] = [
  /다\.?\s+(?:연합뉴스|뉴시스|뉴스1|게티이미지\S{0,8}|자료사진|\S{2,4} (?:사진|인턴)?기자|\S{2,12} 제공|\S{2,12} 캡처)\W{0,2}$/u,
  /^[[(【<]? ?(?:사진|그래픽|영상|자료|이미지)(?: ?(?:제공|출처))? ?[=:：/|]/u,
  /[[(【<] ?(?:사진|자료 ?사진|그래픽)[^\])】>]{0,30}[\])】>]\.?$/u,
  /^(?:写真|画像|撮影|提供|图片来源|图源|圖片來源|资料图)[=＝:：]/u,
  /^(?:photos?|image|picture|video|graphic|illustration)s?(?: credits?| source| courtesy| by)? ?(?::|by |courtesy |via |\/)/iu,
  /^(?:credits?|source|getty images|shutterstock|istock|foto|fotos|bild|quelle|bildquelle|crédits?(?: photo)?|fuente|fonte|imagen?|imagem) ?[:/]/iu,
  /(?:getty images|shutterstock|istockphoto|imago images|afp via getty|ap photo)[)\]/\s\w.]{0,24}$/iu,
];

/** What a line is, where its words alone tell: null for everything else. */
export function lineKind({
  text,
  units,
  linked,
  role,
}: Pick<Segment, 'text' | 'units' | 'linked' | 'role'>): 'notice' | 'pointer' | 'caption' | null {
  if (units > lineUnitsMax) return null;
  if (always.some((pattern) => pattern.test(text)) || whole.some((pattern) => pattern.test(text)))
    return 'notice';
  const isPointer = linked >= 0.5 || text.endsWith(':') || units <= 3;
  if (isPointer && pointers.some((pattern) => pattern.test(text))) return 'pointer';
  if (/^[▶☞►▷]/u.test(text)) return 'pointer';
  if (role !== 'heading' && captions.some((pattern) => pattern.test(text))) return 'caption';
  return null;
}

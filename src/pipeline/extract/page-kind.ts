import type { NoArticleReason } from '../../domain/document.ts';
import type { PageBody } from './body.ts';
import { sentenceEndsIn, unitsOf } from './measure.ts';
import type { PageMetadata } from './metadata.ts';
import type { StructuredData } from './structured-data.ts';
import { attr, closest, elementsWithin, type PageElement, type PageTree, squeeze, textOf } from './tree.ts';

export interface NoArticle {
  reason: NoArticleReason;
  /** What is wrong and what the person can do. */
  message: string;
}

export interface PageToJudge {
  tree: PageTree;
  data: StructuredData;
  metadata: PageMetadata;
  body: PageBody;
  url?: string;
}

/** A body of this many word-like units is read as an article whatever surrounds it, unless it is no prose. */
const bodyUnitsEnough = 220;
/** Less than this is no text, but a caption or a button. */
const bodyUnitsMin = 12;
/** A notice (of an error, a paywall, a consent) is not longer than this. */
const noticeUnitsMax = 160;

/**
 * Why the page holds no article, or null where it holds one. The order matters: a consent wall over an article is told
 * as such, not as an article about cookies. Every rule needs a short body, or one that is all notice: a long text about
 * a missing page is an article.
 */
export function whyNoArticle(page: PageToJudge): NoArticle | null {
  const { body, tree } = page;
  const units = unitsOf(body.text);
  const visible = pageText(tree);
  if (!/\p{L}/u.test(visible) && units < bodyUnitsMin) return empty(page);
  const seen = units < noticeUnitsMax ? `${page.metadata.title}\n${body.text}\n${visible}` : body.text;
  return (
    consentWall(page, units, seen) ??
    errorPage(page, units, seen) ??
    paywallStub(page, units, visible) ??
    indexPage(page, units) ??
    noBody(page, units)
  );
}

const textCharsMax = 6_000;

/** The first visible text of the page, menus and all. */
function pageText(tree: PageTree): string {
  let text = '';
  for (let at = 0; at < tree.nodes.length && text.length < textCharsMax; at++) {
    const node = tree.nodes[at]!;
    if (
      node.kind === 'element' &&
      (node.hidden !== null || /^(?:head|script|style|noscript|template)$/.test(node.tag))
    )
      at = node.end - 1;
    else if (node.kind === 'text' && node.text.trim() !== '') text += `${squeeze(node.text)}\n`;
  }
  return text;
}

function empty({ tree }: PageToJudge): NoArticle {
  const scripts = [...elementsWithin(tree, tree.root, 'script')].length;
  return scripts > 0
    ? {
        reason: 'empty',
        message:
          'The page holds no text: it is drawn by scripts in the browser. Save the page from a browser once it is shown, and try that file.',
      }
    : {
        reason: 'empty',
        message: 'The page holds no text. Check that the file or address is the one you meant.',
      };
}

const consentWords =
  /cookies?|consent|GDPR|DSGVO|Datenschutz|tracking|partners? (?:process|store|use)|personal(?:ised|ized) (?:ads|advertising)|Werbung|personenbezogen|vie privée|traceurs|consentement|consentimiento|privacidad|privacy|zustimm|akzeptier|쿠키|개인정보|同意|クッキー/giu;
const consentAsk =
  /\b(?:accept all|agree and continue|i agree|manage (?:choices|options|preferences|settings)|reject all|continue without accepting|before you continue|we value your privacy|we care about your privacy)\b|alle akzeptieren|zustimmen und weiter|mit werbung (?:und tracking )?weiterlesen|tout accepter|continuer sans accepter|aceptar todo|aceptar y continuar|accetta (?:tutto|e continua)|alles accepteren|모두 동의|동의하고 계속|すべて同意|同意して続ける/iu;

function consentWall({ body, metadata, url }: PageToJudge, units: number, seen: string): NoArticle | null {
  const host = url && URL.canParse(url) ? new URL(url).hostname : '';
  const onConsentHost = /^(?:consent|cmp|privacy|myprivacy)[.-]/.test(host);
  const hits = seen.match(consentWords)?.length ?? 0;
  const share = (body.text.match(consentWords)?.length ?? 0) / Math.max(1, units);
  const short = units < noticeUnitsMax && hits >= 4 && consentAsk.test(seen) && share > 0.02;
  const allNotice = units < 900 && share > 0.045 && consentAsk.test(body.text);
  const titled =
    /^(?:cookies?|your privacy|privacy|before you continue|consent|datenschutz|einwilligung)\b/i.test(
      metadata.title,
    );
  if (
    !short &&
    !allNotice &&
    !(onConsentHost && units < 900) &&
    !(titled && units < noticeUnitsMax && hits >= 3)
  )
    return null;
  return {
    reason: 'consent-wall',
    message:
      'The site shows a consent dialog in place of the text. Open the page in a browser, answer the dialog, save the page and try that file.',
  };
}

const errorTitle =
  /^(?:error\s*)?(?:40[0134]|410|429|50[0234])\b|\b(?:404|page not found|not found|page (?:does not|doesn.t) exist|page unavailable|access denied|forbidden|service unavailable|bad gateway|gateway time-?out|internal server error|something went wrong|just a moment|attention required|are you a robot|security check|pardon our interruption|robot or human)\b|(?:seite|artikel) nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|no se ha encontrado|página não encontrada|pagina non trovata|pagina niet gevonden|sidan (?:hittades inte|finns inte)|nie znaleziono|страница не найдена|sayfa bulunamadı|halaman tidak ditemukan|페이지를 찾을 수 없|존재하지 않는|삭제된 (?:기사|페이지|게시물)|잘못된 (?:접근|요청|주소)|오류 ?(?:안내|페이지)|見つかりません|存在しません|找不到|页面不存在|頁面不存在/iu;
const errorText =
  /\b(?:the (?:page|article|story|url|content) (?:you(?:'|’)?(?:re| are|ve| have)? ?(?:requested|looking for|are looking for|were looking for|tried)|(?:could not|cannot|can(?:'|’)t) be found|(?:has been|was) (?:removed|moved|deleted)|no longer (?:exists|available))|we (?:can(?:'|’)t|cannot|couldn(?:'|’)t) (?:find|seem to find)|checking (?:your browser|if the site connection is secure)|enable javascript and cookies to continue|verify (?:that )?you are (?:a )?human|unusual (?:traffic|activity) from)\b|요청하신 (?:페이지|기사)|찾을 수 없습니다|삭제되었거나|주소가 잘못|お探しのページ|見つかりませんでした|您(?:访问|要找|訪問)的页面|die (?:angeforderte|gesuchte) seite/iu;
const robotCheck =
  /just a moment|attention required|robot|human|security check|checking (?:your browser|if the site)|pardon our interruption|unusual (?:traffic|activity)|enable javascript and cookies/iu;

function errorPage({ metadata, tree }: PageToJudge, units: number, seen: string): NoArticle | null {
  if (units > noticeUnitsMax) return null;
  const headings = [...elementsWithin(tree, tree.root, 'h1'), ...elementsWithin(tree, tree.root, 'title')]
    .slice(0, 6)
    .map((element) => squeeze(textOf(tree, element, { raw: true })));
  const titled = [metadata.title, ...headings].some((text) => text.length < 120 && errorTitle.test(text));
  const worded = errorText.test(seen.slice(0, 3_000));
  if (!(titled && (worded || units < 60)) && !(worded && units < 80)) return null;
  return robotCheck.test(seen.slice(0, 3_000))
    ? {
        reason: 'error-page',
        message:
          'The site answered with a check for robots, not with the page. Save the page from a browser and try that file.',
      }
    : {
        reason: 'error-page',
        message:
          'This is the site’s error page: the document is not (or no longer) at this address. Check the address.',
      };
}

const paywallText =
  /\b(?:subscribe (?:now )?(?:to (?:continue|keep|read|unlock|get)|for (?:full|unlimited) access)|to continue reading|continue reading (?:this|with|for)|already a (?:subscriber|member)|this (?:article|story|content) is (?:for|only available to|exclusive to|reserved for) (?:our )?(?:paid |paying )?(?:subscribers|members)|subscribers?[- ]only|unlock this (?:article|story)|you(?:'|’)ve reached your (?:limit|free)|register (?:for free )?to (?:continue|read))\b|nur für abonnenten|weiterlesen mit|jetzt (?:abonnieren|weiterlesen)|bereits abonnent|(?:réservé|réservée) aux abonnés|pour lire la suite|déjà abonné|(?:exclusivo|solo) para suscriptores|suscríbete para|riservato agli abbonati|contenuto riservato|voor abonnees|endast för prenumeranter|kun for abonnenter|(?:유료|구독) ?(?:회원|구독자)(?:만|에게|전용)|구독(?:하고|하시면|해야)|로그인 후 (?:전체|이용|계속)|전체 기사를? (?:보|읽)|회원 ?(?:전용|공개)|有料会員|会員限定|会員登録|残り\s?\d+\s?文字|付费|訂閱|订阅后/iu;

function paywallStub({ data, body, tree }: PageToJudge, units: number, visible: string): NoArticle | null {
  const stated = data.items.find((item) => item.free !== undefined)?.free;
  const tier = data.meta.get('article:content_tier')?.[0] ?? '';
  const locked = stated === false || /^(?:locked|metered)$/i.test(tier);
  const whole = Math.max(...data.bodies.map(({ text }) => unitsOf(text)), 0);
  if (whole > units * 2.5 && whole > bodyUnitsEnough && units < noticeUnitsMax) return stub(units);
  if (units >= bodyUnitsEnough) return null;
  const text = `${body.text}\n${visible}`;
  const asks = paywallText.test(text) || hasPaywallElement(tree);
  const brief = units < (locked ? bodyUnitsEnough : 130);
  // Bodies this short are complete only where they are bulletins: those do not ask for a subscription.
  return brief && asks && (locked || paywallText.test(body.text) || units < 90) ? stub(units) : null;
}

function hasPaywallElement(tree: PageTree): boolean {
  for (const element of elementsWithin(tree)) {
    const names = `${attr(element, 'class')} ${attr(element, 'id')}`;
    if (
      names.length > 2 &&
      /pay-?wall|piano-(?:offer|container)|regwall|subscriber-only|article-offer/i.test(names)
    )
      return true;
  }
  return false;
}

function stub(units: number): NoArticle {
  return {
    reason: 'paywall-stub',
    message: `Only the beginning is here (about ${Math.round(units)} words); the rest is for subscribers. With a subscription, save the whole page from a browser and try that file.`,
  };
}

/** A front page, a section, a list of results: many headlines that lead elsewhere, and no text of its own. */
function indexPage({ tree, data, metadata, body, url }: PageToJudge, units: number): NoArticle | null {
  if (data.items.some((item) => item.rank >= 3) && units > 60) return null;
  const headlines = headlineLinks(tree);
  const path = url && URL.canParse(url) ? new URL(url).pathname : null;
  const front = path !== null && /^\/(?:index\.\w+|home)?$/.test(path);
  const ogType = data.meta.get('og:type')?.[0]?.toLowerCase() ?? '';
  const listType = /website|blog|category|section|profile|list/.test(ogType);
  const sentences = sentenceEndsIn(body.text);
  const prose = sentences / Math.max(1, units / 20);
  let score = 0;
  if (headlines >= 12) score += 2;
  else if (headlines >= 6) score += 1;
  if (front) score += 2;
  if (listType) score += 0.5;
  if (/^(?:article|news)/.test(ogType)) score -= 2;
  if (metadata.publishedAt === undefined) score += 0.5;
  if (metadata.byline.length > 0) score -= 0.5;
  if (units < 80) score += 1.5;
  else if (units < bodyUnitsEnough) score += 0.5;
  else score -= 1.5;
  if (prose < 0.25) score += 1;
  if (headlines * 12 > units) score += 1;
  if (score < 4) return null;
  return {
    reason: 'index-page',
    message: `This is a list of ${headlines >= 2 ? headlines : 'other'} documents, not one of them. Give the address of a single one.`,
  };
}

/** Headings (or cards) whose text is one link to another page of the site. */
function headlineLinks(tree: PageTree): number {
  const seen = new Set<string>();
  for (const link of elementsWithin(tree, tree.root, 'a')) {
    if (link.hidden !== null || seen.size >= 200) continue;
    const href = attr(link, 'href');
    if (href === '' || href.startsWith('#') || seen.has(href)) continue;
    const text = squeeze(textOf(tree, link));
    if (unitsOf(text) < 4 || text.length > 250) continue;
    const inHeading = closest(link, ({ tag }) => /^h[1-6]$/.test(tag)) ?? headingWithin(tree, link);
    const outside = closest(link, ({ tag }) => tag === 'aside' || tag === 'footer' || tag === 'nav');
    if (inHeading && !outside) seen.add(href);
  }
  return seen.size;
}

function headingWithin(tree: PageTree, link: PageElement): PageElement | null {
  for (const inner of elementsWithin(tree, link)) if (/^h[1-6]$/.test(inner.tag)) return inner;
  return null;
}

function noBody({ body }: PageToJudge, units: number): NoArticle | null {
  if (body.text !== '' && units >= bodyUnitsMin) return null;
  return {
    reason: 'no-body',
    message:
      'The page has text, but no running text that could be cited. If a browser shows one, save the page there and try that file.',
  };
}

import iconv from 'iconv-lite';
import { sha256 } from '../kit/hash.ts';
import {
  type DemoDocument,
  type DemoFeed,
  type DemoOutlet,
  type DemoSection,
  editionAt,
  stageTimes,
} from './corpus.ts';
import { feedText } from './feeds.ts';
import { articlePage, feedTypes, listPage, type OriginOf } from './page.ts';

/** What an outlet answers to one path, before conditional requests and compression. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

interface Moment {
  stage: number;
  originOf: OriginOf;
  listTemplate: string;
}

function encoded(text: string, charset: DemoFeed['charset']): Uint8Array {
  if (charset === 'cp949') return iconv.encode(text, 'cp949');
  // What calls itself latin-1 on the web is windows-1252.
  return charset === 'latin1' ? iconv.encode(text, 'windows-1252') : Buffer.from(text, 'utf8');
}

function ok(body: Uint8Array, contentType: string, modifiedAt: string): Answer {
  return {
    status: 200,
    headers: {
      'content-type': contentType,
      'last-modified': new Date(modifiedAt).toUTCString(),
      etag: `W/"${sha256(body).slice(0, 16)}"`,
      'cache-control': 'no-cache',
    },
    body,
  };
}

function plain(status: number, text: string, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
    body: Buffer.from(`${text}\n`),
  };
}

/** Pages in CP949 say so in the markup alone, as they do on the web. */
function htmlType(outlet: DemoOutlet): string {
  return outlet.site.charset === 'cp949' ? 'text/html' : 'text/html; charset=utf-8';
}

/** A kept page as it is, but for its outlet's invented host, so that its own links lead to where it is served. */
function keptPage(page: Uint8Array, origin: string): Uint8Array {
  const text = Buffer.from(page).toString('latin1');
  return Buffer.from(text.replace(/https:\/\/[a-z]+\.example(?=\/)/g, origin), 'latin1');
}

function documentAnswer(outlet: DemoOutlet, document: DemoDocument, moment: Moment): Answer | null {
  const { stage, originOf } = moment;
  if (document.goneFrom !== undefined && stage >= document.goneFrom)
    return plain(410, 'This article has been withdrawn.');
  const edition = editionAt(document, stage);
  if (!edition) return null;
  const body = document.page
    ? keptPage(document.page, originOf(outlet.id))
    : encoded(articlePage(outlet, { document, edition, originOf }), outlet.site.charset);
  return ok(body, htmlType(outlet), edition.updated ?? edition.at);
}

function feedAnswer(outlet: DemoOutlet, feed: DemoFeed, at: Moment & { path: string }): Answer {
  const { stage } = at;
  const origin = at.originOf(outlet.id);
  const movedTo = feed.moved && stage >= feed.moved.stage ? feed.moved.to : undefined;
  if (movedTo !== undefined && at.path !== movedTo)
    return plain(301, 'The feed has moved.', { location: `${origin}${movedTo}` });
  const text = feedText(outlet, feed, { stage, origin, self: at.path });
  const charset = feed.charset === undefined || feed.format === 'json' ? '; charset=utf-8' : '';
  return ok(encoded(text, feed.charset), `${feedTypes[feed.format]}${charset}`, stageTimes[stage - 1] ?? '');
}

function listAnswer(outlet: DemoOutlet, moment: Moment, section?: DemoSection): Answer {
  const { stage, originOf } = moment;
  const documents = outlet.documents.filter(
    (document) => !document.unlisted && (section === undefined || document.section === section),
  );
  const html = listPage(outlet, {
    template: moment.listTemplate,
    documents,
    stage,
    originOf,
    ...(section === undefined ? {} : { section }),
  });
  return ok(encoded(html, outlet.site.charset), htmlType(outlet), stageTimes[stage - 1] ?? '');
}

function pageAnswer(outlet: DemoOutlet, path: string, moment: Moment): Answer | null {
  const { site } = outlet;
  if (path === '/robots.txt')
    return ok(Buffer.from(site.robots), 'text/plain; charset=utf-8', '2026-02-02T08:00:00Z');
  const feed = site.feeds.find(
    (one) =>
      one.format !== 'page' &&
      (one.path === path || (one.moved?.to === path && moment.stage >= one.moved.stage)),
  );
  if (feed) return feedAnswer(outlet, feed, { ...moment, path });
  if (path === '/') return listAnswer(outlet, moment);
  if (path === '/about') return plain(200, `${site.name}\n\n${site.about}`);
  const section = Object.keys(site.sections).find((one) => path === `/${one}`);
  if (section !== undefined) return listAnswer(outlet, moment, section as DemoSection);
  const document = outlet.documents.find((one) => one.path === path);
  return document ? documentAnswer(outlet, document, moment) : null;
}

/** What an outlet answers to a path at a stage; 404 for all that is not there. */
export function answerOf(outlet: DemoOutlet, path: string, moment: Moment): Answer {
  const answer = pageAnswer(outlet, path, moment) ?? plain(404, 'There is no such page.');
  return { ...answer, headers: { ...answer.headers, ...outlet.site.headers } };
}

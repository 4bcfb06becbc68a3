import type { RightsReport } from '../../domain/rights.ts';
import { headerReport, type ResponseHeaders } from './header-signals.ts';
import { feedRslReport } from './licence-signals.ts';
import { metaReport } from './meta-signals.ts';

export interface CapturedPage extends ResponseHeaders {
  /** Decoded from its content encodings; charset unknown. */
  body: Uint8Array;
  contentType: string;
}

const rslName = Buffer.from('rslstandard.org/rsl');

const isHtml = ({ contentType, body }: CapturedPage) =>
  /html/i.test(contentType) ||
  (contentType === '' &&
    /^\s*<(?:!doctype html|html)/i.test(Buffer.from(body.subarray(0, 512)).toString('latin1')));

/**
 * Every rights signal that one response carries: in its headers, in its HTML, in its feed. The same response gives the
 * same reports at any later time, so a capture is enough to know them. Reports without signals are among them: they
 * say that what was there before is gone.
 */
export function pageRights(page: CapturedPage, seenAt: string): RightsReport[] {
  const reports = [headerReport(page, seenAt)];
  const html = isHtml(page);
  if (html) reports.push(metaReport(page.body, page.url, seenAt));
  // Feeds often come as text/html: what carries the name of RSL is looked at in any case.
  const { buffer, byteOffset, byteLength } = page.body;
  const carriesRsl = Buffer.from(buffer, byteOffset, byteLength).includes(rslName);
  if (html && !carriesRsl) return reports;
  const xml = carriesRsl ? new TextDecoder().decode(page.body) : '';
  const { origin } = new URL(page.url);
  return [...reports, feedRslReport(xml, { origin, carrier: page.url, seenAt })];
}

import type { NewsPlan } from '../test/support/news-web.ts';

export interface PeerFigures {
  entries: number;
}

export async function measurePeer(
  _url: string,
  _port: number,
  _plan: NewsPlan,
): Promise<PeerFigures | { skipped: string }> {
  return { skipped: 'no MINIFLUX' };
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lazyDoors } from '../../src/app-doors.ts';
import type { RunningDesk } from '../../src/cli/types.ts';
import { loadConfig } from '../../src/config/load.ts';
import { cli } from '../support/cli.ts';
import { ferryNews } from '../support/ferry.ts';
import { httpServer, type TestServer } from '../support/servers.ts';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const articles = ferryNews().filter(({ lang }) => lang === 'en');

function page(path: string): { status: number; type: string; body: string } {
  if (path === '/') {
    const body =
      '<!doctype html><html lang="en"><head><title>Harbour Post</title>' +
      '<link rel="alternate" type="application/rss+xml" title="Harbour Post" href="/feed"></head><body></body></html>';
    return { status: 200, type: 'text/html; charset=utf-8', body };
  }
  if (path === '/feed') {
    const items = articles.map(
      ({ title, path: link, published }) =>
        `<item><title>${escaped(title)}</title><link>${link}</link><pubDate>${new Date(published).toUTCString()}</pubDate></item>`,
    );
    const body = `<rss version="2.0"><channel><title>Harbour Post</title><link>/</link>${items.join('')}</channel></rss>`;
    return { status: 200, type: 'application/rss+xml', body };
  }
  const article = articles.find((one) => one.path === path);
  if (!article) return { status: 404, type: 'text/plain', body: '' };
  const text = article.paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('');
  const body = `<!doctype html><html lang="en"><head><title>${escaped(article.title)}</title></head><body><article><h1>${escaped(article.title)}</h1>${text}</article></body></html>`;
  return { status: 200, type: 'text/html; charset=utf-8', body };
}

describe('the commands of a desk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-commands-'));
  let web: TestServer;
  let env: Record<string, string>;
  let desk: RunningDesk | null = null;

  beforeAll(async () => {
    web = await httpServer((request, response) => {
      const { status, type, body } = page(request.url ?? '/');
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    env = {
      STANDFIRST_DATA_DIR: join(folder, 'data'),
      STANDFIRST_ALLOW_ADDRESSES: '127.0.0.1',
      STANDFIRST_PORTS: String(web.port),
      STANDFIRST_HOST_DELAY_MS: '0',
      STANDFIRST_WRITE_SETTLE_MS: '0',
      STANDFIRST_STORIES_MERGE_AFTER_MS: '0',
    };
  });
  afterAll(async () => {
    await desk?.close();
    await web?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (...argv: string[]) => cli(argv, { env });

  it('find the feed of a site and follow it, while no desk runs', async () => {
    const added = await run('add', `${web.origin}/`, '--section', 'world', '--country', 'gb');
    expect(added.stderr).toBe('');
    expect(added.stdout).toContain(`Following Harbour Post (${web.origin}/feed)`);
    const again = await run('add', `${web.origin}/feed`, '--kind', 'feed');
    expect(again.stdout).toContain('Followed already: Harbour Post');
  }, 120_000);

  it('run the desk until nothing waits, and serve the site', async () => {
    desk = await lazyDoors(loadConfig(env)).start({
      role: 'all',
      demo: false,
      port: 0,
      onProblem: (error) => {
        throw error;
      },
      onLost: (error) => {
        throw error;
      },
    });
    await desk.idle();
    const status = await desk.status();
    expect(status).toMatchObject({ sources: 1, documents: articles.length, open: [] });
    const front = await (await fetch(`${desk.siteUrl}/en/`)).text();
    expect(front).toContain('Tarnby opens library in former rope works');
  }, 120_000);

  it('reach the running desk over its door: list, replay, doctor', async () => {
    const listed = await run('sources');
    expect(listed.stdout).toContain('Harbour Post');
    const replayed = await run('replay', 'write');
    expect(replayed.stdout).toMatch(/^\d+ jobs put into the queue/);
    await desk?.idle();
    const doctor = await run('doctor');
    expect(doctor.status).toBe(0);
    expect(doctor.stdout).toContain('Every sentence has a passage that still stands');
    expect(doctor.stdout).not.toContain('BAD');
  }, 120_000);

  it('count what became of the sentences, as the public page does', async () => {
    const { live } = JSON.parse((await run('accuracy', '--desk', '--json')).stdout) as {
      live: Record<string, number>;
    };
    expect(live).toMatchObject({ days: 30, corrections: 0 });
    expect(live.sentences).toBeGreaterThan(live.briefs ?? 0);
    const page = await (await fetch(`${desk?.siteUrl}/en/accuracy`)).text();
    expect(page).toMatch(new RegExp(`>${live.sentences}</dd><dt[^>]*>sentences checked<`));
    const korean = await run('accuracy', '--desk', '--lang', 'ko');
    expect(korean.stdout).toMatch(
      new RegExp(`이 데스크에서 최근 30일[^]*처음 쓴 문장 +${live.sentences}\\n`),
    );
    expect((await run('accuracy')).stdout).not.toContain('On this desk');
  }, 120_000);

  it('say what is wrong and what to do', async () => {
    expect(await run('replay', 'sing')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Stages are poll'),
    });
    expect(await run('add', 'javascript:alert(1)', '--kind', 'feed')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('is no web address'),
    });
    expect(await run('add', 'https://a.example/', '--kind', 'feed', '--country', 'Korea')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('its two letters'),
    });
    expect(await run('backup', join(folder, 'running.backup'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('already running'),
    });
    expect(await run('web')).toMatchObject({ status: 1, stderr: expect.stringContaining('DATABASE_URL') });
  }, 120_000);

  it('write a list that they read back, a backup that another desk reads, and the site as files', async () => {
    const list = join(folder, 'sources.opml');
    expect((await run('sources', '--opml', list)).status).toBe(0);
    expect((await run('import', list)).stdout).toContain('0 sources added, 1 known already');
    await desk?.close();
    desk = null;
    const file = join(folder, 'desk.backup');
    expect((await run('backup', file)).stdout).toMatch(/rows of \d+ tables/);
    const other = { ...env, STANDFIRST_DATA_DIR: join(folder, 'other') };
    expect((await cli(['restore', file], { env: other })).stdout).toMatch(/rows of \d+ tables restored/);
    const listed = await cli(['sources'], { env: other });
    expect(listed.stdout).toContain('Harbour Post');
    const bad = join(folder, 'bad.backup');
    writeFileSync(bad, 'not a backup');
    expect((await cli(['restore', bad], { env: other })).status).toBe(1);
  }, 180_000);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchPage, pageOrThrow } from '../../src/http/fetch-page.ts';
import type { FetchOutcome, Resolve } from '../../src/http/types.ts';
import { httpsServer, newsExampleCertificate } from '../support/servers.ts';
import { answering, closeServers, codeOf, local, page, resolvingTo, serve, textOf } from '../support/web.ts';

afterEach(closeServers);

const allPorts = Array.from({ length: 65_536 }, (_, port) => port);

interface HostileUrl {
  url: string;
  why: string;
  resolves_to?: string;
}

describe('where the client may go', () => {
  const hostile = JSON.parse(
    readFileSync(join(import.meta.dirname, '../fixtures/ssrf/ssrf.json'), 'utf8'),
  ) as HostileUrl[];

  it.each(hostile)('$url is refused ($why)', async ({ url, resolves_to: address }) => {
    const resolve = resolvingTo(...(address === undefined ? [] : [address]));
    const outcome = await fetchPage(url, { resolve, ports: allPorts });
    expect(outcome.kind).toBe('refused');
    expect(codeOf(outcome)).toMatch(/^(url|address)-refused$/);
    expect(codeOf(await fetchPage(url, { resolve }))).toMatch(/^(url|port|address)-refused$/);
  });

  it.each([
    'http://127.0.0.1/',
    'http://127.0.0.1./',
    'http://127.1/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://2130706433/',
    'http://①②⑦.⓪.⓪.①/',
    'http://１２７.0.0.1/',
    'http://%31%32%37.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://0/',
    'https://10.1.2.3/',
  ])('the literal %s is refused without a lookup', async (url) => {
    const resolve: Resolve = () => Promise.reject(new Error('looked up'));
    expect(codeOf(await fetchPage(url, { resolve }))).toBe('address-refused');
  });

  it.each([
    ['a private answer', ['10.0.0.1']],
    ['a private answer among public ones', ['93.184.216.34', '127.0.0.1']],
    ['a mapped loopback answer', ['::ffff:127.0.0.1']],
    ['an answer that is no address', ['printer']],
  ])('a name with %s is refused', async (_, addresses) => {
    const resolve = resolvingTo(...addresses);
    expect(codeOf(await fetchPage('http://news.example/', { resolve }))).toBe('address-refused');
  });

  it('a name is looked up once and the checked answer is the one dialled', async () => {
    const server = await answering((_, response) => response.end(page));
    const answers = ['127.0.0.1', '127.0.0.2'];
    let asked = 0;
    const resolve: Resolve = async () => [{ address: answers[asked++] ?? '127.0.0.3', family: 4 }];
    const outcome = await fetchPage(`http://news.example:${server.port}/`, local(server, { resolve }));
    expect(textOf(outcome)).toBe(page);
    expect(asked).toBe(1);
  });

  it('a name that leads elsewhere on the next hop (rebinding) is refused there', async () => {
    const server = await answering((path, response) =>
      path === '/' ? response.writeHead(302, { location: '/next' }).end() : response.end(page),
    );
    const answers = ['127.0.0.1', '127.0.0.2'];
    const resolve: Resolve = async () => [{ address: answers.shift() ?? '', family: 4 }];
    const outcome = await fetchPage(`http://news.example:${server.port}/`, local(server, { resolve }));
    expect(codeOf(outcome)).toBe('address-refused');
    expect(outcome.hops).toHaveLength(1);
  });

  it.each([
    'http://127.0.0.2/',
    'http://[::1]/',
    'file:///etc/passwd',
    'http://user:pw@127.0.0.1/',
    'ftp://a.example/',
  ])('a redirect to %s is refused', async (location) => {
    const server = await answering((_, response) => response.writeHead(301, { location }).end());
    const outcome = await fetchPage(`${server.origin}/`, local(server, { ports: [80, server.port] }));
    expect(outcome.kind).toBe('refused');
    expect(codeOf(outcome)).toMatch(/^(address|url)-refused$/);
  });

  it('ports other than 80 and 443 are refused', async () =>
    expect(codeOf(await fetchPage('http://93.184.216.34:22/'))).toBe('port-refused'));

  it('a name that does not resolve is told apart', async () => {
    const resolve: Resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    const outcome = await fetchPage('http://nowhere.example/', { resolve });
    expect(codeOf(outcome)).toBe('host-not-found');
    expect(() => pageOrThrow(outcome)).toThrow(/nowhere\.example/);
  });

  it.each(['', 'not a url', '//news.example', 'x'.repeat(9000)])('%j is no URL', async (url) =>
    expect(codeOf(await fetchPage(url))).toBe('url-refused'),
  );
});

describe('TLS', () => {
  const trusted = getCACertificates('default');
  afterEach(() => setDefaultCACertificates(trusted));

  async function fetchOver(host: string): Promise<FetchOutcome> {
    const server = await serve(httpsServer((_, response) => response.end(page)));
    const options = local(server, { resolve: resolvingTo('127.0.0.1') });
    return fetchPage(`https://${host}:${server.port}/`, options);
  }

  it('a certificate that nobody vouches for is refused', async () =>
    expect(codeOf(await fetchOver('news.example'))).toBe('tls-failed'));

  it('a trusted one for this name is taken, and for another name is not', async () => {
    setDefaultCACertificates([...trusted, newsExampleCertificate]);
    expect(textOf(await fetchOver('news.example'))).toBe(page);
    expect(codeOf(await fetchOver('other.example'))).toBe('tls-failed');
  });
});

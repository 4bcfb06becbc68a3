import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cli, lines } from '../support/cli.ts';

const scratch = mkdtempSync(join(tmpdir(), 'standfirst-feed-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const rss = (inside: string) => `<rss version="2.0"><channel><title>Harbour</title>${inside}</channel></rss>`;
const item = '<item><title>One</title><link>/1</link><author>kim@example.org (Kim)</author></item>';
const base64 = (text: string) => Buffer.from(text).toString('base64');

function file(name: string, text: string): string {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
}

describe('standfirst feed', () => {
  it('answers each line in order, and goes on after what cannot be read', async () => {
    const input = [
      { id: 1, base64: base64(rss(item)), url: 'https://example.org/feed' },
      { id: 'page', base64: base64('<!doctype html><html></html>') },
      { id: 3, path: file('one.xml', rss(item)) },
      { id: 4 },
      { id: 5, base64: 'not base64!' },
    ];
    const { status, stdout } = await cli(['feed', '--jsonl'], {
      stdin: `${input.map((line) => JSON.stringify(line)).join('\n')}\nnot json\n`,
    });
    expect(status).toBe(0);
    const [first, page, third, ...bad] = lines(stdout);
    expect(first).toMatchObject({
      id: 1,
      format: 'rss',
      title: 'Harbour',
      entries: [
        {
          identity: 'https://example.org/1',
          title: 'One',
          url: 'https://example.org/1',
          authors: ['Kim'],
          enclosures: [],
        },
      ],
      quarantined: [],
    });
    expect(page).toMatchObject({ id: 'page', error: { code: 'html-page' } });
    expect(third).toMatchObject({ id: 3, entries: [{ title: 'One' }] });
    expect(bad).toMatchObject([
      { id: 4, error: { code: 'bad-input' } },
      { id: 5, error: { code: 'bad-input' } },
      { id: null, error: { code: 'bad-json' } },
    ]);
  });

  it('ends every hostile feed in a clear error, and the stream goes on', async () => {
    const laughs = Array.from({ length: 10 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
    const hostile: [code: string, text: string][] = [
      ['too-large', rss(`<item><description>${'x'.repeat(50 * 1024 * 1024)}</description></item>`)],
      ['too-many-items', rss('<item><title>a</title></item>'.repeat(200_000))],
      ['too-deep', `<rss><channel>${'<a>'.repeat(100_000)}`],
      [
        'too-many-attributes',
        `<rss ${Array.from({ length: 1_000_000 }, (_, at) => `a${at}="1"`).join(' ')}>`,
      ],
      [
        'entity-bomb',
        `<!DOCTYPE r [<!ENTITY l0 "ha">${laughs.join('')}]>${rss('<item><title>&l9;</title></item>')}`,
      ],
      [
        'entity-bomb',
        `<!DOCTYPE r [<!ENTITY a "${'a'.repeat(2_000)}">]>${rss(`<item>${'&a;'.repeat(9_000)}</item>`)}`,
      ],
    ];
    const input = hostile.map(([, text], at) => ({ id: at, path: file(`hostile-${at}.xml`, text) }));
    const { stdout } = await cli(['feed', '--jsonl'], {
      stdin: [...input, { id: 'last', base64: base64(rss(item)) }]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    });
    const answers = lines(stdout);
    expect(answers.slice(0, -1).map((line) => (line.error as { code: string } | undefined)?.code)).toEqual(
      hostile.map(([code]) => code),
    );
    expect(answers.at(-1)).toMatchObject({ id: 'last', format: 'rss' });
  });

  it('prints a list to read, and what was left out', async () => {
    const path = file('list.xml', rss(`${item}<item/>`));
    const { status, stdout } = await cli(['feed', path, '--url', 'https://example.org/']);
    expect(status).toBe(0);
    expect(stdout).toBe(
      'Harbour (rss 2.0, 1 entries)\n\nOne\n  Kim\n  https://example.org/1\n\n' +
        'Left out (1): The item has no address, title or text.\n',
    );
  });

  it('ends with 1 and says what to do where there is no feed', async () => {
    const { status, stderr } = await cli(['feed', file('page.html', '<html></html>')]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/web page.*\n.*Add the site/);
  });
});

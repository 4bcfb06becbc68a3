import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cli } from '../support/cli.ts';

const scratch = mkdtempSync(join(tmpdir(), 'standfirst-bad-input-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function file(name: string, body: string | Buffer): string {
  const path = join(scratch, name);
  writeFileSync(path, body);
  return path;
}

const mebibyte = 1024 * 1024;

describe('standfirst brief on bad input ends in a clear error', () => {
  it.each<[what: string, target: () => string, message: RegExp]>([
    ['a file that is not there', () => join(scratch, 'nowhere.html'), /There is no file/],
    ['a folder', () => scratch, /is a folder/],
    ['an empty file', () => file('empty.html', ''), /empty/i],
    ['a picture', () => file('picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')), /not/i],
    ['a PDF', () => file('paper.pdf', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n'), /PDF/],
    ['20 MB of markup', () => file('huge.html', `<p>${'x '.repeat(10 * mebibyte)}`), /byte|large|MB/i],
    ['10,000 nested elements', () => file('deep.html', `${'<div>'.repeat(10_000)}text`), /deep|nest/i],
    [
      'a page of links',
      () => file('index.html', `<ul>${'<li><a href=/a>Short link</a>'.repeat(200)}</ul>`),
      /./,
    ],
  ])('%s', async (_what, target, message) => {
    const { status, stdout, stderr } = await cli(['brief', target()]);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('fault of the program');
  });

  it.each([
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://10.0.0.8/a',
    'http://169.254.169.254/latest/',
    'http://2130706433/',
  ])('the private address %s is refused', async (address) => {
    const { status, stderr } = await cli(['brief', address]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/public|private|refused/i);
  });

  it('an address that is no web address', async () => {
    const { status, stderr } = await cli(['brief', 'ftp://example.org/file']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/http/);
  });
});

describe('a JSON Lines door goes on after a bad line', () => {
  it.each(['extract', 'segment', 'embed', 'verify', 'brief'])('%s', async (name) => {
    const stdin = 'not json\n\n{"id":2}\n[1]\n{"id":"x","text":7,"html":7,"documents":7,"source":7}\n';
    const { status, stdout } = await cli([name, '--jsonl'], { stdin });
    const answers = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { id: unknown; error?: { code: string } });
    expect(status).toBe(0);
    expect(answers.map(({ id }) => id)).toEqual([null, 2, null, 'x']);
    expect(answers.map(({ error }) => error?.code)).toEqual([
      'bad-json',
      'bad-input',
      'bad-json',
      'bad-input',
    ]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from './charset.ts';
import { encodingFromLabel } from './charset-labels.ts';
import { prescanMeta, xmlDeclaredEncoding } from './charset-prescan.ts';

const folder = join(import.meta.dirname, '../../test/fixtures/charset/html5lib-encoding');

interface Case {
  name: string;
  data: Buffer;
  encoding: string;
}

/** The html5lib format: `#data`, bytes, `#encoding`, a label. */
function casesOf(file: string): Case[] {
  const text = readFileSync(join(folder, file)).toString('latin1');
  return text
    .split(/^#data\n/m)
    .slice(1)
    .map((block, at) => {
      const [data = '', encoding = ''] = block.split(/\n#encoding\n/);
      return {
        name: `${file}#${at + 1}`,
        data: Buffer.from(data, 'latin1'),
        encoding: (encoding.split('\n')[0] ?? '').trim(),
      };
    });
}

describe('the prescan finds the encoding that a browser would', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.dat'));
  const cases = files.flatMap(casesOf);

  it('has all cases of the html5lib suite', () => expect(cases.length).toBe(82));

  it.each(cases)('$name', ({ data, encoding }) => {
    const bom = data[0] === 0xef && data[1] === 0xbb;
    const found = bom ? decodeBytes({ bytes: data, kind: 'html' }).encoding : prescanMeta(data);
    // One case of the suite is cut off in its expected value.
    const expected = encoding === 'windows-125' ? 'windows-1252' : encodingFromLabel(encoding);
    expect(found ?? 'windows-1252').toBe(expected);
  });
});

const korean =
  '서리안시는 4일 새 부두를 열었다. 시장은 “올해 안에 물동량이 두 배로 늘 것”이라고 말했다. 뷁똠방각하 펲시콜라';
const japanese = '白浜市は四日、新しい埠頭を開いた。市長は「年内に取扱量が二倍になる」と述べた。①～';
const chinese =
  '白沙市四日启用了新码头。市长说,今年的货运量将会翻一番,这是我们多年来的目标。在这个国家,人们不了解的是公司的经营。';
const russian =
  'Город открыл новый причал четвёртого марта. Мэр сказал, что грузооборот удвоится до конца года.';

function page(text: string, head = ''): string {
  return `<!doctype html><html><head>${head}<title>t</title></head><body><p>${text}</p></body></html>`;
}

describe('decodeBytes', () => {
  it.each([
    ['euc-kr', 'cp949', korean],
    ['ks_c_5601-1987', 'cp949', korean],
    ['shift_jis', 'cp932', japanese],
    ['gb2312', 'gb18030', chinese],
    ['gb18030', 'gb18030', chinese],
    ['windows-1251', 'win1251', russian],
    ['windows-1252', 'win1252', 'Der Bürgermeister sagte: “Größer” – naïve €5'],
  ])('reads a page whose meta says %s', (label, codec, text) => {
    const bytes = iconv.encode(page(text, `<meta charset="${label}">`), codec);
    const decoded = decodeBytes({ bytes, kind: 'html' });
    expect(decoded.text).toContain(text);
    expect(decoded.source).toBe('meta');
  });

  it.each([
    ['euc-kr', 'cp949', korean],
    ['shift_jis', 'cp932', japanese],
    ['euc-jp', 'euc-jp', japanese.replace('～', '')],
    ['gb18030', 'gb18030', chinese],
    ['windows-1251', 'win1251', russian],
    ['koi8-r', 'koi8-r', russian],
    ['utf-16le', 'utf-16le', korean],
    ['utf-8', 'utf8', korean],
    ['windows-1252', 'win1252', 'Der Bürgermeister sagte, die Größe sei naïf: “déjà vu”.'],
  ])('guesses %s where nothing is declared', (encoding, codec, text) => {
    const bytes = iconv.encode(page(text), codec);
    const decoded = decodeBytes({ bytes, kind: 'html' });
    expect([decoded.encoding, decoded.source]).toEqual([encoding, 'content']);
    expect(decoded.text).toContain(text);
  });

  it('takes the single-byte encoding of the language that the page names', () => {
    const bytes = iconv.encode('<html lang="pl"><p>Zażółć gęślą jaźń</p>', 'win1250');
    expect(decodeBytes({ bytes, kind: 'html' }).text).toContain('Zażółć gęślą jaźń');
  });

  it('does not believe euc-kr over bytes that are UTF-8, nor UTF-8 over bytes that are CP949', () => {
    const asUtf8 = Buffer.from(page(korean, '<meta charset="euc-kr">'));
    expect(decodeBytes({ bytes: asUtf8, kind: 'html' })).toMatchObject({
      encoding: 'utf-8',
      source: 'corrected',
    });
    const asCp949 = iconv.encode(page(korean, '<meta charset="utf-8">'), 'cp949');
    const decoded = decodeBytes({ bytes: asCp949, kind: 'html', contentType: 'text/html; charset=UTF-8' });
    expect(decoded).toMatchObject({ encoding: 'euc-kr', source: 'corrected' });
    expect(decoded.text).toContain(korean);
  });

  it('does not believe a server default of iso-8859-1 over a page in CP949 that says so', () => {
    const bytes = iconv.encode(page(korean, '<meta charset="euc-kr">'), 'cp949');
    const decoded = decodeBytes({ bytes, kind: 'html', contentType: 'text/html; charset=iso-8859-1' });
    expect(decoded.text).toContain(korean);
  });

  it('keeps UTF-8 for a page with a few broken bytes', () => {
    const bytes = Buffer.concat([Buffer.from(page(korean)), Buffer.from([0xff, 0xb0, 0xa1])]);
    expect(decodeBytes({ bytes, kind: 'html', contentType: 'text/html;charset=utf-8' }).encoding).toBe(
      'utf-8',
    );
  });

  it('lets the byte order mark win over the header, and the header over the meta', () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(page(korean))]);
    const decoded = decodeBytes({ bytes: marked, kind: 'html', contentType: 'text/html; charset=euc-kr' });
    expect(decoded).toMatchObject({ encoding: 'utf-8', source: 'bom' });
    expect(decoded.text.startsWith('<!doctype')).toBe(true);
    const cp949 = iconv.encode(page(korean, '<meta charset="gb18030">'), 'cp949');
    const byHeader = decodeBytes({ bytes: cp949, kind: 'html', contentType: "text/html; charset='EUC-KR'" });
    expect(byHeader).toMatchObject({ encoding: 'euc-kr', source: 'header' });
  });

  it('reads the XML declaration of a feed', () => {
    const feed = `<?xml version='1.0' encoding='EUC-KR'?><rss><title>${korean}</title></rss>`;
    const bytes = iconv.encode(feed, 'cp949');
    expect(xmlDeclaredEncoding(bytes)).toBe('euc-kr');
    expect(decodeBytes({ bytes, kind: 'xml' })).toMatchObject({
      encoding: 'euc-kr',
      source: 'xml',
      text: feed,
    });
  });

  it('gives one replacement character for encodings that browsers refuse', () => {
    const bytes = Buffer.from(page('x', '<meta charset="iso-2022-kr">'));
    expect(decodeBytes({ bytes, kind: 'html' })).toMatchObject({ encoding: 'replacement', text: '\uFFFD' });
  });

  it('answers for any bytes at all', () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 48271) % 2147483647;
      return seed & 255;
    };
    for (let round = 0; round < 300; round++) {
      const bytes = Uint8Array.from({ length: round }, random);
      const decoded = decodeBytes({ bytes, kind: 'html', contentType: 'text/html; charset="' });
      expect(typeof decoded.text).toBe('string');
    }
  });
});

import { defaultTreeAdapter, parse } from 'parse5';
import { expect, test } from 'vitest';
import { parseHtml } from './parse-html.ts';

const pieces = [
  ...[
    '<',
    '</',
    '>',
    '/>',
    '<!--',
    '-->',
    '--!>',
    '<![CDATA[',
    ']]>',
    '<!doctype html>',
    '&amp;',
    '&',
    '&#13;',
  ],
  ...[
    ' ',
    '\n',
    '\r\n',
    '\r',
    '\f',
    '\t',
    '\0',
    'a',
    'B',
    'é',
    '\u{1F600}',
    '\uD83D',
    '"',
    "'",
    '=',
    'two words',
  ],
  ...[
    '<script>',
    '</script>',
    '<style>',
    '</style>',
    '<title>',
    '</title>',
    '<textarea>\n',
    '<pre>\n',
    '<plaintext>',
  ],
  ...[
    '<p>',
    '</p>',
    '<b>',
    '</b>',
    '<table>',
    '<td>',
    '</table>',
    '<colgroup>',
    '<select>',
    '<option>',
    '<iframe>',
  ],
  ...[
    '<frameset>',
    '<template>',
    '<noscript>',
    '<svg>',
    '<math><mi>',
    '<head>',
    '<body>',
    '</body>',
    '</html>',
  ],
  ...[' class="x y"', " id='q&quot;'", '<div data-Foo-bar9=1', '<x-Y', '<a href=x>'],
];

/** A page of random pieces, the same for the same number. */
function pageOf(number: number): string {
  let state = number * 2_654_435_761 + 1;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  return Array.from({ length: 2 + next(25) }, () => pieces[next(pieces.length)]).join('');
}

function flat(document: unknown): string {
  return JSON.stringify(document, (key, value: unknown) => (key === 'parentNode' ? undefined : value));
}

test('reading runs at once gives the tree that reading each character gives, on any mix of markup', () => {
  for (let number = 0; number < 4_000; number += 1) {
    const html = pageOf(number);
    const tree = flat(parseHtml(html, { treeAdapter: defaultTreeAdapter }));
    expect(tree, JSON.stringify(html)).toBe(flat(parse(html)));
  }
});

test('a text beyond the buffer of the parser comes out whole', () => {
  const text = 'A long line & more of it.\r\n'.repeat(10_000);
  const html = `<title>t</title><script>${text}</script><p title="${text}">${text}</p>`;
  expect(flat(parseHtml(html, { treeAdapter: defaultTreeAdapter }))).toBe(flat(parse(html)));
});

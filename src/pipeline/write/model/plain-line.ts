/** Controls, bidi marks, zero-width characters, tag characters, variation selectors beyond the plain sixteen. */
const invisible =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;
/** Joiners shape letters in these scripts and hide text everywhere else. */
const strayJoiner =
  /(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Sinhala}\p{Script=Oriya}\p{Emoji}\ufe0f])[\u200c\u200d]/gu;

/** One line of visible text: nothing in it that a reader could not see, no line break, single spaces. */
export function plainLine(text: string): string {
  return text
    .replace(/[\s\u2028\u2029\u0085]+/g, ' ')
    .replace(invisible, '')
    .replace(strayJoiner, '')
    .trim();
}

/** Tokens by which chat templates tell who speaks. A page that carries them wants to speak as somebody else. */
export const templateToken =
  /<\|[^|<>\n]{1,40}\|>|<\/?(?:start_of_turn|end_of_turn|bos|eos|s|sys)>|<<\/?SYS>>|\[\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_RESULTS)\]|[<＜][|｜][^|｜<>＜＞\n]{1,40}[|｜][>＞]/gi;

/** Anything that leads somewhere: with a scheme, from `www.`, or a mailbox. */
export const linkLike =
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>”’]{1,2000}|\b(?:javascript|data|vbscript|mailto|tel):[^\s"'<>]{1,2000}|\bwww\.[^\s"'<>]{1,500}|\b[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi;

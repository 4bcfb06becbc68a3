import { literal } from '../../kit/literal.ts';
import { packFor, primaryLanguage } from '../../languages/languages.ts';
import type { DisagreementKind } from './disagreement.ts';

interface Words {
  /** One thing brought about another. */
  cause: RegExp;
  /** Somebody did something to somebody. */
  actor: RegExp;
  /** What happens and nobody does: as the subject of `killed` it is a cause. */
  event: RegExp;
}

const words: Record<string, Words> = {
  en: {
    cause: /\b(?:caus(?:e|es|ed|ing)|spark\w*|trigger\w*|started the|blam\w+|to blame|due to|because of)\b/iu,
    actor:
      /\b(?:stol\w*|steal\w*|theft|attack\w*|kill\w*|murder\w*|shot|shooting|hack\w*|bomb\w*|behind|responsib\w+|carried out|assault\w*|rap(?:e|ed)|brib\w*|fraud|spy\w*|poison\w*|robb\w*|guilty)\b/iu,
    event:
      /\b(?:spills?|leaks?|storms?|floods?|heat|drought|fires?|faults?|failures?|explosions?|blasts?|collapse|disease|virus|gas|crash|accident|error|smoke|lightning)\b/iu,
  },
  ko: {
    cause: /원인|때문|탓|책임|불꽃|불씨|로 인|비롯/u,
    actor: /훔친|빼앗|공격|살해|살인|테러|해킹|배후|소행|횡령|뇌물|폭행|성폭력|절도|사기|유출한|자행/u,
    event:
      /폐수|누출|태풍|홍수|더위|가뭄|화재|고장|결함|폭발|붕괴|질병|바이러스|가스|추락|사고|오류|벼락|누전/u,
  },
};

type Told = { text: string; lang: string };

/** What a claim and its denial are about: a cause, who did it, or where a thing stands. English and Korean. */
export function kindOfClaim(claim: Told, denial: Told, denier?: string): DisagreementKind {
  const isAny = (part: keyof Words) =>
    [claim, denial].some(({ text, lang }) => words[primaryLanguage(lang)]?.[part].test(text));
  if (isAny('actor')) return isAny('event') && !isPersonal(claim, denier) ? 'cause' : 'actor';
  if (isAny('cause')) return 'cause';
  return isPersonal(claim, denier) ? 'actor' : 'status';
}

/** The claim is that the one who denies it did something: they are its subject. */
function isPersonal({ text, lang }: Told, denier: string | undefined): boolean {
  const own = packFor(lang)
    .tokens(denier ?? '')
    .filter(({ kind, stop, text: word }) => kind === 'word' && !stop && [...word].length > 1)
    .map(({ text: word }) => literal(word));
  const subject =
    primaryLanguage(lang) === 'ko'
      ? own.map((word) => `${word}[가-힣]{0,3}(?:이|가|은|는)\\s`)
      : own.map(
          (word) =>
            `(?<!\\b(?:from|of|by|at|in|for|with|near) (?:the |an? )?)\\b${word}(?:['’]s)? (?:\\S+ ){0,2}(?:had|has|have|was|were|did|would)\\b`,
        );
  return subject.some((pattern) => new RegExp(pattern, 'iu').test(text));
}

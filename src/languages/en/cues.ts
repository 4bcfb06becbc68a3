import type { TextSpan } from '../../domain/span.ts';
import type { Attribution, Hedge, Negation } from '../pack.ts';
import { spanOf, withoutOverlaps } from '../shared/spans.ts';
import { anyOf, phraseList } from '../shared/words.ts';
import { normOf, stopWords } from './tokens.ts';

/** A pattern for whole words out of a list of phrases. Apostrophes are matched straight or curly. */
export function wholeWords(phrases: readonly string[]): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${anyOf(phrases).replace(/'/g, "['’]")})(?![\\p{L}\\p{N}])`,
    'giu',
  );
}

const hedgePhrases: Record<Hedge['kind'], string[]> = {
  possibility: phraseList(`
    may, might, could, can be, perhaps, possibly, probably, likely, unlikely, maybe, potentially,
    presumably, apparently,
    seemingly, appears to, appear to, appeared to, appears that, seems, seem, seemed, suggests, suggest,
    suggested, suspected,
    possible, potential, probable,
    in theory, it is unclear, unclear, arguably, conceivably, not certain, uncertain, at risk of, indicates, indicate, indicated`),
  expectation: phraseList(`
    is expected to, are expected to, was expected to, were expected to, expected to, is set to, are set to,
    set to,
    is likely to, are likely to, is due to be, are due to be, is forecast to, are forecast to, forecast to,
    is projected to, are projected to,
    projected to, is predicted to, predicted to, is poised to, poised to, on track to, is estimated to,
    estimated to,
    estimated, is anticipated, anticipated, is scheduled to, are scheduled to, scheduled to, is thought likely to, on course to`),
  allegation: phraseList(`
    alleged, allegedly, alleges, allege, accused of, accuses, suspected of, is believed to, are believed to,
    was believed to, were believed to, believed to, is thought to, are thought to, was thought to,
    were thought to, thought to, is suspected,
    are suspected, purported, purportedly, supposed, supposedly, so-called, ostensibly, unconfirmed,
    unverified,
    claimed to, claims to, self-proclaimed, self-styled, understood to, considered to`),
  hearsay: phraseList(`
    reportedly, is said to, are said to, was said to, were said to, said to have, said to be, rumoured,
    rumored,
    is reported to, are reported to, was reported to, were reported to, reported to have, reported to be,
    it is reported, it was reported,
    reports suggest, reports said, reports say, according to reports, media reports, word has it, hearsay`),
  plan: phraseList(`
    plans to, plan to, planned to, planning to, is planning, are planning, intends to, intend to,
    intended to, aims to,
    aim to, aimed to, aiming to, hopes to, hope to, hoped to, hoping to, proposes to, proposed to, vows to,
    vowed to, vow to, pledges to,
    pledged to, pledge to, wants to, want to, wanted to, seeks to, seek to, sought to, considering,
    is considering, are considering, mulling,
    promises to, promised to, promise to, agreed to, is preparing to, are preparing to, preparing to,
    is ready to, are ready to,
    would like to, threatens to, threatened to, tries to, tried to, trying to, attempts to, attempted to`),
};

const hedgePatterns = (Object.entries(hedgePhrases) as [Hedge['kind'], string[]][]).map(
  ([kind, phrases]) => [kind, wholeWords(phrases)] as const,
);

/** Words that make a statement less than certain, with what kind of doubt they bring. */
export function englishHedges(text: string): Hedge[] {
  const found = hedgePatterns.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)]
      .filter((match) => !isMonthMay(text, match))
      .map((match): Hedge => ({ ...spanOf(text, match.index, match.index + match[0].length), kind })),
  );
  return withoutOverlaps(found);
}

/** `in May`, `May 5`, `Theresa May said`: a capital May that does not begin a sentence, or a date, is no verb. */
function isMonthMay(text: string, match: RegExpExecArray): boolean {
  if (match[0] !== 'May') return false;
  const before = text.slice(Math.max(0, match.index - 24), match.index);
  const after = text.slice(match.index + 3, match.index + 12);
  return /[\p{L}\p{N},]\s*$/u.test(before) || /^\s+\d|^[,.]/.test(after);
}

const negationPattern =
  /(?<![\p{L}\p{N}])(?:(?:(?:do|does|did|is|are|was|were|has|have|had|wo|would|ca|could|should|must|might|need|ai|sha)\s?n['’]t|cannot|can\s{1,2}not|n['’]t|not|no longer|never|neither|nor|none|nobody|nothing|nowhere|without|no|no one)|(?:fail(?:s|ed|ing)?|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing))\s{1,2}to|den(?:y|ies|ied|ying)|rejects?|rejected|rejecting|lack(?:s|ed|ing)?|unable\s{1,2}to|hardly|barely|scarcely|rul(?:e|es|ed|ing)\s{1,2}out)(?![\p{L}\p{N}])/giu;

const auxiliaries = new Set(
  'be been being have has had do does did yet even any a an the to so it that'.split(' '),
);

/** Words that turn a statement round, with the norm of the word that is negated. `not only` is none. */
export function englishNegations(text: string): Negation[] {
  const negations: Negation[] = [];
  for (const match of text.matchAll(negationPattern)) {
    const end = match.index + match[0].length;
    const after = text.slice(end, end + 80);
    if (/^not$/i.test(match[0]) && /^\s+(?:only|just|least)\b/i.test(after)) continue;
    if (/^no$/i.test(match[0]) && /^\.\s?\d|^\s?[,!]|^\.(?:\s|$)/.test(after)) continue;
    const of = negatedWord(after);
    const span = spanOf(text, match.index, end);
    negations.push(of === undefined ? span : { ...span, of });
  }
  return negations;
}

/** The first content word behind the negation, in the same clause. */
function negatedWord(after: string): string | undefined {
  const clause = /^[^.,;:!?"“”()]*/.exec(after)?.[0] ?? '';
  for (const word of clause.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.slice(0, 6) ?? []) {
    const lower = word.toLowerCase();
    if (auxiliaries.has(lower) || stopWords.has(lower)) continue;
    return normOf(word);
  }
  return undefined;
}

const causePattern = wholeWords(
  phraseList(`
    because, because of, due to, owing to, thanks to, as a result of, as a result, resulting in,
    resulted in, results in,
    result in, resulted from, led to, leads to, leading to, lead to, caused by, caused, causes, causing,
    cause of, sparked by, sparked, sparking,
    triggered by, triggered, triggering, prompted by, prompted, prompting, brought about, gave rise to,
    stemmed from, stems from,
    stemming from, attributed to, blamed on, blamed for, in response to, in the wake of, on account of,
    so that,
    therefore, consequently, hence, thus, contributed to, contributing to, fuelled by, fueled by, fuelled,
    fueled,
    driven by, forced, forcing, after which, followed by, the reason, is why, set off, provoked, in retaliation for`),
);

/** Words that say one thing brought about another. */
export function englishCauses(text: string): TextSpan[] {
  return withoutOverlaps(
    [...text.matchAll(causePattern)].map((match) => spanOf(text, match.index, match.index + match[0].length)),
  );
}

/**
 * Words that judge where a plain one would do, each with a neutral equivalent (`slammed`: criticised; `shocking`: no
 * word at all). Kept short on purpose: AP and Reuters style guides warn of these; plain strong verbs are
 not here.
 */
const loadedPattern = wholeWords(
  phraseList(`
    slams, slammed, slamming, blasts, blasted, blasting, lashes out, lashed out, lashing out, rips,
    ripped into, rips into, torches, torched,
    eviscerates, eviscerated, destroys critics, hits out at, hit out at, tears into, tore into, claps back,
    clapped back,
    shocking, shockingly, stunning, stunningly, outrageous, outrageously, disgraceful, shameful,
    shamefully, disastrous, horrific, horrifying,
    terrifying, jaw-dropping, mind-blowing, explosive, bombshell, scandalous, brazen, brazenly, cowardly,
    heroic, heroically, glorious,
    notorious, notoriously, infamous, evil, monstrous, vicious, viciously, savage, savagely, ruthless,
    ruthlessly, sinister, draconian,
    regime, cronies, thugs, mastermind, so-called, admits, admitted, boasts, boasted, brags, bragged,
    gloats, gloated, whines, whined,
    raged, rages, fumes, fumed, melts down, meltdown, humiliating, humiliated, humiliates, laughable,
    ridiculous, absurd, pathetic,
    unbelievable, incredible, incredibly, miraculous, miraculously, unprecedented, massive, huge, skyrocketed, skyrocketing, plummeted, plummeting`),
);

/** Words that colour: for the check that holds a brief to its source's own words. */
export function englishLoadedWords(text: string): TextSpan[] {
  return withoutOverlaps(
    [...text.matchAll(loadedPattern)].map((match) =>
      spanOf(text, match.index, match.index + match[0].length),
    ),
  );
}

/** Saying verbs, every form, by what they claim about the saying. Shared by quotations and attributions. */
const verbForms: Record<Attribution['kind'], string> = {
  say: `said says say saying told tells tell telling stated states stating added adds adding wrote writes write
    announced announces announce announcing explained explains explain explaining noted notes noting
    remarked remarks
    replied replies replying responded responds responding answered answers commented comments declared
    declares declaring
    continued continues recalled recalls recalling observed observes tweeted tweets posted posts mentioned
    mentions
    concluded concludes stressed stresses stressing emphasised emphasized emphasises emphasizes emphasising
    insisted
    insists insisting repeated repeats reiterated reiterates shouted shouts yelled cried joked jokes
    quipped whispered
    exclaimed chanted chanting chants shouting sang singing joking admitted admits admitting conceded
    concedes conceding acknowledged acknowledges acknowledging
    warned warns warning
    urged urges urging pledged pledges vowed vows promised promises proposed proposes suggested suggests
    argued argues arguing complained complains complaining testified testifies briefed briefs criticised
    criticized
    reckoned reckons joked agreed agrees countered counters boasted lamented laments praised praises
    called calls described describes hailed hails thanked ordered orders ruled rules tells revealed reveals
    revealing
    disclosed discloses read reads pointed points laughed laughs grinned smiled sighed sobbed posts muttered
    murmured spoke speaks`,
  claim: `claimed claims claiming alleged alleges allege alleging accused accuses accusing asserted asserts asserting
    maintained maintains contended contends contending believed believes believe believing thought thinks
    think thinking
    suspected suspects charged`,
  confirm: `confirmed confirms confirm confirming verified verifies corroborated corroborates certified certifies`,
  deny: `denied denies deny denying rejected rejects rejecting dismissed dismisses dismissing refuted refutes disputed
    disputes disputing rebuffed ruled-out`,
  expect: `expected expects expect expecting predicted predicts predict predicting forecast forecasts forecasting
    estimated estimates estimating projected projects projecting anticipated anticipates
    anticipating hoped
    hopes hoping feared fears fearing warned-of`,
  ask: `asked asks ask asking wondered wonders inquired enquired demanded demands demanding requested requests requesting
    questioned questions called-for appealed appeals begged begs queried`,
  report: `reported reports reporting quoted quotes quoting cited cites citing published publishes carried
    broadcast showed shows found finds`,
};

const verbKinds = new Map<string, Attribution['kind']>();
for (const [kind, forms] of Object.entries(verbForms) as [Attribution['kind'], string][])
  for (const form of forms.split(/\s+/)) if (form !== '' && !verbKinds.has(form)) verbKinds.set(form, kind);

/** What kind of saying a verb form is; undefined where it is none. Takes lower case. */
export function sayingKind(form: string): Attribution['kind'] | undefined {
  return verbKinds.get(form);
}

/** Verbs that nearly always introduce somebody's words, so that a bare clause behind them is a report. */
export const plainSayingVerbs: ReadonlySet<string> = new Set(
  (
    'said says say told tells stated states added adds announced announces explained explains noted notes replied ' +
    'replies insisted insists warned warns claimed claims alleged alleges confirmed confirms denied denies argued ' +
    'argues admitted admits acknowledged acknowledges predicted predicts estimated estimates reported reports wrote ' +
    'writes testified declared declares believes believed thinks expects expected asserted asserts maintained ' +
    'contended conceded reiterated stressed emphasised emphasized remarked commented suggested suggests revealed ' +
    'reveals recalled accused accuses urged urges asked asks vowed pledged promised hopes fears complained concluded ' +
    'saying adding telling claiming denying confirming warning arguing insisting noting stating alleging explaining ' +
    'announcing reporting citing quoting'
  ).split(' '),
);

import type { Span } from '../../../domain/span.ts';
import type { Analysis } from '../../../languages/analysis.ts';
import type { Name, Token } from '../../../languages/pack.ts';
import { sameBearer } from '../names.ts';
import type { Check, CheckContext, ReadPassage } from '../types.ts';
import { closePassages, nothing, shown } from './shared.ts';

/** Somebody or something that does or undergoes: a name, else a single word. */
interface Actor {
  name: Name | null;
  token: Token;
}

/** One doing: who did it, to whom, by which word (Korean: the particles tell, whatever the word). */
interface Deed {
  agent: Actor;
  patient: Actor;
  deed: Token | null;
}

const tokensMax = 80;
/** A doer, a deed and the one it was done to stand within this many code units. */
const reachMax = 160;
const passiveBefore = /\b(?:was|were|is|are|been|being|be|gets?|got)\s+(?:\w+ly\s+)?$/i;
const agentBefore = /\bby\s+(?:the\s+|an?\s+)?(?:[\p{L}-]+\s+){0,3}$/iu;
const subjectParticle = /^(?:이|가|은|는|께서|께서는|측은|측이)$/u;
const patientParticle = /^(?:을|를|에게|한테|에게는|에)$/u;

/** Words to each side of a deed that say who does it and to whom. */
const sideWords = 3;

/** One word with what stands before and behind it in its clause. */
interface Sides {
  deed: Token;
  before: Token[];
  after: Token[];
  passive: boolean;
}

/** English: every word of substance that is no name, with the words of substance on both sides, to the next comma. */
function sidesIn({ text, tokens, names }: Analysis): Sides[] {
  const isName = (token: Token) => names.some((name) => name.start < token.end && token.start < name.end);
  return tokens.flatMap((deed, at) => {
    if (deed.kind !== 'word' || deed.stop || isName(deed)) return [];
    const until = (step: 1 | -1) => {
      const found: Token[] = [];
      for (let to = at + step; tokens[to] && found.length < sideWords; to += step) {
        const token = tokens[to]!;
        if (token.kind === 'punctuation' && /[,;:.]/.test(token.text)) break;
        if (/^(?:and|or|but|who|which|that|because|after|before|when|as)$/i.test(token.text)) break;
        if (token.kind === 'word' && !token.stop) found.push(token);
      }
      return found;
    };
    const passive = passiveBefore.test(text.slice(Math.max(0, deed.start - 20), deed.start));
    return [{ deed, before: until(-1), after: until(1), passive }];
  });
}

/** The words before a deed and those behind it have changed places; none has stayed. */
function isTurned(own: Sides, theirs: Sides): boolean {
  if (own.deed.norm !== theirs.deed.norm || own.passive !== theirs.passive) return false;
  const norms = (list: readonly Token[]) => new Set(list.map(({ norm }) => norm));
  const [before, after] = [norms(theirs.before), norms(theirs.after)];
  const moved = own.before.filter(({ norm }) => after.has(norm) && !before.has(norm));
  const back = own.after.filter(({ norm }) => before.has(norm) && !after.has(norm));
  const stays = own.before.some(({ norm }) => before.has(norm));
  return moved.length > 0 && back.length > 0 && !stays && own.before.length > 0;
}

/** Two words that have changed sides of a deed of the close passages, as the source has them. */
function turnedIn(context: CheckContext): { span: Span; agent: string; patient: string } | null {
  const { analysis } = context;
  if (/[가-힣]/.test(analysis.text) || analysis.tokens.length > tokensMax) return null;
  const theirs = closePassages(context).filter(({ analysis: one }) => one.tokens.length <= tokensMax);
  const sides = theirs.flatMap(({ analysis: one }) => sidesIn(one));
  for (const own of sidesIn(analysis)) {
    const isStraight = sides.some(
      (other) =>
        other.deed.norm === own.deed.norm &&
        other.before.some((a) => own.before.some((b) => a.norm === b.norm)),
    );
    const other = isStraight ? undefined : sides.find((one) => isTurned(own, one));
    if (!other) continue;
    const words = (list: readonly Token[]) => list.map(({ text }) => text).join(' ');
    const all = [...own.before, own.deed, ...own.after];
    const span = {
      start: Math.min(...all.map(({ start }) => start)),
      end: Math.max(...all.map(({ end }) => end)),
    };
    return { span, agent: words([...other.before].reverse()), patient: words(other.after) };
  }
  return null;
}

function actorOf(token: Token, names: readonly Name[]): Actor {
  return { name: names.find((name) => name.start < token.end && token.start < name.end) ?? null, token };
}

/** English: who stands before the word did it, turned round by "was ... by". */
function englishDeeds({ text, tokens, names }: Analysis): Deed[] {
  const content = tokens.filter((token) => token.kind === 'word' && !token.stop);
  const isName = (token: Token) => names.some((name) => name.start < token.end && token.start < name.end);
  const deeds: Deed[] = [];
  content.forEach((deed, at) => {
    if (isName(deed)) return;
    const before = content[at - 1];
    const after = content[at + 1];
    if (!before || !after || after.end - before.start > reachMax) return;
    // A verb of its own stands between them; "and", "or", a comma make a list.
    if (/[,;:]|\b(?:and|or)\b/i.test(text.slice(before.end, after.start))) return;
    const isPassive =
      passiveBefore.test(text.slice(Math.max(0, deed.start - 20), deed.start)) &&
      agentBefore.test(text.slice(Math.max(0, after.start - 60), after.start));
    const [first, second] = [actorOf(before, names), actorOf(after, names)];
    deeds.push(isPassive ? { agent: second, patient: first, deed } : { agent: first, patient: second, deed });
  });
  return deeds;
}

/** A Korean word with its particle: set apart by the pack, or still at its end where the pack did not know the word. */
function particleAt(tokens: readonly Token[], at: number): { base: string; particle: string } {
  const token = tokens[at]!;
  const next = tokens[at + 1];
  if (next?.stop && next.start === token.end) return { base: token.norm, particle: next.text };
  const glued = /^([가-힣]{2,}?)(께서|에게|한테|이|가|은|는|을|를)$/u.exec(token.text);
  return glued ? { base: glued[1]!, particle: glued[2]! } : { base: token.norm, particle: '' };
}

/** Korean: the particle tells. */
function koreanDeeds({ tokens, names }: Analysis): Deed[] {
  const agents: Actor[] = [];
  const patients: Actor[] = [];
  tokens.forEach((token, at) => {
    if (token.kind !== 'word' || token.stop) return;
    const { base, particle } = particleAt(tokens, at);
    const actor = { ...actorOf(token, names), token: { ...token, norm: base } };
    if (subjectParticle.test(particle)) agents.push(actor);
    else if (patientParticle.test(particle)) patients.push(actor);
  });
  return agents.flatMap((agent) =>
    patients
      .filter((patient) => Math.abs(patient.token.start - agent.token.start) <= reachMax)
      .map((patient) => ({ agent, patient, deed: null })),
  );
}

/** Done to somebody: `고발당했다`, `끌려 나왔다`. Then the one with `에` did it. */
const koreanPassive =
  /당(?:했|한|하|해)|끌려|잡혀|밀려|쫓겨|붙잡혔|받(?:았|은|고|아)|맞(?:았|은)|패(?:했|한)|졌다|됐다|되었다|혔다/u;

function deedsOf(analysis: Analysis): Deed[] {
  if (analysis.tokens.length > tokensMax) return [];
  return /[가-힣]/.test(analysis.text) ? koreanDeeds(analysis) : englishDeeds(analysis);
}

const cache = new WeakMap<ReadPassage, Deed[]>();

function passageDeeds(read: ReadPassage): Deed[] {
  let deeds = cache.get(read);
  if (!deeds) {
    deeds = deedsOf(read.analysis);
    cache.set(read, deeds);
  }
  return deeds;
}

function sameActor(a: Actor, b: Actor): boolean {
  if (a.name && b.name) return a.name.text === b.name.text || sameBearer(a.name, b.name);
  return a.token.norm === b.token.norm;
}

function isSwapped(claim: Deed, source: Deed): boolean {
  if (claim.deed && source.deed && claim.deed.norm !== source.deed.norm) return false;
  const crossed = sameActor(claim.agent, source.patient) && sameActor(claim.patient, source.agent);
  return crossed && !sameActor(claim.agent, source.agent);
}

function swapIn(claim: Deed, theirs: readonly Deed[]): Deed | undefined {
  const straight = theirs.some(
    (deed) => sameActor(claim.agent, deed.agent) && sameActor(claim.patient, deed.patient),
  );
  return straight ? undefined : theirs.find((deed) => isSwapped(claim, deed));
}

function wordsOf(actor: Actor): string {
  return shown(actor.name?.text ?? actor.token.text);
}

/** Korean: one of the two sentences tells what was done, the other what was undergone. */
function isTurnedPassive({ analysis, aligned }: CheckContext): boolean {
  if (!/[가-힣]/.test(analysis.text)) return false;
  const theirs = aligned[0]?.read.passage.text ?? '';
  return koreanPassive.test(analysis.text) !== koreanPassive.test(theirs);
}

/** Who did what to whom: two names do not change places round the same word. */
export const roleCheck: Check = {
  id: 'role',
  // Texts it spoke of that were unsupported: 34/34 (100 %) of our own, 21/33 (64 %) of the labelled sets.
  severityMax: 'warn',
  run(context: CheckContext) {
    const { analysis, foreign, say } = context;
    if (foreign || isTurnedPassive(context)) return nothing();
    const own = deedsOf(analysis);
    const theirs = closePassages(context).flatMap(passageDeeds);
    for (const deed of own) {
      const other = swapIn(deed, theirs);
      if (!other) continue;
      const span = {
        start: Math.min(deed.agent.token.start, deed.patient.token.start),
        end: Math.max(deed.agent.token.end, deed.patient.token.end),
      };
      const [agent, patient] = [wordsOf(other.agent), wordsOf(other.patient)];
      const reason = say.rolesSwapped(agent, patient);
      return {
        findings: [{ severity: 'warn', ...span, reason, expected: `${agent} → ${patient}` }],
        confirmations: [],
      };
    }
    const turned = turnedIn(context);
    if (!turned) return nothing();
    const [agent, patient] = [shown(turned.agent), shown(turned.patient)];
    const reason = say.rolesSwapped(agent, patient);
    return {
      findings: [{ severity: 'warn', ...turned.span, reason, expected: `${agent} → ${patient}` }],
      confirmations: [],
    };
  },
};

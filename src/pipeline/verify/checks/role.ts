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
const patientParticle = /^(?:을|를|에게|한테|에게는)$/u;

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
  if (a.name && b.name) return sameBearer(a.name, b.name);
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

/** Who did what to whom: two names do not change places round the same word. */
export const roleCheck: Check = {
  id: 'role',
  // Texts it spoke of that were unsupported: 15/15 (100 %) of our own, 0/1 (0 %) of the labelled sets.
  severityMax: 'warn',
  run(context: CheckContext) {
    const { analysis, foreign, say } = context;
    if (foreign) return nothing();
    const own = deedsOf(analysis);
    if (own.length === 0) return nothing();
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
    return nothing();
  },
};

import type { Analysis } from '../../../languages/analysis.ts';
import type { Name, Token } from '../../../languages/pack.ts';
import { sameBearer } from '../names.ts';
import type { Check, CheckContext, ReadPassage } from '../types.ts';
import { closePassages, nothing, shown } from './shared.ts';

/** One doing: who did it, to whom, by which word. */
interface Deed {
  agent: Name;
  patient: Name;
  deed: Token;
}

const namesMax = 12;
/** A doer, a deed and the one it was done to stand within this many code units. */
const reachMax = 160;
const passiveBefore = /\b(?:was|were|is|are|been|being|be|gets?|got)\s+(?:\w+ly\s+)?$/i;
const agentBefore = /\bby\s+(?:the\s+|an?\s+)?(?:[\p{L}-]+\s+){0,3}$/iu;
const subjectAfter = /^(?:[가-힣\s]{0,12}?)(?:이|가|은|는|께서|측은|측이)(?=[\s,])/u;
const patientAfter = /^(?:[가-힣\s]{0,12}?)(?:을|를|에게|한테|에|의)(?=[\s,])/u;

/** English: who stands before the word did it, turned round by "was ... by". */
function englishDeeds({ text, tokens, names }: Analysis): Deed[] {
  const deeds: Deed[] = [];
  for (const deed of tokens) {
    if (
      deed.kind !== 'word' ||
      deed.stop ||
      names.some((name) => name.start < deed.end && deed.start < name.end)
    )
      continue;
    const before = names.findLast((name) => name.end <= deed.start);
    const after = names.find((name) => name.start >= deed.end);
    if (!before || !after || after.end - before.start > reachMax) continue;
    const isPassive =
      passiveBefore.test(text.slice(Math.max(0, deed.start - 20), deed.start)) &&
      agentBefore.test(text.slice(Math.max(0, after.start - 60), after.start));
    deeds.push(isPassive ? { agent: after, patient: before, deed } : { agent: before, patient: after, deed });
  }
  return deeds;
}

/** Korean: the particle tells. */
function koreanDeeds({ text, tokens, names }: Analysis): Deed[] {
  const tail = (name: Name) => text.slice(name.end, name.end + 16);
  const agents = names.filter((name) => subjectAfter.test(tail(name)));
  const patients = names.filter((name) => !agents.includes(name) && patientAfter.test(tail(name)));
  return agents.flatMap((agent) =>
    patients.flatMap((patient) => {
      const from = Math.max(agent.end, patient.end);
      const deeds = tokens.filter((token) => token.kind === 'word' && !token.stop && token.start >= from);
      return deeds.slice(0, 6).map((deed) => ({ agent, patient, deed }));
    }),
  );
}

function deedsOf(analysis: Analysis): Deed[] {
  if (analysis.names.length < 2 || analysis.names.length > namesMax) return [];
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

function isSwapped(claim: Deed, source: Deed): boolean {
  if (claim.deed.norm !== source.deed.norm) return false;
  const crossed = sameBearer(claim.agent, source.patient) && sameBearer(claim.patient, source.agent);
  return crossed && !sameBearer(claim.agent, source.agent);
}

function swapIn(claim: Deed, theirs: readonly Deed[]): Deed | undefined {
  const straight = theirs.some(
    (deed) => sameBearer(claim.agent, deed.agent) && sameBearer(claim.patient, deed.patient),
  );
  return straight ? undefined : theirs.find((deed) => isSwapped(claim, deed));
}

/** Who did what to whom: two names do not change places round the same word. */
export const roleCheck: Check = {
  id: 'role',
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
        start: Math.min(deed.agent.start, deed.patient.start),
        end: Math.max(deed.agent.end, deed.patient.end),
      };
      const [agent, patient] = [shown(other.agent.text), shown(other.patient.text)];
      const reason = say.rolesSwapped(agent, patient, shown(other.deed.text));
      return {
        findings: [{ severity: 'warn', ...span, reason, expected: `${agent} → ${patient}` }],
        confirmations: [],
      };
    }
    return nothing();
  },
};

import { type RightsReport, type RightsSignal, rawText } from '../../domain/rights.ts';
import { groupFor, productToken, type RobotsFile, type UsageLine } from '../robots.ts';
import { licencePointer } from './header-signals.ts';
import { readPreferences } from './preferences.ts';

/** More usage lines and licences than any site needs. */
const usageLinesMax = 500;
const licencesMax = 20;

function rulesAsText(robots: RobotsFile, agent: string): string {
  const group = groupFor(robots, agent);
  if (group === null) return '';
  const rules = group.rules.map(({ allow, pattern }) => `${allow ? 'Allow' : 'Disallow'}: ${pattern}`);
  return rawText([`User-agent: ${group.agent}`, ...rules].join('\n'));
}

/**
 * What a robots.txt says of the rights in an origin's texts: one signal with the rules that hold for us, one for each
 * line on usage, one for each licence that it names (read by `site-rights.ts`).
 */
export function robotsReport(
  robots: RobotsFile,
  origin: string,
  seenAt: string,
  agent: string = productToken,
): RightsReport {
  const carrier = `${origin}/robots.txt`;
  const common = { place: 'robots.txt', carrier, seenAt } as const;
  const group = groupFor(robots, agent);
  const signals: RightsSignal[] = [];
  if (group !== null && group.rules.length > 0)
    signals.push({
      ...common,
      kind: 'robots',
      raw: rulesAsText(robots, agent),
      scope: { kind: 'path', origin, pattern: '/' },
      sayings: [],
      rules: group.rules.map(({ allow, pattern }) => ({ allow, pattern })),
    });
  const fromLine = ({ name, pattern, value }: UsageLine): RightsSignal => ({
    ...common,
    kind: name,
    raw: rawText(value),
    scope: { kind: 'path', origin, pattern },
    sayings: readPreferences(value),
  });
  const lines = [...robots.usage, ...(group?.usage ?? [])].slice(0, usageLinesMax);
  signals.push(...lines.map(fromLine).filter(({ sayings }) => sayings.length > 0));
  for (const address of robots.licences.slice(0, licencesMax)) {
    const pointer = licencePointer(address, carrier);
    if (pointer !== null)
      signals.push({ ...common, ...pointer, scope: { kind: 'path', origin, pattern: '/' } });
  }
  return { ...common, host: new URL(origin).hostname, signals };
}

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * What the tests need beyond npm: a Chromium and CJK fonts for the page tests, a PostgreSQL. On Debian as root they
 * are installed; elsewhere what is missing is named, and the suites that need it skip with that reason.
 */
const needs = [
  {
    debian: 'chromium',
    present: () => ['/usr/bin/chromium', '/usr/bin/chromium-browser'].some((f) => existsSync(f)),
  },
  // Suites that run on both databases start a server of their own from its programs.
  { debian: 'postgresql', present: () => existsSync('/usr/lib/postgresql') },
  { debian: 'fonts-noto-cjk', present: () => spawnSync('fc-list', [':lang=ko']).stdout?.length > 0 },
  // The fallback faces of our style sheets stand on its metrics.
  {
    debian: 'fonts-liberation',
    present: () => spawnSync('fc-list', ['Liberation Serif']).stdout?.length > 0,
  },
];

const missing = needs.filter(({ present }) => !present()).map(({ debian }) => debian);
if (missing.length > 0) {
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (canInstall) {
    console.log(`Installing for the tests: ${missing.join(', ')}`);
    const options = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    try {
      execFileSync('apt-get', ['update', '-qq'], options as never);
      execFileSync(
        'apt-get',
        ['install', '-y', '-qq', '--no-install-recommends', ...missing],
        options as never,
      );
    } catch {
      console.log(`apt-get failed; suites that need ${missing.join(', ')} are skipped.`);
    }
  } else {
    console.log(
      `Not here: ${missing.join(', ')}. The suites that need them are skipped, each with its reason.`,
    );
  }
}

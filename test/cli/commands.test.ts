import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { cli } from '../support/cli.ts';

/** A terminal window of ordinary height shows this much. */
const screenLinesMax = 32;
const screenColumnsMax = 120;

describe('standfirst --help', () => {
  it('names every command', async () => {
    const { status, stdout } = await cli(['--help']);
    expect(status).toBe(0);
    for (const { name } of commands) expect(stdout).toContain(`  ${name} `);
  });

  it.each(commands.map(({ name }) => name))(
    '%s --help fits a screen and ends with an example',
    async (name) => {
      const { status, stdout } = await cli([name, '--help']);
      const shown = stdout.split('\n');
      expect(status).toBe(0);
      expect(shown.length).toBeLessThanOrEqual(screenLinesMax);
      expect(Math.max(...shown.map((line) => line.length))).toBeLessThanOrEqual(screenColumnsMax);
      expect(stdout).toContain('Example:\n');
    },
  );

  it('shows the list and exits with 2 where no command is given', async () => {
    expect((await cli([])).status).toBe(2);
  });

  it('names an unknown command and exits with 2', async () => {
    const { status, stderr } = await cli(['breif']);
    expect(status).toBe(2);
    expect(stderr).toContain('breif');
  });

  it.each(['brief', 'embed', 'extract', 'verify'])(
    '%s without anything to read says what is missing',
    async (name) => {
      const { status, stderr } = await cli([name]);
      expect(status).toBe(2);
      expect(stderr).toContain(`standfirst ${name} --help`);
    },
  );

  it('refuses an option it does not know', async () => {
    const { status, stderr } = await cli(['brief', '--langg', 'ko', 'page.html']);
    expect(status).toBe(2);
    expect(stderr).toContain('--langg');
  });
});

describe('standfirst config', () => {
  it('shows where a value comes from and never a secret', async () => {
    const { stdout } = await cli(['config'], {
      env: { STANDFIRST_LANG: 'ko', STANDFIRST_MODEL_API_KEY: 'sk-hidden' },
    });
    expect(stdout).toContain('lang = ko   [environment]');
    expect(stdout).toContain('model.apiKey = [secret]');
    expect(stdout).not.toContain('sk-hidden');
    expect(
      (await cli(['config', '--json'], { env: { STANDFIRST_MODEL_API_KEY: 'sk-hidden' } })).stdout,
    ).not.toContain('sk-hidden');
  });

  it('says what a setting should have been, and not what it was', async () => {
    const { status, stderr } = await cli(['config'], {
      env: { STANDFIRST_MODEL_TIMEOUT_MS: 'sk-pasted-wrong' },
    });
    expect(status).toBe(2);
    expect(stderr).toContain('STANDFIRST_MODEL_TIMEOUT_MS must be a whole number');
    expect(stderr).not.toContain('sk-pasted-wrong');
  });
});

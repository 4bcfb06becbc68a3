import { afterEach, describe, expect, it } from 'vitest';
import { cli } from '../support/cli.ts';
import { type FakeProvider, fakeProvider } from '../support/fake-provider.ts';

let provider: FakeProvider | null = null;
afterEach(async () => {
  await provider?.close();
  provider = null;
});

const envOf = (baseUrl: string) => ({
  STANDFIRST_MODEL_PROVIDER: 'openai-compatible',
  STANDFIRST_MODEL: 'small-one',
  STANDFIRST_MODEL_BASE_URL: baseUrl,
});

describe('standfirst models', () => {
  it('says how to get one where there is none', async () => {
    const { status, stdout } = await cli(['models']);
    expect(status).toBe(0);
    expect(stdout).toContain('No model: briefs are excerpts.');
  });

  it('shows the one that is configured, and asks it nothing', async () => {
    provider = await fakeProvider('openai-compatible', [{ text: '{}' }]);
    const { stdout } = await cli(['models'], { env: envOf(provider.baseUrl) });
    expect(stdout).toContain(`openai-compatible/small-one at ${provider.baseUrl}`);
    expect(provider.requests).toHaveLength(0);
  });

  it('tries it', async () => {
    provider = await fakeProvider('openai-compatible', [{ text: '{"capital":"Paris"}', tokens: [40, 6] }]);
    const { status, stdout } = await cli(['models', '--try'], { env: envOf(provider.baseUrl) });
    expect(status).toBe(0);
    expect(stdout).toMatch(/answered in the asked form after .* 40 tokens in, 6 out/);
  });

  it('says what is wrong where it cannot be reached', async () => {
    provider = await fakeProvider('openai-compatible', [{ status: 401, body: '{"error":{"message":"no"}}' }]);
    const { status, stderr } = await cli(['models', '--try'], { env: envOf(provider.baseUrl) });
    expect(status).toBe(1);
    expect(stderr).toMatch(/401|key/i);
  });
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'eval/**/*.test.ts'],
    globalSetup: ['test/support/databases-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{cli,faults,fixtures,helpers,install,reports}/**/*.test.ts'],
    testTimeout: 20_000,
    reporters: process.env['CI']
      ? ['default', ['json', { outputFile: 'reports/out/unit.json' }]]
      : ['default'],
  },
});

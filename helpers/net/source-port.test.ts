import { expect, test } from 'vitest';
import { newSourcePort } from './source-port.ts';

test('source ports differ, and are below those that the kernel hands out', () => {
  const ports = Array.from({ length: 1000 }, newSourcePort);
  expect(new Set(ports).size).toBe(1000);
  expect(Math.min(...ports)).toBeGreaterThanOrEqual(20_000);
  expect(Math.max(...ports)).toBeLessThan(32_768);
});

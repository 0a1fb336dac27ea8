import { expect, test } from 'vitest';
import { interfaceTo } from './capture.ts';

const routes = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0
vethab12\t0800F40A\t00000000\t0005\t0\t0\t0\tFFFFFFFF\t0\t0\t0
vethcd34\t0900F40A\t00000000\t0005\t0\t0\t0\tFFFFFFFF\t0\t0\t0
`;

test('the interface of the route to one pod', () => {
  expect(interfaceTo(routes, '10.244.0.9')).toBe('vethcd34');
});

test('a pod without a route of its own is named', () => {
  expect(() => interfaceTo(routes, '10.244.0.7')).toThrow('a route to 10.244.0.7 alone');
});

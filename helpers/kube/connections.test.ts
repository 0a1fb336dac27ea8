import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { listen } from '../net/listen.ts';
import { parseProcNetTcp } from './connections.ts';

const head =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

test('reads IPv4, IPv4 in IPv6, and established connections only', () => {
  const text = `${head}
   0: 00000000:1F6A 00000000:0000 0A 00000000:00000000 00:00000000 00000000   999        0 1 1
   1: 0400F40A:1F6A 0500F40A:A1B2 01 00000000:00000000 00:00000000 00000000   999        0 1 1
${head}
   0: 0000000000000000FFFF00000400F40A:1F6A 0000000000000000FFFF00000600F40A:0050 01 00000000:00000000 00:00000000 0
`;
  expect(parseProcNetTcp(text)).toEqual([
    { remote: '10.244.0.5', remotePort: 0xa1b2, localPort: 8042 },
    { remote: '10.244.0.6', remotePort: 80, localPort: 8042 },
  ]);
  expect(parseProcNetTcp('nonsense\n')).toEqual([]);
});

test.skipIf(process.platform !== 'linux')('finds a real connection in the kernel’s own list', async () => {
  const server = createServer();
  const port = await listen(server);
  const client = connect(port, '127.0.0.1');
  const [accepted] = await once(server, 'connection');
  expect(parseProcNetTcp(readFileSync('/proc/net/tcp', 'utf8'))).toContainEqual({
    remote: '127.0.0.1',
    remotePort: client.localPort,
    localPort: port,
  });
  client.destroy();
  accepted.destroy();
  server.close();
});

import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, type ConnectionOptions } from 'node:tls';
import type { buildConnector } from 'undici';
import { TimeoutError } from '../model/errors.ts';
import { timeouts } from '../model/timeouts.ts';
import { hostname, type HttpTarget, type HttpTargetTls } from './target.ts';

/** Connects undici to the target's address, whatever the URL says; TLS trusts the pinned CA and no other. */
export function connectorTo(target: HttpTarget): buildConnector.connector {
  return (_options, callback) => {
    const { address, port, tls } = target;
    const socket = tls ? connectTls(tlsOptions(target, tls)) : connectTcp({ host: address, port });
    const limit = setTimeout(() => socket.destroy(timedOut(target)), timeouts.request);
    const failed = (error: Error): void => {
      clearTimeout(limit);
      callback(error, null);
    };
    socket.once('error', failed);
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      clearTimeout(limit);
      socket.off('error', failed);
      callback(null, ready(socket));
    });
  };
}

function ready(socket: Socket): Socket {
  return socket.setNoDelay(true);
}

function tlsOptions(target: HttpTarget, { ca, servername }: HttpTargetTls): ConnectionOptions {
  const name = hostname(target);
  return {
    host: target.address,
    port: target.port,
    ca,
    // RFC 6066 §3: no IP addresses in SNI.
    servername: servername ?? (isIP(name) ? '' : name),
    ALPNProtocols: ['http/1.1'],
    checkServerIdentity: (_asked, certificate) => checkServerIdentity(name, certificate),
  };
}

function timedOut({ host, address, port, tls }: HttpTarget): TimeoutError {
  const what = tls ? 'TCP connection and TLS handshake' : 'TCP connection';
  return new TimeoutError(
    `Waited ${timeouts.request / 1000} s (timeout \`request\`) for a ${what} to ${address}:${port} (${host})`,
  );
}

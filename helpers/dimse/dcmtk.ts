import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from '../process/run.ts';
import { timeouts } from '../model/timeouts.ts';
import type { DimseEndpoint } from './associate.ts';

/** How one of DCMTK's clients ended: their exit codes say little, their words what went wrong. */
export type DcmtkOutcome =
  | { readonly kind: 'success' }
  /** OpenSSL, inside it, does not trust the certificate that is served. */
  | { readonly kind: 'untrusted'; readonly words: string }
  | { readonly kind: 'failure'; readonly words: string };

export interface DcmtkOptions extends DimseEndpoint {
  /** PEM of the only authority to trust. */
  readonly ca: string;
  /** A file to send, for `storescu`. */
  readonly file?: Uint8Array;
}

/** Whether DCMTK's clients are installed here. */
export const hasDcmtk = (path = process.env['PATH'] ?? ''): boolean =>
  ['echoscu', 'storescu'].every((program) =>
    path.split(delimiter).some((folder) => existsSync(join(folder, program))),
  );

/** Runs `echoscu` or `storescu` over TLS, without a certificate of its own, verifying the server's. */
export async function dcmtk(program: 'echoscu' | 'storescu', options: DcmtkOptions): Promise<DcmtkOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'korthweb-dcmtk-'));
  try {
    const [ca, file] = [join(folder, 'ca.crt'), join(folder, 'instance.dcm')];
    await writeFile(ca, options.ca);
    if (options.file) await writeFile(file, options.file);
    const { calling, called, host, port } = options;
    const titles = ['--aetitle', calling, '--call', called];
    const tls = ['--anonymous-tls', '--add-cert-file', ca, '--require-peer-cert'];
    const limits = ['--timeout', '10', '--acse-timeout', '10', '--dimse-timeout', '10'];
    const args = [...tls, ...titles, ...limits, host, String(port), ...(options.file ? [file] : [])];
    const { exitCode, stdout, stderr } = await run(program, args, {
      anyExitCode: true,
      timeout: timeouts.association,
    });
    return exitCode === 0 ? { kind: 'success' } : failure(`${stdout}\n${stderr}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function failure(output: string): DcmtkOutcome {
  const words = output.trim().split('\n').slice(-4).join('; ');
  return { kind: /certificate verify failed/.test(output) ? 'untrusted' : 'failure', words };
}

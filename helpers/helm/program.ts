import { findProgram } from '../process/find-program.ts';

/** Finds Helm: `KORTHWEB_HELM`, one on the PATH, or the one that the lab has built. @throws {InconclusiveError} */
export const findHelm = (environment = process.env): Promise<string> =>
  findProgram(
    { name: 'helm', title: 'Helm 3', variable: 'KORTHWEB_HELM', artifact: 'go-tools' },
    environment,
  );

import type { protocols } from './targets.ts';

/** What a server of the tenant answers to the first words of `meshTargets`, and nothing else in its way does. */
export const isOwnAnswer: Readonly<Record<(typeof protocols)[number], (answer: Buffer) => boolean>> = {
  // Without credentials Orthanc asks for them, in a realm of its own; where it does not, it tells what it is.
  HTTP: (answer) => /orthanc secure area|"DicomAet"/i.test(answer.toString('latin1')),
  // A-ASSOCIATE-AC, A-ASSOCIATE-RJ or A-ABORT (PS3.8 §9.3.3, §9.3.4, §9.3.8), whose second byte is reserved.
  DICOM: (answer) => [2, 3, 7].includes(answer[0] ?? 0) && answer[1] === 0,
  // Yes or no to SSLRequest, in one byte.
  PostgreSQL: (answer) => answer.length === 1 && ['S', 'N'].includes(answer.toString('latin1')),
};

import type { DimseFailure } from './outcome.ts';

const rejectResults = ['', 'permanent', 'transient'];
const rejectSources = ['', 'service-user', 'service-provider-acse', 'service-provider-presentation'];
const rejectReasons: Readonly<Record<string, readonly string[]>> = {
  'service-user': [
    '',
    'no-reason-given',
    'application-context-name-not-supported',
    'calling-ae-title-not-recognized',
    '',
    '',
    '',
    'called-ae-title-not-recognized',
  ],
  'service-provider-acse': ['', 'no-reason-given', 'protocol-version-not-supported'],
  'service-provider-presentation': ['', 'temporary-congestion', 'local-limit-exceeded'],
};
const abortSources = ['service-user', '', 'service-provider'];
const abortReasons = [
  'not-specified',
  'unrecognized-pdu',
  'unexpected-pdu',
  '',
  'unrecognized-pdu-parameter',
  'unexpected-pdu-parameter',
  'invalid-pdu-parameter-value',
];

/** Reads an A-ASSOCIATE-RJ by DICOM PS3.8 table 9-21. */
export function rejected(pdu: { result: number; source: number; reason: number }): DimseFailure {
  const source = word(rejectSources, pdu.source);
  const reason = word(rejectReasons[source] ?? [], pdu.reason);
  return { kind: 'rejected', result: word(rejectResults, pdu.result), source, reason };
}

/** Reads an A-ABORT by DICOM PS3.8 table 9-26; a reason means something from the service provider only. */
export function aborted(pdu: { source: number; reason: number }): DimseFailure {
  const source = word(abortSources, pdu.source);
  const reason = source === 'service-provider' ? word(abortReasons, pdu.reason) : 'not-specified';
  return { kind: 'aborted', source, reason };
}

function word(words: readonly string[], code: number): string {
  return words[code] || `reserved-${code}`;
}

import { expect, test } from 'vitest';
import { describeRequest, requestManifest } from './certificate-requests.ts';

const metadata = { name: 'one-1', annotations: { 'cert-manager.io/certificate-name': 'one' } };

test('a request that nobody has looked at', () => {
  expect(describeRequest({ metadata })).toEqual({
    name: 'one-1',
    certificate: 'one',
    approved: undefined,
    denied: undefined,
    ready: undefined,
    issued: undefined,
  });
});

test('a request that was approved and issued', () => {
  const conditions = [
    { type: 'Approved', status: 'True', reason: 'cert-manager.io', message: 'approved' },
    { type: 'Ready', status: 'True', reason: 'Issued', message: 'fetched' },
  ];
  const certificate = Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64');
  expect(describeRequest({ metadata, status: { conditions, certificate } })).toMatchObject({
    approved: 'cert-manager.io',
    denied: undefined,
    ready: 'True: Issued: fetched',
    issued: '-----BEGIN CERTIFICATE-----',
  });
});

test('a request that was denied', () => {
  const conditions = [
    { type: 'Denied', status: 'True', reason: 'policy', message: 'no' },
    { type: 'Ready', status: 'False', reason: 'Denied', message: 'The CertificateRequest was denied' },
  ];
  expect(describeRequest({ metadata, status: { conditions } })).toMatchObject({
    approved: undefined,
    denied: 'policy',
    ready: 'False: Denied: The CertificateRequest was denied',
  });
});

test('a request carries its CSR as the API wants it', () => {
  const ref = { namespace: 'orthweb', name: 'one' };
  expect(requestManifest(ref, { issuer: 'ca', csr: 'PEM' })).toMatchObject({
    kind: 'CertificateRequest',
    metadata: ref,
    spec: { request: 'UEVN', issuerRef: { kind: 'Issuer', name: 'ca' } },
  });
});

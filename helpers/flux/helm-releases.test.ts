import { describe, expect, test } from 'vitest';
import { HelmRelease, problemsOf } from './helm-releases.ts';

const ready = {
  type: 'Ready',
  status: 'True',
  reason: 'UpgradeSucceeded',
  message: 'Helm upgrade succeeded',
};

interface Given {
  readonly version?: string;
  readonly spec?: object;
  readonly status?: object;
}

const release = ({ version = '1.2.3', spec = {}, status = {} }: Given): HelmRelease =>
  HelmRelease.parse({
    metadata: { name: 'orthanc', namespace: 'bhs', generation: 3, creationTimestamp: '2026-01-01T00:00:00Z' },
    spec: { chart: { spec: { chart: 'orthanc', version } }, ...spec },
    status: {
      observedGeneration: 3,
      conditions: [ready],
      lastAttemptedRevision: '1.2.3',
      history: [
        { chartVersion: '1.2.3', status: 'deployed' },
        { chartVersion: '1.2.2', status: 'superseded' },
      ],
      ...status,
    },
  });

describe('a HelmRelease is as declared', () => {
  test.each(['1.2.3', 'v1.2.3', '1.x', '>=1.0.0 <2.0.0', '*'])('with chart version %s', (version) => {
    expect(problemsOf(release({ version }))).toEqual([]);
  });

  test('with the digest of a chart from a registry behind its version', () => {
    const history = [{ chartVersion: '1.2.3+a1b2c3', status: 'deployed' }];
    expect(problemsOf(release({ status: { history } }))).toEqual([]);
  });

  test('with a chart that is an object of its own', () => {
    expect(problemsOf(release({ spec: { chart: undefined, chartRef: { kind: 'OCIRepository' } } }))).toEqual(
      [],
    );
  });
});

describe('a HelmRelease is not as declared', () => {
  test.each<[string, Given, string]>([
    [
      'at an older generation',
      { status: { observedGeneration: 2 } },
      'it is Ready at generation 2, its newest is 3',
    ],
    [
      'when it says that it is not Ready',
      {
        status: {
          conditions: [{ ...ready, status: 'False', reason: 'InstallFailed', message: 'timed out' }],
        },
      },
      'InstallFailed: timed out',
    ],
    ['when it says nothing', { status: { conditions: [] } }, 'it says nothing of being Ready yet'],
    ['when it is suspended', { spec: { suspend: true } }, 'it is suspended'],
    ['at another version', { version: '1.3.0' }, 'its chart is declared as 1.3.0, and 1.2.3 is released'],
    [
      'when a range was tried at another version',
      { version: '1.x', status: { lastAttemptedRevision: '1.4.0' } },
      'its chart is declared as 1.x, and 1.2.3 is released',
    ],
    ['without a release', { status: { history: [] } }, 'nothing has been released'],
    [
      'when the newest release failed',
      { status: { history: [{ chartVersion: '1.2.3', status: 'failed' }] } },
      'its newest release is failed',
    ],
    [
      'when a range says nothing of what was tried',
      { version: '*', status: { lastAttemptedRevision: undefined } },
      'it says nothing of the version that it has last tried',
    ],
  ])('%s', (_what, given, why) => {
    expect(problemsOf(release(given))).toEqual([why]);
  });
});

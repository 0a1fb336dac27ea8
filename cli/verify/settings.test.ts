import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../helpers/model/errors.ts';
import { settingsFrom } from './settings.ts';

describe('settings', () => {
  test('come from flags before the environment', () => {
    const environment = {
      KORTHWEB_WORKERS: '3',
      KORTHWEB_CONTEXT: 'other',
      KORTHWEB_KNOWN_ISSUES: 'known.yaml',
      PATH: '/bin',
    };
    expect(settingsFrom({ workers: '4', tag: ['@smoke', 'core'] }, environment)).toEqual({
      workers: 4,
      context: 'other',
      knownIssues: 'known.yaml',
      tag: ['smoke', 'core'],
    });
  });

  test('are left open where nothing is given; an empty variable is nothing', () => {
    expect(settingsFrom({}, { KORTHWEB_PROFILE: '' })).toEqual({});
  });

  test('take lists and switches from the environment', () => {
    const environment = { KORTHWEB_AREA: 'ingress,dimse', KORTHWEB_DISRUPTIVE: '0' };
    expect(settingsFrom({}, environment)).toEqual({ area: ['ingress', 'dimse'], disruptive: false });
  });

  test.each([
    [{ workers: '0' }, {}, '--workers: expected a value of 1 or more, got "0"'],
    [{ workers: 'many' }, {}, '--workers: expected a whole number of 1 or more, got "many"'],
    [{ grep: '(' }, {}, '--grep: expected a regular expression, got "("'],
    [{}, { KORTHWEB_WORKERS: '1.5' }, 'KORTHWEB_WORKERS: expected a whole number of 1 or more, got "1.5"'],
    [{ name: 'No/Name' }, {}, '--name: expected lower-case letters, digits and hyphens, got "No/Name"'],
  ])('%j %j is refused', (flags, environment, message) => {
    expect(() => settingsFrom(flags, environment)).toThrow(ConfigError);
    expect(() => settingsFrom(flags, environment)).toThrow(message);
  });
});

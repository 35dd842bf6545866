import { shippedFiles, zones } from '../../../test/support/policies.js';
import { loadPolicies } from './policy-timeline.js';
import { PolicyFileError } from './validate.js';

type Json = Record<string, unknown>;

const policy = (version: string, differing: Json = {}): Json => ({
  ...(shippedFiles().policy as Json),
  version,
  ...differing,
});
const calendars = (version: string, differing: Json = {}): Json => ({
  ...(shippedFiles().calendars as Json),
  version,
  ...differing,
});
const versions = (...list: readonly unknown[]): Json => ({ versions: list });
const loadWith = (files: Json) => loadPolicies({ ...shippedFiles(), ...files }, zones);

describe('the policy timeline', () => {
  it('has one period if each file has one version', () => {
    const timeline = loadWith({});
    expect(timeline.periods.map(({ validFrom }) => validFrom)).toEqual(['']);
    expect(timeline.at('1999-01-01T00:00:00.000Z')).toBe(timeline.at('2999-01-01T00:00:00.000Z'));
  });

  it('applies a new version from its validFrom on, and the old one before', () => {
    const timeline = loadWith({
      policy: versions(policy('1'), policy('2', { validFrom: '2027-01-01T00:00Z', riskShare: 0.5 })),
    });
    expect(timeline.at('2026-12-31T23:59:59.999Z').policy).toMatchObject({ version: '1', riskShare: 0.75 });
    expect(timeline.at('2027-01-01T00:00:00.000Z').policy).toMatchObject({ version: '2', riskShare: 0.5 });
  });

  it('starts a period whenever one of the files changes', () => {
    const timeline = loadWith({
      policy: versions(policy('1'), policy('2', { validFrom: '2027-02-01T00:00:00Z' })),
      calendars: versions(
        calendars('a'),
        calendars('b', { validFrom: '2027-01-01T00:00:00Z' }),
        calendars('c', { validFrom: '2027-02-01T00:00:00Z' }),
      ),
    });
    expect(
      timeline.periods.map(({ validFrom, policies }) => [
        validFrom,
        policies.policy.version,
        policies.calendarsVersion,
      ]),
    ).toEqual([
      ['', '1', 'a'],
      ['2027-01-01T00:00:00.000Z', '1', 'b'],
      ['2027-02-01T00:00:00.000Z', '2', 'c'],
    ]);
  });

  it.each<[string, Json, RegExp]>([
    ['has no versions', { policy: versions() }, /policy file.*list of versions is empty/],
    [
      'has a version without a time',
      { policy: versions(policy('1'), policy('2')) },
      /validFrom must be an instant in UTC/,
    ],
    [
      'has a version from a date that does not exist',
      { policy: versions(policy('1'), policy('2', { validFrom: '2027-02-31T00:00:00' })) },
      /not "2027-02-31T00:00:00"/,
    ],
    [
      'has versions out of order',
      {
        policy: versions(
          policy('1'),
          policy('2', { validFrom: '2027-02-01T00:00:00Z' }),
          policy('3', { validFrom: '2027-02-01T00:00:00Z' }),
        ),
      },
      /versions\/2 is valid from 2027-02-01T00:00:00.000Z, not later than the version before it/,
    ],
    [
      'has two versions with one name',
      { policy: versions(policy('1'), policy('1', { validFrom: '2027-02-01T00:00:00Z' })) },
      /versions\/1 has the version 1, which is used twice/,
    ],
    [
      'has a first version with a validFrom',
      { policy: versions(policy('1', { validFrom: '2027-02-01T00:00:00Z' })) },
      /"validFrom"/,
    ],
    [
      'has an invalid later version',
      { policy: versions(policy('1'), policy('2', { validFrom: '2027-02-01T00:00:00Z', riskShare: 2 })) },
      /riskShare must be < 1/,
    ],
    [
      'names a calendar that a later version of the calendars lacks',
      {
        calendars: versions(
          calendars('a'),
          calendars('b', {
            validFrom: '2027-01-01T00:00:00Z',
            calendars: (shippedFiles().calendars as { calendars: unknown[] }).calendars.slice(1),
          }),
        ),
      },
      /calendar japanese-desk, which is not configured/,
    ],
  ])('is refused if a file %s', (_what, files, message) => {
    expect(() => loadWith(files)).toThrow(PolicyFileError);
    expect(() => loadWith(files)).toThrow(message);
  });
});

import { shippedFiles, zones } from '../../../test/support/policies.js';
import { CalendarError } from '@ledgerdesk/business-time';
import { refusalText, translationIn } from '@ledgerdesk/domain';
import { composePolicies, type PolicyFiles, parseTaxonomy } from './compose-policies.js';
import { PolicyFileError } from './validate.js';

type Json = Record<string, unknown>;

/** The shipped files, with one value changed. */
const changed = (file: keyof PolicyFiles, path: string, value: unknown): PolicyFiles => {
  const files = shippedFiles();
  const names = path.split('.');
  const last = names.pop() ?? '';
  const parent = names.reduce((at, name) => at[name] as Json, files[file] as Json);
  parent[last] = value;
  return files;
};
/** The files as they were before German was added: no property is called `de`. */
const withoutGerman = (files: PolicyFiles): PolicyFiles =>
  JSON.parse(JSON.stringify(files, (name, value: unknown) => (name === 'de' ? undefined : value))) as PolicyFiles;
const load = (files: PolicyFiles) => () => composePolicies(files, zones);

describe('the shipped files', () => {
  it('are valid, and each keeps its version', () => {
    const policies = composePolicies(shippedFiles(), zones);
    expect([policies.prices.version, policies.calendarsVersion]).toEqual(Array(2).fill('2026-11-22.1'));
    expect(policies.policy.version).toBe('2026-11-30.1');
    expect([policies.texts.version, policies.taxonomy.version]).toEqual(Array(2).fill('2026-11-29.3'));
    expect([...policies.hours.keys()].sort()).toEqual(['always', 'dash-live', 'japanese-desk']);
    expect([...policies.calendars.keys()]).toEqual(['japanese-desk', 'dash-live', 'standard-live']);
    expect(policies.zones.version).not.toBe('');
  });
});

describe('a file of an earlier version', () => {
  it('gets the mails that it does not have', () => {
    const { mails } = composePolicies(shippedFiles(), zones);
    const files = shippedFiles();
    delete (files.mails as { mails: Json }).mails['appointment'];
    expect(composePolicies(files, zones).mails).toEqual(mails);
  });

  it('L1 is loaded without its German texts, and serves English instead', () => {
    const { texts, mails, features, catalogue, taxonomy } = composePolicies(withoutGerman(shippedFiles()), zones);
    const text = texts.texts['chat-requester'];
    expect([text, translationIn(text, 'de')]).toEqual([{ en: 'Requester', ja: 'お客様' }, 'Requester']);
    expect(refusalText({ code: 'ticket-not-found', message: 'Ticket not found.' }, 'de', texts)).toBe(
      'Ticket not found.',
    );
    expect([mails.mails.answer, features.features[0]?.name, catalogue.resources[0]?.title]).toEqual(
      Array(3).fill(expect.not.objectContaining({ de: expect.anything() as unknown })),
    );
    expect(taxonomy.issueTypes[0]).not.toHaveProperty('de');
  });
});

describe('a policy file of version 0.1.0', () => {
  it('L7 K2 K4 is loaded, with defaults for what it does not have', () => {
    const {
      standard: _,
      callbackRetryMinutes: __,
      refusedPhoneKinds: ___,
      waitingPerRequester: ____,
      ...older
    } = shippedFiles().policy as Record<string, unknown>;
    const policy = { ...older, standardLiveSupport: 'standard-live' };
    expect(load({ ...shippedFiles(), policy })().policy).toMatchObject({
      standard: { live: 'standard-live', channels: ['callback', 'chat'] },
      callbackRetryMinutes: 5,
      refusedPhoneKinds: ['premium-rate', 'satellite', 'shared-cost'],
      waitingPerRequester: 1,
    });
  });

  it('has the default quotas of uploads, or as much as its largest file', () => {
    const limitsWith = (attachments: object) => {
      const policy = {
        ...(shippedFiles().policy as object),
        attachments: { mediaTypes: ['text/plain'], ...attachments },
      };
      return load({ ...shippedFiles(), policy })().policy.attachments;
    };
    const [member, team] = [250 * 1024 * 1024, 2 * 1024 * 1024 * 1024];
    expect(limitsWith({ maxBytes: 1_000 })).toMatchObject({ memberBytesPerDay: member, teamBytesPerDay: team });
    expect(limitsWith({ maxBytes: 1_000, memberBytesPerDay: 2 * team })).toMatchObject({ teamBytesPerDay: 2 * team });
    expect(() => limitsWith({ maxBytes: 1_000, memberBytesPerDay: 999 })).toThrow('memberBytesPerDay');
    expect(() => limitsWith({ maxBytes: 1, memberBytesPerDay: 9, teamBytesPerDay: 8 })).toThrow('teamBytesPerDay');
  });
});

describe('the retention', () => {
  const retentionOf = (changes: object) =>
    load({ ...shippedFiles(), policy: { ...(shippedFiles().policy as object), retention: undefined, ...changes } })()
      .policy.retention;
  const defaults = { sentMessageDays: 30, deadMessageDays: 90, unattachedFileHours: 22.5, readRecordDays: 1_095 };

  it('has defaults, and takes what earlier versions named "outbox"', () => {
    expect(retentionOf({})).toEqual(defaults);
    expect(retentionOf({ retention: { readRecordDays: 400 } })).toEqual({ ...defaults, readRecordDays: 400 });
    expect(retentionOf({ outbox: { keepSentDays: 7, keepDeadDays: 8 } })).toEqual({
      ...defaults,
      sentMessageDays: 7,
      deadMessageDays: 8,
    });
  });

  it('is refused if it is there twice, or drops files that can still be attached', () => {
    const outbox = { keepSentDays: 7, keepDeadDays: 8 };
    expect(() => retentionOf({ outbox, retention: {} })).toThrow('"retention" replaces "outbox"');
    expect(() => retentionOf({ retention: { unattachedFileHours: 22 } })).toThrow(
      'unattachedFileHours must be >= 22.5',
    );
    expect(() => retentionOf({ retention: { readRecordDays: 0 } })).toThrow('readRecordDays must be > 0');
  });
});

describe('an invalid file', () => {
  it.each<[keyof PolicyFiles, string, unknown, RegExp]>([
    ['policy', 'editionMinutes.essentials', 0, /policy file.*\/editionMinutes\/essentials must be > 0/],
    ['policy', 'japaneseDesk.minutes', -60, /\/japaneseDesk\/minutes must be > 0/],
    ['policy', 'championMinutes.epic', '60', /\/championMinutes\/epic must be number/],
    ['policy', 'riskShare', 1, /\/riskShare must be < 1/],
    ['policy', 'holdPausesClock', 'no', /\/holdPausesClock must be boolean/],
    ['policy', 'billingRoles', ['boss'], /\/billingRoles\/0 .*team_admin/],
    ['policy', 'billingRoles', [], /\/billingRoles must NOT have fewer than 1 items/],
    ['policy', 'attachments.maxBytes', 0, /\/attachments\/maxBytes must be >= 1/],
    ['policy', 'attachments.mediaTypes', ['PNG'], /\/attachments\/mediaTypes\/0 must match pattern/],
    ['policy', 'callbackAttempts', 0, /\/callbackAttempts must be >= 1/],
    ['policy', 'heartbeatSeconds', 1, /\/heartbeatSeconds must be >= 5/],
    ['policy', 'chatWaitMinutes', 0, /\/chatWaitMinutes must be > 0/],
    ['policy', 'chatIdleMinutes', -1, /\/chatIdleMinutes must be > 0/],
    ['policy', 'closeSolvedAfterDays', 0, /\/closeSolvedAfterDays must be > 0/],
    ['policy', 'closeSolvedAfterDays', 1e9, /\/closeSolvedAfterDays must be <= 3650/],
    ['policy', 'editionMinutes.enhanced', 1e12, /\/editionMinutes\/enhanced must be <= 5256000/],
    ['policy', 'version', '', /\/version must NOT have fewer than 1 characters/],
    ['policy', 'editionMinuts', {}, /policy file.*"editionMinuts"/],
    ['policy', 'japaneseDesk.calendar', 'nowhere', /calendar nowhere, which is not configured/],
    ['policy', 'liveSupport.dash', 'standard-live', /calendar standard-live, which is not configured/],
    ['policy', 'standard.live', 'nowhere', /calendar nowhere, which is not configured/],
    ['policy', 'standard.channels', ['fax'], /\/standard\/channels\/0 .*"callback","chat"/],
    ['policy', 'standard', undefined, /"standard" is missing.*"standard.live"/],
    ['policy', 'standardLiveSupport', 'standard-live', /"standard" replaces "standardLiveSupport"/],
    ['policy', 'callbackRetryMinutes', -1, /\/callbackRetryMinutes must be >= 0/],
    ['policy', 'refusedPhoneKinds', ['fax'], /\/refusedPhoneKinds\/0 .*"premium-rate"/],
    ['policy', 'waitingPerRequester', 0, /\/waitingPerRequester must be >= 1/],
    [
      'texts',
      'texts.callback-number',
      { en: 'Give a number.' },
      /texts file.*\/texts\/callback-number must have required property 'ja'/,
    ],
    ['texts', 'texts.no-add-on.ja', '', /\/texts\/no-add-on\/ja must NOT have fewer than 1 characters/],
    ['texts', 'texts.good-day', { en: 'Good day.', ja: 'こんにちは。' }, /"good-day"/],
    [
      'mails',
      'mails.answer.ja.paragraphs',
      ['{body}', '{adress}'],
      /mails file.*\/mails\/answer\/ja has the unknown placeholder \{adress\}; allowed: \{name\}/,
    ],
    ['mails', 'mails.answer.en.paragraphs', ['Hello.'], /\/mails\/answer\/en is missing the placeholder \{body\}/],
    ['mails', 'mails.answer.de.paragraphs', ['Hallo.'], /\/mails\/answer\/de is missing the placeholder \{body\}/],
    ['texts', 'texts.no-add-on.de', '', /\/texts\/no-add-on\/de must NOT have fewer than 1 characters/],
    ['texts', 'texts.no-add-on.fr', 'Non.', /\/texts\/no-add-on must NOT have additional properties "fr"/],
    ['mails', 'mails.answer.ja', undefined, /\/mails\/answer must have required property 'ja'/],
    [
      'features',
      'features',
      [{ id: 'a', name: { en: 'A', ja: 'A' }, explanation: { en: 'A', ja: 'A' }, link: 'https://a.example' }],
      /features file.*must NOT have fewer than 3 items/,
    ],
    ['features', 'features.0.link', 'javascript:alert(1)', /\/features\/0\/link must match pattern/],
    ['features', 'features.1.name', { en: 'Transfer' }, /\/features\/1\/name must have required property 'ja'/],
    ['features', 'features.1.products', [], /\/features\/1\/products must NOT have fewer than 1 items/],
    ['features', 'features.1.id', 'file-requests', /the ID file-requests is used twice/],
    ['catalogue', 'resources', [], /catalogue file.*\/resources must NOT have fewer than 1 items/],
    ['catalogue', 'resources.0.kind', 'podcast', /\/resources\/0\/kind .*"article","video","course"/],
    ['catalogue', 'resources.0.title', { en: 'Files' }, /\/resources\/0\/title must have required property 'ja'/],
    ['catalogue', 'resources.0.link', 'http://learn.example', /\/resources\/0\/link must match pattern/],
    [
      'catalogue',
      'resources.0.issueTypes',
      ['sync_upload', 'sync_upload'],
      /\/resources\/0\/issueTypes must NOT have duplicate items/,
    ],
    ['catalogue', 'resources.0.products', 'dropbox', /\/resources\/0\/products must be array/],
    ['catalogue', 'resources.0.popularity', -1, /\/resources\/0\/popularity must be >= 0/],
    ['catalogue', 'resources.0.stars', 5, /\/resources\/0 must NOT have additional properties "stars"/],
    ['catalogue', 'resources.1.id', 'sso-loops', /catalogue file.*the ID sso-loops is used twice/],
    [
      'prices',
      'perSeat.dropbox.essentials.USD.month',
      1.5,
      /prices file.*\/perSeat\/dropbox\/essentials\/USD\/month must be integer/,
    ],
    ['prices', 'perSeat.dropbox.essentials.USD.month', -1, /month must be >= 0/],
    ['prices', 'perSeat.dropbox.premium', {}, /"premium"/],
    ['taxonomy', 'products', [], /taxonomy file.*\/products must NOT have fewer than 1 items/],
    [
      'taxonomy',
      'products',
      [{ id: 'a.b', name: 'A', addOn: 'a', status: 'active' }],
      /\/products\/0\/id must match pattern/,
    ],
    [
      'taxonomy',
      'products',
      [{ id: 'a', name: 'A', addOn: 'a', status: 'gone' }],
      /\/products\/0\/status .*"active","retired"/,
    ],
    [
      'taxonomy',
      'issueTypes',
      [
        { id: 'a', en: 'A' },
        { id: 'a', en: 'B' },
      ],
      /the ID a is used twice/,
    ],
  ])('the %s file is refused for %s = %p, and the message names the property', (file, path, value, message) => {
    expect(load(changed(file, path, value))).toThrow(PolicyFileError);
    expect(load(changed(file, path, value))).toThrow(message);
  });

  it('is refused with all its errors', () => {
    const files = shippedFiles();
    expect(load({ ...files, policy: {} })).toThrow(/'version'.*'editionMinutes'.*'selfServiceEditions'/);
  });

  it.each([undefined, null, 'text', 7, []])('is refused if it contains %p', (file) => {
    for (const name of ['policy', 'prices', 'taxonomy', 'texts', 'mails', 'features', 'catalogue'] as const)
      expect(load({ ...shippedFiles(), [name]: file })).toThrow(PolicyFileError);
    expect(load({ ...shippedFiles(), calendars: file })).toThrow(CalendarError);
  });

  it('E5 is refused if a calendar has the ID of elapsed time', () => {
    const always = { id: 'always', timeZone: 'Asia/Tokyo', weekly: { mon: [['09:00', '10:00']] }, holidays: [] };
    expect(load({ ...shippedFiles(), calendars: { version: '1', calendars: [always] } })).toThrow(/always/);
  });
});

describe('a custom taxonomy', () => {
  it('may have other products, issue types and additional properties', () => {
    const own = {
      version: '1',
      products: [{ id: 'crm', name: 'CRM', addOn: 'all', status: 'active', colour: 'red' }],
      issueTypes: [{ id: 'bug', en: 'Bug' }],
      note: 'ours',
    };
    expect(parseTaxonomy(own)).toMatchObject({ products: [{ id: 'crm', addOn: 'all' }] });
  });
});

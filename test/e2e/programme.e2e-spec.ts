import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEAM, TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { MailReceiver } from '../support/http/mail-receiver.js';
import { TestEngine } from '../support/http/test-engine.js';

const AT = '2026-12-01T01:00:00.000Z';
const QUARTER_END = '2027-01-01T00:00:00.000Z';

/** The fields of a feature that a digest shows. */
interface DigestFeature {
  readonly id: string;
  readonly name: Readonly<Record<'en' | 'ja', string>>;
  readonly explanation: Readonly<Record<'en' | 'ja', string>>;
  readonly link: string;
}

describe('the programme over HTTP', () => {
  let mails: MailReceiver;
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;
  let kenji: Caller;

  beforeAll(async () => {
    mails = await MailReceiver.open();
    engine = await TestEngine.open('2026-11-27T07:30:00.000Z', {
      SMTP_URL: mails.url,
      MAIL_FROM: 'Support <support@ledgerdesk.example>',
    });
    ({ operator, aiko, ben, kenji } = await withAcme(engine));
    await operator.post('/v1/desk/agents', {
      agentId: 'kenji',
      name: 'Kenji',
      languages: ['en', 'ja'],
      products: ['dropbox'],
    });
    const sales = await engine.as({ kind: 'sales' });
    const {
      body: { quoteId },
    } = await sales.post('/v1/teams/acme/add-ons/quotes', { product: 'dropbox', edition: 'enhanced' });
    await sales.post('/v1/teams/acme/add-ons', { quoteId });
  });
  afterAll(async () => {
    await engine.close();
    await mails.close();
  });

  let now = Date.parse('2026-11-27T07:30:00.000Z');
  const advanceTenSeconds = async (): Promise<void> => {
    now += 10_000;
    await engine.advanceTo(new Date(now).toISOString());
  };
  const goTo = async (instant: string): Promise<void> => {
    await engine.restart(instant);
    now = Date.parse(instant) + 1_000;
    await advanceTenSeconds();
  };
  const consult = (by: Caller, path = '/v1/hub/consultations', more: object = {}) =>
    by.post(path, { product: 'dropbox', consultantId: 'kenji', startsAt: AT, ...more });

  it('E4 lets an admin book the consultation of an add-on once', async () => {
    expect((await aiko.get('/v1/hub/programme')).body).toMatchObject({
      consultations: [{ product: 'dropbox', source: 'team', state: 'open' }],
    });
    expect((await ben.get('/v1/hub/programme')).body).toMatchObject({ status: 403, rule: 'H5' });
    expect((await consult(aiko)).body).toMatchObject({
      status: 'booked',
      consultantId: 'kenji',
      startsAt: AT,
      endsAt: '2026-12-01T02:00:00.000Z',
    });
    expect((await consult(aiko, undefined, { startsAt: '2026-12-02T01:00:00.000Z' })).body).toMatchObject({
      status: 409,
      rule: 'E4',
    });
    expect((await aiko.get('/v1/hub/programme')).body).toMatchObject({ consultations: [{ state: 'booked' }] });
  });

  it('E4 lists consultants with free hours for members of the hub, so that they can book one', async () => {
    const from = '2026-12-01T00:00:00.000Z';
    const hours = async (by: Caller) => {
      const { body } = await by.get(`/v1/hub/consultants?product=dropbox&days=1&from=${from}`);
      const items = body['items'] as { consultantId: string; freeHours: string[] }[];
      return items.find(({ consultantId }) => consultantId === 'kenji')?.freeHours;
    };
    await engine.settled();
    expect(await hours(aiko)).not.toContain(AT);
    expect((await hours(aiko))?.length).toBe(7);
    expect(await ben.get('/v1/hub/consultants')).toMatchObject({ status: 403, body: { rule: 'H5' } });
    expect(await aiko.get('/v1/hub/consultants?days=15')).toMatchObject({ status: 400 });
    await operator.patch('/v1/desk/agents/kenji', { retired: true });
    await engine.settled();
    expect(await hours(aiko)).toBeUndefined();
    expect(await consult(aiko, undefined, { product: 'dash' })).not.toMatchObject({ status: 201 });
    await operator.patch('/v1/desk/agents/kenji', { retired: false });
    await engine.settled();
  });

  it('E4 lets the admin who booked a consultation cancel it, and staff see what a team has booked', async () => {
    const { body } = await kenji.get('/v1/teams/acme/programme');
    const [booked] = body['consultations'] as { consultationId: string }[];
    expect(booked).toMatchObject({ product: 'dropbox', memberId: 'aiko', status: 'booked', startsAt: AT });
    expect(body['rootCauseSessions']).toMatchObject([
      { quarter: '2026-Q4', session: null },
      { quarter: '2027-Q1', session: null },
    ]);
    expect(await operator.get('/v1/teams/nowhere/programme')).toMatchObject({ status: 404 });
    const path = `/v1/hub/consultations/${booked?.consultationId}`;
    await operator.put('/v1/teams/acme/members/ben/roles', { roles: ['support_admin'] });
    expect(await ben.delete(path)).toMatchObject({ status: 404 });
    await operator.put('/v1/teams/acme/members/ben/roles', { roles: [] });
    expect(await ben.delete(path)).toMatchObject({ status: 403, body: { rule: 'H5' } });
    const hour = { consultantId: 'kenji', startsAt: '2026-12-01T05:00:00.000Z' };
    const moved = await aiko.post(`${path}/move`, hour);
    expect(moved).toMatchObject({ status: 201, body: { status: 'booked', ...hour } });
    await engine.settled();
    expect((await aiko.get('/v1/hub/consultants?from=2026-12-01T00:00:00Z&days=1')).body['items']).toMatchObject([
      { consultantId: 'kenji', freeHours: expect.arrayContaining([AT]) as unknown },
    ]);
    expect(await aiko.post(`${path}/move`, hour)).toMatchObject({ status: 409 });
    const replaced = `/v1/hub/consultations/${String(moved.body['consultationId'])}`;
    expect((await aiko.delete(replaced)).body).toMatchObject({ status: 'cancelled' });
    await engine.settled();
    expect((await consult(aiko)).body).toMatchObject({ status: 'booked', startsAt: AT });
  });

  it('E4 names the consultant to admins, and the member who booked to staff and to that member only', async () => {
    const consultant = { id: 'kenji', name: 'Kenji' };
    const programmeFor = async (by: Caller, path: string) => {
      const { consultations } = (await by.get(path)).body as { consultations: { consultation?: unknown }[] };
      return consultations[0]?.consultation ?? consultations.at(0);
    };
    expect(await programmeFor(aiko, '/v1/hub/programme')).toMatchObject({
      consultant,
      member: { id: 'aiko', name: 'aiko' },
    });
    await operator.put('/v1/teams/acme/members/ben/roles', { roles: ['support_admin'] });
    expect(await programmeFor(ben, '/v1/hub/programme')).toMatchObject({
      consultant,
      member: { id: 'aiko', name: null },
    });
    await operator.put('/v1/teams/acme/members/ben/roles', { roles: [] });
    for (const staff of [kenji, operator])
      expect(await programmeFor(staff, '/v1/teams/acme/programme')).toMatchObject({
        consultant,
        member: { id: 'aiko', name: 'aiko' },
      });
  });

  it('E4 books a consultant once for an hour, and releases the hour on cancellation', async () => {
    await operator.post('/v1/teams', { ...TEAM, teamId: 'globex' });
    await operator.post('/v1/teams/globex/members', {
      memberId: 'hank',
      name: 'Hank',
      email: 'hank@globex.example',
      language: 'en',
      roles: [],
    });
    await operator.put('/v1/teams/globex/members/hank/champion', { level: 'grand' });
    const forHank = () => consult(operator, '/v1/teams/globex/consultations', { memberId: 'hank' });
    expect((await forHank()).body).toMatchObject({ status: 409 });
    const {
      body: { consultations },
    } = await aiko.get('/v1/hub/programme');
    const { consultationId } = (consultations as { consultation: { consultationId: string } }[])[0]?.consultation ?? {};
    expect((await kenji.delete(`/v1/teams/acme/consultations/${consultationId}`)).body).toMatchObject({
      status: 'cancelled',
    });
    await engine.settled();
    expect((await forHank()).body).toMatchObject({ status: 'booked', source: 'champion', memberId: 'hank' });
  });

  it('E4 shows members an hour that another team has booked as any other hour that is not free', async () => {
    const freeOn = async (day: string) => {
      const { body } = await aiko.get(`/v1/hub/consultants?product=dropbox&days=1&from=${day}T00:00:00.000Z`);
      return body['items'] as readonly { readonly freeHours: readonly string[] }[];
    };
    const [booked, free] = [await freeOn('2026-12-01'), await freeOn('2026-12-02')];
    const asFree = free.map(({ freeHours, ...consultant }) => ({
      ...consultant,
      freeHours: freeHours.map((hour) => hour.replace('12-02', '12-01')).filter((hour) => hour !== AT),
    }));
    expect(free[0]?.freeHours).toHaveLength(8);
    expect(booked).toEqual(asFree);
    const refused = await consult(aiko);
    expect(refused.body).toMatchObject({ status: 409, type: 'urn:ledgerdesk:problem:consultant-busy' });
    for (const told of [booked, refused.body]) expect(JSON.stringify(told)).not.toMatch(/hank|globex/i);
  });

  it('E4 books an hour for one of many concurrent teams, and one of several concurrent hours for a team', async () => {
    const teams = Array.from({ length: 12 }, (_, n) => `team-${n}`);
    for (const teamId of teams) {
      await operator.post('/v1/teams', { ...TEAM, teamId });
      await operator.post(`/v1/teams/${teamId}/members`, {
        memberId: 'hank',
        name: 'Hank',
        email: `hank@${teamId}.example`,
        language: 'en',
        roles: [],
      });
      await operator.put(`/v1/teams/${teamId}/members/hank/champion`, { level: 'grand' });
    }
    const book = (teamId: string, startsAt: string) =>
      consult(operator, `/v1/teams/${teamId}/consultations`, { memberId: 'hank', startsAt });
    const overlapping = (n: number): string =>
      new Date(Date.parse('2026-12-10T01:00:00.000Z') + n * 4 * 60_000).toISOString();
    const answers = await Promise.all(teams.map((teamId, n) => book(teamId, overlapping(n))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(11).fill(409)]);
    for (const { status, body } of answers)
      if (status === 409) expect(body).toMatchObject({ type: 'urn:ledgerdesk:problem:consultant-busy' });
    const loser = teams[answers.findIndex(({ status }) => status === 409)] ?? '';
    const several = await Promise.all([14, 15, 16, 17].map((day) => book(loser, `2026-12-${day}T01:00:00.000Z`)));
    expect(several.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    await engine.settled();
    // Reservations without a booking expire.
    await engine.advanceTo('2026-11-27T07:40:00.000Z');
    const won = several.find(({ status }) => status === 201)?.body['startsAt'];
    const [other = ''] = teams.filter((teamId, n) => answers[n]?.status === 409 && teamId !== loser);
    const left =
      [14, 15, 16, 17].map((day) => `2026-12-${day}T01:00:00.000Z`).find((startsAt) => startsAt !== won) ?? '';
    expect((await book(other, left)).status).toBe(201);
  });

  it('Q3 Q4 schedules one root-cause session a quarter, with an agenda without personal data', async () => {
    const schedule = () =>
      aiko.post('/v1/hub/root-cause-sessions', { consultantId: 'kenji', startsAt: '2026-12-03T01:00:00.000Z' });
    expect((await schedule()).body).toMatchObject({ quarter: '2026-Q4', status: 'booked' });
    expect((await schedule()).body).toMatchObject({ status: 409, rule: 'Q3' });
    await ben.post('/v1/tickets', { ...TICKET, subject: 'A word of Ben' });
    expect((await aiko.post('/v1/callbacks', { product: 'dropbox', phone: '+81312345678' })).status).toBe(201);
    await engine.settled();
    const { body } = await aiko.get('/v1/hub/root-cause-sessions/2026-Q4/agenda');
    expect(body).toMatchObject({
      quarter: '2026-Q4',
      session: { consultant: { id: 'kenji', name: 'Kenji' }, member: { id: 'aiko', name: 'aiko' } },
      trends: [
        { quarter: '2026-Q3', requests: 0 },
        {
          quarter: '2026-Q4',
          requests: 2,
          issueTypes: [{ issueType: 'sync_upload', count: 1 }],
          products: [{ product: 'dropbox', count: 2 }],
        },
      ],
    });
    expect(JSON.stringify(body)).not.toMatch(/Ben|ben/);
  });

  it('Q1 Q2 C5 mails each admin once a quarter, in their language, the three features used least', async () => {
    const addMember = (memberId: string, language: string, roles: readonly string[]) =>
      operator.post('/v1/teams/acme/members', {
        memberId,
        name: memberId,
        email: `${memberId}@acme.example`,
        language,
        roles,
      });
    await addMember('yuki', 'ja', ['reporting_admin']);
    await addMember('left', 'en', ['team_admin']);
    await operator.delete('/v1/teams/acme/members/left');
    await addMember('cho', 'en', []);
    await operator.put('/v1/teams/acme/members/cho/champion', { level: 'epic' });
    await addMember('hana', 'en', ['team_admin']);
    await operator.put('/v1/teams/acme/members/hana/champion', { level: 'grand' });
    const used = {
      'file-requests': 9,
      transfer: 7,
      rewind: 1,
      'version-history': 40,
      'online-only': 3,
      'link-permissions': 2,
      'remote-wipe': 5,
      'universal-search': 8,
      'dash-answers': 6,
      'dash-stacks': 4,
    };
    for (const [feature, count] of Object.entries(used)) {
      expect((await operator.put(`/v1/teams/acme/features/${feature}`, { count })).body).toMatchObject({
        feature,
        count,
        quarter: '2026-Q4',
      });
    }
    mails.answers.push(450);
    await goTo('2026-12-31T23:59:00.000Z');
    expect(mails.received).toHaveLength(0);
    await goTo(QUARTER_END);
    await mails.waitFor(1);
    await engine.advanceTo('2027-01-01T00:05:00.000Z');
    await mails.waitFor(2);
    await goTo('2027-01-02T00:00:00.000Z');
    expect(mails.received.map(({ to }) => to[0]).sort()).toEqual(['aiko@acme.example', 'yuki@acme.example']);
    const [digest] = (await engine.engine.store.readStream('quarter-acme.2026-Q4')).filter(
      ({ type }) => type === 'FeatureDigestSent',
    );
    expect(JSON.parse(digest?.data ?? '{}')).toMatchObject({
      recipients: ['aiko', 'yuki'],
      features: [
        { feature: 'backup', count: 0 },
        { feature: 'team-folders', count: 0 },
        { feature: 'rewind', count: 1 },
      ],
    });
    // Globex has a Champion who may have a consultation, and no add-on.
    expect(await engine.engine.store.readStream('quarter-globex.2026-Q4')).toEqual([]);
  });

  it('Q2 L1 explains the features as text and HTML, in English and Japanese', () => {
    const to = (address: string) => mails.received.find((mail) => mail.to[0] === address);
    const [english, japanese] = [to('aiko@acme.example'), to('yuki@acme.example')];
    const { features } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'config', 'features.json'), 'utf8')) as {
      readonly features: readonly DigestFeature[];
    };
    expect(english?.headers.get('subject')).toContain('2026-Q4');
    expect(japanese?.headers.get('subject')).toMatch(/機能.*2026-Q4/);
    for (const id of ['backup', 'team-folders', 'rewind']) {
      const feature = features.find((one) => one.id === id);
      for (const [mail, language] of [
        [english, 'en'],
        [japanese, 'ja'],
      ] as const) {
        for (const part of [feature?.name[language], feature?.explanation[language], feature?.link])
          expect(mail?.text).toContain(part);
        expect(mail?.html).toContain(`<a href="${feature?.link}">`);
      }
    }
    for (const { id, name } of features)
      if (!['backup', 'team-folders', 'rewind'].includes(id)) expect(english?.text).not.toContain(`${name.en}\r\n`);
  });
});

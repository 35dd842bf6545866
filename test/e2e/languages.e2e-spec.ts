import { CALLBACK, TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Body, Caller, Reply } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { TestEngine } from '../support/http/test-engine.js';

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const japanese = expect.stringMatching(JAPANESE) as string;

describe('the language of responses over HTTP', () => {
  let engine: TestEngine;
  let operator: Caller;
  let aiko: Caller;
  let ben: Caller;
  const inJapanese = (caller: Caller): Caller => caller.with({ 'Accept-Language': 'ja-JP, en;q=0.5' });

  beforeAll(async () => {
    engine = await TestEngine.open();
    ({ operator, aiko, ben } = await withAcme(engine));
  });
  afterAll(() => engine.close());

  /** Expects the problem of `english` with a Japanese title and detail. */
  const expectSameInJapanese = ({ body, headers, status }: Reply, english: Reply): void => {
    expectProblem({ body, headers, status });
    expect(headers.get('content-language')).toBe('ja');
    expect(headers.get('vary')).toContain('accept-language');
    const { title: _, detail: __, instance: ___, errors: ____, ...rest } = english.body;
    expect(body).toMatchObject({ ...rest, title: japanese, detail: japanese });
    expect(english.headers.get('content-language')).toBe('en');
    expect([english.body['title'], english.body['detail']].join()).not.toMatch(JAPANESE);
  };

  it.each<readonly [string, (by: Caller) => Promise<Reply>]>([
    ['E9 a callback by a member without a role', (by) => by.post('/v1/callbacks', CALLBACK)],
    ['H5 the hub for a member without a role', (by) => by.get('/v1/hub/dashboard')],
    ['P6 billing for a member without a role', (by) => by.get('/v1/teams/acme/add-ons')],
    ['V4 an unknown ticket', (by) => by.get('/v1/tickets/nothing')],
    ['R2 a missing product', (by) => by.post('/v1/tickets', { ...TICKET, product: undefined })],
    ['R4 missing fields', (by) => by.post('/v1/tickets', {})],
    ['malformed JSON', (by) => by.post('/v1/tickets', '{')],
    ['an unknown path', (by) => by.get('/v1/nothing')],
    ['an unsupported method', (by) => by.delete('/v1/tickets')],
    ['a malformed path', (by) => by.get('/v1/tickets/%ff')],
  ])('L1 returns the same problem in Japanese: %s', async (_, call) => {
    expectSameInJapanese(await call(inJapanese(ben)), await call(ben));
  });

  it.each<readonly [string, (by: Caller) => Promise<Reply>, object]>([
    [
      'E9 a callback by a member without a role',
      (by) => by.post('/v1/callbacks', CALLBACK),
      {
        title: 'Keine Berechtigung',
        detail: 'Rückruf und Chat stehen nur Admins zur Verfügung. Senden Sie stattdessen eine schriftliche Anfrage.',
      },
    ],
    [
      'H5 the hub for a member without a role',
      (by) => by.get('/v1/hub/dashboard'),
      { detail: expect.stringMatching(/^Der Hub ist Admins vorbehalten\..*\(\/v1\/tickets\)/u) as string },
    ],
    [
      'R4 missing fields',
      (by) => by.post('/v1/tickets', {}),
      {
        title: 'Ungültige Anfrage',
        errors: expect.arrayContaining([{ field: 'body', message: 'Pflichtfeld leer oder im falschen Format.' }]) as [],
      },
    ],
    ['an unknown path', (by) => by.get('/v1/nothing'), { title: 'Nicht gefunden' }],
  ])('L1 returns the same problem in German: %s', async (_, call, texts) => {
    const german = await call(ben.with({ 'Accept-Language': 'de-AT, de;q=0.9, en;q=0.5' }));
    const { title: __, detail: ___, instance: ____, errors: _____, ...rest } = (await call(ben)).body;
    expect(german.body).toMatchObject({ ...rest, ...texts });
    expect(german.headers.get('content-language')).toBe('de');
  });

  it('L1 R4 names issue types, routes and recommendations in German', async () => {
    const inGerman = aiko.with({ 'Accept-Language': 'de' });
    expect((await inGerman.get('/v1/contact-options?product=dropbox')).body).toMatchObject({
      issueTypes: expect.arrayContaining([{ id: 'sync_upload', name: 'Synchronisierung und Uploads' }]) as [],
    });
    expect((await ben.get('/v1/support-route?language=de')).body).toMatchObject({
      reason: { message: expect.stringContaining('Wenden Sie sich über die Supportseite') as string },
    });
    expect((await inGerman.get('/v1/hub/recommendations?limit=1')).body).toMatchObject({
      items: [{ title: 'Wenn Dateien nicht fertig synchronisiert werden' }],
    });
  });

  it('K2 L1 explains invalid fields in Japanese', async () => {
    const call = async (caller: Caller, body: object): Promise<Body> =>
      (await caller.post('/v1/callbacks', { ...CALLBACK, ...body })).body;
    expect(await call(inJapanese(aiko), { phone: '12' })).toMatchObject({
      errors: [{ field: 'phone', message: japanese }],
    });
    expect(await call(inJapanese(aiko), { colour: 'red' })).toMatchObject({
      errors: [{ field: 'colour', message: japanese }],
    });
    expect(await call(aiko, { phone: '12' })).toMatchObject({
      errors: [{ field: 'phone', message: expect.stringContaining('K2') as string }],
    });
  });

  it('L1 H8 responds to a caller without a token in Japanese', async () => {
    const stranger = await engine.as();
    expectSameInJapanese(await inJapanese(stranger).get('/v1/tickets'), await stranger.get('/v1/tickets'));
  });

  it('H5 L1 names the support page in the Japanese detail', async () => {
    expect((await inJapanese(ben).get('/v1/hub/dashboard')).body).toMatchObject({
      detail: expect.stringContaining('/v1/tickets') as string,
      supportPage: '/v1/tickets',
    });
  });

  it('L1 P5 P7 explains unavailable add-ons, support routes and recommendations in Japanese', async () => {
    await operator.put('/v1/teams/acme/account-manager', { accountManager: 'am-7' });
    const { items } = (await inJapanese(aiko).get('/v1/teams/acme/add-ons')).body as {
      readonly items: readonly Body[];
    };
    expect(items).toEqual(
      items.map((item) => ({ ...item, refused: { code: 'sales-only-team', rule: 'P4', detail: japanese } })),
    );
    expect((await inJapanese(aiko).get('/v1/support-route')).body).toMatchObject({ reason: { message: japanese } });
    expect((await inJapanese(aiko).get('/v1/hub/recommendations?limit=1')).body).toMatchObject({
      items: [{ title: japanese }],
    });
  });

  it('L1 prefers the query parameter language to Accept-Language', async () => {
    expect((await inJapanese(aiko).get('/v1/support-route?language=en')).body).toMatchObject({
      reason: { message: expect.not.stringMatching(JAPANESE) as string },
    });
    expect((await ben.get('/v1/hub/recommendations?language=ja')).body).toMatchObject({
      status: 403,
      detail: japanese,
    });
  });
});

import { canonicalJson } from '@ledgerdesk/event-store';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { openAttachmentFiles, openAttachmentReader } from '@ledgerdesk/attachments/files';
import { copyAttachments, openSource } from '../../apps/cli/copy-attachments/copy-attachments.js';
import { diagnose } from '../../apps/cli/doctor/diagnose.js';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller } from '../support/http/caller.js';
import { TestEngine } from '../support/http/test-engine.js';
import { until } from '../support/http/until.js';
import { uploadIn } from '../support/stored-upload.js';

const hashOf = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PNG_HASH = hashOf(PNG);

const idOf = async (caller: Caller, content: Uint8Array | string = PNG, name = 'screenshot.png'): Promise<unknown> =>
  (await caller.upload(content, name)).body['uploadId'];

describe('attachments', () => {
  let engine: TestEngine;
  let aiko: Caller;
  let ben: Caller;
  let kenji: Caller;
  let operator: Caller;
  beforeAll(async () => {
    engine = await TestEngine.open();
    ({ aiko, ben, kenji, operator } = await withAcme(engine));
  });
  afterAll(() => engine.close());

  /** Uploads a file. Returns its id and the path under which it is stored. */
  const stored = async (caller: Caller, content: Uint8Array | string, name: string) => {
    const uploadId = String(await idOf(caller, content, name));
    const { sealed } = await uploadIn(uploadId, engine.engine.secrets.quoteKey());
    const { sha256 } = sealed.file;
    return { uploadId, sha256, file: join(engine.engine.folder.attachments, sha256.slice(0, 2), sha256) };
  };
  const openTicket = async (caller: Caller, uploads: readonly unknown[] = []) => {
    const { status, body, headers } = await caller.post('/v1/tickets', { ...TICKET, uploads });
    expect({ status, body }).toMatchObject({ status: 201 });
    const at = { 'ledger-position': headers.get('ledger-position') ?? '' };
    return {
      path: `/v1/tickets/${String(body['ticketId'])}`,
      desk: `/v1/desk/tickets/${String(body['ticketId'])}`,
      at,
    };
  };
  const attachmentsOn = async (caller: Caller, path: string): Promise<unknown> => {
    const { body } = await caller.get(path);
    return body['messages'] ?? body['items'];
  };

  it('R4 uploads a file, attaches it to a request and downloads the same bytes', async () => {
    const { status, body } = await aiko.upload(PNG, '同期エラー.png', 'image/png');
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { sha256: PNG_HASH, name: '同期エラー.png', mediaType: 'image/png', bytes: PNG.length },
    });
    const { path, at } = await openTicket(aiko, [body['uploadId']]);
    const expected = { sha256: PNG_HASH, name: '同期エラー.png', mediaType: 'image/png', bytes: PNG.length };
    expect(await attachmentsOn(aiko.with(at), path)).toMatchObject([{ body: TICKET.body, attachments: [expected] }]);

    const file = await fetch(aiko.address(`${path}/attachments/${PNG_HASH}`), { headers: aiko.signedIn() });
    expect(Buffer.from(await file.arrayBuffer()).equals(PNG)).toBe(true);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': `${PNG.length}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': 'sandbox',
      etag: `"${PNG_HASH}"`,
      'content-disposition': `attachment; filename="?????.png"; filename*=UTF-8''${encodeURIComponent('同期エラー.png')}`,
    });
  });

  it('answers HEAD for a file with its headers, and reads none of it', async () => {
    const { path, at } = await openTicket(aiko, [await idOf(aiko)]);
    const get = jest.spyOn(engine.engine.attachments, 'get');
    const { status, headers } = await aiko.with(at).send('HEAD', `${path}/attachments/${PNG_HASH}`);
    expect([status, headers.get('content-length'), headers.get('etag')]).toEqual([
      200,
      `${PNG.length}`,
      `"${PNG_HASH}"`,
    ]);
    const content = await (get.mock.results[0]?.value as Promise<Readable>);
    expect([content.destroyed, content.readableDidRead]).toEqual([true, false]);
    get.mockRestore();
  });

  it('V4 hides a file from other requesters, also under another ticket with its hash', async () => {
    const { path, desk, at } = await openTicket(aiko, [await idOf(aiko)]);
    const bens = await openTicket(ben);
    const stranger = await engine.member('globex', 'aiko');
    expect((await ben.with(at).get(`${path}/attachments/${PNG_HASH}`)).status).toBe(404);
    expect((await ben.get(`${bens.path}/attachments/${PNG_HASH}`)).status).toBe(404);
    expect((await stranger.get(`${path}/attachments/${PNG_HASH}`)).status).toBe(403);
    expect((await aiko.get(`${path}/attachments/${'0'.repeat(64)}`)).status).toBe(404);
    expect((await aiko.get(`${path}/attachments/..%2F..%2Fevents.db`)).status).toBe(404);
    expect((await aiko.get(`${desk}/attachments/${PNG_HASH}`)).status).toBe(403);
    expect((await kenji.get(`${desk}/attachments/${PNG_HASH}`)).status).toBe(200);
  });

  it('V2 attaches files to replies and answers, and shows files of a note to the desk only', async () => {
    const { path, desk } = await openTicket(aiko);
    await aiko.post(`${path}/replies`, {
      body: 'Here is the log.',
      uploads: [await idOf(aiko, 'one line\n', 'sync.log')],
    });
    await kenji.post(`${desk}/answers`, {
      body: 'Do this.',
      uploads: [await idOf(kenji, '%PDF-1.7\n%%EOF\n', 'steps.pdf')],
    });
    const note = await kenji.post(`${desk}/notes`, {
      body: 'For us.',
      uploads: [await idOf(kenji, 'a secret', 'inside.txt')],
    });
    const at = { 'ledger-position': note.headers.get('ledger-position') ?? '' };
    const secret = hashOf('a secret');

    expect(await attachmentsOn(aiko.with(at), path)).toMatchObject([
      { attachments: [] },
      { attachments: [{ name: 'sync.log', mediaType: 'text/plain' }] },
      { attachments: [{ name: 'steps.pdf', mediaType: 'application/pdf' }] },
    ]);
    expect((await aiko.get(`${path}/attachments/${secret}`)).status).toBe(404);
    expect((await kenji.get(`${desk}/attachments/${secret}`)).body).toEqual({ text: 'a secret' });
    expect(await attachmentsOn(kenji, `${desk}/messages`)).toMatchObject([
      {},
      {},
      {},
      { attachments: [{ name: 'inside.txt' }] },
    ]);
  });

  it('are masked for analysts, in every read model', async () => {
    const { at } = await openTicket(aiko, [await idOf(aiko, PNG, 'passport.png')]);
    const [analyst, auditor] = [await engine.as({ kind: 'analyst' }), await engine.as({ kind: 'auditor' })];
    const position = at['ledger-position'];
    for (const { name } of PROJECTIONS) {
      const masked = await analyst.get(`/v1/read-models/${name}?asOf=${position}`);
      expect([name, masked.status]).toEqual([name, 200]);
      expect(JSON.stringify(masked.body)).not.toMatch(new RegExp(`passport|${PNG_HASH}`));
      expect((await auditor.get(`/v1/read-models/${name}?asOf=${position}`)).status).toBe(200);
    }
    const { body } = await analyst.get('/v1/log/events?types=TicketOpened');
    expect(JSON.stringify(body)).toContain('"attachments":[{"bytes":0,"mediaType":"•••","name":"•••","sha256":"•••"}]');
  });

  it('attaches a file to a bulk answer', async () => {
    const [first, second] = [await openTicket(aiko), await openTicket(aiko)];
    const ticketIds = [first, second].map(({ path }) => path.split('/').at(-1));
    const bulk = await kenji.post('/v1/desk/bulk-actions', {
      action: 'answer',
      ticketIds,
      body: 'Do this.',
      uploads: [await idOf(kenji)],
    });
    expect(bulk.status).toBe(201);
    for (const { path } of [first, second]) {
      expect(
        await attachmentsOn(aiko.with({ 'ledger-position': bulk.headers.get('ledger-position') ?? '' }), path),
      ).toMatchObject([{}, { attachments: [{ sha256: PNG_HASH }] }]);
    }
  });

  it('refuses forged upload ids and those of another caller', async () => {
    const { path, desk } = await openTicket(aiko);
    for (const uploads of [[await idOf(ben)], [await idOf(kenji)], ['x'], [PNG_HASH]]) {
      expect(await aiko.post(`${path}/replies`, { body: 'Look.', uploads })).toMatchObject({
        status: 400,
        body: { type: 'urn:ledgerdesk:problem:upload-invalid' },
      });
    }
    expect((await kenji.post(`${desk}/answers`, { body: 'Look.', uploads: [await idOf(aiko)] })).status).toBe(400);
    expect(
      (await aiko.post(`${path}/replies`, { body: 'Look.', uploads: Array(11).fill(await idOf(aiko)) })).status,
    ).toBe(400);
    const service = (await engine.as({ kind: 'service', scope: 'act' })).with({ 'ledger-on-behalf-of': 'acme/aiko' });
    expect((await aiko.post(`${path}/replies`, { body: 'Look.', uploads: [await idOf(service)] })).status).toBe(201);
  });

  it('attaches once when a reply is repeated under its Idempotency-Key', async () => {
    const { path } = await openTicket(aiko);
    const [body, keyed] = [{ body: 'Look.', uploads: [await idOf(aiko)] }, aiko.with({ 'idempotency-key': 'once' })];
    const first = await keyed.post(`${path}/replies`, body);
    const again = await keyed.post(`${path}/replies`, body);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(
      await attachmentsOn(aiko.with({ 'ledger-position': first.headers.get('ledger-position') ?? '' }), path),
    ).toHaveLength(2);
  });

  it.each<[string, Uint8Array | string, string, string, number, string]>([
    [
      'a program with the name of a picture',
      Buffer.from('7f454c4602010100000000000000000002003e0001000000', 'hex'),
      'a.png',
      'image/png',
      415,
      'upload-type-refused',
    ],
    [
      'an SVG document',
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
      'a.svg',
      'image/svg+xml',
      415,
      'upload-type-refused',
    ],
    ['text of an unsupported type', 'body { }', 'a.css', 'text/css', 415, 'upload-type-refused'],
    [
      'unrecognized binary data',
      Buffer.from([1, 2, 3, 0xff]),
      'a.bin',
      'application/octet-stream',
      415,
      'upload-type-refused',
    ],
    ['text with U+0000', 'a\0b', 'a.txt', 'text/plain', 415, 'upload-type-refused'],
    [
      'text that ends in the middle of a character',
      Buffer.from('同').subarray(0, 2),
      'a.txt',
      'text/plain',
      415,
      'upload-type-refused',
    ],
    ['an empty file', '', 'a.txt', 'text/plain', 400, 'upload-empty'],
    ['a file that is too large', Buffer.alloc(10_485_761, 'a'), 'a.txt', 'text/plain', 413, 'upload-too-large'],
    ['a name with a bidirectional override', 'a', 'a\u202egnp.exe', 'text/plain', 400, 'upload-name-invalid'],
    ['a name that is too long', 'a', `${'a'.repeat(252)}.txt`, 'text/plain', 400, 'upload-name-invalid'],
  ])('refuses %s', async (_, content, name, type, status, code) => {
    expect(await aiko.upload(content, name, type)).toMatchObject({
      status,
      body: { type: `urn:ledgerdesk:problem:${code}`, status },
    });
  });

  it('refuses uploads without a file in the field file, and multipart bodies on other routes', async () => {
    const malformed = { status: 400, body: { type: 'urn:ledgerdesk:problem:malformed-upload' } };
    const multipart = aiko.with({ 'content-type': 'multipart/form-data; boundary=b' });
    expect(await aiko.upload('a', 'a.txt', 'text/plain', 'document')).toMatchObject(malformed);
    expect(await multipart.post('/v1/uploads', '--b--\r\n')).toMatchObject(malformed);
    expect(
      await multipart.post(
        '/v1/uploads',
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf',
      ),
    ).toMatchObject(malformed);
    expect(await aiko.with({ 'content-type': 'multipart/form-data' }).post('/v1/uploads', 'x')).toMatchObject(
      malformed,
    );
    expect((await aiko.post('/v1/uploads', {})).status).toBe(415);
    expect((await aiko.post('/v1/uploads')).status).toBe(415);
    expect((await multipart.post('/v1/tickets', '--b--\r\n')).status).toBe(415);
  });

  it('leaves no file of a refused upload in the incoming folder', () => {
    expect(readdirSync(join(engine.engine.folder.attachments, 'incoming'))).toEqual([]);
  });

  it('deletes files that are not attached within two days, and keeps attached files', async () => {
    const attached = await stored(aiko, 'attached', 'a.txt');
    const { path, at } = await openTicket(aiko, [attached.uploadId]);
    const never = await stored(aiko, 'never attached', 'b.txt');
    await engine.restart('2026-11-28T09:00:00.000Z');
    expect(await aiko.post(`${path}/replies`, { body: 'Look.', uploads: [never.uploadId] })).toMatchObject({
      status: 400,
      body: { type: 'urn:ledgerdesk:problem:upload-expired' },
    });
    await engine.restart('2026-11-30T09:00:00.000Z');
    await engine.advanceTo('2026-11-30T10:00:01.000Z');
    await until(
      () => !existsSync(never.file),
      () => 'The unattached file was not deleted.',
    );
    expect((await aiko.with(at).get(`${path}/attachments/${hashOf('attached')}`)).body).toEqual({ text: 'attached' });
    expect(existsSync(attached.file)).toBe(true);
  });

  it('are checked by the doctor, which reports missing and damaged files', async () => {
    const [damaged, lost] = [await stored(aiko, 'as it was', 'a.txt'), await stored(aiko, 'soon lost', 'b.txt')];
    await openTicket(aiko, [damaged.uploadId, lost.uploadId]);
    const { settings, folder } = engine.engine;
    const about = async () =>
      (await diagnose(settings))
        .filter(({ what }) => what === 'attachments')
        .map(({ state, detail }) => `${state} ${detail}`);
    const [whole] = await about();
    expect(await about()).toEqual([expect.stringMatching(/^good (\d+) referenced by the log, \1 stored intact$/)]);

    writeFileSync(damaged.file, 'as it was not');
    rmSync(lost.file);
    expect(await about()).toEqual([
      expect.not.stringContaining(whole ?? ''),
      `note not stored in ${folder.attachments}: ${lost.sha256}`,
      `trouble the file stored as ${damaged.sha256} is damaged: its hash differs`,
    ]);
    rmSync(damaged.file);
  });

  it('are not copied from a data folder that does not exist', async () => {
    await expect(openSource(join(tmpdir(), 'ledgerdesk-missing'))).rejects.toMatchObject({ code: 'invalid-source' });
  });

  it('can be copied to another store, and damaged files stop the copy', async () => {
    const { uploadId, sha256, file } = await stored(aiko, PNG, 'screenshot.png');
    await openTicket(aiko, [uploadId]);
    const [from, to] = [engine.engine.folder.attachments, mkdtempSync(join(tmpdir(), 'ledgerdesk-'))];
    const [source, target] = [openAttachmentReader(from), await openAttachmentFiles(to)];
    expect(await copyAttachments(source, target, '2026-11-27T00:00:00.000Z')).toBeGreaterThan(0);
    const copied = await buffer((await target.get(sha256)) ?? Readable.from([]));
    expect(copied.equals(readFileSync(file))).toBe(true);

    writeFileSync(join(to, sha256.slice(0, 2), sha256), 'another');
    await expect(copyAttachments(target, engine.engine.attachments, '2026-11-27T00:00:00.000Z')).rejects.toThrow(
      `stored as ${sha256} has the hash`,
    );
    rmSync(to, { recursive: true });
  });

  it.each([
    ['small', 'kept in memory'],
    ['large', 'read twice '.repeat(200_000)],
  ])('never sends damaged bytes of a %s file, until it is restored', async (_, text) => {
    const { uploadId, file } = await stored(aiko, text, 'a.txt');
    const { path, at } = await openTicket(aiko, [uploadId]);
    const download = () => aiko.with(at).get(`${path}/attachments/${hashOf(text)}`);
    const whole = readFileSync(file);
    const damaged = Buffer.from(whole);
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    for (const content of [damaged, damaged.subarray(1), Buffer.alloc(0)]) {
      writeFileSync(file, content);
      const { status, body, headers } = await download();
      expect([status, body['type'], headers.get('retry-after')]).toEqual([
        503,
        'urn:ledgerdesk:problem:attachment-damaged',
        '600',
      ]);
    }
    rmSync(file);
    mkdirSync(file);
    expect(await download()).toMatchObject({
      status: 503,
      body: { type: 'urn:ledgerdesk:problem:storage-unavailable' },
    });
    rmSync(file, { recursive: true });
    writeFileSync(file, whole);
    expect((await download()).body['text']).toBe(text);
  });

  it('are stored sealed: no stored file has a run of 8 bytes of them, and equal files differ', async () => {
    const text = 'My passport has the number 0123456789.\n';
    const [first, second] = [await stored(aiko, text, 'a.txt'), await stored(aiko, text, 'a.txt')];
    const { path, at } = await openTicket(aiko, [first.uploadId, second.uploadId]);
    expect(readFileSync(first.file).equals(readFileSync(second.file))).toBe(false);
    for (const { file } of [first, second])
      for (let n = 0; n + 8 <= text.length; n += 1)
        expect(readFileSync(file).includes(text.slice(n, n + 8))).toBe(false);
    expect(await attachmentsOn(aiko.with(at), path)).toMatchObject([{ attachments: [{ sha256: hashOf(text) }] }]);
    expect((await aiko.get(`${path}/attachments/${hashOf(text)}`)).body).toEqual({ text });
  });

  it('show their keys to nobody: neither in rows, nor in the log over HTTP, nor in the uploadId', async () => {
    const { uploadId } = await stored(aiko, 'for your eyes only', 'a.txt');
    const { at, path } = await openTicket(aiko, [uploadId]);
    const { sealed } = await uploadIn(uploadId, engine.engine.secrets.quoteKey());
    const auditor = (await engine.as({ kind: 'auditor' })).with(at);
    const shown = [
      uploadId,
      (await auditor.get('/v1/log/events?types=TicketOpened&order=desc&limit=1')).body,
      (await auditor.get('/v1/read-models/ticket-attachments')).body,
      (await auditor.get('/v1/read-models/ticket-thread')).body,
      (await kenji.with(at).get(path.replace('/v1/', '/v1/desk/'))).body,
      (await operator.with(at).get('/v1/privacy/subjects/member/acme.aiko')).body,
    ];
    expect(JSON.stringify(shown)).not.toContain(sealed.key);
    expect(JSON.stringify(shown.at(-1))).toContain(sealed.file.sha256);
    const recorded = await engine.engine.log.readStream(path.replace('/v1/tickets/', 'ticket-'));
    expect(JSON.stringify(recorded)).toContain(sealed.file.sha256);
    for (const hidden of [sealed.key, hashOf('for your eyes only'), 'a.txt'])
      expect(JSON.stringify(recorded)).not.toContain(hidden);
    expect(JSON.stringify(shown[1])).toContain('"fileKeys":["•••"]');
  });

  it('of earlier versions, which are not sealed, are still served and checked', async () => {
    const { engine: running } = engine;
    const { path } = await openTicket(aiko);
    const stream = path.replace('/v1/tickets/', 'ticket-');
    const events = await running.store.readStream(stream);
    const { sha256, bytes } = await running.attachments.put(Readable.from([PNG]), '2026-11-27T08:00:00.000Z');
    const attachment = { sha256, bytes, name: 'old.png', mediaType: 'image/png' };
    const [opened] = events;
    const data = { ...(JSON.parse(opened?.data ?? '{}') as object), attachments: [attachment] };
    const { ticketId, teamId, requesterId } = data as Record<string, unknown>;
    const reply = { ticketId, teamId, requesterId, body: 'Look.', attachments: [attachment] };
    const id = randomUUID();
    const { position } = await running.store.append(stream, events.length - 1, [
      {
        id,
        type: 'TicketReplied',
        version: 2,
        occurredAt: opened?.occurredAt ?? '',
        recordedAt: running.clock.stamp(),
        data: canonicalJson(reply),
        metadata: opened?.metadata.replaceAll(/"commandId":"[^"]+"/g, `"commandId":"${id}"`) ?? '',
      },
    ]);
    const at = aiko.with({ 'ledger-position': position });
    expect(await attachmentsOn(at, path)).toMatchObject([{}, { attachments: [attachment] }]);
    const file = await fetch(aiko.address(`${path}/attachments/${sha256}`), { headers: aiko.signedIn() });
    expect(Buffer.from(await file.arrayBuffer()).equals(PNG)).toBe(true);
  });

  it('returns 410 for a deleted file', async () => {
    const { uploadId, sha256 } = await stored(aiko, 'erased later', 'a.txt');
    const { path, at } = await openTicket(aiko, [uploadId]);
    await engine.engine.attachments.delete(sha256, '2030-01-01T00:00:00.000Z');
    expect(await aiko.with(at).get(`${path}/attachments/${hashOf('erased later')}`)).toMatchObject({
      status: 410,
      body: { type: 'urn:ledgerdesk:problem:attachment-gone' },
    });
  });
});

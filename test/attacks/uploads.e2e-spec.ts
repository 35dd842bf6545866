import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TICKET, withAcme } from '../support/http/acme-fixture.js';
import type { Caller, Reply } from '../support/http/caller.js';
import { expectProblem } from '../support/http/expect-problem.js';
import { RawConnection } from '../support/http/raw-connection.js';
import { TestEngine } from '../support/http/test-engine.js';
import { uploadIn } from '../support/stored-upload.js';
import { until } from '../support/http/until.js';

const MAX_BYTES = 100_000;
const BOUNDARY = 'b';
const HEAD = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n`;
const END = `\r\n--${BOUNDARY}--\r\n`;
const FIELD = `\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="x"\r\n\r\nx`;
const JUNK = 'x'.repeat(2_000_000);

/** A copy of the shipped policies with small quotas. */
const configWith = (quotas: object): string => {
  const config = mkdtempSync(join(tmpdir(), 'ledgerdesk-config-'));
  cpSync('config', config, { recursive: true });
  const file = join(config, 'policy.json');
  const policy = JSON.parse(readFileSync(file, 'utf8')) as { attachments: object };
  writeFileSync(file, JSON.stringify({ ...policy, attachments: { ...policy.attachments, ...quotas } }));
  return config;
};

describe('uploads', () => {
  let config: string;
  let engine: TestEngine;
  let aiko: Caller;
  let ben: Caller;
  let kenji: Caller;

  beforeAll(async () => {
    config = configWith({ maxBytes: MAX_BYTES, memberBytesPerDay: 300_000, teamBytesPerDay: 400_000 });
    engine = await TestEngine.open(undefined, { CONFIG_DIR: config });
    ({ aiko, ben, kenji } = await withAcme(engine));
  });
  afterAll(async () => {
    await engine.close();
    rmSync(config, { recursive: true });
  });

  const storedFiles = (): readonly string[] =>
    readdirSync(engine.engine.folder.attachments, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  const upload = (caller: Caller, bytes: number, letter = 'a'): Promise<Reply> =>
    caller.upload(letter.repeat(bytes), `${letter}.txt`, 'text/plain');

  /** Sends a form in chunks of unknown total size, and returns the head of the response. */
  const send = async (body: string): Promise<string> => {
    const connection = new RawConnection(engine.url);
    connection.send(
      `POST /v1/uploads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${aiko.token}\r\n` +
        `Content-Type: multipart/form-data; boundary=${BOUNDARY}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    connection.send(`${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
    const response = await connection.receive('\r\n\r\n');
    connection.close();
    return response;
  };

  it.each<[string, number, () => string]>([
    ['before the first part', 413, () => `${JUNK}\r\n${HEAD}a${END}`],
    ['in the headers of the part', 413, () => HEAD.replace('\r\n\r\n', `\r\nX: ${JUNK}\r\n\r\n`) + `a${END}`],
    ['in the file', 413, () => `${HEAD}${JUNK}${END}`],
    ['after the last part', 413, () => `${HEAD}a${END}${JUNK}`],
    ['a bit more than the form may have, after the last part', 413, () => `${HEAD}a${END}${'x'.repeat(70_000)}`],
    ['in a part without a name', 413, () => `--${BOUNDARY}\r\n\r\n${JUNK}\r\n${HEAD}a${END}`],
    ['in a second part', 400, () => `${HEAD}a${FIELD}${JUNK}${END}`],
    ['a second file', 400, () => `${HEAD}a\r\n${HEAD}b${END}`],
    ['a field before the file', 400, () => `${FIELD.slice(2)}\r\n${HEAD}b${END}`],
    ['a field after the file', 400, () => `${HEAD}a${FIELD}${END}`],
    ['a thousand parts', 400, () => `${HEAD}a${FIELD.repeat(1_000)}${END}`],
    ['no end', 400, () => `${HEAD}a`],
  ])('are refused with too much or too little in the form, and store nothing: %s', async (_, status, body) => {
    const before = storedFiles();
    expect(await send(body())).toMatch(`HTTP/1.1 ${status} `);
    expect(storedFiles()).toEqual(before);
  });

  it('are refused by their length before they are read', async () => {
    const connection = new RawConnection(engine.url);
    connection.send(
      `POST /v1/uploads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${aiko.token}\r\n` +
        `Content-Type: multipart/form-data; boundary=${BOUNDARY}\r\nContent-Length: 300000000\r\n\r\n`,
    );
    expect(await connection.receive('\r\n\r\n')).toContain('HTTP/1.1 413 ');
    connection.close();
  });

  it('are refused beyond the quota of a member or a team, also after a restart, until a day has passed', async () => {
    // What was refused above does not count.
    for (const letter of ['a', 'b', 'c']) expect((await upload(aiko, MAX_BYTES, letter)).status).toBe(201);
    const refused = await upload(aiko, 1);
    expectProblem(refused);
    expect(refused).toMatchObject({ status: 429, body: { type: 'urn:ledgerdesk:problem:upload-quota' } });
    expect(refused.headers.get('retry-after')).toBe(`${24 * 3_600}`);

    await engine.restart('2026-11-27T12:00:00.000Z');
    expect(await upload(aiko, 1)).toMatchObject({ status: 429, body: { limitBytes: 300_000 } });
    expect((await upload(ben, MAX_BYTES)).status).toBe(201);
    const team = await upload(ben, 1);
    expectProblem(team);
    expect(team).toMatchObject({ status: 429, body: { type: 'urn:ledgerdesk:problem:team-upload-quota' } });
    expect((await upload(kenji, MAX_BYTES)).status).toBe(201);

    await engine.restart('2026-11-28T07:30:00.000Z');
    expect((await upload(aiko, 1)).status).toBe(201);
  });

  it('count at least 65,536 bytes each, and together however many are sent at once', async () => {
    await engine.restart('2026-11-30T07:30:00.000Z');
    const replies = await Promise.all(Array.from({ length: 12 }, () => upload(aiko, 1)));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(4);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(8);
  });

  it('of an engine that was killed while it read them cease to count after ten minutes', async () => {
    await engine.restart('2026-12-02T07:30:00.000Z');
    const { uploads } = engine.engine.outbox;
    const settle = jest.spyOn(uploads, 'settle').mockRejectedValue(new Error('The process ended.'));
    const release = jest.spyOn(uploads, 'release').mockRejectedValue(new Error('The process ended.'));
    for (let count = 0; count < 3; count += 1) expect((await upload(aiko, MAX_BYTES)).status).toBe(500);
    settle.mockRestore();
    release.mockRestore();
    await engine.restart('2026-12-02T07:39:59.000Z');
    expect((await upload(aiko, MAX_BYTES)).status).toBe(429);
    await engine.restart('2026-12-02T07:40:00.000Z');
    expect((await upload(aiko, MAX_BYTES)).status).toBe(201);
  });

  it('expire after 22 hours, and are deleted by the next sweep if they are not attached', async () => {
    await engine.restart('2026-12-03T07:30:00.000Z');
    const { body } = await upload(aiko, 10, 'z');
    const { sealed } = await uploadIn(String(body['uploadId']), engine.engine.secrets.quoteKey());
    expect(storedFiles()).toContain(sealed.file.sha256);
    await engine.restart('2026-12-04T06:00:00.000Z');
    expect(await aiko.post('/v1/tickets', { ...TICKET, uploads: [body['uploadId']] })).toMatchObject({
      status: 400,
      body: { type: 'urn:ledgerdesk:problem:upload-expired' },
    });
    await engine.advanceTo('2026-12-04T06:01:00.000Z');
    await until(
      () => !storedFiles().includes(sealed.file.sha256),
      () => 'The unattached file was not deleted.',
    );
  });
});

describe('uploads on a disk that is nearly full', () => {
  it('are refused, so that the log has room, and everything else goes on', async () => {
    const engine = await TestEngine.open(undefined, { UPLOAD_FREE_BYTES: `${Number.MAX_SAFE_INTEGER}` });
    const { aiko } = await withAcme(engine);
    const refused = await aiko.upload('a', 'a.txt', 'text/plain');
    expectProblem(refused);
    expect(refused).toMatchObject({ status: 503, body: { type: 'urn:ledgerdesk:problem:upload-space-low' } });
    expect(refused.headers.get('retry-after')).toBe('600');
    expect(readdirSync(join(engine.engine.folder.attachments, 'incoming'))).toEqual([]);
    expect((await aiko.post('/v1/tickets', TICKET)).status).toBe(201);
    await engine.close();
  });
});

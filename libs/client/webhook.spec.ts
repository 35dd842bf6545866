import { Webhook as Signer } from 'standardwebhooks';
import { verifyWebhook, type WebhookHeaders, WebhookRefused } from './webhook.js';

const SECRET = `whsec_${Buffer.from('a secret of 24 bytes or more').toString('base64')}`;
const OTHER = `whsec_${Buffer.from('another secret of 24 or more').toString('base64')}`;
const NOW = new Date('2026-11-27T07:30:00Z');
const BODY = JSON.stringify({ type: 'TicketOpened', data: { subject: '•••' } });

const signedBy = (secrets: readonly string[], body = BODY, at = NOW, id = 'e-1') => ({
  'webhook-id': id,
  'webhook-timestamp': String(at.getTime() / 1_000),
  'webhook-signature': secrets.map((secret) => new Signer(secret).sign(id, at, body)).join(' '),
});
const verify = (
  headers: WebhookHeaders,
  body: string | Uint8Array = BODY,
  secret: string | readonly string[] = SECRET,
) => verifyWebhook({ headers, body }, { secret, now: NOW });

describe('verifyWebhook', () => {
  it('returns the id, time and event of a request that the reference implementation signed', async () => {
    expect(await verify(signedBy([SECRET]))).toEqual({ id: 'e-1', sentAt: NOW, event: JSON.parse(BODY) as unknown });
  });

  it('takes headers as Fetch and as Node.js have them, and a body of bytes', async () => {
    const headers = signedBy([SECRET]);
    await verify(new Headers(headers), new TextEncoder().encode(BODY));
    await verify({ ...headers, 'webhook-id': ['e-1'] });
    const others = new Headers(headers);
    // Those of another implementation of Fetch: no properties, and not this Headers.
    await verify(Object.create({ get: (name: string) => others.get(name) }) as Headers);
    await verify(Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value])));
  });

  it('takes any of the signatures, and any of the secrets, of a rotation', async () => {
    await verify(signedBy([OTHER, SECRET]));
    await verify(signedBy([SECRET]), BODY, [OTHER, SECRET]);
  });

  const unsigned = signedBy([SECRET]);
  it.each([
    ['of another secret', signedBy([OTHER]), 'invalid-signature'],
    ['of another body', signedBy([SECRET], '{}'), 'invalid-signature'],
    ['of another id', { ...unsigned, 'webhook-id': 'e-2' }, 'invalid-signature'],
    ['of another time', { ...unsigned, 'webhook-timestamp': String(NOW.getTime() / 1_000 + 1) }, 'invalid-signature'],
    ['of another version', { ...unsigned, 'webhook-signature': 'v1a,AAAA' }, 'invalid-signature'],
    ['that is no Base64', { ...unsigned, 'webhook-signature': 'v1,%%%' }, 'invalid-signature'],
    ['after ten others', signedBy([...Array.from({ length: 10 }, () => OTHER), SECRET]), 'invalid-signature'],
    ['301 seconds old', signedBy([SECRET], BODY, new Date(NOW.getTime() - 301_000)), 'invalid-timestamp'],
    ['301 seconds ahead', signedBy([SECRET], BODY, new Date(NOW.getTime() + 301_000)), 'invalid-timestamp'],
    ['without a valid time', { ...unsigned, 'webhook-timestamp': '1e3' }, 'invalid-timestamp'],
    ['without a time', { ...unsigned, 'webhook-timestamp': undefined }, 'missing-header'],
    ['without an id', { ...unsigned, 'webhook-id': '' }, 'missing-header'],
    ['that is missing', { ...unsigned, 'webhook-signature': undefined }, 'missing-header'],
  ])('refuses a signature %s', async (_, headers, code) => {
    const refused = verify(headers);
    await expect(refused).rejects.toThrow(WebhookRefused);
    await expect(refused).rejects.toMatchObject({ code });
  });

  it('accepts a request of up to 300 seconds ago, or of another tolerance', async () => {
    const old = new Date(NOW.getTime() - 300_000);
    await verify(signedBy([SECRET], BODY, old));
    const strict = verifyWebhook(
      { headers: signedBy([SECRET], BODY, old), body: BODY },
      { secret: SECRET, now: NOW, toleranceSeconds: 60 },
    );
    await expect(strict).rejects.toMatchObject({ code: 'invalid-timestamp' });
  });

  it('refuses a signed body that is not JSON', async () => {
    await expect(verify(signedBy([SECRET], '{'), '{')).rejects.toMatchObject({ code: 'invalid-body' });
  });

  it.each(['', 'whsec_', 'whsec_%%%'])('throws TypeError for the malformed secret %j', async (secret) => {
    await expect(verify(signedBy([SECRET]), BODY, secret)).rejects.toThrow(TypeError);
  });
});

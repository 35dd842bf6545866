import { Webhook as Verifier } from 'standardwebhooks';
import { TICKET, withAcme } from './acme-fixture.js';
import type { Body, Caller } from './caller.js';
import { TestEngine } from './test-engine.js';
import { type Received, WebhookReceiver } from './webhook-receiver.js';

/** The time at which an engine of a scene starts. */
export const NOW = new Date();

/** The instant that is `minutes` after the start of the engine. */
export const minutesLater = (minutes: number): string => new Date(NOW.getTime() + minutes * 60_000).toISOString();

/** Returns the body of a received delivery, parsed. Throws unless it is signed with `secret`. */
export const verified = (secret: unknown, { headers, body }: Received): unknown =>
  new Verifier(String(secret)).verify(body, headers as Record<string, string>);

/** An engine with the team acme, a service that registers webhooks, and a receiver of their deliveries. */
export interface WebhookScene {
  readonly receiver: WebhookReceiver;
  readonly engine: TestEngine;
  readonly aiko: Caller;
  readonly kenji: Caller;
  readonly service: Caller;
  /** Registers a webhook of the service with the URL of the receiver. Returns the response. */
  readonly register: (types?: readonly string[]) => Promise<Body>;
  /** Opens a ticket of aiko and returns its id. */
  readonly openTicket: () => Promise<string>;
  /** Advances the time of the engine to `minutes` after its start. */
  readonly advanceMinutes: (minutes: number) => Promise<void>;
  /** Lists the deliveries of a webhook in a state. */
  readonly deliveries: (webhookId: unknown, state: string) => Promise<unknown>;
}

const sceneWith = async (receiver: WebhookReceiver, engine: TestEngine): Promise<WebhookScene> => {
  const { aiko, kenji } = await withAcme(engine);
  const service = await engine.as({ kind: 'service', subject: 'console' });
  return {
    receiver,
    engine,
    aiko,
    kenji,
    service,
    register: async (types = ['TicketOpened', 'InternalNoteAdded']) =>
      (await service.post('/v1/webhooks', { url: receiver.url, types })).body,
    openTicket: async () => String((await aiko.post('/v1/tickets', TICKET)).body['ticketId']),
    advanceMinutes: async (minutes) => engine.advanceTo(minutesLater(minutes)),
    deliveries: async (webhookId, state) =>
      (await service.get(`/v1/webhooks/${String(webhookId)}/deliveries?state=${state}`)).body['items'],
  };
};

/**
 * Registers a hook that closes the scenes of each test. Returns a function that opens one, by default with an engine
 * that sends to private addresses.
 */
export const webhookScenes = (): ((settings?: Readonly<Record<string, string>>) => Promise<WebhookScene>) => {
  const closings: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closings.splice(0)) await close();
  });
  return async (settings = { WEBHOOK_PRIVATE_ADDRESSES: 'true' }) => {
    const receiver = await WebhookReceiver.open();
    closings.push(() => receiver.close());
    const engine = await TestEngine.open(NOW.toISOString(), settings);
    closings.unshift(() => engine.close());
    return sceneWith(receiver, engine);
  };
};

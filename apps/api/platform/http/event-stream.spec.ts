import { fastify } from 'fastify';
import { Observable, of } from 'rxjs';
import { type EventBatch, sendEvents, type ServerSentEvent } from './event-stream.js';

const EVENT: ServerSentEvent = { id: '7', event: 'greeting', data: { text: 'Hello' } };

describe('sendEvents', () => {
  const serve = (events: () => Observable<EventBatch>) =>
    fastify().get('/events', (_, reply) => sendEvents(reply, events));

  it('sends every event to a GET request', async () => {
    const { body, headers } = await serve(() => of([], [EVENT])).inject('/events');
    expect(headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    expect(body).toBe(': alive\n\nid: 7\nevent: greeting\ndata: {"text":"Hello"}\n\n');
  });

  it('sends JSON text as it is', async () => {
    const { body } = await serve(() => of([EVENT, { ...EVENT, id: '8', data: '{"a":1}' }])).inject('/events');
    expect(body).toContain('\n\nid: 8\nevent: greeting\ndata: {"a":1}\n\n');
  });

  it('answers a HEAD request without subscribing, since nothing would end the subscription', async () => {
    let subscriptions = 0;
    const endless = new Observable<EventBatch>(() => {
      subscriptions += 1;
    });
    const { statusCode, body, headers } = await serve(() => endless).inject({ method: 'HEAD', url: '/events' });
    expect([statusCode, body, subscriptions]).toEqual([200, '', 0]);
    expect(headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    expect(headers).not.toHaveProperty('content-length');
  });

  it('ends the stream of a client that lets more than 1 MB wait, and stops the source', async () => {
    const large = { ...EVENT, data: { text: 'x'.repeat(600_000) } };
    let stopped = false;
    const source = new Observable<EventBatch>((subscriber) => {
      for (let n = 0; n < 5; n += 1) subscriber.next([large]);
      return () => {
        stopped = true;
      };
    });
    const { body } = await serve(() => source).inject('/events');
    expect(body.match(/event: \w+/g)).toEqual(['event: greeting', 'event: greeting', 'event: end']);
    expect(body).toMatch(/\n\nevent: end\ndata: {"reason":"too-slow"}\n\n$/);
    expect(stopped).toBe(true);
  });
});

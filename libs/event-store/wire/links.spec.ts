import { binaryEvent } from '@eventstore/db-client';
import { aStream } from '../contract.samples.js';
import { serve, type Served, typed } from './served.samples.js';

describe('links', () => {
  let served: Served;
  let stream: string;
  let links: string;
  const linkTo = (revision: number, name: string) => binaryEvent({ type: '$>', data: new TextEncoder().encode(`${revision}@${name}`) });

  beforeEach(async () => {
    served = await serve();
    [stream, links] = [aStream(), aStream()];
    await served.client.appendToStream(stream, typed('A', 'B'));
    await served.client.appendToStream(links, [linkTo(1, stream), linkTo(7, stream), linkTo(0, 'none-1')]);
  });
  afterEach(() => served.close());

  const told = async (resolveLinkTos: boolean) => {
    const pairs: unknown[] = [];
    for await (const { event, link } of served.client.readStream(links, { resolveLinkTos })) pairs.push([event?.type, link?.type]);
    return pairs;
  };

  it('come with what they lead to, where that is asked for', async () => {
    expect(await told(true)).toEqual([['B', '$>'], [undefined, '$>'], [undefined, '$>']]);
    expect(await told(false)).toEqual([['$>', undefined], ['$>', undefined], ['$>', undefined]]);
  });

  it('are followed in subscriptions and reads of all, too', async () => {
    for await (const { event, link } of served.client.subscribeToStream(links, { resolveLinkTos: true })) {
      expect([event?.type, link?.streamId]).toEqual(['B', links]);
      break;
    }
    const all: unknown[] = [];
    for await (const { event, link } of served.client.readAll({ resolveLinkTos: true })) all.push(link ? `${String(event?.type)} by link` : event?.type);
    expect(all).toEqual(['LogNamed', 'A', 'B', 'B by link', 'undefined by link', 'undefined by link']);
  });
});

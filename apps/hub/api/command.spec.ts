import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import type { Answer } from '@ledgerdesk/client';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { type SendableCommand, useCommand } from './command.js';

const NOW = '/';
const PAST = '/?asOf=2026-11-27T07:30:00.000Z';

const answerOf = (data: string): Answer<string> => ({
  ...{ data, status: 200, etag: null, position: null, requestId: null, isReplayed: false },
  headers: new Headers(),
});

describe('a command', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  /** A command of a page at an address, and what it has sent. */
  const commandAt = async (address: string, changesNothing = false) => {
    const sent: string[] = [];
    let command: SendableCommand<string, string> | undefined;
    const Page = () => {
      command = useCommand<string, string>(
        async (input) => {
          sent.push(input);
          return answerOf(input);
        },
        [],
        { changesNothing },
      );
      return null;
    };
    const history = createMemoryHistory({ initialEntries: [address] });
    const router = createRouter({ routeTree: createRootRoute({ component: Page }), history });
    await router.load();
    const pages = createElement(RouterProvider<typeof router>, { router });
    renderToString(createElement(QueryClientProvider, { client: new QueryClient() }, pages));
    // From now on: pages are loaded again some time after a command.
    jest.useFakeTimers();
    return { sent, send: command?.send ?? (() => Promise.reject(new Error('The page is not shown.'))) };
  };

  it('is sent by a page that shows the present', async () => {
    const { sent, send } = await commandAt(NOW);
    expect((await send('answer'))?.data).toBe('answer');
    expect(sent).toEqual(['answer']);
  });

  it('is not sent by a page as of a past moment, unless it changes nothing', async () => {
    const writing = await commandAt(PAST);
    expect(await writing.send('answer')).toBeUndefined();
    expect(writing.sent).toEqual([]);
    jest.useRealTimers();
    const reading = await commandAt(PAST, true);
    await reading.send('preview');
    expect(reading.sent).toEqual(['preview']);
  });
});

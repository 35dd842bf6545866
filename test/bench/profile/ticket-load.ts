import { TicketCommandMessage } from '@ledgerdesk/application';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { issueToken } from '../../../apps/cli/token/token.command.js';
import type { Server } from '../../../apps/server/http-server.js';
import type { Settings } from '../../../apps/server/index.js';
import { envelope, MEMBER, openTicket, TEAM, ticketBody } from '../bench-engine.js';
import { repeated } from '../measure.js';

/** Opens a number of tickets. */
export interface TicketLoad {
  open(tickets: number): Promise<void>;
  stop(): void;
}

/** Sends OpenTicket commands to the command bus, in this thread. */
export const commandLoad = ({ commands }: Server, callers: number): TicketLoad => ({
  open: (tickets) =>
    repeated(tickets, callers, async () => {
      const sent = envelope();
      const input = openTicket(sent.commandId);
      await commands.execute(new TicketCommandMessage(sent, input.ticketId, input));
    }),
  stop: () => undefined,
});

/** Load of POST /v1/tickets requests, sent by another process over a number of connections. */
export const requestLoad = async ({ app }: Server, settings: Settings, connections: number): Promise<TicketLoad> => {
  await app.listen({ port: 0, host: '127.0.0.1' });
  const token = await issueToken({ kind: 'member', subject: MEMBER, team: TEAM, days: 1 }, settings);
  const url = `${await app.getUrl()}/v1/tickets`;
  const script = join(import.meta.dirname, 'requests-process.js');
  const child = fork(script, [url, token, String(connections), JSON.stringify(ticketBody)]);
  return {
    open: async (tickets) => {
      const failure = await new Promise<string | null>((resolve) => {
        child.once('message', (reply: string | null) => resolve(reply));
        child.once('exit', () => resolve('The process that sends requests has ended.'));
        child.send(tickets);
      });
      child.removeAllListeners();
      if (failure !== null) throw new Error(failure);
    },
    stop: () => void child.kill(),
  };
};

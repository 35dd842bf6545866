import { TicketCommandMessage } from '@ledgerdesk/application';
import { join } from 'node:path';
import { createServer } from '../../apps/server/http-server.js';
import { underLoad } from './measure.js';
import { prepareTeam } from './prepared-team.js';
import { ReferenceStore } from './reference-store.js';
import { ms, print, rate, ratio } from './report.js';
import { envelope, inFolder, openTicket, withEngine } from './workplace.js';

const CALLERS = [1, 32, 256];
const RUN_MS = 4_000;

/** The bytes that one command leaves behind. */
type Bytes = readonly string[];

const bytesOfOneCommand = (): Promise<Bytes> =>
  inFolder((folder) =>
    withEngine(folder, { ROLES: 'http' }, async (engine) => {
      const { commands } = await createServer(engine).then(async (server) => {
        await prepareTeam(server);
        return server;
      });
      const sent = envelope();
      await commands.execute(
        new TicketCommandMessage(sent, 'sample', { ...openTicket(sent.commandId), ticketId: 'sample' }),
      );
      return (await engine.store.readStream('ticket-sample')).map(
        (event) => event.id + event.type + event.recordedAt + event.occurredAt + event.data + event.metadata,
      );
    }),
  );

const reference = (callers: number, bytes: Bytes) =>
  inFolder(async (folder) => {
    const store = new ReferenceStore(join(folder, 'bare.db'));
    let next = 0;
    const measured = await underLoad(callers, RUN_MS, () =>
      store.append(`ticket-${envelope().commandId}${next++}`, bytes),
    );
    await store.close();
    return measured;
  });

const commands = (callers: number) =>
  inFolder((folder) =>
    withEngine(folder, { ROLES: 'http' }, async (engine) => {
      const server = await createServer(engine);
      await prepareTeam(server);
      return underLoad(callers, RUN_MS, () => {
        const sent = envelope();
        const input = openTicket(sent.commandId);
        return server.commands.execute(new TicketCommandMessage(sent, input.ticketId, input));
      });
    }),
  );

/** Load, decide, append, durable: beside a bare writer thread that commits the same bytes. */
export const benchCommands = async (): Promise<void> => {
  const bytes = await bytesOfOneCommand();
  for (const callers of CALLERS) {
    const bare = await reference(callers, bytes);
    const ours = await commands(callers);
    print({
      what: `OpenTicket in process, 2 events (${Buffer.byteLength(bytes.join(''))} bytes), ${callers} caller${callers > 1 ? 's' : ''}`,
      measured: `${rate(ours.perSecond)}, p99 ${ms(ours.p99)}`,
      reference: `bare writer thread ${rate(bare.perSecond)}, p99 ${ms(bare.p99)}`,
      ratio: ratio(ours.perSecond, bare.perSecond),
      aim: '≥ 0.5',
    });
  }
};

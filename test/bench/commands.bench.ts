import { TicketCommandMessage } from '@ledgerdesk/application';
import { join } from 'node:path';
import { underLoad } from './measure.js';
import { prepareTeam } from './prepared-team.js';
import { ReferenceStore } from './reference-store.js';
import { ms, printRow, rate, ratio } from './report.js';
import { envelope, withFolder, openTicket, withServer } from './bench-engine.js';
import { inSize } from './size.js';

const CALLERS = [1, 32, 256];
const RUN_MS = inSize({ short: 50, standard: 4_000 });

/** Stored text of one command's events. */
type EventTexts = readonly string[];

const textsOfOneCommand = (): Promise<EventTexts> =>
  withFolder((folder) =>
    withServer(folder, { ROLES: 'http' }, async (server, engine) => {
      await prepareTeam(server);
      const sent = envelope();
      await server.commands.execute(
        new TicketCommandMessage(sent, 'sample', { ...openTicket(sent.commandId), ticketId: 'sample' }),
      );
      return (await engine.store.readStream('ticket-sample')).map(
        (event) => event.id + event.type + event.recordedAt + event.occurredAt + event.data + event.metadata,
      );
    }),
  );

const measureReference = (callers: number, texts: EventTexts) =>
  withFolder(async (folder) => {
    const store = new ReferenceStore(join(folder, 'bare.db'));
    let next = 0;
    const measured = await underLoad(callers, RUN_MS, () =>
      store.append(`ticket-${envelope().commandId}${next++}`, texts),
    );
    await store.close();
    return measured;
  });

const measureEngine = (callers: number) =>
  withFolder((folder) =>
    withServer(folder, { ROLES: 'http' }, async (server) => {
      await prepareTeam(server);
      return underLoad(callers, RUN_MS, () => {
        const sent = envelope();
        const input = openTicket(sent.commandId);
        return server.commands.execute(new TicketCommandMessage(sent, input.ticketId, input));
      });
    }),
  );

/** Measures durable OpenTicket commands. Reference: a bare writer thread that commits the same bytes. */
export const benchCommands = async (): Promise<void> => {
  const texts = await textsOfOneCommand();
  for (const callers of CALLERS) {
    const bare = await measureReference(callers, texts);
    const engine = await measureEngine(callers);
    printRow({
      what: [
        `OpenTicket in process, 2 events (${Buffer.byteLength(texts.join(''))} bytes)`,
        `${callers} caller${callers > 1 ? 's' : ''}`,
      ].join(', '),
      measured: `${rate(engine.perSecond)}, p99 ${ms(engine.p99)}`,
      reference: `bare writer thread ${rate(bare.perSecond)}, p99 ${ms(bare.p99)}`,
      ratio: ratio(engine.perSecond, bare.perSecond),
      aim: '≥ 0.8',
    });
  }
};

import type { CommandExecutor, Engagements, LiveTickets, SeatCharges, TicketMerges } from '@ledgerdesk/application';
import type { CommandBus } from '@nestjs/cqrs';

/** Services through which process managers and jobs send commands. */
export interface CommandServices {
  readonly commands: CommandBus;
  readonly executor: CommandExecutor;
  readonly engagements: Engagements;
  readonly liveTickets: LiveTickets;
  readonly seatCharges: SeatCharges;
  readonly ticketMerges: TicketMerges;
}

/** The tickets of a case: the first, and follow-ups, each from the row that opened it. */
export class CaseTickets {
  private readonly tickets: { readonly from: number; readonly ticketId: string }[];

  constructor(first: string) {
    this.tickets = [{ from: 0, ticketId: first }];
  }

  /** Adds the follow-up ticket that a row has opened. Call it in the order of rows. */
  add(ordinal: number, ticketId: string): void {
    this.tickets.push({ from: ordinal, ticketId });
  }

  /** The ticket that a row belongs to. */
  at(ordinal: number): string {
    return this.tickets.findLast(({ from }) => from <= ordinal)?.ticketId ?? '';
  }
}

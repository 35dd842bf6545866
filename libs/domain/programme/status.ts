import { nextQuarter, quarterOf, quarterStart } from '@ledgerdesk/business-time';
import type { ConsultationSource } from '@ledgerdesk/events';
import { type Instant, later } from '@ledgerdesk/kernel';
import type { AddOn } from '../add-on/state.js';
import type { Member } from '../member/state.js';
import { hasSessions } from '../quarter/session.js';
import type { RootCauseSession, TeamQuarter } from '../quarter/state.js';
import type { Appointment } from './appointment.js';
import { consultationSources } from './decide.js';
import { type Consultation, consultationOf, type Programme } from './state.js';

/** `open` can be booked, `booked` is in the future, `used` was held. */
type BookingState = 'open' | 'booked' | 'used';

/** E4, C6: a consultation included in an add-on. */
export interface ConsultationStatus {
  readonly product: string;
  readonly source: ConsultationSource;
  readonly state: BookingState;
  readonly consultation: Consultation | null;
}

/** Q3: the session of a quarter; `not-included` if the Enhanced edition is not active then. */
export interface SessionStatus {
  readonly quarter: string;
  readonly state: BookingState | 'not-included';
  readonly session: RootCauseSession | null;
}

/** The consultations and sessions available to a member. */
export interface ProgrammeStatus {
  readonly consultations: readonly ConsultationStatus[];
  /** Sessions of this quarter and the next. */
  readonly rootCauseSessions: readonly SessionStatus[];
}

/** State that the programme status is computed from; `addOns` by product. */
export interface ProgrammeView {
  readonly member: Member;
  readonly addOns: ReadonlyMap<string, AddOn | undefined>;
  readonly programme: Programme;
  readonly thisQuarter: TeamQuarter;
  readonly nextQuarter: TeamQuarter;
}

const stateOf = (appointment: Appointment | undefined): BookingState => {
  if (!appointment) return 'open';
  return appointment.status === 'held' ? 'used' : 'booked';
};

const consultations = ({ member, addOns, programme }: ProgrammeView, at: Instant): readonly ConsultationStatus[] =>
  [...addOns].flatMap(([product, addOn]) =>
    consultationSources(member, addOn, product, at, at).map((source) => {
      const consultation = consultationOf(programme, product, source, member.memberId);
      return { product, source, state: stateOf(consultation), consultation: consultation ?? null };
    }),
  );

const sessionIn = (
  quarter: string,
  { session: last }: TeamQuarter,
  addOns: ProgrammeView['addOns'],
  at: Instant,
): SessionStatus => {
  const session = last?.status === 'cancelled' ? null : last;
  if (!session && !hasSessions([...addOns.values()], at, later(at, quarterStart(quarter))))
    return { quarter, state: 'not-included', session };
  return { quarter, state: stateOf(session ?? undefined), session };
};

/** Returns what is open, booked and used at an instant. */
export const programmeStatus = (view: ProgrammeView, at: Instant): ProgrammeStatus => {
  const quarter = quarterOf(at);
  return {
    consultations: consultations(view, at),
    rootCauseSessions: [
      sessionIn(quarter, view.thisQuarter, view.addOns, at),
      sessionIn(nextQuarter(quarter), view.nextQuarter, view.addOns, at),
    ],
  };
};

import { derivedId, type Input, ToMember, ToTeam } from '@ledgerdesk/application';
import type { MemberCommand } from '@ledgerdesk/domain';
import { type AdminRole, memberStream, teamStream } from '@ledgerdesk/events';
import { instantOf } from '@ledgerdesk/kernel';
import { AddOnStory, type Buyer } from './add-on-story.js';
import { Agenda } from './agenda.js';
import { AgentPod } from './agent-pod.js';
import { CallbackStory } from './callback-story.js';
import { Chance, seedOf } from './chance.js';
import { ChatStory } from './chat-story.js';
import { ProgrammeStory } from './programme-story.js';
import { type StoryParts, TeamDesk } from './team-desk.js';
import { type Asker, DAY, HOUR, OPERATOR, type Teller } from './teller.js';
import { TicketStory } from './ticket-story.js';
import { PLACES, type Place } from './words.js';

const ROLES: readonly [AdminRole, ...AdminRole[]] = ['team_admin', 'support_admin', 'billing_admin', 'security_admin', 'content_admin'];
/** How busy each day of the week is, Sunday first. */
const RHYTHM = [0.15, 1.2, 1.1, 1, 1, 0.9, 0.25] as const;

/** From when to when a story goes, in ms since the epoch. */
export interface Span {
  readonly from: number;
  readonly days: number;
}

/** One team's life: it registers, buys, asks, is answered, chats, calls, meets consultants, and sometimes leaves. */
export class TeamStory implements Teller {
  readonly teamId: string;
  readonly chance: Chance;
  readonly agenda = new Agenda();
  readonly desk: TeamDesk;
  private readonly place: Place;
  private readonly products: readonly [string, ...string[]];
  private readonly pod: AgentPod;
  private tickets = 0;

  constructor(n: number, private readonly span: Span, parts: StoryParts) {
    this.teamId = `team-${n + 1}`;
    this.chance = new Chance(seedOf(parts.seed, n));
    this.desk = new TeamDesk(this.teamId, parts);
    this.place = this.chance.oneOf<Place>(PLACES);
    this.products = this.chance.happens(0.4) ? ['dropbox', 'dash'] : ['dropbox'];
    this.pod = new AgentPod(this);
  }

  /** Tells the story from beginning to end. */
  async tell(): Promise<void> {
    const end = this.span.from + this.span.days * DAY;
    await this.begin();
    for (let entry = this.agenda.next(); entry && entry.at < end; entry = this.agenda.next()) {
      await this.desk.fireBefore(entry.at);
      await entry.act();
    }
    await this.desk.fireBefore(end);
  }

  private async begin(): Promise<void> {
    const { from, days } = this.span;
    const selfServe = this.chance.happens(0.5);
    await this.register(selfServe);
    await this.pod.register(this.products, from);
    for (let n = this.chance.whole(1, 6); n > 0; n--) await this.join(n);
    for (const product of this.products) if (this.chance.happens(0.75)) this.plan(product, selfServe ? { memberId: 'member-1' } : 'sales');
    new ProgrammeStory(this, 'member-1', this.pod.agentFor('en')).begin(this.products, from, days);
  }

  private plan(product: string, buyer: Buyer): void {
    const { from, days } = this.span;
    const at = this.chance.happens(0.6) ? from + HOUR : from + this.chance.share() * days * DAY;
    this.agenda.put(at, () => new AddOnStory(this, product, buyer).begin(at, days - (at - from) / DAY));
  }

  private async register(selfServe: boolean): Promise<void> {
    const { teamId, products, chance, span: { from }, place: { country, timeZone, currency } } = this;
    const day = chance.oneOf([1, 1, 15, 28, 29, 30, 31]);
    const periodStart = `2024-01-${String(day).padStart(2, '0')}`;
    const billing = { currency, interval: chance.happens(0.3) ? 'year' as const : 'month' as const, periodStart, seats: chance.whole(5, 200) };
    await this.desk.send(teamStream(teamId), new ToTeam(this.desk.envelope(OPERATOR, from), teamId, {
      type: 'RegisterTeam', teamId, name: `Team ${teamId}`, country, timeZone, products, selfServe, accountManager: selfServe ? null : 'sam', billing,
    }));
  }

  private async join(n: number): Promise<void> {
    const { from, days } = this.span;
    const memberId = `member-${n}`;
    const language = this.chance.happens(0.85) ? this.place.language : 'en';
    const roles = n === 1 ? ['team_admin' as const] : this.chance.happens(0.3) ? [this.chance.oneOf(ROLES)] : [];
    const { teamId } = this;
    await this.toMember(memberId, from, { type: 'AddMember', teamId, memberId, name: `Member ${n}`, email: `${memberId}@${teamId}.example`, language, roles });
    if (this.chance.happens(0.04)) await this.toMember(memberId, from, { type: 'NameChampion', teamId, memberId, level: this.chance.happens(0.5) ? 'epic' : 'grand' });
    this.planChanges(memberId, n);
    const asker = { memberId, language, products: this.products };
    for (let day = 0; day < days; day++) this.planDay(asker, from + day * DAY, roles.length > 0);
  }

  /** Some are given a role, some leave; the first admin stays. */
  private planChanges(memberId: string, n: number): void {
    const { teamId, chance, span: { from, days } } = this;
    const [roleAt, leavesAt] = [from + chance.share() * days * DAY, from + chance.share() * days * DAY];
    if (n > 1 && chance.happens(0.08)) {
      this.agenda.put(roleAt, async () => void await this.toMember(memberId, roleAt, { type: 'AssignAdminRoles', teamId, memberId, roles: chance.happens(0.5) ? [chance.oneOf(ROLES)] : [] }));
    }
    if (n > 1 && chance.happens(0.06)) this.agenda.put(leavesAt, async () => void await this.toMember(memberId, leavesAt, { type: 'DeactivateMember', teamId, memberId }));
  }

  private toMember(memberId: string, at: number, input: Input<MemberCommand>) {
    const { desk, teamId } = this;
    return desk.send(memberStream(teamId, memberId), new ToMember(desk.envelope(OPERATOR, at), teamId, memberId, input));
  }

  /** A day of one member: seldom a ticket, more seldom a chat or a call, mostly in working hours of the team's zone. */
  private planDay(asker: Asker, day: number, admin: boolean): void {
    const busy = RHYTHM[new Date(day).getUTCDay()] ?? 1;
    if (this.chance.happens(0.06 * busy)) {
      const story = new TicketStory(this, asker, derivedId('simulated-ticket', this.teamId, asker.memberId, String(this.tickets++)));
      this.planAt(day, (at) => story.open(at));
    }
    if (admin && this.chance.happens(0.01 * busy)) this.planAt(day, (at) => new CallbackStory(this, asker, this.pod, at).request(at));
    if (admin && this.chance.happens(0.01 * busy)) this.planAt(day, (at) => new ChatStory(this, asker, this.pod, at).start(at));
  }

  private planAt(day: number, act: (at: number) => Promise<void>): void {
    const hour = this.chance.happens(0.85) ? 8.5 + this.chance.share() * 9.5 : this.chance.share() * 24;
    const at = this.desk.parts.rules.at(instantOf(this.span.from)).zones.toInstant(this.place.timeZone, day + Math.round(hour * HOUR));
    this.agenda.put(at, () => act(at));
  }
}

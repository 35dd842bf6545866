import { derivedId, ToAddOn, ToCallback, ToMember, ToTeam } from '@ledgerdesk/application';
import { quoteAddOn, type Rules, type Team } from '@ledgerdesk/domain';
import type { AdminRole } from '@ledgerdesk/events';
import { instantOf, isRefusal } from '@ledgerdesk/kernel';
import { Agenda } from './agenda.js';
import { Chance, seedOf } from './chance.js';
import { type StoryParts, TeamDesk } from './team-desk.js';
import { type Asker, TicketStory } from './ticket-story.js';
import { PLACES, type Place } from './words.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const OPERATOR = { kind: 'operator', id: 'simulate' } as const;
const SALES = { kind: 'sales', id: 'simulate' } as const;
const ROLES: readonly [AdminRole, ...AdminRole[]] = ['team_admin', 'support_admin', 'billing_admin', 'security_admin', 'content_admin'];
/** How busy each day of the week is, Sunday first. */
const RHYTHM = [0.15, 1.2, 1.1, 1, 1, 0.9, 0.25] as const;

/** From when to when a story goes, in ms since the epoch. */
export interface Span {
  readonly from: number;
  readonly days: number;
}

/** One team's life: it registers, buys, asks, is answered, calls, and sometimes leaves. */
export class TeamStory {
  private readonly teamId: string;
  private readonly chance: Chance;
  private readonly agenda = new Agenda();
  private readonly desk: TeamDesk;
  private readonly place: Place;
  private readonly products: readonly [string, ...string[]];
  private tickets = 0;

  constructor(n: number, private readonly span: Span, private readonly rules: Rules, parts: StoryParts) {
    this.teamId = `team-${n + 1}`;
    this.chance = new Chance(seedOf(parts.seed, n));
    this.desk = new TeamDesk(this.teamId, parts);
    this.place = this.chance.oneOf<Place>(PLACES);
    this.products = this.chance.happens(0.4) ? ['dropbox', 'dash'] : ['dropbox'];
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
    const { from } = this.span;
    const { country, timeZone, currency } = this.place;
    const billing = { currency, interval: this.chance.happens(0.3) ? 'year' as const : 'month' as const, periodStart: instantOf(from).slice(0, 10), seats: this.chance.whole(5, 200) };
    const team = await this.desk.send(new ToTeam(this.desk.envelope(OPERATOR, from), this.teamId, {
      type: 'RegisterTeam', teamId: this.teamId, name: `Team ${this.teamId}`, country, timeZone, products: this.products, selfServe: this.chance.happens(0.5),
      accountManager: null, billing,
    }));
    if (!team) return;
    for (const product of this.products) if (this.chance.happens(0.75)) await this.buy(product, team);
    for (let n = this.chance.whole(1, 6); n > 0; n--) await this.join(n);
  }

  private async buy(product: string, team: Team): Promise<void> {
    const { from, days } = this.span;
    const edition = this.chance.happens(0.35) ? 'enhanced' : 'essentials';
    const request = { id: derivedId('simulated-quote', this.teamId, product), product, edition, at: instantOf(from) } as const;
    const quote = quoteAddOn(request, undefined, { team, buyer: { kind: 'sales' }, rules: this.rules, rulesAt: () => this.rules });
    if (isRefusal(quote)) return;
    await this.desk.send(new ToAddOn(this.desk.envelope(SALES, from), this.teamId, product, 'sales', { type: 'PurchaseAddOn', quote }));
    if (!this.chance.happens(0.05)) return;
    const removedAt = from + this.chance.share() * days * DAY;
    this.agenda.put(removedAt, async () => void await this.desk.send(new ToAddOn(this.desk.envelope(SALES, removedAt), this.teamId, product, 'sales', { type: 'RemoveAddOn' })));
  }

  private async join(n: number): Promise<void> {
    const { from, days } = this.span;
    const memberId = `member-${n}`;
    const language = this.chance.happens(0.85) ? this.place.language : 'en';
    const roles = n === 1 || this.chance.happens(0.3) ? [this.chance.oneOf(ROLES)] : [];
    await this.desk.send(new ToMember(this.desk.envelope(OPERATOR, from), this.teamId, memberId, {
      type: 'AddMember', teamId: this.teamId, memberId, name: `Member ${n}`, email: `${memberId}@${this.teamId}.example`, language, roles,
    }));
    if (this.chance.happens(0.03)) {
      await this.desk.send(new ToMember(this.desk.envelope(OPERATOR, from), this.teamId, memberId, { type: 'NameChampion', teamId: this.teamId, memberId, level: this.chance.happens(0.5) ? 'epic' : 'grand' }));
    }
    const asker = { teamId: this.teamId, memberId, language, products: this.products };
    for (let day = 0; day < days; day++) this.plan(asker, from + day * DAY, roles.length > 0);
  }

  /** A day of one member: seldom a ticket, more seldom a call, mostly in working hours of the team's zone. */
  private plan(asker: Asker, day: number, admin: boolean): void {
    const busy = RHYTHM[new Date(day).getUTCDay()] ?? 1;
    if (this.chance.happens(0.12 * busy)) {
      const at = this.moment(day);
      const story = new TicketStory(asker, this.tickets++, this.agenda, this.chance, this.desk);
      this.agenda.put(at, () => story.open(at));
    }
    if (admin && this.chance.happens(0.01 * busy)) {
      const at = this.moment(day);
      this.agenda.put(at, () => this.call(asker, at));
    }
  }

  private moment(day: number): number {
    const hour = this.chance.happens(0.85) ? 8.5 + this.chance.share() * 9.5 : this.chance.share() * 24;
    return this.rules.zones.toInstant(this.place.timeZone, day + Math.round(hour * HOUR));
  }

  private async call({ teamId, memberId, language, products }: Asker, at: number): Promise<void> {
    const callbackId = derivedId('simulated-callback', teamId, memberId, String(at));
    const send = (when: number, actor: Parameters<TeamDesk['envelope']>[0], input: ToCallback['input']) =>
      this.desk.send(new ToCallback(this.desk.envelope(actor, when), callbackId, input));
    const requested = await send(at, { kind: 'member', id: `${teamId}.${memberId}` }, {
      type: 'RequestCallback', callbackId, teamId, requesterId: memberId, product: this.chance.oneOf(products), phone: '+81312345678', reason: 'Please call us back.', language,
    });
    if (!requested) return;
    this.desk.counts.callbacks += 1;
    const agentId = 'kenji';
    const takenAt = at + this.chance.around(0.3) * HOUR;
    this.agenda.put(takenAt, async () => {
      await send(takenAt, { kind: 'agent', id: agentId }, { type: 'TakeCallback', agentId, engagementId: derivedId('simulated-engagement', callbackId) });
      await send(takenAt, { kind: 'agent', id: agentId }, { type: this.chance.happens(0.15) ? 'RecordUnansweredCallback' : 'CompleteCallback', agentId });
    });
  }
}

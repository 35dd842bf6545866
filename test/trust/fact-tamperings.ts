import { canonicalJson } from '@ledgerdesk/event-store';
import { addMillis, DAY, isRecord } from '@ledgerdesk/kernel';
import type { FindingCode } from '@ledgerdesk/integrity';
import type { LogRow } from './log-rows.js';
import type { Choices } from './random.js';

type Data = Readonly<Record<string, unknown>>;

/** Changes a fact of an event. Returns undefined if the event does not state it. */
type ChangeFact = (data: Data, choices: Choices) => Data | undefined;

const dataOf = ({ data }: LogRow): Data => JSON.parse(data) as Data;

/** Another number in place of one that is not negative. */
const otherNumber = (value: unknown, choices: Choices): unknown =>
  typeof value === 'number' ? value + choices.between(1, 9) : undefined;

const later = (value: unknown, choices: Choices): unknown =>
  typeof value === 'string' ? addMillis(value, choices.between(1, 9) * DAY) : undefined;

/** Changes the value of one field. */
const field =
  (name: string, change: (value: unknown, choices: Choices) => unknown): ChangeFact =>
  (data, choices) => {
    const value = change(data[name], choices);
    return value === undefined ? undefined : { ...data, [name]: value };
  };

/** Changes a field inside another one. */
const within = (name: string, change: ChangeFact): ChangeFact =>
  field(name, (value, choices) => (isRecord(value) ? change(value, choices) : undefined));

/** Changes a field of the first item of a list. */
const inFirst = (name: string, change: ChangeFact): ChangeFact =>
  field(name, (value, choices) => {
    if (!Array.isArray(value)) return undefined;
    const [first, ...others] = value as readonly unknown[];
    const changed = isRecord(first) ? change(first, choices) : undefined;
    return changed && [changed, ...others];
  });

/** A charge whose factors agree with its amount: more days, or another price. */
const recalculated = (data: Data, change: Data): Data => {
  const charge: Data = { ...data, ...change };
  const minorOf = (value: unknown): number => (isRecord(value) ? Number(value['minor']) : 0);
  const unit = Math.max(minorOf(charge['unitPrice']) - minorOf(charge['replaces']), 0);
  const whole = BigInt(Number(charge['periodDays']));
  const numerator = BigInt(unit) * BigInt(Number(charge['seats'])) * BigInt(Number(charge['remainingDays']));
  const minor = Number((2n * numerator + whole) / (2n * whole));
  const { currency } = isRecord(charge['amount']) ? charge['amount'] : { currency: 'JPY' };
  return {
    ...charge,
    exact: { numerator: String(numerator), denominator: String(whole) },
    amount: { minor, currency },
  };
};

/** A charge of a reason, changed so that its amount still follows from its factors. */
const chargeOf =
  (reason: string, change: (data: Data, choices: Choices) => Data): ChangeFact =>
  (data, choices) =>
    data['reason'] === reason ? recalculated(data, change(data, choices)) : undefined;

const dearer = (data: Data, choices: Choices): Data => {
  const price = isRecord(data['unitPrice']) ? data['unitPrice'] : {};
  return { unitPrice: { ...price, minor: Number(price['minor']) + choices.between(1, 99) } };
};

/** One more or fewer of something that is counted. */
const oneOff =
  (name: string) =>
  (data: Data): Data => ({ [name]: Number(data[name]) + 1 });

const FACTS: readonly (readonly [name: string, type: string, change: ChangeFact])[] = [
  ['an amount', 'ChargeIssued', within('amount', field('minor', otherNumber))],
  ['the price of a purchase', 'ChargeIssued', chargeOf('purchase', dearer)],
  [
    'the days of a purchase',
    'ChargeIssued',
    chargeOf('purchase', (data) => ({ remainingDays: Number(data['remainingDays']) + 2 })),
  ],
  ['the price of a renewal', 'ChargeIssued', chargeOf('renewal', dearer)],
  ['the seats of a renewal', 'ChargeIssued', chargeOf('renewal', oneOff('seats'))],
  ['the price of added seats', 'ChargeIssued', chargeOf('seats', dearer)],
  ['the price of an upgrade', 'ChargeIssued', chargeOf('upgrade', dearer)],
  [
    'what an upgrade deducts',
    'ChargeIssued',
    chargeOf('upgrade', (data) => ({
      replaces: isRecord(data['replaces']) ? { ...data['replaces'], minor: 0 } : null,
    })),
  ],
  ['the end of a period', 'AddOnRenewed', field('periodEndsAt', later)],
  ['the time of a renewal', 'AddOnRenewed', field('renewedAt', later)],
  ['the renewal of a purchase', 'AddOnPurchased', field('renewsAt', later)],
  ['the seats of a purchase', 'AddOnPurchased', field('seats', otherNumber)],
  ['the end of an add-on', 'AddOnRemovalScheduled', field('effectiveAt', later)],
  [
    'a confirmed amount of seats',
    'SeatChangeConfirmed',
    inFirst('charges', within('amount', field('minor', otherNumber))),
  ],
  ['the time of fewer seats', 'SeatChangeConfirmed', field('renewsAt', later)],
  ['a response target', 'TicketOpened', within('entitlement', field('targetMinutes', otherNumber))],
  [
    'an entitlement that nobody had',
    'TicketOpened',
    (data) =>
      data['entitlement'] === null
        ? { ...data, entitlement: { addOn: 'dropbox', source: 'team', level: 'enhanced', targetMinutes: 60 } }
        : undefined,
  ],
  [
    'an entitlement taken away',
    'TicketOpened',
    (data) => (data['entitlement'] === null ? undefined : { ...data, entitlement: null }),
  ],
  ['when a warning was due', 'ResponseAtRisk', field('riskAt', later)],
  ['when a solved ticket closes', 'TicketSolved', field('closesAt', later)],
  ['the wait of a chat', 'ChatStarted', field('endsAt', later)],
  ['the number of calls', 'CallbackUnanswered', field('attempts', otherNumber)],
  ['when the next call is possible', 'CallbackUnanswered', field('retryAt', later)],
];

/** A fact that follows from earlier events, changed in one event. The event alone says that it is false. */
export interface FactTampering {
  readonly name: string;
  /** Returns undefined if no event states the fact. */
  readonly change: (rows: readonly LogRow[], choices: Choices) => readonly LogRow[] | undefined;
}

export const FACT_TAMPERINGS: readonly FactTampering[] = FACTS.map(([name, type, change]) => ({
  name: `falsified: ${name}`,
  change: (rows, choices) => {
    const candidates = rows.flatMap((row) => {
      const data = row.type === type ? change(dataOf(row), choices) : undefined;
      return data ? [{ row, data }] : [];
    });
    if (candidates.length === 0) return undefined;
    const { row, data } = choices.of(candidates);
    return rows.map((one) => (one === row ? { ...row, data: canonicalJson(data) } : one));
  },
}));

/** What each of these tamperings is called. */
export const FACT_CODE: FindingCode = 'derived-fact';

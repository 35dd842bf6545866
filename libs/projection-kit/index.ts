export type { EventNamed, EventType, LoggedEvent } from '@ledgerdesk/events';
export { checkedProjection, InvalidProjection } from './checked-projection.js';
export type { OwnProjection } from './own-projection.js';
export { anEvent, type EventFixture, recordedEvents } from './recorded-events.js';
export { rowsOf } from './rows-of.js';
export { scenario, type Scenario } from './scenario.js';

export { anEvent, type EventFixture, recordedEvents } from '@ledgerdesk/projection-kit';

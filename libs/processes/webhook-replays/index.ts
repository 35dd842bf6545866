/** What the thread that reads pages of the log needs. The index of all processes would load most of the engine. */
export { replayedEvents } from './replayed-events.js';

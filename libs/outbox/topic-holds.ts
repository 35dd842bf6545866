import type { Instant } from '@ledgerdesk/kernel';

/** A topic that is held back, because its recipient asked for a pause. */
export interface TopicHold {
  readonly until: Instant;
  /** When the first of consecutive holds began, without a message sent in between. */
  readonly since: Instant;
}

/** Messages that are due after `after`, up to `until`, and when they are due instead. */
export interface Hastening {
  readonly after: Instant;
  readonly until: Instant;
  readonly to: Instant;
}

/** Topics that are held back, in every channel and for every sender. Durable. */
export interface TopicHolds {
  /** The last hold of a topic, even if its time is over; undefined if it was deleted. */
  find(topic: string): Promise<TopicHold | undefined>;
  /** Holds a topic back. A hold that lasts longer stays; `since` is replaced. */
  hold(topic: string, hold: TopicHold): Promise<void>;
  /**
   * Moves up to `limit` messages of a topic, of one channel if given, that are due before `until` to that instant.
   * Returns their number.
   */
  postpone(topic: string, until: Instant, limit: number, channel?: string): Promise<number>;
  /** Makes up to `limit` messages of a topic and channel due earlier. Returns their number. */
  hasten(topic: string, hastening: Hastening, limit: number, channel: string): Promise<number>;
  /** Deletes the holds that lasted until `by` at the latest: that of a topic, or all. */
  deleteEnded(by: Instant, topic?: string): Promise<void>;
}

import { detailOf, post, Refused } from './post.js';
import type { CheckpointPublisher } from './publication.js';

/** Posts each checkpoint as text to a URL. What is signed in between is left out. */
export const publishToWebhook = (url: string): CheckpointPublisher => ({
  target: 'webhook',
  everyMs: 5_000,
  publish: async ({ note }, signal) => {
    const reply = await post(url, { contentType: 'text/plain; charset=utf-8', body: note, signal });
    if (reply.status < 200 || reply.status > 299) throw new Refused(url, reply.status, detailOf(reply));
  },
});

/** Tells whether a webhook has a replay whose deliveries have not ended. */
export interface RunningReplays {
  isRunning(webhookId: string): Promise<boolean>;
}

/** For applications without an outbox, such as imports: nothing is ever replayed. */
export const noRunningReplays: RunningReplays = { isRunning: async () => false };

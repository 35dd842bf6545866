/** A token, or a function that returns a valid one: it is called again when the engine has refused the last one. */
export type Token = string | (() => string | Promise<string>);

/** The function that returns the token has failed. `cause` is what it threw. */
export class NoToken extends Error {
  override readonly name = 'NoToken';

  constructor(cause: unknown) {
    super('The function that returns the token has failed.', { cause });
  }
}

/** The token of the requests of a client. Concurrent requests share one call of its function. */
export class TokenSource {
  private current: Promise<string> | undefined;

  constructor(private readonly token: Token | undefined) {}

  /** The token to send; undefined for none. */
  async get(): Promise<string | undefined> {
    const { token } = this;
    if (typeof token !== 'function') return token;
    const current = (this.current ??= Promise.resolve().then(token));
    try {
      return await current;
    } catch (error) {
      if (this.current === current) this.current = undefined;
      throw new NoToken(error);
    }
  }

  /** Returns a token instead of the refused one; undefined if there is none. */
  async renew(refused: string | undefined): Promise<string | undefined> {
    if (typeof this.token !== 'function') return undefined;
    const { current } = this;
    // Another request may have renewed it meanwhile.
    if ((await this.get()) === refused && this.current === current) this.current = undefined;
    const renewed = await this.get();
    return renewed === refused ? undefined : renewed;
  }
}

interface Closable {
  close(): Promise<void>;
}

/** Resources that are closed together, in the reverse of the order in which they were added. */
export class OpenResources {
  readonly #resources: Closable[] = [];

  /** Adds a resource and returns it. */
  add<Resource extends Closable>(resource: Resource): Resource {
    this.#resources.push(resource);
    return resource;
  }

  /** Closes every resource, even if others fail to close. Rejects with the first error. A second call does nothing. */
  async close(): Promise<void> {
    const errors: unknown[] = [];
    for (const resource of this.#resources.splice(0).reverse())
      await resource.close().catch((error: unknown) => errors.push(error));
    if (errors.length > 0) throw errors[0];
  }
}

interface WithLive {
  readonly live: readonly { readonly id: string }[];
}

/** A row without a chat or callback that is over and becomes no ticket. The request keeps its count. */
export const settled = <Row extends WithLive | undefined>(row: Row, id: string): Row =>
  row && { ...row, live: row.live.filter((request) => request.id !== id) };

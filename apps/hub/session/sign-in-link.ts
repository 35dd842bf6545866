const LINK = /^#token=(.+)$/;

/** The token of a development link in the address of the page; undefined without one. */
export const tokenInAddress = (): string | undefined => LINK.exec(location.hash)?.[1];

/** Returns true if the hub was opened with a development link. */
export const hasLink = (): boolean => tokenInAddress() !== undefined;

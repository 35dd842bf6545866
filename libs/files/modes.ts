/** Read and write access of the owner only. */
export const PRIVATE_FILE = 0o600;
/** Access of the owner only. */
export const PRIVATE_FOLDER = 0o700;

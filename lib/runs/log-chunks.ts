/** The most lines that one log event holds. */
export const MAX_CHUNK_LINES = 200;

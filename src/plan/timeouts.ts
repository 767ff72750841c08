/** How long a command may take when its author says nothing. */

/** An action: long enough for an upgrade. */
export const ACTION_TIMEOUT_MS = 30 * 60_000;
/** Checks, verifies, invariants, and reading a file. */
export const PROBE_TIMEOUT_MS = 60_000;

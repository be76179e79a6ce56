/** Grows when a field of some kind of data changes its meaning or goes away. */
const envelopeVersion = 1;

/** What `--format json` prints: one object that says what it holds, so that scripts can tell a change of shape. */
export function envelope(kind: string, data: unknown): string {
  return JSON.stringify({ version: envelopeVersion, kind, data }, null, 2);
}

/** ProducerPerformance.Stats over the cluster's time, in which an answer takes none: latencies are 0. */
export class PerfStats {
  private records = 0;
  private bytes = 0;
  private windowRecords = 0;
  private windowBytes = 0;
  private windowStartMs: number;

  constructor(
    private readonly startMs: number,
    private readonly intervalMs: number,
    private readonly name = '',
  ) {
    this.windowStartMs = startMs;
  }

  count(bytes: number): void {
    this.records++;
    this.bytes += bytes;
    this.windowRecords++;
    this.windowBytes += bytes;
  }

  /** A line each time the reporting interval is over. */
  report(nowMs: number): string | undefined {
    const elapsedMs = nowMs - this.windowStartMs;
    if (elapsedMs < this.intervalMs || this.windowRecords === 0) return undefined;
    const line =
      `${this.windowRecords}${this.name} records sent, ${rate(this.windowRecords, elapsedMs).toFixed(1)} ` +
      `records/sec (${megabytes(this.windowBytes, elapsedMs)} MB/sec), 0.0 ms avg latency, 0.0 ms max latency.`;
    this.windowRecords = 0;
    this.windowBytes = 0;
    this.windowStartMs = nowMs;
    return line;
  }

  total(nowMs: number): string {
    const elapsedMs = Math.max(1, nowMs - this.startMs);
    return (
      `${this.records}${this.name} records sent, ${rate(this.records, elapsedMs).toFixed(6)} records/sec ` +
      `(${megabytes(this.bytes, elapsedMs)} MB/sec), ${this.records === 0 ? 'NaN' : '0.00'} ms avg latency, ` +
      '0.00 ms max latency, 0 ms 50th, 0 ms 95th, 0 ms 99th, 0 ms 99.9th.'
    );
  }
}

function rate(count: number, elapsedMs: number): number {
  return (1000 * count) / elapsedMs;
}

function megabytes(bytes: number, elapsedMs: number): string {
  return (rate(bytes, elapsedMs) / 1048576).toFixed(2);
}

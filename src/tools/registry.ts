import type { Tool } from './tool';

interface RegisteredTool {
  /** Loaded only when called: a command pays for one tool. */
  readonly load: () => Promise<Tool>;
}

/** Every Kafka command that is offered, by the name of its executable. */
export const tools: Readonly<Record<string, RegisteredTool>> = {
  'kafka-topics': { load: async () => (await import('./topics/run')).topics },
};

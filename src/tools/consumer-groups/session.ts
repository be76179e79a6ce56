import type { AdminClient } from '../../clients/adminClient';
import type { ToolContext } from '../tool';

/** One run of the tool, and its admin client. */
export interface Session {
  readonly context: ToolContext;
  readonly admin: AdminClient;
}

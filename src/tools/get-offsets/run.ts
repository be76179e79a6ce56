import { AdminClient } from '../../api/adminClient';
import type { Tool } from '../tool';
export type { AdminClient };
export const getOffsets: Tool = () => 0;

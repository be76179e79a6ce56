import { IOException } from '../jvm/ioException';
import type { ToolContext } from './tool';

/** Standard input as far as it can be read, and what the read after that throws. */
export function readInput(context: ToolContext): { readonly bytes: Uint8Array; readonly broken?: IOException } {
  try {
    return { bytes: context.readInput() };
  } catch (error) {
    if (!(error instanceof IOException)) throw error;
    return { bytes: error.before, broken: error };
  }
}

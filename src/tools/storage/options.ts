import { parseArgparseTool } from '../../parsing/argparseTool';
import type { ParseOutcome } from '../../parsing/parseOutcome';
import type { ToolProfile } from '../../parsing/toolVersion';
import { versions } from './versions';

/** What kafka-storage is asked for. */
export type StorageOptions =
  | { readonly command: 'info'; readonly config: string }
  | {
      readonly command: 'format';
      readonly config: string;
      readonly clusterId: string;
      readonly ignoreFormatted: boolean;
      readonly releaseVersion: string | undefined;
    }
  | { readonly command: 'version-mapping'; readonly releaseVersion: string | undefined }
  | { readonly command: 'feature-dependencies'; readonly features: readonly string[] }
  | { readonly command: 'random-uuid' };

/** Arguments of kafka-storage (StorageTool), without the files of arguments that "@file" names. */
export function parseStorageOptions(argv: readonly string[], profile: ToolProfile): ParseOutcome<StorageOptions> {
  return parseArgparseTool<StorageOptions>(argv, {
    prog: 'kafka-storage',
    ...versions[profile.toolVersion],
    read: (line) => {
      switch (line.command) {
        case 'info':
          return { command: 'info', config: line.text('config')! };
        case 'format':
          return {
            command: 'format',
            config: line.text('config')!,
            clusterId: line.text('cluster-id')!,
            ignoreFormatted: line.has('ignore-formatted'),
            releaseVersion: line.text('release-version'),
          };
        case 'version-mapping':
          return { command: 'version-mapping', releaseVersion: line.text('release-version') };
        case 'feature-dependencies':
          return { command: 'feature-dependencies', features: line.texts('feature')! };
        default:
          return { command: 'random-uuid' };
      }
    },
  });
}

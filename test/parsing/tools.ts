import type { ParseOutcome } from '../../src/parsing/parseOutcome';
import type { ToolProfile } from '../../src/parsing/toolVersion';
import { parseConfigsOptions } from '../../src/tools/configs/options';
import { parseLeaderElectionOptions } from '../../src/tools/leader-election/options';
import { parsePreferredReplicaElectionOptions } from '../../src/tools/preferred-replica-election/options';
import { parseTopicsOptions } from '../../src/tools/topics/options';

export type Parser = (argv: readonly string[], profile: ToolProfile) => ParseOutcome<unknown>;

/** Every tool that parses its arguments in src/tools, by the command's name. */
export const parsers: Readonly<Record<string, Parser>> = {
  'kafka-topics': parseTopicsOptions,
  'kafka-configs': parseConfigsOptions,
  'kafka-leader-election': parseLeaderElectionOptions,
  'kafka-preferred-replica-election': parsePreferredReplicaElectionOptions,
};

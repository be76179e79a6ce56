import type { ZnodeError } from '../../zookeeper/zooKeeper';

/**
 * What a command of the shell ends with where it fails: its exit code and the line it prints
 * (org.apache.zookeeper.cli.CliException).
 */
export class ShellFailure extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** An exception that nobody catches: the shell ends with it. */
export class ShellCrash extends Error {
  constructor(
    readonly exception: string,
    message: string,
  ) {
    super(message);
  }
}

const words: Readonly<Record<Exclude<ZnodeError, 'NotSimulated'>, string>> = {
  NoNode: 'Node does not exist',
  NodeExists: 'Node already exists',
  NotEmpty: 'Node not empty',
  BadVersion: 'version No is not valid ',
  BadArguments: 'Arguments are not valid ',
  NoChildrenForEphemerals: 'Ephemerals cannot have children',
};

/** CliWrapperException's words for ZooKeeper's refusals. */
export function refusal(error: ZnodeError, path: string): ShellFailure {
  if (error === 'NotSimulated')
    return new ShellFailure(`kafka-lab: what Kafka makes of a change to ${path} behind its back is not simulated`);
  return new ShellFailure(`${words[error]}: ${path}`);
}

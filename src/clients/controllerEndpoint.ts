import { logLine } from '../text/logLine';
import { controllerPort } from '../cluster/kraft/describeQuorum';
import { voters } from '../cluster/kraft/quorum';
import { endpointAt, socketText } from './bootstrap';
import { exceptionOf, throwableText, type JavaException } from './exceptions';
import { networkClient, type Connection } from './reach';

/** Metadata requests that a controller refuses before the client gives up; how many is chance. */
const metadataAttempts = 4;

/** The first address that answers is of the other kind (KIP-919): a broker says so; a controller does not know what brokers are asked first. */
export function wrongEndpoint({
  host,
  addresses,
  prefix,
  log,
  endpointType = 'broker',
}: Connection): JavaException | undefined {
  const reached = host.read((view) =>
    addresses.map((address) => endpointAt(view, address)).find((type) => type !== undefined),
  );
  if (reached === undefined || reached === endpointType) return undefined;
  const warn = (message: string, thrown: JavaException) => {
    log(
      logLine(
        host.view.nowMs,
        'WARN',
        prefix + message,
        'org.apache.kafka.clients.admin.internals.AdminMetadataManager',
      ),
    );
    log(throwableText(thrown));
  };
  const { mismatchedEndpoint, fatalMetadataUpdate } = host.view.profile.words;
  if (endpointType === 'controller') {
    const thrown = exceptionOf({
      error: 'MISMATCHED_ENDPOINT_TYPE',
      message: 'The request was sent to an endpoint of type BROKER, but we wanted an endpoint of type CONTROLLER',
    });
    warn(mismatchedEndpoint, thrown);
    return thrown;
  }
  const thrown = exceptionOf({ error: 'UNSUPPORTED_VERSION', message: 'The node does not support METADATA' });
  for (let attempt = 0; attempt < metadataAttempts; attempt++) {
    if (fatalMetadataUpdate !== null) warn(fatalMetadataUpdate, thrown);
    warn('The remote node is not a BROKER that supports the METADATA api.', thrown);
  }
  return thrown;
}

/**
 * A client of controllers sends everything to their leader. Where there is none its time passes; with pre-vote the voters keep the epoch
 * of the dead leader, and it knocks there in vain.
 */
export function seekLeader({ host, prefix, log }: Connection, timeoutMs: number): void {
  const { profile, nowMs } = host.view;
  const dead = host.read(voters).filter(({ process }) => process === 'killed' || process === 'stopped');
  const last = dead.sort((a, b) => b.processSinceMs - a.processSinceMs)[0];
  if (profile.hasPreVote && last) {
    const address = socketText({ host: last.host, port: controllerPort(last) });
    log(
      logLine(
        nowMs,
        'WARN',
        `${prefix}Connection to node ${last.id} (${address}) could not be established. ${profile.words.nodeNoun} may not be available.`,
        networkClient,
      ),
    );
  }
  host.advance(timeoutMs);
}

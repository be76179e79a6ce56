import type { CommandCause } from '../model/causes';
import type { Command } from 'commander';
import { isBroker, isController } from '../model/liveness';
import type { ClusterNode } from '../model/cluster';
import { startNode, stopNode } from '../cluster/nodes';
import type { MigrationPhase } from '../model/records';
import type { Turn } from '../model/turn';
import {
  enterKraft,
  enterMigrationMode,
  enterPhase,
  leaveMigration,
  leaveZooKeeper,
  provisionControllers,
  registerInZooKeeper,
  registerWithQuorum,
  removeQuorum,
} from '../cluster/zookeeper/migration';
import { firstControllerId } from '../cluster/newNodes';
import { migrationPhases } from '../cluster/zookeeper/migrationState';
import { takeOffice } from '../cluster/zookeeper/office';
import { profiles } from '../profiles/profiles';
import type { ClusterSession } from '../runtime/clusterSession';
import { printEnvelope } from '../text/envelope';
import { causeOf, LabRefusal, type LabContext } from './context';
import { example, formatOption, type FormatOption } from './format';
import { changeNodes, shutdownMs, waitForJoin } from './nodeChanges';

/** What a controller's process takes to come up and follow, ms. */
const controllerStartMs = 3000;

const meanings: Readonly<Record<MigrationPhase, string>> = {
  'not-started': 'ZooKeeper keeps the metadata, and a broker is the controller',
  'controllers-provisioned': 'KRaft controllers run with zookeeper.metadata.migration.enable and wait for the brokers',
  'brokers-in-migration-mode': 'the brokers have been restarted with the migration on, and know the quorum',
  'dual-write':
    'a KRaft controller has taken /controller, has copied the metadata and writes every change to both sides',
  'brokers-in-kraft':
    'the brokers have been restarted as KRaft brokers; ZooKeeper still gets every change, so there is a way back',
  finalised: 'the controllers have forgotten ZooKeeper: there is no way back',
};

/** `kafka-lab migrate`: from ZooKeeper to KRaft, a phase at a time (KIP-866). */
export function addMigrateCommand(program: Command, context: LabContext): void {
  const migrate = program
    .command('migrate')
    .description('move a ZooKeeper cluster to KRaft, one documented phase at a time (3.9-zk)')
    .addHelpText(
      'after',
      example('kafka-lab migrate next', 'zookeeper-shell localhost:2181 get /migration', 'kafka-lab migrate rollback'),
    );
  migrate
    .command('status')
    .description('show the phases and which one the cluster is in')
    .addOption(formatOption())
    .addHelpText('after', example('kafka-lab migrate status'))
    .action(({ format }: FormatOption) => {
      const { phase } = opened(context).read((view) => view.migration());
      if (format === 'json')
        return printEnvelope(context.print, 'migration', { phase, next: nextPhase(phase) ?? null });
      for (const each of migrationPhases) context.out(`${each === phase ? '>' : ' '} ${each}: ${meanings[each]}`);
      return undefined;
    });
  migrate
    .command('next')
    .description('go on to the next phase')
    .addHelpText('after', example('kafka-lab migrate next'))
    .action(() => {
      const phase = nextPhase(opened(context).read((view) => view.migration().phase));
      if (phase === undefined) throw new LabRefusal('The migration is final: this is a KRaft cluster');
      steps[phase](context);
      context.out(`${phase}: ${meanings[phase]}`);
    });
  migrate
    .command('rollback')
    .description('go back to ZooKeeper; not possible once it is final')
    .addHelpText('after', example('kafka-lab migrate rollback'))
    .action(() => {
      rollback(context);
      context.out(`not-started: ${meanings['not-started']}`);
    });
}

const steps: Readonly<Record<MigrationPhase, (context: LabContext) => void>> = {
  'not-started': () => undefined,

  'controllers-provisioned': (context) => {
    const session = opened(context);
    session.change(causeOf(context), (turn) => {
      provisionControllers(turn, profiles[turn.profile.migration!.to]);
      enterPhase(turn, 'controllers-provisioned');
    });
    session.advance(controllerStartMs);
  },

  'brokers-in-migration-mode': (context) => {
    const session = opened(context);
    restartBrokers(session, causeOf(context), enterMigrationMode);
    session.change(causeOf(context), (turn) => enterPhase(turn, 'brokers-in-migration-mode'));
  },

  'dual-write': (context) => {
    opened(context).change(causeOf(context), (turn) => {
      const leader = turn.nodes().find((node) => isController(node) && node.process === 'running');
      if (!leader) throw new LabRefusal(`No KRaft controller runs: kafka-lab controller start ${firstControllerId}`);
      // The quorum's log goes on from where it is, so it is asked before the phase changes what its leader is.
      takeOffice(turn, leader.id);
      enterPhase(turn, 'dual-write');
    });
  },

  'brokers-in-kraft': (context) => {
    const session = opened(context);
    restartBrokers(session, causeOf(context), enterKraft);
    session.switchProfile(session.view.profile.migration!.to, causeOf(context), (turn) =>
      enterPhase(turn, 'brokers-in-kraft'),
    );
    session.close();
    context.open().change(causeOf(context), registerWithQuorum);
  },

  finalised: (context) => {
    const session = opened(context);
    // The leader last, so that the quorum changes its leader once.
    const leaderId = session.read((view) => view.activeController().id);
    const controllers = session
      .read((view) => view.nodes().filter(isController))
      .sort((a, b) => Number(a.id === leaderId) - Number(b.id === leaderId));
    for (const { id } of controllers)
      restart(session, causeOf(context), id, leaveZooKeeper, () => session.advance(controllerStartMs));
    session.change(causeOf(context), (turn) => enterPhase(turn, 'finalised'));
  },
};

function rollback(context: LabContext): void {
  let session = opened(context);
  const { phase } = session.read((view) => view.migration());
  if (phase === 'finalised') throw new LabRefusal('The migration is final: there is no way back to ZooKeeper');
  if (phase === 'not-started') throw new LabRefusal('There is nothing to roll back: no migration has been started');
  const { from } = session.view.profile.migration!;
  if (phase === 'brokers-in-kraft') {
    requireAll(session);
    const features = session.read((view) => Object.keys(view.profile.features));
    session.switchProfile(from, causeOf(context), (turn) => {
      for (const name of features) turn.emit({ type: 'FeatureLevelRecord', name, featureLevel: 0 });
      enterPhase(turn, 'dual-write');
    });
    session.close();
    session = context.open();
    session.change(causeOf(context), registerInZooKeeper);
  }
  if (phase !== 'controllers-provisioned')
    restartBrokers(session, causeOf(context), (turn, broker) => leaveMigration(turn, broker, profiles[from]));
  session.change(causeOf(context), removeQuorum);
}

/** A cluster that can be migrated, or has been. */
function opened(context: LabContext): ClusterSession {
  const session = context.open();
  const { migration, id, kafkaVersion } = session.view.profile;
  const isOnTheWay =
    migration !== null && (id === migration.from || session.read((view) => view.migration().phase) !== 'not-started');
  const source = Object.values(profiles).find((profile) => profile.migration?.from === profile.id)!.id;
  if (!isOnTheWay)
    throw new LabRefusal(
      `Kafka ${kafkaVersion} (${id}) is not a cluster to migrate: make one with kafka-lab init --profile ${source}`,
    );
  return session;
}

function nextPhase(phase: MigrationPhase): MigrationPhase | undefined {
  return migrationPhases[migrationPhases.indexOf(phase) + 1];
}

/** One after the other, each with other lines in its server.properties, as one does it by hand. */
function restartBrokers(
  session: ClusterSession,
  cause: CommandCause,
  configure: (turn: Turn, broker: ClusterNode) => void,
): void {
  requireAll(session);
  const brokers = session.read((view) =>
    view
      .nodes()
      .filter(isBroker)
      .map(({ id }) => id),
  );
  for (const id of brokers) restart(session, cause, id, configure, () => waitForJoin(session, [id]));
}

function restart(
  session: ClusterSession,
  cause: CommandCause,
  id: number,
  configure: (turn: Turn, node: ClusterNode) => void,
  wait: () => void,
): void {
  changeNodes(session, cause, 'node', [id], stopNode);
  session.advance(shutdownMs);
  session.change(cause, (turn) => configure(turn, turn.node(id)!));
  changeNodes(session, cause, 'node', [id], startNode);
  wait();
}

function requireAll(session: ClusterSession): void {
  const down = session.read((view) =>
    view
      .nodes()
      .filter((node) => node.process !== 'running')
      .map(({ id }) => id),
  );
  if (down.length > 0)
    throw new LabRefusal(
      `All brokers and controllers have to run for a rolling restart; these do not: ${down.join(', ')}`,
    );
}

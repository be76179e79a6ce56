import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Release } from './release';

/** Every cluster has this id, so that recordings of it do not differ. */
const clusterId = 'MkU3OEVBNTcwNTJENDM2Qg';
const controllers = [101, 102, 103];

/** What the releases' own config/server.properties set beyond the defaults. */
const shippedProperties = [
  'num.network.threads=3',
  'num.io.threads=8',
  'socket.send.buffer.bytes=102400',
  'socket.receive.buffer.bytes=102400',
  'socket.request.max.bytes=104857600',
  'num.partitions=1',
  'num.recovery.threads.per.data.dir=1',
  'log.retention.hours=168',
  'log.segment.bytes=1073741824',
  'log.retention.check.interval.ms=300000',
  'group.initial.rebalance.delay.ms=0',
];
const started = /started \(kafka\.server\.KafkaServer\)|Kafka Server started/g;

export interface ClusterShape {
  readonly mode: 'zk' | 'kraft';
  readonly brokers: number;
  readonly racks: readonly string[];
  /** Lines of every broker's and controller's server.properties; {id} stands for its id. */
  readonly properties: readonly string[];
}

/**
 * A real cluster on this machine: brokers 1, 2, ... on localhost:9092 and up; with KRaft controllers 101 to 103 on
 * 19092 and up, with ZooKeeper one server on 2181. Two clusters at once need a network namespace each.
 */
export class RealCluster {
  private readonly processes = new Map<string, ChildProcess>();

  constructor(
    private readonly release: Release,
    private readonly shape: ClusterShape,
    /** An empty folder of its own; `data-ID` in it is a node's disk. */
    readonly folder: string,
  ) {}

  /**
   * Starts all nodes and returns when the brokers are up.
   * @throws Error naming a node that does not come up, with its log's path
   */
  async start(): Promise<void> {
    mkdirSync(join(this.folder, 'cwd'), { recursive: true });
    if (this.shape.mode === 'zk') {
      const config = join(this.folder, 'zookeeper.properties');
      const lines = [`dataDir=${join(this.folder, 'zk')}`, 'clientPort=2181', 'maxClientCnxns=0'];
      writeFileSync(config, [...lines, 'admin.enableServer=false', ''].join('\n'));
      this.spawn('zk', 'zookeeper-server-start', config);
      await wait(3000);
    } else for (const id of controllers) this.launch(id);
    const brokers = Array.from({ length: this.shape.brokers }, (_, index) => index + 1);
    // One after the other: who registers first is no chance then.
    for (const id of brokers) {
      this.launch(id);
      await wait(this.shape.mode === 'kraft' ? 500 : 2500);
    }
    for (const id of brokers) await this.isUp(id, 1);
    await wait(2000);
  }

  /** Starts a node that was stopped or killed, on its disk of before. */
  async startNode(id: number): Promise<void> {
    const before = this.startsOf(id);
    this.launch(id);
    await this.isUp(id, before + 1);
  }

  /** A clean stop; killed when it takes longer than a minute and a half. */
  async stopNode(id: number): Promise<void> {
    await this.end(this.node(id), 'SIGTERM', 90_000);
    await wait(2000);
  }

  async killNode(id: number): Promise<void> {
    await this.end(this.node(id), 'SIGKILL', 90_000);
  }

  pauseNode(id: number): void {
    this.node(id).kill('SIGSTOP');
  }

  resumeNode(id: number): void {
    this.node(id).kill('SIGCONT');
  }

  /** Ends what still runs, of the cluster and of what a scenario left in the background with its id in cwd/NAME.pid. */
  async close(): Promise<void> {
    const folder = join(this.folder, 'cwd');
    for (const file of existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.pid')) : []) {
      const id = Number(readFileSync(join(folder, file), 'utf8').split(/\s/)[0]);
      try {
        if (id > 1) process.kill(id, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
    await Promise.all([...this.processes.values()].map((child) => this.end(child, 'SIGKILL', 90_000)));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private node(id: number): ChildProcess {
    const child = this.processes.get(`node-${id}`);
    if (child === undefined) throw new Error(`there is no node ${id}`);
    return child;
  }

  private launch(id: number): void {
    const config = join(this.folder, `server-${id}.properties`);
    writeFileSync(config, [...this.properties(id), ''].join('\n'));
    if (this.shape.mode === 'kraft' && !existsSync(join(this.folder, `data-${id}`))) {
      const tool = join(this.release.bin, 'kafka-storage.sh');
      const { status, stderr } = spawnSync(tool, ['format', '-t', clusterId, '-c', config], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`the disk of node ${id} was not formatted: ${stderr}`);
    }
    this.spawn(`node-${id}`, 'kafka-server-start', config);
  }

  private properties(id: number): readonly string[] {
    const common = [
      `log.dirs=${join(this.folder, `data-${id}`)}`,
      ...shippedProperties,
      ...this.shape.properties.map((line) => line.replaceAll('{id}', String(id))),
      ...(this.shape.racks[id - 1] === undefined ? [] : [`broker.rack=${this.shape.racks[id - 1]}`]),
    ];
    const listener = `PLAINTEXT://localhost:${9091 + id}`;
    if (this.shape.mode === 'zk') {
      const zookeeper = ['zookeeper.connect=localhost:2181', 'zookeeper.connection.timeout.ms=18000'];
      return [`broker.id=${id}`, `listeners=${listener}`, ...zookeeper, ...common];
    }
    const port = (controller: number) => 19092 + controllers.indexOf(controller);
    return [
      ...common,
      `node.id=${id}`,
      `controller.quorum.voters=${controllers.map((each) => `${each}@localhost:${port(each)}`).join()}`,
      'controller.listener.names=CONTROLLER',
      'listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      ...(controllers.includes(id)
        ? ['process.roles=controller', `listeners=CONTROLLER://localhost:${port(id)}`]
        : ['process.roles=broker', `listeners=${listener}`, `advertised.listeners=${listener}`]),
    ];
  }

  private spawn(name: string, tool: string, config: string): void {
    const log = openSync(join(this.folder, `${name}.log`), 'a');
    const child = spawn(join(this.release.bin, `${tool}.sh`), [config], {
      cwd: this.folder,
      stdio: ['ignore', log, log],
      env: { ...process.env, KAFKA_OPTS: `-Dkafka.logs.dir=${this.folder}` },
    });
    this.processes.set(name, child);
  }

  private startsOf(id: number): number {
    const log = join(this.folder, `node-${id}.log`);
    return existsSync(log) ? [...readFileSync(log, 'utf8').matchAll(started)].length : 0;
  }

  private async isUp(id: number, times: number): Promise<void> {
    for (let tries = 0; tries < 300; tries++) {
      if (this.startsOf(id) >= times) return;
      if (this.node(id).exitCode !== null) break;
      await wait(200);
    }
    throw new Error(`node ${id} did not start: ${join(this.folder, `node-${id}.log`)}`);
  }

  private async end(child: ChildProcess, signal: NodeJS.Signals, withinMs: number): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), withinMs);
    await ended;
    clearTimeout(timer);
  }
}

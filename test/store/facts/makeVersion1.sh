#!/usr/bin/env bash
# Made version1.kraft.db.gz and version1.zookeeper.db.gz, with what kafka-lab said of them then (*.txt): clusters in files of schema
# version 1, with something of everything that a migration has to carry over. Run with the release of commit 24be699:
#   makeVersion1.sh FOLDER-WITH-THE-TOOLS-ON-ITS-PATH
# where the folder is what `kafka-lab env` puts on the PATH.
set -u
cd "$(dirname "$0")"
PATH="$1:$PATH"
export TZ=UTC
b="--bootstrap-server localhost:9092,localhost:9093,localhost:9094"
run() { "$@" >/dev/null 2>&1; }
for profile in kraft:4.3-kraft zookeeper:2.8-zk; do
  name="version1.${profile%%:*}"
  KAFKA_LAB_HOME="$(mktemp -d)"; export KAFKA_LAB_HOME
  run kafka-lab init --seed 7 --profile "${profile#*:}"
  run kafka-topics $b --create --topic orders --partitions 12 --replication-factor 3
  run kafka-topics $b --create --topic pay --replica-assignment 1:2:3,2:3:1 --config min.insync.replicas=2
  run kafka-topics $b --create --topic risk --replica-assignment 2:3 --config unclean.leader.election.enable=true
  run kafka-topics $b --create --topic gone --partitions 2 --replication-factor 2
  run kafka-configs $b --alter --entity-type topics --entity-name orders --add-config retention.ms=3600000
  run kafka-lab produce orders one two three --acks all
  run kafka-lab produce pay four five --acks 1
  run kafka-lab produce pay six --transactional-id t1 --end commit
  run kafka-lab produce pay seven --transactional-id t2 --end abort
  run kafka-lab produce gone lost
  # A record that is none of a coordinator's.
  run kafka-console-consumer $b --topic orders --group readers --from-beginning --max-messages 2
  run kafka-lab produce __consumer_offsets nonsense
  run kafka-topics $b --delete --topic gone
  run kafka-lab broker stop 3
  run kafka-lab produce pay eight --acks all
  run kafka-lab produce risk nine
  run kafka-lab broker kill 2
  run kafka-lab clock advance 30s
  run kafka-lab fault lose-disk 2
  run kafka-lab broker start 3
  run kafka-lab settle
  run kafka-lab produce risk ten
  run kafka-lab broker start 2
  run kafka-lab settle
  run kafka-lab broker kill 1
  run kafka-lab clock advance 1m
  run kafka-topics $b --alter --topic orders --partitions 15
  run kafka-lab broker start 1
  run kafka-lab settle
  for look in "events" "events --topic orders" "explain orders-0" "ledger" "status --topic orders" "verify"; do
    echo "\$ kafka-lab $look"; kafka-lab $look 2>&1 | sed "s|$KAFKA_LAB_HOME|HOME|"
  done >"$name.txt"
  sqlite3 "$KAFKA_LAB_HOME/cluster.db" 'PRAGMA journal_mode = DELETE; VACUUM' >/dev/null
  gzip -9nc "$KAFKA_LAB_HOME/cluster.db" >"$name.db.gz"
done

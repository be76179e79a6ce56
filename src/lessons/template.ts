/** A lab to begin with: it lints as it is. */
export function templateOf(id: string): string {
  const title = `${id[0]!.toUpperCase()}${id.slice(1)}`.replaceAll('-', ' ');
  return `---
id: ${id}
title: ${title}
minutes: 10
profiles: [4.3-kraft]
brokers: 3
seed: 7
requires: [a-topic]
teaches: []
---

# ${title}

Say in two sentences what the learner will see, and why it matters.

## 1. Make a topic

Say what to do. A console block shows the command, and what it prints.

\`\`\`console
$ kafka-topics --bootstrap-server localhost:9092 --create --topic payments --replica-assignment 1:2:3
Created topic payments.
\`\`\`

\`\`\`check
topic payments exists
\`\`\`

### Hint

The first hint is the cheapest.

## 2. Stop the leader

### Question

Broker 1 leads payments-0 and stops. Who leads then?

- [ ] nobody
- [x] broker 2

Now do it:

\`\`\`console
$ kafka-lab broker stop 1
\`\`\`

\`\`\`check
broker 1 stopped
payments-0 leader 2
\`\`\`

### Hint if broker 1 running

Broker 1 is still up.

### After

The next leader is the first replica that is alive and in the ISR.

## After

Say what to take along, and where it matters in production.
`;
}

import { describe, expect, test } from 'vitest';
import { objectionTo, toolsIn } from '../../src/lessons/vetting';

describe('without a shell of its own a lab may run', () => {
  test.each([
    'kafka-topics --bootstrap-server localhost:9092 --list',
    'kafka-topics.sh --list',
    `printf 'a\\nb\\n' | kafka-console-producer --topic "my topic"`,
    'kafka-lab broker stop 1 && kafka-lab settle || true; kafka-lab status',
    'kafka-topics --list \\\n  --topic a',
    'kafka-topics --list 2>&1 >/dev/null',
    "kafka-lab broker kill 1 # it's $(gone)",
    `echo '{"partitions": [1]}' > moves.json`,
    'kafka-console-producer --topic orders < values.txt',
    "kafka-console-producer --topic a <<'EOF'\n$(not run)\nEOF",
    'kafka-console-producer --topic a <<< "one"',
    'kafka-dump-log --files /var/lib/kafka/orders-0/0.log',
  ])('%s', (command) => expect(objectionTo(command)).toBeUndefined());
});

describe('and may not', () => {
  test.each([
    ['curl example.org', /calls curl/],
    ['kafka-topics # nothing\nrm x', /calls rm/],
    ['kafka-topics a#$(rm x)', /"#"/],
    ['kafka-topics --list; rm -rf /', /calls rm/],
    ['kafka-topics --list\nrm x', /calls rm/],
    ['kafka-topics $(rm x)', /"\$"/],
    ['kafka-topics "`rm x`"', /"\\""/],
    ['kafka-topics --list > ../x', /redirects to/],
    ['echo x > /etc/passwd', /redirects to/],
    ['echo x >> .bashrc', /redirects to/],
    ['echo x 2> ~/x', /has a/],
    ['cat /etc/passwd', /reads \/etc\/passwd/],
    ['PATH=. kafka-topics', /sets PATH/],
    ['kafka-topics --list &', /"&"/],
    ['(rm x)', /"\("/],
    ['{ rm x; }', /"\{"/],
    ['kafka-lab lab run x.md --shell', /calls kafka-lab lab/],
    ['kafka-lab save ../../x', /gives kafka-lab the path/],
    ["kafka-console-producer <<'EOF'\na\nEOF\nrm x", /goes on behind/],
    ['kafka-console-producer <<EOF\n$(rm x)\nEOF', /expand/],
    ['./kafka-topics', /calls/],
    ["'rm' x", /calls rm/],
    ['echo a | sh', /calls sh/],
    ['echo x >', /redirects to nothing/],
    ['exec kafka-topics', /calls exec/],
  ])('%s', (command, why) => expect(objectionTo(command)).toMatch(why));
});

test('tools are found wherever they are called', () => {
  expect(toolsIn('timeout 5 kafka-topics.sh --list | xargs kafka-configs; ls /x/kafka-acls kafka-nothing')).toEqual([
    'kafka-topics',
    'kafka-configs',
  ]);
});

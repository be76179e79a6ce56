import { execFileSync } from 'node:child_process';

/** Builds the bundle once before all tests. */
export default function build(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}

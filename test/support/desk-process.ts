import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DeskRunOrder, DeskRunReport } from './processes/desk-run.ts';

const script = join(import.meta.dirname, 'processes/desk-run.ts');

/** A desk in a process of its own, as `processes/desk-run.ts` runs it. */
export class DeskProcess {
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  readonly #waiting = new Set<() => void>();
  /** Lines in its fetch log when it last told. */
  lines = 0;
  problems: string[] = [];
  readonly #seen = new Set<DeskRunReport['kind']>();

  constructor(order: DeskRunOrder) {
    this.#child = fork(script, [JSON.stringify(order)], { execArgv: [], stdio: ['ignore', 2, 2, 'ipc'] });
    this.#child.on('message', (report: DeskRunReport) => {
      this.#seen.add(report.kind);
      if (report.kind === 'progress') this.lines = report.lines;
      if (report.kind === 'problem') this.problems.push(report.message);
      this.#look();
    });
    this.#exited = once(this.#child, 'exit').then(() => this.#look());
  }

  get hasExited(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Resolves when the process has told so, or is gone. False where it is gone without. */
  async told(kind: DeskRunReport['kind']): Promise<boolean> {
    await this.#until(() => this.#seen.has(kind));
    return this.#seen.has(kind);
  }

  /** Resolves when its log has so many lines, when nothing is left to do, or when it is gone. */
  reached(lines: number): Promise<void> {
    return this.#until(() => this.lines >= lines || this.#seen.has('idle'));
  }

  /** Sends the signal, and for those that end a process waits for its end. */
  async signal(signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    this.#child.kill(signal);
    if (signal === 'SIGKILL' || signal === 'SIGTERM') await this.#exited;
  }

  #until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!isSo() && !this.hasExited) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  #look(): void {
    for (const look of [...this.#waiting]) look();
  }
}

import { parentPort } from 'node:worker_threads';
import type { TaskReply, TaskRequest } from './task-thread.ts';

/**
 * The other end of a `TaskThread`: called once in the thread's file. What `handle` throws goes back to the caller as
 * `wrap` makes it (errors lose their class and extra fields on the way, so plain data is better).
 */
export function serveTasks<In, Out>(
  handle: (input: In) => Out | Promise<Out>,
  wrap: (error: unknown) => unknown = (error) => error,
): void {
  parentPort?.on('message', ({ id, input }: TaskRequest<In>) => {
    void answer(id, input, handle, wrap).then((reply) => parentPort?.postMessage(reply));
  });
  parentPort?.postMessage('ready');
}

async function answer<In, Out>(
  id: number,
  input: In,
  handle: (input: In) => Out | Promise<Out>,
  wrap: (error: unknown) => unknown,
): Promise<TaskReply<Out>> {
  try {
    return { id, output: await handle(input) };
  } catch (error) {
    return { id, error: wrap(error) };
  }
}

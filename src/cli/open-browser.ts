import { execFile } from 'node:child_process';

/** Opens a page with whatever the system opens pages with; where there is nothing, the printed address is enough. */
export function openInBrowser(address: string): void {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '']
        : ['xdg-open'];
  execFile(program ?? 'xdg-open', [...args, address], () => undefined);
}

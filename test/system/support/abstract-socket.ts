import type { Workbench } from './workbench.ts'

let served = 0

/**
 * Serves a TCP port of a module on an abstract Unix socket, where ModemManager's test profile finds it. Node 20 pads
 * the names of such sockets with zeros, so that nobody finds them; socat does not.
 * @returns the name, which begins with `abstract:`.
 */
export async function serveAbstractSocket(workbench: Workbench, tcpPort: string): Promise<string> {
  const name = `abstract:cellvoice-${process.pid}-${++served}`
  const listen = `ABSTRACT-LISTEN:${name.replace(':', '\\:')},fork`
  const socat = workbench.start('socat', ['-d', '-d', listen, `TCP:127.0.0.1:${tcpPort},nodelay`])
  await socat.says(/listening on/)
  return name
}

import type { HostPort } from '../at/host-port.ts'

/** Where AT+QURCCFG="urcport" sends URCs. */
export type UrcPort = 'usbat' | 'usbmodem' | 'uart1' | 'all'

/** The AT ports of a module, in the order they were opened. */
export class HostPorts {
  urcPort: UrcPort = 'usbat'
  private readonly ports: HostPort[] = []

  add(port: HostPort): void {
    this.ports.push(port)
  }

  remove(port: HostPort): void {
    const index = this.ports.indexOf(port)
    if (index >= 0) this.ports.splice(index, 1)
  }

  /**
   * Sends an unsolicited line. `usbat` means the first port on which the host has spoken, `usbmodem` the second;
   * while it has spoken on none, every port hears everything, so that boot URCs are not lost.
   */
  urc(line: string): void {
    for (const port of this.receivers()) port.urc(line)
  }

  restart(): void {
    for (const port of this.ports) port.restart()
  }

  private receivers(): readonly HostPort[] {
    const spoken = this.ports.filter(port => port.spoken)
    const [first, second = first] = spoken
    if (!first || !second) return [...this.ports]
    switch (this.urcPort) {
      case 'all':
        return spoken
      case 'usbmodem':
        return [second]
      default:
        return [first]
    }
  }
}

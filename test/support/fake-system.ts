import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SystemRoots } from '../../src/transport/system-roots.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A temporary folder that looks like the `/dev`, `/etc`, `/proc` and `/sys` of a machine with what is added to it. */
export class FakeSystem {
  readonly roots: SystemRoots
  private readonly root = temporaryFolder()

  constructor() {
    const at = (name: string) => join(this.root, name)
    this.roots = { dev: at('dev'), etc: at('etc'), proc: at('proc'), sys: at('sys') }
  }

  /** Writes a file, its folders included; returns its path. */
  file(path: string, content = ''): string {
    const full = join(this.root, path)
    mkdirSync(dirname(full), { recursive: true })
    writeFileSync(full, content)
    return full
  }

  /** Makes a link; `target` is taken from the root of the fake system. */
  link(path: string, target: string): void {
    const full = join(this.root, path)
    mkdirSync(dirname(full), { recursive: true })
    symlinkSync(join(this.root, target), full)
  }

  /** A USB device with attributes as sysfs gives them, in socket `location`. */
  usbDevice(location: string, attributes: Record<string, string>): void {
    for (const [name, value] of Object.entries(attributes))
      this.file(`sys/devices/usb1/${location}/${name}`, `${value}\n`)
  }

  /** A usb-serial port (ttyUSB) on an interface of such a device, with its file in `/dev`. */
  usbPort(location: string, interfaceNumber: number, name: string): void {
    const folder = `sys/devices/usb1/${location}/${location}:1.${interfaceNumber}`
    this.file(`${folder}/bInterfaceNumber`, `${interfaceNumber.toString(16).padStart(2, '0')}\n`)
    this.file(`${folder}/${name}/tty/${name}/dev`, '188:0\n')
    this.link(`${folder}/${name}/tty/${name}/device`, `${folder}/${name}`)
    this.link(`sys/class/tty/${name}`, `${folder}/${name}/tty/${name}`)
    this.file(`dev/${name}`)
  }

  /** A CDC-ACM port: its tty hangs directly under the interface. */
  acmPort(location: string, interfaceNumber: number, name: string): void {
    const folder = `sys/devices/usb1/${location}/${location}:1.${interfaceNumber}`
    this.file(`${folder}/bInterfaceNumber`, `${interfaceNumber.toString(16).padStart(2, '0')}\n`)
    this.file(`${folder}/tty/${name}/dev`, '166:0\n')
    this.link(`${folder}/tty/${name}/device`, folder)
    this.link(`sys/class/tty/${name}`, `${folder}/tty/${name}`)
    this.file(`dev/${name}`)
  }

  /** A UART that is not on USB; `type` 0 is an empty slot. */
  uart(name: string, type: number): void {
    const folder = `sys/devices/platform/serial8250`
    this.file(`${folder}/tty/${name}/type`, `${type}\n`)
    this.link(`${folder}/tty/${name}/device`, folder)
    this.link(`sys/class/tty/${name}`, `${folder}/tty/${name}`)
    this.file(`dev/${name}`)
  }

  /** A process with open files. */
  process(pid: number, name: string, files: readonly string[]): void {
    this.file(`proc/${pid}/comm`, `${name}\n`)
    for (const [number, target] of files.entries()) this.link(`proc/${pid}/fd/${number}`, target)
  }
}

import { existsSync } from 'node:fs'
import { CellvoiceError, listPorts, loadProfiles, type PortInfo } from '../index.ts'
import { type Transport, transportFor } from '../transport/index.ts'
import { exitCodes } from './exit-codes.ts'
import { interfaceRole } from './interface-role.ts'
import { type PortOptions, portLine } from './port-line.ts'
import { printableText } from './printable-text.ts'
import { probePort } from './probe-port.ts'
import { orInterrupted, type Run } from './run.ts'
import { tableLines } from './table-lines.ts'

/** What `cellvoice ports` takes. */
export interface PortsOptions extends PortOptions {
  readonly probe?: boolean
}

/** What was found out about one port. */
interface PortRow {
  readonly path: string
  readonly usbId: string | null
  readonly interface: number | null
  readonly product: string | null
  readonly location: string | null
  /** What the interface is for on `modules`; null where that is not known. */
  readonly role: string | null
  /** Known modules with these ids. */
  readonly modules: readonly string[]
  readonly byId: readonly string[]
  /** What ATI gave, or the code of the error; absent where nobody asked. */
  readonly answer?: string
}

/** A port that takes no bytes for so long is given up: nobody waits ten seconds for a list. */
const STALL_LIMIT_MS = 1_000

/** Lists the ports of this machine, or the one that was named. */
export async function ports(run: Run, options: PortsOptions): Promise<number> {
  const { printer } = run
  const named = options.port === undefined ? undefined : await portLine(run, options)
  try {
    if (options.port?.includes('/') && !options.port.includes('://') && !existsSync(options.port)) {
      throw new CellvoiceError('PORT_NOT_FOUND', { detail: options.port })
    }
    const infos = named ? [{ path: named.transport.name, byId: [], byPath: [] }] : await listPorts()
    const transportOf = (path: string) =>
      named?.transport ??
      transportFor(path, {
        stallLimitMs: STALL_LIMIT_MS,
        ...(options.baud !== undefined && { baudRate: options.baud }),
      })
    const rows = describePorts(infos)
    if (options.probe) printer.live(`asking ${rows.length} ports …`)
    const probed = options.probe
      ? await orInterrupted(run, Promise.all(rows.map(row => withAnswer(run, row, transportOf(row.path)))))
      : rows
    printer.live(undefined)
    if (printer.json) for (const row of probed) printer.object({ event: 'port', ...row })
    else for (const line of portTable(probed, options.probe === true)) printer.line(line)
    if (rows.length === 0)
      printer.note('No serial ports. Is the module plugged in and powered? --port sim is one without.')
    return exitCodes.success.code
  } finally {
    await named?.close()
  }
}

function describePorts(infos: readonly PortInfo[]): PortRow[] {
  const profiles = loadProfiles()
  return infos.map(info => {
    const { usb } = info
    const { roles, modules } = interfaceRole(info, profiles)
    return {
      path: info.path,
      usbId: usb ? `${usb.vendorId}:${usb.productId}` : null,
      interface: usb?.interfaceNumber ?? null,
      product: [usb?.manufacturer, usb?.product].filter(part => part !== undefined).join(' ') || null,
      location: usb?.location ?? null,
      role: roles.join(' or ') || null,
      modules,
      byId: info.byId,
    }
  })
}

async function withAnswer({ clock }: Run, row: PortRow, transport: Transport): Promise<PortRow> {
  try {
    return { ...row, answer: (await probePort(transport, clock)).join(' ') || 'answers AT, but not ATI' }
  } catch (error) {
    return { ...row, answer: CellvoiceError.is(error) ? error.code : String(error) }
  }
}

function portTable(rows: readonly PortRow[], probed: boolean): string[] {
  if (rows.length === 0) return []
  const heading = ['PORT', 'USB ID', 'IF', 'FOR', 'PRODUCT', 'KNOWN AS']
  const lines = rows.map(row => [
    row.path,
    row.usbId ?? '-',
    String(row.interface ?? '-'),
    row.role?.replace(/\bat\b/, 'AT') ?? '-',
    printableText(row.product ?? '-'),
    row.modules.join(', ') || '-',
  ])
  return tableLines([
    probed ? [...heading, 'ANSWER'] : heading,
    ...lines.map((line, at) => (probed ? [...line, printableText(rows[at]?.answer ?? '')] : line)),
  ])
}

import { memoryTransportPair, type Transport } from '../../transport/index.ts'
import type { AttachPort } from './served-port.ts'

/** A port in memory: the host's end. `chunkBytes` cuts what either side receives to at most that many bytes at a time. */
export function memoryPort(name: string, chunkBytes: number | undefined, attach: AttachPort): Transport {
  const names = [name, `${name}, module side`] as const
  const [host, own] = memoryTransportPair(names, chunkBytes === undefined ? {} : { chunkBytes })
  const port = attach(
    // What the module says while no host listens is lost, as on a real line.
    bytes => void own.write(bytes).catch(() => {}),
    () => own.cut(),
    () => 0,
  )
  const listener = { onData: (chunk: Uint8Array) => port.receive(chunk), onLost: () => void own.open(listener) }
  void own.open(listener)
  return host
}

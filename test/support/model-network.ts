/**
 * The truth about calls on one module, kept apart from the driver: a model that takes operations, keeps the list a module
 * would give, and says which lines each style of firmware prints for each change. It shares nothing with the reducer.
 */
export type ModelState = 'active' | 'held' | 'dialing' | 'alerting' | 'incoming' | 'waiting'
export interface ModelCall {
  readonly id: number
  readonly outgoing: boolean
  readonly number: string
  state: ModelState
}
/** Lines with ids as ^DSCI, as +QIND "ccinfo", or words without ids. */
export type LineStyle = 'dsci' | 'ccinfo' | 'words'
export type Operation = 'dial' | 'ring' | 'progress' | 'answer' | 'end-first' | 'end-last' | 'swap'

const listStat = { active: 0, held: 1, dialing: 2, alerting: 3, incoming: 4, waiting: 5 }
const dsciStat = { held: 1, dialing: 2, active: 3, incoming: 4, waiting: 5, alerting: 7 }

export class ModelNetwork {
  calls: ModelCall[] = []
  /** Every change there was: what an observer who misses nothing would see, as `id:state`. */
  readonly changes: string[] = []
  private nextNumber = 5550001
  private readonly style: LineStyle
  private readonly phantoms: readonly number[]

  constructor(style: LineStyle, phantoms: readonly number[]) {
    this.style = style
    this.phantoms = phantoms
  }

  /** The lines of AT+CLCC now, phantom data contexts among them. */
  list(): string[] {
    const lines = this.phantoms.map(id => `+CLCC: ${id},1,0,1,0,"",128`)
    for (const call of this.calls) {
      lines.push(`+CLCC: ${call.id},${call.outgoing ? 0 : 1},${listStat[call.state]},0,0,"${call.number}",129`)
    }
    return lines
  }

  /** Does `operation` if it is possible now; returns the lines the module prints, and the number when it is our dial. */
  apply(operation: Operation): { lines: string[]; dialled?: string } {
    switch (operation) {
      case 'dial':
        return this.dial()
      case 'ring':
        return { lines: this.ring() }
      case 'progress':
        return { lines: this.progress() }
      case 'answer':
        return { lines: this.answer() }
      case 'end-first':
        return { lines: this.end(this.calls[0]) }
      case 'end-last':
        return { lines: this.end(this.calls.at(-1)) }
      case 'swap':
        return { lines: this.swap() }
    }
  }

  private dial(): { lines: string[]; dialled?: string } {
    const busy = this.calls.some(call => call.state !== 'active') || this.calls.length > 1
    if (busy) return { lines: [] }
    const held = this.calls.flatMap(call => this.change(call, 'held'))
    const call = this.begin(true, 'dialing')
    return { lines: [...held, ...this.tell(call)], dialled: call.number }
  }

  private ring(): string[] {
    if (this.calls.some(call => call.state !== 'active' && call.state !== 'held')) return []
    if (this.calls.length > 1) return []
    const call = this.begin(false, this.calls.length > 0 ? 'waiting' : 'incoming')
    const announce =
      call.state === 'waiting' ? [`+CCWA: "${call.number}",129,1`] : ['RING', `+CLIP: "${call.number}",129`]
    return [...announce, ...this.tell(call)]
  }

  private progress(): string[] {
    const call = this.calls.find(one => one.state === 'dialing' || one.state === 'alerting')
    return call ? this.change(call, call.state === 'dialing' ? 'alerting' : 'active') : []
  }

  private answer(): string[] {
    const ringing = this.calls.find(one => one.state === 'incoming' || one.state === 'waiting')
    if (!ringing) return []
    const held = this.calls.filter(one => one.state === 'active').flatMap(one => this.change(one, 'held'))
    return [...held, ...this.change(ringing, 'active')]
  }

  private swap(): string[] {
    if (this.calls.some(one => one.state !== 'active' && one.state !== 'held')) return []
    return this.calls.flatMap(one => this.change(one, one.state === 'active' ? 'held' : 'active'))
  }

  private end(call: ModelCall | undefined): string[] {
    if (!call) return []
    this.calls = this.calls.filter(one => one !== call)
    this.changes.push(`${call.number}:ended`)
    const lines = this.style === 'words' ? [] : [this.line(call, 'ended')]
    const waiting = this.calls.length === 1 ? this.calls.find(one => one.state === 'waiting') : undefined
    // A call that waited rings on its own once the other is gone.
    const rings = waiting ? ['RING', ...this.change(waiting, 'incoming')] : []
    return [...lines, 'NO CARRIER', ...rings]
  }

  private begin(outgoing: boolean, state: ModelState): ModelCall {
    let id = 1
    while (this.phantoms.includes(id) || this.calls.some(call => call.id === id)) id++
    const call: ModelCall = { id, outgoing, number: String(this.nextNumber++), state }
    this.calls.push(call)
    this.changes.push(`${call.number}:${state}`)
    return call
  }

  private change(call: ModelCall, state: ModelState): string[] {
    call.state = state
    this.changes.push(`${call.number}:${state}`)
    return this.tell(call)
  }

  private tell(call: ModelCall): string[] {
    return this.style === 'words' ? [] : [this.line(call, call.state)]
  }

  private line(call: ModelCall, state: ModelState | 'ended'): string {
    const dir = call.outgoing ? 0 : 1
    if (this.style === 'dsci')
      return `^DSCI: ${call.id},${dir},${state === 'ended' ? 6 : dsciStat[state]},0,${call.number},129`
    return `+QIND: "ccinfo",${call.id},${dir},${state === 'ended' ? -1 : listStat[state]},0,0,"${call.number}",129`
  }
}

import type { CellvoiceError } from '../../base/error.ts'

/** The rates modules are found at: their default, what drivers set, what long wires are given. */
export const USUAL_RATES: readonly number[] = [115_200, 921_600, 460_800, 230_400, 57_600, 38_400, 19_200, 9_600]

/**
 * Which rate a port is opened with. Where nobody answers, or nothing that can be read comes, the usual rates are tried once,
 * one an opening; then no more until the module has answered.
 */
export class RateSearch {
  private readonly given: number | undefined
  private rate: number | undefined
  /** What the module was found at last; undefined is the default of the port. */
  private home: number | undefined
  /** The rates after the current one; null while none is searched. */
  private left: readonly number[] | null = null
  private isOver = false
  private unreadable: CellvoiceError | null = null

  /** @param given the rate that a person has set: no other is tried then. */
  constructor(given: number | undefined) {
    this.given = given
  }

  /** The rate to open with; undefined is the default of the port. */
  get current(): number | undefined {
    return this.given ?? this.rate
  }

  /** Whether the current rate is one that is searched. */
  get isUnderWay(): boolean {
    return this.left !== null && !this.isOver
  }

  /** The module answered at the current rate. */
  found(): void {
    this.home = this.rate
    this.left = null
    this.isOver = false
    this.unreadable = null
  }

  /** @returns what to tell: that something came which could not be read says more than the silence at the next rate. */
  failed(failure: CellvoiceError): CellvoiceError {
    if (failure.code !== 'PORT_SILENT' && failure.code !== 'PORT_GARBAGE') return failure
    if (this.given !== undefined || this.isOver) return failure
    if (failure.code === 'PORT_GARBAGE') this.unreadable = failure
    const [next, ...left] = this.left ?? USUAL_RATES.filter(rate => rate !== (this.rate ?? USUAL_RATES[0]))
    this.left = left
    this.isOver = next === undefined
    this.rate = next ?? this.home
    return this.unreadable ?? failure
  }
}

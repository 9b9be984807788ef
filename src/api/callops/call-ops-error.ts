/** An operation was refused: the numbers and words that OpenSIPS answers with (callops.c, dialog module). */
export class CallOpsError extends Error {
  override readonly name = 'CallOpsError'
  /** 404, 410, 420, 480, 491, or a JSON-RPC number such as -32602. */
  readonly code: number
  /** What the JSON-RPC error says besides, if anything: `Bad type for parameter 'leg'`. */
  readonly data: string | undefined

  constructor(code: number, message: string, data?: string) {
    super(message)
    this.code = code
    this.data = data
  }
}

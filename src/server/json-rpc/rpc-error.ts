/** Why a request was refused, as JSON-RPC says it. */
export class RpcError extends Error {
  override readonly name = 'RpcError'
  readonly code: number
  readonly data: string | undefined

  constructor(code: number, message: string, data?: string) {
    super(message)
    this.code = code
    this.data = data
  }
}

/** -32700. */
export const parseError = (): RpcError => new RpcError(-32700, 'Parse error')
/** -32600. */
export const invalidRequest = (): RpcError => new RpcError(-32600, 'Invalid Request')
/** -32601. */
export const methodNotFound = (): RpcError => new RpcError(-32601, 'Method not found')
/** -32001, for a short name that several modules have. */
export const methodAmbiguous = (names: readonly string[]): RpcError =>
  new RpcError(-32001, 'Method ambiguous', `supported names: ${names.join(', ')}`)
/** -32602. */
export const invalidParams = (data: string): RpcError => new RpcError(-32602, 'Invalid params', data)
/** -32602, for a parameter of another type, or a word that it does not know. */
export const badType = (param: string): RpcError => invalidParams(`Bad type for parameter '${param}'`)
/** -32000. */
export const serverError = (data: string): RpcError => new RpcError(-32000, 'Server error', data)

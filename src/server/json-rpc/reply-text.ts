/** What an error member says. */
export interface RpcFailure {
  readonly code: number
  readonly message: string
  readonly data?: string | undefined
}

/** A reply with a result: compact, in the member order of OpenSIPS. @param id JSON text. */
export function resultReply(result: unknown, id: string): string {
  return `{"jsonrpc":"2.0","result":${JSON.stringify(result)},"id":${id}}`
}

/** A reply with an error. @param id JSON text. */
export function errorReply({ code, message, data }: RpcFailure, id: string): string {
  const error = JSON.stringify(data === undefined ? { code, message } : { code, message, data })
  return `{"jsonrpc":"2.0","error":${error},"id":${id}}`
}

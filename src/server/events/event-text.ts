/** A parameter of an event; those of an event raised by hand may have no names. */
export interface EventParam {
  readonly name: string | null
  readonly value: string | number | null
}

/** An event as subscribers are told of it. */
export interface RaisedEvent {
  readonly name: string
  readonly params: readonly EventParam[]
}

/** What a stream of events may be told to write besides. */
export interface EventTextOptions {
  /** In place of the name of the event. */
  readonly method?: string | null
  /** Where a reply is wanted. */
  readonly id?: number
  /** The parameter, put first, that has the name of the event. */
  readonly eventParam?: string
}

/**
 * The bytes of an event: a JSON-RPC notification, compact, in the member order of OpenSIPS. Members are written one by one, as
 * an object would put names that look like numbers first.
 */
export function eventText(event: RaisedEvent, { method, id, eventParam }: EventTextOptions = {}): string {
  const first: readonly EventParam[] = eventParam === undefined ? [] : [{ name: eventParam, value: event.name }]
  const head = id === undefined ? '' : `"id":${id},`
  const params = paramsText(event.params, first)
  return `{${head}"jsonrpc":"2.0","method":${JSON.stringify(method ?? event.name)},"params":${params}}`
}

function paramsText(params: readonly EventParam[], first: readonly EventParam[]): string {
  const all = [...first, ...params]
  if (params.some(({ name }) => name === null)) return `[${all.map(({ value }) => JSON.stringify(value)).join()}]`
  return `{${all.map(({ name, value }) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`
}

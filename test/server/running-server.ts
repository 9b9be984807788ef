import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ManagementServer, ManagementServerOptions } from '../../src/server/management-server-options.ts'
import { startManagementServer } from '../../src/server/start-management-server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { quietExchange, scriptedCalls } from './scripted-calls.ts'

/** A management server on all carriers, with calls whose answers are written down; closed when the test ends. */
export async function runningServer(
  options: Partial<ManagementServerOptions> = {},
): Promise<ReturnType<typeof scriptedCalls> & { readonly server: ManagementServer }> {
  const calls = scriptedCalls()
  const server = await startManagementServer({
    exchange: quietExchange,
    callOps: calls.callOps,
    listen: { http: { port: 0 }, datagram: { port: 0 }, fifo: { path: join(temporaryFolder(), 'opensips_fifo') } },
    ...options,
  })
  onTestFinished(() => server.close())
  return { ...calls, server }
}

/** A request as opensips-cli writes it. */
export const request = (method: string, params: string, id = '"7"'): string =>
  `{"jsonrpc": "2.0", "id": ${id}, "method": "${method}", "params": ${params}}`

/** The reply to it. @param outcome the member `result` or `error`. */
export const reply = (outcome: string, id = '"7"'): string => `{"jsonrpc":"2.0",${outcome},"id":${id}}`

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { reply, request, runningServer } from '../server/running-server.ts'
import { describeClient, has } from './support/client-test.ts'

const run = promisify(execFile)
const shell = async (script: string) => (await run('sh', ['-c', script], { timeout: 20_000 })).stdout
const hold = '{"jsonrpc":"2.0","id":1,"method":"call_hold","params":{"callid":"dlg-A"}}'
const held = reply('"result":"OK"', '1')

describeClient('the management interface from a shell', [has('curl'), has('socat'), has('mkfifo')], () => {
  test('curl', async () => {
    const { server } = await runningServer({ access: { token: '0123456789abcdef' } })
    const { port = 0 } = server.addresses.http ?? {}
    const url = `http://127.0.0.1:${port}/mi`
    const post = `-s -H 'Content-Type: application/json' -d '${hold}' ${url}`
    expect(await shell(`curl -H 'Authorization: Bearer 0123456789abcdef' ${post}`)).toBe(held)
    expect(await shell(`curl -u me:0123456789abcdef ${post}`)).toBe(held)
    expect(await shell(`curl -o /dev/null -w '%{http_code}' ${post}`)).toBe('401')
  })

  test('socat, also as a subscriber by TCP', async () => {
    const { server, emit } = await runningServer()
    const { port = 0 } = server.addresses.datagram ?? {}
    expect(await shell(`printf '%s' '${hold}' | socat -t 2 - UDP:127.0.0.1:${port}`)).toBe(held)
    const events = shell('timeout 3 socat -u TCP-LISTEN:18099,bind=127.0.0.1,reuseaddr -')
    const subscribe = request('event_subscribe', '["E_CALL_HOLD", "tcp:127.0.0.1:18099"]')
    await shell(`sleep 0.5; printf '%s' '${subscribe}' | socat -t 2 - UDP:127.0.0.1:${port}`)
    emit({ name: 'E_CALL_HOLD', params: { callid: 'c', leg: 'callee', action: 'hold', state: 'ok' } })
    await new Promise(resolve => setTimeout(resolve, 200))
    await server.close()
    expect(await events).toBe(
      '{"jsonrpc":"2.0","method":"E_CALL_HOLD","params":{"callid":"c","leg":"callee","action":"hold","state":"ok"}}',
    )
  })

  test('a shell and the pipe', async () => {
    const { server } = await runningServer()
    const { path = '', replyFolder = '' } = server.addresses.fifo ?? {}
    expect(
      await shell(`mkfifo ${replyFolder}/answer; printf ':answer:%s' '${hold}' > ${path}; cat ${replyFolder}/answer`),
    ).toBe(held)
  })
})

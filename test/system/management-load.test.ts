import { createSocket } from 'node:dgram'
import { Agent, request as httpRequest } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { runningServer } from '../server/running-server.ts'

const CLIENTS = 50
const EACH = 200
const bodyOf = (id: string) => `{"jsonrpc": "2.0", "id": "${id}", "method": "call_hold", "params": {"callid": "dlg-A"}}`
const replyOf = (id: string) => `{"jsonrpc":"2.0","result":"OK","id":"${id}"}`

/** What is in use once the garbage is gone. */
async function heapBytes(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  for (let times = 0; times < 3; times++) {
    collect()
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return process.memoryUsage().heapUsed
}

function post(agent: Agent, port: number, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }
    const sent = httpRequest({ host: '127.0.0.1', port, path: '/mi', method: 'POST', agent, headers }, response => {
      let text = ''
      response.on('data', chunk => {
        text += chunk
      })
      response.on('end', () => resolve(text))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** 50 clients, each with a connection of its own and 200 commands one after another. */
async function httpRound(port: number): Promise<void> {
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (let n = 0; n < EACH; n++)
      expect(await post(agent, port, bodyOf(`${client}-${n}`))).toBe(replyOf(`${client}-${n}`))
    agent.destroy()
  })
  await Promise.all(clients)
}

async function datagramRound(port: number): Promise<void> {
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    const socket = createSocket('udp4')
    for (let n = 0; n < EACH; n++) {
      const reply = new Promise<string>(resolve => socket.once('message', bytes => resolve(bytes.toString())))
      socket.send(bodyOf(`${client}-${n}`), port, '127.0.0.1')
      expect(await reply).toBe(replyOf(`${client}-${n}`))
    }
    socket.close()
  })
  await Promise.all(clients)
}

test.each([
  ['http', httpRound],
  ['datagram', datagramRound],
] as const)('10,000 commands from 50 clients over %s, and the memory stays flat', async (carrier, round) => {
  const { server, asked } = await runningServer({ listen: { http: { port: 0 }, datagram: { port: 0 } } })
  const port = server.addresses[carrier]?.port ?? 0
  await round(port)
  asked.length = 0
  const before = await heapBytes()
  const startedMs = performance.now()
  await round(port)
  const tookMs = performance.now() - startedMs
  expect(asked).toHaveLength(CLIENTS * EACH)
  asked.length = 0
  const grownMb = ((await heapBytes()) - before) / 1e6
  console.log(
    `${carrier}: ${Math.round((CLIENTS * EACH * 1000) / tookMs)} commands/s, heap ${grownMb.toFixed(1)} MB more`,
  )
  expect(grownMb).toBeLessThan(4)
})

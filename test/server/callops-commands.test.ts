import { describe, expect, test } from 'vitest'
import { askDatagram, askFifo, askHttp } from './mi-client.ts'
import { reply, request, runningServer } from './running-server.ts'
import type { Asked } from './scripted-calls.ts'

const error = (code: number, message: string, data?: string) =>
  `"error":{"code":${code},"message":"${message}"${data === undefined ? '' : `,"data":"${data}"`}}`

const accepted = '"result":"Accepted"'
const ok = '"result":"OK"'
const wrongCount = error(-32602, 'Invalid params', 'Too few or too many parameters')
const wrongNames = error(-32602, 'Invalid params', 'Named parameters do not match')
const badType = (name: string) => error(-32602, 'Invalid params', `Bad type for parameter '${name}'`)
const badLeg = error(420, 'Bad leg')
const noDialog = error(404, 'Dialog not found')

const blind = { callid: 'dlg-A', leg: 'caller', destination: 'sip:+15550100@gw' }
const attended = { callid: 'dlg-A', leg: 'caller', transferCallid: 'dlg-B', transferLeg: 'callee' }

/** Parameters, what comes back, and what the calls were asked for. */
type Row = readonly [params: string, outcome: string, asked?: Asked[1]]

const transfers: readonly Row[] = [
  ['{"callid": "dlg-A", "leg": "caller", "destination": "sip:+15550100@gw"}', accepted, blind],
  ['{"destination": "sip:+15550100@gw", "leg": "caller", "callid": "dlg-A"}', accepted, blind],
  ['["dlg-A", "caller", "sip:+15550100@gw"]', accepted, blind],
  ['["dlg-A", "callee", ""]', accepted, { callid: 'dlg-A', leg: 'callee', destination: '' }],
  ['["dlg-A", "caller", 15550100]', accepted, { ...blind, destination: '15550100' }],
  ['["dlg-A", "caller", 12345678901234567890]', accepted, { ...blind, destination: '12345678901234567890' }],
  ['["dlg-A", "caller", "sip:\\u00e9\\"\\\\@gw"]', accepted, { ...blind, destination: 'sip:é"\\@gw' }],
  ['["dlg-A", "caller", "dlg-B", "callee"]', accepted, attended],
  ['{"callid": "dlg-A", "leg": "caller", "transfer_callid": "dlg-B", "transfer_leg": "callee"}', accepted, attended],
  [
    '{"callid": "dlg-A", "leg": "caller", "transfer_callid": "dlg-B", "transfer_leg": "callee", "destination": "sip:x@gw"}',
    accepted,
    { ...attended, destination: 'sip:x@gw' },
  ],
  ['["dlg-A", "caller", "dlg-B", "callee", "sip:x@gw"]', accepted, { ...attended, destination: 'sip:x@gw' }],
  ['["dlg-A", "caller", "dlg-B", "f", "t", "sip:x@gw"]', error(-32000, 'Server error', 'Failed to handle parameter')],
  ['{}', wrongCount],
  ['[]', wrongCount],
  ['{"callid": "dlg-A"}', wrongCount],
  ['["dlg-A", "caller"]', wrongCount],
  ['["dlg-A", "caller", "b", "callee", "d", "e", "f"]', wrongCount],
  ['{"callid": "dlg-A", "leg": "caller", "Destination": "x"}', wrongNames],
  ['{"callid": "dlg-A", "leg": "caller", "transfer_callid": "dlg-B"}', wrongNames],
  ['{"callid": "dlg-A", "callid": "dlg-A", "leg": "caller"}', wrongNames],
  ['{"callid": "dlg-A", "leg": "caller", "__proto__": "x"}', wrongNames],
  ['["dlg-A", "both", "sip:x@gw"]', badType('leg')],
  ['["dlg-A", "CALLER", "sip:x@gw"]', badType('leg')],
  ['["dlg-A", "", "sip:x@gw"]', badType('leg')],
  ['[null, "x", null]', badType('callid')],
  ['["dlg-A", true, null]', badType('leg')],
  ['["dlg-A", "x", null]', badType('leg')],
  ['["dlg-A", "caller", ["sip:x@gw"]]', badType('destination')],
  ['["dlg-A", "caller", {"a": 1}]', badType('destination')],
  ['["nobody", "caller", false]', badType('destination')],
  ['["dlg-A", "x", null, "y"]', badType('transfer_callid')],
  ['["dlg-A", "x", "dlg-B", "y"]', badType('leg')],
  ['["dlg-A", "caller", "dlg-B", "y", null]', badType('destination')],
  ['["dlg-A", "caller", "dlg-B", "both"]', badType('transfer_leg')],
  ['["nobody", "caller", "sip:x@gw"]', noDialog],
  ['["nobody", "caller", "nobody", "callee"]', error(404, 'Transfer dialog not found')],
  ['["nobody", "caller", "dlg-B", "callee"]', noDialog],
  ['["pending", "caller", "sip:x@gw"]', error(491, 'Request Pending')],
  ['["broken", "caller", "sip:x@gw"]', error(-32000, 'Server error', 'Command handler returned null')],
]

const holds: readonly Row[] = [
  ['{"callid": "dlg-A"}', ok, { callid: 'dlg-A' }],
  ['["dlg-A"]', ok, { callid: 'dlg-A' }],
  ['["dlg-A", "caller"]', ok, { callid: 'dlg-A', leg: 'caller' }],
  ['{"leg": "both", "callid": "dlg-A"}', ok, { callid: 'dlg-A', leg: 'both' }],
  ['["dlg-A", "both", ["X-A: 1", ""]]', ok, { callid: 'dlg-A', leg: 'both', headers: ['X-A: 1', ''] }],
  ['["dlg-A", "callee", "X-A: 1"]', ok, { callid: 'dlg-A', leg: 'callee', headers: ['X-A: 1'] }],
  ['{}', wrongCount],
  ['["dlg-A", "both", [], ""]', wrongCount],
  ['{"Callid": "dlg-A"}', wrongNames],
  ['{"callid": "dlg-A", "headers": []}', wrongNames],
  ['[null]', badType('callid')],
  ['[["dlg-A"]]', badType('callid')],
  ['[null, "x"]', badType('callid')],
  ['["nobody", "bold"]', badLeg],
  ['["dlg-A", "Both"]', badLeg],
  ['["dlg-A", null]', badType('leg')],
  ['["dlg-A", "x", null]', badLeg],
  ['["dlg-A", "both", null]', badType('headers')],
  ['["dlg-A", "both", [null]]', badType('headers')],
  ['["nobody"]', noDialog],
  ['["dlg-B"]', error(410, 'Dialog not ready')],
]

const carriers = [
  ['http', askHttp],
  ['datagram', askDatagram],
  ['fifo', askFifo],
] as const

describe.each(carriers)('over %s', (_carrier, ask) => {
  test.each([
    ['transfer', ['call_transfer', 'callops:transfer', 'transfer'], transfers],
    ['hold', ['call_hold', 'callops:hold'], [...holds, ['["held"]', error(480, 'Both dialog legs are on hold')]]],
    ['unhold', ['call_unhold', 'unhold'], [...holds, ['["free"]', error(480, 'No dialog legs on hold')]]],
  ] as [string, string[], Row[]][])('%s takes its sets of parameters and no others', async (operation, names, rows) => {
    const { server, asked } = await runningServer()
    const [main = ''] = names
    for (const [params, outcome, expected] of rows) {
      asked.length = 0
      const row = `${main} ${params}`
      expect(`${row} ${await ask(server, request(main, params))}`).toBe(`${row} ${reply(outcome)}`)
      expect([row, ...asked]).toEqual(expected === undefined ? [row] : [row, [operation, expected]])
    }
    for (const name of names) {
      const [[params, outcome] = ['', '']] = rows
      expect(await ask(server, request(name, params))).toBe(reply(outcome))
    }
  })
})

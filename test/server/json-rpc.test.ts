import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parseRequest } from '../../src/server/json-rpc/parse-request.ts'
import { errorReply, resultReply } from '../../src/server/json-rpc/reply-text.ts'

/** More with CELLVOICE_RUNS. */
const numRuns = Number(process.env.CELLVOICE_RUNS ?? 1000)
const parse = (text: string) => parseRequest(Buffer.from(text))
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

/** A request in short: its method, its id and its parameters. */
function inShort(text: string): string {
  const parsed = parse(text)
  if (parsed.kind === 'malformed') return 'malformed'
  if (parsed.kind === 'invalid') return `invalid ${parsed.id}`
  const { params } = parsed
  const values =
    params.kind === 'none'
      ? []
      : params.kind === 'named'
        ? params.members.map(m => `${m.name}=${m.raw}`)
        : params.values.map(v => v.raw)
  return [parsed.method, parsed.id ?? 'unasked', ...values].join(' ')
}

describe('a request', () => {
  test.each([
    ['{"jsonrpc": "2.0", "id": "17", "method": "which", "params": {}}', 'which "17"'],
    ['{"jsonrpc":"2.0","method":"which","id":17}', 'which 17'],
    ['{"jsonrpc":"2.0","method":"which","id":17,"params":[]}', 'which 17'],
    ['{"jsonrpc":"2.0","method":"which","id":null}', 'which null'],
    ['{"jsonrpc":"2.0","method":"which"}', 'which unasked'],
    ['{"jsonrpc":"2.0","method":"which","id":1.50}', 'which 1.50'],
    ['{"jsonrpc":"2.0","method":"which","id":12345678901234567890}', 'which 12345678901234567890'],
    ['{"jsonrpc":"2.0","method":"which","id":-0}', 'which -0'],
    ['{"jsonrpc":"2.0","method":"which","id":"\\u00e9\\u001f\\/"}', 'which "é\\u001f/"'],
    ['{"JSONRPC":"2.0","Method":"which","ID":1,"PARAMS":["a"]}', 'which 1 "a"'],
    ['{"more":[{"id":5}],"jsonrpc":"2.0","method":"which","id":1,"other":null}', 'which 1'],
    ['{"jsonrpc":"2.0","method":"which","id":1,"id":2,"method":"ps"}', 'which 1'],
    ['{"jsonrpc":"2.0","method":"x","params":{"A":1,"a":"\\u0031","a":[1, 2]},"id":1}', 'x 1 A=1 a="\\u0031" a=[1, 2]'],
    ['{"jsonrpc":"2.0","method":"x","params":{"__proto__":{"y":1}},"id":1}', 'x 1 __proto__={"y":1}'],
    [' \t\r\n{"jsonrpc":"2.0","method":"x","id":1}', 'x 1'],
    ['{"jsonrpc":"2.0","method":"x","id":1}garbage', 'x 1'],
    ['{"jsonrpc":"2.0","method":"x","id":1}{"jsonrpc":"2.0","method":"y","id":2}', 'x 1'],
    ['{"jsonrpc":"2.0","method":"","id":1}', ' 1'],
    ['{"jsonrpc":"2.0","method":"x","id":true}', 'invalid null'],
    ['{"jsonrpc":"2.0","method":"x","id":{}}', 'invalid null'],
    ['{"jsonrpc":"2.0","method":"x","id":[1]}', 'invalid null'],
    ['{"jsonrpc":"1.0","method":"x","id":1}', 'invalid 1'],
    ['{"jsonrpc":2.0,"method":"x","id":1}', 'invalid 1'],
    ['{"method":"x","id":1}', 'invalid 1'],
    ['{"jsonrpc":"2.0","id":"a"}', 'invalid "a"'],
    ['{"jsonrpc":"2.0","method":7,"id":1}', 'invalid 1'],
    ['{"jsonrpc":"2.0","method":"x","params":null,"id":1}', 'invalid 1'],
    ['{"jsonrpc":"2.0","method":"x","params":"a","id":1}', 'invalid 1'],
    ['{"jsonrpc":"2.0","method":"x","params":7}', 'invalid null'],
    ['[]', 'invalid null'],
    ['[{"jsonrpc":"2.0","method":"which","id":1}]', 'invalid null'],
    ['{}', 'invalid null'],
    ['7', 'invalid null'],
    ['null', 'invalid null'],
    ['"which"', 'invalid null'],
    [`{"jsonrpc":"2.0","method":"x","params":${nested(30)},"id":1}`, `x 1 ${nested(29)}`],
    [`{"jsonrpc":"2.0","method":"x","params":${nested(33)},"id":1}`, 'malformed'],
    [nested(30_000), 'malformed'],
    ['', 'malformed'],
    [' ', 'malformed'],
    ['{', 'malformed'],
    ['}', 'malformed'],
    ['{"jsonrpc":"2.0","method":"wh', 'malformed'],
    ['{"jsonrpc":"2.0","method":"x","id":1', 'malformed'],
    ["{'jsonrpc':'2.0'}", 'malformed'],
    ['{"jsonrpc":"2.0",}', 'malformed'],
    ['{"a":[}]', 'malformed'],
    ['{"jsonrpc":"2.0","method":"a\nb"}', 'malformed'],
    ['which', 'malformed'],
    ['01', 'malformed'],
    ['\u0000', 'malformed'],
    ['\ufeff{"jsonrpc":"2.0","method":"x","id":1}', 'malformed'],
  ])('%s', (text, short) => expect(inShort(text)).toBe(short))

  it('is UTF-8, but for what follows it', () => {
    const good = Buffer.from('{"jsonrpc":"2.0","method":"x","id":1}')
    const bad = Buffer.from([0xff, 0xfe])
    expect(parseRequest(Buffer.concat([good, bad])).kind).toBe('request')
    expect(parseRequest(Buffer.concat([Buffer.from('{"a":"'), bad, Buffer.from('"}')])).kind).toBe('malformed')
  })

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), bytes => {
        parseRequest(bytes)
      }),
      { numRuns },
    )
  })

  it('is understood as JSON.parse does, cut anywhere or not', () => {
    const json = fc.jsonValue({ maxDepth: 4 })
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), json),
        json,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (params, id, cut) => {
          const text = JSON.stringify({ jsonrpc: '2.0', method: 'x', params, id }, null, 1)
          const parsed = parse(text)
          const read = JSON.parse(text)
          const isId = id === null || typeof id === 'string' || typeof id === 'number'
          expect(parsed.kind).toBe(isId ? 'request' : 'invalid')
          if (parsed.kind === 'request') {
            expect(JSON.parse(parsed.id ?? '')).toEqual(read.id)
            const members = parsed.params.kind === 'named' ? parsed.params.members : []
            expect(members.map(({ name, value }) => [name, value])).toEqual(Object.entries(read.params))
          }
          expect(parse(text.slice(0, Math.floor(cut * (text.length - 1)))).kind).toBe('malformed')
        },
      ),
      { numRuns: Math.min(numRuns, 5000) },
    )
  })
})

test.each([
  [resultReply('OK', '"7"'), '{"jsonrpc":"2.0","result":"OK","id":"7"}'],
  [resultReply({ a: ['/', 'é'] }, '0'), '{"jsonrpc":"2.0","result":{"a":["/","é"]},"id":0}'],
  [resultReply('\u0001"\\\b\f\n\r\t', 'null'), '{"jsonrpc":"2.0","result":"\\u0001\\"\\\\\\b\\f\\n\\r\\t","id":null}'],
  [errorReply({ code: 404, message: 'x' }, '1'), '{"jsonrpc":"2.0","error":{"code":404,"message":"x"},"id":1}'],
  [
    errorReply({ code: -32000, message: 'x', data: '' }, '1'),
    '{"jsonrpc":"2.0","error":{"code":-32000,"message":"x","data":""},"id":1}',
  ],
])('a reply: %s', (text, bytes) => expect(text).toBe(bytes))

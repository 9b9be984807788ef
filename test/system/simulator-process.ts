import { type SimulatedModule, startSimulator } from '../../src/simulator/index.ts'
import { answerParent } from '../support/answer-parent.ts'
import type { ServedModule, SimulatorRequest, SimulatorSetup, Truth } from './simulator-request.ts'

// A program of its own: `simulator-process SETUP` serves simulated modules and does to them what its parent asks.
const { families, serving, speed, tcpPort = 0, link } = JSON.parse(process.argv[2] ?? '') as SimulatorSetup
const { network, modules } = await startSimulator({ modules: families.map(family => ({ family })), speed })

async function serve(module: SimulatedModule, isFirst: boolean): Promise<string> {
  switch (serving) {
    case 'pty':
      return (await module.servePty(isFirst && link !== undefined ? { link } : {})).path
    case 'tcp':
      return (await module.serveTcp({ port: isFirst ? tcpPort : 0 })).path
  }
}

function carryOut(request: SimulatorRequest): Truth | null {
  switch (request.do) {
    case 'call':
      network.call(request.from, request.to)
      return null
    case 'hang-up':
      network.subscriber(request.subscriber).call?.hangUp()
      return null
    case 'reset':
      modules[request.module]?.reset()
      return null
    case 'truth':
      return modules[request.module]?.truth() ?? []
  }
}

const served: ServedModule[] = []
for (const module of modules) {
  served.push({ path: await serve(module, module === modules[0]), number: module.number })
}
answerParent(served, carryOut)

import { type SimulatedModule, startSimulator } from '../../src/simulator/index.ts'
import { answerParent } from '../support/answer-parent.ts'
import type { ServedModule, SimulatorRequest, SimulatorSetup, Truth } from './simulator-request.ts'
import { spokenTone, toneSource } from './spoken-tone.ts'

// A program of its own: `simulator-process SETUP` serves simulated modules and does to them what its parent asks.
const { families, serving, speed, tcpPort = 0, link, pcm = false } = JSON.parse(process.argv[2] ?? '') as SimulatorSetup
const { network, modules } = await startSimulator({ modules: families.map(family => ({ family })), speed })

async function serve(module: SimulatedModule, isFirst: boolean): Promise<string> {
  switch (serving) {
    case 'pty':
      return (await module.servePty(isFirst && link !== undefined ? { link } : {})).path
    case 'tcp':
      return (await module.serveTcp({ port: isFirst ? tcpPort : 0 })).path
  }
}

async function servePcm(module: SimulatedModule): Promise<string | null> {
  if (!pcm || !module.hasPcm) return null
  return (await (serving === 'pty' ? module.servePcmPty() : module.servePcmTcp())).path
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
    case 'speak':
      network.subscriber(request.subscriber).call?.speak(spokenTone(request.tone))
      return null
    case 'microphone':
      modules[request.module]?.setMicrophone(toneSource(request.tone))
      return null
    case 'truth':
      return modules[request.module]?.truth() ?? []
  }
}

const served: ServedModule[] = []
for (const module of modules) {
  const path = await serve(module, module === modules[0])
  served.push({ path, pcmPath: await servePcm(module), number: module.number })
}
answerParent(served, carryOut)

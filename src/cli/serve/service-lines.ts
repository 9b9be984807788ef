import type { LineOptions } from '../../index.ts'
import { type ApplicationLines, applicationLines, isSimulated } from '../application-lines.ts'
import type { LineConfig, ServiceConfig } from '../config/read-service-config.ts'
import type { Run } from '../run.ts'

/**
 * Makes the way to each line of a service; simulated modules are on one network.
 * @throws CellvoiceError INVALID_ARGUMENT for a family of simulated modules that there is not.
 */
export async function serviceLines(run: Run, { lines, simulation }: ServiceConfig): Promise<ApplicationLines> {
  const simulated = lines.filter(({ port }) => isSimulated(port))
  const made = await applicationLines(
    run,
    simulated.map(({ port }) => port),
    {
      audio: simulated.map(({ audio = 'auto' }) => audio),
      ...(simulation?.speed !== undefined && { speed: simulation.speed }),
    },
  )
  const placed = lines.map(line => {
    const place = simulated.indexOf(line)
    const options = made.lines[place]
    return options
      ? { options: { ...options, ...named(line) }, port: made.ports[place] ?? line.port }
      : { options: lineOn(line), port: line.port }
  })
  return {
    ...made,
    lines: placed.map(({ options }) => options),
    ports: placed.map(({ port }) => port),
    isSimulation: simulated.length === lines.length,
  }
}

/** By its path and not by a transport, so that it can be opened again. */
function lineOn(line: LineConfig): LineOptions {
  const { port, baud, audio, identity } = line
  return {
    ...named(line),
    port: { path: port, ...(baud !== undefined && { baudRate: baud }) },
    ...(audio !== undefined && { audio }),
    ...(identity && { identity }),
  }
}

function named({ name, number }: LineConfig): Pick<LineOptions, 'name' | 'number'> {
  return { ...(name !== undefined && { name }), ...(number !== undefined && { number }) }
}

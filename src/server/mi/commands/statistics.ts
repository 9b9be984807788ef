import { RpcError } from '../../json-rpc/rpc-error.ts'
import type { MiCommand } from '../mi-command.ts'
import { texts } from '../param.ts'
import type { Statistic } from '../statistic.ts'

const wanted = texts('statistics')

const label = ({ group, name }: Statistic) => `${group}:${name}`

/** By `all`, `group:`, `group:name` or `name`; what nobody knows is passed over. */
function selected(all: readonly Statistic[], names: readonly string[]): readonly Statistic[] {
  return all.filter(each =>
    names.some(name => name === 'all' || name === `${each.group}:` || name === label(each) || name === each.name),
  )
}

const listing = (statistics: readonly Statistic[]) =>
  Object.fromEntries(statistics.map(each => [label(each), each.kind]))

/** The figures themselves. */
export const getStatistics: MiCommand = {
  name: 'get_statistics',
  module: 'statistics',
  command: 'get',
  help: 'Shows figures: "statistics" lists names, groups ("dialog:") or "all".',
  sets: [
    {
      params: [wanted],
      run(given, { statistics }) {
        const found = selected(statistics, given.of(wanted))
        if (found.length === 0) throw new RpcError(404, 'Statistics Not Found')
        return Object.fromEntries(found.map(each => [label(each), each.read()]))
      },
    },
  ],
}

/** Which figures there are. */
export const listStatistics: MiCommand = {
  name: 'list_statistics',
  module: 'statistics',
  command: 'list',
  help: 'Shows which figures there are, and whether they only grow.',
  sets: [
    { params: [], run: (_given, { statistics }) => listing(statistics) },
    { params: [wanted], run: (given, { statistics }) => listing(selected(statistics, given.of(wanted))) },
  ],
}

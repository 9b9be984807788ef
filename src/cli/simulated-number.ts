/** By default modules of the simulator have +15550100000, +15550100001 and so on. */
const ofModule = /^\+?155501000(\d\d)$/

/**
 * Why nobody on the simulated network can have a number besides its modules, as what follows the number; null where somebody
 * can. Shorter ones are for services and emergency calls.
 * @param modules How many modules are on the network.
 */
export function simulatedNumberFault(number: string, modules: number): string | null {
  if (!/^\+?\d{4,15}$/.test(number)) return 'is no number of 4 to 15 digits'
  const [, place] = ofModule.exec(number) ?? []
  return place !== undefined && Number(place) < modules ? 'is the number of a simulated module itself' : null
}

/** Stores pairs of snapshots without end and prints the id of a pair once it is acknowledged. To be killed. */
import { openLibrary } from '../../../main/store/library.ts'
import { snapshotOf } from './stored-snapshots.ts'

const [dir = '', round = '0'] = process.argv.slice(2)
const library = await openLibrary(dir)
for (let pair = 0; ; pair++) {
  const id = `${round}-${pair}`
  const event = { at: { earliest: null, latest: null }, node: 'cloudos1', subject: 'x', text: id, line: null }
  const events = [
    { ...event, kind: 'note' },
    { ...event, kind: 'changed' },
  ]
  await library.add({ snapshots: [snapshotOf(`${id}-a`, pair, { events }), snapshotOf(`${id}-b`, pair, { events })] })
  process.stdout.write(`${id}\n`)
}

/** What the shell tools and the nova client print on the simulated site. */
import { dayMs, hourMs, minuteMs } from '../../shared/parse/time.ts'
import { nodeLogsAt, novaPodLogsAt, type SiteFile } from './site-logs.ts'
import { bootedAtMs } from './site-pods.ts'
import { servicesAt } from './site-services.ts'
import { type SiteNode, type Story, siteNodes, siteZoneOffsetMinutes } from './story.ts'

/** A UTC time as the wall clock of the site shows it. */
const localIso = (ms: number): string => new Date(ms + siteZoneOffsetMinutes * minuteMs).toISOString()

/** The labelled lines of the `host` probe. `nodeMs` is the node's own clock. */
export function hostOutput(story: Story, node: SiteNode, nodeMs: number): string {
  const local = localIso(nodeMs)
  return `${[
    `hostname: ${node.name}`,
    `date: ${local.slice(0, 19)}+0800`,
    `uptime:  ${local.slice(11, 19)} up ${upText(nodeMs - bootedAtMs(story))},  1 user,  load average: 1.82, 1.64, 1.57`,
    'kernel: 3.10.0-957.27.2.el7.x86_64',
    'docker: Docker version 18.09.7, build 2d0083d',
    'kubectl: Client Version: version.Info{Major:"1", Minor:"9", GitVersion:"v1.9.11", GitCommit:"1bfeeb6f212135a22dc787b73e1980e5bccef13d", GitTreeState:"clean", BuildDate:"2018-09-28T21:35:22Z", GoVersion:"go1.9.3", Compiler:"gc", Platform:"linux/amd64"}',
  ].join('\n')}\n`
}

function upText(ms: number): string {
  const days = Math.floor(ms / dayMs)
  const hours = Math.floor((ms % dayMs) / hourMs)
  const minutes = Math.floor((ms % hourMs) / minuteMs)
  const clock = hours === 0 ? `${minutes} min` : `${String(hours).padStart(2)}:${String(minutes).padStart(2, '0')}`
  return days === 0 ? clock : `${days} days, ${clock}`
}

/** `ls -la --time-style=full-iso /var/log` on a node. */
export function nodeLogsOutput(story: Story, node: SiteNode, nodeMs: number): string {
  return listing(nodeLogsAt(story, siteNodes.indexOf(node), nodeMs))
}

/** The same inside the nova client's pod. */
export function novaPodLogsOutput(story: Story, nodeMs: number): string {
  return listing(novaPodLogsAt(story, nodeMs))
}

function listing(files: SiteFile[]): string {
  const width = (text: (file: SiteFile) => string) => Math.max(...files.map((file) => text(file).length))
  const [links, owner, group, size] = [
    width((file) => String(file.links)),
    width((file) => file.owner),
    width((file) => file.group),
    width((file) => String(file.size)),
  ]
  const blocks = files.reduce((sum, file) => sum + Math.ceil(file.size / 4096) * 4, 0)
  const lines = files.map((file) => {
    const local = localIso(file.modifiedAtMs)
    const time = `${local.slice(0, 10)} ${local.slice(11, 23)}000000 +0800`
    const who = `${file.owner.padEnd(owner)} ${file.group.padEnd(group)}`
    return `${file.mode} ${String(file.links).padStart(links)} ${who} ${String(file.size).padStart(size)} ${time} ${file.name}`
  })
  return `${[`total ${blocks}`, ...lines].join('\n')}\n`
}

/** `nova service-list`, with the `Forced down` column that newer APIs have. */
export function novaServiceListOutput(story: Story, atMs: number): string {
  const header = ['Id', 'Binary', 'Host', 'Zone', 'Status', 'State', 'Updated_at', 'Disabled Reason', 'Forced down']
  const rows = servicesAt(story, atMs).map(({ id, binary, host, zone, state, updatedAtMs }) => {
    const updatedAt = `${new Date(updatedAtMs).toISOString().slice(0, 19)}.000000`
    return [id, binary, host, zone, 'enabled', state, updatedAt, '-', 'False']
  })
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const border = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+`
  const line = (cells: string[]) =>
    `|${cells.map((cell, column) => ` ${cell.padEnd(widths[column] ?? 0)} `).join('|')}|`
  return `${[border, line(header), border, ...rows.map(line), border].join('\n')}\n`
}

/** One POSIX shell script that asks a profile's probes on the node it runs on, for sites where nobody may log in. */
import { captureMessages } from '../../shared/messages/collect/capture.ts'
import { tell, withText } from '../../shared/messages/tell.ts'
import type { Message } from '../../shared/model.ts'
import { kubectl } from '../../shared/probes/families/kubectl.ts'
import { quoted } from '../../shared/probes/families/shell.ts'
import type { Probe, ProfileSettings } from '../../shared/probes/probe.ts'
import { unsupportedPattern, verdictMessages } from '../../shared/probes/verdict.ts'
import type { Profile } from './profiles.ts'
import { commandOn, inPod, searchPath } from './run-probe.ts'

// Stand for the pod until the script has found it; they are plain words, so that quoting leaves them as they are.
const namespaceMark = 'NODELAPSE_POD_NAMESPACE'
const nameMark = 'NODELAPSE_POD_NAME'

/** The script for a profile. It writes a snapshot file as `docs/snapshot-file.md` has it. */
export function collectorScript(profile: Profile, producer: { name: string; version: string }): string {
  const { settings, probes } = profile
  const hasPod = settings.novaPodPrefix !== ''
  const onNode = probes.filter((probe) => probe.runsIn !== 'nova-pod' || !hasPod)
  const inNovaPod = hasPod ? probes.filter((probe) => probe.runsIn !== 'node') : []
  return [
    head(profile, producer),
    ...onNode.map((probe) => question(probe, settings, false)),
    ...(inNovaPod.length === 0
      ? []
      : [findPod(settings), ...inNovaPod.map((probe) => question(probe, settings, true))]),
    tail(producer),
  ].join('\n')
}

/** A word of the script that it writes into the manifest. */
const quotedMessage = (message: Message): string => quoted(JSON.stringify(withText(message)))

/** Quoted, with the pod that was found in place of the marks: these stand among blanks, so that there are quotes to leave. */
const quotedWithPod = (text: string): string =>
  quoted(text).replaceAll(namespaceMark, `'"$pod_namespace"'`).replaceAll(nameMark, `'"$pod"'`)

function question(probe: Probe, settings: ProfileSettings, isInPod: boolean): string {
  const lines = probe.variants.map((variant, index) => {
    const inner = variant.command(settings)
    const command = isInPod
      ? inPod(inner, { namespace: namespaceMark, name: nameMark }, settings)
      : commandOn(probe, inner)
    const ask = `try ${quotedWithPod(command)} ${quotedWithPod(JSON.stringify(command))}`
    if (index === 0) return ask
    return `again ${variant.evenIfAbsent === true ? 'absent' : 'unsupported'} && ${ask}`
  })
  const pod = isInPod ? '"$pod"' : "''"
  const seconds = Math.ceil(probe.timeoutMs / 1000)
  const ifLate = quotedMessage(verdictMessages.timedOut({ seconds: probe.timeoutMs / 1000 }))
  const ifMuch = quotedMessage(verdictMessages.truncated({ bytes: probe.maxBytes }))
  const begin = `begin ${probe.name} ${pod} ${seconds} ${probe.maxBytes} ${ifLate} ${ifMuch}`
  const asked = [begin, ...lines, 'finish'].join('\n')
  return isInPod ? `\nif [ -n "$pod" ]; then\n${asked}\nelse\nwithout_pod ${probe.name}\nfi\n` : `\n${asked}\n`
}

const head = ({ name, description }: Profile, { version }: { version: string }): string => `#!/bin/sh
# Collects a snapshot of this node for Nodelapse ${version}, profile ${name}${description === null ? '' : `: ${tell(description, 'en')}`}.
#
# It only reads. Each command it runs stands below as the first words behind "try". What they print is written to one
# file in the current folder, which nobody else can read; look into it with: tar xzf FILE
#
#   sh THIS_SCRIPT [SITE]        SITE: a name for the installation; this node's name otherwise

LC_ALL=C
PATH=${searchPath}
export LC_ALL PATH
umask 077
here=$(pwd)

# Names are kept to letters that need no quoting.
plain() { printf %s "$1" | tr -c 'A-Za-z0-9._-' '_'; }
node=$(plain "$(hostname 2>/dev/null || uname -n)")
site=$(printf %s "\${1:-$node}" | tr -d '"\\\\\\000-\\037')
[ -n "$site" ] || site=site
now() { date -u +%Y-%m-%dT%H:%M:%SZ; }
started=$(now)
id=$(od -An -N8 -tx1 /dev/urandom 2>/dev/null | tr -dc 0-9a-f)
[ -n "$id" ] || id=$(date +%s)-$$
work=$(mktemp -d 2>/dev/null) || { work=\${TMPDIR:-/tmp}/nodelapse-$id; mkdir "$work" || exit 1; }
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$work/nodes/$node" || exit 1
: >"$work/sections"
failed=

# GNU and new busybox: timeout SECONDS; old busybox: timeout -t SECONDS; neither: a watch of our own.
if timeout 5 true 2>/dev/null; then limit() { timeout "$@"; }
elif timeout -t 5 true 2>/dev/null; then limit() { seconds=$1; shift; timeout -t "$seconds" "$@"; }
else limit() {
  seconds=$1; shift
  "$@" & child=$!
  ( sleep "$seconds"; kill "$child" 2>/dev/null && : >"$work/late" ) >/dev/null 2>&1 & watch=$!
  wait "$child"; ended=$?
  kill "$watch" 2>/dev/null
  [ -e "$work/late" ] && { rm -f "$work/late"; return 124; }
  return "$ended"
}
fi

# begin PROBE POD SECONDS BYTES MESSAGE-IF-LATE MESSAGE-IF-TOO-MUCH
begin() {
  probe=$1; inside=$2; seconds=$3; most=$4; if_late=$5; if_much=$6
  file=nodes/$node/$probe\${inside:+@$inside}
  printf 'asking %s\\n' "$probe\${inside:+ in $inside}" >&2
}

# try COMMAND COMMAND-AS-JSON: sets state to done, unsupported (an old tool) or absent
try() {
  command_json=$2
  asked=$(now)
  # Files are limited in blocks of 512 bytes or, in bash, of 1024.
  limit "$seconds" sh -c "ulimit -f $(( most / 512 + 1 )) 2>/dev/null; $1" >"$work/$file.out" 2>"$work/$file.err" </dev/null
  code=$?
  ended_at=$(now)
  state=done
  [ "$code" = 127 ] && state=absent
  if [ "$code" != 0 ] && [ "$code" != 127 ] && grep -Eiq '${unsupportedPattern}' "$work/$file.err" "$work/$file.out"; then
    state=unsupported
  fi
}

# again KIND: true when the next way to ask is to be tried
again() {
  [ "$state" = unsupported ] || { [ "$1" = absent ] && [ "$state" = absent ]; }
}

stored() { # FILE: where it is, how long, its SHA-256 where there is a program for it
  bytes=$(wc -c <"$work/$1" | tr -dc 0-9)
  sum=null
  if command -v sha256sum >/dev/null 2>&1; then sum=\\"$(sha256sum <"$work/$1" | cut -c1-64)\\"; fi
  printf '{"path":"%s","bytes":%s,"sha256":%s}' "$1" "$bytes" "$sum"
}

# section OUTCOME MESSAGE CODE: where the code says enough, the message is null
section() {
  [ -s "$work/sections" ] && printf ',\\n' >>"$work/sections"
  {
    if [ -n "$inside" ]; then pod_json=\\"$inside\\"; else pod_json=null; fi
    printf '{"node":"%s","probe":"%s","pod":%s,"command":%s,"outcome":"%s","message":%s,"exitCode":%s,' \\
      "$node" "$probe" "$pod_json" "$command_json" "$1" "$2" "$3"
    printf '"startedAt":"%s","endedAt":"%s","partialView":null,' "$asked" "$ended_at"
    printf '"stdout":%s,"stderr":%s}' "$(stored "$file.out")" "$(stored "$file.err")"
  } >>"$work/sections"
  [ "$1" = ok ] || failed="$failed
  $probe\${inside:+ in $inside}: $1"
}

finish() {
  bytes=$(wc -c <"$work/$file.out" | tr -dc 0-9)
  if [ "$code" = 124 ] || [ "$code" = 143 ]; then section timed-out "$if_late" null
  elif [ "$bytes" -ge "$most" ]; then section truncated "$if_much" null
  elif [ "$code" = 0 ]; then section ok null 0
  elif [ "$code" = 127 ]; then section unavailable null 127
  else section failed null "$code"
  fi
}
`

const podTemplate = '{{range .items}}{{.metadata.namespace}} {{.metadata.name}} {{.status.phase}}{{"\\n"}}{{end}}'

const findPod = (settings: ProfileSettings): string => {
  const { novaPodNamespace, novaPodPrefix } = settings
  return `
# The pod of the OpenStack clients: the first running one whose name begins with ${novaPodPrefix}.
find_pod() {
  limit 60 ${kubectl(settings)} get pod --all-namespaces -o go-template='${podTemplate}' 2>/dev/null | while read -r namespace name status; do
    case "$name" in
      ${novaPodPrefix}*) [ "$status" = Running ] && { [ "$1" = any ] || [ "$1" = "$namespace" ]; } && { echo "$namespace $name"; break; } ;;
    esac
  done
}
found=$(find_pod ${novaPodNamespace || 'default'})
[ -n "$found" ] || found=$(find_pod any)
pod_namespace=\${found%% *}
pod=\${found#* }

without_pod() {
  probe=$1; inside=${novaPodPrefix}; file=nodes/$node/$probe@$inside; command_json='""'; asked=$(now); ended_at=$asked
  : >"$work/$file.out"; : >"$work/$file.err"
  section unavailable ${quotedMessage(captureMessages.noPod({ prefix: novaPodPrefix }))} null
}`
}

const tail = ({ name, version }: { name: string; version: string }): string => `
# +0800 is 480 minutes; a leading zero would make the number octal.
zone=$(date +%z)
case "$zone" in
  [+-][0-9][0-9][0-9][0-9])
    rest=\${zone#?}; hours=\${rest%??}; minutes=\${rest#??}
    offset=$(( \${hours#0} * 60 + \${minutes#0} ))
    case "$zone" in -*) offset=$(( 0 - offset )) ;; esac ;;
  *) offset=null ;;
esac

{
  printf '{"format":"nodesnap","version":1,"producer":{"name":"${name}","version":"${version}"},"snapshots":[{\\n'
  printf '"id":"%s","site":"%s","takenAt":"%s","takenAtInferred":null,"source":"file","origin":"collector script on %s",\\n' \\
    "$id" "$site" "$started" "$node"
  printf '"nodes":[{"name":"%s","address":"%s","outcome":"ok","message":null,"clockOffsetMs":0,"zoneOffsetMinutes":%s}],\\n' \\
    "$node" "$node" "$offset"
  printf '"events":[],"sections":[\\n'
  cat "$work/sections"
  printf ']}]}\\n'
} >"$work/manifest.json"

out="$here/$node-$(date -u +%Y%m%dT%H%M%SZ).nodesnap"
( cd "$work" && tar -cf - manifest.json nodes | gzip -c ) >"$out" || { echo "$out could not be written." >&2; exit 1; }
printf '%s  %s bytes\\n' "$out" "$(wc -c <"$out" | tr -dc 0-9)"
if [ -n "$failed" ]; then
  printf 'Not everything could be asked; the rest is in the file:%s\\n' "$failed"
fi
`

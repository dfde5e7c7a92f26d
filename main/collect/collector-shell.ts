/** What every collector script holds around its questions, in POSIX shell. */
import { captureMessages } from '../../shared/messages/collect/capture.ts'
import { scriptMessages } from '../../shared/messages/collect/script.ts'
import { tell, withText } from '../../shared/messages/tell.ts'
import type { Message } from '../../shared/model.ts'
import { kubectl } from '../../shared/probes/families/kubectl.ts'
import { quoted } from '../../shared/probes/families/shell.ts'
import type { ProfileSettings } from '../../shared/probes/probe.ts'
import { unsupportedPattern } from '../../shared/probes/verdict.ts'
import type { Language } from '../../shared/words/language.ts'
import type { Profile } from './profiles.ts'
import { searchPath } from './run-probe.ts'

export interface Producer {
  name: string
  version: string
}

/** A message as a word of the script, which writes it into the manifest. */
export const quotedMessage = (message: Message): string => quoted(JSON.stringify(withText(message)))

const comment = (message: Message, language: Language): string => tell(message, language).replace(/^/gm, '# ')

const purposeOf = ({ name, description }: Profile, version: string): Message =>
  description === null
    ? scriptMessages.purpose({ version, profile: name })
    : scriptMessages.purposeOf({ version, profile: name, description })

/** A word that the script prints, in its language. */
const printed = (message: Message, language: Language): string => quoted(tell(message, language))

/** What it is, and the functions that the questions call. */
export const prologue = (profile: Profile, version: string, language: Language): string => `#!/bin/sh
${comment(purposeOf(profile, version), language)}
#
${comment(scriptMessages.readsOnly(), language)}
#
#   ${tell(scriptMessages.usage(), language)}

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

# begin PROBE POD
begin() {
  probe=$1; inside=$2
  file=nodes/$node/$probe\${inside:+@$inside}
  printf '%s %s\\n' ${printed(scriptMessages.asking(), language)} "$probe\${inside:+ ($inside)}" >&2
}
# The limits of a command, and what the file says where it met one.
within() { seconds=$1; if_late=$2; }
at_most() { most=$1; if_much=$2; }

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
  $probe\${inside:+ ($inside)}: $1"
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

/** Finds the pod in which the questions behind it are asked. */
export const podFinder = (settings: ProfileSettings): string => {
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

/** Writes the file, and says where it is and what is not in it. */
export const epilogue = ({ name, version }: Producer, language: Language): string => `
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
( cd "$work" && tar -cf - manifest.json nodes | gzip -c ) >"$out" || {
  printf '%s: %s\\n' "$out" ${printed(scriptMessages.notWritten(), language)} >&2
  exit 1
}
printf '%s  %s %s\\n' "$out" "$(wc -c <"$out" | tr -dc 0-9)" ${printed(scriptMessages.bytes(), language)}
if [ -n "$failed" ]; then
  printf '%s%s\\n' ${printed(scriptMessages.notAll(), language)} "$failed"
fi
`

// Finds or installs what the tests need from the system, and says what it did.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const needs = [
  { file: '/usr/sbin/sshd', package: 'openssh-server', why: 'capture is tested against a real SSH server' },
  { file: '/bin/busybox', package: 'busybox-static', why: 'the collector script runs under its shell, too' },
  { file: '/usr/bin/sudo', package: 'sudo', why: 'capture runs commands by a real sudo' },
  { file: '/usr/bin/age', package: 'age', why: 'encrypted snapshot files are opened by the age tool' },
  { file: '/usr/bin/chromium', package: 'chromium', why: 'the window is tested in a real browser' },
  { file: '/usr/bin/kubectl', package: 'kubernetes-client', why: 'capture runs a real kubectl' },
  { file: '/usr/bin/sos', package: 'sosreport', why: 'a report of the real program is imported' },
  { file: '/usr/bin/zip', package: 'zip', why: 'archives of the real zip are imported' },
  { file: '/usr/bin/bzip2', package: 'bzip2', why: 'archives of the real bzip2 are imported' },
  { file: '/usr/bin/zstd', package: 'zstd', why: 'archives of the real zstd are imported' },
  { file: '/usr/bin/nova', package: 'python3-novaclient', why: 'capture runs a real nova client' },
]
const missing = needs.filter((need) => !existsSync(need.file))
for (const need of needs) if (!missing.includes(need)) console.log(`set-up: ${need.file} is there`)
if (missing.length > 0) {
  const packages = missing.map((need) => need.package)
  const canInstall = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
  if (!canInstall) {
    for (const need of missing)
      console.error(`set-up: ${need.file} is missing (Debian package ${need.package}): ${need.why}`)
    process.exit(1)
  }
  console.log(`set-up: installing ${packages.join(' ')} with apt-get`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
  ]) {
    const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env })
    if (status !== 0) {
      console.error(`set-up: apt-get ${args[0]} failed (${status})`)
      process.exit(1)
    }
  }
}

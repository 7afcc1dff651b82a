import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const PERSON = 'manager'

/** A Debian with nothing on it but its base, in a folder: programs in it see no other library than its own. */
export class BareMachine {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  /** Fetches the base system, once; a later call finds it. */
  prepare(): void {
    if (!existsSync(path.join(this.#root, 'ready'))) {
      if (spawnSync('debootstrap', ['--version']).status !== 0)
        throw new Error('A bare Debian is made by debootstrap: run `apt-get install debootstrap`, then again.')
      const release = readFileSync('/etc/os-release', 'utf8')
      const codename = /VERSION_CODENAME=(\w+)/.exec(release)?.[1] ?? ''
      const [site = ''] = say('apt-get', ['indextargets', '--format', '$(SITE)']).split('\n')
      say('debootstrap', ['--variant=minbase', codename, this.#root, site])
      // The archive is reached as this machine reaches it.
      cpSync('/etc/apt', path.join(this.#root, 'etc/apt'), { recursive: true })
      this.run('apt-get', ['update', '-qq'])
      this.run('useradd', ['--create-home', PERSON])
      writeFileSync(path.join(this.#root, 'ready'), '')
    }
    for (const kind of ['proc', 'sysfs', 'tmpfs'] as const) {
      const target = path.join(this.#root, { proc: 'proc', sysfs: 'sys', tmpfs: 'dev/shm' }[kind])
      mkdirSync(target, { recursive: true })
      if (spawnSync('mountpoint', ['-q', target]).status !== 0) say('mount', ['-t', kind, kind, target])
    }
    mkdirSync(this.file('tmp/.X11-unix'), { recursive: true })
    say('mount', ['--bind', '/tmp/.X11-unix', this.file('tmp/.X11-unix')])
  }

  /** Takes away what was mounted; the folder stays for the next time. */
  release(): void {
    for (const place of ['tmp/.X11-unix', 'dev/shm', 'sys', 'proc']) spawnSync('umount', ['-l', this.file(place)])
  }

  /** A path of that machine as this one sees it. */
  file(name: string): string {
    return path.join(this.#root, name)
  }

  /** Runs a program on it as its administrator; throws when it fails. */
  run(command: string, args: readonly string[]): string {
    return say('chroot', [this.#root, 'env', 'DEBIAN_FRONTEND=noninteractive', command, ...args])
  }

  install(deb: string): void {
    copyFileSync(deb, this.file('tmp/frontline.deb'))
    this.run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', '/tmp/frontline.deb'])
  }

  /** A program of this machine that starts the installed Frontline on that one, as an ordinary person with a screen. */
  launcher(program = '/usr/bin/frontline'): string {
    const authority = process.env['XAUTHORITY']
    if (authority) {
      copyFileSync(authority, this.file('tmp/xauthority'))
      this.run('chown', [PERSON, '/tmp/xauthority'])
    }
    const script = `${this.#root}.start.sh`
    const env = `env -i HOME=/home/${PERSON} PATH=/usr/bin:/bin DISPLAY="$DISPLAY" XAUTHORITY=/tmp/xauthority`
    writeFileSync(
      script,
      `#!/bin/sh\nexec chroot --userspec=${PERSON}:${PERSON} '${this.#root}' ${env} ${program} "$@"\n`,
      { mode: 0o755 },
    )
    return script
  }
}

function say(command: string, args: readonly string[]): string {
  const done = spawnSync(command, args, { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${done.error?.message ?? done.stderr}`)
  return done.stdout
}

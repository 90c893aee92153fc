#!/usr/bin/env bash
# Lists, builds, checks, installs and updates the hosts of this fleet.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
flake=$(cd "$here/../.." && pwd)

usage() {
  cat <<USAGE
usage: fleet.sh list                       the hosts
       fleet.sh build HOST                 build a host here
       fleet.sh check HOST [USER]          does it answer, and is it well?
       fleet.sh deploy HOST ADDRESS        first installation (nixos-anywhere)
       fleet.sh update HOST [FLAGS]        deploy a new configuration (deploy-rs)
USAGE
}

hosts() {
  nix eval --json "$flake#nixosConfigurations" --apply builtins.attrNames | tr -d '[]"' | tr ',' '\n'
}

need_host() {
  if [ -z "${1:-}" ] || ! hosts | grep -qx "$1"; then
    echo "fleet.sh: no such host: ${1:-(none)}" >&2
    exit 2
  fi
}

address() {
  nix eval --raw "$flake#deploy.nodes.$1.hostname"
}

case "${1:-}" in
  list)
    hosts
    ;;
  build)
    need_host "${2:-}"
    nix build "$flake#nixosConfigurations.$2.config.system.build.toplevel"
    ;;
  check)
    need_host "${2:-}"
    ssh -o ConnectTimeout=5 "${3:-jarvis}@$(address "$2")" systemctl is-system-running
    ;;
  deploy)
    need_host "${2:-}"
    nix run github:nix-community/nixos-anywhere -- --flake "$flake#$2" "root@${3:?address missing}"
    ;;
  update)
    need_host "${2:-}"
    host=$2
    shift 2
    nix run github:serokell/deploy-rs -- "$flake#$host" "$@"
    ;;
  *)
    usage
    exit 2
    ;;
esac

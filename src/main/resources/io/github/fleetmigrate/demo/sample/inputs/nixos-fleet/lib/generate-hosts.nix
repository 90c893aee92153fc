# The fleet as lines of /etc/hosts.
{ lib, arguments }:
given:
let
  fleet = arguments.fleet "nixos-fleet.lib.generateHosts" given;
in
lib.concatStrings (
  lib.mapAttrsToList (
    name: host: "${host.ip} ${lib.concatStringsSep " " (import ../modules/names.nix fleet.network name host)}\n"
  ) (lib.filterAttrs (_: host: host ? ip) fleet.hosts)
)

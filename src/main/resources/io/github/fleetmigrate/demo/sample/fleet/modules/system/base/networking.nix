# Every machine knows the others by name: /etc/hosts from fleet-config.nix
{ lib, ... }:
let
  fleetConfig = import ../../../fleet-config.nix;

  fleetHosts = lib.mapAttrs' (
    name: host:
    lib.nameValuePair host.ip [
      host.hostname
      host.fqdn
    ]
  ) fleetConfig.hosts;
in
{
  networking.hosts = fleetHosts;
  networking.domain = fleetConfig.network.domain;
  networking.nameservers = fleetConfig.network.dns;
}

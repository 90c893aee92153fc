# Entries in /etc/hosts for every host of the fleet; without hosts it writes nothing.
{ config, lib, ... }:
{
  _file = ./fleet-hosts.nix;
  imports = [ ./options.nix ];

  networking.hosts = lib.mkMerge (
    lib.mapAttrsToList (name: host: {
      ${host.ip} = import ./names.nix config.fleet.network name host;
    }) (lib.filterAttrs (_: host: host ? ip) config.fleet.hosts)
  );
}

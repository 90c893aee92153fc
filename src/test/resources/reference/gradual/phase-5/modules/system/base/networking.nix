# The network that every machine is on; the names of the others come from fleet-hosts (modules/fleet.nix)
{ ... }:
let
  fleetConfig = import ../../../fleet-config.nix;
in
{
  networking.domain = fleetConfig.network.domain;
  networking.nameservers = fleetConfig.network.dns;
}

# What nixos-fleet's modules need to know, the same on every host.
let
  fleetConfig = import ../fleet-config.nix;
in
{
  fleet = {
    inherit (fleetConfig) network hosts;

    deployUser = {
      name = "deploy";
      authorizedKeys = [ fleetConfig.hosts.orion.ssh.publicKey ];
    };
  };
}

# What nixos-fleet's modules need to know, the same on every host. Without `fleet.hosts` fleet-hosts writes
# nothing: modules/system/base/networking.nix goes on writing /etc/hosts.
let
  fleetConfig = import ../fleet-config.nix;
in
{
  fleet = {
    inherit (fleetConfig) network;

    deployUser = {
      name = "deploy";
      authorizedKeys = [ fleetConfig.hosts.orion.ssh.publicKey ];
    };
  };
}

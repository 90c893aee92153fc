# The administrator that every machine but orion has.
{ config, lib, ... }:
let
  fleetConfig = import ../../../fleet-config.nix;
  inherit (fleetConfig.hosts.orion.ssh) publicKey;
in
{
  users.users.jarvis = lib.mkIf (config.networking.hostName != "orion") {
    isNormalUser = true;
    description = "Administrator";
    extraGroups = [ "wheel" ];
    openssh.authorizedKeys.keys = [ publicKey ];
  };

  security.sudo.extraRules = [
    {
      users = [ "jarvis" ];
      commands = [
        {
          command = "ALL";
          options = [ "NOPASSWD" ];
        }
      ];
    }
  ];
}

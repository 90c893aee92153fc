# What both modules read: the fleet itself.
{ lib, ... }:
{
  _file = ./options.nix;
  options.fleet = {
    network = lib.mkOption {
      type = lib.types.attrsOf lib.types.anything;
      default = { };
      description = "The fleet's network, as in fleet-config.nix.";
    };
    hosts = lib.mkOption {
      type = lib.types.attrsOf (lib.types.attrsOf lib.types.anything);
      default = { };
      description = "The fleet's hosts, as in fleet-config.nix.";
    };
  };
}

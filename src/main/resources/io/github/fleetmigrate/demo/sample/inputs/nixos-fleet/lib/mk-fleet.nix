# A flake's outputs from hosts that need nothing but their own folder and the flake's inputs.
{ lib, arguments }:
args:
let
  given = arguments.exactly "nixos-fleet.lib.mkFleet" [
    "inputs"
    "fleet"
    "hostConfigurations"
  ] args;
  inherit (given) inputs hostConfigurations;
  fleet = arguments.fleet "nixos-fleet.lib.mkFleet" given.fleet;

  nixosConfigurations = lib.mapAttrs (
    name: configuration:
    if fleet.hosts ? ${name} then
      inputs.nixpkgs.lib.nixosSystem {
        modules = [ configuration ];
        specialArgs = { inherit inputs; };
      }
    else
      throw "nixos-fleet.lib.mkFleet: hostConfigurations.${name} is not in fleet.hosts"
  ) hostConfigurations;
in
builtins.seq fleet {
  inherit nixosConfigurations;
  colmena = import ./hive.nix { inherit lib; } {
    inherit inputs nixosConfigurations;
    hosts = lib.filterAttrs (name: _: hostConfigurations ? ${name}) fleet.hosts;
  };
}

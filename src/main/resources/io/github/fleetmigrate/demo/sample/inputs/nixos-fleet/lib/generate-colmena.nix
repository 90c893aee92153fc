# The flake output `colmena` for the hosts of a fleet, from the flake's own nixosConfigurations.
{ lib, arguments }:
args:
let
  given = arguments.exactly "nixos-fleet.lib.generateColmena" [
    "inputs"
    "fleet"
  ] args;
  fleet = arguments.fleet "nixos-fleet.lib.generateColmena" given.fleet;
in
builtins.seq fleet (import ./hive.nix { inherit lib; } {
  inherit (given) inputs;
  inherit (fleet) hosts;
  inherit (given.inputs.self) nixosConfigurations;
})

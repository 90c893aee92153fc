{ lib }:
let
  arguments = import ./arguments.nix { inherit lib; };
in
{
  mkFleet = import ./mk-fleet.nix { inherit lib arguments; };
  generateColmena = import ./generate-colmena.nix { inherit lib arguments; };
  generateHosts = import ./generate-hosts.nix { inherit lib arguments; };
}

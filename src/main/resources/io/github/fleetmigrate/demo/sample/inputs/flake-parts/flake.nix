# flake-parts for the sample fleet: the same calling interface, the options that the fleet uses.
{
  description = "Stand-in for flake-parts";

  inputs.nixpkgs-lib.url = "path:@inputs@/nixpkgs";

  outputs =
    { nixpkgs-lib, ... }:
    {
      lib = import ./lib.nix { inherit (nixpkgs-lib) lib; };
    };
}

# nixos-fleet for the sample fleet. README.md beside the inputs says what its author states of the real
# one, and what is assumed.
{
  description = "Stand-in for nixos-fleet";

  inputs = {
    nixpkgs.url = "path:@inputs@/nixpkgs";
    colmena = {
      url = "path:@inputs@/colmena";
      inputs.nixpkgs.follows = "nixpkgs";
    };
  };

  outputs =
    { nixpkgs, ... }:
    let
      inherit (nixpkgs) lib;
    in
    {
      lib = import ./lib { inherit lib; };

      nixosModules = {
        fleet-hosts = ./modules/fleet-hosts.nix;
        fleet-deploy-user = ./modules/fleet-deploy-user.nix;
      };

      packages = lib.mapAttrs (
        system: _:
        let
          # Nix's own builder of profiles: the only way to a folder where no program may run.
          fleet =
            derivation {
              name = "fleet-0.1.0";
              inherit system;
              builder = "builtin:buildenv";
              derivations = [
                "true"
                5
                1
                ./cli
              ];
              manifest = builtins.toFile "manifest.nix" "[ ]";
              preferLocalBuild = true;
            }
            // {
              pname = "fleet";
              version = "0.1.0";
              meta.mainProgram = "fleet";
            };
        in
        {
          inherit fleet;
          default = fleet;
        }
      ) nixpkgs.legacyPackages;
    };
}
